"""A text index: all blocks of a document folded once, searched once for each phrase list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.needs import Words, numbers_of
from dhr_qa.language.phrases import Matcher, spans_of, spans_of_several

Spans = list[tuple[int, int]]
Hits = dict[int, list[tuple[int, int]]]


class TextIndex:
    """The folded texts of a document's blocks, joined by newlines (a folded text holds no newline).

    `find` costs one linear pass over the whole document and is remembered by the matcher's identity, so
    a phrase list used by ten rules is searched for once.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        parts = [fold(text) for text in texts]
        self.folded = b"\n".join(parts)
        self._starts: list[int] = []
        place = 0
        for part in parts:
            self._starts.append(place)
            place += len(part) + 1
        self._ends = [start + len(part) for start, part in zip(self._starts, parts, strict=True)]
        self._found: dict[int, tuple[Matcher, Hits]] = {}
        self._places: dict[int, tuple[Matcher, tuple[list[int], int]]] = {}
        self._regexps: dict[int, Any] = {}

    @cached_property
    def words(self) -> Words:
        """Which blocks hold which words."""
        return Words([self.text(block) for block in range(len(self._starts))])

    def __getstate__(self) -> dict[str, Any]:
        """For the way to another process: what was found is known by the identity of matchers of this one."""
        return {**self.__dict__, "_found": {}, "_places": {}, "_regexps": {}}

    def text(self, block: int) -> bytes:
        """The folded text of one block."""
        return self.folded[self._starts[block] : self._ends[block]]

    def find(self, matcher: Matcher) -> Hits:
        """Block index to (start, end) offsets of the matches in that block, left to right."""
        known = self._found.get(id(matcher))
        if known is not None:
            return known[1]
        hits = self._search(matcher)
        self._found[id(matcher)] = (matcher, hits)  # the matcher is kept, so that its id stays its own
        self._regexps.pop(id(matcher), None)  # what it found is known: several hundred of them take much memory
        return hits

    def spans(self, matcher: Matcher, block: int) -> Spans:
        """Start and end of the matches in one block, left to right, for lists that are wanted in a few blocks only."""
        known = self._found.get(id(matcher))
        if known is not None:
            return known[1].get(block, [])
        if not self._where(matcher)[1] >> block & 1:
            return []
        return list(spans_of(self._regexp(matcher), self.text(block)))

    def _where(self, matcher: Matcher) -> tuple[list[int], int]:
        """The blocks in which each part of a list can occur, and those in which any can."""
        known = self._places.get(id(matcher))
        if known is None:
            places = matcher.places(self.words)
            where = 0
            for bits in places:
                where |= bits
            known = self._places[id(matcher)] = (matcher, (places, where))
        return known[1]

    def _regexp(self, matcher: Matcher) -> Any:
        """What finds a list in this document; phrases that cannot occur in it are not compiled."""
        known = self._regexps.get(id(matcher))
        if known is None:
            known = self._regexps[id(matcher)] = matcher.regexp_for(self._where(matcher)[0])
        return known

    def _search(self, matcher: Matcher) -> Hits:
        places, where = self._where(matcher)
        if not where:
            return {}
        if matcher.apart:
            return self._search_apart(matcher, places)
        return self._hits(self._regexp(matcher), where)

    def _search_apart(self, matcher: Matcher, places: Sequence[int]) -> Hits:
        """Each phrase by itself, in the blocks alone that have its words; what is found is the same."""
        patterns = [matcher.pattern(number) if bits else None for number, bits in enumerate(places)]
        found: dict[int, list[tuple[int, Spans]]] = {}
        for number, (pattern, bits) in enumerate(zip(patterns, places, strict=True)):
            if pattern is not None:
                for block, spans in self._hits(pattern, bits).items():
                    found.setdefault(block, []).append((number, spans))
        hits: Hits = {}
        for block in sorted(found):
            (number, spans), *others = found[block]
            several = [patterns[each] for each, _ in found[block]]
            hits[block] = list(spans_of_several(several, self.text(block))) if others else spans
        return hits

    def _hits(self, regexp: Any, where: int) -> Hits:
        """Where a pattern matches. `where`: the blocks in which it can."""
        blocks: Sequence[int] = range(len(self._starts))
        folded, starts = self.folded, self._starts
        if where.bit_count() * 2 < len(blocks):
            blocks = numbers_of(where)
            texts = [self.text(block) for block in blocks]
            folded = b"\n".join(texts)
            starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        hits: Hits = {}
        for start, end in spans_of(regexp, folded):
            place = bisect_right(starts, start) - 1
            base, block = starts[place], blocks[place]
            if end - base > self._ends[block] - self._starts[block]:
                return self._search_each(regexp)  # a pattern such as "a\\s+b" that runs over the end of a block
            hits.setdefault(block, []).append((start - base, end - base))
        return hits

    def _search_each(self, regexp: Any) -> Hits:
        """Block by block: slower, still linear, for patterns that would match from one block into the next."""
        found = ((block, list(spans_of(regexp, self.text(block)))) for block in range(len(self._starts)))
        return {block: spans for block, spans in found if spans}
