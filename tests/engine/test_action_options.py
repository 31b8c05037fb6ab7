"""What rules about action plans need of the engine: cells as places, fields as texts, words in common."""

from __future__ import annotations

from typing import Any

import pytest

from dhr_qa.engine.checks.shared_words import shared_words
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.select import select
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.facts import Action, Facts, Recommendation
from tests.engine.make import facts, rule, scope, selector, settings, vocabulary, when

WORDS = vocabulary(
    {"open": ["still to be", "not all"], "going-on": ["continue*"], "asks": ["should"], "train": ["train*"]}
)
TEXT = "# Plan {action-plan}\n!table action-plan action,lead,updates\n| Action | Lead | Updates |\n|---|---|---|\n"


def plan(*actions: Action, rows: str = "| Audit | Police | Update |\n| Train | | |\n", **more: Any) -> Facts:
    return facts(TEXT + rows, kind="action-plan", actions=actions, **more)


def ask(
    known: Facts, given: Any, check: Any, message: Any = "{count}", words: Any = WORDS
) -> tuple[Outcome, list[Finding]]:
    made = rule(given=given, check=check, message=message, applies_to=("action-plan",))
    return run_rule(made, [known], settings(), words)


AUDIT = Action(
    0, 1, "1", action="Audit", lead="Police", updates=("Begun.", "It is still to be read. Not all."),
    cells=(("action", 4), ("lead", 5), ("updates", 6)), fields=("action", "lead", "updates"), block=4,
)  # fmt: skip
TRAIN = Action(0, 2, "2", action="Train", cells=(("action", 7),), fields=("action", "lead", "updates"), block=7)


def test_a_count_places_each_finding_in_a_cell_even_an_empty_one() -> None:
    given = {"select": "action", "where": {"lead": {"present": False}}}
    _, (finding,) = ask(plan(AUDIT, TRAIN), given, {"kind": "count", "max": 0, "per": "node", "field": "lead"})
    assert (finding.location.row, finding.location.column) == (2, "lead")


def test_a_count_of_all_lists_a_field() -> None:
    check = {"kind": "count", "max": 0, "field": "row.label"}
    _, (finding,) = ask(plan(AUDIT, TRAIN), {"select": "action"}, check, "{count}: {value}")
    assert finding.message == "2: 1 and 2"


def test_match_in_a_field_and_in_several() -> None:
    check = {"kind": "match", "field": ["lead", "latest-update"], "none": ["open"], "per": "node"}
    _, (finding,) = ask(plan(AUDIT, TRAIN), {"select": "action"}, check, "{match} in {passage}")
    assert finding.message == "still to be in It is still to be read."
    assert finding.excerpt == "It is still to be read."
    assert (finding.location.row, finding.location.column) == (1, "updates")


def test_match_in_a_field_gives_every_match_and_is_silenced_by_its_sentence() -> None:
    check = {"kind": "match", "field": "updates", "none": ["open"]}
    _, found = ask(plan(AUDIT), {"select": "action"}, check, "{match}")
    assert {each.message for each in found} == {"still to be", "Not all"}
    quiet = Action(0, 1, "1", action="Audit", updates=("It will continue, and is still to be read.",))
    outcome, found = ask(plan(quiet), {"select": "action"}, {**check, "unless": ["going-on"]}, "{match}")
    assert (outcome.outcome, found) == ("pass", [])


def test_match_of_wanted_words_in_a_field() -> None:
    check = {"kind": "match", "field": "action", "any": ["train"]}
    _, (finding,) = ask(plan(AUDIT, TRAIN), {"select": "action"}, check, "{value}")
    assert finding.message == "Audit"


def test_a_question_about_a_cell_shows_that_cell() -> None:
    given = {"select": "action", "where": {"lead": {"present": True}}}
    check = {"kind": "count", "max": 0, "per": "node", "field": "lead", "otherwise": {"question": "Who?"}}
    outcome, _ = ask(plan(AUDIT, TRAIN), given, check)
    assert outcome.outcome == "needs-person"
    assert [passage.excerpt for passage in outcome.evidence] == ["Police"]


def test_words_before_the_first_of_some_words() -> None:
    text = "Although much has been done, the police should act."
    recommendation = Recommendation("1", text, 1, 0, len(text), kind="overview-report")
    known = facts(f"# R\n{text}\n", kind="overview-report", recommendations=(recommendation,))
    check = {"kind": "measure", "metric": "words-before", "of": "asks", "max": 3}
    made = rule(given={"select": "recommendation"}, check=check, message="{value} {unit}")
    _, (finding,) = run_rule(made, [known], settings(), WORDS)
    assert finding.message == "7 words"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Audit sixty referrals every quarter", "Sixty referrals were audited in every quarter of the year", 1.0),
        ("Audit sixty referrals every quarter", "Posters were designed with pupils of the academy", 0.0),
        ("Audit", "Audit sixty referrals every quarter", None),
        ("", "", None),
    ],
)
def test_shared_words(one: str, other: str, share: float | None) -> None:
    assert shared_words(one, other) == share == shared_words(other, one)


def test_the_overlap_of_two_fields() -> None:
    own = Action(0, 1, "1", action="Audit sixty referrals every quarter", outcome="Posters designed with pupils today")
    check = {"kind": "measure", "metric": "overlap", "fields": ["action", "outcome"], "min": 0.1}
    _, (finding,) = ask(plan(own), {"select": "action"}, check, "{value}")
    assert finding.message == "0%"
    short = Action(0, 1, "1", action="Audit", outcome="Read")
    assert ask(plan(short), {"select": "action"}, check)[0].outcome == "not-applicable"


def test_recommendations_and_actions_are_matched_by_number_or_by_words() -> None:
    recs = tuple(
        Recommendation(number, text, 0, kind="action-plan", place=place)
        for place, (number, text) in enumerate(
            (
                ("1", "Fenshire Police should audit its referrals to services"),
                ("", "The council should publish its strategy for accommodation"),
                ("9", "The hospital should open a private room for patients"),
            ),
            start=1,
        )
    )
    one = Action(0, 1, "R1", action="Read cases")
    two = Action(0, 2, "7", said="7. The council publishes its strategy for safe accommodation")
    known = plan(one, two, recommendations=recs)
    check = {"kind": "relate", "to": {"select": "action"}, "key": "known-by", "by": ["exact", {"overlap": 0.6}]}
    _, found = ask(known, {"select": "recommendation"}, check, {"left-only": "{name}"})
    assert [each.message for each in found] == ["9"]


def test_a_repetition_counts_only_where_a_field_differs() -> None:
    same = [
        Action(0, n, str(n), action="Train all the staff in it", target_date=date)
        for n, date in ((1, "May"), (2, "May"))
    ]
    other = Action(0, 2, "2", action="Train all the staff in it", target_date="June")
    check = {"kind": "relate", "mode": "unique", "key": "action", "by": ["folded"], "differs": ["target-date"]}
    assert ask(plan(*same), {"select": "action"}, check, {"duplicate": "{other.row.label}"})[1] == []
    _, (finding,) = ask(plan(same[0], other), {"select": "action"}, check, {"duplicate": "{other.row.label}"})
    assert finding.message == "1"


def test_only_whole_rows_of_a_plan_that_has_none_cannot_be_checked() -> None:
    torn = Action(0, 1, "1", action="Au dit", torn=True)
    check = {"kind": "count", "max": 0}
    assert ask(plan(torn), {"select": "action", "where": {"torn": False}}, check)[0].outcome == "could-not-check"
    assert ask(plan(torn, TRAIN), {"select": "action", "where": {"torn": False}}, check)[0].outcome == "fail"
    assert ask(plan(torn), {"select": "action"}, check)[0].outcome == "fail"
    assert ask(plan(), {"select": "action", "where": {"torn": False}}, check)[0].outcome == "pass"


def test_a_date_that_an_action_lacks_is_not_made_up_for_by_its_cell() -> None:
    known = plan(
        Action(0, 1, "1", action="Audit", target_date="Ongoing", target=None, cells=(("target-date", 5),), block=4)
    )
    (node,) = select(selector(select="action"), scope(known, words=WORDS))
    assert node.get("target") is None
    assert node.get("target-date") == "Ongoing"
    dated = plan(Action(0, 1, "1", action="Audit", target=when("2027-06"), block=4))
    (node,) = select(selector(select="action"), scope(dated, words=WORDS))
    assert node.get("target").latest.isoformat() == "2027-06-30"


def test_a_row_without_a_number_is_called_by_its_table_where_there_are_several() -> None:
    rows = (
        "| Audit | Police | |\n\n!table action-plan action,lead,updates\n| Action | Lead | Updates |\n|---|---|---|\n"
        "| Train | Police | |\n"
    )
    long = "Fenshire Hospitals NHS Trust"
    known = plan(
        Action(0, 1, long, action="Audit", block=4), Action(1, 1, long, "a", action="Train", block=10),
        Action(1, 1, long, action="Train", block=10), rows=rows,
    )  # fmt: skip
    labels = [node.get("row.label") for node in select(selector(select="action"), scope(known, words=WORDS))]
    assert labels == ["1 of table 1", "a", "1 of table 2"]


def test_a_fallback_is_used_where_the_document_is_not_in_the_pack() -> None:
    wanted = {
        "select": "text", "document": "overview-report",
        "fallback": {"select": "text", "document": "action-plan", "mentions": [{"any": ["plan"]}]},
    }  # fmt: skip
    assert [node.text for node in select(selector(**wanted), scope(plan(AUDIT), words=WORDS))] == ["Plan"]
