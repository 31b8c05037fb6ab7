"""How much of the analysis speaks of each agency that contributed."""

from __future__ import annotations

import pytest

from dhr_qa.review.analysed import words_on_agencies
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

CONTRIBUTORS = """# Contributors to the review

| Agency | Contribution |
|---|---|
| Fenshire Police | IMR |
| Fenshire County Council Children's Services | IMR |
| Fenmarch Hospitals NHS Trust | IMR |
| Fenland and Coast NHS Foundation Trust | IMR |
| Willowgate Domestic Abuse Service | IMR |
| Maya's bank | Written answers |

"""


def spoken_of(analysis: str) -> set[str]:
    facts = facts_of(f"# Overview report\n\n{CONTRIBUTORS}# Analysis\n\n{analysis}\n")
    return {name for name, words in words_on_agencies(facts, vocabulary()).items() if words}


@pytest.mark.parametrize(
    ("analysis", "expected"),
    [
        ("Fenshire Police attended twice.", {"Fenshire Police"}),
        ("Officers looked for injuries.", {"Fenshire Police"}),
        # Both trusts are known by what trusts are called.
        (
            "Nobody in the emergency department asked.",
            {"Fenmarch Hospitals NHS Trust", "Fenland and Coast NHS Foundation Trust"},
        ),
        ("Willowgate listened.", {"Willowgate Domestic Abuse Service"}),
        ("The IDVA listened.", {"Willowgate Domestic Abuse Service"}),
        ("A letter from the social worker was sent.", {"Fenshire County Council Children's Services"}),
        ("Her bank held a record of it.", {"Maya's bank"}),
        ("Fenland heard him twice.", {"Fenland and Coast NHS Foundation Trust"}),
        # What several names share tells of none of them.
        ("The service was good, and the domestic abuse partnership met.", set()),
        ("Maya lived in Fenshire.", set()),
    ],
)
def test_an_agency_by_any_name(analysis: str, expected: set[str]) -> None:
    assert spoken_of(analysis) == expected


def test_a_heading_speaks_for_what_stands_under_it() -> None:
    assert spoken_of("## Willowgate Domestic Abuse Service\n\nThe record was good.") >= {
        "Willowgate Domestic Abuse Service"
    }


def test_without_an_analysis_nothing_is_said() -> None:
    facts = facts_of(f"# Overview report\n\n{CONTRIBUTORS}# Chronology\n\nFenshire Police came.\n")
    assert words_on_agencies(facts, vocabulary()) == {}
