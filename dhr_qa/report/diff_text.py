"""Two drafts compared, as text: what is new first, then what is still there, then what is fixed."""

from __future__ import annotations

from collections.abc import Sequence

from dhr_qa.findings import Finding, Outcome, Result
from dhr_qa.report.changes import Changes
from dhr_qa.report.page import PLAIN_WIDTH, Page, Piece
from dhr_qa.report.places import place
from dhr_qa.wording import clean, counted, listed, quoted, titled

_STYLES = {"critical": "bold red", "major": "bold yellow", "minor": "bold cyan", "info": "bold"}
_INDENT, _HANG = 2, 10
_FEW = 3  #: findings of one rule that are shown one by one where they are not new


def render(
    changes: Changes,
    old: Result,
    new: Result,
    *,
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    masked: bool = False,
    quiet: bool = False,
) -> str:
    """The comparison as text, ending in a newline."""
    page = Page(width, colour)
    if not quiet:
        page.write(("Before: " + _names(old), "dim"))
        page.write(("Now:    " + _names(new), "dim"))
        if masked:
            page.write(("The words of the documents are masked (--no-redact shows them).", "dim"))
        _findings(page, "NEW", changes.new, every=True)
        _findings(page, "STILL THERE", changes.still)
        _findings(page, "FIXED", changes.fixed)
        _findings(page, "WAIVED SINCE", changes.waived)
        _questions(page, "NEW QUESTIONS FOR A PERSON", changes.asked)
        _questions(page, "QUESTIONS NO LONGER ASKED", changes.answered)
        page.blank()
    page.write((summary(changes), "bold"))
    return page.text()


def summary(changes: Changes) -> str:
    """ "3 fixed, 1 new, 12 still there; 2 questions answered, none new, 5 open"."""
    said = [f"{len(changes.fixed)} fixed", f"{len(changes.new)} new", f"{len(changes.still)} still there"]
    if changes.waived:
        said.append(f"{len(changes.waived)} waived since")
    questions = len(changes.asked) + len(changes.asked_still)
    if not questions and not changes.answered:
        return f"{', '.join(said)}."
    asked = [counted(questions, "question for a person", "questions for a person")]
    if changes.asked:
        asked.append(f"{len(changes.asked)} of them new")
    if changes.answered:
        asked.append(f"{len(changes.answered)} no longer asked")
    return f"{', '.join(said)}; {', '.join(asked)}."


def _names(result: Result) -> str:
    return listed([clean(each.path) for each in result.documents]) or "nothing that could be read"


def _findings(page: Page, title: str, findings: Sequence[Finding], every: bool = False) -> None:
    if not findings:
        return
    page.blank()
    page.write((f"{title} ({len(findings)})", "bold"))
    shown: dict[str, int] = {}
    for finding in findings:
        shown[finding.rule] = shown.get(finding.rule, 0) + 1
        if not every and shown[finding.rule] > _FEW:
            continue
        label = (titled(finding.severity), _STYLES[finding.severity])
        page.write(clean(finding.message), indent=_INDENT, label=label, hang=_HANG)
        where: list[Piece] = [place(finding.location)]
        if finding.excerpt and clean(finding.excerpt) not in clean(finding.message):
            where.append(f": {quoted(finding.excerpt, 120)}")
        page.write(*where, indent=_INDENT, hang=_HANG)
        page.write((finding.rule, "dim"), indent=_INDENT, hang=_HANG)
    for rule, count in shown.items():
        if not every and count > _FEW:
            page.write((f"and {count - _FEW} more of {rule}", "dim"), indent=_INDENT, hang=_HANG)


def _questions(page: Page, title: str, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        return
    page.blank()
    page.write((f"{title} ({len(outcomes)})", "bold"))
    for outcome in outcomes:
        page.write(clean(outcome.question or ""), (f" ({outcome.rule})", "dim"), indent=_INDENT, hang=2)
