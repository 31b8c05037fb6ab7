"""The state of a walk through one story (main text, header, notes…) and how a paragraph becomes a Block."""

from __future__ import annotations

from msgspec import Struct, field

from dhr_qa.documents import guard, limits
from dhr_qa.documents.docx_cover import covered, nearly_white
from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.docx_package import Package, Relation
from dhr_qa.documents.docx_paragraph import Change, Para, Segment, Unseen
from dhr_qa.documents.docx_styles import Format, Styles
from dhr_qa.documents.model import Block, Mark, Span, Table, Unread
from dhr_qa.documents.numbering import Counters, Numbering

Key = tuple[str, str]


class CommentPlace(Struct):
    """Where a comment hangs: from a place in one block to a place in the same or a later one."""

    block: int
    start: int
    end_block: int | None = None
    end: int | None = None


class Gathered(Struct):
    """What the stories of a file add up to."""

    package: Package
    styles: Styles
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table | None] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    sections: list[Element] = field(default_factory=list)
    note_formats: dict[str, tuple[str, int]] = field(default_factory=dict)
    note_counts: dict[str, int] = field(default_factory=dict)
    notes: dict[Key, tuple[int | None, str]] = field(default_factory=dict)  #: (kind, id) to block and number
    lost_notes: dict[Key, Unseen] = field(default_factory=dict)  #: notes whose reference is not seen
    comments: dict[str, CommentPlace] = field(default_factory=dict)
    media: dict[str, tuple[int | None, str]] = field(default_factory=dict)  #: part to block and first name
    cropped: set[str] = field(default_factory=set)  #: parts of pictures of which the page shows a piece only
    links: set[tuple[str, str]] = field(default_factory=set)  #: relationships that the text uses
    segments: dict[int, tuple[Segment, ...]] | None = None
    sources: dict[int, tuple[Element, ...]] = field(default_factory=dict)  #: a block's <w:p> elements, if recorded
    paragraphs: int = 0

    def unread(self, what: str, where: str = "") -> None:
        note = Unread(what, where)
        if note not in self.package.unread:
            self.package.unread.append(note)


class Field(Struct):
    """A Word field that has begun: first its code is read, then its result."""

    para: Para
    start: int
    code: list[str] = field(default_factory=list)
    in_code: bool = True
    instruction: str = ""
    mark: Change | None = None
    toc: bool = False
    shown: str = ""  #: what a form field shows that has no result of its own


class CellDraft(Struct):
    """A cell in the making."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    blocks: list[int] = field(default_factory=list)
    shade: str = ""


class Walk:
    """The walk through one story. `part` is the part of its blocks; `name` the part of the package it stands in."""

    def __init__(
        self, gathered: Gathered, name: str, part: str, *, source: str = "", author: str = "", anchor: int | None = None
    ) -> None:
        self.gathered = gathered
        self.styles = gathered.styles
        self.name = name
        self.part = part
        self.source = source
        self.author = author
        self.anchor = anchor
        self.relations: dict[str, Relation] = gathered.package.relations(name)
        self.counters = Counters(gathered.numbering)
        self.box_counters: Counters | None = None
        self.recording = gathered.segments is not None
        self.para: Para | None = None
        self.format = Format()
        self.sink: list[str] | None = None  #: where text goes that is not seen; None while it is
        self.unseen: Unseen | None = None
        self.gone = False  #: whole rows are deleted or hidden: paragraphs make no blocks
        self.fields: list[Field] = []
        self.open_tocs = 0
        self.toc_controls = 0
        self.wraps: list[Change] = []  #: controls and insertions around whole paragraphs
        self.wrappers: list[Element] = []
        self.waiting: list[str] = []  #: comments that begin at the next paragraph
        self.table: int | None = None
        self.cell: CellDraft | None = None
        self.shaded = False  #: white letters stand on a coloured ground here
        self.in_box = False
        self.depth = 0

    def box(self, anchor: int | None) -> Walk:
        """The walk through a text box that hangs on block `anchor`."""
        if self.box_counters is None:
            self.box_counters = Counters(self.gathered.numbering)
        part = "textbox" if self.part == "body" else self.part
        inner = Walk(self.gathered, self.name, part, source=self.source, author=self.author, anchor=anchor)
        inner.counters = inner.box_counters = self.box_counters
        inner.depth = self.depth
        inner.shaded = inner.in_box = True
        return inner

    def deeper(self) -> None:
        """Count one more level of nesting. Raises DocumentError (unsafe) beyond the limit."""
        self.depth += 1
        if self.depth > limits.MAX_DEPTH:
            raise guard.unsafe(self.gathered.package.file, "its tables or controls are nested too deeply")

    def begin(self) -> Para:
        """The paragraph that text goes to: a new one, unless the last one's end was deleted."""
        para = self.para
        if para is None:
            para = self.para = Para(self.recording)
            for identity in self.waiting:
                para.comments.append((identity, 0, True))
            self.waiting.clear()
        return para

    def refresh(self) -> None:
        """Work out anew where text goes: into a field's code, among what is not seen, or into the text."""
        for open_field in reversed(self.fields):
            if open_field.in_code:
                self.sink = open_field.code
                return
        self.sink = None if self.unseen is None else self.unseen.texts

    def enter(self, unseen: Unseen) -> None:
        self.unseen = unseen
        self.refresh()

    def leave(self) -> None:
        self.unseen = None
        self.refresh()

    def write(self, text: str, element: Element | None) -> None:
        """Text of `element` (None: of nothing in this story's XML) to where text goes now."""
        if not text:
            return
        if self.sink is not None:
            self.sink.append(text)
            return
        para = self.begin()
        if self.format is not para.format:
            para.switch(self.format)
        start = para.length
        para.pieces.append(text)
        para.length = start + len(text)
        if para.segments is not None and element is not None:
            para.segments.append(Segment(start, para.length, element, tuple(self.wrappers)))

    def finish(self) -> int | None:
        """Make the paragraph a block, if it has text or something hangs on it. Gives the block's index."""
        para = self.para
        if para is None:
            return None
        self.para = None
        text = "".join(para.pieces)
        seen = bool(text) and not text.isspace()
        label = "" if self.gone else self._label(para, seen)
        index: int | None = None
        gathered = self.gathered
        if not self.gone and (seen or para.is_needed):
            index = para.index = len(gathered.blocks)
            gathered.blocks.append(self._block(para, text, seen, label, index))
            if self.cell is not None:
                self.cell.blocks.append(index)
            if gathered.segments is not None and para.segments:
                gathered.segments[index] = tuple(para.segments)
            if para.sources:
                gathered.sources[index] = tuple(para.sources)
        self._hand_over(para, text, index)
        return index

    def _label(self, para: Para, seen: bool) -> str:
        if not para.list[0] and not para.style.num_id:
            return ""
        reference = self.gathered.numbering.reference(para.list[0], para.list[1], para.style)
        if reference is None:
            para.list = ("", None)
            return ""
        para.list = reference
        return "" if para.silent and not seen else self.counters.next(*reference)

    def _block(self, para: Para, text: str, seen: bool, label: str, index: int) -> Block:
        kind, level = "paragraph", None
        if para.list[0]:
            kind, level = "list-item", para.list[1]
        if seen and not para.toc:
            heading = para.style.heading_level
            if para.outline is not None:
                heading = para.outline + 1 if para.outline < 9 else None
            if heading is not None:
                kind, level = "heading", heading
        part, number, cell = self.part, None, self.cell
        if part == "body":
            if cell is not None:
                part = "table"
            elif seen:
                self.gathered.paragraphs += 1
                number = self.gathered.paragraphs
        return Block(
            index, kind, part, text, number, label, False, level, para.style.name,
            self.table if cell is not None else None,
            cell.row if cell is not None else None,
            cell.column if cell is not None else None,
            self.anchor, para.toc, None, None, self.source, self.author, self._spans(para),
        )  # fmt: skip

    def _spans(self, para: Para) -> tuple[Span, ...]:
        if not para.length:
            return tuple(para.spans)
        shade = para.shade or para.style.shade
        spans = own = para.finished_spans()
        if shade:
            spans = (Span("shade", 0, para.length, shade), *spans)
        if not spans:
            return spans
        grounds = [span for span in spans if span.kind in ("shade", "highlight")]
        place = reach = 0
        for span in spans:
            if span.kind == "highlight":
                para.marks.append(Change("highlight", span.start, span.end))
            elif span.kind == "colour" and not self.shaded and nearly_white(span.value):
                while place < len(grounds) and grounds[place].start <= span.start:
                    reach = max(reach, grounds[place].end)
                    place += 1
                if reach < span.end:
                    para.marks.append(Change("white-text", span.start, span.end))
        ground = shade or (self.cell.shade if self.cell is not None else "")
        for start, end in covered(ground, own):
            para.marks.append(Change("covered", start, end))
        return spans

    def _hand_over(self, para: Para, text: str, index: int | None) -> None:
        """Pass on what hung on a paragraph that is now block `index` (None: it made no block)."""
        gathered = self.gathered
        part = self.part if self.part != "body" or self.cell is None else "table"
        if para.unseen or para.changes or para.marks:
            gathered.marks.extend(para.finished_marks(text, index, part))
        near = index if index is not None else self.last_block()
        for identity, place, is_start in para.comments:
            known = gathered.comments.get(identity)
            if is_start and index is None and not self.gone:
                self.waiting.append(identity)
            elif is_start and known is None and near is not None:
                gathered.comments[identity] = CommentPlace(near, place if index is not None else 0)
            elif not is_start and known is not None and index is not None and known.end is None:
                known.end_block, known.end = index, place
        for name, first_name in para.media:
            gathered.media.setdefault(name, (near, first_name))
        for (kind, identity), number in para.notes:
            gathered.notes.setdefault((kind, identity), (near, number))

    def last_block(self) -> int | None:
        return len(self.gathered.blocks) - 1 if self.gathered.blocks else None
