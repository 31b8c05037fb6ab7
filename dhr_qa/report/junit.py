"""The result of a check as JUnit XML: a suite for each document, a test case for each rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from dhr_qa.errors import DocumentError
from dhr_qa.findings import SEVERITIES, Finding, Outcome, Passage, Result
from dhr_qa.report.arrange import names
from dhr_qa.report.places import place
from dhr_qa.wording import clean, quoted

#: Characters that XML 1.0 cannot hold and that `clean` does not take out.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ATTRIBUTE_LENGTH = 300


def render(result: Result, *, fail_on: str = "major") -> str:
    """The whole result as XML, ending in a newline.

    A rule fails if a finding of it that is not waived is at `fail_on` or worse, just as the exit code counts;
    lesser findings stand in the output of their case. A question for a person and a rule that did not apply or
    could not run are skipped cases, so that no reader counts them as passed.
    """
    root = etree.Element("testsuites", name="dhr-qa")
    totals = [0, 0, 0, 0]
    for name in names(result):
        suite = etree.SubElement(root, "testsuite", name=_text(name))
        totals = [sum(pair) for pair in zip(totals, _suite(suite, result, name, fail_on), strict=True)]
    for failure in result.failures:
        suite = etree.SubElement(root, "testsuite", name=_text(getattr(failure, "file", "") or "document"))
        message = failure.message if isinstance(failure, DocumentError) else str(failure)
        _error(suite, "document-read", "The document could not be read: ", message)
        totals = [sum(pair) for pair in zip(totals, _counted(suite), strict=True)]
    if result.bugs:
        suite = etree.SubElement(root, "testsuite", name="dhr-qa")
        for bug in result.bugs:
            _error(suite, bug.partition(":")[0], "A rule stopped by a fault in dhr-qa: ", bug)
        totals = [sum(pair) for pair in zip(totals, _counted(suite), strict=True)]
    for attribute, number in zip(("tests", "failures", "errors", "skipped"), totals, strict=True):
        root.set(attribute, str(number))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode("utf-8") + "\n"


def _suite(suite: etree._Element, result: Result, name: str, fail_on: str) -> list[int]:
    tool = result.tool
    properties = etree.SubElement(suite, "properties")
    for key in ("version", "rules", "profile", "guidance", "as_of"):
        etree.SubElement(properties, "property", name=key, value=_text(tool[key]))
    findings: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.document == name:
            findings.setdefault(finding.rule, []).append(finding)
    for outcome in result.outcomes:
        if outcome.document == name:
            _case(suite, outcome, findings.pop(outcome.rule, []), fail_on)
    for rule, found in findings.items():  # a finding without an outcome: about the settings, or from elsewhere
        _case(suite, Outcome(rule, found[0].topic, name, "fail"), found, fail_on)
    return _counted(suite)


def _counted(suite: etree._Element) -> list[int]:
    """Counts a suite's cases, failures, errors and skipped cases, and writes them on it."""
    numbers = [len(suite.findall(path)) for path in ("testcase", "testcase/failure", "testcase/error", "*/skipped")]
    for attribute, number in zip(("tests", "failures", "errors", "skipped"), numbers, strict=True):
        suite.set(attribute, str(number))
    return numbers


def _case(suite: etree._Element, outcome: Outcome, findings: Sequence[Finding], fail_on: str) -> None:
    case = etree.SubElement(suite, "testcase", classname=_text(outcome.topic), name=_text(outcome.rule))
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    standing = [each for each in findings if each.waived is None]
    failing = [each for each in standing if SEVERITIES.index(each.severity) <= limit]
    if failing:
        node = etree.SubElement(case, "failure", type=failing[0].severity)
        node.set("message", _text(failing[0].message, _ATTRIBUTE_LENGTH))
        node.text = "\n\n".join(_finding(each) for each in failing)
    elif outcome.outcome in ("needs-person", "could-not-check", "not-applicable"):
        node = etree.SubElement(case, "skipped")
        node.set("message", _text(_why_skipped(outcome), _ATTRIBUTE_LENGTH))
        if outcome.question:
            node.text = "\n".join(["Read:", *map(_passage, outcome.evidence)]) if outcome.evidence else None
    lesser = [each for each in findings if each not in failing]
    if lesser:
        etree.SubElement(case, "system-out").text = "\n\n".join(_finding(each) for each in lesser)


def _why_skipped(outcome: Outcome) -> str:
    if outcome.outcome == "needs-person":
        return f"For a person to answer: {outcome.question}"
    what = "Could not be checked" if outcome.outcome == "could-not-check" else "Does not apply"
    return f"{what}: {outcome.reason}" if outcome.reason else what


def _finding(finding: Finding) -> str:
    lines = [f"{finding.severity}: {_text(finding.message)}", f"Where: {_text(place(finding.location))}"]
    if finding.excerpt:
        lines.append(f"Text: {_text(quoted(finding.excerpt))}")
    if finding.remedy:
        lines.append(f"Help: {_text(finding.remedy)}")
    if finding.waived is not None:
        lines.append(f"Waived: {_text(finding.waived)}")
    return "\n".join(lines)


def _passage(passage: Passage) -> str:
    said = f": {quoted(passage.excerpt)}" if passage.excerpt else ""
    return _text(f"{place(passage.location)}{said}")


def _error(suite: etree._Element, name: str, what: str, message: str) -> None:
    case = etree.SubElement(suite, "testcase", classname="dhr-qa", name=_text(name))
    etree.SubElement(case, "error", message=_text(what + message, _ATTRIBUTE_LENGTH))


def _text(text: str, limit: int = 0) -> str:
    """Text that XML can hold, on one line."""
    line = _NOT_XML.sub("", clean(text))
    return line if not limit or len(line) <= limit else line[: limit - 1] + "…"
