"""Markdown and plain text to a `Document`, in one pass and linear time.

Markdown is read as authors write it (headings, lists, pipe tables, notes, links, emphasis), plain text
as it comes from a PDF or an e-mail (tables of tab-separated columns, page numbers, notes at the foot of
a page). Automatic labels of lists ("1.", "a)", "•") are kept apart from the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from dhr_qa.documents.decoding import decode
from dhr_qa.documents.markdown_blocks import scan_blocks
from dhr_qa.documents.markdown_inline import Inline, inline, tidy_html
from dhr_qa.documents.markdown_pages import Raw
from dhr_qa.documents.model import Attachment, Block, Cell, Document, Mark, Property, Table
from dhr_qa.documents.text_tables import Fragment, RawTable

_PROPERTY = re.compile(r"([A-Za-z][\w .-]{0,60}?)\s*:\s*(.*)")
_CELL_ITEM = re.compile(r"([-*+•◦▪‣●○·])\s+(?=\S)")
_TEXT_SUFFIXES = {"", ".txt", ".text"}
_MARK_PARTS = {"hyperlink": "hyperlink", "alt-text": "alt-text"}
_SHORT_LINE = 60  #: longer lines of plain text were wrapped; shorter ones may be meant (an address, a title page)


def read_markdown(path: Path, data: bytes) -> Document:
    """The document in the bytes of a Markdown or text file. Raises DocumentError where it is not text.

    Digest and size are set by `read_document`; headings that no mark shows are found by the outline pass.
    """
    text, encoding = decode(data, str(path))
    document = parse_markdown(text, str(path))
    return replace(document, facts=(*document.facts, ("encoding", encoding)))


def parse_markdown(text: str, path: str = "example.md") -> Document:
    """The document that a Markdown (or, by the path's suffix, plain) text comes to."""
    plain = Path(path).suffix.lower() in _TEXT_SUFFIXES
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text, comments = _without_comments(text)
    lines = text.split("\n")
    properties, skipped = _front_matter(lines)
    raws, references = scan_blocks(lines[skipped:], skipped + 1, paged="\f" in text, plain=plain)
    builder = _Builder(references, plain)
    for raw in raws:
        builder.add(raw)
    builder.place_comments(comments)
    return builder.document(path, "txt" if plain else "md", properties)


def _without_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without HTML comments (line breaks kept), and each comment with its line number."""
    if "<!--" not in text:
        return text, []
    out, found = [], []
    place, line = 0, 1
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out.append(text[place:start])
        line += text.count("\n", place, start)
        inside = text[start + 4 : end]
        found.append((line, " ".join(inside.split())))
        out.append("\n" * inside.count("\n"))
        line += inside.count("\n")
        place = end + 3
    out.append(text[place:])
    return "".join(out), found


def _front_matter(lines: Sequence[str]) -> tuple[list[Property], int]:
    """Properties between the two --- lines at the very start, and how many lines they take."""
    if not lines or lines[0].strip() != "---":
        return [], 0
    properties: list[Property] = []
    for number, line in enumerate(lines[1:60], 1):
        if line.strip() in ("---", "..."):
            return (properties, number + 1) if properties else ([], 0)
        found = _PROPERTY.fullmatch(line.strip())
        if found:
            properties.append(Property(found.group(1), found.group(2).strip().strip("\"'")))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break
    return [], 0


class _Builder:
    """Turns raw blocks into the parts of a Document."""

    def __init__(self, references: Mapping[str, str], plain: bool) -> None:
        self.references = references
        self.plain = plain
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.marks: list[Mark] = []
        self.attachments: list[Attachment] = []
        self.numbers = 0
        self.note_signs: dict[str, int] = {}

    def add(self, raw: Raw) -> None:
        if raw.table is not None:
            self._table(raw.table, raw.page)
            return
        line = raw.lines[0][0] if raw.lines else None
        style = "Quote" if raw.quoted else ""
        if raw.kind == "code":
            said = Inline("\n".join(text for _, text in raw.lines))
        else:
            said = inline(self._joined(raw), self.references)
        if raw.kind == "page-number":
            self._block(said, part="footer", page=raw.page, line=line, source="page-number")
        elif raw.kind == "footnote":
            anchor = self.note_signs.get(raw.label)
            self._block(said, part="footnote", page=raw.page, line=line, source=raw.label, anchor=anchor)
        elif said.text:
            kind = raw.kind if raw.kind in ("heading", "list-item") else "paragraph"
            self.numbers += 1
            self._block(
                said, kind, number=self.numbers, label=raw.label, level=raw.level, page=raw.page, line=line, style=style
            )
        else:
            self._marks(said, len(self.blocks) - 1 if self.blocks else None)  # an image on a line of its own

    def _block(
        self,
        said: Inline,
        kind: str = "paragraph",
        part: str = "body",
        number: int | None = None,
        label: str = "",
        level: int | None = None,
        style: str = "",
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
        anchor: int | None = None,
        page: int | None = None,
        line: int | None = None,
        source: str = "",
    ) -> int:
        index = len(self.blocks)
        self.blocks.append(
            Block(
                index, kind, part, said.text, number=number, label=label, level=level, style=style, table=table,
                row=row, column=column, anchor=anchor, page=page, line=line, source=source, spans=tuple(said.spans),
            )
        )  # fmt: skip
        for span in said.spans:
            if span.kind == "note":
                self.note_signs.setdefault(span.value, index)
        self._marks(said, index)
        return index

    def _marks(self, said: Inline, index: int | None) -> None:
        block = None if index is None else self.blocks[index]
        for mark in said.marks:
            if mark.kind == "image":
                self.attachments.append(Attachment(mark.text, "image", 0, block=index))
                continue
            part = _MARK_PARTS.get(mark.kind, block.part if block else "body")
            own = bool(said.text)  # else the mark stands after the block that it is put down to
            self.marks.append(
                replace(
                    mark, block=index, part=part, start=mark.start if own else None, end=mark.end if own else None
                )
            )  # fmt: skip

    def _joined(self, raw: Raw) -> str:
        """The lines of a block as one text: wrapped lines by a space, lines that were meant by a line break."""
        if len(raw.lines) < 2:
            return raw.lines[0][1] if raw.lines else ""
        texts = [text for _, text in raw.lines]
        meant = self.plain and raw.kind == "paragraph" and _lines_are_meant(texts)
        out = []
        for text in texts[:-1]:
            stripped = text.strip()
            if stripped.endswith("\\") and not stripped.endswith("\\\\"):
                out.append(stripped[:-1].rstrip() + "\n")
            elif meant or text.endswith("  ") or stripped.endswith(("<br>", "<br/>", "<br />")):
                out.append(stripped.removesuffix("<br>").removesuffix("<br/>").removesuffix("<br />") + "\n")
            else:
                out.append(stripped + " ")
        out.append(texts[-1].strip())
        return "".join(out)

    def _table(self, raw: RawTable, page: int | None) -> None:
        index = len(self.tables)
        first = len(self.blocks)
        columns = raw.columns
        cells = []
        for row, line_cells in enumerate(raw.rows):
            header = row < raw.header_rows
            for column in range(columns):
                pieces = line_cells[column].paragraphs if column < len(line_cells) else []
                blocks = self._cell(pieces, index, row, column, page)
                if not blocks:
                    blocks = [self._block(Inline(""), part="table", table=index, row=row, column=column, page=page)]
                cells.append(Cell(row, column, 1, 1, tuple(blocks), header=header))
        self.tables.append(
            Table(
                index, len(raw.rows), columns, tuple(cells), first, len(self.blocks), raw.header_rows, line=raw.line
            )
        )  # fmt: skip

    def _cell(
        self, paragraphs: Sequence[Sequence[Fragment]], table: int, row: int, column: int, page: int | None
    ) -> list[int]:
        blocks = []
        for paragraph in paragraphs:
            line = paragraph[0][0]
            for text in tidy_html(" ".join(text for _, text in paragraph)).split("\n"):
                text = text.strip()
                item = _CELL_ITEM.match(text)
                kind, label, level = ("list-item", "•", 0) if item else ("paragraph", "", None)
                said = inline(text[item.end() :] if item else text, self.references)
                if said.text or said.marks:
                    blocks.append(
                        self._block(
                            said, kind, "table", label=label, level=level, table=table, row=row, column=column,
                            page=page, line=line,
                        )
                    )  # fmt: skip
        return blocks

    def place_comments(self, comments: Sequence[tuple[int, str]]) -> None:
        """Make each HTML comment a mark on the block that it follows (or on the first one)."""
        lined = [(block.line, block.index) for block in self.blocks if block.line is not None]
        at = 0
        for line, text in comments:
            while at < len(lined) and lined[at][0] <= line:
                at += 1
            block = lined[max(at - 1, 0)][1] if lined else None
            self.marks.append(Mark("comment", text, block=block, part="comment"))

    def document(self, path: str, format: str, properties: Sequence[Property]) -> Document:
        """All that was read. Notes defined before their sign in the text get their anchor here."""
        blocks = tuple(
            replace(block, anchor=self.note_signs[block.source])
            if block.part == "footnote" and block.anchor is None and block.source in self.note_signs
            else block
            for block in self.blocks
        )
        pages = max((block.page for block in blocks if block.page is not None), default=None)
        return Document(
            path, format, blocks, tuple(self.tables), tuple(self.marks), tuple(properties), tuple(self.attachments),
            pages=pages,
        )  # fmt: skip


def _lines_are_meant(texts: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are lines on purpose, as in an address, and not wrapped prose."""
    if max(len(text.strip()) for text in texts[:-1]) >= _SHORT_LINE:
        return False
    fresh = sum(1 for text in texts[1:] if text.strip()[:1].isupper() or text.strip()[:1].isdigit())
    return fresh * 5 >= 4 * (len(texts) - 1)
