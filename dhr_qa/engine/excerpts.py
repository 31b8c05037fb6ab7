"""Excerpts: at most 200 characters around the words found, cut between words."""

from __future__ import annotations

import re

MOST = 200
_SOLID = re.compile(r"\S")  #: searched for where it stands, since a text may be long and have many excerpts


def excerpt(text: str, start: int = 0, end: int | None = None, most: int = MOST) -> str:
    """The words from `start` to `end` of a text with what stands around them, on one line.

    The words found are never cut away: where they alone are too long, their beginning is shown.
    """
    end = len(text) if end is None else min(end, len(text))
    start = max(0, min(start, end))
    room = most - (end - start) - 2
    first, last = start, end
    if room > 0:
        first = max(0, start - room // 2)
        last = min(len(text), end + room - (start - first))
        first = max(0, first - (room - (start - first) - (last - end)))
    else:
        last = min(end, start + most - 2)
    first, last = _at_words(text, first, last, start, min(end, last))
    cut = " ".join(text[first:last].split())
    return f"{'…' if _SOLID.search(text, 0, first) else ''}{cut}{'…' if _SOLID.search(text, last) else ''}"


def _at_words(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Move the ends of an excerpt to the edges of words, never into the words found."""
    if 0 < first < len(text) and not text[first - 1].isspace():
        place = first
        while place < start and not text[place].isspace():
            place += 1
        first = place
    if 0 < last < len(text) and not text[last].isspace():
        place = last
        while place > end and not text[place - 1].isspace():
            place -= 1
        if place > end or end < last:
            last = place
        else:  # the words found fill the excerpt: cut at the last space in them
            space = text.rfind(" ", start, last)
            last = space if space > start else last
    return first, last
