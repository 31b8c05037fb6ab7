"""Headings and their roles, in the styles that reports use."""

from __future__ import annotations

import pytest

from dhr_qa.review.headings import heading_roles, item_number
from dhr_qa.review.lexicon import lexicon_for
from tests.review.making import facts_of, roles_of
from tests.review.vocab import vocabulary


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Terms of Reference", ("terms-of-reference",)),
        ("The Review Panel Members", ("panel",)),
        ("Contributors to the Domestic Homicide Review", ("contributors",)),
        ("Involvement of family, friends, work colleagues, neighbours and wider community", ("family-involvement",)),
        ("Contact with family members and third parties", ("family-involvement",)),
        ("Key findings and conclusions", ("key-issues", "conclusions")),
        ("Contributors, panel members and author", ("contributors", "panel", "author")),
        ("Lessons and recommendations", ("lessons", "recommendations")),
        ("Introduction and background", ("introduction", "background")),
        ("Lessons from other reviews", ("lessons",)),
        ("Conclusions and recommendations", ("conclusions", "recommendations")),
        ("Analysis and conclusions", ("analysis", "conclusions")),
        ("Terms of reference and methodology", ("terms-of-reference", "methodology")),
        ("Equality and diversity", ("equality",)),
        ("Key Issues and Analysis", ("key-issues", "analysis")),
        ("Analysis against the Terms of Reference", ("analysis",)),
        ("Analysis of police contact with Anna", ("analysis",)),
        ("Lessons to be learnt", ("lessons",)),
        ("Key lessons learned", ("lessons",)),
        ("EQUALITY AND DIVERSITY", ("equality",)),
        ("Protected characteristics", ("equality",)),
        ("The facts by agency", ("chronology",)),
        ("Who was Anna?", ("pen-portrait",)),
        ("Anna’s story", ("pen-portrait",)),
        ("A tribute to Anna from her family", ("pen-portrait",)),
        ("A message of condolence", ("condolence",)),
        ("The Overview Chair & Author", ("author",)),
        ("Author of the overview report", ("author",)),
        ("Review process and timescales", ("methodology", "timescales")),
        ("Independent Chair and Author", ("author",)),
        ("Brief facts leading to this DHR", ("introduction",)),
        ("Glossary of terms", ("glossary",)),
        ("Predictability/Preventability", ("conclusions",)),
        ("DHR action plan", ("action-plan",)),
        ("Home Office Feedback Letter", ("feedback-letter",)),
        ("Dissemination", ("dissemination",)),
        ("Fenshire Police", ()),
        ("Police action", ()),
        ("The panel also considered whether the terms of reference had been met by the agencies involved", ()),
    ],
)
def test_words_of_a_heading_give_its_roles(heading: str, roles: tuple[str, ...]) -> None:
    assert heading_roles(heading, lexicon_for(vocabulary())) == roles


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Recommendation 3", "3"),
        ("Recommendation 12: Fenshire Police should", "12"),
        ("Recommendation No. 4", "4"),
        ("RECOMMENDATION 2 (from an IMR)", "2"),
        ("Theme 1 – Information sharing", "1"),
        ("Recommendations", ""),
        ("The third recommendation 3", ""),
    ],
)
def test_a_line_that_heads_an_item_gives_its_number(text: str, number: str) -> None:
    assert item_number(text, lexicon_for(vocabulary())) == number


_PROSE = (
    "The review looked at what each agency knew and at what each agency did, and it set out the account below so that "
    "others can learn from it."
)
_ROLES = ["introduction", "terms-of-reference", "methodology", "analysis", "conclusions", "lessons", "recommendations"]
_PRINTED = ["Introduction", "Terms of Reference", "Methodology", "Analysis", "Conclusions", "Lessons to be learned"]
_PRINTED.append("Recommendations")
_STYLES = {
    "markdown": "## {heading}",
    "numbered": "## {number}. {heading}",
    "bold": "**{heading}**",
    "capitals": "{upper}",
    "bold and numbered": "**{number}. {heading}**",
    "sections": "## Section {number}: {heading}",
}


@pytest.mark.parametrize("style", list(_STYLES))
def test_sections_are_found_in_every_style_of_heading(style: str) -> None:
    lines = ["# Domestic Homicide Review", "", "# Overview Report", ""]
    for number, heading in enumerate(_PRINTED, start=1):
        lines += [_STYLES[style].format(heading=heading, number=number, upper=heading.upper()), "", _PROSE, ""]
    facts = facts_of("\n".join(lines))
    assert facts.kinds == ("overview-report",)
    assert [role for role in roles_of(facts) if role != "title-page"] == _ROLES


def test_a_plain_line_that_says_nothing_but_a_role_is_a_heading_if_text_follows() -> None:
    facts = facts_of(f"Overview report\n\nTerms of Reference\n\n{_PROSE}\n\nMethodology\n\n{_PROSE}\n")
    assert [r for r in roles_of(facts) if r != "title-page"] == ["terms-of-reference", "methodology"]


def test_short_lines_of_a_list_are_not_headings() -> None:
    facts = facts_of(
        "# Dissemination\n\n- The family\n- Recommendations\n- Panel\n\nThe report goes to all of these.\n"
    )
    assert roles_of(facts) == ["dissemination"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Section Three: Summary of facts", "background"),
        ("Section Five: Cross-cutting themes", "analysis"),
        ("5. Agency by agency", "analysis"),
        ("How services responded", "analysis"),
        ("WHAT EACH AGENCY DID AND THE PANEL'S ANALYSIS", "analysis"),
        ("Part 4: What Maya's father and friend said", "family-involvement"),
        ("The person Maya was", "pen-portrait"),
        ("Chronological account of events", "chronology"),
        ("Closing comments", "conclusions"),
        ("Multi-agency learning", "lessons"),
    ],
)
def test_headings_in_other_words_and_with_the_number_of_a_section(heading: str, role: str) -> None:
    found = facts_of(f"# {heading}\n\nShe had rung twice.\n", kind="overview-report").sections
    assert [section.roles for section in found if section.heading == heading] == [(role,)]
