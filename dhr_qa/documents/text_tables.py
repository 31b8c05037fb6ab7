"""Tables in plain text: rows between pipes, and lines of tab-separated cells that run on over lines.

Text copied from a PDF or a scan gives one line of print for each line of text, with tabs between the
columns: one row of the table is many lines. Lines are joined down their columns while they show that
they go on; where that cannot be told, each line stays a row and no text is lost or moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

_LONG = 100  #: a cell this long was not wrapped in its column, so its line is a whole row
_BULLET = re.compile(r"[-*•◦▪‣●○·–]\s+(?=\S)")
_END = re.compile(r"[.?!:;][\"'’”)\]]*$")
_DELIMITER_CELL = re.compile(r"\s*:?-+:?\s*")
_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,6}")
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)]|[-*•◦▪‣●○·–])")
_TAGS = re.compile(r"</?[a-zA-Z]{1,6}>|[*_]{2}")

Fragment = tuple[int, str]  #: line number (from 1) and the raw text


class RawCell(Struct):
    """A cell as paragraphs, each the fragments of lines that it is joined from."""

    paragraphs: list[list[Fragment]] = field(default_factory=list)
    last_line: int = 0

    def add(self, line: int, text: str) -> None:
        """Put one more line's text at the end of the cell."""
        if not text:
            return
        if self.paragraphs and self._goes_on(line, text):
            self.paragraphs[-1].append((line, text))
        else:
            self.paragraphs.append([(line, text)])
        self.last_line = line

    def _goes_on(self, line: int, text: str) -> bool:
        if _BULLET.match(text) or text.startswith(("<ul", "<b>", "**")):
            return False
        gap = line - self.last_line
        return gap <= 1 or (gap == 2 and not _END.search(self.paragraphs[-1][-1][1]))

    @property
    def tail(self) -> str:
        return self.paragraphs[-1][-1][1] if self.paragraphs else ""


class RawTable(Struct):
    """A table before its inline markup is read."""

    line: int
    rows: list[list[RawCell]]
    header_rows: int = 0
    tabbed: bool = False
    last_line: int = 0

    @property
    def columns(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def is_delimiter_row(line: str) -> bool:
    """Whether the line is the row of dashes under a pipe table's header."""
    if "-" not in line or "|" not in line:
        return False
    cells = line.strip().strip("|").split("|")
    return all(_DELIMITER_CELL.fullmatch(cell) for cell in cells)


def split_pipes(line: str) -> list[str]:
    """The cells of a row between pipes; `\\|` is a pipe in the text, as is one in a code span."""
    text = line.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    if "\\|" not in text and "`" not in text:
        return [cell.strip() for cell in text.split("|")]
    cells: list[str] = []
    current: list[str] = []
    code, place, last_tick = False, 0, text.rfind("`")
    while place < len(text):
        char = text[place]
        if char == "\\" and text[place + 1 : place + 2] == "|":
            current.append("|")
            place += 2
            continue
        if char == "`":
            code = not code and place < last_tick
        if char == "|" and not code:
            cells.append("".join(current).strip())
            current = []
        else:
            current.append(char)
        place += 1
    return [*cells, "".join(current).strip()]


def pipe_table(lines: Sequence[Fragment]) -> RawTable:
    """A table from consecutive lines with pipes; a row of dashes makes the row above it the header."""
    rows: list[list[RawCell]] = []
    header_rows = 0
    for number, text in lines:
        if is_delimiter_row(text):
            if len(rows) == 1:
                header_rows = 1
            continue
        cells = []
        for piece in split_pipes(text):
            cell = RawCell()
            cell.add(number, piece)
            cells.append(cell)
        rows.append(cells)
    if header_rows and not any(cell.paragraphs for cell in rows[0]):
        del rows[0]  # Markdown cannot write a table without a header; an empty one says there is none
        header_rows = 0
    return RawTable(lines[0][0], rows, header_rows, last_line=lines[-1][0])


def tab_group(lines: Sequence[Fragment]) -> str:
    """What consecutive lines with tabs are: "contents", "numbered", "prose" or "table"."""
    split = [[cell.strip() for cell in text.split("\t")] for _, text in lines]
    entries = sum(1 for cells in split if len(cells) >= 2 and cells[0] and _PAGE.fullmatch(cells[-1]))
    if entries >= 2 and entries >= 0.7 * len(split) and max(len(cells) for cells in split) <= 3:
        return "contents"
    labelled = sum(1 for cells in split if _LABEL.fullmatch(next(filter(None, cells), "")) and len(cells) <= 3)
    if labelled == len(split) or (labelled and labelled * 2 >= len(split) and all(len(c) <= 2 for c in split)):
        return "numbered"
    filled = [sum(1 for cell in cells if cell) for cells in split]
    if max(filled) <= 1:
        return "prose"
    if len(lines) == 1 and max(filled) <= 2:
        return "prose"  # one line with a tab in it
    return "table"


def tab_table(lines: Sequence[Fragment]) -> RawTable:
    """A table from consecutive lines with tabs, lines of one row joined down their columns."""
    split = [(number, [cell.strip() for cell in text.split("\t")]) for number, text in lines]
    split = [(number, cells) for number, cells in split if not _is_rule(cells)]
    table = RawTable(lines[0][0], [], tabbed=True, last_line=lines[-1][0])
    width = max((len(cells) for _, cells in split), default=0)
    while width > 1 and all(len(cells) < width or not cells[width - 1] for _, cells in split):
        width -= 1  # a tab at the end of every line opens no column
    small = sum(1 for _, cells in split[1:] if cells[0] and not _starts_fresh(cells[0]))
    wrapped = any(not cells[0] for _, cells in split) or small * 4 >= len(split)
    for number, cells in split:
        cells = (cells + [""] * width)[:width]
        if not table.rows or not _continues(table.rows[-1], cells, wrapped):
            table.rows.append([RawCell() for _ in range(width)])
        printed_twice = bool(cells[0]) and cells[0] == table.rows[-1][0].tail  # by a scan, with the row's short cells
        for cell, text in zip(table.rows[-1], cells, strict=True):
            if not (printed_twice and text == cell.tail):
                cell.add(number, text)
    return table


def _is_rule(cells: Sequence[str]) -> bool:
    return any(cells) and all(not cell or set(cell) <= set("-:=_") for cell in cells)


def _continues(row: Sequence[RawCell], cells: Sequence[str], wrapped: bool) -> bool:
    """Whether a line goes on with the row above it."""
    filled = [text for text in cells if text]
    if not filled:
        return True
    whole = len(filled) >= 3 and any(len(text) > _LONG for text in filled)
    if not cells[0]:
        return not (whole and all(_starts_fresh(text) for text in filled))
    if not wrapped or whole or _LABEL.fullmatch(cells[0]):
        return False
    pairs = [
        (cell.tail, text)
        for cell, text in zip(row, cells, strict=True)
        if cell.paragraphs and text and text != cell.tail
    ]
    if not pairs:
        return False
    if len(filled) <= 0.6 * len(cells):
        return True  # a new row would fill most of its columns
    going_on = sum(1 for tail, text in pairs if not _starts_fresh(text) or tail.endswith(("-", ",", "&", "/")))
    return going_on * 2 >= len(pairs) and going_on > 0


def _starts_fresh(text: str) -> bool:
    first = _TAGS.sub("", text)[:1]
    return bool(first) and (first.isupper() or first.isdigit() or first in "(\"'“‘")


def join_tables(first: RawTable, second: RawTable) -> bool:
    """Whether `second` goes on with the last row of `first` (both tabbed, equally wide, nothing between).

    If so its lines are added to `first`.
    """
    if not (first.tabbed and second.tabbed and first.columns == second.columns and second.rows):
        return False
    if second.rows[0][0].paragraphs:
        return False
    for cell, more in zip(first.rows[-1], second.rows[0], strict=True):
        for paragraph in more.paragraphs:
            if cell.paragraphs and not _starts_fresh(paragraph[0][1]):
                cell.paragraphs[-1].extend(paragraph)
            else:
                cell.paragraphs.append(paragraph)
            cell.last_line = paragraph[-1][0]
    first.rows.extend(second.rows[1:])
    first.last_line = second.last_line
    return True
