"""The check that compares two keyed sets."""

from __future__ import annotations

from typing import Any

import pytest

from dhr_qa.engine.run import run_rule
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.facts import Acronym, Action, Citation, Event, Facts, Recommendation
from tests.engine.make import facts, rule, settings, vocabulary, when

WORDS = vocabulary(
    {"remaining": ["remaining characteristics"], "barrier": ["barrier*"], "history": ["formerly"]},
    sections=[
        {"id": "panel", "title": "The panel", "order": 1, "needed-in": ["overview-report"]},
        {"id": "terms-of-reference", "title": "Terms of reference", "order": 2, "needed-in": ["overview-report"]},
        {"id": "analysis", "title": "Analysis", "order": 3, "needed-in": ["overview-report", "executive-summary"]},
        {"id": "conclusions", "title": "Conclusions", "order": 4, "needed-in": ["executive-summary"]},
    ],
    characteristics=[
        {"id": "age", "title": "Age", "forms": ["age"]},
        {"id": "sex", "title": "Sex", "forms": ["sex"]},
        {"id": "race", "title": "Race", "forms": ["race", "ethnicity"]},
    ],
    acts=[
        {"id": "dvcva", "title": "Domestic Violence, Crime and Victims Act", "year": 2004, "forms": ["the 2004 Act"]},
        {"id": "care", "title": "Care Act", "year": 2014},
    ],
    events=[
        {"id": "death", "title": "Death"},
        {"id": "decision", "title": "Decision"},
        {"id": "completion", "title": "Completion"},
    ],
    schemes=[{"id": "IMR", "title": "IMR", "expansion": ["Individual Management Review"]}],
)


def ask(
    known: str | Facts, given: Any, check: dict[str, Any], message: Any, **more: Any
) -> tuple[Outcome, list[Finding]]:
    known = facts(known) if isinstance(known, str) else known
    made = rule(given=given, check={"kind": "relate", **check}, message=message, **more)
    return run_rule(made, [known], settings(), WORDS)


def messages(*args: Any, **more: Any) -> list[str]:
    return [finding.message for finding in ask(*args, **more)[1]]


SECTIONS = {"to": {"register": "sections", "key": "id"}, "key": "role"}
REQUIRED = {**SECTIONS, "mode": "right-in-left", "where": {"needed-in": "overview-report"}}


def test_sections_that_are_missing() -> None:
    text = "# Panel and terms {panel, terms-of-reference}\nText.\n"
    outcome, found = ask(text, {"select": "section"}, REQUIRED, {"right-only": 'No section "{title}".'})
    assert outcome.outcome == "fail"
    assert [f.message for f in found] == ["No section “Analysis”."]
    assert found[0].location.part == "file"
    full = text + "# Analysis {analysis}\nMore.\n"
    assert ask(full, {"select": "section"}, REQUIRED, {"right-only": "x"})[0].outcome == "pass"


def test_a_document_without_any_section_lacks_them_all() -> None:
    assert len(messages("Text.", {"select": "section"}, REQUIRED, {"right-only": "{title}"})) == 3


ORDER = {**SECTIONS, "mode": "same-order", "where": {"order": {"present": True}}}


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (("panel", "terms-of-reference", "analysis"), []),
        (("panel", "analysis", "terms-of-reference"), ["terms-of-reference stands after analysis"]),
        (("panel", "analysis", "conclusions", "terms-of-reference"), ["terms-of-reference stands after analysis"]),
        (("panel", "terms-of-reference", "analysis", "conclusions", "terms-of-reference"), []),
        (("conclusions", "panel", "terms-of-reference", "analysis"), ["analysis stands after conclusions"]),
    ],
)
def test_order_of_sections(roles: tuple[str, ...], said: list[str]) -> None:
    text = "\n".join(f"# {role} {{{role}}}\nText." for role in roles)
    assert messages(text, {"select": "section"}, ORDER, {"order": "{heading} stands after {other.heading}"}) == said


DATES = {"to": {"register": "events", "key": "id"}, "key": "name", "mode": "same-order", "sort": "date"}


def events(**dates: str) -> Facts:
    made = tuple(Event(name, when(date), 0, n, n + 1) for n, (name, date) in enumerate(dates.items()))
    return facts("Some text with dates.", events=made)


def test_order_of_events_is_judged_by_their_dates() -> None:
    said = {"order": "{title} ({date}) after {other.title} ({other.date})"}
    given = {"select": "event"}
    assert messages(events(completion="2021-05", death="2020-01-02", decision="2020-03"), given, DATES, said) == []
    wrong = events(death="2020-04-02", decision="2020-03")
    assert messages(wrong, given, DATES, said) == ["Death (2020-04-02) after Decision (2020-03)"]


def test_imprecise_dates_are_out_of_order_only_if_no_day_fits() -> None:
    assert messages(events(death="2020-03-20", decision="2020-03"), {"select": "event"}, DATES, {"order": "x"}) == []


NINE = {"to": {"register": "characteristics", "key": "id"}, "mode": "right-in-left", "together": True, "at": "equality"}
EQUALITY = {"select": "mention", "of": "characteristics", "role": ["equality"]}


def test_all_that_is_missing_in_one_finding() -> None:
    text = "# Equality {equality}\nHer age mattered.\n# Facts {background}\nHer sex and ethnicity.\n"
    said = {"right-only": "{count|one is|{count} are} not named: {other}."}
    said = {"right-only": "{count} not named: {other}."}
    _, (finding,) = ask(text, EQUALITY, NINE, said)
    assert finding.message == "2 not named: Sex and Race."
    assert finding.location.section == "equality"


def test_unless_in_the_section_silences_what_is_missing() -> None:
    text = "# Equality {equality}\nHer age mattered; the remaining characteristics were considered.\n"
    assert ask(text, EQUALITY, {**NINE, "unless": ["remaining"]}, {"right-only": "x"})[0].outcome == "pass"
    elsewhere = "# Equality {equality}\nHer age.\n# Facts {background}\nThe remaining characteristics.\n"
    assert ask(elsewhere, EQUALITY, {**NINE, "unless": ["remaining"]}, {"right-only": "x"})[0].outcome == "fail"


def test_mentions_against_mentions() -> None:
    given = {"select": "mention", "of": "characteristics", "where": {"count": {"min": 2}}}
    check = {"to": {"select": "mention", "of": "characteristics", "mentions": ["barrier"]}, "key": "id"}
    text = "Age came up. Age again. Her sex was a barrier. Her sex mattered."
    assert messages(text, given, check, {"left-only": "{title}: {count} times"}) == ["Age: 2 times"]


def act(*titles: tuple[str, int]) -> Facts:
    text = "; ".join(f"{title} {year}" for title, year in titles)
    found, start = [], 0
    for title, year in titles:
        words = f"{title} {year}"
        found.append(Citation("act", title, year, words, 0, start, start + len(words)))
        start += len(words) + 2
    return facts(text, citations=tuple(found))


ACTS = {"to": {"register": "vocabulary.acts", "key": ["title", "year"]}, "by": ["exact", {"edit-distance": 8}]}
SAID = {"near": '"{value}" should be "{other}".', "left-only": '"{value}" is not known.'}


def test_near_and_unknown_keys() -> None:
    known = act(("Domestic Violence, Crime and Adults Act", 2004), ("Care Act", 2014), ("Moon Landing Act", 1969))
    outcome, found = ask(known, {"select": "citation", "kind": "act"}, ACTS, SAID)
    assert outcome.outcome == "fail"
    assert [finding.message for finding in found] == [
        "“Domestic Violence, Crime and Adults Act 2004” should be “Domestic Violence, Crime and Victims Act 2004”.",
        "“Moon Landing Act 1969” is not known.",
    ]


def test_a_near_key_is_as_good_as_the_same_where_no_message_speaks_of_it() -> None:
    known = act(("Domestic Violence, Crime and Victim Act", 2004))
    given = {"select": "citation"}
    assert ask(known, given, ACTS, {"left-only": "x"})[0].outcome == "pass"
    assert ask(known, given, ACTS, "x")[0].outcome == "pass"


def test_forms_of_a_register() -> None:
    known = facts("As the 2004 Act says.", citations=(Citation("act", "the 2004 Act", None, "the 2004 Act", 0, 3, 15),))
    check = {**ACTS, "by": ["exact", "forms"]}
    assert ask(known, {"select": "citation"}, check, SAID)[0].outcome == "pass"


def test_unless_silences_a_node_by_its_sentence() -> None:
    known = facts(
        "It was formerly the Moon Act 1969.", citations=(Citation("act", "Moon Act", 1969, "Moon Act 1969", 0, 20, 33),)
    )
    assert messages(known, {"select": "citation"}, {**ACTS, "unless": ["history"]}, SAID) == []


def pack(*summary: tuple[str, str]) -> Facts:
    text = "First.\nSecond.\n=== executive-summary\nOne.\nTwo.\n"
    report = (
        Recommendation("1", "Train all staff", 0, kind="overview-report"),
        Recommendation("2", "Audit referrals each year", 1, kind="overview-report"),
    )
    other = tuple(
        Recommendation(number, said, 2 + n, kind="executive-summary") for n, (number, said) in enumerate(summary)
    )
    return facts(text, recommendations=report + other)


OR, ES = ({"select": "recommendation", "document": kind} for kind in ("overview-report", "executive-summary"))


def test_two_documents_of_a_pack() -> None:
    both = {"to": ES, "key": "number", "mode": "both"}
    said = {"left-only": "{number} only in the {document}", "right-only": "{number} only in the {document}"}
    found = messages(pack(("2", "x"), ("3", "y")), OR, both, said, documents=("pack",))
    assert found == ["1 only in the overview report", "3 only in the executive summary"]


def test_a_pack_without_the_other_document_has_nothing_to_compare() -> None:
    outcome, _ = ask("Only a report.", OR, {"to": ES, "key": "number"}, {"left-only": "x"}, documents=("pack",))
    assert outcome.outcome == "not-applicable"
    assert "executive summary" in outcome.reason


def test_values_of_the_same_key() -> None:
    check = {"to": ES, "key": "number", "mode": "equal-values", "value": "text", "by": [{"similarity": 0.85}]}
    said = {"differs": '{number}: "{value}" but "{other}"'}
    known = pack(("1", "Train all the staff"), ("2", "Buy a van"))
    _, (finding,) = ask(known, OR, check, said, documents=("pack",))
    assert finding.message == "2: “Audit referrals each year” but “Buy a van”"
    assert len(finding.related) == 1
    assert finding.related[0].location.paragraph == 4


def test_values_against_a_register() -> None:
    known = facts("The IMR.", acronyms=(Acronym("IMR", ("Individual Management Review", "Internal Memo"), 2, (0, 4)),))
    check = {
        "to": {"register": "schemes", "key": "id"},
        "key": "acronym",
        "mode": "equal-values",
        "value": "expansions",
        "other-value": "expansion",
    }
    assert messages(known, {"select": "acronym"}, check, {"differs": "{acronym}: {value}, not {other}"}) == [
        "IMR: Internal Memo, not Individual Management Review"
    ]


def test_one_set_against_itself() -> None:
    actions = tuple(
        Action(0, row, action=text, recommendation=str(row), block=0)
        for row, text in enumerate(
            ("Audit all referrals", "Train staff", "Audit  all referrals.", "Audit all the referrals"), 1
        )
    )
    known = facts("| A |\n|---|\n| 1 |\n| 2 |\n| 3 |\n| 4 |\n", actions=actions)
    same = {"key": "action", "mode": "unique"}
    said = {"duplicate": "{row.label} repeats {other.row.label}"}
    assert messages(known, {"select": "action"}, same, said) == ["3 repeats 1"]
    near = {**same, "by": ["folded", {"similarity": 0.85}]}
    assert messages(known, {"select": "action"}, near, said) == ["3 repeats 1", "4 repeats 1"]


def test_nothing_selected_and_keys_that_are_not_given() -> None:
    given = {"select": "recommendation"}
    check = {"to": {"register": "sections", "key": "id"}, "key": "number"}
    assert ask("Text.", given, check, "x")[0].outcome == "not-applicable"
    known = facts("Text.", recommendations=(Recommendation("", "Train staff", 0),))
    outcome, _ = ask(known, given, check, "x")
    assert outcome.outcome == "could-not-check"
    assert "number" in outcome.reason


def test_repetitions_that_words_set_apart_are_none() -> None:
    text = (
        "- What support was offered to the victim in the year before the death?\n"
        "- What support was offered to the perpetrator in the year before the death?\n"
        "- What support was offered to the victim and the perpetrator in the year before the death?\n"
    )
    check = {"mode": "unique", "by": [{"similarity": 0.8}], "apart": [{"any": ["victim"]}, {"any": ["perpetrator"]}]}
    assert messages(text, {"select": "list-item"}, check, {"duplicate": "{value}"}) == [
        "What support was offered to the victim and the perpetrator in the year before the death?"
    ]
