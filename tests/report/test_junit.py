"""JUnit XML: counts that add up, and fails only what the exit code counts."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from dhr_qa.findings import Result
from dhr_qa.report.junit import render
from tests.report.sample_page import DRAFT, LETTER, PAGE
from tests.report.sample_result import RESULT


def parsed(result: Result = PAGE, fail_on: str = "major") -> etree._Element:
    return etree.fromstring(render(result, fail_on=fail_on).encode("utf-8"))


def rules(root: etree._Element, path: str) -> list[str]:
    return [case.get("name", "") for case in root.iter("testcase") if case.find(path) is not None]


@pytest.mark.parametrize("result", [PAGE, RESULT, replace(RESULT, outcomes=(), findings=(), documents=())])
def test_counts_add_up(result: Result) -> None:
    root = parsed(result)
    for suite in root.iter("testsuite"):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    for name in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root.iter("testsuite"))


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("critical", ["real-name-leak"]),
        ("major", ["real-name-leak", "target-date-vague"]),
        ("minor", ["real-name-leak", "committed-suicide", "target-date-vague", "committed-suicide"]),
        ("never", []),
    ],
)
def test_it_fails_what_the_exit_code_counts(fail_on: str, failing: list[str]) -> None:
    assert rules(parsed(fail_on=fail_on), "failure") == failing


def test_lesser_and_waived_findings_are_told_without_failing() -> None:
    case = parsed().find(f".//testsuite[@name='{LETTER}']/testcase[@name='committed-suicide']")
    assert case is not None
    assert "In the letter too." in case.findtext("system-out", "")
    said = " ".join(node.text or "" for node in parsed().iter("system-out"))
    assert "Waived: Her own words" in said


def test_what_is_not_decided_is_skipped_with_the_reason() -> None:
    skipped = {case.get("name"): case.find("skipped") for case in parsed().iter("testcase")}
    said = {name: node.get("message") for name, node in skipped.items() if node is not None}
    assert said["family-advocacy-offered"] == "Could not be checked: the file has no headings"
    case = parsed().find(f".//testsuite[@name='{DRAFT}']/testcase[@name='family-met-panel']/skipped")
    assert case is not None
    assert case.get("message", "").startswith("For a person to answer: Was the family")
    assert "paragraph 8" in (case.text or "")


def test_a_pass_is_an_empty_case() -> None:
    case = parsed().find(".//testcase[@name='family-draft-shared']")
    assert case is not None
    assert len(case) == 0


def test_files_and_rules_that_failed_are_errors() -> None:
    assert rules(parsed(), "error") == ["document-read", "some-rule"]


def test_words_that_xml_cannot_hold() -> None:
    finding = replace(
        PAGE.findings[0], message="a\x00\x1b\ufffe\ud800<&\u202e]]>b", severity="major", document="c\x01.docx"
    )
    root = parsed(replace(PAGE, findings=(finding,)))
    assert any(node.get("message") == "a<&]]>b" for node in root.iter("failure"))
    assert root.find(".//testsuite[@name='c.docx']") is not None
