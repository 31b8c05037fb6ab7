"""Finite verbs: none where there is none, and at most as many as there can be."""

from __future__ import annotations

import pytest

from dhr_qa.language.clauses import most_verbs


@pytest.mark.parametrize(
    ("sentence", "most"),
    [
        ("The visits to the flat in the weeks before the death and the calls to the office.", 0),
        ("Although the GP had asked Maya about the bruises on her arm.", 1),
        ("Maya was never asked.", 1),
        ("The letters lay unopened for three weeks.", 1),
        ("The panel asked for the logs and was given them.", 2),
        ("They know it's late.", 2),
    ],
)
def test_how_many_there_can_be(sentence: str, most: int) -> None:
    assert most_verbs(sentence) == most


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody rang.",
        "Services work together.",
        "The officer, who won a prize, spoke to Maya.",
        "Most reviews recommend training.",
        "Daniel's mother didn't know.",
    ],
)
def test_a_whole_sentence_has_one(sentence: str) -> None:
    assert most_verbs(sentence) >= 1
