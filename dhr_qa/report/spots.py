"""From the place that a finding gives back to the block of the document, and the characters in it."""

from __future__ import annotations

from collections.abc import Hashable

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.review.facts import Facts

_AROUND = "… "


class Spot(Struct, frozen=True):
    """Characters `start` to `end` of block `block`; both None: the block as a whole."""

    block: int
    start: int | None = None
    end: int | None = None


class Spots:
    """The places of one document. A place that is not a block (the file, its properties) gives None."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._blocks: dict[Hashable, list[int]] = {}
        for block in facts.document.blocks:
            where = facts.locate(block.index)
            for key in _keys(where):
                self._blocks.setdefault(key, []).append(block.index)

    def find(self, where: Location, excerpt: str = "") -> Spot | None:
        """The block that a location means; of several (notes have no numbers) the first that has the words."""
        found = self._blocks.get(_keys(where)[0], [])
        if not found and where.table is not None and where.column:  # a cell without any paragraph: its row
            where = replace(where, column=None, start=None, end=None)
            found = self._blocks.get(_keys(where)[0], [])
        if not found:
            return None
        texts = self._facts.document.blocks
        words = " ".join(excerpt.strip(_AROUND).split())
        block = next((each for each in found if words and words in " ".join(texts[each].text.split())), found[0])
        if where.start is None or where.end is None:
            return Spot(block)
        return self._within(block, where.start, where.end)

    def _within(self, block: int, start: int, end: int) -> Spot:
        """Offsets in a cell's whole text as offsets in the one paragraph of it in which they start."""
        document = self._facts.document
        cell = document.cell_of_block.get(block)
        for index in cell.blocks if cell is not None else ():
            length = len(document.blocks[index].text)
            if start <= length:
                block = index
                break
            start, end = start - length - 1, end - length - 1
        length = len(document.blocks[block].text)
        return Spot(block, min(start, length), min(end, length))


def _keys(where: Location) -> tuple[Hashable, ...]:
    """What a location goes by, narrowest first: the cell, its row and its table; the paragraph; else the part."""
    if where.table is not None:
        table = ("table", where.table)
        cell = (*table, where.row, where.column)
        return tuple(dict.fromkeys((cell, (*table, where.row, None), (*table, None, None))))
    if where.paragraph is not None:
        return (("paragraph", where.paragraph),)
    return ((where.part, where.heading, where.label, where.page, where.line),)
