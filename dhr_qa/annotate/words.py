"""What a comment says: a finding with what would help, a question for a person, and the note about all the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhr_qa.findings import Finding, Outcome, Passage, Result
from dhr_qa.report.places import place, places
from dhr_qa.wording import clean, counted, listed, quoted, severities_in_words, titled

Line = tuple[tuple[str, bool], ...]  #: a paragraph of a comment: words, and whether they are bold
_FEW = 2  #: further places that a comment names one by one


def of_finding(finding: Finding, stands_there: bool) -> tuple[Line, ...]:
    """A finding. `stands_there`: the comment is at its words; else it says where they are, and quotes them."""
    severity = "For information." if finding.severity == "info" else f"{titled(finding.severity)}."
    lines = [_line(severity, finding.message)]
    if not stands_there and finding.location.part != "file":
        lines.append(_line("Where:", _passage(Passage(finding.excerpt, finding.location))))
    lines += [_line("See also:", _passage(each)) for each in finding.related[:_FEW]]
    if finding.remedy:
        lines.append(_line("What would help:", finding.remedy))
    sure = "" if finding.confidence == "certain" else f" ({finding.confidence}: please judge)"
    lines.append(_line("", f"Rule {finding.rule}{sure}"))
    return tuple(lines)


def of_question(outcome: Outcome, at: Passage | None, stands_there: bool) -> tuple[Line, ...]:
    """A question that no rule can decide; `at` is the passage that the comment hangs on."""
    lines = [_line("Question for a person.", outcome.question or "")]
    others = [each for each in outcome.evidence if each is not at]
    if at is not None and not stands_there:
        lines.append(_line("Read", _passage(at)))
    if others:
        lines.append(_line("Read also", f"{places(each.location for each in others)}."))
    lines.append(_line("", f"Rule {outcome.rule}; dhr-qa attest writes down the answer."))
    return tuple(lines)


def of_run(result: Result, path: str, left: int, masked: bool) -> tuple[Line, ...]:
    """The first comment: what was read and when, how much was found, what the comments are and how they go again."""
    tool = result.tool
    findings = [each for each in result.findings if each.document == path]
    counts = Counter(each.severity for each in findings if each.waived is None)
    outcomes = Counter(each.outcome for each in result.outcomes if each.document == path)
    said = [listed(severities_in_words(counts)) or "no finding"]
    if outcomes["needs-person"]:
        said.append(counted(outcomes["needs-person"], "question") + " for a person")
    if outcomes["could-not-check"]:
        said.append(counted(outcomes["could-not-check"], "rule") + " could not be checked")
    waived = sum(each.waived is not None for each in findings)
    if waived:
        said.append(f"{waived} waived")
    lines = [
        _line(
            "Read by dhr-qa",
            f"{tool['version']} as of {tool['as_of']} (profile {tool['profile']}, guidance {tool['guidance']}): "
            f"{'; '.join(said)}.",
        ),
        _line(
            "",
            "The comments by dhr-qa say what it found and what would help. It reads words and not meaning: some "
            "comments will be wrong, and no comment does not mean that nothing is wrong.",
        ),
    ]
    if left:
        more = counted(left, "note", "notes")
        lines.append(_line("", f"{more} more did not fit here; the report of dhr-qa check has them all."))
    if masked:
        lines.append(_line("", "Words that the comments quote are masked."))
    lines.append(
        _line(
            "",
            "Delete these comments before the report goes further (in Word: Review, Show Markup, Specific People, "
            "dhr-qa; then Delete All Comments Shown).",
        )
    )
    return tuple(lines)


def _line(lead: str, words: str) -> Line:
    pieces = ((lead, True), (clean(words), False)) if lead else ((clean(words), False),)
    return tuple(piece for piece in pieces if piece[0])


def _passage(passage: Passage) -> str:
    where = place(passage.location)
    return f"{where}: {quoted(passage.excerpt)}" if passage.excerpt else f"{where}."


def plain(lines: Sequence[Line]) -> list[str]:
    """The lines of a comment as text, to compare it with one that is there."""
    return [" ".join(words for words, _ in line) for line in lines]
