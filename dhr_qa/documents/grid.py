"""Tables as grids: merged cells, header rows judged by their shape, tables that go on from earlier ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.model import Block, Cell, Document, Table

_MAX_HEADER_ROWS = 3
_MAX_HEADING_CHARS = 160
_SHORT_CHARS = 40
_BODY_FACTOR = 2.0
_WIDE = 5


class _Same:
    """A table as a cache key: the very object, since hashing all its cells would cost more than the look-up."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


@lru_cache(maxsize=512)
def _rows(key: _Same) -> tuple[tuple[Cell, ...], ...]:
    rows: list[list[Cell]] = [[] for _ in range(key.table.rows)]
    for cell in key.table.cells:
        for row in range(max(cell.row, 0), min(cell.row + max(cell.row_span, 1), key.table.rows)):
            rows[row].append(cell)
    return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)


def row_cells(table: Table, row: int) -> tuple[Cell, ...]:
    """The cells that stand in a row (0-based), left to right; one merged down from above is among them."""
    rows = _rows(_Same(table))
    return rows[row] if 0 <= row < len(rows) else ()


def cell_at(table: Table, row: int, column: int) -> Cell | None:
    """The cell that covers a place of the grid (0-based), merged cells honoured; None where there is none."""
    cells = row_cells(table, row)
    place = bisect_right([cell.column for cell in cells], column) - 1
    if place < 0 or column >= cells[place].column + max(cells[place].column_span, 1):
        return None
    return cells[place]


def row_texts(document: Document, table: Table, row: int) -> tuple[str, ...]:
    """The text of a row for each column; a cell over several columns gives its text in the first of them."""
    texts = [""] * table.columns
    for cell in row_cells(table, row):
        if cell.column < table.columns:
            texts[cell.column] = document.cell_text(cell).strip()
    return tuple(texts)


def is_full_width(document: Document, table: Table, row: int) -> bool:
    """Whether a row is one text across the table, as a title or the heading of a group of rows is.

    Either a single cell covers the row or, where cells cannot be merged (Markdown, plain text), one cell
    has text, it is labelled or bold or the table is wide, and all others are empty.
    """
    if table.columns < 2:
        return False
    cells = row_cells(table, row)
    if len(cells) == 1:
        return cells[0].column_span >= table.columns
    if table.columns < 3 or document.format in ("docx", "odt"):
        return False
    filled = [cell for cell in cells if document.cell_text(cell).strip()]
    if len(filled) != 1 or filled[0].column > 1 or filled[0].row_span != 1:
        return False
    first = document.blocks[filled[0].blocks[0]]
    return bool(first.label) or table.columns >= _WIDE or _is_bold([first])


def is_empty_row(document: Document, table: Table, row: int) -> bool:
    """Whether no cell that begins in the row holds any text."""
    return not any(cell.row == row and document.cell_text(cell).strip() for cell in row_cells(table, row))


def header_rows(document: Document, table: Table) -> int:
    """How many rows at the top are headings: as the file marks them, else as they look.

    A row of headings is bold, or shaded, from end to end while the rows below are not; or its cells are
    short words above cells of prose. A title across the whole table counts if a row of headings follows.
    """
    if table.header_rows:
        return min(table.header_rows, table.rows)
    if table.columns < 2 or (table.within is not None and table.rows < 2):
        return 0
    marked = 0
    for row in range(table.rows):
        cells = [cell for cell in row_cells(table, row) if cell.row == row]
        if not cells or not all(cell.header for cell in cells):
            break
        marked = row + 1
    if marked:
        return marked
    title = 1 if table.rows > 1 and is_full_width(document, table, 0) else 0
    count = title
    while count < table.rows and count - title <= _MAX_HEADER_ROWS and _stands_out(document, table, count):
        count += 1
    if count == title:
        return title + 1 if _short_above_prose(document, table, title) else 0
    if count - title > _MAX_HEADER_ROWS:
        return 0  # all rows look like that, so their look says nothing
    if count == table.rows:  # a table of headings alone, its rows in the tables that follow
        return count if count <= 2 and table.columns >= 3 else 0
    return count


def _filled(document: Document, table: Table, row: int) -> list[tuple[Cell, list[Block]]]:
    found = []
    for cell in row_cells(table, row):
        blocks = [document.blocks[index] for index in cell.blocks if document.blocks[index].text.strip()]
        if cell.row == row and blocks:
            found.append((cell, blocks))
    return found


def _stands_out(document: Document, table: Table, row: int) -> bool:
    """Whether a row is bold or shaded throughout, and short enough for headings."""
    if is_full_width(document, table, row):
        return False
    filled = _filled(document, table, row)
    if len(filled) * 2 < len(row_cells(table, row)) or not filled:
        return False
    if any(sum(len(block.text) for block in blocks) > _MAX_HEADING_CHARS for _, blocks in filled):
        return False
    bold = all(_is_bold(blocks) for _, blocks in filled)
    shades = {cell.shade for cell, _ in filled}
    shaded = "" not in shades and "FFFFFF" not in shades and len(shades) == 1 and len(filled) > 1
    return bold or shaded


def _is_bold(blocks: Sequence[Block]) -> bool:
    return all(block.covered("bold") * len(block.text) >= 0.9 * len(block.text.strip()) for block in blocks)


def _short_above_prose(document: Document, table: Table, row: int) -> bool:
    """Whether plain short words stand above cells that are much longer on the whole."""
    if row + 1 >= table.rows or table.columns < 3:
        return False
    texts = [text for text in row_texts(document, table, row) if text]
    if len(texts) < table.columns - 1 or len(set(texts)) < len(texts):
        return False
    if any(len(text) > _SHORT_CHARS or text[-1] in ".;," or any(c.isdigit() for c in text) for text in texts):
        return False
    below = [len(text) for text in row_texts(document, table, row + 1) if text]
    longest = max((len(text) for text in texts), default=0)
    return (
        len(below) * 2 >= table.columns
        and sum(below) > _BODY_FACTOR * sum(map(len, texts))
        and max(below) > (2 * longest)
    )


def with_grid(document: Document) -> Document:
    """The document with the header rows of every table set, on the table and on its cells."""
    if not document.tables:
        return document
    tables = []
    for table in document.tables:
        count = header_rows(document, table)
        cells = table.cells
        if count and not all(cell.header for cell in cells if cell.row < count):
            cells = tuple(replace(cell, header=True) if cell.row < count else cell for cell in cells)
        if count != table.header_rows or cells is not table.cells:
            table = replace(table, header_rows=count, cells=cells)
        tables.append(table)
    return replace(document, tables=tuple(tables))


class Continuation(Struct, frozen=True):
    """A table that goes on from an earlier one: `first` is the table where it all began, `before` the last part."""

    first: int
    before: int
    repeats_header: bool = False


def continuations(document: Document) -> dict[int, Continuation]:
    """Table index to what it continues, for tables cut in two by a page or a paragraph mark.

    Such a table is as wide as the one before, has no header rows or the same ones again, and nothing but
    empty paragraphs and page furniture stands between.
    """
    found: dict[int, Continuation] = {}
    outer = [table for table in document.tables if table.within is None and table.part == "table"]
    for before, table in pairwise(outer):
        if before.columns != table.columns or table.columns < 2 or not _nothing_between(document, before, table):
            continue
        repeats = bool(table.header_rows) and same_header(document, before, table, found)
        if table.header_rows and not repeats:
            continue
        known = found.get(before.index)
        found[table.index] = Continuation(known.first if known else before.index, before.index, repeats)
    return found


def _nothing_between(document: Document, before: Table, after: Table) -> bool:
    between = document.blocks[before.last : after.first]
    return not any(block.part in ("body", "table") and block.text.strip() for block in between)


def same_header(document: Document, first: Table, second: Table, known: dict[int, Continuation] | None = None) -> bool:
    """Whether two tables have the same headings, blanks and case aside."""
    origin = known.get(first.index) if known else None
    if not first.header_rows and origin is not None:
        first = document.tables[origin.first]
    return bool(second.header_rows) and _header(document, first) == _header(document, second)


def _header(document: Document, table: Table) -> tuple[str, ...]:
    return tuple(
        "".join(text.split()).casefold() for row in range(table.header_rows) for text in row_texts(document, table, row)
    )
