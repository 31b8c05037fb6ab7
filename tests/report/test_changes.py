"""Two results compared: what is known again, and what is not."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Outcome, Result, fingerprint
from dhr_qa.report import diff_json, diff_text
from dhr_qa.report.changes import compare, masked
from dhr_qa.report.schemas import output_schema
from tests.report.sample_result import RESULT

TOOL = {"version": "9", "rules": "1", "profile": "draft", "guidance": "2016", "as_of": "2026-11-22"}


def finding(words: str, rule: str = "lead-missing", paragraph: int = 1, **more: Any) -> Finding:
    values: dict[str, Any] = {
        "rule": rule, "topic": "action-plan", "severity": "major", "confidence": "certain", "document": "a.docx",
        "message": "This action has no lead.", "why": "", "remedy": "", "guidance": (), "excerpt": words,
        "location": Location(section="action-plan", paragraph=paragraph), "fingerprint": fingerprint(rule, words),
    }  # fmt: skip
    return Finding(**{**values, **more})


def result(*findings: Finding, ask: tuple[str, ...] = ()) -> Result:
    outcomes = tuple(Outcome(rule, "family-voice", "a.docx", "needs-person", (), f"{rule}?") for rule in ask)
    return Result(TOOL, (), outcomes, findings)


def excerpts(findings: tuple[Finding, ...]) -> list[str]:
    return [each.excerpt for each in findings]


def test_moved_paragraphs_are_still_there() -> None:
    changes = compare(result(finding("x", paragraph=3), finding("y")), result(finding("y"), finding("x", paragraph=90)))
    assert (changes.fixed, changes.new) == ((), ())
    assert [each.location.paragraph for each in changes.still if each.excerpt == "x"] == [90]


def test_fixed_and_new() -> None:
    changes = compare(result(finding("one thing entirely")), result(finding("what is quite another")))
    assert (excerpts(changes.fixed), excerpts(changes.new)) == (["one thing entirely"], ["what is quite another"])
    assert changes.still == ()


def test_the_same_words_twice_are_two_findings() -> None:
    changes = compare(result(finding("x"), finding("x"), finding("x")), result(finding("x"), finding("x")))
    assert (len(changes.fixed), len(changes.still), len(changes.new)) == (1, 2, 0)
    changes = compare(result(finding("x")), result(finding("x"), finding("x")))
    assert (len(changes.fixed), len(changes.still), len(changes.new)) == (0, 1, 1)


def test_words_that_changed_a_little_are_the_same_place() -> None:
    policy = "Write a policy on information sharing"
    old = result(finding("Train all staff in risk assessment by March"), finding(policy))
    new = result(finding("Train all staff in risk assessment by May 2027"))
    changes = compare(old, new)
    assert excerpts(changes.still) == ["Train all staff in risk assessment by May 2027"]
    assert excerpts(changes.fixed) == [policy]
    other = result(finding("Train all staff in risk assessment by May 2027", message="This action has no date."))
    assert compare(old, other).still == (), "what is said must be the same"


def test_the_most_alike_are_paired() -> None:
    old = result(finding("action number one of the police"), finding("action number two of the police"))
    new = result(finding("action number two of the police force"), finding("action number one of the police force"))
    changes = compare(old, new)
    assert (changes.fixed, changes.new, len(changes.still)) == ((), (), 2)


def test_waivers() -> None:
    waived = finding("x", waived="agreed (A, until 2027-01-01)")
    changes = compare(result(finding("x")), result(waived))
    assert (changes.fixed, changes.new, changes.still, len(changes.waived)) == ((), (), (), 1)
    assert len(compare(result(waived), result(finding("x"))).new) == 1, "its waiver has gone"
    assert compare(result(waived), result()).fixed == (), "it did not count before"


def test_questions() -> None:
    changes = compare(result(ask=("a", "b")), result(ask=("b", "c")))
    assert [each.rule for each in (*changes.answered, *changes.asked_still, *changes.asked)] == ["a", "b", "c"]
    assert diff_text.summary(changes) == (
        "0 fixed, 0 new, 0 still there; 2 questions for a person, 1 of them new, 1 no longer asked."
    )


def test_as_text() -> None:
    rest = [finding(f"{number}{number}{number}", paragraph=number) for number in range(9)]
    old = result(*rest, finding("gone", rule="other-rule"))
    new = result(*rest, finding("come", rule="other-rule", severity="critical", message="Something else."))
    said = diff_text.render(compare(old, new), old, new)
    assert said.index("NEW (1)") < said.index("Critical  Something else.") < said.index("STILL THERE (9)")
    assert "and 6 more of lead-missing" in said
    assert "FIXED (1)" in said
    assert said.endswith("1 fixed, 1 new, 9 still there.\n")
    assert diff_text.render(compare(old, new), old, new, quiet=True) == "1 fixed, 1 new, 9 still there.\n"


def test_as_json_of_real_shape() -> None:
    import json

    changes = compare(RESULT, result(ask=("a",)))
    data = json.loads(diff_json.render(changes, RESULT, result(ask=("a",))))
    schema = output_schema("diff")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert data["summary"]["fixed"] == len(data["fixed"]) == len(changes.fixed) > 0
    assert data["questions"]["new"][0]["rule"] == "a"
    broken = {**data, "fixed": [{}]}
    assert not Draft202012Validator(schema).is_valid(broken)


def test_masked_after_comparing() -> None:
    old = result(finding("Alma Smith of 3 Sea View Road was here on the day in question, they say"))
    new = result(finding("Something wholly different was written in that place by another person, then"))
    changes = masked(compare(old, new), old, new)
    assert len(changes.fixed) == len(changes.new) == 1
    assert "Alma" not in repr(changes)
