"""The result of a check as workflow commands of GitHub Actions: each finding becomes an annotation."""

from __future__ import annotations

from dhr_qa.findings import SEVERITIES, Finding, Outcome, Result
from dhr_qa.report.arrange import in_words
from dhr_qa.report.places import place
from dhr_qa.wording import clean

_LEVELS = {"critical": "error", "major": "error", "minor": "warning", "info": "notice"}


def render(result: Result) -> str:
    """One command a line, the gravest first (GitHub shows only the first ten of a level), then the summary.

    A line is named only where the document has lines; a Word file has none. Nothing of the text is repeated
    beyond the messages, since annotations are shown to everybody who may see the repository.
    """
    lines = [_command("error", "", "dhr-qa: a fault of its own", bug) for bug in result.bugs]
    lines += [
        _command("error", getattr(each, "file", ""), "dhr-qa: could not be read", getattr(each, "message", str(each)))
        for each in result.failures
    ]
    standing = [each for each in result.findings if each.waived is None]
    lines += [_finding(each) for each in sorted(standing, key=lambda each: SEVERITIES.index(each.severity))]
    lines += [_question(each) for each in result.outcomes if each.outcome == "needs-person"]
    lines += [_unchecked(each) for each in result.outcomes if each.outcome == "could-not-check"]
    lines.append(_command("notice", "", "dhr-qa", in_words(result.findings, result.outcomes)))
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding) -> str:
    said = f"{finding.message} ({place(finding.location)})"
    remedy = f" {finding.remedy}" if finding.remedy else ""
    title = f"{finding.rule} ({finding.severity})"
    return _command(_LEVELS[finding.severity], finding.document, title, said + remedy, finding.location.line)


def _question(outcome: Outcome) -> str:
    read = "; ".join(dict.fromkeys(place(each.location) for each in outcome.evidence))
    said = f"{outcome.question}{f' Read: {read}.' if read else ''}"
    return _command("notice", outcome.document, f"{outcome.rule} (a person must answer)", said)


def _unchecked(outcome: Outcome) -> str:
    reason = f": {outcome.reason}" if outcome.reason else ""
    return _command("notice", outcome.document, f"{outcome.rule} (could not be checked)", f"Not checked{reason}")


def _command(level: str, file: str, title: str, message: str, line: int | None = None) -> str:
    properties = {"file": file.replace("\\", "/"), "line": str(line or ""), "title": title}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level} {said}::{_data(message)}"


def _data(text: str) -> str:
    """A message: the sign that begins an escape is the only one that needs one, since `clean` leaves one line."""
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
