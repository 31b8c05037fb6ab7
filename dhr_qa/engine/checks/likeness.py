"""When two short texts say the same though they are not the same letters: dates, names of bodies."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.wordings import WORD, bare, one_letter

#: Words that names of bodies have or leave out without being other names.
_JOINING = frozenset(("and", "the", "of", "for", "in"))
#: A word spelled in two ways has at least so many letters: "Leeds" and "Deeds" are two places.
_LONG = 6
_ENDING = "ern"  #: "West Fenshire" and "Western Fenshire"


def same_dates(one: str, other: str) -> bool:
    """Whether some day fits the dates of both texts ("May 2024" and "3 May 2024")."""
    first, second = _dates(one), _dates(other)
    return any(a.earliest <= b.latest and b.earliest <= a.latest for a in first for b in second)


@lru_cache(maxsize=512)
def _dates(text: str) -> tuple[FoundDate, ...]:
    return tuple(find_dates(text[:200]))


@lru_cache(maxsize=4096)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: small letters, without joining words and acronyms in brackets."""
    plain = re.sub(r"\([A-Z&]{2,9}\)", " ", text)
    return tuple(word for found in WORD.findall(plain) if (word := bare(found)) not in _JOINING)


def variants(one: str, other: str) -> bool:
    """Whether two names look like one written in two ways: other order, one letter off, West for Western."""
    first, second = name_words(one), name_words(other)
    if len(first) != len(second) or len(first) < 2 or first == second:
        return False
    left, right = Counter(first) - Counter(second), Counter(second) - Counter(first)
    if not left and not right:
        return True
    if sum(left.values()) != 1 or sum(right.values()) != 1:
        return False
    a, b = sorted((*left, *right), key=len)
    if b == a + _ENDING:
        return True
    return len(a) >= _LONG and one_letter(a, b)


def same_name(one: str, other: str) -> bool:
    """Whether two names can be of one body: the same words, or all words of the shorter in the longer."""
    first, second = set(name_words(one)), set(name_words(other))
    small, large = sorted((first, second), key=len)
    return bool(small) and small <= large
