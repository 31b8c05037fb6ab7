"""A text index: all blocks of a document folded once, searched once for each phrase list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher

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

    def __getstate__(self) -> dict[str, Any]:
        """For the way to another process: what was found is known by the identity of matchers of this one."""
        return {**self.__dict__, "_found": {}}

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
        return hits

    def _search(self, matcher: Matcher) -> Hits:
        hits: Hits = {}
        for start, end in matcher.spans(self.folded):
            block = bisect_right(self._starts, start) - 1
            if end > self._ends[block]:
                return self._search_each(matcher)  # a pattern such as "a\\s+b" that runs over the end of a block
            base = self._starts[block]
            hits.setdefault(block, []).append((start - base, end - base))
        return hits

    def _search_each(self, matcher: Matcher) -> Hits:
        """Block by block: slower, still linear, for patterns that would match from one block into the next."""
        found = ((block, list(matcher.spans(self.text(block)))) for block in range(len(self._starts)))
        return {block: spans for block, spans in found if spans}
