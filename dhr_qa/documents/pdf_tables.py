"""Ruled tables on a page of a PDF: a grid from lines, and proof that the grid is right.

A table is proved when every line ends at another, every cell is a rectangle between lines, and no word
crosses a line. What is not proved is no table: its words are read as text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct, field

from dhr_qa.documents.pdf_model import Box, Page, Word, around

_NEAR = 3.0  #: points; lines as near are the same line, or touch
_GAP = 4.0  #: between two pieces of one line
_COVER = 0.85  #: of the side of a cell that must be ruled
_LEAST = 12.0  #: a table is no smaller
_MAX_LINES = 4_000  #: on a page: more is a drawing
_PAGE_END = 0.16  #: of the height of a page: a table that is cut there ends or begins so near
_OUT = 0.12  #: of the letters of a word that may stand over a line


class GridCell(Struct):
    """A cell: its place in the grid, how far it goes, its rectangle and its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: list[Word] = field(default_factory=list)
    shade: str = ""


class Grid(Struct):
    """A ruled table on one page. `edges` are the x of its columns' borders; `why` says what is not proved."""

    box: Box
    page: int
    edges: list[float]
    heights: list[float]
    cells: list[GridCell] = field(default_factory=list)
    why: str = ""

    @property
    def rows(self) -> int:
        return len(self.heights) - 1

    @property
    def columns(self) -> int:
        return len(self.edges) - 1


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page from top to bottom, proved or not; boxes of one cell are among them."""
    if len(page.rules) > _MAX_LINES:
        return []
    flat = _merged([box for box in page.rules if box.width > box.height], flat=True)
    upright = _merged([box for box in page.rules if box.height >= box.width], flat=False)
    found = []
    for lines, posts in _groups(flat, upright):
        if len(lines) >= 2 and len(posts) >= 2:
            whole = around([*lines, *posts])
            if whole.width >= _LEAST and whole.height >= _LEAST:
                found.append(_grid(page, whole, _closed_by_page(page, whole, lines, posts), posts))
    found.sort(key=lambda grid: (grid.box.y0, grid.box.x0))
    outer: list[Grid] = []
    for grid in found:
        if not any(
            grid is not each and len(each.cells) > 1 and grid.box.share_under(each.box) > 0.95 for each in found
        ):
            outer.append(grid)
    return outer


def _merged(boxes: list[Box], flat: bool) -> list[Box]:
    """Pieces of the same line put together; lines too close to tell apart become one."""

    def key(box: Box) -> float:
        return (box.y0 + box.y1) / 2 if flat else (box.x0 + box.x1) / 2

    tracks: list[list[Box]] = []
    for box in sorted(boxes, key=key):
        if tracks and key(box) - key(tracks[-1][0]) <= _NEAR:
            tracks[-1].append(box)
        else:
            tracks.append([box])
    out = []
    for track in tracks:
        track.sort(key=lambda box: box.x0 if flat else box.y0)
        run = track[0]
        for box in track[1:]:
            start, end = (box.x0, run.x1) if flat else (box.y0, run.y1)
            if start <= end + _GAP:
                run = around([run, box])
            else:
                out.append(run)
                run = box
        out.append(run)
    return out


def _groups(flat: list[Box], upright: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Lines that touch one another, group by group."""
    parent = list(range(len(flat) + len(upright)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for number, post in enumerate(upright, len(flat)):
        for place, line in enumerate(flat):
            if (
                line.x0 - _NEAR <= post.x1
                and post.x0 <= line.x1 + _NEAR
                and post.y0 - _NEAR <= line.y1
                and line.y0 <= post.y1 + _NEAR
            ):
                parent[root(place)] = root(number)
    groups: dict[int, tuple[list[Box], list[Box]]] = {}
    for place, line in enumerate(flat):
        groups.setdefault(root(place), ([], []))[0].append(line)
    for number, post in enumerate(upright, len(flat)):
        groups.setdefault(root(number), ([], []))[1].append(post)
    return list(groups.values())


def _closed_by_page(page: Page, whole: Box, lines: list[Box], posts: list[Box]) -> list[Box]:
    """The lines of a table, with one where the end of the page cuts it: some programs draw none there.

    The outermost posts must both run on to the same height, near the end of the page.
    """
    out = list(lines)
    outer = [min(posts, key=lambda box: box.x0), max(posts, key=lambda box: box.x1)]
    for at, near, ends in (
        (whole.y0, whole.y0 < _PAGE_END * page.height, [box.y0 for box in outer]),
        (whole.y1, whole.y1 > (1 - _PAGE_END) * page.height, [box.y1 for box in outer]),
    ):
        ruled = any(abs((line.y0 + line.y1) / 2 - at) <= _NEAR for line in lines)
        if near and not ruled and all(abs(end - at) <= _NEAR for end in ends):
            out.append(Box(whole.x0, at, whole.x1, at))
    return out


def _marks(places: list[float]) -> list[float]:
    """Places that are the same but for a hair, as one each."""
    out: list[list[float]] = []
    for place in sorted(places):
        if out and place - out[-1][-1] <= _NEAR:
            out[-1].append(place)
        else:
            out.append([place])
    return [sum(group) / len(group) for group in out]


def _grid(page: Page, whole: Box, lines: list[Box], posts: list[Box]) -> Grid:
    edges = _marks([(post.x0 + post.x1) / 2 for post in posts])
    heights = _marks([(line.y0 + line.y1) / 2 for line in lines])
    grid = Grid(whole, page.number, edges, heights)
    if len(edges) < 2 or len(heights) < 2:
        grid.why = "its lines make no cells"
        return grid
    rows, columns = grid.rows, grid.columns
    parent = list(range(rows * columns))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def ruled(boxes: Sequence[Box], at: float, start: float, end: float, flat: bool) -> bool:
        covered = 0.0
        for box in boxes:
            middle = (box.y0 + box.y1) / 2 if flat else (box.x0 + box.x1) / 2
            if abs(middle - at) <= _NEAR:
                low, high = (box.x0, box.x1) if flat else (box.y0, box.y1)
                covered += max(0.0, min(high, end) - max(low, start))
        return covered >= _COVER * (end - start)

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not ruled(posts, edges[column + 1], heights[row], heights[row + 1], False):
                parent[root(here)] = root(here + 1)
            if row + 1 < rows and not ruled(lines, heights[row + 1], edges[column], edges[column + 1], True):
                parent[root(here)] = root(here + columns)
    if whole.x0 < edges[0] - 2 * _NEAR or whole.x1 > edges[-1] + 2 * _NEAR:
        grid.why = "its frame is open at a side"
    for row in range(rows):
        if not ruled(posts, edges[0], heights[row], heights[row + 1], False) or not ruled(
            posts, edges[-1], heights[row], heights[row + 1], False
        ):
            grid.why = "its frame is open at a side"
    for column in range(columns):
        if not ruled(lines, heights[0], edges[column], edges[column + 1], True) or not ruled(
            lines, heights[-1], edges[column], edges[column + 1], True
        ):
            grid.why = "its frame is open above or below"
    pieces: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            pieces.setdefault(root(row * columns + column), []).append((row, column))
    for places in pieces.values():
        top, left = min(row for row, _ in places), min(column for _, column in places)
        high = max(row for row, _ in places) - top + 1
        wide = max(column for _, column in places) - left + 1
        if high * wide != len(places):
            grid.why = "its lines do not close round every cell"
        box = Box(edges[left], heights[top], edges[left + wide], heights[top + high])
        grid.cells.append(GridCell(top, left, high, wide, box, shade=_shade(page, box)))
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
    return grid


def _shade(page: Page, box: Box) -> str:
    """The colour of the ground of a cell: of the last shape painted that fills it."""
    found = ""
    for fill in page.fills:
        if fill.colour and box.share_under(fill.box) > 0.8:
            found = fill.colour
    return "" if found == "FFFFFF" else found


def deal(grid: Grid, words: Sequence[Word]) -> None:
    """Gives each word to its cell. A word that crosses a line, or stands in no cell, leaves the grid unproved."""
    index: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                index.setdefault((row, column), cell)
    for word in words:
        box = word.box
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        row = min(max(bisect_right(grid.heights, y) - 1, 0), grid.rows - 1)
        column = min(max(bisect_right(grid.edges, x) - 1, 0), grid.columns - 1)
        home = index.get((row, column))
        if home is None:
            grid.why = grid.why or "some of its words stand in no cell"
            continue
        home.words.append(word)
        slack = max(_OUT * box.width, 2.0)
        if box.x0 < home.box.x0 - slack or box.x1 > home.box.x1 + slack:
            grid.why = grid.why or "some of its words stand across a line"
