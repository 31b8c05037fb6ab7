"""The last contacts before a death, and whether the analysis takes them up."""

from __future__ import annotations

import pytest

from dhr_qa.review.last_contacts import find_last_contacts
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

ANALYSIS = (
    "Officers looked for injuries in the spring of 2020 and found none. They had much to do. One of them had received "
    "a forty-minute session on the subject. The record shows a professional hearing a description and lacking a name. "
) * 5


def contacts(told: str, analysis: str = "", died: str = "September 2024") -> list[tuple[str, bool]]:
    text = (
        f"# Domestic Homicide Review\n\nMaya died in {died}.\n\n# Chronology\n\n{told}\n\n"
        f"# Analysis\n\n{ANALYSIS}\n\n{analysis}\n"
    )
    found = find_last_contacts(facts_of(text), vocabulary())
    return [(contact.text, contact.taken_up) for contact in found]


GARDEN = "In September 2024 Maya told the police that Daniel had come to her garden."


@pytest.mark.parametrize(
    ("analysis", "taken_up"),
    [
        ("", False),
        ("The police did nothing with what she said in September 2024.", True),
        ("In the last days of her life nobody looked at the whole.", True),
        ("That Daniel had come into the garden should have led to an arrest.", True),
        ("Her mother speaks of the choir that Maya lost.", False),
    ],
)
def test_what_takes_a_contact_up(analysis: str, taken_up: bool) -> None:
    assert contacts(GARDEN, analysis) == [(GARDEN, taken_up)]


def test_two_telling_words_take_it_up() -> None:
    told = "In September 2024 Maya reported that dead flowers had been left on her windscreen."
    assert contacts(told, "Nobody asked who had left flowers on a windscreen.") == [(told, True)]


@pytest.mark.parametrize(
    "told",
    [
        "In August 2024 Maya told the police that Daniel had come to her garden.",  # may be sixty days before
        "In 2024 Maya told the police that Daniel had come to her garden.",
        "In October 2024 the police were contacted by her sister.",  # after the death
        "In September 2024 the neighbours painted a fence.",  # no contact
        "In September 2024 a neighbour called 999. Officers found Maya with fatal injuries.",
        "In September 2024 Daniel was charged with murder after officers were called.",
    ],
)
def test_what_is_no_last_contact(told: str) -> None:
    assert contacts(told) == []


def test_days_are_counted_where_both_dates_are_days() -> None:
    day = "On {} Maya told the police that Daniel had come to her garden."
    assert len(contacts(day.format("20 August 2024"), died="on 10 September 2024")) == 1
    assert contacts(day.format("1 August 2024"), died="on 10 September 2024") == []


def test_the_words_alone_may_say_that_it_was_the_last_days() -> None:
    told = "Maya rang the police in the days immediately before her death. She said that he would make her regret it."
    assert contacts(told, died="2024") == [(told, False)]


def test_an_analysis_of_a_few_lines_cannot_take_up_everything() -> None:
    died = "# Domestic Homicide Review\n\nMaya died in September 2024."
    text = f"{died}\n\n# Chronology\n\n{GARDEN}\n\n# Analysis\n\nShort.\n"
    assert find_last_contacts(facts_of(text), vocabulary()) == ()
