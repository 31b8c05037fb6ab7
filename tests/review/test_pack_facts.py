"""Facts that the comparison of papers rests on: cover notes, spelled-out acronyms, dates of trial and sentence."""

from __future__ import annotations

import pytest

from dhr_qa.review.acronyms import stands_for
from tests.review.making import facts_of

NOTE = """\
Fenmarch Community Safety Partnership

12 October 2026

Dear colleague,

Please find enclosed the overview report, the executive summary and the action plan of this review.

Yours faithfully,

Tom Ferriby
"""
CHANGES = "# Changes made in response to the Home Office letter\n\n| Point | Change |\n|---|---|\n| 1 | Done |\n"
LETTER = """\
Dear Tom,

Thank you for submitting the overview report and the action plan. The QA panel considered it in May 2026.

I would be grateful if you could send it again.

Yours sincerely
"""
REPORT = "# Overview report\n\n# Introduction\n\nMaya died.\n\nWith kind regards.\n\n# Conclusions\n\nIt ends.\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (NOTE, ("cover-note",)),
        (CHANGES, ("cover-note",)),
        ("# Cover letter\n\nThe papers of the review.\n", ("cover-note",)),
        (LETTER, ("feedback-letter",)),  # although its first lines name a report and a plan
        (REPORT, ("overview-report",)),
        (f"{REPORT}\n{LETTER}", ("overview-report", "feedback-letter")),
    ],
)
def test_letters_and_notes_are_told_from_reports(text: str, kinds: tuple[str, ...]) -> None:
    assert facts_of(text).kinds == kinds


@pytest.mark.parametrize(
    ("acronym", "words", "fits"),
    [
        ("IMR", "individual management review", True),
        ("MARAC", "multi-agency risk assessment conference", True),
        ("CPFT", "Cambridgeshire and Peterborough NHS Foundation Trust", True),
        ("IDVA", "Independent Domestic Violence Service", False),
        ("DVA", "domestic abuse and violence", False),
        ("DASH", "checklist that officers use", False),
    ],
)
def test_letters_that_follow_their_words(acronym: str, words: str, fits: bool) -> None:
    assert stands_for(acronym, words) is fits


def test_every_spelling_of_an_acronym_has_its_place() -> None:
    text = "# Report\n\nAn individual management review (IMR).\n\nIndividual management reports (IMRs) came.\n"
    known = next(each for each in facts_of(text).acronyms if each.acronym == "IMR")
    assert [(words.casefold(), block) for words, block, _ in known.spelled] == [
        ("individual management review", 1), ("individual management reports", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Daniel was convicted of murder in April 2025 and sentenced to life imprisonment.", ["trial"]),
        ("He was convicted in April 2025 and was sentenced in May 2025.", ["trial", "sentence"]),
        ("He was sentenced in May 2025 to life imprisonment.", ["sentence"]),
    ],
)
def test_a_date_is_that_of_the_nearer_event(sentence: str, expected: list[str]) -> None:
    events = facts_of(f"# Overview report\n\n# Parallel reviews\n\n{sentence}\n").events
    assert sorted({event.name for event in events}) == sorted(expected)
