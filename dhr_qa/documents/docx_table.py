"""Tables: cells at their real columns, merged cells once, nested tables, deleted rows as marks.

Source: ECMA-376 part 1, 17.4 (tables). A row may begin with missing columns (gridBefore), a cell may
cover several columns (gridSpan) or carry on the one above it (vMerge) or before it (the older hMerge).
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from dhr_qa.documents.docx_drawing import chosen
from dhr_qa.documents.docx_inline import format_change
from dhr_qa.documents.docx_names import AUTHOR, DATE, MC, VAL, Element, W, is_on, number_in, shade_in
from dhr_qa.documents.docx_paragraph import Change
from dhr_qa.documents.docx_story import blocks, flush, paragraph, removed, stray, with_control
from dhr_qa.documents.docx_walk import CellDraft, Walk
from dhr_qa.documents.model import Cell, Mark, Table

_MAX_SPAN = 500
_IGNORED = {W + name for name in ("tblGrid", "tblPr", "trPr", "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr")}


class _Grid(Struct):
    """A table in the making. `merged` holds, by first column, the cells that the next row may carry on."""

    index: int
    cells: list[CellDraft] = field(default_factory=list)
    row: int = 0
    column: int = 0
    columns: int = 0
    merged: dict[int, CellDraft] = field(default_factory=dict)
    merging: dict[int, CellDraft] = field(default_factory=dict)
    header_rows: int = 0


def table(walk: Walk, element: Element) -> None:
    """A <w:tbl>: a Table of its own, its paragraphs as blocks."""
    if walk.gone:
        blocks(walk, element)  # in a row that is itself deleted: only its words
        return
    flush(walk)
    gathered = walk.gathered
    grid = _Grid(len(gathered.tables))
    gathered.tables.append(None)
    outer = (walk.table, walk.cell, walk.shaded)
    first = len(gathered.blocks)
    walk.table = grid.index
    for child in element.iterchildren(W + "tblPr"):
        _properties(walk, child)
    _rows(walk, element, grid)
    flush(walk)
    walk.table, walk.cell, walk.shaded = outer
    if not grid.cells and len(gathered.tables) == grid.index + 1:
        gathered.tables.pop()  # every row is deleted: no table is left
        return
    gathered.tables[grid.index] = Table(
        grid.index, grid.row, grid.columns, tuple(_cell(cell, grid.header_rows) for cell in grid.cells),
        first, len(gathered.blocks), grid.header_rows, walk.table,
        "table" if walk.part == "body" else walk.part,
    )  # fmt: skip


def _cell(draft: CellDraft, header_rows: int) -> Cell:
    return Cell(
        draft.row, draft.column, draft.row_span, draft.column_span, tuple(draft.blocks), draft.shade,
        draft.row < header_rows,
    )  # fmt: skip


def _properties(walk: Walk, properties: Element) -> None:
    for child in properties:
        if child.tag == W + "tblStyle":
            walk.shaded = walk.shaded or walk.styles.style(child.get(VAL, "")).table_shade
        elif child.tag in (W + "tblCaption", W + "tblDescription") and child.get(VAL, "").strip():
            text = child.get(VAL, "").strip()
            walk.gathered.marks.append(Mark("alt-text", text, block=walk.last_block(), part="alt-text"))


def _rows(walk: Walk, element: Element, grid: _Grid) -> None:
    """The rows inside `element`: a table, or a control or change around some of its rows."""
    walk.deeper()
    for child in element:
        tag = child.tag
        if tag == W + "tr":
            _row(walk, child, grid)
        elif tag == W + "sdt":
            with_control(walk, child, lambda walk, inside: _rows(walk, inside, grid))
        elif tag == MC + "AlternateContent":
            version = chosen(child)
            if version is not None:
                _rows(walk, version, grid)
        elif tag == W + "p":
            paragraph(walk, child)
        elif tag not in _IGNORED:
            _odd(walk, child, grid, _rows)
    walk.depth -= 1


def _odd(walk: Walk, element: Element, grid: _Grid, inside: Callable[[Walk, Element, _Grid], None]) -> None:
    """What does not belong among rows or cells: a wrapper around some, or words of odd software."""
    if next(element.iter(W + "tr", W + "tc", W + "p"), None) is not None:
        inside(walk, element, grid)
    else:
        stray(walk, element)


def _row(walk: Walk, row: Element, grid: _Grid) -> None:
    grid.column, is_header = 0, False
    deleted = inserted = hidden = None
    properties = row.find(W + "trPr")
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == W + "gridBefore":
            grid.column = number_in(child.get(VAL), 0, 0, _MAX_SPAN) or 0
        elif tag == W + "tblHeader":
            is_header = is_on(child)
        elif tag == W + "del":
            deleted = child
        elif tag == W + "ins":
            inserted = child
        elif tag == W + "hidden" and is_on(child):
            hidden = child
        elif tag == W + "trPrChange":
            format_change(walk, child)
    if deleted is not None:
        removed(walk, row, "tracked-deletion", deleted, blocks)
        return
    if hidden is not None:
        removed(walk, row, "hidden", hidden, blocks)
        return
    if inserted is not None:
        walk.wraps.append(_insertion(inserted))
    grid.merging = {}
    _cells(walk, row, grid)
    grid.merged = grid.merging
    grid.columns = max(grid.columns, grid.column)
    if inserted is not None:
        walk.wraps.pop()
    if is_header and grid.header_rows == grid.row:
        grid.header_rows += 1
    grid.row += 1


def _insertion(change: Element) -> Change:
    return Change("tracked-insertion", 0, 0, None, "", change.get(AUTHOR, ""), change.get(DATE, ""))


def _cells(walk: Walk, element: Element, grid: _Grid) -> None:
    """The cells inside `element`: a row, or a control or the like around some of its cells."""
    walk.deeper()
    for child in element:
        tag = child.tag
        if tag == W + "tc":
            _read_cell(walk, child, grid)
        elif tag == W + "sdt":
            with_control(walk, child, lambda walk, inside: _cells(walk, inside, grid))
        elif tag == MC + "AlternateContent":
            version = chosen(child)
            if version is not None:
                _cells(walk, version, grid)
        elif tag == W + "p":
            paragraph(walk, child)
        elif tag not in _IGNORED:
            _odd(walk, child, grid, _cells)
    walk.depth -= 1


def _read_cell(walk: Walk, element: Element, grid: _Grid) -> None:
    span, shade = 1, ""
    carried_down = carried_on = starts = False
    deleted = None
    properties = element.find(W + "tcPr")
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == W + "gridSpan":
            span = number_in(child.get(VAL), 1, 1, _MAX_SPAN) or 1
        elif tag == W + "vMerge":
            starts = child.get(VAL) == "restart"
            carried_down = not starts
        elif tag == W + "hMerge":
            carried_on = child.get(VAL) != "restart"
        elif tag == W + "shd":
            shade = shade_in(child)
        elif tag == W + "cellDel":
            deleted = child
        elif tag == W + "tcPrChange":
            format_change(walk, child)
    cell = grid.merged.get(grid.column) if carried_down else None
    if cell is not None:
        cell.row_span = grid.row - cell.row + 1
    elif carried_on and grid.cells and grid.cells[-1].row == grid.row:
        cell = grid.cells[-1]
        cell.column_span += span
    else:
        cell = CellDraft(grid.row, grid.column, 1, span, shade=shade)
        grid.cells.append(cell)
    if starts or carried_down:
        grid.merging[grid.column] = cell
    grid.column += span
    outer = (walk.cell, walk.shaded)
    walk.cell, walk.shaded = cell, walk.shaded or bool(shade)
    if deleted is not None:
        removed(walk, element, "tracked-deletion", deleted, blocks)
    else:
        blocks(walk, element)
    flush(walk)
    walk.cell, walk.shaded = outer
