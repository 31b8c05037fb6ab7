"""Recommendations, numbered and not, and to whom each is put."""

from __future__ import annotations

import pytest

from dhr_qa.review.bodies import addressee, sort_of
from dhr_qa.review.lexicon import lexicon_for
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

_HEAD = "# Overview report\n\n# Recommendations\n\n"


def _found(text: str) -> list[tuple[str, str]]:
    return [(rec.number, rec.addressee) for rec in facts_of(_HEAD + text).recommendations]


def test_a_numbered_list_with_an_introduction() -> None:
    found = _found(
        "The panel made the following recommendations:\n\n1. Fenshire Police should audit its referrals.\n"
        "2. Fenshire County Council should train its housing officers.\n"
    )
    assert found == [("1", "Fenshire Police"), ("2", "Fenshire County Council")]


def test_headings_with_the_text_below() -> None:
    facts = facts_of(
        _HEAD
        + "## Recommendation 1\n\nFenshire Police should audit its referrals.\n\nIt should publish the result.\n\n"
        "## Recommendation 2\n\nThe Home Office should review its guidance.\n"
    )
    assert [(r.number, r.addressee) for r in facts.recommendations] == [("1", "Fenshire Police"), ("2", "Home Office")]
    assert facts.recommendations[0].text == "Fenshire Police should audit its referrals.\nIt should publish the result."


def test_numbers_typed_in_the_line() -> None:
    facts = facts_of(
        _HEAD + "Recommendation 1: Fenshire Police should audit.\n\nRecommendation 2: The CSP should publish a plan.\n"
    )
    assert [(r.number, r.text) for r in facts.recommendations] == [
        ("1", "Fenshire Police should audit."),
        ("2", "The CSP should publish a plan."),
    ]
    for rec in facts.recommendations:
        assert facts.document.blocks[rec.block].text[rec.start : rec.end] == rec.text


def test_bullets_below_a_number_belong_to_it() -> None:
    facts = facts_of(
        _HEAD + "1. Fenshire Police should:\n   - audit its referrals each quarter\n   - train its officers\n"
        "2. The Trust should review its policy.\n"
    )
    assert [r.number for r in facts.recommendations] == ["1", "2"]
    assert "train its officers" in facts.recommendations[0].text


def test_lists_of_single_agencies_below_the_numbered_ones() -> None:
    facts = facts_of(
        _HEAD + "## Multi-agency recommendations\n\n"
        "**Recommendation 1:** The Home Office should review its guidance.\n\n"
        "**Recommendation 2:** Fenshire Council should publish a plan.\n\n## Single agency recommendations\n\n"
        "Fenshire Police\n\n- Audit all referrals every month.\n- Train all of its officers.\n\n"
        "Fenmarch Hospitals NHS Trust\n\n- Open a private room for patients.\n"
    )
    assert [(r.number, r.addressee) for r in facts.recommendations] == [
        ("1", "Home Office"), ("2", "Fenshire Council"), ("", "Fenshire Police"), ("", "Fenshire Police"),
        ("", "Fenmarch Hospitals NHS Trust"),
    ]  # fmt: skip


def test_bullets_alone_are_recommendations() -> None:
    found = _found("- Fenshire Police should audit its referrals.\n- All agencies should raise awareness of abuse.\n")
    assert found == [("", "Fenshire Police"), ("", "All agencies")]


def test_plain_paragraphs_that_say_should() -> None:
    found = _found(
        "The panel thought hard about what would help.\n\nFenshire Police should audit its referrals.\n\n"
        "Fenshire County Council must publish a plan.\n"
    )
    assert found == [("", "Fenshire Police"), ("", "Fenshire County Council")]


def test_the_heading_names_the_body_where_the_text_does_not() -> None:
    facts = facts_of(
        _HEAD + "## Fenshire Hospitals NHS Foundation Trust\n\n1. Audit routine enquiry each year.\n2. Train every "
        "midwife in it.\n"
    )
    assert {r.addressee for r in facts.recommendations} == {"Fenshire Hospitals NHS Foundation Trust"}


def test_a_table() -> None:
    found = _found(
        "| No | Recommendation | Agency |\n|---|---|---|\n| 1 | Audit referrals each quarter | Fenshire Police |\n"
        "| 2 | Train every midwife | Fenshire Hospitals |\n"
    )
    assert found == [("1", "Fenshire Police"), ("2", "Fenshire Hospitals")]


def test_a_plan_gives_no_recommendations_of_its_own() -> None:
    facts = facts_of(
        "# Action Plan\n\n| Recommendation | Action | Lead agency | Target date |\n|---|---|---|---|\n"
        "| 1. Audit | Audit | Fenshire Police | May 2027 |\n"
    )
    assert facts.recommendations == ()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Home Office should work with Fenshire Police.", "Home Office"),
        ("Fenshire Police and partners should share it.", "Fenshire Police"),
        ("Fenshire Police and Fenshire County Council should share it.", "Fenshire Police and Fenshire County Council"),
        ("It is recommended that Fenshire Council reviews its policy.", "Fenshire Council"),
        ("Adult social care should review its policy.", "Adult social care"),
        ("Review the policy each year.", ""),
        (
            "To ensure that Fenshire Community Safety Partnership publishes a plan.",
            "Fenshire Community Safety Partnership",
        ),
    ],
)
def test_addressee(text: str, body: str) -> None:
    assert addressee(text, lexicon_for(vocabulary())) == body


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Fenshire Constabulary", "police"),
        ("Fenshire Women’s Aid", "specialist-da"),
        ("Fenshire Independent Domestic Violence Advisor Service", "specialist-da"),
        ("Fenshire Domestic Abuse and Sexual Violence Partnership", "da-partnership"),
        ("Safer Fenshire Partnership", "csp"),
        ("Fenshire County Council Adult Social Care", "adult-social-care"),
        ("Fenshire County Council Social Care (Children)", "children-social-care"),
        ("Fenshire Children's Services", "children-social-care"),
        ("Fenshire Hospitals NHS Foundation Trust", "health"),
        ("Fenshire Mental Health NHS Trust", "mental-health"),
        ("East Fenshire Ambulance Service NHS Trust", "ambulance"),
        ("Fenshire Integrated Care Board", "health-commissioner"),
        ("Fenton Medical Practice", "gp"),
        ("The Probation Service", "probation"),
        ("Crown Prosecution Service", "cps"),
        ("Fenshire Homes", "housing"),
        ("Fenton Academy", "education"),
        ("Fenshire Fire and Rescue Service", "fire"),
        ("Fenshire Drug and Alcohol Service", "substance"),
        ("Fenshire County Council", "council"),
        ("Home Office", "government"),
        ("The Lantern", ""),
    ],
)
def test_sort_of_a_body(name: str, sort: str) -> None:
    assert sort_of(name, lexicon_for(vocabulary())) == sort
