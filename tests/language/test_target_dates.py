"""Target dates as action plans give them: what kind each is, which date counts, and what is wrong with it."""

from __future__ import annotations

import time

import pytest

from dhr_qa.language.target_dates import KINDS, Target, read_target
from dhr_qa.review.lexicon import lexicon_for
from tests.review.vocab import vocabulary


def read(text: str, year: int | None = None) -> Target:
    return read_target(text, lexicon_for(vocabulary()).list, year)


def day(target: Target) -> str:
    """The date that counts: its first and last day, or "" where there is none."""
    return f"{target.date.earliest}/{target.date.latest}" if target.date is not None else ""


JUNE_22, SEPT_23, MAR_27 = "2022-06-01/2022-06-30", "2023-09-01/2023-09-30", "2027-03-01/2027-03-31"

#: Written down before the code was: what a person takes each to mean.
BEFOREHAND = [
    ("By June 2022 then reviewed annually (June 2023)", "recurring", JUNE_22, ""),
    ("31st Sept 2023", "invalid", "", "impossible"),
    ("Q3 2022", "date", "2022-07-01/2022-09-30", ""),
    ("Spring 2024", "date", "2024-03-01/2024-05-31", "loose"),
    ("within six months of publication", "relative", "", "relative"),
    ("See target date against each recommendation", "reference", "", "elsewhere"),
    ("Ongoing", "ongoing", "", "no-date"),
    ("TBC", "missing", "", "missing"),
    ("COMPLETE 01/11/2023", "complete", "2023-11-01/2023-11-01", ""),
    ("By January 2022", "date", "2022-01-01/2022-01-31", ""),
    ("By June Sept 2023", "date", SEPT_23, "several"),
    ("By Dec 2023", "date", "2023-12-01/2023-12-31", ""),
    ("", "missing", "", "missing"),
    ("Immediate", "immediate", "", "no-date"),
    ("ASAP", "immediate", "", "no-date"),
    ("30 June", "date", "", "year"),
    ("June 2022 and ongoing", "recurring", JUNE_22, ""),
    ("Next quarter", "relative", "", "relative"),
    ("June 2022 (extended to March 2027)", "date", MAR_27, ""),
    ("June – September 2023", "range", "2023-06-01/2023-09-30", ""),
    ("Business as usual", "ongoing", "", "no-date"),
    ("as above", "reference", "", "elsewhere"),
    ("Within 12 weeks", "relative", "", "relative"),
    ("Annually", "recurring", "", "no-date"),
    ("Bу Septе mber 202 3", "date", SEPT_23, ""),
]

LATER = [
    ("3 March 2027", "date", "2027-03-03/2027-03-03", ""),
    ("03/03/2027", "date", "2027-03-03/2027-03-03", ""),
    ("3.3.27", "date", "2027-03-03/2027-03-03", ""),
    ("March 2027", "date", MAR_27, ""),
    ("End of March 2027", "date", MAR_27, ""),
    ("by the end of 2027", "date", "2027-01-01/2027-12-31", ""),
    ("2027", "date", "2027-01-01/2027-12-31", "loose"),
    ("2026/27", "date", "2026-04-01/2027-03-31", "loose"),
    ("By end of financial year 2026/27", "date", "2026-04-01/2027-03-31", ""),
    ("Autumn 2026", "date", "2026-09-01/2026-11-30", "loose"),
    ("Quarter 4 2026/27", "date", "2027-01-01/2027-03-31", ""),
    ("29 February 2023", "invalid", "", "impossible"),
    ("31/11/2026", "invalid", "", "impossible"),
    ("12/31/2026", "invalid", "", "impossible"),
    ("June 2022 / September 2023", "date", JUNE_22, "several"),
    ("June 2022 or September 2023", "date", JUNE_22, "several"),
    ("Policy: June 2022\nTraining: September 2023", "date", SEPT_23, ""),
    ("Policy agreed by June 2022 and staff trained by September 2023", "date", SEPT_23, ""),
    ("Original June 2022; now September 2023", "date", SEPT_23, ""),
    ("June 2022, revised to September 2023", "date", SEPT_23, ""),
    ("June 2022 then quarterly", "recurring", JUNE_22, ""),
    ("Quarterly from June 2022", "recurring", JUNE_22, ""),
    ("From June 2022", "recurring", JUNE_22, ""),
    ("Commenced 18/11/21", "recurring", "2021-11-18/2021-11-18", ""),
    ("June 2022 onwards", "recurring", JUNE_22, ""),
    ("Ongoing – first review June 2022", "recurring", JUNE_22, ""),
    ("Every six months", "recurring", "", "no-date"),
    ("Continuous", "ongoing", "", "no-date"),
    ("Completed", "complete", "", ""),
    ("Done", "complete", "", ""),
    ("Completed May 2026", "complete", "2026-05-01/2026-05-31", ""),
    ("March 2027 (completed)", "date", MAR_27, ""),
    ("March 2027. Completed 3 May 2026", "date", MAR_27, ""),
    ("To be completed by March 2027", "date", MAR_27, ""),
    ("For completion March 2027", "date", MAR_27, ""),
    ("Not yet complete: March 2027", "date", MAR_27, ""),
    ("Complete by March 2027", "date", MAR_27, ""),
    ("With immediate effect", "immediate", "", "no-date"),
    ("As soon as possible", "immediate", "", "no-date"),
    ("Immediate – by March 2027", "date", MAR_27, ""),
    ("Date to be confirmed", "missing", "", "missing"),
    ("TBC March 2027", "date", MAR_27, ""),
    ("N/A", "missing", "", "missing"),
    ("-", "missing", "", "missing"),
    ("tba", "missing", "", "missing"),
    ("Three months after publication of the report", "relative", "", "relative"),
    ("6 months from sign off", "relative", "", "relative"),
    ("Within 6 months of publication (March 2027)", "date", MAR_27, ""),
    ("Next meeting of the board", "relative", "", "relative"),
    ("See above", "reference", "", "elsewhere"),
    ("See recommendation 3", "reference", "", "elsewhere"),
    ("Ditto", "reference", "", "elsewhere"),
    ("In due course", "unparsed", "", "no-date"),
    ("Short term", "unparsed", "", "no-date"),
    ("Subject to funding", "unparsed", "", "no-date"),
    ("By March", "date", "", "year"),
    ("end of September", "date", "", "year"),
    ("31st March", "date", "", "year"),
    ("May be reviewed", "unparsed", "", "no-date"),
    ("Between March and June 2027", "range", "2027-03-01/2027-06-30", ""),
    ("Jan-Mar 2027", "range", "2027-01-01/2027-03-31", ""),
    ("By Janua ry 2022", "date", "2022-01-01/2022-01-31", ""),
    ("COMPLET E19/04/20 23", "complete", "2023-04-19/2023-04-19", ""),
    ("Mar 27", "date", MAR_27, ""),
    ("By Mar-27", "date", MAR_27, ""),
    ("31st March 27", "date", "2027-03-31/2027-03-31", ""),
    ("03/27", "date", MAR_27, ""),
    ("1 April 2026 – 31 March 2027", "range", "2026-04-01/2027-03-31", ""),
    ("June 2022 to September 2023", "range", "2022-06-01/2023-09-30", ""),
    ("June 2022\nSeptember 2023", "date", JUNE_22, "several"),
    ("Started January 2022, due September 2023", "date", SEPT_23, ""),
    ("Complete – monitored quarterly", "complete", "", ""),
    ("In place", "complete", "", ""),
    ("March 2027 and then every year", "recurring", MAR_27, ""),
    ("By 3 March 2027 at 10:30", "date", "2027-03-03/2027-03-03", ""),
    ("Review date: March 2027", "recurring", MAR_27, ""),
    ("Ву March 2022", "date", "2022-03-01/2022-03-31", ""),
]


@pytest.mark.parametrize(("text", "kind", "date", "fault"), BEFOREHAND + LATER, ids=lambda value: str(value)[:40])
def test_what_people_write(text: str, kind: str, date: str, fault: str) -> None:
    found = read(text)
    assert (found.kind, day(found), found.fault) == (kind, date, fault)
    assert bool(found.problem) == bool(fault)


def test_every_kind_is_tried() -> None:
    assert {kind for _, kind, _, _ in BEFOREHAND + LATER} == set(KINDS)
    assert len(BEFOREHAND) >= 20
    assert len(BEFOREHAND + LATER) >= 60


def test_a_year_that_stands_beside_the_cell() -> None:
    assert day(read("By 30 June", 2027)) == "2027-06-30/2027-06-30"
    assert day(read("March", 2027)) == MAR_27
    assert read("31 September", 2027).fault == "impossible"
    assert day(read("March 2026", 2027)) == "2026-03-01/2026-03-31"


def test_what_is_beside_the_date() -> None:
    assert read("March 2027 (completed)").done
    assert read("Completed").done
    assert not read("To be completed by March 2027").done
    assert read("June 2022 then reviewed annually (June 2023)").again
    assert len(read("June 2022 then reviewed annually (June 2023)").dates) == 2
    assert read("Within six months of publication").based
    assert not read("Within six months").based


def test_words_that_say_what_is_wrong() -> None:
    assert read("31st Sept 2023").problem == "September 2023 has 30 days"
    assert read("Spring 2024").problem == "only a season is given"
    assert read("2027").problem == "only a year is given"
    assert read("30 June").problem == "the year is missing"


def test_a_very_long_cell_is_read_in_time() -> None:
    begun = time.process_time()
    read("by June and " * 20_000 + "then reviewed annually " * 5_000)
    assert time.process_time() - begun < 3
