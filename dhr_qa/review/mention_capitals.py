"""Words in capitals: whether they stand for something ("MARAC") or are a name that is written so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhr_qa.review.mention_text import Token
from dhr_qa.review.mention_words import DocumentWords

_PLURAL = re.compile(r"[A-Z]{2,}s")  #: "DHRs"
_FEW = 2
_LONG = 5  #: letters of a surname in capitals behind a given name


def acronym(token: Token, run: Sequence[Token], words: DocumentWords) -> bool:
    """Capitals that stand for something: "MARAC", "AFEO"; a name in capitals stands beside other such words."""
    if _PLURAL.fullmatch(token.text):
        return True
    if not token.text.isupper() or len(token.text) == 1 or not words.capitals_only(token.word):
        return False
    known = words.of(token.word)
    if len(token.text) <= 3:
        return True
    if (known.given or known.surname) and not known.ordinary and any(_name(other, words) for other in run):
        return False  # "OTHER Ann"
    if len(run) == 1 and len(token.text) >= _LONG and known.common_given and not (known.ordinary or known.place):
        return False  # "states OTHER had a drink"
    least = 3 if known.given or known.surname else 4
    if least == 4 and _after_given(token, run, words):
        return False  # "Ann OTHER"
    if least == 4 and (known.ordinary or words.times(token.word) > _FEW):
        return True  # "DARAC", over and over
    return not any(other.text.isupper() and len(other.text) >= least for other in run if other is not token)


def _after_given(token: Token, run: Sequence[Token], words: DocumentWords) -> bool:
    """Whether capitals of some length stand right after a given name that is not in capitals."""
    if len(token.text) < _LONG or token.gap != " " or words.of(token.word).ordinary or words.of(token.word).body:
        return False
    place = next(place for place, other in enumerate(run) if other is token)
    return place > 0 and not run[place - 1].text.isupper() and words.of(run[place - 1].word).common_given


def _name(token: Token, words: DocumentWords) -> bool:
    """Whether a word, not in capitals, is a given name and nothing else."""
    known = words.of(token.word)
    return not token.text.isupper() and known.common_given and not (known.ordinary or known.place or known.body)
