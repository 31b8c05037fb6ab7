"""The pages of a PDF in reading order: running text joined over pages, tables continued, notes set apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from dhr_qa.documents.pdf_columns import in_columns, strip_between
from dhr_qa.documents.pdf_furniture import Furniture, take_footnotes, take_furniture
from dhr_qa.documents.pdf_join import LongTable, best_guess, joined, long_table
from dhr_qa.documents.pdf_lines import known_words, lines_of
from dhr_qa.documents.pdf_model import Box, Line, Page
from dhr_qa.documents.pdf_paragraphs import Measure, Paragraph, measured, paragraphs_of
from dhr_qa.documents.pdf_tables import Grid, deal, grids_of

_MOST_OF_PAGE = 0.5  #: a box as large is a frame round the page
_WIDE_LINE = 5  #: words; lines with fewer do not show how wide the text is


class Stretch(Struct):
    """Lines that follow one another with nothing between, and the edges of their column."""

    lines: list[Line]
    left: float
    right: float
    cell: bool = False


class Flow(Struct):
    """What the pages come to: stretches of text and tables in reading order, and what stands beside them."""

    usual: Measure
    parts: list[Stretch | LongTable] = field(default_factory=list)
    notes: list[tuple[str, list[Line]]] = field(default_factory=list)
    furniture: Furniture = field(default_factory=Furniture)
    lines: list[Line] = field(default_factory=list)
    doubtful: list[Grid] = field(default_factory=list)  #: ruled tables that are not proved


class _Sheet(Struct):
    """One page: its grids with their words, and the lines outside them."""

    page: Page
    tables: list[Grid]
    boxes: list[Grid]
    lines: list[Line] = field(default_factory=list)


def flow_of(pages: Sequence[Page]) -> Flow:
    """The flow of all pages."""
    sheets = [_sheet(page) for page in pages]
    outside = {sheet.page.number: sheet.lines for sheet in sheets}
    furniture = take_furniture(pages, outside)
    for sheet in sheets:
        sheet.lines = outside[sheet.page.number]
    every = [line for sheet in sheets for line in sheet.lines]
    in_cells = [
        line for sheet in sheets for grid in (*sheet.tables, *sheet.boxes) for cell in grid.cells
        for line in lines_of(cell.words, sheet.page.number)
    ]  # fmt: skip
    usual = measured(every or in_cells, known_words([*every, *in_cells]))
    flow = Flow(usual, furniture=furniture, lines=every or in_cells)
    for sheet in sheets:
        flow.notes.extend(take_footnotes(sheet.page, sheet.lines, usual.size))
    bottoms = _bottoms(sheets)
    for sheet in sheets:
        _add(flow, sheet, bottoms)
    return flow


def _sheet(page: Page) -> _Sheet:
    """A page with its words dealt to tables and boxes; the words left over make the lines."""
    found = grids_of(page)
    ground = page.width * page.height
    tables = [grid for grid in found if len(grid.cells) > 1]
    boxes = [grid for grid in found if len(grid.cells) == 1 and not grid.why]
    boxes = [grid for grid in boxes if grid.box.width * grid.box.height < _MOST_OF_PAGE * ground]
    rest = list(page.words)
    kept: list[list[Grid]] = []
    for grids in (tables, boxes):
        kept.append([])
        for grid in grids:
            inside = [word for word in rest if _within(grid.box, word.box)]
            if not inside:
                continue
            deal(grid, inside)
            if grid.why and sum(1 for cell in grid.cells if cell.words) < 2:
                for cell in grid.cells:
                    cell.words.clear()
                continue  # no table, nor anything like one
            kept[-1].append(grid)
            taken = {id(word) for cell in grid.cells for word in cell.words}
            rest = [word for word in rest if id(word) not in taken]
    return _Sheet(page, kept[0], kept[1], lines_of(rest, page.number))


def _within(box: Box, word: Box) -> bool:
    return box.holds((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)


def _bottoms(sheets: Sequence[_Sheet]) -> dict[tuple[int, int], float]:
    """How far down text and tables go on pages of each size."""
    found: dict[tuple[int, int], float] = {}
    for sheet in sheets:
        ends = [line.box.y1 for line in sheet.lines] + [grid.box.y1 for grid in sheet.tables]
        if ends:
            key = _size(sheet.page)
            found[key] = max(found.get(key, 0.0), *ends)
    return found


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _add(flow: Flow, sheet: _Sheet, bottoms: dict[tuple[int, int], float]) -> None:
    strip = None if sheet.tables else strip_between(sheet.lines, sheet.page.width)
    if strip is not None:
        for group in in_columns(sheet.lines, strip):
            flow.parts.append(Stretch(group, *_edges(group, sheet.page.width)))
        sheet.lines = []
    left, right = _edges(sheet.lines, sheet.page.width)
    here: list[Line | Grid] = [*sheet.lines, *sheet.tables, *sheet.boxes]
    here.sort(key=lambda item: (item.box.y0, item.box.x0))
    for place, item in enumerate(here):
        last = flow.parts[-1] if flow.parts else None
        if isinstance(item, Line):
            if isinstance(last, Stretch) and not last.cell and _same_column(last, left, right, sheet.page.number):
                last.lines.append(item)
                last.right = max(last.right, right)
            else:
                flow.parts.append(Stretch([item], left, right))
        elif item.why:
            flow.doubtful.append(item)
            for cell, lines in zip((c for c in item.cells if c.words), best_guess(item.cells, item.page), strict=True):
                flow.parts.append(Stretch(lines, cell.box.x0, cell.box.x1, True))
        elif len(item.cells) == 1:
            lines = lines_of(item.cells[0].words, item.page)
            flow.parts.append(Stretch(lines, item.box.x0 + 4, item.box.x1 - 4, True))
        elif not (place == 0 and isinstance(last, LongTable) and joined(last, item, _bottom(last, bottoms, sheet))):
            flow.parts.append(long_table(item))


def _bottom(table: LongTable, bottoms: dict[tuple[int, int], float], sheet: _Sheet) -> float:
    """How far down the text goes on pages such as the one before, where the table stood."""
    return bottoms.get(_size(sheet.page), table.last.box.y1 if table.last else 0.0)


def _same_column(last: Stretch, left: float, right: float, page: int) -> bool:
    return last.lines[-1].page >= page - 1 and abs(last.left - left) < 60 and abs(last.right - right) < 90


def _edges(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """The left and right edge of the running text of a page as wide as `width`."""
    wide = [line for line in lines if len(line.words) >= _WIDE_LINE] or lines
    if not wide:
        return 0.0, width
    rights = sorted(line.box.x1 for line in wide)
    lefts = sorted(line.box.x0 for line in wide)
    if len(wide) < 4:
        return lefts[0], max(rights[-1], width - lefts[0])
    return lefts[0], rights[min(len(rights) - 1, len(rights) * 49 // 50)]


def paragraphs_in(stretch: Stretch, usual: Measure) -> list[Paragraph]:
    """The paragraphs of a stretch of lines."""
    return paragraphs_of(stretch.lines, stretch.left, stretch.right, usual)
