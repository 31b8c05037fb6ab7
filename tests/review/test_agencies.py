"""Agencies that contributed."""

from __future__ import annotations

from tests.review.making import facts_of

_HEAD = "# Overview report\n\n# Contributors to the review\n\n"


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(a.name, a.sort, a.contribution) for a in facts_of(_HEAD + text).agencies if a.role == "contributor"]


def test_a_list_with_what_each_gave() -> None:
    assert _found(
        "- Fenshire Police – IMR and chronology\n- Fenshire County Council (information)\n- Fenton Medical "
        "Practice: short report\n"
    ) == [
        ("Fenshire Police", "police", "IMR, chronology"),
        ("Fenshire County Council", "council", "information"),
        ("Fenton Medical Practice", "gp", "short report"),
    ]


def test_a_list_after_a_sentence_that_says_what_all_gave() -> None:
    found = _found("Two agencies contributed to the review with an IMR:\n\n- Fenshire Police\n- Fenshire Women's Aid\n")
    assert found == [("Fenshire Police", "police", "IMR"), ("Fenshire Women's Aid", "specialist-da", "IMR")]


def test_a_table() -> None:
    found = _found("| Agency | Contribution |\n|---|---|\n| Fenshire Police | IMR |\n| Fenshire Homes | Chronology |\n")
    assert found == [("Fenshire Police", "police", "IMR"), ("Fenshire Homes", "housing", "Chronology")]


def test_prose() -> None:
    found = _found(
        "Individual management reviews were received from Fenshire Police, Fenshire County Council and Fenton "
        "Surgery.\n"
    )
    assert [name for name, _, _ in found] == ["Fenshire Police", "Fenshire County Council", "Fenton Surgery"]
    assert {said for _, _, said in found} == {"Individual management reviews"}


def test_other_items_of_a_list_are_no_agencies() -> None:
    assert _found("- Fenshire Police\n- to learn lessons from what happened\n") == [("Fenshire Police", "police", "")]


def test_offsets_give_the_name() -> None:
    facts = facts_of(_HEAD + "- Fenshire Police – IMR\n")
    agency = facts.agencies[0]
    assert facts.document.blocks[agency.block or 0].text[agency.start : agency.end] == "Fenshire Police"
