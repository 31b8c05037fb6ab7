"""Whether two passages say the same, and the first words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dhr_qa.language.fold import folded

WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
_MOST_WORDS = 400  #: longer texts are compared by their letters alone
_FEW = 6  #: a passage with fewer words is a title
_WEIGHT = 5
_HALF = 0.5  #: passages with fewer words in common are simply others
_AROUND = 3


def bare(word: str) -> str:
    """A word with small letters and without what a possessive or a plural adds."""
    plain = folded(word).strip(".,;:()'").replace("'", "")
    return plain.removesuffix("s") if len(plain) > 3 else plain


def one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter at most, or by two that have changed places."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


def is_passage(text: str) -> bool:
    """Whether a text is long enough to be known again by its words."""
    return len(WORD.findall(text)) >= _FEW


def same_wording(one: str, other: str, least: float) -> bool:
    """Whether two passages say the same, one of them perhaps at greater length.

    At least that share of the shorter one's words stands in the longer one in the same order, and no figure, name or
    word of weight stands in place of another. Passages of a few words, such as a bare title, say nothing to compare.
    """
    first, second = WORD.findall(one), WORD.findall(other)
    shorter = min(len(first), len(second))
    if shorter < _FEW or [word.casefold() for word in first] == [word.casefold() for word in second]:
        return True
    if shorter > _MOST_WORDS:
        from rapidfuzz.fuzz import ratio

        return ratio(one.casefold(), other.casefold(), score_cutoff=least * 100) > 0
    codes = _compared(first, second)
    kept = sum(b - a for code, a, b, _, _ in codes if code == "equal")
    replaced = [(first[a:b], second[c:d]) for code, a, b, c, d in codes if code == "replace"]
    return kept >= least * shorter and not any(_says_otherwise(here, there) for here, there in replaced)


def _compared(first: list[str], second: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list of words becomes the other, capitals and possessive endings aside."""
    left, right = ([bare(word) for word in words] for words in (first, second))
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _says_otherwise(here: list[str], there: list[str]) -> bool:
    """Whether words on both sides weigh, and none is a spelling of one on the other side.

    Figures, names and longer words weigh; what is all in capitals may be a short form of the same name.
    """
    left, right = ([bare(word) for word in words if _weighs(word)] for words in (here, there))
    return bool(left) and bool(right) and not any(one_letter(a, b) for a in left for b in right if a.isalpha())


def _weighs(word: str) -> bool:
    return word[0].isdigit() or (not word.isupper() and (word[0].isupper() or len(word) >= _WEIGHT))


def changed(one: str, other: str) -> tuple[str, str]:
    """The first stretch in which two passages differ, with a few words around it, from each of them.

    Passages that have little in common are given whole.
    """
    first, second = one.split(), other.split()
    if len(first) + len(second) > 2 * _MOST_WORDS:
        return one, other
    codes = _compared(first, second)
    different = [code for code in codes if code[0] != "equal"]
    kept = sum(b - a for code, a, b, _, _ in codes if code == "equal")
    if not different or kept < _HALF * min(len(first), len(second)):
        return one, other
    _, a, b, c, d = next((code for code in different if code[0] == "replace"), different[0])
    return _stretch(first, a, b), _stretch(second, c, d)


def _stretch(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    return f"{'…' if first else ''}{' '.join(words[first:last])}{'…' if last < len(words) else ''}"
