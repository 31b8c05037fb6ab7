"""Dates as people write them."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.scans import find_dates_healed, heal_breaks


def said(found: list[FoundDate]) -> list[tuple[str, str, str]]:
    return [(date.text, f"{date.earliest}/{date.latest}", date.precision) for date in found]


def one(text: str) -> FoundDate:
    (date,) = find_dates(text)
    return date


@pytest.mark.parametrize(
    "text",
    [
        "20 January 2020", "20th January 2020", "20th of January, 2020", "20 Jan 2020", "20 Jan. 2020", "20-Jan-2020",
        "20-Jan-20", "20 Jan '20", "January 20, 2020", "January 20th 2020", "20/01/2020", "20/1/20", "20.01.2020",
        "20.01.20", "20-01-2020", "2020-01-20", "20 JANUARY 2020", "20\u00a0January\u00a02020", "20 / 01 / 2020",
        "20th\nJanuary 2020", "20 Јаnuаrу 2020",
    ],
)  # fmt: skip
def test_days(text: str) -> None:
    date = one(f"on {text}, she")
    assert (date.earliest, date.latest, date.precision) == (datetime.date(2020, 1, 20),) * 2 + ("day",)
    assert date.text == text
    assert not date.problem


@pytest.mark.parametrize(
    ("text", "found", "span", "precision"),
    [
        ("in January 2020", "January 2020", "2020-01-01/2020-01-31", "month"),
        ("Jan 2021", "Jan 2021", "2021-01-01/2021-01-31", "month"),
        ("Sept. 2021.", "Sept. 2021", "2021-09-01/2021-09-30", "month"),
        ("mid-June 2021", "mid-June 2021", "2021-06-01/2021-06-30", "month"),
        ("late February 2024", "late February 2024", "2024-02-01/2024-02-29", "month"),
        ("the end of October 2022", "October 2022", "2022-10-01/2022-10-31", "month"),
        ("January '21", "January '21", "2021-01-01/2021-01-31", "month"),
        ("by 06/2022", "06/2022", "2022-06-01/2022-06-30", "month"),
        ("Q3 2022", "Q3 2022", "2022-07-01/2022-09-30", "quarter"),
        ("2022 Q3", "2022 Q3", "2022-07-01/2022-09-30", "quarter"),
        ("the third quarter of 2022", "third quarter of 2022", "2022-07-01/2022-09-30", "quarter"),
        ("Q1 2022/23", "Q1 2022/23", "2022-04-01/2022-06-30", "quarter"),
        ("Q4 2022/23", "Q4 2022/23", "2023-01-01/2023-03-31", "quarter"),
        ("Spring 2024", "Spring 2024", "2024-03-01/2024-05-31", "season"),
        ("the summer of 2021", "summer of 2021", "2021-06-01/2021-08-31", "season"),
        ("Winter 2022", "Winter 2022", "2022-12-01/2023-02-28", "season"),
        ("in 2021", "2021", "2021-01-01/2021-12-31", "year"),
        (" 2023 ", "2023", "2023-01-01/2023-12-31", "year"),
        ("the whole of 2020", "2020", "2020-01-01/2020-12-31", "year"),
        ("2021/22", "2021/22", "2021-04-01/2022-03-31", "year"),
        ("2019–20", "2019–20", "2019-04-01/2020-03-31", "year"),
        ("from 2013 to 2016", "2013 to 2016", "2013-01-01/2016-12-31", "range"),
        ("June–July 2021", "June–July 2021", "2021-06-01/2021-07-31", "range"),
        ("between May and December 2021", "May and December 2021", "2021-05-01/2021-12-31", "range"),
        ("Nov to Jan 2020", "Nov to Jan 2020", "2019-11-01/2020-01-31", "range"),
        ("12–14 March 2021", "12–14 March 2021", "2021-03-12/2021-03-14", "range"),
        ("5 January to 3 March 2021", "5 January to 3 March 2021", "2021-01-05/2021-03-03", "range"),
        ("28 December - 3 January 2021", "28 December - 3 January 2021", "2020-12-28/2021-01-03", "range"),
    ],
)
def test_less_than_a_day_and_more(text: str, found: str, span: str, precision: str) -> None:
    assert said(find_dates(text)) == [(found, span, precision)]


def test_several_dates() -> None:
    assert [date.text for date in find_dates("between January 2017 to January 2020")] == [
        "January 2017",
        "January 2020",
    ]
    assert [date.text for date in find_dates("between 2013 and 2016")] == ["2013", "2016"]
    assert [date.text for date in find_dates("20/01/2020-25/01/2020")] == ["20/01/2020", "25/01/2020"]
    assert [date.text for date in find_dates("5 Jun 2020/6 Jun 2020")] == ["5 Jun 2020", "6 Jun 2020"]
    assert said(find_dates("on 3, 10 and 17 March 2021")) == [
        ("3", "2021-03-03/2021-03-03", "day"),
        ("10", "2021-03-10/2021-03-10", "day"),
        ("17 March 2021", "2021-03-17/2021-03-17", "day"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "May said that April told June.", "She may march in 20 days.", "on 20 January", "by March 22.",
        "section 3.1.20 of the plan", "the Act 2004", "(Home Office 2016)", "from 1900 hours", "in 2000 hrs",
        "Tel 020 7035 4848", "on 5 May 12 officers attended", "30 September 20222", "11/1/12/2020", "DHR 03/2019",
        "in the 1990s", "2.3 years", "the score was 20/25", "135 DVPN applications", "aged 19", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "span", "problem"),
    [
        ("31st Sept 2023", "2023-09-01/2023-09-30", "September 2023 has 30 days"),
        ("29 February 2023", "2023-02-01/2023-02-28", "February 2023 has 28 days"),
        ("31/11/2021", "2021-11-01/2021-11-30", "November 2021 has 30 days"),
        ("0 May 2020", "2020-05-01/2020-05-31", "there is no day 0"),
        ("12/31/2020", "2020-12-01/2020-12-31", "there is no month 31; the day is written before the month"),
        ("40/13/2021", "2021-01-01/2021-12-31", "there is no month 13"),
        ("14-12 March 2021", "2021-03-01/2021-03-31", "the first day comes after the last"),
    ],
)
def test_impossible_dates_say_why(text: str, span: str, problem: str) -> None:
    date = one(text)
    assert (f"{date.earliest}/{date.latest}", date.problem) == (span, problem)


def test_leap_days_are_possible() -> None:
    assert one("29th February 2024").problem == ""


@pytest.mark.parametrize(
    ("text", "healed", "precision"),
    [
        ("By Septe mber 2022", "By September 2022", "month"),
        ("Janua\nry 202 2", "January 2022", "month"),
        ("COMPLET E19/04/20 23", "COMPLET E19/04/2023", "day"),
        ("01/11/202 3", "01/11/2023", "day"),
    ],
)
def test_dates_broken_by_a_scan(text: str, healed: str, precision: str) -> None:
    assert heal_breaks(text)[0] == healed
    (date,) = find_dates_healed(text)
    assert date.precision == precision
    assert text[date.start : date.end] == date.text
    assert date.earliest.year in (2022, 2023)


def test_healing_leaves_sound_text_alone() -> None:
    for text in ("On 20 January 2020 the 2 officers met 15 people.", "a march on 2 0 2", "2 019 calls"):
        assert heal_breaks(text)[0] == text
    assert find_dates_healed("in May 2020") == find_dates("in May 2020")


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2069, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y"]),
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    date = one(f"It was {day.strftime(form)}.")
    assert (date.earliest, date.latest, date.precision, date.problem) == (day, day, "day", "")


@given(st.text("0123/.- JanuryMych2ofto’", max_size=30))
def test_offsets_are_in_order(text: str) -> None:
    last = 0
    for date in find_dates_healed(text):
        assert last <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.text
        assert date.earliest <= date.latest
        last = date.end


@pytest.mark.parametrize("piece", ["1/2/2020 ", "June and ", "1", "20 ", "May 2020 ", "2020-", "3, ", "20 2 0 "])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    find_dates_healed(piece * 20000)
    assert time.process_time() - started < 5
