"""Dates in text from a scan or a narrow column, where a break can fall inside a month or a year."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dhr_qa.language.date_forms import MONTHS
from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.fold import folded

_SPLIT_MONTHS = re.compile(
    r"\b(?:" + "|".join(
        rf"{name[:cut]}(?P<m{number}x{cut}>\s){name[cut:]}"
        for number, name in enumerate(MONTHS) for cut in range(2, len(name) - 1) if len(name) > 4
    ) + r")\b", re.I,
)  # fmt: skip
_SPLIT_YEARS = re.compile(r"(?:(?<=[/.-])|(?<=[a-z]\s)|(?<=[a-z],\s))(?:2\s?0\s?\d\s?\d|1\s?9\s?\d\s?\d)(?!\d)", re.I)


def heal_breaks(text: str) -> tuple[str, list[int]]:
    """The text with months and years put together that a scan or a narrow column had broken.

    "Septe mber 202 3" becomes "September 2023". Returns the new text and, for each of its characters (and
    its end), the offset in the old one. For table cells: in prose a space between digits may be meant.
    """
    cuts: set[int] = set()
    plain = folded(text)  # a scan mixes in letters of other alphabets that look the same
    for pattern in (_SPLIT_MONTHS, _SPLIT_YEARS):
        for found in pattern.finditer(plain):
            cuts.update(place for place in range(*found.span()) if text[place].isspace())
    offsets = [place for place in range(len(text)) if place not in cuts]
    return "".join(text[place] for place in offsets), [*offsets, len(text)]


def find_dates_healed(text: str) -> list[FoundDate]:
    """The dates in a text from a scan: as `find_dates` of the healed text, with offsets in the text as it is."""
    healed, offsets = heal_breaks(text)
    if len(healed) == len(text):
        return find_dates(text)
    found = []
    for date in find_dates(healed):
        start, end = offsets[date.start], offsets[date.end - 1] + 1
        found.append(replace(date, text=text[start:end], start=start, end=end))
    return found
