"""Ages at the time of the death, and those that are of another time or of nobody known."""

from __future__ import annotations

import pytest

from dhr_qa.review.ages import find_ages
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

PEOPLE = "The victim, Maya, was killed by the perpetrator, Daniel, in September 2024.\n\n"


def ages(text: str) -> list[tuple[str, str, int]]:
    found = find_ages(facts_of(f"# Overview report\n\n# Introduction\n\n{PEOPLE}{text}\n"), vocabulary())
    return [(age.name, age.role, age.amount) for age in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maya was 36 when she died.", [("Maya", "victim", 36)]),
        ("Maya, aged 36, was killed by Daniel.", [("Maya", "victim", 36)]),
        ("Daniel was thirty-nine at the time of the homicide.", [("Daniel", "perpetrator", 39)]),
        ("Maya was 36 years old and Daniel was 39 years old.", [("Maya", "victim", 36), ("Daniel", "perpetrator", 39)]),
        ("The 36-year-old Maya lived in Fenmarch.", [("Maya", "victim", 36)]),
        ("Maya was 36 when she died in September 2024.", [("Maya", "victim", 36)]),
        ("Maya was 19 when she met Daniel.", []),
        ("In 2019 Maya was 31 years old.", []),
        ("Maya was aged 16 or over.", []),
        ("Maya was 20 weeks pregnant.", []),
        ("She was 36 when she died.", []),  # nobody is named
        ("Maya saw a dog, and then many other things happened to all sorts of people, one of them aged 70.", []),
    ],
)
def test_ages_in_sentences(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert ages(text) == expected


def test_ages_in_a_key_to_names() -> None:
    key = (
        "# Confidentiality\n\n| Pseudonym | Relationship to victim | Age in September 2024 |\n|---|---|---|\n"
        "| Maya | Victim | 36 |\n| Daniel | Perpetrator | Not given |\n"
    )
    assert ages(key) == [("Maya", "victim", 36)]
