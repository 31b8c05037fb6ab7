"""Where a stretch of a file's text stands: its part, its block and offsets, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dhr_qa.documents.model import Document
from dhr_qa.review.mention_text import Layout, Source

#: What a part is called in a message: never with words of the document.
PARTS = {
    "body": "the text", "table": "a table", "footnote": "a footnote", "endnote": "an endnote",
    "header": "a page header", "footer": "a page footer", "textbox": "a text box", "comment": "a comment",
    "tracked-insertion": "a tracked insertion", "tracked-deletion": "a tracked deletion", "hidden": "hidden text",
    "alt-text": "the description of a picture or table", "hyperlink": "the target of a link",
    "metadata": "the properties of the file", "file": "a part of the file beside the text",
}  # fmt: skip
_THINGS = {
    "bookmark": "the name of a bookmark", "field": "a field code", "variable": "a document variable",
    "person": "the list of people who have edited the file", "external": "a link to another file",
    "macro": "the name of a macro", "placeholder": "a prompt", "control": "the title of a form field",
    "tooltip": "the tip of a link",
}  # fmt: skip
_FILE_NAME = "the name of the file"


class Spot(Struct, frozen=True):
    """A stretch of text in its place.

    Attributes:
        text: the characters as the file has them.
        part: the part of the file, as findings give it; `place` the same in words.
        block: the block that it stands in or hangs on; None for the file as a whole.
        start, end: offsets in that block, where the text is the block's own, else where it hangs.
        around: the text that it stands in, where that is not the block's own, with its offsets there.
    """

    text: str
    part: str
    place: str
    block: int | None
    start: int
    end: int
    around: tuple[str, int, int] | None = None


def spot(layout: Layout, document: Document, first: int, last: int) -> Spot:
    """The place of the characters `first` to `last` of a layout's text."""
    source = layout.at(first)
    start, end = first - source.start, last - source.start
    part, place = source.part, _place(source, layout, document)
    around = None
    if source.block is not None and source.mark is None and not source.label:
        if _inserted(document, source.block, start, end):
            part, place = "tracked-insertion", PARTS["tracked-insertion"]
    else:
        around = (layout.raw[layout.number_at(first)], start, end)
        mark = document.marks[source.mark] if source.mark is not None else None
        start, end = (mark.start or 0, mark.end or 0) if mark is not None else (0, 0)
    return Spot(layout.original(first, last), part, place, source.block, start, end, around)


def without_repeats(spots: Sequence[Spot]) -> list[bool]:
    """Of each spot whether it counts: not the target of a link that the text spells out, nor a field's own link."""
    in_blocks = {(at.block, _letters(at)) for at in spots if at.part != "hyperlink"}
    fields = " ".join(dict.fromkeys(at.around[0] for at in spots if at.around and at.place == _THINGS["field"]))
    return [
        not (at.part == "hyperlink" and (at.block, _letters(at)) in in_blocks)
        and not (at.around and at.place == _THINGS["external"] and at.around[0] in fields)
        for at in spots
    ]


def _letters(at: Spot) -> str:
    return "".join(char for char in at.text.casefold() if char.isalnum())


def _inserted(document: Document, block: int, start: int, end: int) -> bool:
    """Whether characters of a block stand in a tracked insertion."""
    spans = document.blocks[block].spans
    return any(s.kind in ("tracked-insertion", "moved-to") and s.start < end and start < s.end for s in spans)


def _place(source: Source, layout: Layout, document: Document) -> str:
    if source.mark is not None:
        return _THINGS.get(document.marks[source.mark].kind, PARTS[source.part])
    if is_file_name(source, layout):
        return _FILE_NAME
    return PARTS[source.part]


def is_file_name(source: Source, layout: Layout) -> bool:
    """Whether a source is the name of the file itself: that is the last of a layout."""
    return source.label == "name" and source.start == layout.sources[-1].start
