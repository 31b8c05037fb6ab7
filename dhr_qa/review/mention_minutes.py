"""Who sat at the meetings of a review panel: tables and lists of attendance in its minutes, and their initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Block, Table
from dhr_qa.review.blocks import line, squeezed, without_label
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.mention_text import Source

_TITLE_WORDS, _COVER = 24, 8  #: words of a line that is the title of a paper; blocks at the head of a file
_LISTED, _LINE_WORDS = 30, 14  #: lines below "Present", and the words of each
_WIDEST = 60  #: characters of a line that says "Present" and no more
_LETTERS = re.compile(r"[A-Z]{2,4}|(?:[A-Z]\.){2,4}")
_LISTING = 150  #: words of a list in one paragraph
_SENTENCES = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_NEAR = 12  #: blocks between the title of notes of a meeting and the table of those who were there
_DEEPEST = 9


class Attendance:
    """Cells and lines that name those who were at a meeting of the panel.

    Positive evidence is asked for: a heading, the title of a paper or the head of the file says that these are the
    papers of a review's panel. Minutes of another meeting are told apart, and whoever sat there is not of the panel.
    """

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts, self._lexicon = facts, lexicon
        self._blocks: set[int] = set()
        self._letters: dict[int, str] = {}
        self._perhaps: dict[int, list[str]] = {}
        self._scopes: list[bool | None] = []
        panel = facts.index.find(lexicon.list("panel-papers"))
        other = facts.index.find(lexicon.list("meetings-of-others"))
        titles = (facts.document.blocks[block] for block in facts.index.find(lexicon.list("panel-meetings")))
        self._meetings = {block.index for block in titles if _is_title(block) and block.index not in other}
        if not panel and not other:
            return
        self._scopes = list(_scopes(facts.document.blocks, set(panel), set(other)))
        if True not in self._scopes:
            return
        for table in facts.document.tables:
            if table.first < len(self._scopes) and self._scopes[table.first]:
                self._table(table)
        heads = lexicon.list("attendance-headings")
        for block in facts.document.blocks:
            if self._scopes[block.index] and block.part == "body" and heads.is_whole(_said(block)):
                self._below(block.index)

    def holds(self, source: Source) -> bool:
        """Whether a place names somebody who was at a meeting of the panel."""
        return source.block in self._blocks

    def letters(self, source: Source, fitting: str) -> str:
        """The initials that the row of a table of attendance gives for the person named there, "" for none.

        Where no column is headed so, they have to be `fitting`, the first letters of the name.
        """
        if source.block is None:
            return ""
        said = self._letters.get(source.block, "")
        return said or (fitting if fitting in self._perhaps.get(source.block, ()) else "")

    def elsewhere(self, block: int | None) -> bool:
        """Whether a block is of the minutes of another meeting."""
        return block is not None and block < len(self._scopes) and self._scopes[block] is False

    def within(self, block: int | None) -> bool:
        """Whether a block is of the minutes of the panel."""
        return block is not None and block < len(self._scopes) and self._scopes[block] is True

    def _table(self, table: Table) -> None:
        document, lexicon = self._facts.document, self._lexicon
        heads = lexicon.list("attendance-headings")
        names, beside = lexicon.list("attendance-names"), lexicon.list("attendance-beside")
        top = {cell.column: line(document.cell_text(cell)) for cell in table.cells if cell.row == 0}
        barred = lexicon.list("attendance-not")
        if any(barred.occurs(text) for text in top.values()):
            return
        rows = [cell for cell in table.cells if cell.column == 0 and not document.cell_text(cell).isspace()]
        beside_names = table.columns > 1 and sum(heads.is_whole(line(document.cell_text(cell))) for cell in rows) * 2
        if beside_names and beside_names > len(rows):
            self._labelled(table)  # "Present:" beside the names of all
            return
        marked = lexicon.list("attendance-initials")
        initials = next((column for column, text in top.items() if marked.is_whole(text)), None)
        said = [column for column, text in top.items() if heads.is_whole(text)]
        called = [column for column, text in top.items() if names.is_whole(text)]
        about = any(beside.is_whole(text) for text in top.values())
        if called and not said and not (about and self._meets(table)):
            called = []
        columns = called or said
        if columns and table.rows > 1 and (len(top) > 1 or said):
            self._rows(table, columns, 1, initials)
        elif self._under_heading(table):
            self._rows(table, range(min(1, table.columns)), 0, None)
        else:
            self._labelled(table)

    def _labelled(self, table: Table) -> None:
        heads = self._lexicon.list("attendance-headings")
        for row in range(table.rows):
            first, second = cell_at(table, row, 0), cell_at(table, row, 1)
            if first is None or second is None or first is second:
                continue
            if heads.is_whole(line(self._facts.document.cell_text(first))):
                self._blocks.update(second.blocks)

    def _meets(self, table: Table) -> bool:
        """Whether a table stands near the title of notes of a meeting, so that it lists who was there."""
        return any(block in self._meetings for block in range(table.first - _NEAR, table.first))

    def _under_heading(self, table: Table) -> bool:
        heads = self._lexicon.list("attendance-headings")
        above = self._facts.document.blocks[max(0, table.first - 1) : table.first]
        return any(heads.is_whole(_said(block)) for block in above)

    def _rows(self, table: Table, columns: Sequence[int], first: int, initials: int | None) -> None:
        document = self._facts.document
        for row in range(first, table.rows):
            letters: list[str] = []
            for column in range(table.columns) if initials is None else (initials,):
                cell = cell_at(table, row, column)
                text = squeezed(document.cell_text(cell)) if cell is not None and column not in columns else ""
                if _LETTERS.fullmatch(text):
                    letters.append(text.replace(".", ""))
            for column in columns:
                cell = cell_at(table, row, column)
                for block in cell.blocks if cell is not None else ():
                    self._blocks.add(block)
                    if letters and len(columns) == 1:
                        self._letters[block] = letters[0] if initials is not None else ""
                        self._perhaps[block] = letters

    def _below(self, index: int) -> None:
        """The short lines below a line that says "Present" or "Apologies"."""
        before: bool | None = None
        for block in self._facts.document.blocks[index + 1 : index + 1 + _LISTED]:
            listing = block.index == index + 1 and not _SENTENCES.search(block.text)  # lines run together
            most = _LISTING if listing else _LINE_WORDS
            if block.kind == "heading" or block.part != "body" or len(block.text.split()) > most:
                return
            stop = block.text.rstrip().endswith(".")
            if stop and before is False:
                return  # what was said, behind lines without a stop
            if block.text.strip():
                self._blocks.add(block.index)
                before = stop


def _scopes(blocks: Sequence[Block], panel: set[int], other: set[int]) -> Iterator[bool | None]:
    """For each block whether it belongs to papers of the panel (True), to those of another meeting (False)."""
    cover = [block for block in blocks[:_COVER] if block.part == "body" and len(block.text.split()) <= _TITLE_WORDS]
    default = True if any(block.index in panel and block.index not in other for block in cover) else None
    open_: list[tuple[float, bool]] = []
    level = 0.0
    for block in blocks:
        if block.kind == "heading":
            level = float(block.level or _DEEPEST)
            while open_ and open_[-1][0] >= level:
                open_.pop()
        if block.part == "body" and (block.index in panel or block.index in other) and _is_title(block):
            while open_ and block.kind != "heading" and open_[-1][0] == level + 0.5:
                open_.pop()
            open_.append((level if block.kind == "heading" else level + 0.5, block.index not in other))
        yield open_[-1][1] if open_ else default


def _said(block: Block) -> bytes:
    return line(block.text[without_label(block)[1] :]) if len(block.text) <= _WIDEST else b""


def _is_title(block: Block) -> bool:
    text = block.text.rstrip(" *_")
    return len(text.split()) <= _TITLE_WORDS and (block.kind == "heading" or not text.endswith((".", ";", ",")))
