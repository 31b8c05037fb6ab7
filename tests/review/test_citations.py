"""Acts, sections and guidance as cited."""

from __future__ import annotations

import pytest

from tests.review.making import facts_of


def _cited(text: str, kind: str) -> list[tuple[str, int | None, str]]:
    return [
        (c.title, c.year, c.section) for c in facts_of(f"# Overview report\n\n{text}\n").citations if c.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        (
            "under the Domestic Violence, Crime and Victims Act 2004.",
            "Domestic Violence, Crime and Victims Act 2004",
            2004,
        ),
        (
            "The Domestic Violence, Crime and Adults Act 2004 applies.",
            "Domestic Violence, Crime and Adults Act 2004",
            2004,
        ),
        ("Domestic Abuse Crime and Victims Act (2004)", "Domestic Abuse Crime and Victims Act 2004", 2004),
        ("Under the Care Act 2014, enquiries follow.", "Care Act 2014", 2014),
        ("Following the Offences Against the Person Act 1861", "Offences Against the Person Act 1861", 1861),
        ("Both the Human Rights Act 1998", "Human Rights Act 1998", 1998),
        (
            "the Social Services and Well-being (Wales) Act 2014",
            "Social Services and Well-being (Wales) Act 2014",
            2014,
        ),
        ("the Fictional Kindness and Courtesy Act 2019", "Fictional Kindness and Courtesy Act 2019", 2019),
        ("the Equality Act of 2010", "Equality Act 2010", 2010),
        ("The Equality Act was considered.", "Equality Act", None),
        ("The Domestic Violence Act was considered.", "Domestic Violence Act", None),
    ],
)
def test_acts(text: str, title: str, year: int | None) -> None:
    assert _cited(text, "act") == [(title, year, "")]


def test_the_place_of_an_act_is_its_title_and_year() -> None:
    facts = facts_of("# Overview report\n\nIn line with the Care Act 2014 and the Equality Act 2010.\n")
    texts = [facts.document.blocks[c.block].text[c.start : c.end] for c in facts.citations]
    assert texts == ["Care Act 2014", "Equality Act 2010"]


@pytest.mark.parametrize(
    ("text", "section", "title"),
    [
        (
            "section 9(3) of the Domestic Violence, Crime and Victims Act 2004",
            "9(3)",
            "Domestic Violence, Crime and Victims Act 2004",
        ),
        (
            "Section 9 (3)(a) of the Domestic Violence, Crime and Victims Act 2004",
            "9(3)(a)",
            "Domestic Violence, Crime and Victims Act 2004",
        ),
        ("s.76 of the Serious Crime Act 2015", "76", "Serious Crime Act 2015"),
        ("Section 75A of the Serious Crime Act 2015", "75A", "Serious Crime Act 2015"),
        ("section 9 of the Act", "9", ""),
    ],
)
def test_sections(text: str, section: str, title: str) -> None:
    assert [(s, t) for t, _, s in _cited(text, "section")] == [(section, title)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "the Multi-Agency Statutory Guidance for the Conduct of Domestic Homicide Reviews (Home Office, "
            "December 2016)",
            [2016],
        ),
        (
            "the Statutory Guidance for the Conduct of Domestic Homicide Reviews 2013. It has since been updated "
            "in December 2016.",
            [2013, 2016],
        ),
        ("the 2016 training for chairs. The statutory guidance was followed.", []),
    ],
)
def test_editions_of_the_guidance(text: str, years: list[int]) -> None:
    assert [year for _, year, _ in _cited(text, "guidance")] == years


def test_acting_and_actions_are_no_acts() -> None:
    assert _cited("They acted. The Action Plan 2014 and an act of 2010 were read. Act 2.", "act") == []
