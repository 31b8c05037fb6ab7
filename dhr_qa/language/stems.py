"""Words cut to their stems, so that "explore", "explored" and "exploration" are one: for finding, not for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dhr_qa.language.fold import folded

_WORD = re.compile(r"[a-z]{2,}|[0-9]+(?:\.[0-9]+)*")
#: Endings, longest first, with what takes their place; at least so many letters stay before them.
_ENDINGS = (
    ("sses", "ss"), ("ss", "ss"), ("ics", ""),
    ("isations", ""), ("isation", ""), ("ational", ""), ("ations", ""), ("ation", ""), ("ingly", ""), ("ities", ""),
    ("ments", ""), ("ment", ""), ("ness", ""), ("ions", ""), ("ised", ""), ("ises", ""), ("ising", ""), ("ize", ""),
    ("ies", "y"), ("ion", ""), ("ity", ""), ("ise", ""), ("ive", ""), ("ing", ""), ("ers", ""), ("ed", ""), ("es", ""),
    ("er", ""), ("is", ""), ("ic", ""), ("al", ""), ("ly", ""), ("s", ""), ("e", ""), ("y", "y"),
)  # fmt: skip
_LEAST = 4
_BY_LAST = {
    last: tuple(pair for pair in _ENDINGS if pair[0][-1] == last) for last in {ending[-1] for ending, _ in _ENDINGS}
}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """The stem of a word in small letters; short words and numbers stay as they are."""
    for ending, instead in _BY_LAST.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)] + instead
    return word


def stems(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text in small letters, each with its stem."""
    for word in _WORD.findall(folded(text)):
        yield word, stem(word)
