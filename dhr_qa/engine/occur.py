"""Where words occur: in a node, in a sentence, in the sentences around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Candidates, Reading
from dhr_qa.engine.scope import matcher_of
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher
from dhr_qa.rulebook.model import Group

Hit = tuple[int | None, int, int]
Stretch = tuple[int, int, int]  #: block, start, end


def occurrences(node: Node, matcher: Matcher, quotations: str = "include") -> Iterator[Hit]:
    """Block, start and end of the words in a node (block None: offsets in the node's own text)."""
    reading = node.reading
    if node.own is not None or not len(node.blocks):
        for start, end in matcher.spans(fold(node.text)):
            yield None, start, end
        return
    found = reading.hits(matcher, node.blocks)
    if not found:
        return
    span = node.span
    blocks = node.blocks if len(node.blocks) <= len(found) else sorted(set(found).intersection(node.blocks))
    for block in blocks:
        hits = found.get(block, ())
        for start, end in hits if span is None else within(hits, span[1], span[2]):
            if allowed(reading, block, start, end, quotations):
                yield block, start, end


def within(hits: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Those of the hits of a block, which are in order, that stand between two offsets.

    Only these are looked at: a block of very many sentences is searched once, not once for each of them.
    """
    for number in range(bisect_left(hits, (first,)), len(hits)):
        start, end = hits[number]
        if start > last:
            return
        if end <= last:
            yield start, end


def allowed(reading: Reading, block: int, start: int, end: int, quotations: str) -> bool:
    """Whether words count, given what is to be done with quotations."""
    return quotations == "include" or reading.quoted(block, start, end) == (quotations == "only")


def occurs(node: Node, matcher: Matcher, quotations: str = "include") -> bool:
    return next(occurrences(node, matcher, quotations), None) is not None


def has_words(node: Node, mentions: Sequence[Group], without: Sequence[Group], quotations: str = "include") -> bool:
    """Whether every group of `mentions` and none of `without` occurs in a node."""
    for group in mentions:
        if not occurs(node, matcher_of(node.reading, group), quotations):
            return False
    for group in without:
        found = node.reading.matcher(group)
        if found is not None and occurs(node, found, quotations):
            return False
    return True


def around(reading: Reading, candidates: Candidates, stretch: Stretch, window: int) -> list[Stretch]:
    """A sentence with up to `window` sentences before and after it within the same section, in order."""
    if window <= 0:
        return [stretch]
    block, start, _ = stretch
    spans = reading.sentences(block)
    number = bisect_left(spans, (start,))
    if number == len(spans) or spans[number][0] != start:
        number = 0
    before = [(block, *span) for span in spans[max(0, number - window) : number]]
    after = [(block, *span) for span in spans[number + 1 : number + 1 + window]]
    place = bisect_left(candidates.blocks, block)
    section = reading.facts.section_at(block)
    back = place - 1
    while len(before) < window and back >= 0 and reading.facts.section_at(candidates.blocks[back]) is section:
        other = candidates.blocks[back]
        missing = window - len(before)
        before = [(other, *span) for span in reading.sentences(other)[-missing:]] + before
        back -= 1
    ahead = place + 1
    while len(after) < window and ahead < len(candidates.blocks):
        other = candidates.blocks[ahead]
        if reading.facts.section_at(other) is not section:
            break
        after += [(other, *span) for span in reading.sentences(other)[: window - len(after)]]
        ahead += 1
    return [*before, stretch, *after]


def in_stretches(reading: Reading, matcher: Matcher, stretches: Sequence[Stretch], quotations: str) -> bool:
    """Whether words occur in any of several stretches of text."""
    found = reading.hits(matcher, sorted({block for block, _, _ in stretches}))
    return any(
        allowed(reading, block, start, end, quotations)
        for block, first, last in stretches
        for start, end in within(found.get(block, ()), first, last)
    )


def sentence_has(reading: Reading, candidates: Candidates, block: int, place: int, groups: Sequence[Group],
                 window: int = 0) -> bool:  # fmt: skip
    """Whether any of the groups occurs in the sentence that a character stands in, or its neighbours."""
    stretches = around(reading, candidates, (block, *reading.sentence_at(block, place)), window)
    return any(
        found is not None and in_stretches(reading, found, stretches, "include")
        for found in map(reading.matcher, groups)
    )
