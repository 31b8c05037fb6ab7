"""Acronyms, their uses and expansions."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Acronym
from tests.review.making import facts_of

_HEAD = "# Overview report\n\n# Methodology\n\n"


def _acronyms(text: str, head: str = _HEAD) -> dict[str, Acronym]:
    return {a.acronym: a for a in facts_of(head + text).acronyms}


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("The Individual Management Review (IMR) was late.", "IMR", "Individual Management Review"),
        ("Each Individual Management Review (IMRs) was late.", "IMR", "Individual Management Review"),
        ("the Independent Office for Police Conduct (IOPC)", "IOPC", "Independent Office for Police Conduct"),
        (
            "The MARAC (Multi-Agency Risk Assessment Conference) met.",
            "MARAC",
            "Multi-Agency Risk Assessment Conference",
        ),
        ("Domestic abuse and violence (DVA) is common.", "DVA", "Domestic abuse and violence"),
        ("a Multi-Agency Safeguarding Hub (“MASH”)", "MASH", "Multi-Agency Safeguarding Hub"),
        ("the Ministry of Justice (MoJ)", "MoJ", "Ministry of Justice"),
    ],
)
def test_definitions(text: str, short: str, words: str) -> None:
    assert _acronyms(text)[short].expansions == (words,)


def test_uses_first_use_and_definition() -> None:
    found = _acronyms(
        "The IMR came late.\n\nAn Individual Management Review (IMR) is long. IMRs help; an IMR's author too.\n"
    )["IMR"]
    assert found.uses == 4
    assert found.first_use == (2, 4)
    assert found.defined == (3, 3)


def test_two_expansions_are_both_kept() -> None:
    found = _acronyms(
        "Individual Management Reviews (IMRs) and Internal Management Reports (IMRs).\n\nIndividual management "
        "review (IMR)."
    )
    assert found["IMR"].expansions == ("Individual Management Reviews", "Internal Management Reports")


def test_an_acronym_that_nobody_explains_has_no_expansion() -> None:
    found = _acronyms("The MATAC met. The NHS helped.")
    assert (found["MATAC"].expansions, found["MATAC"].defined, found["MATAC"].common) == ((), None, False)
    assert found["NHS"].common


@pytest.mark.parametrize(
    "text",
    [
        "Part II and Part IV were read.",
        "This is NOT complete, and it is not long.",
        "DOMESTIC HOMICIDE REVIEW PANEL FOR FENSHIRE",
        "The postcode is SW1A 2AA and the file is ABC-123.",
        "See www.FEN.example or WRITE@FEN.example for more.",
    ],
)
def test_other_capitals_are_no_acronyms(text: str) -> None:
    assert _acronyms(text) == {}


def test_pseudonyms_that_are_initials_are_no_acronyms() -> None:
    assert _acronyms("This is about the death of TL. TL lived in Fenton.") == {}


def test_a_definition_does_not_run_over_cells() -> None:
    found = _acronyms("| A | B |\n|---|---|\n| Fenshire Domestic Abuse | Service (FDAS) |\n")
    assert found["FDAS"].expansions == ()


@pytest.mark.parametrize(
    "text",
    [
        "| Acronym | Meaning |\n|---|---|\n| IMR | Individual Management Review |\n",
        "IMR – Individual Management Review\n\nCSP – Community Safety Partnership\n",
        "- IMR: Individual Management Review\n- CSP: Community Safety Partnership\n",
    ],
)
def test_a_glossary(text: str) -> None:
    found = _acronyms(text, "# Overview report\n\n# Methodology\n\nThe IMR was late.\n\n# Glossary\n\n")["IMR"]
    assert found.expansions == ("Individual Management Review",)
    assert found.first_use == (2, 4)
    assert found.defined is not None
    assert found.defined > found.first_use


def test_words_in_brackets_that_do_not_fit_are_no_expansion() -> None:
    assert _acronyms("The IMR (see the annex for details) was late.")["IMR"].expansions == ()
