"""Whole numbers in figures and in words, and phrases that hold one."""

from __future__ import annotations

import pytest

from dhr_qa.language.amounts import amount_in
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import matcher


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12 agencies", 12),
        ("Twelve agencies", 12),
        ("twenty-three meetings", 23),
        ("ninety nine", 99),
        ("1,200 cases", 1200),
        ("met twice", 2),
        ("a 36-year-old woman", 36),
        ("section 9(3)", 9),
        ("no agency", None),
        ("it cost £1,200", None),
        ("version 0.7", None),
        ("lone, often, tent", None),
        ("100%", None),
    ],
)
def test_amounts(text: str, amount: int | None) -> None:
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("met [number] times", "The panel met twenty-one times.", ["met twenty-one times"]),
        ("met [number] times", "The panel met several times.", []),
        ("[number] (agencies|bodies) ... wrote", "So ten agencies here wrote.", ["ten agencies here wrote"]),
        ("[number]-year-old", "the 36-year-old and the thirty-six year old", ["36-year-old", "thirty-six year old"]),
        ("aged [number]", "aged 36, not aged", ["aged 36"]),
        ("was [number]", "it was 361 or was one", ["was 361", "was one"]),
    ],
)  # fmt: skip
def test_phrases_with_a_number(phrase: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in matcher([phrase]).spans(fold(text))] == found
