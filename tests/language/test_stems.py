"""Words that are one word for a search."""

from __future__ import annotations

import pytest

from dhr_qa.language.stems import stem, stems


@pytest.mark.parametrize(
    "words",
    [
        ("explore", "explored", "exploring", "exploration"),
        ("agency", "agencies"),
        ("recommend", "recommendation", "recommendations", "recommended"),
        ("assess", "assessment", "assessments", "assessed"),
        ("economic", "economics"),
        ("anonymise", "anonymised", "anonymisation"),
        ("equal", "equality"),
    ],
)
def test_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1, [stem(word) for word in words]


@pytest.mark.parametrize("pair", [("police", "policy"), ("age", "ages"), ("use", "us"), ("bail", "baily")])
def test_short_words_stay_apart(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) == pair[0] or stem(pair[0]) != stem(pair[1])


def test_numbers_and_folding() -> None:
    assert list(stems("Paragraph 14.10’s “Café” costs")) == [
        ("paragraph", "paragraph"), ("14.10", "14.10"), ("cafe", "cafe"), ("costs", "cost"),
    ]  # fmt: skip
