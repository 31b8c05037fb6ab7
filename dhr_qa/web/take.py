"""The files that a person takes away: the annotated copy, the report, the actions, the note, the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath

from dhr_qa.documents.read import WORD_SUFFIXES
from dhr_qa.findings import Result
from dhr_qa.settings import FILE_NAMES
from dhr_qa.web.state import Check
from dhr_qa.web.work import hidden

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    ".dotm": "application/vnd.ms-word.template.macroEnabled.12",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
}  # fmt: skip
#: Beside the annotated copies ("copy-0", "copy-1"…): what can be taken, by the name that pages use.
REPORT, ACTIONS, NOTE, SETTINGS, COPY = "report", "actions", "note", "settings", "copy-"


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    name: str
    data: bytes = field(repr=False)

    @property
    def type(self) -> str:
        return _TYPES.get(PurePath(self.name).suffix.lower(), "application/octet-stream")


def file(check: Check, what: str, masked: bool) -> File | None:
    """One file of a check that is done; None where there is none of that name. Raises DhrQaError."""
    if check.new is None:
        return None
    if what == SETTINGS:
        return File(FILE_NAMES[0], settings_text(check).encode())
    result = hidden(check) if masked else check.new.result
    if what.startswith(COPY):
        place = what.removeprefix(COPY)
        return _copy(check, result, int(place), masked) if place.isdecimal() and len(place) < 4 else None
    stem = _stem(result)
    if what == REPORT:
        from dhr_qa.report import html_report

        return File(f"{stem} - findings.html", html_report.render(result, masked=masked).encode())
    if what == ACTIONS and has_actions(result):
        from dhr_qa.report import actions_csv

        return File(f"{stem} - actions.csv", actions_csv.render(result.facts, masked=masked).encode())
    if what == NOTE:
        from dhr_qa.web.note import render

        return File(f"{stem} - readiness note.html", render(result, check, masked).encode())
    return None


def copies(result: Result) -> list[tuple[str, str]]:
    """The annotated copies that can be made: what to ask for, and the name of the document."""
    return [
        (f"{COPY}{place}", facts.document.path)
        for place, facts in enumerate(result.facts)
        if PurePath(facts.document.path).suffix.lower() in WORD_SUFFIXES
    ]


def has_actions(result: Result) -> bool:
    return any(facts.actions for facts in result.facts)


def settings_text(check: Check) -> str:
    """The settings file that was put in, or a new one, with the answers in it. Raises UsageError."""
    from dhr_qa.settings_edit import with_entry

    text = check.settings_text
    for each in check.answers.values():
        item = {"rule": each.rule, "answer": each.answer, "by": each.by, "on": each.on.isoformat()}
        text, _ = with_entry(text, "attestations", item, ("rule", "document"), FILE_NAMES[0])
    return text


def _copy(check: Check, result: Result, place: int, masked: bool) -> File | None:
    """The Word document with the findings as comments."""
    from dhr_qa.annotate.notes import notes_for
    from dhr_qa.annotate.write import Draft

    if check.new is None or f"{COPY}{place}" not in dict(copies(check.new.result)):
        return None
    name = check.new.result.facts[place].document.path
    shown = result.facts[place].document.path  # the findings of a masked result know it by this name
    data = next(each.data for each in check.documents("new" if check.drafts else "") if each.name == name)
    draft = Draft(Path(shown), data)
    notes, _ = notes_for(result, draft.document, masked=masked)
    path = PurePath(shown)
    return File(f"{path.stem} - with comments{path.suffix}", draft.annotated(notes))


def _stem(result: Result) -> str:
    """What files are called after: the first document."""
    first = result.documents[0].path if result.documents else "documents"
    return PurePath(first).stem
