"""Comparing the papers of a pack: passages beside each other, counts, values and names that should agree."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dhr_qa.engine.checks.sequence import out_of_sequence
from dhr_qa.engine.nodes import plain
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.select import select
from dhr_qa.findings import Finding
from dhr_qa.review.facts import Agency, Event, Facts, Recommendation
from dhr_qa.vocabulary import Vocabulary
from tests.engine.make import facts, rule, scope, selector, settings, vocabulary, when

OR, ES = "overview-report", "executive-summary"
WORDS = vocabulary(
    {"stated": ["[number] agencies"], "offender": ["offender"], "umbrella-nouns": ["council"]},
    things=[{"id": "meetings", "title": "meetings", "forms": ["met [number] times"]}],
)


def ask(
    *documents: Facts, given: dict[str, Any], check: dict[str, Any], words: Vocabulary = WORDS, **more: Any
) -> tuple[str, list[Finding]]:
    made = rule(given, check, documents=("pack",), **more)
    outcome, found = run_rule(made, documents, settings(), words)
    return outcome.outcome, found


def messages(found: list[Finding]) -> list[str]:
    return [finding.message for finding in found]


# --- beside -----------------------------------------------------------------------------------------------------------


def test_a_finding_shows_the_passage_that_it_is_set_beside() -> None:
    given = {"select": "phrase", "mentions": ["offender"]}
    check = {"kind": "count", "max": 0, "beside": {"select": "phrase", "mentions": [{"any": ["perpetrator"]}]}}
    text = facts("The perpetrator left.\nThe offender came.\n")
    said, found = ask(text, given=given, check=check, message="{match}, {other.match}")
    assert said == "fail"
    assert messages(found) == ["offender, perpetrator"]
    assert [passage.excerpt for passage in found[0].related] == ["The perpetrator left."]


def test_without_that_passage_there_is_nothing_to_say() -> None:
    check = {"kind": "count", "max": 0, "beside": {"select": "phrase", "mentions": [{"any": ["perpetrator"]}]}}
    said, found = ask(facts("The offender came.\n"), given={"select": "phrase", "mentions": ["offender"]}, check=check)
    assert (said, found) == ("not-applicable", [])


# --- count ------------------------------------------------------------------------------------------------------------

STATED = {"kind": "count", "as-stated": {"select": "phrase", "mentions": ["stated"]}}
ITEMS = "- Fenshire Police\n- Fenshire Council Children\n- Fenshire Council Adults\n"


@pytest.mark.parametrize(
    ("text", "distinct", "expected"),
    [
        ("Three agencies wrote.\n" + ITEMS, False, []),
        ("2 agencies wrote.\n" + ITEMS, False, ["2 agencies, 3"]),
        ("Two agencies wrote.\n" + ITEMS, True, []),
        ("Three agencies wrote.\n" + ITEMS, True, []),
        ("Four agencies wrote.\n" + ITEMS, True, ["Four agencies, 3"]),
        ("Agencies wrote.\n" + ITEMS, False, None),
        ("Three agencies wrote.\n", False, None),
    ],
)
def test_as_many_as_the_text_says(text: str, distinct: bool, expected: list[str] | None) -> None:
    check = {**STATED, **({"distinct": "umbrella"} if distinct else {})}
    said, found = ask(facts(text), given={"select": "list-item"}, check=check, message="{stated}, {total}")
    assert said == ("not-applicable" if expected is None else "fail" if expected else "pass")
    assert messages(found) == (expected or [])


@pytest.mark.parametrize(
    ("items", "outcome"), [("- a\n- b\n", "pass"), ("- a\n", "fail"), ("None.\n", "not-applicable")]
)
def test_as_many_as_in_the_other_paper(items: str, outcome: str) -> None:
    check = {"kind": "count", "as-many-as": {"select": "list-item", "document": ES}}
    documents = facts("- a\n- b\n", kind=OR), facts(items, kind=ES, path="summary.md")
    said, _ = ask(*documents, given={"select": "list-item", "document": OR}, check=check)
    assert said == outcome


# --- relate -----------------------------------------------------------------------------------------------------------


def test_one_value_for_one_thing_wherever_it_is_given() -> None:
    given = {"select": "phrase", "of": "things"}
    check = {"kind": "relate", "mode": "same-value", "key": "id", "value": "amount", "by": ["exact"]}
    documents = facts("They met four times.\n"), facts("They met 4 times. They met five times.\n", path="b.md")
    _, found = ask(*documents, given=given, check=check, message={"differs": "{value}, not {other} ({title})"})
    assert messages(found) == ["5, not 4 (meetings)"]
    assert [(finding.document, finding.related[0].document) for finding in found] == [("b.md", "draft.md")]
    assert ask(documents[0], given=given, check=check)[0] == "pass"


def test_a_value_that_differs_twice_is_one_finding() -> None:
    check = {"kind": "relate", "mode": "same-value", "key": "id", "value": "amount", "by": ["exact"]}
    text = "They met four times. They met four times. They met five times. They met five times."
    _, found = ask(facts(text), given={"select": "phrase", "of": "things"}, check=check)
    assert len(found) == 1


NAMES = {"kind": "relate", "mode": "alike", "key": "name", "by": ["variants"]}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Fenshire Ambulance Service NHS Trust", "Fenshire Ambulance Service Trust NHS", True),
        ("West Fenshire Partnership", "Western Fenshire Partnership", True),
        ("Fenmarch Hospitals", "Fenmarsh Hospitals", True),
        ("Fenmarch Hospitals", "Fenmarch Hospital", False),  # a plural is the same word
        ("East Fenshire Partnership", "West Fenshire Partnership", False),
        ("Leeds Hospitals", "Deeds Hospitals", False),
        ("Fenmarch Hospitals", "Fenmarch Hospitals Trust", False),
        ("Fenshire Police", "Fenshire Police", False),
    ],
)
def test_names_that_look_like_one(one: str, other: str, alike: bool) -> None:
    named = facts("First.\nSecond.\n", agencies=(Agency(one, "panel", block=0), Agency(other, "panel", block=1)))
    said, found = ask(named, given={"select": "agency"}, check=NAMES, message={"duplicate": "{value}, {other}"})
    assert messages(found) == ([f"{other}, {one}"] if alike else [])
    assert said == ("fail" if alike else "pass")


MONTHS = {
    "2024-09": "September 2024", "2024-10": "October 2024", "2024-11": "Nov 2024", "2024-12": "December 2024",
}  # fmt: skip


def events(*dates: str, kind: str = OR) -> Facts:
    whens = [replace(when(date), text=plain(when(date).earliest) if len(date) > 7 else MONTHS[date]) for date in dates]
    found = tuple(Event("decision", date, number, 0, 4) for number, date in enumerate(whens))
    return facts("Text.\n" * len(dates), kind=kind, path=f"{kind}.md", events=found)


DATES = {
    "kind": "relate", "to": {"select": "event", "document": OR}, "key": "name", "value": "date", "mode": "equal-values",
    "by": ["dates"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("summary", "report", "every", "some"),
    [
        (["2024-10"], ["2024-10-16"], 0, 0),
        (["2024-11"], ["2024-10-16"], 1, 1),
        (["2024-11", "2024-10"], ["2024-10-16"], 1, 0),  # one of the two agrees
        (["2024-11", "2024-12"], ["2024-10-16"], 2, 1),
        (["2024-10"], ["2024-09", "2024-10-16"], 0, 0),
    ],
)
def test_dates_that_no_day_fits(summary: list[str], report: list[str], every: int, some: int) -> None:
    for quantifier, expected in (("every", every), ("some", some)):
        part = {"given": {"select": "event", "document": ES}, "check": DATES, "quantifier": quantifier}
        made = rule(documents=("pack",), checks=[part])
        documents = [events(*summary, kind=ES), events(*report)]
        _, found = run_rule(made, documents, settings(), WORDS)
        assert len(found) == expected, quantifier


def test_values_of_things_that_only_one_paper_has_are_not_compared() -> None:
    summary = facts("Text.\n", kind=ES, events=(Event("death", when("2024-10"), 0, 0, 4),))
    said, _ = ask(summary, events("2024-11"), given={"select": "event", "document": ES}, check=DATES)
    assert said == "not-applicable"


def recommendations(kind: str, *texts: str) -> Facts:
    found = tuple(Recommendation(str(number), text, 0, kind=kind) for number, text in enumerate(texts, 1))
    return facts("Text.\n", kind=kind, path=f"{kind}.md", recommendations=found)


LONG = "Fenshire Police should train all of its supervisors to recognise stalking by March 2027"


@pytest.mark.parametrize(
    ("text", "here"),
    [
        (LONG, None),
        (LONG + ", and report to the board every six months", None),  # longer
        ("Fenshire Police should train all supervisors to recognise stalking by March 2027", None),  # words left out
        (LONG.replace("train all", "train its"), None),  # small words
        (LONG.replace("2027", "2028"), "…stalking by March 2028"),
        (LONG.replace("Fenshire", "Marsh"), "Marsh Police should train…"),
        (LONG.replace("supervisors", "receptionists"), "…all of its receptionists to recognise stalking…"),
        ("Marshwide Homes ought to think about how it asks for money that is owed", "Marshwide Homes ought"),
        ("Train supervisors", None),  # a title
    ],
)
def test_wordings(text: str, here: str | None) -> None:
    check = {
        "kind": "relate", "to": {"select": "recommendation", "document": OR}, "key": "number", "value": "wording",
        "mode": "equal-values", "by": [{"wording": 0.9}],
    }  # fmt: skip
    documents = recommendations(ES, text), recommendations(OR, LONG)
    given = {"select": "recommendation", "document": ES}
    _, found = ask(*documents, given=given, check=check, message={"differs": "{here}"})
    assert [message.startswith(here or "-") for message in messages(found)] == ([] if here is None else [True])


def test_a_near_item_is_not_one_that_is_exactly_another() -> None:
    check = {
        "kind": "relate", "to": {"select": "recommendation", "document": OR}, "key": "text",
        "by": ["folded", {"similarity": 0.7}],
    }  # fmt: skip
    housing, health = "Examine how housing services answered", "Examine how health services answered"
    given = {"select": "recommendation", "document": ES}
    message = {"left-only": "only {value}", "near": "near {here} – {there}"}
    documents = recommendations(ES, housing, health), recommendations(OR, housing)
    assert messages(ask(*documents, given=given, check=check, message=message)[1]) == [f"only {health}"]
    documents = recommendations(ES, health), recommendations(OR, housing)
    assert messages(ask(*documents, given=given, check=check, message=message)[1]) == [f"near {health} – {housing}"]


# --- what is looked for when asked ------------------------------------------------------------------------------------


def test_a_fallback_is_tried_where_the_document_is_not_there() -> None:
    wanted = selector(select="sentence", document="cover-note", fallback={"select": "sentence"})
    assert [node.text for node in select(wanted, scope(facts("One.\n")))] == ["One."]


def test_rules_for_any_document_leave_letters_and_notes_alone() -> None:
    text = facts("A good day.\n=== cover-note\nA good note.\n=== feedback-letter\nA good letter.\n")
    made = rule({"select": "sentence"}, {"kind": "match", "none": [{"any": ["good"]}]})
    assert len(run_rule(made, [text], settings(), WORDS)[1]) == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Maya report v2.docx", "Maya plan.docx", "Hannah summary.docx"], [1, 1, 0]),
        (["FEN-2024-031 report.docx", "fen-2024-031 plan.docx"], [1, 1]),
        (["Report 2026.docx", "Plan 2026.docx"], [0, 0]),
    ],
)
def test_companions(names: list[str], expected: list[int]) -> None:
    words = vocabulary({"file-name-words": ["report", "plan", "summary"]})
    where = scope(*(facts("Text.\n", path=name) for name in names), words=words)
    assert [node.get("companions") for node in select(selector(select="file"), where)] == expected


@pytest.mark.parametrize(
    ("labels", "bad"),
    [
        (("1", "2", "2", "4"), {2: "it repeats 2"}),  # the second 2 stands for 3
        (("1", "2", "2", "3"), {2: "it repeats 2"}),
        (("1", "2", "4"), {2: "it follows 2"}),
    ],
)
def test_a_repeated_number_that_stands_for_the_next_is_one_fault(labels: tuple[str, ...], bad: dict[int, str]) -> None:
    texts = facts("".join(f"{label} text\n" for label in labels))
    nodes = list(select(selector(select="paragraph"), scope(texts)))
    assert out_of_sequence(nodes, "label") == bad
