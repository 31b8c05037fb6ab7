"""British dates as people write them: day first, months by name, quarters, seasons, years and ranges.

A bare month ("May said"), a day without a year and a number that is no year are not dates. A date that
cannot be ("31st Sept 2023") is found and its problem said. Matching is on folded text, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import re2
from msgspec import Struct

from dhr_qa.language.date_forms import MONTH, PATTERNS, YEAR, Date, Form, day_of, form_numeric, whole_month
from dhr_qa.language.fold import fold


class FoundDate(Struct, frozen=True):
    """A date as precise as it was written: every day from `earliest` to `latest` fits.

    precision: day, month, quarter, season, year or range. `problem` says why a date is impossible; its
    days are then those of the month. `start` and `end` are offsets of `text`.
    """

    earliest: Date
    latest: Date
    precision: str
    text: str
    problem: str
    start: int
    end: int


_LONG = 4000  #: characters of a text whose dates are not remembered
_DIGITS = re.compile(r"\d\d")
#: What a text must hold for the patterns with names of months, with figures alone, and with years to be tried.
_NEEDS = (
    ("(?P<month>", rf"\b{MONTH}"),
    ("(?P<number>", r"\d[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-]"),
    ("", rf"{YEAR}"),
)
_NOT_YEARS = re.compile(rb"[ \t\r]{0,3}(?:hours|hrs|hr\b|h\b|%|[.,]\d|:\d)", re.I)
_MONTH_OF_NUMBER = re.compile(rb"(?<![\d/.])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/])")
_REFERENCE_BEFORE = re.compile(rb"(?:[A-Z]{2,}|[Nn]o\.?|[Rr]ef\.?|[Cc]ase|[Nn]umber)[ :]*$")


@cache
def _compiled() -> tuple[tuple[Any, tuple[tuple[Any, Form], ...]], ...]:
    """Each need (see `_NEEDS`) with the patterns that have it."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    groups = []
    left = list(PATTERNS)
    for sign, need in _NEEDS:
        mine = [(pattern, form) for pattern, form in left if sign in pattern]
        left = [known for known in left if known not in mine]
        compiled = tuple((re2.compile(pattern.encode(), options), form) for pattern, form in mine)
        groups.append((re2.compile(need.encode(), options), compiled))
    return tuple(groups)


def find_dates(text: str) -> list[FoundDate]:
    """The dates in a text, left to right, without overlap."""
    if not _DIGITS.search(text):
        return []
    return list(_remembered(text) if len(text) < _LONG else _found(text))


def _found(text: str) -> list[FoundDate]:
    folded = fold(text)
    claimed = bytearray(len(folded))  # 1 where a character belongs to a date already
    found: list[FoundDate] = []
    for need, patterns in _compiled():
        if need.search(folded) is None:
            continue
        for regexp, form in patterns:
            for match in regexp.finditer(folded):
                date = _date(text, folded, match, form)
                if date is not None and not any(claimed[date.start : date.end]):
                    claimed[date.start : date.end] = b"\x01" * (date.end - date.start)
                    found.append(date)
    found.extend(_months_in_figures(text, folded, claimed))
    found.extend(_earlier_days(text, folded, found))
    return sorted(found, key=lambda date: date.start)


#: Facts and rules ask for the dates of the same paragraphs, and the cells of a plan repeat theirs.
_remembered = lru_cache(maxsize=4096)(_found)


def _date(text: str, folded: bytes, match: Any, form: Form) -> FoundDate | None:
    groups = {name.decode(): (value or b"").decode() for name, value in match.groupdict().items()}
    start, end = match.span(match.re.groupindex[b"date"]) if "date" in groups else match.span()
    before, after = folded[start - 1 : start] if start else b" ", folded[end : end + 1]
    if before.isdigit() or (form is form_numeric and (before in b"/.-" or after in b"/") and _part_of_number(match)):
        return None
    if "date" in groups and _NOT_YEARS.match(folded, end):
        return None  # "from 2000 hours"
    found = form(groups, _year(groups))
    if found is None:
        return None
    earliest, latest, precision, problem = found
    if folded[end - 1 : end].isspace():
        end -= 1
    return FoundDate(earliest, latest, precision, text[start:end], problem, start, end)


def _part_of_number(match: Any) -> bool:
    """Whether figures go on with the separator that the date is written with: "11/1/12/2020"."""
    start, end = match.span()
    sign = re.search(rb"[/.-]", match.group())
    around = match.string[max(0, start - 1) : start] + match.string[end : end + 1]
    return sign is not None and sign.group() in around


def _year(groups: Mapping[str, str]) -> int:
    if groups.get("year"):
        return int(groups["year"])
    short = int(groups.get("short") or groups.get("short2") or "0")
    return 2000 + short if short < 70 else 1900 + short


def _months_in_figures(text: str, folded: bytes, claimed: bytearray) -> Iterator[FoundDate]:
    """Months such as "06/2022", unless that is the number of a case."""
    for match in _MONTH_OF_NUMBER.finditer(folded):
        start, end = match.span()
        if any(claimed[start:end]):
            continue
        if _REFERENCE_BEFORE.search(folded[max(0, start - 20) : start]):
            continue
        first, last = whole_month(int(match.group(1)), int(match.group(2)))
        yield FoundDate(first, last, "month", text[start:end], "", start, end)


_DAYS_BEFORE = re.compile(
    rb"(?<![\d/.:-])((?:\d{1,2}(?:st|nd|rd|th)?,[ ]){0,8}\d{1,2}(?:st|nd|rd|th)?)[ ](?:and|&|or)[ ]$", re.I
)
_ONE_DAY = re.compile(rb"\d{1,2}(?:st|nd|rd|th)?", re.I)


def _earlier_days(text: str, folded: bytes, taken: list[FoundDate]) -> list[FoundDate]:
    """The days that share a month with a date that follows: "3, 10 and 17 March 2021"."""
    found = []
    for date in taken:
        if date.precision != "day" or date.problem or not date.text[:1].isdigit() or "/" in date.text[:3]:
            continue
        base = max(0, date.start - 60)
        before = _DAYS_BEFORE.search(folded[base : date.start])
        if before is None:
            continue
        for match in _ONE_DAY.finditer(before.group(1)):
            start = base + before.start(1) + match.start()
            end = start + match.end() - match.start()
            day, problem = day_of(match.group().decode(), date.earliest.month, date.earliest.year)
            if not problem and day < date.earliest:
                found.append(FoundDate(day, day, "day", text[start:end], "", start, end))
    return found
