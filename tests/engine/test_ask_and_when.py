"""Questions for a person, checks written in Python, and the conditions under which a rule applies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from dhr_qa.engine.checks import custom
from dhr_qa.engine.conditions import applies
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.results import Fault
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.scope import Scope
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.facts import Facts
from tests.engine.make import condition, facts, rule, scope, settings, vocabulary

WORDS = vocabulary({"advocacy": ["advoca*"], "offered": ["offered"], "draft": ["draft"]})
TEXT = (
    "# Family {family-involvement}\nThe chair met them.\nThey were offered an advocate.\nMore.\nMore.\nMore.\nMore.\n"
)


def ask(text: str | Facts = TEXT, run: Any = None, **more: Any) -> tuple[Outcome, list[Finding]]:
    known = facts(text) if isinstance(text, str) else text
    return run_rule(rule(**more), [known], run or settings(), WORDS)


GIVEN = {"select": "paragraph", "role": ["family-involvement"]}
QUESTION = {"kind": "attest", "question": "Was an advocate offered?"}


def test_a_question_comes_with_the_passages_to_read() -> None:
    outcome, found = ask(given=GIVEN, check=QUESTION, message={})
    assert (outcome.outcome, outcome.question, found) == ("needs-person", "Was an advocate offered?", [])
    assert len(outcome.evidence) == 5
    assert outcome.evidence[0].excerpt == "The chair met them."
    assert outcome.evidence[0].location.paragraph == 2


def test_a_passage_answers_the_question() -> None:
    unless = {"select": "sentence", "mentions": ["offered", "advocacy"]}
    outcome, _ = ask(given=GIVEN, check={**QUESTION, "unless": unless}, message={})
    assert outcome.outcome == "pass"
    assert outcome.evidence[0].excerpt == "They were offered an advocate."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", "pass"),
        (True, "pass"),
        ("See section 4", "pass"),
        ("no", "fail"),
        (False, "fail"),
        ("not applicable", "not-applicable"),
        ("", "needs-person"),
    ],
)
def test_an_attestation_answers_the_question(answer: Any, expected: str) -> None:
    run = settings(attestations={"a-rule": {"answer": answer, "by": "A. Chair", "on": "2026-11-01"}})
    outcome, found = ask(run=run, given=GIVEN, check=QUESTION, message={})
    assert outcome.outcome == expected
    if expected == "fail":
        assert "Was an advocate offered?" in found[0].message
    if answer == "yes":
        assert outcome.reason == "Answered by A. Chair on 2026-11-01: yes"
        assert outcome.question is None


def test_questions_of_several_parts_are_put_together_each_once() -> None:
    parts = [{"given": GIVEN, "check": {"kind": "attest", "question": one}} for one in ("When?", "How?", "When?")]
    outcome, _ = ask(checks=parts)
    assert outcome.question == "When? How?"


def test_otherwise_turns_a_failure_into_a_question() -> None:
    check = {"kind": "count", "min": 1, "otherwise": {"question": "Did the family see the draft?"}}
    given = {"select": "sentence", "mentions": ["draft"]}
    outcome, found = ask(given=given, check=check)
    assert (outcome.outcome, outcome.question, found) == ("needs-person", "Did the family see the draft?", [])
    assert ask("They had the draft.", given=given, check=check)[0].outcome == "pass"
    match = {"kind": "match", "all": ["draft"], "otherwise": {"question": "Which?"}}
    outcome, _ = ask(given=GIVEN, check=match)
    assert outcome.evidence[0].excerpt == "The chair met them."


def test_an_excuse_that_cannot_be_looked_for_excuses_nothing() -> None:
    check = {"kind": "count", "min": 9, "unless": {"select": "sentence", "mentions": ["people:child"]}}
    assert ask(given=GIVEN, check=check)[0].outcome == "fail"


def test_an_attestation_answers_what_otherwise_asks() -> None:
    check = {"kind": "count", "min": 1, "otherwise": {"question": "Did they?"}}
    run = settings(attestations={"a-rule": {"answer": "yes"}})
    assert ask(run=run, given={"select": "table"}, check=check)[0].outcome == "pass"


def long_words(nodes: Sequence[Node], where: Scope, options: dict[str, Any]) -> Iterable[Fault]:
    for node in nodes:
        if len(node.text) > options["most"]:
            yield Fault(node, values={"value": len(node.text)})


def test_custom_checks_get_nodes_and_options_and_give_faults() -> None:
    custom.register("long-words", long_words)
    check = {"kind": "custom", "name": "long-words", "options": {"most": 20}}
    outcome, (finding,) = ask(given=GIVEN, check=check, message="{value} characters")
    assert (outcome.outcome, finding.message) == ("fail", "30 characters")
    limits = settings(overrides={"a-rule": {"limits": {"most": 99}}})
    assert ask(run=limits, given=GIVEN, check=check)[0].outcome == "pass"
    assert ask(given={"select": "table"}, check=check)[0].outcome == "not-applicable"


def test_a_custom_check_that_is_not_installed_is_said_to_be_missing() -> None:
    outcome, _ = ask(given=GIVEN, check={"kind": "custom", "name": "no-such-check"})
    assert outcome.outcome == "could-not-check"
    assert "no-such-check" in outcome.reason


HEADING, TABLE = {"select": "heading"}, {"select": "table"}


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        (HEADING, True),
        (TABLE, False),
        ({"given": HEADING, "check": {"kind": "count", "min": 2}}, False),
        ({"given": GIVEN, "check": {"kind": "match", "any": ["offered"], "quantifier": "some"}}, True),
        ({"given": TABLE, "check": {"kind": "match", "any": ["offered"]}}, False),
        ({"all": [HEADING, TABLE]}, False),
        ({"all": [HEADING, GIVEN]}, True),
        ({"any": [TABLE, HEADING]}, True),
        ({"any": [TABLE]}, False),
        ({"not": [TABLE]}, True),
        ({"not": [HEADING]}, False),
        ({"all": [HEADING], "not": [TABLE]}, True),
        ({"profile": "draft"}, True),
        ({"profile": "submission"}, True),
        ({"profile": "publication"}, False),
        ({"guidance": ["2024-draft"]}, False),
        ({"case": {"type": ["suicide", "homicide"]}}, True),
        ({"case": {"type": ["suicide"]}}, False),
        ({"case": {"naming": ["pseudonym"]}}, False),
        ({"select": "property"}, False),
        ({"select": "sentence", "mentions": ["people:child"]}, False),
    ],
)
def test_conditions(written: dict[str, Any], holds: bool) -> None:
    where = scope(facts(TEXT), words=WORDS, profile="submission", case={"type": "homicide"})
    assert applies(condition(written), where) is holds


def test_a_rule_whose_condition_does_not_hold_does_not_apply() -> None:
    outcome, _ = ask(given=GIVEN, check=QUESTION, when={"given": TABLE, "reason": "there is no table"})
    assert (outcome.outcome, outcome.reason) == ("not-applicable", "there is no table")
    assert ask(given=GIVEN, check=QUESTION, when={"select": "heading"})[0].outcome == "needs-person"
