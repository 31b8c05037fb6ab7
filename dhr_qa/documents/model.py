"""The document model: what a reader hands on, whatever the format of the file.

Every reader (Word, OpenDocument, Markdown, plain text, PDF) gives the same `Document`: a flat list of `Block`s in
reading order, the `Table`s that some of the blocks stand in, and what travels with a file unseen:
`Mark`s, `Property`s and `Attachment`s. Character offsets are Python string offsets into `Block.text`.
Nothing here knows what a review is.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

#: Where text can stand. The first eight are the parts of blocks; the rest are the parts of marks and findings.
PARTS = (
    "body", "table", "footnote", "endnote", "header", "footer", "textbox", "comment",
    "tracked-insertion", "tracked-deletion", "hidden", "alt-text", "hyperlink", "metadata", "file",
)  # fmt: skip


class Location(Struct, frozen=True, eq=False):
    """A place that a person can find again. Numbers count from 1; `start` and `end` are character offsets.

    `paragraph` counts the non-empty paragraphs outside tables in the main text; `row` counts the rows of
    a table below its header rows (a header row is row 0). `section` is a canonical section role,
    `column` a canonical column role where the table has one, else the heading of the column as printed.
    `block` is the index of the block in `Document.blocks`, for programs: it is no part of the place that
    people are told, nor of what makes two places the same.
    """

    part: str = "body"
    section: str | None = None
    heading: str | None = None
    paragraph: int | None = None
    label: str | None = None
    table: int | None = None
    row: int | None = None
    column: str | None = None
    page: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    block: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The place as the JSON gives it."""
        return {name: getattr(self, name) for name in self.__struct_fields__ if name != "block"}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Location) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(tuple(self.as_dict().values()))

    def at(self, start: int, end: int) -> Location:
        """The same place, narrowed to characters `start` to `end`."""
        return replace(self, start=start, end=end)


class Span(Struct, frozen=True):
    """A stretch of a block's text that differs: its formatting, its fate or what it points to.

    Kinds: bold, italic, underline, hidden, highlight (value: colour), colour (value: RRGGBB), shade, strike,
    tracked-insertion (value: author), moved-to, hyperlink (value: target), field (value: instruction),
    note (value: footnote or endnote id as printed), placeholder (a content control nobody has filled in).
    """

    kind: str
    start: int
    end: int
    value: str = ""


class Block(Struct, frozen=True):
    """A paragraph, heading or list item, in the body, a table cell, a note, a header, a text box or a comment.

    Attributes:
        index: place in `Document.blocks`, from 0.
        kind: "paragraph", "heading" or "list-item".
        part: one of the first eight of `PARTS`; "table" for a paragraph in a cell of the main text.
        text: what a reader of the final text sees: insertions in, deletions out, no automatic label.
        number: the paragraph's number as `Location.paragraph` counts it; None in cells and other parts.
        label: the automatic label in full ("3.2", "(b)", "Recommendation 4"), computed, or typed at the
            start of the line and then also still part of `text` (`label_typed`). A bullet is "•".
        level: heading level from 1, or list level from 0; None for a plain paragraph.
        style: name of the paragraph style, as the author sees it.
        table, row, column: 0-based place of the cell in `Document.tables`; None outside tables.
        anchor: index of the block that a text box, note or comment hangs on.
        toc: the block is an entry of a table of contents.
        source: for a footnote, endnote or comment its id or number; for a header or footer the part's name.
    """

    index: int
    kind: str
    part: str
    text: str
    number: int | None = None
    label: str = ""
    label_typed: bool = False
    level: int | None = None
    style: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    anchor: int | None = None
    toc: bool = False
    page: int | None = None
    line: int | None = None
    source: str = ""
    author: str = ""
    spans: tuple[Span, ...] = ()

    def covered(self, kind: str) -> float:
        """The share (0 to 1) of the block's characters that stand in spans of `kind`."""
        if not self.text:
            return 0.0
        return sum(span.end - span.start for span in self.spans if span.kind == kind) / len(self.text)


class Cell(Struct, frozen=True):
    """A cell at its real place in the grid. A merged cell stands once, at its first row and column."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[int, ...]  #: indexes into Document.blocks, nested tables' blocks left out
    shade: str = ""  #: fill colour as RRGGBB, where one is set
    header: bool = False


class Table(Struct, frozen=True):
    """A table as a grid of cells.

    Attributes:
        index: place in `Document.tables`, from 0 (people count from 1).
        first, last: the indexes of blocks in it are `first <= i < last`, nested tables' blocks included.
        header_rows: how many rows at the top are headings, judged by marks and shape, not by words.
        within: index of the table that this one is nested in.
        part: "table" in the main text, else the part that holds it.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    first: int
    last: int
    header_rows: int = 0
    within: int | None = None
    part: str = "table"
    line: int | None = None


class Mark(Struct, frozen=True):
    """Something in the file that the final text does not show, or shows without saying.

    Kinds: tracked-insertion, tracked-deletion, moved-from, moved-to, hidden, comment, alt-text, hyperlink
    (text: the target), field (text: the instruction), bookmark (text: the name), highlight, white-text,
    placeholder, format-change (a tracked change of looks), external (a relationship to something outside
    the file), macro, person (an author in people.xml), variable (a document variable), covered (letters in the
    colour of their ground, as under a black bar), cover (a plain shape in front of the text), control (the
    title or tag of a form field), tooltip (of a link).
    """

    kind: str
    text: str
    author: str = ""
    date: str = ""
    block: int | None = None
    start: int | None = None
    end: int | None = None
    part: str = "body"


class Property(Struct, frozen=True):
    """A document property. `source`: core, app, custom or settings; `name` as the file spells it."""

    name: str
    value: str
    source: str = "core"


class Attachment(Struct, frozen=True):
    """A part of the file beside the text: an image, an embedded workbook, a chart, a custom XML item.

    `texts` holds every piece of text found in it, for the checks of names; `fields` other facts (EXIF).
    """

    name: str
    kind: str
    size: int
    texts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    block: int | None = None


class Unread(Struct, frozen=True):
    """What the reader could not read, in plain words; `where` is a part of the file or a line."""

    what: str
    where: str = ""


class Document(Struct, frozen=True, dict=True):
    """A file as read. `path` is the path as the user gave it; `format` is docx, odt, md, txt or pdf."""

    path: str
    format: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    properties: tuple[Property, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    unread: tuple[Unread, ...] = ()
    sha256: str = ""
    size: int = 0
    pages: int | None = None
    facts: tuple[tuple[str, str], ...] = ()  #: odds and ends: language, page-field…

    @cached_property
    def words(self) -> int:
        """Words of the body and its tables, text boxes and notes: what a reader would call the length."""
        parts = {"body", "table", "textbox", "footnote", "endnote"}
        return sum(len(block.text.split()) for block in self.blocks if block.part in parts)

    def cell_text(self, cell: Cell) -> str:
        """The text of a cell, its paragraphs joined by newlines (offsets in a cell count in this text)."""
        return "\n".join(self.blocks[index].text for index in cell.blocks)

    @cached_property
    def cell_of_block(self) -> dict[int, Cell]:
        """Block index to the cell it stands in (innermost table)."""
        return {index: cell for table in self.tables for cell in table.cells for index in cell.blocks}
