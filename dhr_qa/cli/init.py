"""`dhr-qa init`: write a dhr-qa.yaml for a report, filled with what the report shows."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from dhr_qa.cli.progress import Progress
from dhr_qa.cli.shared import Kind, Paths
from dhr_qa.cli.streams import note, redact_by_default, say
from dhr_qa.errors import EXIT_OK, EXIT_UNREADABLE, UsageError
from dhr_qa.settings import FILE_NAMES, Settings, find, load, shown_path


def command(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file. [default: dhr-qa.yaml beside the report]"),
    ] = None,
    kind: Kind = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a settings file; its waivers and answers are kept.")
    ] = False,
) -> int:
    """Write a settings file for a review, dhr-qa.yaml, filled with what the report shows.

    PATH is a report, or a folder with the reports of a pack. Written down are the kind of case, the day of the
    decision and the pseudonyms, as dhr-qa inspect shows them, and the questions that wait for a person's answer;
    every key is explained. Names that may be real are not written down. Please read it through: it is a guess
    until somebody has.

    A settings file that is there already is not touched without --force.

    \b
    Examples:
      dhr-qa init draft.docx
      dhr-qa init submission/
      dhr-qa init draft.docx -o ../dhr-qa.yaml
    """
    from dhr_qa.checking import check, filter_for, gather, inspect
    from dhr_qa.settings_file import parse
    from dhr_qa.settings_new import new_settings

    packs, missing = gather(paths)
    if missing:
        for error in missing:
            note(str(error))
        return EXIT_UNREADABLE
    file = output or _beside(paths[0])
    shown = shown_path(file)
    if any(file.absolute() == path.absolute() for pack in packs for path in pack.paths):
        raise UsageError("this is the report itself", shown)
    governing = find(paths[0])
    if file.exists() and not force:
        raise UsageError("this settings file is there already; --force writes over it", shown)
    if governing is not None and not file.exists() and output is None and not force:
        raise UsageError(
            f"{shown_path(governing)} governs this report already; change that, or say with -o where another is to be"
        )
    old = load(file) if file.exists() else Settings()
    with Progress() as tell:
        facts, failures = inspect(paths, kind=kind, tell=tell)
        result = check(paths, kind=kind, profile="publication", tell=tell) if facts else None
    hide = filter_for(paths, facts)
    hide_here = hide if redact_by_default() else str
    for failure in failures:
        note(hide_here(str(failure)))
    if result is None:
        return EXIT_UNREADABLE
    asked = {each.rule: each.question or "" for each in result.outcomes if each.outcome == "needs-person"}
    text = _with_decisions(new_settings(facts, list(asked.items()), hide), old, shown)
    parse(text, shown, file.parent)
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", shown) from None
    say(f"{shown}: written. Please read it through and correct it; then: dhr-qa check {hide_here(str(paths[0]))}\n")
    return EXIT_UNREADABLE if failures else EXIT_OK


def _beside(path: Path) -> Path:
    return (path if path.is_dir() else path.parent) / FILE_NAMES[0]


def _with_decisions(text: str, old: Settings, shown: str) -> str:
    """The new text with the waivers and answers of the file that it takes the place of."""
    from dhr_qa.settings_edit import with_entry

    def written(**values: str | datetime.date) -> dict[str, str]:
        return {key: str(value) for key, value in values.items() if value}

    for waiver in old.waivers:
        item = written(
            rule=waiver.rule, fingerprint=waiver.fingerprint, text=waiver.text, document=waiver.document,
            reason=waiver.reason, by=waiver.by, until=waiver.until,
        )  # fmt: skip
        text, _ = with_entry(text, "waivers", item, ("rule", "fingerprint", "text", "document"), shown)
    for answer in old.attestations:
        item = written(rule=answer.rule, answer=answer.answer, by=answer.by, on=answer.on, document=answer.document)
        text, _ = with_entry(text, "attestations", item, ("rule", "on", "document"), shown)
    return text
