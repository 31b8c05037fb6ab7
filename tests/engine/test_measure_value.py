"""The checks of numbers and of values."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dhr_qa.engine.checks.sequence import out_of_sequence
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.select import select
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.facts import Action, Agency, Event, Facts, Person
from tests.engine.make import facts, rule, scope, selector, settings, vocabulary, when

WORDS = vocabulary(
    {"services": ["police"], "vague": ["(all|every) (agencies|partners)", "tbc"], "delay": ["coroner"]},
    agencies=[{"id": "police", "title": "Police force", "forms": ["Fenshire Police", "police"]}],
    colours=[{"id": "green", "title": "Green", "forms": ["g"]}],
)


def ask(
    text: str | Facts, given: Any, check: dict[str, Any], message: Any = "{value}", **more: Any
) -> tuple[Outcome, list[Finding]]:
    known = facts(text) if isinstance(text, str) else text
    return run_rule(rule(given=given, check=check, message=message, **more), [known], settings(), WORDS)


def measure(
    text: str | Facts, metric: str, given: Any = None, message: str = "{value} {unit}", **options: Any
) -> tuple[str, list[str]]:
    given = given or {"select": "section"}
    outcome, found = ask(text, given, {"kind": "measure", "metric": metric, **options}, message)
    return outcome.outcome, [finding.message for finding in found]


def test_words_of_a_section() -> None:
    text = "# Portrait {pen-portrait}\nMaya sang well.\n## More\nShe danced.\n"
    given = {"select": "section", "role": ["pen-portrait"]}
    assert measure(text, "words", given, min=5) == ("pass", [])
    assert measure(text, "words", given, min=80, message="{value} words, {min} or more help") == (
        "fail",
        ["6 words, 80 or more help"],
    )
    assert measure("Text.", "words", given, min=80)[0] == "not-applicable"


def test_shares_print_as_percentages() -> None:
    text = "# One {panel}\nThe police came. Maya sang a song. The police left.\n"
    assert measure(text, "share-of-words", max=0.1, of="services") == ("fail", ["20% of the words"])
    assert measure(text, "share-of-sentences", max=0.5, of="services") == ("fail", ["67% of the sentences"])
    assert measure(text, "hits", max=1, of="services") == ("fail", ["2 hits"])
    assert measure(text, "capitals", {"select": "paragraph"}, max=0.5)[0] == "pass"


def test_position_of_a_section() -> None:
    text = "# One {background}\n" + "word " * 50 + "\n# Portrait {pen-portrait}\nMaya.\n"
    given = {"select": "section", "role": ["pen-portrait"]}
    outcome, messages = measure(text, "position", given, max=0.2, message="after {value} of the report")
    assert (outcome, messages) == ("fail", ["after 96% of the report"])


def test_months_between_events_and_what_excuses_them() -> None:
    events = (Event("decision", when("2020-01-15"), 0, 0, 3), Event("completion", when("2021-03-20"), 0, 4, 6))
    given = {"select": "interval", "from": "decision", "to": "completion"}
    known = facts("Some text about it.", events=events)
    assert measure(known, "months", given, max=6) == ("fail", ["14 months"])
    assert measure(known, "days", given, max=430) == ("pass", [])
    excused = facts("The coroner was awaited.", events=events)
    excuse = {"select": "sentence", "mentions": ["delay"]}
    assert measure(excused, "months", given, max=6, unless=excuse) == ("pass", [])
    assert measure(known, "months", given, max=6, unless=excuse)[0] == "fail"


def test_an_interval_of_months_only_fails_if_it_is_certainly_too_long() -> None:
    given = {"select": "interval", "from": "decision", "to": "completion"}

    def outcome(end: str) -> str:
        events = (Event("decision", when("2020-01"), 0, 0, 3), Event("completion", when(end), 0, 4, 6))
        return measure(facts("Some text.", events=events), "months", given, max=6)[0]

    assert outcome("2020-07") == "pass"
    assert outcome("2020-08") == "fail"  # from 31 January to 1 August


def test_filled_counts_fields() -> None:
    people = (Person("Priya Shah", "panel", organisation="Council"), Person("A Person", "panel"))
    given = {"select": "person", "role": ["panel"]}
    message = 'only {value} for "{name}"'
    said = measure(
        facts("Text.", people=people), "filled", given, message, fields=["name", "title", "organisation"], min=2
    )
    assert said == ("fail", ["only 1 for “A Person”"])


def test_summed_over_all_nodes() -> None:
    text = "# One {panel}\nOne two.\n# Two {panel}\nThree.\n"
    assert measure(text, "words", min=4, per="all") == ("fail", ["3 words"])
    assert measure(text, "words", min=3, per="all") == ("pass", [])


def test_size_of_the_file_and_number_in_a_field() -> None:
    assert measure(facts("x", size=21_400_000), "megabytes", {"select": "file"}, max=20) == ("fail", ["21.4 megabytes"])
    assert measure("# A 12 b", "number", {"select": "heading"}, field="text", max=10) == ("fail", ["12"])


def test_a_number_that_the_format_does_not_give_cannot_be_checked() -> None:
    assert measure("x", "pages", {"select": "file"}, max=20)[0] == "could-not-check"


PLAN = """
!table action-plan number,action,lead,target-date,rag
| No | Action | Lead | Target | RAG |
|---|---|---|---|---|
| 1 | Audit | {} | {} | {} |
"""


def value(column: str, cell: str, message: Any = "{value}: {problem}", **options: Any) -> list[str]:
    cells = {"lead": "", "target-date": "", "rag": "", column: cell}
    given = {"select": "cell", "table": "action-plan", "column": column}
    return [f.message for f in ask(PLAN.format(*cells.values()), given, {"kind": "value", **options}, message)[1]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("June 2027", []),
        ("By 30 June 2027", []),
        ("Quarter 2 2027", []),
        ("Ongoing", ["Ongoing: not a date"]),
        ("2027", ["2027: only a year"]),
        ("", [": nothing is given"]),
        ("–", ["–: nothing is given"]),
    ],
)
def test_dates(cell: str, said: list[str]) -> None:
    assert value("target-date", cell, type="date", **{"accept-precision": ["day", "month", "quarter"]}) == said


def test_impossible_double_and_early_dates() -> None:
    assert len(value("target-date", "31 September 2027", type="date")) == 1
    assert value("target-date", "June 2027 or July 2028", type="date", single=True) == [
        "June 2027 or July 2028: 2 dates are given"
    ]
    early = value("target-date", "June 2020", type="date", min="as-of")
    assert early == ["June 2020: earlier than 22 November 2026"]
    assert value("target-date", "November 2026", type="date", min="as-of") == []


def test_only_written_message_keys_are_reported() -> None:
    keyed = {"empty": "no date"}
    assert value("target-date", "Ongoing", keyed, type="date") == []
    assert value("target-date", "", keyed, type="date") == ["no date"]
    assert value("target-date", "", type="date", required=False) == []


def test_agencies_and_refused_words() -> None:
    assert value("lead", "Fenshire Police", type="agency") == []
    assert value("lead", "Somebody", type="agency") == ["Somebody: not an agency that could be recognised"]
    refused = {"type": "text", "not-in": ["vague"]}
    assert value("lead", "All agencies", **refused) == ["All agencies: that does not count as an answer here"]
    assert value("lead", "All agencies, led by the Fenshire council", **refused) == []
    known = facts(PLAN.format("Shelter Fen", "", ""), agencies=(Agency("Shelter Fen", "contributor"),))
    given = {"select": "cell", "table": "action-plan", "column": "lead"}
    assert ask(known, given, {"kind": "value", "type": "agency"})[1] == []


def test_listed_status_and_numbers() -> None:
    assert value("rag", "Green", type="status", allowed=["green", "amber", "red"]) == []
    assert value("rag", "Green (June)", type="status", allowed=["green", "amber", "red"]) == []
    assert value("rag", "Purple", type="status", allowed=["green", "red"]) == ["Purple: expected green or red"]
    assert value("rag", "G", type="listed", register="colours") == []
    assert value("rag", "blue", type="listed", register="colours") == ["blue: not in the list"]
    assert value("rag", "12", type="number", max=10) == ["12: more than 10"]
    assert value("rag", "many", type="number") == ["many: not a number"]


def test_fields_of_actions_are_placed_in_their_cells() -> None:
    known = facts(PLAN.format("", "Ongoing", ""))
    known.actions = (Action(0, 1, action="Audit", target_date="Ongoing", block=6),)
    check = {"kind": "value", "type": "date", "field": "target-date"}
    _, (finding,) = ask(known, {"select": "action"}, check, 'action {row.label}: "{value}"')
    assert finding.message == "action 1: “Ongoing”"
    assert (finding.location.column, finding.location.row, finding.excerpt) == ("target-date", 1, "Ongoing")


def sequence(*labels: str) -> dict[int, str]:
    known = facts("\n".join(f"# {label}" for label in labels))
    nodes = list(select(selector(select="heading"), scope(known)))
    return out_of_sequence(nodes, "text")


@pytest.mark.parametrize(
    ("labels", "problems"),
    [
        (("1", "2", "3"), {}),
        (("7", "8", "8", "9"), {2: "it repeats 8"}),
        (("1", "2", "4"), {2: "it follows 2"}),
        (("8", "7"), {1: "it comes after 8"}),
        (("1", "2", "1", "2"), {}),
        (("1.1", "1.2", "2.1", "2.2"), {}),
        (("3.1", "3.2", "3.2"), {2: "it repeats 3.2"}),
        (("(a)", "(b)", "(d)"), {2: "it follows (b)"}),
        (("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"), {}),
        (("•", "•"), {}),
        (("9", "10", "14", "11", "12"), {2: "it follows 10"}),
        (("8", "7", "8", "9", "11", "12"), {1: "it comes after 8", 4: "it follows 9"}),
        (("4.", "5.", "5.", "6."), {2: "it repeats 5"}),
        (("(a)", "(b)", "(i)", "(ii)", "(c)"), {}),
        (("g)", "h)", "i)", "j)"), {}),
        (("1", "a", "2", "a", "3"), {}),
        (("a", "a", "b"), {1: "it repeats a"}),
    ],
)
def test_sequences(labels: tuple[str, ...], problems: dict[int, str]) -> None:
    assert sequence(*labels) == problems


def test_a_lone_item_one_level_deeper_repeats_the_label_before_it() -> None:
    labels = (("a)", 0), ("a)", 1), ("b)", 0), ("1.", 0), ("1.", 1), ("2.", 1), ("2.", 0))
    known = facts("\n".join("- item" for _ in labels))
    blocks = tuple(replace(b, label=x, level=y) for b, (x, y) in zip(known.document.blocks, labels, strict=True))
    known.document = replace(known.document, blocks=blocks)
    nodes = list(select(selector(select="list-item"), scope(known)))
    assert out_of_sequence(nodes, "label", ("level",)) == {1: "it repeats a)"}


def test_a_number_that_was_not_taken_for_a_label_leaves_no_gap() -> None:
    check = {"kind": "value", "type": "sequence", "field": "label"}
    given = {"select": "paragraph", "where": {"label": {"present": True}}}
    known = facts("1.1 One\n1.2 two\n1.3 Three\n1.5 Five\n")
    blocks = list(known.document.blocks)
    blocks[1] = replace(blocks[1], label="")
    known.document = replace(known.document, blocks=tuple(blocks))
    _, found = ask(known, given, check, "{value}: {problem}")
    assert [f.message for f in found] == ["1.5: it follows 1.3"]


def test_a_sequence_is_followed_within_a_group() -> None:
    text = "# A {panel}\n1 One\n2 Two\n# B {author}\n1 One\n3 Three\n"
    check = {"kind": "value", "type": "sequence", "field": "label", "group-by": "heading"}
    _, found = ask(text, {"select": "paragraph"}, check, "{value}: {problem}")
    assert [f.message for f in found] == ["3: it follows 1"]
