"""How far two texts use the same words, whichever is the longer: a recommendation, and the plan that repeats it."""

from __future__ import annotations

import re
from functools import lru_cache

from dhr_qa.language.fold import folded

_WORD = re.compile(r"[a-z]+")
_LEAST_LETTERS = 4  #: shorter words say little about what a text is about
_STEM = 5  #: words that begin alike count as the same: "review", "reviewed", "reviewing"
_LEAST_WORDS = 5  #: of fewer words nothing can be told


def shared_words(one: str, other: str) -> float | None:
    """The share (0 to 1) of the words of the shorter text that the other has too; None where it has too few."""
    first, second = _words(one), _words(other)
    small, large = sorted((first, second), key=len)
    if len(small) < _LEAST_WORDS:
        return None
    return len(small & large) / len(small)


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(
        word.removesuffix("s")[:_STEM] for word in _WORD.findall(folded(text)) if len(word) >= _LEAST_LETTERS
    )
