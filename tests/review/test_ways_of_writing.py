"""Ways of writing that good reports have, and what is understood of them."""

from __future__ import annotations

import pytest

from dhr_qa.documents.labels import split_label
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.review.ages import find_ages
from dhr_qa.review.cells import status_words
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.read import read_facts
from tests.review.making import facts_of, roles_of
from tests.review.vocab import vocabulary

_TOLD = "# Overview report\n\nReport into the death of Nadia.\n\n"
_KEY = (
    "# Confidentiality\n\n| Pseudonym | Relationship to Nadia |\n|---|---|\n"
    "| Nadia | - |\n| Owen | Brother |\n| Gareth | Husband |\n\n"
)


def _people(facts: Facts) -> dict[str, str]:
    return {person.name: person.role for person in facts.people}


def _numbers(text: str) -> list[str]:
    return [each.number for each in facts_of(text, "overview-report").recommendations]


def test_who_died_and_who_killed_is_told_by_sentences_where_the_key_leaves_it_open() -> None:
    told = "# Introduction\n\nNadia was killed by her husband, Gareth. Gareth was convicted of murder.\n\n"
    assert _people(facts_of(_TOLD + told + _KEY)) == {"Nadia": "victim", "Owen": "family", "Gareth": "perpetrator"}


def test_a_key_that_says_who_killed_is_believed() -> None:
    key = _KEY.replace("| Gareth | Husband |", "| Gareth | Husband and perpetrator |\n| Lee | Former partner |")
    told = "# Introduction\n\nNadia began a relationship with Lee.\n\n"
    assert _people(facts_of(_TOLD + told + key))["Lee"] == "other-subject"


def test_lines_of_a_key_may_be_numbered_paragraphs() -> None:
    lines = "10. Margaret – the victim, aged 81\n\n11. Peter – Margaret's son and the perpetrator, aged 52\n\n"
    facts = facts_of(f"# Overview report\n\n# Confidentiality\n\n{lines}12. Iris and Joan – Margaret's sisters\n")
    assert _people(facts) == {"Margaret": "victim", "Peter": "perpetrator", "Iris": "family", "Joan": "family"}
    assert {(age.name, age.amount) for age in find_ages(facts, vocabulary())} == {("Margaret", 81), ("Peter", 52)}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Nadia: a pen portrait", "pen-portrait"),
        ("About Nadia", "pen-portrait"),
        ("The involvement of Nadia's family, friends and others", "family-involvement"),
    ],
)
def test_a_heading_may_name_the_person_who_died(heading: str, role: str) -> None:
    assert role in roles_of(facts_of(f"{_TOLD}# {heading}\n\nShe is missed.\n"))


def test_a_heading_of_another_person_is_no_portrait() -> None:
    assert "pen-portrait" not in roles_of(facts_of(f"{_TOLD}# About Gareth\n\nHe was arrested.\n"))


def test_recommendations_behind_paragraph_numbers_have_their_own_numbers() -> None:
    lines = "".join(
        f"21.{n + 1} Recommendation {n}: Fenshire Police should audit its records of kind {n}.\n\n" for n in (1, 2, 3)
    )
    assert _numbers(f"# Recommendations\n\n21.1 The panel has considered what follows.\n\n{lines}") == ["1", "2", "3"]


def test_recommendations_with_a_letter_and_a_number() -> None:
    text = (
        "# Recommendations\n\n**Fenshire Police**\n\nR1. Audit all records yearly.\n\nR2. Train every officer by May.\n"
    )
    assert _numbers(text) == ["R1", "R2"]
    assert split_label("R1. Audit all records") == ("R1", 4)


def test_a_numbered_paragraph_that_leads_to_a_list_is_no_recommendation() -> None:
    text = (
        "# Recommendations\n\n18.1 The panel's recommendations, which include those of agencies, are these.\n\n"
        "1. Fenshire Police should audit all records.\n\n2. Fenshire Council should train all staff.\n"
    )
    assert _numbers(text) == ["1", "2"]


def test_a_paragraph_below_a_table_of_recommendations_is_none() -> None:
    text = (
        "# Recommendations\n\n| No. | Recommendation | To |\n|---|---|---|\n"
        "| 1 | Audit all records of abuse each year | Fenshire Police |\n| 2 | Train all staff | Fenshire Council |\n\n"
        "18.3 The agencies' own recommendations concern training and the recording of language.\n"
    )
    found = facts_of(text, "overview-report").recommendations
    assert [(each.number, each.addressee) for each in found] == [("1", "Fenshire Police"), ("2", "Fenshire Council")]


def test_a_column_of_the_plan_may_hold_recommendation_and_action() -> None:
    (action,) = facts_of(
        "# Action plan\n\n| Recommendation and action | Lead | Target date | Outcome sought |\n|---|---|---|---|\n"
        "| R1. Audit all records of abuse | Fenshire Police | May 2027 | Fewer errors |\n",
        "action-plan",
    ).actions
    assert {"recommendation", "action", "outcome"} <= set(action.fields)


def test_a_date_does_not_split_a_status() -> None:
    words = status_words("Green – completed 30/04/2024", lexicon_for(vocabulary()))
    assert words == ("Green",)


def test_a_title_of_several_parts_leaves_the_appendix_to_the_report() -> None:
    facts = facts_of(
        "Executive summary, overview report and action plan\n\n# Contents\n\nExecutive summary\n\n"
        "# Executive summary\n\nThe process was short.\n\n"
        "# Overview report\n\n## Introduction\n\nThis is the report.\n\n# Appendix A: Terms of reference\n\n"
        "- Did agencies recognise the abuse?\n- Did agencies work together?\n- Were interpreters used?\n"
    )
    assert {term.kind for term in facts.terms} == {"overview-report"}


def test_a_sentence_about_the_report_is_no_title() -> None:
    facts = facts_of(
        "DHR Action Plan\n\nThis is a live document and should be read with the overview report.\n\n"
        "| No | Recommendation | What we will do | Who | By when |\n|---|---|---|---|---|\n"
        "| 1 | Fenshire Police should audit its records. | Audit | Fenshire Police | May 2027 |\n"
    )
    assert facts.kinds == ("action-plan",)


def test_the_coroner_and_the_date_behind_a_decision() -> None:
    facts = facts_of(
        "# Overview report\n\n# Timescales\n\nNadia died in July 2021. The coroner concluded, in November 2022, that "
        "she took her own life. The partnership decided on 24 November 2021 to hold a DHR and notified the Home Office "
        "on 29 November 2021.\n"
    )
    dates = [(each.name, each.when.earliest.isoformat()) for each in facts.events if each.when.earliest]
    assert ("decision", "2021-11-24") in dates
    assert {day for name, day in dates if name == "death"} == {"2021-07-01"}


def test_a_glossary_may_be_one_paragraph() -> None:
    facts = facts_of(
        "# Overview report\n\n# Introduction\n\nThe ICB and the DVDS were asked.\n\n# Abbreviations\n\n"
        "ICB – integrated care board; DVDS – Domestic Violence Disclosure Scheme\n"
    )
    assert {each.acronym for each in facts.acronyms if each.defined is not None} >= {"ICB", "DVDS"}


def test_a_body_that_no_list_knows_is_who_a_recommendation_is_put_to() -> None:
    facts = facts_of("# Recommendations\n\n1. Riverside Recovery should include questions on partners in its form.\n")
    assert [each.addressee for each in facts.recommendations] == ["Riverside Recovery"]


@pytest.mark.parametrize(
    "text",
    [
        "Victim: Dorothy, died March 2022\n\nThe report uses names selected by the daughter.",
        "Dorothy was eighty-two when she was killed by her husband.\n\nThe report uses names selected by the daughter.",
    ],
)
def test_the_victim_of_a_title_line_or_of_an_age_in_words_bears_a_pseudonym(text: str) -> None:
    facts = facts_of(f"# Overview report\n\n{text}\n\n# Analysis\n\nDorothy had rung twice. Dorothy was alone.\n")
    assert {(each.name, each.role, each.pseudonym) for each in facts.people} == {("Dorothy", "victim", True)}


def test_the_chair_who_chaired_and_wrote() -> None:
    facts = facts_of("# Overview report\n\nChaired and written by Ann Other\n\n# Analysis\n\nShe had rung twice.\n")
    assert {(each.name, each.role) for each in facts.people} == {("Ann Other", "chair"), ("Ann Other", "author")}


def test_a_pseudonym_in_the_name_of_a_file_is_no_real_name() -> None:
    text = "# Report\n\nThe names are pseudonyms. This is about the death of Ellie.\n\n# Analysis\n\nEllie rang.\n"
    named = parse_markdown(text, "penmorrow-ellie.md")
    facts = read_facts(named, vocabulary(), kind="overview-report")
    assert [each.name for each in facts.mentions if not each.allowed] == []
