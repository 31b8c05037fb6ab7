"""The tree of sections: nesting by role and number, inheritance, the title page."""

from __future__ import annotations

from dhr_qa.review.facts import Facts, Section
from tests.review.making import facts_of

_PROSE = "The panel considered the contact that each agency had and what was known to it at the time in question."


def _section(facts: Facts, role: str) -> Section:
    return next(s for s in facts.sections if role in s.roles)


def test_a_title_page_is_everything_before_the_first_section() -> None:
    facts = facts_of(
        "# Fenshire Community Safety Partnership\n\nOverview report into the death of Anna\n\nMay 2022\n\n"
        f"# Introduction\n\n{_PROSE}\n"
    )
    title = _section(facts, "title-page")
    assert (title.first, title.heading_block) == (0, None)
    assert facts.roles_at(1) == ("title-page",)
    assert facts.roles_at(0) == ("title-page",)


def test_subsections_without_a_role_inherit_it() -> None:
    facts = facts_of(f"# Analysis\n\n{_PROSE}\n\n## Fenshire Police\n\n{_PROSE}\n\n# Conclusions\n\n{_PROSE}\n")
    police = next(s for s in facts.sections if s.heading == "Fenshire Police")
    assert (police.roles, police.inherited, police.how) == ((), ("analysis",), "")
    assert facts.sections[police.parent or 0].roles == ("analysis",)
    analysis = _section(facts, "analysis")
    assert analysis.last == _section(facts, "conclusions").first
    assert facts.roles_at(police.first + 1) == ("analysis",)


def test_headings_all_of_one_level_go_on_with_the_section_that_has_a_role() -> None:
    facts = facts_of(f"# Analysis\n\n{_PROSE}\n\n# Fenshire Police\n\n{_PROSE}\n\n# Conclusions\n\n{_PROSE}\n")
    police = next(s for s in facts.sections if s.heading == "Fenshire Police")
    assert police.inherited == ("analysis",)
    assert facts.sections[police.parent or 0].last == police.last == _section(facts, "conclusions").first


def test_a_role_does_not_stand_inside_another_because_of_a_wrong_level() -> None:
    facts = facts_of(
        f"# Contents\n\n#### Introduction\n\n{_PROSE}\n\n## The panel\n\n{_PROSE}\n\n#### Conclusions\n\n{_PROSE}\n"
    )
    assert all(s.parent is None for s in facts.sections)
    assert _section(facts, "panel").last == _section(facts, "conclusions").first


def test_numbers_put_a_section_inside_another() -> None:
    facts = facts_of(
        f"# 1. Introduction\n\n{_PROSE}\n\n## 1.1 Timescales\n\n{_PROSE}\n\n## 1.2 Equality and diversity\n\n"
        f"{_PROSE}\n\n"
        f"# 2. Background\n\n{_PROSE}\n"
    )
    introduction = _section(facts, "introduction")
    for role in ("timescales", "equality"):
        inner = _section(facts, role)
        assert facts.sections[inner.parent or 0] is introduction
        assert introduction.first < inner.first < inner.last <= introduction.last


def test_words_are_those_below_the_heading() -> None:
    facts = facts_of("# Conclusions\n\nOne two three.\n\n## More\n\nFour five.\n")
    assert _section(facts, "conclusions").words == 6


def test_two_roles_in_one_heading() -> None:
    facts = facts_of(f"# Key findings and conclusions\n\n{_PROSE}\n")
    assert facts.sections[0].roles == ("key-issues", "conclusions")


def test_recommendation_headings_stand_in_the_recommendations_whatever_their_level() -> None:
    facts = facts_of(
        f"## Recommendations\n\n{_PROSE}\n\n# Recommendation 1\n\n{_PROSE}\n\n# Recommendation 2\n\n{_PROSE}\n"
    )
    first, second = (s for s in facts.sections if s.heading.startswith("Recommendation "))
    assert first.inherited == second.inherited == ("recommendations",)
    assert first.last == second.first


def test_text_before_any_heading_is_a_section_too() -> None:
    facts = facts_of(f"{_PROSE * 20}\n\n# Conclusions\n\n{_PROSE}\n")
    assert facts.sections[0].heading_block is None
    assert facts.section_at(0) is facts.sections[0]


def test_contents_without_a_heading_of_their_own_are_a_section() -> None:
    facts = facts_of(
        "Fenshire Community Safety Partnership\n\nOverview report into the death of Anna, 2022\n\n"
        "Introduction ........ 2\n\nAnalysis ........ 4\n\nRecommendations ........ 9\n\n"
        f"# Introduction\n\n{_PROSE}\n\n# Analysis\n\n{_PROSE}\n\n# Recommendations\n\n{_PROSE}\n"
    )
    contents = _section(facts, "contents")
    assert (contents.first, contents.last) == (2, _section(facts, "introduction").first)
    assert _section(facts, "title-page").last == contents.first


def test_an_empty_document_has_no_sections() -> None:
    facts = facts_of("")
    assert facts.sections == ()
    assert facts.kinds in ((), ("overview-report",))
