"""The faults of the draft report: each with the rule that should find it, where, and the edit that puts it in.

`source/faults.toml` is the one source of both `draft/overview-report-draft.docx` and `draft/FAULTS.md`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from examples import markup

PROPERTY_TITLE = "DHR Maya Raithby draft v0.7"
_FILE = Path(__file__).parent / "source" / "faults.toml"
_STALE_PAGE = "Error! Bookmark not defined."


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault. `where` is a section role, a part of the file, or "document" where something is missing altogether.

    The edit replaces `old`, which stands once in the good report, by `new`; where `until` is given, everything
    from `old` up to (not including) `until` is replaced. No `old`: the fault comes with another edit.
    """

    rule: str
    where: str
    what: str
    old: str = ""
    new: str = ""
    until: str = ""


FAULTS = tuple(Fault(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["fault"])


def draft(good: str) -> str:
    """The good report's source with every fault put in. Raises ValueError where an edit no longer fits the text."""
    recommendations = markup.recommendations(good)
    text = good
    for number, words in enumerate(recommendations, 1):
        text = text.replace(f"R. {words}", f"**Recommendation {number}:** {words}")
        text = text.replace(f"{{rec {number}}}", f"Recommendation {number}: {words}")
    for fault in FAULTS:
        if fault.old:
            text = _edited(text, fault)
    return text


def _edited(text: str, fault: Fault) -> str:
    if text.count(fault.old) != 1:
        raise ValueError(f"{fault.rule}: {fault.old[:60]!r} stands {text.count(fault.old)} times in the report")
    first = text.index(fault.old)
    last = first + len(fault.old)
    if fault.until:
        last = text.index(fault.until, last)
    gap = "\n\n" if fault.new and fault.until[:1] in {"#", "@"} else ""
    return text[:first] + fault.new + gap + text[last:]


def contents(good: tuple[tuple[markup.Line, str], ...]) -> tuple[tuple[markup.Line, str], ...]:
    """The good report's contents, out of date in the draft, with one page that Word could not find."""
    return tuple((line, _STALE_PAGE if line.text == "Dissemination" else page) for line, page in good)


def table() -> str:
    """`FAULTS.md`: a table of every fault."""
    rows = "\n".join(f"| {fault.rule} | {fault.where} | {fault.what} |" for fault in FAULTS)
    return (
        "# Faults planted in overview-report-draft.docx\n\n"
        "Written by `examples/build_examples.py` from `source/faults.toml`; do not edit by hand. `slug` is the rule\n"
        "that should find the fault; `where` is the section role or the part of the file in which it stands, or\n"
        "`document` where something is missing altogether.\n\n"
        f"| slug | where | what |\n|---|---|---|\n{rows}\n"
    )
