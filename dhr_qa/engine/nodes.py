"""A node: one thing that a selector gives and a check looks at. Cheap to make; reads text only when asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa.documents.model import Location

_ISO = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])-([0-3][0-9])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

if TYPE_CHECKING:
    from dhr_qa.engine.reading import Reading


#: Fields of an action that stand in the cell of another name.
SAME_CELL = {
    "target": "target-date", "completed": "completion", "completed-on": "completion", "latest-status": "status",
    "state": "status", "update-dates": "updates", "latest-update": "updates", "lead-agency": "lead",
}  # fmt: skip
#: What stands in a table but not in one of its columns.
_WHOLE_ROWS = ("table", "row", "action")


class Node(Struct, eq=False):
    """A stretch of a document, or a fact about it.

    Attributes:
        kind: the selector's word for it ("sentence", "person"…).
        reading: the document that it belongs to.
        blocks: indexes of its blocks in order; empty for a property, a mark without a place, a file.
        start, end: offsets in its only block; `end` None is the end of the block.
        own: its text, where that is not simply what its blocks hold.
        values: fields worked out already.
        part: the part of the file, for nodes without a block.
        cells: field name to block, for nodes that stand in several cells of a row.
        identity: words that tell it from others with the same text (a row's), for the fingerprint.
        fact: the fact that the node stands for; its attributes are fields.
        place: the block that a reader is sent to, if not the first of `blocks` (a section's heading).
        near: passages to read beside it, in findings and with questions.
        around: the text that its words stand in, with their start and end there, where that is in no block.
    """

    kind: str
    reading: Reading
    blocks: Sequence[int] = ()
    start: int = 0
    end: int | None = None
    own: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""
    cells: Mapping[str, int] = field(default_factory=dict)
    identity: str = ""
    fact: Any = None
    place: int | None = None
    around: tuple[str, int, int] | None = None
    near: tuple[Node, ...] = ()
    _text: str | None = None
    _worked_out: dict[str, Any] | None = None

    @property
    def block(self) -> int | None:
        """The first block of the node's text."""
        return self.blocks[0] if len(self.blocks) else None

    @property
    def home(self) -> int | None:
        """The block of the main text that the node belongs to."""
        block = self.place if self.place is not None else self.block
        return self.reading.home[block] if block is not None else None

    @property
    def text(self) -> str:
        if self.own is not None:
            return self.own
        if self._text is None:
            self._text = self._read()
        return self._text

    def as_kind(self, kind: str) -> Node:
        """The same stretch under another selector's word."""
        return replace(self, kind=kind, _text=None, _worked_out=None)

    def _read(self) -> str:
        if len(self.blocks) == 1:
            return self.reading.document.blocks[self.blocks[0]].text[self.start : self.end]
        return "\n".join(self.reading.document.blocks[index].text for index in self.blocks)

    def get(self, name: str) -> Any:
        """The value of a field, or None where this node has no such field or nothing in it."""
        if name in self.values:
            return self.values[name]
        if self._worked_out is None:
            self._worked_out = {}
        elif name in self._worked_out:
            return self._worked_out[name]
        found = self._worked_out[name] = self.reading.field(self, name)
        return found

    @property
    def span(self) -> tuple[int, int, int] | None:
        """Block, start and end of a node that stands within one block."""
        if len(self.blocks) != 1:
            return None
        block = self.blocks[0]
        end = len(self.reading.document.blocks[block].text) if self.end is None else self.end
        return block, self.start, end

    @property
    def order(self) -> tuple[int, int]:
        """For sorting in reading order; what has no place comes last."""
        block = self.home
        return (block, self.start) if block is not None else (len(self.reading.document.blocks), 0)

    def locate(self, name: str = "") -> Location:
        """The node's place; with a field's name the place of that field's cell, where there is one."""
        where = self._locate(name)
        return replace(where, part=self.part) if self.part and where.part != self.part else where

    def _locate(self, name: str) -> Location:
        facts = self.reading.facts
        if name and name in self.cells:
            block = self.cells[name]
            where = facts.locate(block, 0, len(facts.document.blocks[block].text))
            return replace(where, column=SAME_CELL.get(name, name)) if self.kind == "action" else where
        if self.kind == "document":
            return Location(part="file")
        if self.kind in _WHOLE_ROWS and self.home is not None:
            where = facts.locate(self.place if self.place is not None else self.blocks[0])
            role = SAME_CELL.get(name, name)
            column = role if role in getattr(self.fact, "fields", ()) else None  # an empty cell may have no block
            return replace(where, column=column, row=None if self.kind == "table" else where.row)
        span = self.span if self.place is None else None
        if span is not None:
            return facts.locate(*span)
        if self.place is not None:
            return facts.locate(self.place)
        if self.block is not None:
            return facts.locate(self.block)
        return Location(part=self.part or "file")


def plain(value: Any) -> str:
    """A field's value as words: dates written out, lists joined, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        day = _ISO.fullmatch(value)
        return f"{int(day[3])} {_MONTHS[int(day[2]) - 1]} {day[1]}" if day else value
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, (list, tuple)):
        return joined([plain(item) for item in value])
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else str(value)


def joined(items: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
