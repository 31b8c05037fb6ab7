"""The written forms of dates: a pattern for each, on folded text, and what its parts come to."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Mapping

Date = datetime.date
#: First and last day, precision ("day", "month"...) and what is wrong with the date, if anything.
Reading = tuple[Date, Date, str, str]

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_S, _OS = r"[ \t\r]{1,3}", r"[ \t\r]{0,3}"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
YEAR = r"(?:19|20)\d\d"
_DAY = rf"\d{{1,2}}(?:{_OS}(?:st|nd|rd|th)\b)?"
_OF = rf"(?:{_S}of)?"
_TO = rf"(?:{_OS}[-/]{_OS}|{_S}(?:to|until|till|and){_S}(?:the{_S})?|{_OS}&{_OS})"
_SECOND = r"(?:[-/](?P<second>\d{4}|\d\d)\b)?"
_SEASON = r"spring|summer|autumn|winter"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


def _form_days_over_months(found: Mapping[str, str], year: int) -> Reading:
    first, problem = day_of(found["day"], _month_number(found["month"]), year)
    last, other = day_of(found["day2"], _month_number(found["month2"]), year)
    if first > last:
        first = first.replace(year=year - 1, day=min(first.day, 28) if first.month == 2 else first.day)
    return first, last, "range", problem or other


def day_of(day: str, month: int, year: int) -> tuple[Date, str]:
    """The day, or the nearest that there is, and what is wrong with it."""
    number = int(re.sub(r"\D", "", day))
    days = monthrange(year, month)[1]
    if not 1 <= number <= days:
        problem = f"{MONTHS[month - 1].capitalize()} {year} has {days} days" if number else "there is no day 0"
        return Date(year, month, min(max(number, 1), days)), problem
    return Date(year, month, number), ""


def _month_number(text: str) -> int:
    start = text.lower()[:3]
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))


def whole_month(month: int, year: int) -> tuple[Date, Date]:
    """The first and the last day of a month."""
    return Date(year, month, 1), Date(year, month, monthrange(year, month)[1])


def _whole_day(day: str, month: int, year: int) -> Reading:
    date, problem = day_of(day, month, year)
    if problem:
        return *whole_month(month, year), "day", problem
    return date, date, "day", ""


def _form_day_range(found: Mapping[str, str], year: int) -> Reading:
    month = _month_number(found["month"])
    first, problem = day_of(found["day"], month, year)
    last, other = day_of(found["day2"], month, year)
    if first > last:
        return *whole_month(month, year), "range", problem or other or "the first day comes after the last"
    return first, last, "range", problem or other


def _form_day(found: Mapping[str, str], year: int) -> Reading:
    return _whole_day(found["day"], _month_number(found["month"]), year)


def _form_months(found: Mapping[str, str], year: int) -> Reading:
    first, last = _month_number(found["month"]), _month_number(found["month2"])
    begins = year - 1 if first > last else year
    return whole_month(first, begins)[0], whole_month(last, year)[1], "range", ""


def _form_month(found: Mapping[str, str], year: int) -> Reading:
    return *whole_month(_month_number(found["month"]), year), "month", ""


def form_numeric(found: Mapping[str, str], year: int) -> Reading:
    """A date in figures, the day first; one written the American way round is read so, with its problem said."""
    month = int(found["number"])
    if 1 <= month <= 12:
        return _whole_day(found["day"], month, year)
    day = int(found["day"])
    problem = f"there is no month {month}"
    if 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        return *whole_month(day, year), "day", f"{problem}; the day is written before the month"
    return Date(year, 1, 1), Date(year, 12, 31), "day", problem


def _form_quarter(found: Mapping[str, str], year: int) -> Reading:
    word = (found["ordinal"] or "").lower()
    quarter = _ORDINALS[word] if word else int(found["quarter"])
    first = 3 * quarter - 2
    if found["second"]:  # a financial year: its first quarter begins in April
        first, year = (first + 3, year) if quarter < 4 else (1, year + 1)
    return whole_month(first, year)[0], whole_month(first + 2, year)[1], "quarter", ""


def _form_season(found: Mapping[str, str], year: int) -> Reading:
    first = 3 * (_SEASON.split("|").index(found["season"].lower()) + 1)
    end_year, end = (year + 1, 2) if first == 12 else (year, first + 2)
    return whole_month(first, year)[0], whole_month(end, end_year)[1], "season", ""


def _form_years(found: Mapping[str, str], year: int) -> Reading | None:
    second = found["second"]
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if last == year + 1:  # 2021/22: the year of councils and health bodies, from April
        return Date(year, 4, 1), Date(last, 3, 31), "year", ""
    if not year < last <= 2099:
        return None
    return Date(year, 1, 1), Date(last, 12, 31), "range", ""


def _form_year(found: Mapping[str, str], year: int) -> Reading:
    return Date(year, 1, 1), Date(year, 12, 31), "year", ""


Form = Callable[[Mapping[str, str], int], Reading | None]
_MONTH_YEAR = rf"(?P<month>{MONTH}),?{_S}(?P<year>{YEAR})\b"
_EARLY = rf"\b(?:(?:early|mid|late)(?:{_OS}-{_OS}|{_S}))?"
_GAP = rf"{_OS}[-/,]?{_OS}"
_LONG_YEAR, _ANY_YEAR = r"(?P<year>(?:19|20)\d\d)\b", r"(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d))\b"
_QUARTER = (
    rf"\b(?:q(?:uarter)?{_OS}(?P<quarter>[1-4])"
    rf"|(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th){_S}quarter)"
)
_BEFORE_YEAR = (
    r"\b(?:in|by|since|during|from|until|till|before|after|around|circa|year|throughout|early|mid|late"
    rf"|(?:end|start|beginning|middle|rest|whole|all|part|half|course){_S}of)(?:{_S}|-)"
)

#: Patterns in the order in which they claim text. The group "date" is the date where a pattern matches more.
PATTERNS: tuple[tuple[str, Form], ...] = (
    (
        rf"(?P<day>{_DAY}){_OF}{_S}(?P<month>{MONTH}){_TO}"
        rf"(?P<day2>{_DAY}){_OF}{_S}(?P<month2>{MONTH}),?{_S}(?P<year>{YEAR})\b",
        _form_days_over_months,
    ),
    (
        rf"(?P<day>{_DAY})(?:{_OS}[-/]{_OS}|{_S}(?:to|until|till){_S})(?P<day2>{_DAY}){_OF}{_S}{_MONTH_YEAR}",
        _form_day_range,
    ),
    (
        rf"(?P<day>{_DAY}){_OF}{_GAP}(?P<month>{MONTH}){_OF},?"
        rf"(?:{_GAP}(?P<year>{YEAR})|[-/](?P<short>\d\d)|{_OS}'(?P<short2>\d\d))\b",
        _form_day,
    ),
    (rf"\b(?P<month>{MONTH}){_S}(?P<day>{_DAY}),?{_S}(?P<year>{YEAR})\b", _form_day),
    (rf"\b(?P<month>{MONTH}){_TO}(?P<month2>{MONTH}){_OF},?{_S}(?P<year>{YEAR})\b", _form_months),
    (
        rf"{_EARLY}(?P<month>{MONTH}){_OF},?(?:{_OS}[-/]?{_OS}(?P<year>{YEAR})|{_OS}'(?P<short>\d\d))\b",
        _form_month,
    ),
    (rf"\b(?P<year>{YEAR})-(?P<number>\d\d)-(?P<day>\d\d)\b", form_numeric),
    (rf"(?P<day>\d{{1,2}})[ ]?/[ ]?(?P<number>\d{{1,2}})[ ]?/[ ]?{_ANY_YEAR}", form_numeric),
    (rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{_LONG_YEAR}", form_numeric),
    (r"\b(?P<day>\d\d)\.(?P<number>\d\d)\.(?P<short>\d\d)\b", form_numeric),
    (rf"\b(?P<day>\d{{1,2}})-(?P<number>\d{{1,2}})-{_ANY_YEAR}", form_numeric),
    (rf"{_QUARTER}{_OF}{_GAP}(?P<year>{YEAR}){_SECOND}\b", _form_quarter),
    (rf"\b(?P<year>{YEAR}){_SECOND}{_GAP}q(?P<quarter>[1-4])(?P<ordinal>)\b", _form_quarter),
    (rf"{_EARLY}(?P<season>{_SEASON}){_OF},?{_S}(?P<year>{YEAR})(?:[-/](?:\d{{4}}|\d\d))?\b", _form_season),
    (rf"\b(?P<year>{YEAR})(?:{_OS}[-/]{_OS}|{_S}to{_S})(?P<second>{YEAR})\b", _form_years),
    (rf"\b(?P<year>{YEAR})[-/](?P<second>\d\d)\b", _form_years),
    (rf"\bbetween{_S}(?P<date>(?P<year>{YEAR})){_S}and\b", _form_year),
    (rf"\bbetween{_S}{YEAR}{_S}and{_S}(?P<date>(?P<year>{YEAR}))\b", _form_year),
    (rf"{_BEFORE_YEAR}(?P<date>(?P<year>{YEAR}))\b", _form_year),
    (rf"^[ \t\r]*(?P<date>(?P<year>{YEAR}))[ \t\r]*$", _form_year),
)
