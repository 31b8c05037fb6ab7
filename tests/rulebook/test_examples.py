"""Running the examples inside rules: what counts as the same, and how a difference is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Outcome
from dhr_qa.rulebook import decode
from dhr_qa.rulebook.compile import compile_files
from dhr_qa.rulebook.examples import differences, run_examples
from dhr_qa.rulebook.load import built_in
from dhr_qa.rulebook.model import Rulebook
from tests.rulebook.made import file

RULE = """\
- id: no-purple
  title: Nothing is purple
  topic: language
  severity: minor
  confidence: certain
  since: "0.1"
  applies-to: {documents: [overview-report], profile: submission}
  rationale: It shows.
  given: {select: paragraph}
  check: {kind: match, none: [{any: [purple]}]}
  message: 'It says "{match}".'
  remedy: Use another colour.
  aliases: [no-violet]
  examples:
    pass:
      - text: |
          # Report

          All is green.
      - {text: "# Purple", outcome: not-applicable, trap: headings are left alone}
      - {fixture: a-word-file}
    fail:
      - text: |
          # Report

          This is purple. That is "Purple" too.
        expect:
          - {at: {paragraph: 2}, message: 'It says "purple".'}
          - {at: {paragraph: 2, part: body}, message: 'It says "Purple".', severity: minor}
      - {text: Purple., kind: executive-summary, outcome: not-applicable}
      - {text: Purple., profile: draft, outcome: not-applicable}
"""


def book(rule: str = RULE) -> Rulebook:
    return decode.rulebook(compile_files([file("own.yaml", rule)], built_in()))


def results(rule: str = RULE, **more: Any) -> list[str]:
    return [str(result) for result in run_examples(book(rule), ["no-purple"], **more)]


def test_examples_that_hold() -> None:
    assert results() == [
        "own.yaml:16: no-purple, pass 1: as it says",
        "own.yaml:20: no-purple, pass 2 (headings are left alone): as it says",
        'own.yaml:21: no-purple, pass 3: not run: the document "a-word-file" is built by the test suite',
        "own.yaml:23: no-purple, fail 1: as it says",
        "own.yaml:30: no-purple, fail 2: as it says",
        "own.yaml:31: no-purple, fail 3: as it says",
    ]


def test_examples_that_do_not_hold() -> None:
    wrong = RULE.replace("All is green.", "All is purple.").replace("{at: {paragraph: 2}, m", "{at: {paragraph: 7}, m")
    found = {result.name: result.problems for result in run_examples(book(wrong), ["no-purple"]) if not result.ok}
    assert list(found) == ["no-purple, pass 1", "no-purple, fail 1"]
    assert found["no-purple, pass 1"][0] == "the outcome is fail, not pass"
    assert found["no-purple, pass 1"][1].startswith('not expected: "It says “purple”."')
    assert found["no-purple, fail 1"] == ('"paragraph" of its place is 2, not 7',)


def test_a_rule_is_found_by_its_former_name() -> None:
    assert len(list(run_examples(book(), ["no-violet"]))) == 6
    assert list(run_examples(book(), ["no-such-rule"])) == []


def test_fixtures_are_built_by_whoever_can() -> None:
    built = results(fixtures=lambda name: [parse_markdown(f"# {name}\n\nGreen.")])
    assert built[2] == "own.yaml:21: no-purple, pass 3: as it says"


def test_an_engine_that_stumbles_is_the_result_of_one_example(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*args: Any) -> Any:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("dhr_qa.engine.run.run_rule", stumble)
    assert results()[0] == "own.yaml:16: no-purple, pass 1: the rule stopped: ZeroDivisionError: by nothing"
    assert len(results()) == 6


def _finding(message: str, severity: str = "minor", **place: Any) -> Finding:
    return Finding(
        "no-purple", "language", severity, "certain", "example.md", message, "", "", (), "words", Location(**place)
    )


def _told(which: str, example: Mapping[str, Any], outcome: str, findings: Sequence[Finding] = ()) -> list[str]:
    return list(differences(which, example, Outcome("no-purple", "language", "example.md", outcome), findings))


def test_the_whole_list_of_findings_counts() -> None:
    one, two = _finding("One.", paragraph=1), _finding("Two.", paragraph=2)
    both = {"expect": [{"message": "Two."}, {"message": "One.", "at": {"paragraph": 1}}]}
    assert _told("fail", both, "fail", [one, two]) == []
    assert _told("fail", both, "fail", [one]) == ['not found: "Two."']
    assert _told("fail", {"expect": [{"message": "One."}]}, "fail", [one, two]) == [
        """not expected: "Two." at {'part': 'body', 'paragraph': 2}"""
    ]
    assert _told("fail", both, "fail", [one, one]) == ['the message is "One.", not "Two."']
    assert len(_told("fail", both, "fail", [_finding("Three."), _finding("Four.")])) == 4


def test_everything_that_is_written_is_compared() -> None:
    one = _finding('The "one".', "info", section="panel", row=2)
    sound = {"message": "The “one”.", "severity": "info", "excerpt": "words", "at": {"section": "panel", "row": 2}}
    assert _told("fail", {"expect": [sound]}, "fail", [one]) == []
    for key, value, said in (
        ("message", "The two.", "the message is"),
        ("severity", "major", "its severity is info, not major"),
        ("excerpt", "other", 'its excerpt is "words", not "other"'),
        ("document", "executive-summary", 'it is in "example.md", not in "executive-summary"'),
        ("at", {"section": "author"}, "\"section\" of its place is 'panel', not 'author'"),
    ):
        found = _told("fail", {"expect": [{**sound, key: value}]}, "fail", [one])
        assert len(found) == 1
        assert found[0].startswith(said)


def test_outcomes_are_those_of_the_list_or_as_written() -> None:
    assert _told("pass", {}, "pass") == []
    assert _told("pass", {}, "needs-person") == ["the outcome is needs-person, not pass"]
    assert _told("pass", {"outcome": "needs-person"}, "needs-person") == []
    assert _told("fail", {"outcome": "needs-person"}, "fail", [_finding("One.")]) == [
        "the outcome is fail, not needs-person", """not expected: "One." at {'part': 'body'}"""
    ]  # fmt: skip
