"""Running rules: scopes, outcomes, selection, limits, order, bugs, masking and fingerprints."""

from __future__ import annotations

from typing import Any

import pytest

from dhr_qa.engine.checks import custom
from dhr_qa.engine.results import RANK
from dhr_qa.engine.run import run, run_rule
from dhr_qa.errors import UsageError
from dhr_qa.findings import OUTCOMES, Finding, Outcome
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Rule
from tests.engine.make import facts, rule, rulebook, settings, vocabulary

WORDS = vocabulary({"bad": ["bad"], "good": ["good"]})
BAD: dict[str, Any] = {
    "given": {"select": "sentence"},
    "check": {"kind": "match", "none": ["bad"]},
    "message": '"{match}"',
}
GOOD: dict[str, Any] = {
    "given": {"select": "sentence", "mentions": ["good"]},
    "check": {"kind": "count", "min": 1},
    "message": "none",
}
QUESTION: dict[str, Any] = {
    "given": {"select": "sentence"},
    "check": {"kind": "attest", "question": "Is it?"},
    "message": {},
}
UNKNOWN: dict[str, Any] = {
    "given": {"select": "sentence", "where": {"date": {"max": "event:death"}}},
    "check": {"kind": "count", "min": 1},
}
POINTLESS: dict[str, Any] = {"given": {"select": "cell"}, "check": {"kind": "match", "none": ["bad"]}}


def one(made: Rule, *documents: Facts | str, **more: Any) -> tuple[Outcome, list[Finding]]:
    known = [facts(document) if isinstance(document, str) else document for document in documents]
    return run_rule(made, known, settings(**more), WORDS)


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        ([BAD], "fail"),
        ([BAD, QUESTION], "fail"),
        ([QUESTION, BAD, UNKNOWN], "fail"),
        ([QUESTION, UNKNOWN], "needs-person"),
        ([UNKNOWN, GOOD], "could-not-check"),
        ([GOOD, POINTLESS], "pass"),
        ([POINTLESS], "not-applicable"),
        ([POINTLESS, UNKNOWN, QUESTION, GOOD, BAD], "fail"),
    ],
)
def test_the_weightiest_part_is_the_outcome(parts: list[dict[str, Any]], outcome: str) -> None:
    assert one(rule(checks=parts), "A bad and good day in 2019.")[0].outcome == outcome
    assert set(RANK) == set(OUTCOMES)


def test_a_failing_rule_still_asks_its_question() -> None:
    outcome, found = one(rule(checks=[BAD, QUESTION]), "A bad day.")
    assert (outcome.outcome, outcome.question, len(found), len(outcome.evidence)) == ("fail", "Is it?", 1, 1)


def test_stop_on_fail_skips_what_follows() -> None:
    absent = {**GOOD, "stop-on-fail": True}
    assert len(one(rule(checks=[absent, BAD]), "A bad day.")[1]) == 1
    assert len(one(rule(checks=[GOOD, BAD]), "A bad day.")[1]) == 2


def test_parts_have_their_own_severity_remedy_and_condition() -> None:
    part = {**BAD, "severity": "info", "remedy": 'Leave out "{match}".', "when": {"select": "heading"}}
    _, (finding,) = one(rule(checks=[part]), "# One\nA bad day.")
    assert (finding.severity, finding.remedy, finding.why) == ("info", "Leave out “bad”.", "Because.")
    assert one(rule(checks=[part]), "A bad day.")[0].outcome == "not-applicable"


TWO = "A good day.\n=== executive-summary\nA bad day.\n=== feedback-letter\nA bad letter.\n"


def test_each_kind_of_document_in_a_file_is_judged_by_itself() -> None:
    both = rule(documents=("overview-report", "executive-summary"), **GOOD)
    outcome, found = one(both, TWO)
    assert (outcome.outcome, len(found)) == ("fail", 1)  # the summary has no good day, though the report has
    assert one(rule(documents=("overview-report",), **GOOD), TWO)[0].outcome == "pass"
    outcome, _ = one(rule(documents=("action-plan",), **GOOD), TWO)
    assert outcome.outcome == "not-applicable"
    assert "action plan" in outcome.reason


def test_any_is_every_kind_but_the_letter() -> None:
    assert len(one(rule(**BAD), TWO)[1]) == 1
    assert len(one(rule(**BAD), facts("A bad day.", kind=""))[1]) == 1


def test_a_pack_rule_runs_once_over_all_documents() -> None:
    made = rule(documents=("pack",), **GOOD)
    report, summary = facts("A day.", path="a.md"), facts("A good day.", kind="executive-summary", path="b.md")
    outcomes, findings, _ = run(rulebook(made, vocabulary=WORDS), [report, summary], settings())
    assert [(o.outcome, o.document) for o in outcomes] == [("pass", "a.md")]
    assert findings == []
    assert outcomes[0].evidence[0].document == "b.md"
    single = rule(**GOOD)
    outcomes, _, _ = run(rulebook(single, vocabulary=WORDS), [report, summary], settings())
    assert [(o.outcome, o.document) for o in outcomes] == [("fail", "a.md"), ("pass", "b.md")]


@pytest.mark.parametrize(
    ("applies", "format", "more", "expected"),
    [
        ({"profile": "publication"}, "md", {}, "not-applicable"),
        ({"profile": "publication"}, "md", {"profile": "publication"}, "fail"),
        ({"profile": "draft"}, "md", {"profile": "publication"}, "fail"),
        ({"guidance": ("2024-draft",)}, "md", {}, "not-applicable"),
        ({"guidance": ("2016",)}, "md", {}, "fail"),
        ({"formats": ("docx",)}, "md", {}, "not-applicable"),
        ({"formats": ("docx",)}, "pdf", {}, "could-not-check"),
        ({"formats": ("docx", "md")}, "md", {}, "fail"),
        ({"case_type": ("suicide",)}, "md", {}, "could-not-check"),
        ({"case_type": ("suicide",)}, "md", {"case": {"type": "homicide"}}, "not-applicable"),
        ({"case_type": ("suicide",)}, "md", {"case": {"type": "suicide"}}, "fail"),
    ],
)
def test_where_a_rule_applies(applies: Any, format: str, more: Any, expected: str) -> None:
    outcome, _ = one(rule(applies=applies, **BAD), facts("A bad day.", format=format), **more)
    assert outcome.outcome == expected
    assert bool(outcome.reason) == (expected != "fail")


def test_overrides() -> None:
    assert one(rule(**BAD), "A bad day.", overrides={"a-rule": {"severity": "critical"}})[1][0].severity == "critical"
    assert one(rule(**BAD), "A bad day.", overrides={"a-rule": {"off": True}})[0].outcome == "not-applicable"
    assert one(rule(**BAD), "A bad day.", overrides={"a-rule": {"severity": "off"}})[1] == []
    limits = {"a-rule": {"limits": {"min": 3}}}
    assert one(rule(**GOOD), "A good day.", overrides=limits)[0].outcome == "fail"


def named(name: str, topic: str = "structure", **more: Any) -> Rule:
    return rule(**{**BAD, **more}, id=name, topic=topic)


def ids(*rules: Rule, **more: Any) -> list[str]:
    outcomes, _, _ = run(rulebook(*rules, vocabulary=WORDS), [facts("A bad day.")], settings(**more))
    return [outcome.rule for outcome in outcomes]


def test_selection_by_rule_topic_and_former_name() -> None:
    rules = named("one"), named("two", "language"), named("three", "language", aliases=("old-three",))
    assert ids(*rules) == ["one", "two", "three"]
    assert ids(*rules, select=("language",)) == ["two", "three"]
    assert ids(*rules, select=("one", "old-three")) == ["one", "three"]
    assert ids(*rules, select=("language",), ignore=("two",)) == ["three"]


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'"langage".*did you mean "language"'):
        ids(named("one"), select=("langage",))
    with pytest.raises(UsageError, match=r'no rule or topic "zzzz"$'):
        ids(named("one"), ignore=("zzzz",))


def test_a_rule_that_breaks_is_one_outcome_and_one_bug_without_any_text() -> None:
    def breaks(*_: Any) -> Any:
        raise ValueError("Maya Weston")

    custom.register("breaks", breaks)
    broken = named("broken", given={"select": "sentence"}, check={"kind": "custom", "name": "breaks"})
    outcomes, findings, bugs = run(rulebook(broken, named("fine"), vocabulary=WORDS), [facts("A bad day.")], settings())
    assert [outcome.outcome for outcome in outcomes] == ["could-not-check", "fail"]
    assert bugs == ["broken: ValueError"]
    assert len(findings) == 1
    assert "Maya" not in repr(outcomes) + repr(bugs)


def test_progress_names_the_rules() -> None:
    seen: list[str] = []
    run(rulebook(named("one"), named("two"), vocabulary=WORDS), [facts("Text.")], settings(), seen.append)
    assert seen == ["one", "two"]


def test_no_more_findings_than_anyone_reads() -> None:
    outcome, found = one(rule(**BAD), "bad. " * 40)
    assert len(found) == 25
    assert "40 such places" in found[-1].remedy
    assert "40" in outcome.reason
    assert len(one(rule(**BAD), "bad. " * 40, most=40)[1]) == 40


def test_findings_come_in_reading_order_and_always_the_same() -> None:
    text = "\n".join(["A bad day."] * 6) + "\n| A |\n|---|\n| bad |\n"
    book = rulebook(named("zebra"), named("aardvark"), vocabulary=WORDS)
    first = run(book, [facts(text)], settings())
    assert first == run(book, [facts(text)], settings())
    places = [(f.rule, f.location.table or 0, f.location.paragraph or 0) for f in first[1]]
    assert places == sorted(places)


SENSITIVE: dict[str, Any] = {
    "given": {"select": "paragraph"},
    "check": {"kind": "match", "none": [{"any": ["Jane Weston"]}]},
    "message": 'Real name "{match}" {count|once|often}',
    "sensitive": True,
}


def test_sensitive_words_are_masked_when_redacting() -> None:
    text = "# Jane Weston {pen-portrait}\nShe was Jane Weston of Fenmarch.\n"
    _, (finding,) = one(rule(**SENSITIVE), text, redact=True)
    assert finding.message == "Real name “J••• W•••••” once"
    assert "Jane" not in repr(finding)
    assert "Weston" not in repr(finding)
    _, (open_finding,) = one(rule(**SENSITIVE), text)
    assert open_finding.message == "Real name “Jane Weston” once"
    assert open_finding.sensitive
    assert finding.fingerprint == open_finding.fingerprint


def test_a_sensitive_fingerprint_is_of_the_masked_words() -> None:
    other = {**SENSITIVE, "check": {"kind": "match", "none": [{"any": ["Joan Winter"]}]}}
    first = one(rule(**SENSITIVE), "It was Jane Weston.")[1][0].fingerprint
    second = one(rule(**other), "It was Joan Winter.")[1][0].fingerprint
    assert first == second  # J••• W•••••: nobody can try names against it


def test_fingerprints_stay_when_text_moves_and_change_with_words_section_and_rule() -> None:
    def mark(text: str, **more: Any) -> str:
        return one(rule(**{**BAD, **more}), text)[1][0].fingerprint

    text = "# One {panel}\nA bad day.\n"
    before = mark(text)
    assert mark("# Zero {author}\nMore.\nText.\n" + text) == before
    assert mark(text.replace("A bad", "Quite another bad")) == before
    assert mark(text.replace("{panel}", "{author}")) != before
    assert mark(text, id="another-rule") != before
    assert mark(text.replace("bad", "good"), check={"kind": "match", "none": ["good"]}) != before


def test_cells_with_the_same_words_have_their_own_fingerprints() -> None:
    plan = "!table action-plan action,lead\n| Action | Lead |\n|---|---|\n| Audit all referrals | bad |\n"
    plan += "| Train all staff | bad |\n"
    given = {"select": "cell", "column": "lead"}
    found = one(rule(given=given, check={"kind": "match", "none": ["bad"]}), plan)[1]
    assert len({finding.fingerprint for finding in found}) == 2
    moved = plan.replace("| Train all staff | bad |\n", "").replace("| Audit", "| Train all staff | bad |\n| Audit")
    again = one(rule(given=given, check={"kind": "match", "none": ["bad"]}), moved)[1]
    assert {finding.fingerprint for finding in found} == {finding.fingerprint for finding in again}


def test_two_questions_about_one_section_have_two_fingerprints() -> None:
    given = {"select": "section"}
    parts = [
        {"given": given, "check": {"kind": "measure", "metric": metric, "min": 99}} for metric in ("words", "sentences")
    ]
    found = one(rule(checks=parts), "# One {panel}\nText.\n")[1]
    assert len({finding.fingerprint for finding in found}) == 2


def test_two_things_that_are_missing_have_two_fingerprints() -> None:
    """Or a waiver of the one would cover the other as well."""
    also = {**GOOD, "given": {"select": "sentence", "mentions": ["bad"]}}
    found = one(rule(checks=[GOOD, also]), "Text.")[1]
    assert len({finding.fingerprint for finding in found}) == 2


def test_nothing_to_check_is_no_error() -> None:
    assert run(rulebook(rule(documents=("pack",), **GOOD)), [], settings()) == ([], [], [])


def test_a_missing_thing_has_a_fingerprint_of_its_own() -> None:
    assert one(rule(**GOOD), "Text.")[1][0].fingerprint == one(rule(**GOOD), "Other.\nText.")[1][0].fingerprint
