"""The rows of a table as rules ask about them, worked out once: whose cell covers what, and what a row is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from dhr_qa.documents.model import Cell, Table
from dhr_qa.review.facts import Facts

#: Column roles that hold a printed reference of a row, in the order in which they are preferred.
_REFERENCES = ("number", "reference", "ref", "item", "recommendation")
_LONGEST_REFERENCE = 12


class Row(Struct, frozen=True):
    """One row.

    Attributes:
        own: the cells that begin in it, left to right.
        blocks: the blocks of those cells.
        cells: column role to the first block of the cell that covers the row there.
        texts: the text of each column, of merged cells that cover the row too.
        values: the fields that rules may ask for: column roles, row, row.label, kind.
        identity: what the row is about, whatever else is filled in.
    """

    own: Sequence[Cell]
    blocks: tuple[int, ...]
    cells: Mapping[str, int]
    texts: Sequence[str]
    values: Mapping[str, Any]
    identity: str


class Rows:
    """The rows of one table. `names` are the canonical roles of its columns, or their headings as printed."""

    def __init__(self, facts: Facts, table: Table) -> None:
        self.table = table
        self.header_rows = facts.header_rows(table)
        self.names = [facts.column_name(table, column) for column in range(table.columns)]
        known = facts.table_kind(table.index)
        self.kind = known.kind if known is not None else ""
        self._document = facts.document
        self._begin: dict[int, list[Cell]] = {}
        self._grid: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            self._begin.setdefault(cell.row, []).append(cell)
            for down in range(cell.row_span):
                for right in range(cell.column_span):
                    self._grid[(cell.row + down, cell.column + right)] = cell
        self._rows: dict[int, Row] = {}

    def numbers(self, which: str) -> list[int]:
        """The rows in which cells begin, from 0: those of the body, the header or all."""
        return [row for row in sorted(self._begin) if which == "all" or (which == "header") == (row < self.header_rows)]

    def printed(self, row: int) -> int:
        """The number of a row as people count: from 1 below the header rows, which are 0."""
        return max(0, row - self.header_rows + 1)

    def below(self, cell: Cell) -> str:
        """The text of the cell under a cell, "" where there is none."""
        under = self._grid.get((cell.row + cell.row_span, cell.column))
        return "" if under is None else self._document.cell_text(under).strip()

    def row(self, row: int) -> Row:
        """One row, by its 0-based number."""
        if row not in self._rows:
            self._rows[row] = self._work_out(row)
        return self._rows[row]

    def _work_out(self, row: int) -> Row:
        covering = [self._grid.get((row, column)) for column in range(self.table.columns)]
        texts = ["" if cell is None else self._document.cell_text(cell).strip() for cell in covering]
        fields: dict[str, str] = {}
        cells: dict[str, int] = {}
        for name, cell, text in zip(self.names, covering, texts, strict=True):
            if cell is not None:
                fields.setdefault(name, text)
                if cell.blocks:
                    cells.setdefault(name, cell.blocks[0])
        own = sorted(self._begin.get(row, ()), key=lambda cell: cell.column)
        return Row(
            own=own,
            blocks=tuple(block for cell in own for block in cell.blocks),
            cells=cells,
            texts=texts,
            values={**fields, "row": self.printed(row), "row.label": self._label(fields, row), "kind": self.kind},
            identity=(fields.get("action") or max(fields.values(), key=len, default=""))[:200],
        )

    def _label(self, fields: Mapping[str, str], row: int) -> str:
        """What a person calls a row: its printed reference, or else its number."""
        for name in _REFERENCES:
            text = fields.get(name, "").strip(" .")
            if 0 < len(text) <= _LONGEST_REFERENCE:
                return text
        return str(self.printed(row))
