"""The text of an OpenDocument file, walked once: blocks in reading order, tables, marks, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dhr_qa.documents import limits
from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.model import Attachment, Block, Cell, Mark, Span, Table, Unread
from dhr_qa.documents.odt_para import Para, Place
from dhr_qa.documents.odt_styles import (
    DC,
    DRAW,
    META,
    OFFICE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    XML_ID,
    Numbers,
    Styles,
    fitting,
    number_of,
)

_BLANKS = re.compile(r"[ \t\r\n]+")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MOST_OPEN = 8  #: insertions that may have begun and not ended; each goes on in every paragraph
_PENS = ("#FFFF00", "#00FFFF", "#FF00FF")  #: grounds of a marker pen; others may tell a status
_HOLDERS = (DRAW + "text-box", DRAW + "image")  #: what holds the paragraphs of a frame
_ABOUT = (DC, META, OFFICE)  #: of a comment: its author and date
_SKIPPED = {TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")}


class Walk:
    """Gathers what an OpenDocument text holds."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.numbers = Numbers(styles)
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.marks: list[Mark] = []
        self.attachments: list[Attachment] = []
        self.notes: list[tuple[str, str, Element, int]] = []
        self.changes: dict[str, tuple[str, str, str, str]] = {}  # id: kind, author, date, deleted words
        self.open: dict[str, int] = {}  # id of an insertion to where it begins in this paragraph
        self.lists: dict[str, str] = {}
        self.comments: list[tuple[Element, int]] = []
        self.count = 0
        self.depth = 0
        self.page_field = False
        self.unread: list[Unread] = []
        self.told: set[str] = set()  # ids of deletions whose place is known
        self.read = 0  # paragraphs met, those within paragraphs too

    def text(self, body: Element) -> None:
        """Walks the main text, then its notes and comments."""
        for region in body.iter(TEXT + "changed-region"):
            self._change(region)
        self.walk(body, Place())
        for kind, source, node, anchor in self.notes:
            self.walk(node, Place(kind, anchor=anchor, source=source))
        for number, (node, anchor) in enumerate(self.comments):
            author, date = (str(node.findtext(DC + tag) or "") for tag in ("creator", "date"))
            first = len(self.blocks)
            self.walk(node, Place("comment", anchor=anchor, source=str(number), author=author))
            words = "\n".join(block.text for block in self.blocks[first:])
            self.marks.append(Mark("comment", words, author, date, anchor, part="comment"))
        for key, (kind, author, date, words) in self.changes.items():
            if words and (kind != "tracked-deletion" or key not in self.told):
                self.marks.append(Mark(kind, words, author, date, part=kind))
        there = sum(1 for _ in body.iter(TEXT + "p", TEXT + "h"))
        there -= sum(1 for lot in body.iter(TEXT + "tracked-changes") for _ in lot.iter(TEXT + "p", TEXT + "h"))
        if there > self.read:
            self.unread.append(
                Unread("paragraphs that stand where none should, or are nested too deeply to be read", "content.xml")
            )

    def _change(self, region: Element) -> None:
        kinds = {TEXT + "insertion": "tracked-insertion", TEXT + "deletion": "tracked-deletion"}
        kind = next((kinds[str(change.tag)] for change in region if change.tag in kinds), "format-change")
        author, date = (next((str(x.text or "") for x in region.iter(DC + tag)), "") for tag in ("creator", "date"))
        words = ["".join(str(t) for t in p.itertext()) for p in region.iter(TEXT + "p", TEXT + "h")]
        key = region.get(TEXT + "id", "")
        while key in self.changes:  # damaged: two of one name
            key += "+"
        self.changes[key] = (kind, author, date, "\n".join(words))

    def walk(self, node: Element, place: Place) -> None:
        """The paragraphs, lists and tables right below an element."""
        self.depth += 1
        for child in node if self.depth < limits.MAX_DEPTH else ():
            self._one(child, place)
        self.depth -= 1

    def _one(self, child: Element, place: Place) -> None:
        tag = str(child.tag)
        if tag in (TEXT + "p", TEXT + "h"):
            self._paragraph(child, place)
        elif tag == TEXT + "list":
            self._list(child, place, 1, child.get(TEXT + "style-name", ""), "")
        elif tag == TABLE + "table" and place.cell is None:
            self._table(child, place)  # one in a cell is read as text of that cell
        elif tag == TABLE + "covered-table-cell":
            self._covered(child)
        elif tag == TEXT + "table-of-content":
            for body in child:
                self.walk(body, Place(place.part, toc=True))
        elif tag.startswith(DRAW) and tag != DRAW + "text-box":
            para = Para()
            self._drawing(child, para)
            self._beside(para, None, place)
        elif tag not in _SKIPPED and not tag.endswith("-source"):
            if (child.text or "").strip() and not tag.startswith(_ABOUT):
                self.unread.append(Unread("words that stand outside of any paragraph", "content.xml"))
            self.walk(child, place)

    def _list(self, node: Element, place: Place, level: int, style: str, key: str) -> None:
        if not key:
            key = self.lists.get(node.get(TEXT + "continue-list", ""), "")
            if not key and node.get(TEXT + "continue-numbering") == "true":
                key = self.lists.get("style " + style, "")
            key = key or f"list {len(self.lists)}"
            self.lists[node.get(XML_ID, key)] = self.lists["style " + style] = key
        self.depth += 1
        for item in node if self.depth < limits.MAX_DEPTH else ():
            if item.get(TEXT + "start-value"):
                self.numbers.counts.setdefault(key, {})[level] = number_of(item, TEXT + "start-value") - 1
            first = item.tag == TEXT + "list-item"
            if not first and item.tag != TEXT + "list-header":
                self._one(item, place)
                continue
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, place, level + 1, child.get(TEXT + "style-name", style), key)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    label = self.numbers.label(style, level, key) if first else ""
                    self._paragraph(child, Place(place.part, place.cell, label, level - 1, first, anchor=place.anchor))
                    first = False
                else:
                    self._one(child, place)
        self.depth -= 1

    def _paragraph(self, node: Element, place: Place) -> None:
        style = node.get(TEXT + "style-name", "")
        self.read += 1
        para = Para()
        self.open = dict.fromkeys(self.open, 0)
        self._inline(node, self.styles.looks("paragraph", style), para)
        for key, start in self.open.items():
            self._inserted(para, key, start)
        text = "".join(para.texts)
        index = len(self.blocks)
        heading = node.tag == TEXT + "h"
        label, level = place.label, place.level
        if heading:
            level = number_of(node, TEXT + "outline-level", most=9)
            label = label or self.numbers.heading(level)
        kind = "heading" if heading and text.strip() else "list-item" if place.item and text.strip() else "paragraph"
        kept = bool(text.strip()) or place.cell is None
        if kept:
            number = None
            if place.part == "body" and place.cell is None and text.strip():
                self.count += 1
                number = self.count
            part = "table" if place.cell and place.part == "body" else place.part
            table, row, column = place.cell or (None, None, None)
            self.blocks.append(
                Block(
                    index, kind, part, text, number=number, label=label, level=None if kind == "paragraph" else level,
                    style=self.styles.shown(style), table=table, row=row, column=column, anchor=place.anchor,
                    toc=place.toc, source=place.source, author=place.author, spans=tuple(para.spans),
                )
            )  # fmt: skip
        self._beside(para, index if kept else None, place)

    def _beside(self, para: Para, index: int | None, place: Place) -> None:
        for mark in para.marks:
            self.marks.append(
                Mark(mark.kind, mark.text, mark.author, mark.date, index, mark.start, mark.end, mark.part)
            )
        self.attachments.extend(Attachment(name, "image", 0, block=index) for name in para.pictures)
        anchor = index if index is not None else max(len(self.blocks) - 1, 0)
        self.notes.extend((kind, source, body, anchor) for kind, source, body in para.notes)
        for box in para.boxes:
            self._box(box, Place("textbox", anchor=anchor))
        self.unread.extend(Unread("what is embedded (a chart, a formula, a workbook)", name) for name in para.objects)
        self.comments.extend((node, anchor) for node in para.comments)

    def _write(self, para: Para, text: str | None, looks: Mapping[str, str], plain: bool = False) -> None:
        said = (text or "") if plain else _BLANKS.sub(" ", text or "")
        if not said:
            return
        if looks.get("display") == "none":
            para.marks.append(Mark("hidden", said.strip(), start=para.length, end=para.length, part="hidden"))
            return
        start, end = para.length, para.length + len(said)
        para.texts.append(said)
        para.length = end
        colour, ground = looks.get("color", ""), looks.get("background-color", "")
        for kind, value, there in (
            ("bold", "", looks.get("font-weight") in ("bold", "600", "700", "800", "900")),
            ("italic", "", looks.get("font-style") == "italic"),
            ("underline", "", looks.get("text-underline-style", "none") != "none"),
            ("colour", colour[1:].upper(), bool(_COLOUR.fullmatch(colour)) and colour != "#000000"),
            ("highlight", ground, bool(_COLOUR.fullmatch(ground))),
        ):
            if there:
                para.spans.append(Span(kind, start, end, value))
        if ground.upper() in _PENS:
            para.marks.append(Mark("highlight", said, start=start, end=end))
        if colour.lower() == "#ffffff" and not ground:
            para.marks.append(Mark("white-text", said, start=start, end=end))

    def _inserted(self, para: Para, key: str, start: int) -> None:
        kind, author, date, _ = self.changes.get(key, ("tracked-insertion", "", "", ""))
        if para.length > start:
            words = "".join(para.texts)[start : para.length]
            para.spans.append(Span(kind, start, para.length, author))
            para.marks.append(Mark(kind, words, author, date, start=start, end=para.length, part=kind))

    def _inline(self, node: Element, looks: Mapping[str, str], para: Para) -> None:
        self.depth += 1
        self._write(para, node.text, looks)
        for child in node if self.depth < limits.MAX_DEPTH else ():
            self._child(child, looks, para)
            self._write(para, child.tail, looks)
        self.depth -= 1

    def _child(self, child: Element, looks: Mapping[str, str], para: Para) -> None:
        tag, start = str(child.tag), para.length
        key = child.get(TEXT + "change-id", "")
        if tag == TEXT + "span":
            self._inline(child, {**looks, **self.styles.looks("text", child.get(TEXT + "style-name", ""))}, para)
        elif tag == TEXT + "a":
            self._inline(child, looks, para)
            target = child.get(XLINK + "href", "")
            para.spans.append(Span("hyperlink", start, para.length, target))
            if not target.startswith("#"):
                para.marks.append(Mark("hyperlink", target, start=start, end=para.length, part="hyperlink"))
        elif tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            said = {"s": " " * number_of(child, TEXT + "c"), "tab": "\t"}.get(tag.rpartition("}")[2], "\n")
            self._write(para, said, looks, plain=True)
        elif tag == TEXT + "note":
            sign = str(child.findtext(TEXT + "note-citation") or "").strip()
            kind = "endnote" if child.get(TEXT + "note-class") == "endnote" else "footnote"
            para.spans.append(Span("note", start, start, sign))
            para.notes.extend((kind, sign, body) for body in child.iterchildren(TEXT + "note-body"))
        elif tag == OFFICE + "annotation":
            para.comments.append(child)
        elif tag == TEXT + "change-start":
            if len(self.open) < _MOST_OPEN:
                self.open[key] = start
        elif tag == TEXT + "change-end":
            self._inserted(para, key, self.open.pop(key, start))
        elif tag == TEXT + "change":
            kind, author, date, words = self.changes.get(key, ("", "", "", ""))
            self.told.add(key)
            if kind:
                para.marks.append(Mark(kind, words, author, date, start=start, end=start, part=kind))
        elif tag.startswith(DRAW):
            self._drawing(child, para)
        elif tag not in (TEXT + "soft-page-break", TEXT + "bookmark", OFFICE + "annotation-end"):
            self.page_field = self.page_field or tag == TEXT + "page-number"
            self.read += tag in (TEXT + "p", TEXT + "h")
            self._inline(child, looks, para)

    def _drawing(self, node: Element, para: Para) -> None:
        """Takes note of a drawing and those that it is grouped of: titles, pictures, and what holds paragraphs."""
        text = False
        for child in node:
            tag = str(child.tag)
            if tag in (SVG + "desc", SVG + "title"):
                said = "".join(str(text) for text in child.itertext())
                if said:
                    para.marks.append(Mark("alt-text", said, start=para.length, end=para.length, part="alt-text"))
            elif tag in (DRAW + "object", DRAW + "object-ole"):
                para.objects.append(child.get(XLINK + "href", "").removeprefix("./"))
            elif tag == DRAW + "image":
                para.pictures.append(child.get(XLINK + "href", ""))
                text = text or len(child) > 0
            elif tag in _HOLDERS or not tag.startswith(DRAW):
                text = True
            else:
                self._drawing(child, para)
        if text:
            para.boxes.append(node)

    def _box(self, node: Element, place: Place) -> None:
        """The paragraphs of a drawing; those that are grouped with it are boxes of their own."""
        for child in node:
            if child.tag in _HOLDERS:
                self.walk(child, place)
            elif not str(child.tag).startswith((DRAW, SVG)):
                self._one(child, place)

    def _covered(self, node: Element) -> None:
        """A cell behind a merged one: nobody sees what stands in it."""
        found = list(node.iter(TEXT + "p", TEXT + "h"))
        self.read += len(found)
        words = "\n".join("".join(str(text) for text in each.itertext()) for each in found).strip()
        if words:
            self.marks.append(Mark("hidden", words, block=len(self.blocks) - 1 if self.blocks else None, part="hidden"))

    def _table(self, node: Element, place: Place) -> None:
        index, first = len(self.tables), len(self.blocks)
        self.tables.append(Table(index, 0, 0, (), first, first))
        cells: list[Cell] = []
        rows = heads = columns = 0
        for line in node.iter(TABLE + "table-row"):
            if next(line.iterancestors(TABLE + "table"), None) is not node:
                continue
            parent = line.getparent()
            head = parent is not None and parent.tag == TABLE + "table-header-rows"
            heads += head
            column = 0
            for each in line:
                if each.tag == TABLE + "table-cell":
                    inside = len(self.blocks)
                    self.walk(each, Place(place.part, (index, rows, column)))
                    mine = tuple(block.index for block in self.blocks[inside:] if block.table == index)
                    down, along = (number_of(each, TABLE + f"number-{name}-spanned") for name in ("rows", "columns"))
                    cells.append(Cell(rows, column, down, along, mine, header=head))
                else:
                    self._one(each, Place(place.part, (index, rows, column)))
                column += number_of(each, TABLE + "number-columns-repeated", most=64)
            columns, rows = max(columns, column), rows + 1
        part = "table" if place.part == "body" else place.part
        held = tuple(fitting(cells, rows, columns))
        self.tables[index] = Table(index, rows, columns, held, first, len(self.blocks), heads, part=part)
