"""Ruled tables that go on over pages: put together again, with repeated headings dropped and torn rows mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from dhr_qa.documents.pdf_lines import lines_of
from dhr_qa.documents.pdf_model import Line
from dhr_qa.documents.pdf_tables import Grid, GridCell

_NEAR = 4.0
_END = re.compile(r"[.?!:;][\"'’”)\]]*$")
_MAX_HEADER_ROWS = 3
_SOME_CHARS = 60
_FULL = 34.0  #: points; with less room under a row the next cannot have been begun on the page


class LongCell(Struct):
    """A cell with the lines of all the pages that it stands on. `left` and `right`: the edges of its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[Line]
    left: float
    right: float
    shade: str = ""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


class LongTable(Struct):
    """A table over one page or more. `edges`: the x of the borders of its columns; `last`: its last part."""

    edges: list[float]
    rows: int
    cells: list[LongCell] = field(default_factory=list)
    last: Grid | None = None

    @property
    def page(self) -> int:
        return next((cell.lines[0].page for cell in self.cells if cell.lines), self.last.page if self.last else 1)


def long_table(grid: Grid) -> LongTable:
    """The table that begins with a grid."""
    return LongTable(list(grid.edges), grid.rows, _cells(grid, grid.edges, 0), grid)


def _cells(grid: Grid, edges: Sequence[float], above: int) -> list[LongCell]:
    """The cells of a grid at their places among `edges`, `above` rows further down."""
    paddings: dict[int, float] = {}
    for cell in grid.cells:
        if cell.words:
            pad = min(word.box.x0 for word in cell.words) - cell.box.x0
            paddings[cell.column] = min(pad, paddings.get(cell.column, 20.0))
    found = []
    for cell in grid.cells:
        pad = max(paddings.get(cell.column, 4.0), 0.0)
        column, end = _place(edges, cell.box.x0), _place(edges, cell.box.x1)
        found.append(
            LongCell(
                cell.row + above, column, cell.row_span, max(end - column, 1), lines_of(cell.words, grid.page),
                cell.box.x0 + pad, cell.box.x1 - min(pad, 8.0), cell.shade,
            )
        )  # fmt: skip
    return found


def _place(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - x))


def joined(table: LongTable, grid: Grid, body_bottom: float) -> bool:
    """Puts a grid at the top of the next page to the end of a table, if it goes on with it; else False.

    `body_bottom`: how far down the text of the page goes that the table stood on.
    """
    above = table.last
    if above is None or grid.page != above.page + 1:
        return False
    edges = _common(table.edges, grid.edges)
    if edges is None:
        return False
    if len(edges) != len(table.edges):
        _spread(table, edges)
    cells = _cells(grid, edges, 0)
    drop = _repeated(table, cells)
    cells = [cell for cell in cells if cell.row >= drop]
    shift = table.rows - drop
    full = body_bottom - above.box.y1 < _FULL
    first = [cell for cell in cells if cell.row == drop]
    mend = bool(first) and full and _is_torn(table, first)
    for cell in cells:
        cell.row += shift - (1 if mend else 0)
    if mend:
        cells = [cell for cell in cells if not (cell.row == table.rows - 1 and _mended(table, cell))]
    elif first and full:
        cells = [cell for cell in cells if not (cell.row == table.rows and _merged_down(table, cell))]
    table.cells.extend(cells)
    table.rows = max(table.rows, max((cell.row + cell.row_span for cell in table.cells), default=0))
    table.last = grid
    return True


def _common(one: list[float], other: list[float]) -> list[float] | None:
    """The borders of both parts together, or None where the parts are not of one table."""
    if abs(one[0] - other[0]) > _NEAR or abs(one[-1] - other[-1]) > _NEAR:
        return None
    extra = [x for x in other if min(abs(x - y) for y in one) > _NEAR]
    lacking = [x for x in one if min(abs(x - y) for y in other) > _NEAR]
    if extra and lacking:
        return None
    return sorted(one + extra)


def _spread(table: LongTable, edges: list[float]) -> None:
    """Moves the cells of a table to their places among more borders."""
    old = table.edges
    for cell in table.cells:
        start, end = old[cell.column], old[min(cell.column + cell.column_span, len(old) - 1)]
        cell.column = _place(edges, start)
        cell.column_span = max(_place(edges, end) - cell.column, 1)
    table.edges = edges


def _row_key(cells: Sequence[LongCell], row: int) -> list[tuple[int, str]]:
    return sorted(
        (cell.column, "".join(cell.text.split()).casefold()) for cell in cells if cell.row == row and cell.lines
    )


def _repeated(table: LongTable, cells: Sequence[LongCell]) -> int:
    """How many rows at the top of a new part are the headings of the table once more."""
    last = max((cell.row for cell in cells), default=0)
    count = 0
    while count < min(_MAX_HEADER_ROWS, last, table.rows):
        new = _row_key(cells, count)
        if not new or new != _row_key(table.cells, count):
            break
        count += 1
    return count


def _above(table: LongTable, cell: LongCell) -> LongCell | None:
    """The cell of the table's last row right above a cell of the same width."""
    for other in reversed(table.cells):
        if (other.column, other.column_span) == (cell.column, cell.column_span):
            return other if other.row + other.row_span >= table.rows else None
    return None


def _is_torn(table: LongTable, first: Sequence[LongCell]) -> bool:
    """Whether the first row of a new page is the rest of the last row of the page before.

    A row that was torn goes on in mid-sentence in a cell, or leaves the cells empty that had said all they say.
    """
    going_on = loose = fresh = done = 0
    for cell in first:
        above = _above(table, cell)
        if above is None or (cell.lines and not above.lines):
            return False
        if not cell.lines:
            done += bool(above.lines) and above.row_span == 1
        elif _mid_sentence(above, cell):
            going_on += 1
        elif _may_go_on(above, cell):
            loose += 1
        else:
            fresh += 1
    if going_on:
        return going_on * 3 >= fresh
    return bool(done) and done + loose > fresh


def _mid_sentence(above: LongCell, cell: LongCell) -> bool:
    word = cell.lines[0].words[0].text.lstrip("\"'“‘(")
    return word[:1].islower() and not _END.search(above.lines[-1].text)


def _may_go_on(above: LongCell, cell: LongCell) -> bool:
    """Whether the line above is full and does not end a sentence, in a cell of more than a few words."""
    end, start = above.lines[-1], cell.lines[0]
    no_room = start.words[0].box.width + 0.2 * start.size > cell.right - end.box.x1
    return no_room and not _END.search(end.text) and len(above.text) > _SOME_CHARS


def _mended(table: LongTable, cell: LongCell) -> bool:
    above = _above(table, cell)
    if above is None:
        return False
    above.lines.extend(cell.lines)
    above.row_span = max(above.row_span, cell.row + cell.row_span - above.row)
    return True


def _merged_down(table: LongTable, cell: LongCell) -> bool:
    """A cell merged over rows that a page's end cut: its rest is empty, or goes on in mid-sentence."""
    above = _above(table, cell)
    if above is None or above.row_span < 2 or not above.lines:
        return False
    if cell.lines and not _mid_sentence(above, cell):
        return False
    above.lines.extend(cell.lines)
    above.row_span = cell.row + cell.row_span - above.row
    return True


def best_guess(cells: Sequence[GridCell], page: int) -> list[list[Line]]:
    """The lines of each cell of a grid that is not proved, to be read as text."""
    return [lines_of(cell.words, page) for cell in cells if cell.words]
