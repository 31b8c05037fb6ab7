"""A paragraph in the making: its text, its spans and what hangs on it, until it becomes a Block.

What a reader of the final text does not see (deleted, moved away, hidden) is collected in `Unseen`s
beside the text, at the place where it would stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.docx_styles import Format, Style
from dhr_qa.documents.model import Mark, Span

#: The part of a finding about a mark, where it is not the part that its block stands in.
MARK_PARTS = {
    "tracked-insertion": "tracked-insertion",
    "moved-to": "tracked-insertion",
    "tracked-deletion": "tracked-deletion",
    "moved-from": "tracked-deletion",
    "hidden": "hidden",
    "alt-text": "alt-text",
    "hyperlink": "hyperlink",
    "tooltip": "hyperlink",
}
PILCROW = "¶"


class Segment(Struct, frozen=True):
    """Where a stretch of a block's text comes from: characters `start` to `end` stand in `element`.

    `wrappers` are the elements between the paragraph and the run, outermost first. `element` is a
    <w:t>, <w:tab>, <w:sym> or the like; its own text may be longer by characters that nobody sees.
    The reference mark of a note is a segment without characters.
    """

    start: int
    end: int
    element: Element
    wrappers: tuple[Element, ...]


class Unseen(Struct):
    """Text that the final view does not show. `kind` is the kind of mark that it becomes."""

    kind: str
    author: str = ""
    date: str = ""
    place: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether there is anything to tell: an empty deletion may be a picture's, hidden nothing is nothing."""
        return self.kind != "hidden" or any(text.strip() for text in self.texts)

    def mark(self, block: int | None, part: str) -> Mark:
        text = "".join(self.texts).strip("\n")
        place = None if block is None else self.place
        return Mark(self.kind, text, self.author, self.date, block, place, place, MARK_PARTS.get(self.kind, part))


class Change(Struct):
    """A stretch that a span and a mark both tell of: an insertion, a link, a placeholder.

    `text` is None where the mark tells the words themselves; `span` is the value of the span.
    """

    kind: str
    start: int
    end: int
    text: str | None = None
    span: str = ""
    author: str = ""
    date: str = ""


_PLAIN = Format()
_BREAK = Format(font="\n")
_NO_STYLE = Style()


class Para:
    """The builder. `length` is the count of characters written so far."""

    __slots__ = (
        "base", "boxes", "breaking", "changes", "comments", "format", "index", "length", "list", "marks", "media",
        "notes", "opened", "outline", "pieces", "segments", "shade", "silent", "sources", "spans", "style", "toc",
        "unseen",
    )  # fmt: skip

    def __init__(self, record: bool = False) -> None:
        self.style = _NO_STYLE
        self.outline: int | None = None
        self.list: tuple[str, int | None] = ("", None)  #: its own list id and level
        self.shade = ""
        self.silent = False  #: even its end is hidden, so that lists do not count it
        self.base = _PLAIN
        self.format = _PLAIN
        self.pieces: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: dict[tuple[str, str], int] = {}
        self.changes: list[Change] = []
        self.unseen: list[Unseen] = []
        self.marks: list[Change] = []  #: marks without a span
        self.boxes: list[Element | str] = []  #: text boxes, or the words of a chart or watermark
        self.media: list[tuple[str, str]] = []
        self.notes: list[tuple[tuple[str, str], str]] = []  #: (kind, id) and number
        self.comments: list[tuple[str, int, bool]] = []
        self.toc = False
        self.breaking = False
        self.segments: list[Segment] | None = [] if record else None
        self.sources: list[Element] = []  #: its <w:p> elements, where they are recorded
        self.index: int | None = None

    def switch(self, new: Format) -> None:
        """From here on the text looks like `new`: close the spans that end, open those that begin."""
        if self.breaking:
            self.breaking = False
            self.pieces.append("\n")
            self.length += 1
        here = self.length
        for key in [key for key in self.opened if key not in new.spans]:
            self._close(key, here)
        for key in new.spans:
            self.opened.setdefault(key, here)
        self.format = new

    def _close(self, key: tuple[str, str], here: int) -> None:
        start = self.opened.pop(key)
        if here > start:
            self.spans.append(Span(key[0], start, here, key[1]))

    def page_break(self) -> None:
        """A page or column break: it parts words, but does not begin or end a paragraph."""
        if self.length:
            self.breaking = True
            self.format = _BREAK  # so that the next text comes by way of `switch`

    def change(self, change: Change) -> None:
        """Note a stretch; one that carries on where the last of the same hand ended is joined to it."""
        last = self.changes[-1] if self.changes else None
        if (
            last is not None and change.text is None and last.end == change.start and last.text is None
            and (last.kind, last.author, last.date) == (change.kind, change.author, change.date)
        ):  # fmt: skip
            last.end = change.end
        else:
            self.changes.append(change)

    def hide(self, kind: str, author: str = "", date: str = "") -> Unseen:
        """The collector for unseen text at this place; the last one if it is of the same kind and hand."""
        if self.unseen:
            last = self.unseen[-1]
            if (last.kind, last.author, last.date, last.place) == (kind, author, date, self.length):
                return last
        found = Unseen(kind, author, date, self.length)
        self.unseen.append(found)
        return found

    @property
    def is_needed(self) -> bool:
        """Whether the paragraph is to be kept although it has no text: something hangs on it."""
        if self.boxes or self.media or self.notes or any(unseen.counts for unseen in self.unseen):
            return True
        return any(mark.kind not in ("bookmark", "field") for mark in self.marks) or bool(self.changes)

    def finished_spans(self) -> tuple[Span, ...]:
        for key in list(self.opened):
            self._close(key, self.length)
        for change in self.changes:
            if change.end > change.start:
                self.spans.append(Span(change.kind, change.start, change.end, change.span or change.author))
        self.spans.sort(key=lambda span: (span.start, span.end))
        return tuple(self.spans)

    def finished_marks(self, text: str, block: int | None, part: str) -> Iterator[Mark]:
        """The marks of the paragraph once it is block number `block` (None: it has no block of its own)."""
        for unseen in self.unseen:
            if unseen.counts:
                yield unseen.mark(block, part)
        for change in (*self.changes, *self.marks):
            words = text[change.start : change.end] if change.text is None else change.text
            start, end = (None, None) if block is None else (change.start, change.end)
            place = MARK_PARTS.get(change.kind, part)
            yield Mark(change.kind, words, change.author, change.date, block, start, end, place)
