"""The fields of headings, contents entries and list items: their words, their labels and what follows them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dhr_qa.engine.select import select
from tests.engine.make import facts, scope, selector, vocabulary

WORDS = vocabulary(
    {"heading-noise": ["the"], "heading-links": ["and"], "heading-joiners": ["of"]},
    sections=[
        {"id": "panel", "title": "Panel", "forms": ["panel members", "panel membership"]},
        {"id": "action-plan", "title": "Action plan", "forms": ["action plan"]},
    ],
)


def values(text: str, field: str, **written: Any) -> list[Any]:
    return [node.get(field) for node in select(selector(**written), scope(facts(text), words=WORDS))]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("~ 4.\u2002Panel membership\t7", "Panel membership"),
        ("~ Panel membership 7", "Panel membership"),
        ("~ Panel membership\tError! Not defined.", "Panel membership"),
        ("~ 2022\t19", "2022"),
        ("~ Appendix A: Action plan\t40", "Action plan"),
        ("# Appendix A: Action plan", "Action plan"),
        ("# 12. Panel members", "Panel members"),
        ("# Recommendation 1", "Recommendation 1"),
        ("# What 12 of the agencies knew", "What 12 of the agencies knew"),
        ("# Theme 2: Housing", "Housing"),
    ],
)
def test_titles(line: str, title: str) -> None:
    assert values(line, "title", select="text") == [title]


def test_roles_that_the_words_of_a_line_stand_for() -> None:
    text = "~ Appendix A: The action plan\t40\n~ Panel membership 7\n# The panel members\n# Fenshire Police\n"
    assert values(text, "title-role", select="text") == [("action-plan",), ("panel",), ("panel",), ()]


def test_what_follows() -> None:
    text = "# One\nThe agencies are:\n- police\n| A |\n|---|\n| b |\n"
    assert values(text, "next-kind", select="paragraph", parts="body") == ["list-item", "table"]
    assert values(text, "next", select="heading") == ["The agencies are:"]


def test_numbers_in_the_label_of_a_line() -> None:
    text = "# ToR 3 and 4: What 12 agencies knew\n# ToR 5 to 7 – Housing\n# Housing in 2020\n"
    assert values(text, "numbers", select="heading")[:2] == [["3", "4"], ["5", "6", "7"]]


def test_styles_of_labels() -> None:
    known = facts("- a\n- b\n- c\n")
    blocks = zip(known.document.blocks, ("(b)", "12.", "iv)"), strict=True)
    known.document = replace(known.document, blocks=tuple(replace(block, label=label) for block, label in blocks))
    nodes = select(selector(select="list-item"), scope(known))
    assert [node.get("label-style") for node in nodes] == ["(a)", "1.", "a)"]


def test_the_cell_underneath() -> None:
    text = "| Action | Lead |\n|---|---|\n| Audit the | A |\n| referrals | B |\n"
    assert values(text, "below", select="cell", column="Action") == ["referrals", ""]


def test_the_whole_file_is_looked_at_where_a_rule_says_so() -> None:
    known = facts("# Summary\nOne.\n=== action-plan\n# Plan\nTwo.\n=== feedback-letter\n# Letter\nThree.\n")
    where = scope(known, kind="overview-report")
    assert [node.text for node in select(selector(select="heading"), where)] == ["Summary"]
    everything = selector(select="heading", document="file")
    assert [node.text for node in select(everything, where)] == ["Summary", "Plan", "Letter"]
