"""What a file is, and where in it one kind of document ends and the next begins."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Facts
from tests.review.making import facts_of

_PROSE = "The panel considered the contact that each agency had and what was known to it at the time in question. " * 3
_PLAN = "| Action | Lead agency | Target date |\n|---|---|---|\n| Audit referrals | Fenshire Police | June 2027 |\n"
_LETTER = (
    "Ann Other\n\nFenshire County Council\n\n3 May 2023\n\nDear Ann,\n\nThank you for submitting the report (Anna) for "
    "Fenshire Community Safety Partnership to the Home Office Quality Assurance (QA) Panel. The report was "
    "considered in "
    "April 2023.\n\nThe QA Panel felt that the report was clear. The Home Office would be grateful for a copy.\n\n"
    "Yours sincerely,\n\nBen Writer\n"
)


def _kinds(facts: Facts) -> list[str]:
    return [region.kind for region in facts.regions]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Domestic Homicide Review Overview Report", "overview-report"),
        ("Domestic Homicide Review Executive Summary", "executive-summary"),
        ("Domestic Homicide Overview Report Executive Summary regarding the death of Anna", "executive-summary"),
        ("Executive Summary of the Overview Report", "executive-summary"),
        ("Report of the Domestic Homicide Review Panel into the death of Anna", "overview-report"),
        ("Fenshire DHR Action Plan", "action-plan"),
        ("Overview Report\n\n# Executive Summary", "executive-summary"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    facts = facts_of(f"# {title}\n\nMay 2022\n\n## Introduction\n\n{_PROSE}\n\n## Conclusions\n\n{_PROSE}\n")
    assert _kinds(facts) == [kind]


def test_one_file_may_hold_a_summary_a_plan_and_a_letter() -> None:
    facts = facts_of(
        f"# Executive Summary\n\n# Introduction\n\n{_PROSE}\n\n# Recommendations\n\n1. Fenshire Police should "
        f"train staff.\n\n"
        f"# Appendix A: Action Plan\n\n{_PLAN}\n\n# Appendix B: Home Office Feedback Letter\n\n{_LETTER}"
    )
    assert _kinds(facts) == ["executive-summary", "action-plan", "feedback-letter"]
    plan = facts.document.tables[0]
    assert facts.kind_at(plan.first) == "action-plan"
    assert facts.kind_at(len(facts.document.blocks) - 1) == "feedback-letter"
    assert facts.regions[0].last == facts.regions[1].first


def test_a_summary_in_front_of_the_report_ends_where_the_sections_begin_again() -> None:
    facts = facts_of(
        f"# Domestic Homicide Review Overview Report\n\n# Executive Summary\n\n## Introduction\n\n{_PROSE}\n\n## "
        f"Conclusions\n\n"
        f"{_PROSE}\n\n# Overview Report\n\n## Introduction\n\n{_PROSE}\n\n## Analysis\n\n{_PROSE}\n"
    )
    assert _kinds(facts) == ["executive-summary", "overview-report"]
    assert [s.kind for s in facts.sections if "conclusions" in s.roles] == ["executive-summary"]
    assert [s.kind for s in facts.sections if "analysis" in s.roles] == ["overview-report"]


def test_a_summary_chapter_of_a_report_ends_with_its_own_text() -> None:
    facts = facts_of(
        f"# Overview Report\n\n# Contents\n\n# 1. Executive Summary\n\n{_PROSE * 5}\n\n# 2. Introduction\n\n"
        f"{_PROSE}\n\n"
        f"# 3. Conclusions\n\n{_PROSE}\n"
    )
    assert _kinds(facts) == ["overview-report", "executive-summary", "overview-report"]
    assert {s.kind for s in facts.sections if set(s.roles) & {"introduction", "conclusions"}} == {"overview-report"}


def test_a_plan_without_a_heading_is_cut_out_of_the_report() -> None:
    facts = facts_of(f"# Overview Report\n\n# Conclusions\n\n{_PROSE}\n\n# Next steps\n\n{_PLAN}\n\n{_PROSE}\n")
    assert _kinds(facts) == ["overview-report", "action-plan", "overview-report"]
    assert len(facts.actions) == 1


def test_an_appendix_after_the_plan_belongs_to_the_report_again() -> None:
    facts = facts_of(
        f"# Overview Report\n\n# Conclusions\n\n{_PROSE}\n\n# Appendix 1: Action Plan\n\n{_PLAN}\n\n"
        f"# Appendix 2: Glossary\n\nIMR – Individual Management Review\n\n{_PROSE}\n"
    )
    assert _kinds(facts) == ["overview-report", "action-plan", "overview-report"]


def test_headings_of_agencies_do_not_end_a_plan() -> None:
    facts = facts_of(f"# Overview Report\n\n# Action Plan\n\n{_PLAN}\n\n# Fenshire Hospitals NHS Trust\n\n{_PLAN}\n")
    assert _kinds(facts) == ["overview-report", "action-plan"]
    assert len(facts.actions) == 2


def test_a_letter_is_known_by_its_greeting_and_phrases() -> None:
    facts = facts_of(f"# Executive Summary\n\n# Conclusions\n\n{_PROSE}\n\n{_LETTER}")
    assert _kinds(facts) == ["executive-summary", "feedback-letter"]
    assert facts.document.blocks[facts.regions[1].first].text == "Ann Other"


def test_a_letter_alone() -> None:
    assert _kinds(facts_of(_LETTER)) == ["feedback-letter"]


def test_a_plan_alone_without_a_title() -> None:
    assert _kinds(facts_of(_PLAN)) == ["action-plan"]


def test_a_summary_without_a_title_is_known_by_what_it_says_of_itself() -> None:
    facts = facts_of(f"# Introduction\n\nThis summary outlines the process undertaken by the panel. {_PROSE}\n")
    assert _kinds(facts) == ["executive-summary"]


def test_a_kind_may_be_forced() -> None:
    facts = facts_of(f"# Executive Summary\n\n{_PROSE}\n\n# Action Plan\n\n{_PLAN}", kind="overview-report")
    assert _kinds(facts) == ["overview-report"]
    assert {s.kind for s in facts.sections} == {"overview-report"}


def test_a_note_under_the_title_that_names_another_paper_is_no_title() -> None:
    note = "The names Ann and Ben are pseudonyms, as in the overview report."
    facts = facts_of(f"# Fenshire Partnership\n\n## DHR 04: action plan, update of July 2024\n\n{note}\n\n{_PLAN}")
    assert _kinds(facts) == ["action-plan"]
