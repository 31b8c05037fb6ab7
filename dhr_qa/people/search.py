"""Looks for the entries of a private list in folded text, in linear time, and says which matches count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dhr_qa.language.date_forms import MONTHS
from dhr_qa.language.phrases import compile_re2
from dhr_qa.people.forms import Forms, Word, is_common, is_place, one_edit, parts_of, shorter, word_pattern

NAME, BIRTH, ADDRESS, NUMBER = "name", "birth", "address", "number"
_LEAST_NEAR = 5  #: letters of a word that stands alone and may be misspelt by one
_LONGEST_NEAR = 40
_TOKEN = re.compile(rb"[A-Z][A-Za-z]*(?:['-][A-Za-z]+)*")
_LETTER = re.compile(rb"[A-Za-z]")
_DETERMINER = re.compile(rb"\b(?:the|a|an|this|that|each|every)[ \t\r]+$", re.I)
_BEFORE_PLACE = re.compile(rb"\b(?:in|at|near|across|outside|around)[ \t\r]+$", re.I)
_BEFORE_MONTH = re.compile(
    rb"(?:[0-9](?:st|nd|rd|th)?(?: of)?"
    rb"|\b(?:in|by|since|until|during|from|early|late|mid|last|next|this|end of|start of))[ \t\r-]+$",
    re.I,
)
_YEAR_AFTER = re.compile(rb"[ \t\r,]{0,2}'?[0-9]")
_SENTENCE_START = re.compile(rb"(?:^|[\n\r.!?:;\"(*|-])[ \t\r\"'(*-]*$")


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """An entry found at `start` to `end` of a text.

    `how`: whole, word (one of a name), glued, initials, near (but for one letter), usual (a usual short form).
    """

    sort: str
    how: str
    start: int
    end: int


@dataclass(frozen=True, repr=False)
class Known:
    """What the document and the settings say of names: which may stand, and which letters are no initials.

    `declared`: words of pseudonyms and of people whom the report names on purpose; `allowed`: words that the
    settings allow; `acronyms`: short words in capitals; `spans`: where organisations and public people are named.
    """

    declared: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass
class _Claims:
    """What is found already, by the characters taken."""

    taken: bytearray
    hits: list[Hit] = field(default_factory=list)

    def take(self, hit: Hit) -> None:
        if not any(self.taken[hit.start : hit.end]):
            self.taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            self.hits.append(hit)


class Search:
    """The forms of a private list, compiled."""

    def __init__(self, forms: Forms) -> None:
        self._near = forms.near
        self._known_words = {word.text for word in forms.words}
        self._decided: dict[bytes, bool] = {}
        self.foreign = forms.foreign
        plain = [word for word in forms.words if not word.common and not word.derived]
        usual = [word for word in forms.words if word.derived and not word.common]
        self._common = {word.text: word for word in forms.words if word.common}
        self._whole = _one(forms.whole)
        self._glued = _one(re.escape(form) for form in forms.glued if not is_common(form))
        self._words = _one(word_pattern(word.text) for word in _longest(plain))
        self._usual = _one(word_pattern(word.text) for word in _longest(usual))
        titled = (word_pattern(word.text) for word in _longest(self._common.values()))
        self._titled = _one((_capitalised(pattern) for pattern in titled), case=True)
        self._dotted = _one((_with_stops(pair) for pair in forms.initials), case=True)
        self._initials = _one(forms.initials, case=True)
        self._births, self._addresses, self._numbers = _one(forms.births), _one(forms.addresses), _one(forms.numbers)

    def hits(self, text: bytes, known: Known | None = None, liberal: bool = False) -> list[Hit]:
        """What is found in folded text, in order and without overlap.

        `liberal` is for what is to be printed: an ordinary word with a capital counts wherever it stands.
        """
        known = known or Known()
        claims = _Claims(bytearray(len(text)))
        for sort, pattern in ((NUMBER, self._numbers), (ADDRESS, self._addresses), (BIRTH, self._births)):
            for start, end in _spans(pattern, text, _apart):
                claims.take(Hit(sort, "whole", start, end))
        self._names(text, known, claims, liberal)
        return sorted(claims.hits, key=lambda hit: hit.start)

    def _names(self, text: bytes, known: Known, claims: _Claims, liberal: bool) -> None:
        for how, pattern in (("whole", self._whole), ("glued", self._glued), ("initials", self._dotted)):
            for start, end in _spans(pattern, text, _parted):
                if not words_of([text[start:end].decode()]) <= known.allowed:
                    claims.take(Hit(NAME, how, start, end))
        within = _inside(known.spans)
        for start, end in _spans(self._words, text, _parted):
            if liberal or not self._stands(text, start, end, known, within):
                claims.take(Hit(NAME, "word", start, end))
        self._ordinary(text, known, claims, within, liberal)
        for start, end in _spans(self._usual, text, _parted):
            word = _bare(text[start:end])
            if word in known.declared or word in known.allowed or within(start, end):
                continue
            if text[start : start + 1].isupper():
                claims.take(Hit(NAME, "usual", start, end))
        for start, end in _spans(self._initials, text, _apart):
            if text[start:end].decode() not in known.acronyms:
                claims.take(Hit(NAME, "initials", start, end))
        self._misspelt(text, known, claims, within)

    def _stands(self, text: bytes, start: int, end: int, known: Known, within: Callable[[int, int], bool]) -> bool:
        """Whether a single word of a name may stand here: the settings allow it, or it is part of another name."""
        return _bare(text[start:end]) in known.allowed or within(start, end)

    def _ordinary(
        self, text: bytes, known: Known, claims: _Claims, within: Callable[[int, int], bool], liberal: bool
    ) -> None:
        """Names that are ordinary words too, where they are written as names; at the start of a sentence only
        if they are so written elsewhere."""
        first: list[Hit] = []
        seen: set[str] = set()
        for start, end in _spans(self._titled, text, _parted):
            word = _bare(text[start:end])
            if _is_date(word, text, start, end):
                continue
            derived = self._common[word].derived if word in self._common else False
            hit = Hit(NAME, "usual" if derived else "word", start, end)
            if derived and word in known.declared:
                continue
            if liberal:
                claims.take(hit)
            elif self._stands(text, start, end, known, within) or _is_thing(word, text, start):
                continue
            elif _SENTENCE_START.search(text[max(0, start - 12) : start]):
                first.append(hit)
            else:
                seen.add(word)
                claims.take(hit)
        for hit in first:
            if _bare(text[hit.start : hit.end]) in seen or text[hit.end - 2 : hit.end] == b"'s":
                claims.take(hit)

    def _misspelt(self, text: bytes, known: Known, claims: _Claims, within: Callable[[int, int], bool]) -> None:
        if not self._near:
            return
        beside = {place for hit in claims.hits for place in range(hit.end, hit.end + 3)}
        beside |= {place for hit in claims.hits for place in range(hit.start - 3, hit.start)}
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if text[end - 2 : end] == b"'s":
                end -= 2
            token = text[start:end]
            near = self._decided.get(token)
            if near is None:
                near = self._decided[token] = self._is_near(token)
            if not near or any(claims.taken[start:end]) or within(start, end):
                continue
            word = _bare(token)
            if word in known.declared or word in known.allowed:
                continue
            if end - start >= _LEAST_NEAR or start in beside or end - 1 in beside or end in beside:
                claims.take(Hit(NAME, "near", start, end))

    def _is_near(self, token: bytes) -> bool:
        """Whether a word that is none of the list's differs from one of them by a single letter."""
        word = token.decode().lower()
        if not _LEAST_NEAR - 1 <= len(word) <= _LONGEST_NEAR or word in self._known_words or is_common(word):
            return False
        if word.endswith("s") and word[:-1] in self._known_words:
            return False
        candidates = {name for form in (word, *shorter(word)) for name in self._near.get(form, ())}
        return any(one_edit(word, name) for name in candidates)


def _one(patterns: Iterable[str], case: bool = False) -> Any:
    """Several patterns as one; None for none."""
    written = "|".join(f"(?:{pattern})" for pattern in patterns)
    return compile_re2(written, case) if written else None


def _longest(words: Iterable[Word]) -> list[Word]:
    return sorted(words, key=lambda word: -len(word.text))


def _capitalised(pattern: str) -> str:
    """A pattern in small letters with its first letter a capital."""
    return pattern[0].upper() + pattern[1:]


def _with_stops(initials: str) -> str:
    return r"\s?".join(rf"{letter}\." for letter in initials[:-1]) + rf"\s?{initials[-1]}(?:\.|\b)"


def _spans(pattern: Any, text: bytes, parted: Callable[[bytes, int, int], bool]) -> Iterator[tuple[int, int]]:
    """Start and end of the matches that stand by themselves; one that does not hides none that begins inside it."""
    match = pattern.search(text) if pattern is not None else None
    while match is not None:
        start, end = match.span()
        good = end > start and parted(text, start, end)
        if good:
            yield start, end
        match = pattern.search(text, end if good else start + 1)


def _bare(word: bytes) -> str:
    return word.decode().lower().removesuffix("s").removesuffix("'") if word.endswith(b"'s") else word.decode().lower()


def _apart(text: bytes, start: int, end: int) -> bool:
    """Whether no letter or figure touches the characters."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _parted(text: bytes, start: int, end: int) -> bool:
    """Whether the characters are a word of their own, or one in a name such as JaneWestonDraft."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not _LETTER.match(before) or (before.islower() and text[start : start + 1].isupper())
    closes = not _LETTER.match(after) or (after.isupper() and text[end - 1 : end].islower())
    return opens and closes


def _is_thing(word: str, text: bytes, start: int) -> bool:
    """Whether a name that is an ordinary word too names a thing or a place here: "the Mark", "in Lincoln"."""
    before = text[max(0, start - 12) : start]
    return bool(_DETERMINER.search(before)) or (is_place(word) and bool(_BEFORE_PLACE.search(before)))


def _is_date(word: str, text: bytes, start: int, end: int) -> bool:
    """Whether the name of a month is one here."""
    if word not in MONTHS and not any(month.startswith(word) for month in MONTHS if len(word) == 3):
        return False
    return bool(_YEAR_AFTER.match(text, end) or _BEFORE_MONTH.search(text[max(0, start - 14) : start]))


def _inside(spans: tuple[tuple[int, int], ...]) -> Callable[[int, int], bool]:
    """Whether characters stand inside one of several spans, which are in order."""
    starts = [start for start, _ in spans]

    def inside(start: int, end: int) -> bool:
        place = bisect_right(starts, start) - 1
        return place >= 0 and end <= spans[place][1]

    return inside


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of several names, in small folded letters."""
    return frozenset(word for name in names for word in parts_of(name))
