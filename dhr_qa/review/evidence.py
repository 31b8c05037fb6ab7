"""Passages that are a section in substance though no heading says so: a portrait, condolences, contact with a family.

What speaks for a role is written in the field `evidence` of the register `sections`; nothing is found that
the vocabulary does not describe.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from dhr_qa.documents.model import Block, Document
from dhr_qa.language.index import TextIndex
from dhr_qa.review.lexicon import Lexicon

_PARTS = ("body", "textbox")
_FIGURES = re.compile(r"\d+")


class Passage(Struct, frozen=True):
    """Blocks `first <= i < last` that tell what a section with `role` would tell."""

    role: str
    first: int
    last: int


def find_evidence(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    blocks: Sequence[int],
    roles_of: Mapping[int, Collection[str]],
    known: Collection[str],
    victims: Collection[str],
    kind: str,
) -> Iterator[Passage]:
    """Passages for the roles that no heading among `blocks` (indexes, in order) gives.

    `roles_of` are the roles of the section that each block stands in; `known` the roles already given.
    Of several passages for one role the first is taken, or the one with most words if they run together.
    """
    wanted = [
        entry
        for entry in lexicon.register("sections")
        if entry.get("evidence") and entry.id not in known and kind in _reports(entry.get("evidence"))
    ]
    texts = [b for b in blocks if document.blocks[b].part in _PARTS and document.blocks[b].kind != "heading"]
    texts = [b for b in texts if document.blocks[b].text.strip() and not document.blocks[b].toc]
    total = sum(len(document.blocks[b].text.split()) for b in texts) or 1
    starts: dict[int, float] = {}
    before = 0
    for block in texts:
        starts[block] = before / total
        before += len(document.blocks[block].text.split())
    for entry in wanted:
        test = _Test(document, index, lexicon, entry.get("evidence"), victims)
        barred = {*test.spec.get("not-in", ()), "contents"}
        until = float(test.spec.get("until", 1))
        hits = [b for b in texts if starts[b] <= until and not barred & set(roles_of[b]) and test.holds(b)]
        runs = _runs(hits, texts, roles_of) if test.spec.get("joined") else [[b] for b in hits]
        for run in runs:
            if test.enough(run):
                last = _list_end(document, run[-1], roles_of) if test.spec.get("with-list") else run[-1]
                yield Passage(entry.id, run[0], last + 1)
                break


def _list_end(document: Document, block: int, roles_of: Mapping[int, Collection[str]]) -> int:
    """The last item of the list that follows a block in the same section, or the block itself.

    Where the block is numbered itself, the next number of the same sort is no item below it.
    """
    own = _shape(document.blocks[block])
    last = block
    while last + 1 in roles_of and roles_of[last + 1] == roles_of[block]:
        following = document.blocks[last + 1]
        item = following.kind == "list-item" or bool(following.label)
        if following.text.strip() and (following.kind == "heading" or not item or (own and _shape(following) == own)):
            break
        last += 1
    return last


def _shape(block: Block) -> str:
    return _FIGURES.sub("1", block.label)


def _reports(spec: Mapping[str, Any]) -> Sequence[str]:
    found: Sequence[str] = spec.get("kinds", ("overview-report", "executive-summary"))
    return found


def _runs(hits: Sequence[int], texts: Sequence[int], roles_of: Mapping[int, Collection[str]]) -> list[list[int]]:
    """Hits that follow each other without another text between, in one section."""
    place = {block: number for number, block in enumerate(texts)}
    runs: list[list[int]] = []
    for block in hits:
        last = runs[-1][-1] if runs else None
        if last is not None and place[block] == place[last] + 1 and roles_of[block] == roles_of[last]:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


class _Test:
    """The conditions of one role, asked of blocks."""

    def __init__(
        self, document: Document, index: TextIndex, lexicon: Lexicon, spec: Mapping[str, Any], victims: Collection[str]
    ) -> None:
        self.document, self.index, self.lexicon, self.spec = document, index, lexicon, spec
        self.victims = victims

    def holds(self, block: int) -> bool:
        """Whether one paragraph meets the conditions."""
        spec = self.spec
        words = len(self.document.blocks[block].text.split())
        if words < spec.get("words", 0):
            return False
        if not all(self._hits(name, block) for name in spec.get("all", ())):
            return False
        if spec.get("any") and not any(self._hits(name, block) for name in spec["any"]):
            return False
        if any(self._hits(name, block) for name in spec.get("without", ())):
            return False
        if any(len(self._different(name, block)) < least for name, least in spec.get("at-least", {}).items()):
            return False
        return all(len(self._hits(name, block)) <= most * words for name, most in spec.get("at-most", {}).items())

    def enough(self, run: Sequence[int]) -> bool:
        """Whether paragraphs taken together meet the conditions on the whole."""
        spec = self.spec
        words = sum(len(self.document.blocks[b].text.split()) for b in run)
        if words < spec.get("total-words", 0):
            return False
        for name, least in spec.get("total-at-least", {}).items():
            if len(set().union(*(self._different(name, b) for b in run))) < least:
                return False
        if spec.get("victim") and self.victims:
            return any(name in self.document.blocks[b].text for name in self.victims for b in run)
        return True

    def _hits(self, name: str, block: int) -> list[tuple[int, int]]:
        return self.index.find(self.lexicon.list(name)).get(block, [])

    def _different(self, name: str, block: int) -> set[bytes]:
        text = self.index.text(block).lower()
        return {text[start:end] for start, end in self._hits(name, block)}
