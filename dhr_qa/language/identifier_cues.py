"""The words around identifiers, out of the vocabulary: what stands before a number, a date or an address."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from dhr_qa.language.phrases import Matcher, compile_re2, phrase_pattern
from dhr_qa.vocabulary import PhraseList, Vocabulary

_NEVER = "[^\\x00-\\x7f]"  #: a pattern that folded text cannot match
_RUN = re.compile(rb"[A-Za-z0-9]")


class Cues:
    """The phrase lists of `identifiers.yaml`, each compiled when first used. A list that is missing is empty."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._matchers: dict[str, Matcher] = {}

    def words(self, name: str) -> tuple[str, ...]:
        """The phrases of a list as they are written."""
        found = self.vocabulary.phrases.get(name)
        return found.phrases if found is not None else ()

    def matcher(self, name: str) -> Matcher:
        if name not in self._matchers:
            found = self.vocabulary.phrases.get(name)
            empty = found is None or not (found.phrases or found.patterns)
            self._matchers[name] = Matcher(PhraseList(name, patterns=(_NEVER,)) if empty or found is None else found)
        return self._matchers[name]

    def alternatives(self, name: str) -> str:
        """A list as one pattern without regard to case, to be built into another one."""
        return "(?i:" + ("|".join(phrase_pattern(phrase) for phrase in self.words(name)) or _NEVER) + ")"

    def last_before(self, name: str, text: bytes, place: int, reach: int) -> tuple[int, int] | None:
        """Start and end of the last of these words that end within `reach` characters before a place of its line."""
        first = line_start(text, place, reach)
        found = None
        for start, end in self.matcher(name).spans(text[first:place]):
            found = (first + start, first + end)
        return found

    def first_after(self, name: str, text: bytes, place: int, reach: int) -> tuple[int, int] | None:
        """Start and end of the first of these words within `reach` characters after a place of its line."""
        last = line_end(text, place, reach)
        for start, end in self.matcher(name).spans(text[place:last]):
            return place + start, place + end
        return None

    def occurs(self, name: str, text: bytes) -> bool:
        return self.matcher(name).occurs(text)

    @cached_property
    def areas(self) -> frozenset[bytes]:
        """The letters with which postcodes begin."""
        return frozenset(area.encode() for line in self.words("postcode-areas") for area in line.split())

    @cached_property
    def public_prefixes(self) -> tuple[str, ...]:
        return tuple("".join(one.split()) for one in self.words("public-prefixes"))

    @cached_property
    def patterns(self) -> dict[str, Any]:
        """Patterns that have words of the vocabulary in them, kept by whoever builds them."""
        return {}

    def pattern(self, name: str, written: str) -> Any:
        """A pattern in which capitals count, compiled once and kept under a name."""
        if name not in self.patterns:
            self.patterns[name] = compile_re2(written, case=True)
        return self.patterns[name]


def line_start(text: bytes, place: int, reach: int | None = None) -> int:
    """Where the text (a block, a property…) begins that a place stands in, or `reach` characters before the place.

    Texts are parted by newlines.
    """
    least = 0 if reach is None else max(0, place - reach)
    return max(least, text.rfind(b"\n", least, place) + 1)


def line_end(text: bytes, place: int, reach: int | None = None) -> int:
    """Where the text ends that a place stands in, or `reach` characters after the place."""
    most = len(text) if reach is None else min(len(text), place + reach)
    end = text.find(b"\n", place, most)
    return most if end < 0 else end


def alone(text: bytes, start: int, end: int) -> bool:
    """Whether no letter or figure touches the characters from `start` to `end`; a low line parts words."""
    before, after = text[start - 1 : start] if start else b"", text[end : end + 1]
    return not _RUN.match(before) and not _RUN.match(after)
