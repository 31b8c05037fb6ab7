"""Puts the marks of comments into a Word story: at the exact words where that is safe, else as near as can be.

What is safe was found by experiment with LibreOffice, which loses words or hangs where Word does not mind:
never in notes, headers and footers; at the start of a paragraph in a content control; around a whole
field, formula or control inside a line; nothing inside a cover page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct

from dhr_qa.annotate import tree
from dhr_qa.annotate.notes import Note
from dhr_qa.annotate.runs import cut_run, cut_text
from dhr_qa.documents.docx import Trace
from dhr_qa.documents.docx_names import ID, Element, W
from dhr_qa.documents.docx_paragraph import Segment
from dhr_qa.documents.model import Block

_T = W + "t"
_MAIN = ("body", "table")


class Spot(Struct, frozen=True):
    """Where a comment goes: around characters of a block, around `element`, or at the start of `paragraph`."""

    block: int | None = None
    start: int = 0
    end: int = 0
    element: Element | None = None
    paragraph: Element | None = None


class Places:
    """The places of one document that is being written into."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._blocks = trace.document.blocks
        self._segments = {index: list(found) for index, found in trace.segments.items()}
        self._fields: dict[Element, list[tuple[Element, Element, frozenset[Element]]]] = {}
        self._order: dict[Element, int] = {}
        self._plain: list[tuple[int, Element, int]] | None = None

    def put(self, notes: Sequence[Note], first_id: int) -> list[Note]:
        """Mark the places of `notes` with ids from `first_id`; gives those that have found one, in order."""
        spots = [(note, self._spot(note)) for note in notes]
        placed = [(note, spot) for note, spot in spots if spot is not None]
        for _, spot in placed:
            if spot.block is not None:
                self._cut(spot.block, spot.start)
                self._cut(spot.block, spot.end)
        numbered = [(str(first_id + number), spot) for number, (_, spot) in enumerate(placed)]
        for identity, spot in reversed(numbered):  # each goes before the one that was put there last
            if spot.paragraph is not None:
                _at_paragraph_start(spot.paragraph, identity)
        for identity, spot in numbered:
            if spot.paragraph is None:
                self._mark(spot, identity)
        for kind in ("footnote", "endnote"):
            self._past_second(f"{W}{kind}Reference", {identity for identity, _ in numbered})
        return [note for note, _ in placed]

    # --- which place ----------------------------------------------------------------------------------------

    def _spot(self, note: Note) -> Spot | None:
        block = self._blocks[note.block] if note.block is not None and note.block < len(self._blocks) else None
        start, end = note.start, note.end
        while block is not None and block.part not in _MAIN:
            start = end = None
            host = self._blocks[block.anchor] if block.anchor is not None else None
            if host is not None and host.part in _MAIN and block.part in ("footnote", "endnote"):
                reference = self._reference(block, host)
                if reference is not None:
                    return self._at_element(reference)
            block = host
        if block is None:
            return self._at_start(self._nearest(None))
        return self._in_block(block, start, end)

    def _in_block(self, block: Block, start: int | None, end: int | None) -> Spot | None:
        paragraphs = self._trace.paragraphs.get(block.index, ())
        if not paragraphs or any(map(tree.is_in_choice, paragraphs)):
            return self._at_start(self._nearest(paragraphs[0] if paragraphs else None))
        controls = [each for each in map(tree.control_around, paragraphs) if each is not None]
        if controls:
            closed = any(map(tree.is_closed, controls))
            return self._at_start(self._nearest(paragraphs[0]) if closed else paragraphs[0])
        segments = [each for each in self._segments.get(block.index, ()) if each.end > each.start]
        if not segments:
            return self._at_start(paragraphs[0])
        if start is None or end is None or start >= end:
            start, end = segments[0].start, segments[-1].end
        covered = [each for each in segments if each.start < end and start < each.end]
        if not covered:
            return self._at_start(paragraphs[0])
        return Spot(block.index, max(start, covered[0].start), min(end, covered[-1].end))

    def _at_start(self, paragraph: Element | None) -> Spot | None:
        return Spot(paragraph=paragraph) if paragraph is not None else None

    def _at_element(self, element: Element) -> Spot | None:
        paragraph = tree.paragraph_of(element)
        if paragraph is None or tree.control_around(paragraph) is not None or tree.is_in_choice(paragraph):
            return self._at_start(self._nearest(paragraph))
        return Spot(element=element)

    def _reference(self, note: Block, host: Block) -> Element | None:
        """The mark in the main text (block `host`) of a footnote or endnote."""
        marks = [each.element for each in self._segments.get(host.index, ()) if each.start == each.end]
        numbers = [span.value for span in host.spans if span.kind == "note"]
        tag = f"{W}{note.part}Reference"
        for mark, number in zip(marks, numbers, strict=False):
            if mark.tag == tag and note.source in (number, mark.get(ID, "")):
                return mark
        return next((mark for mark in marks if mark.tag == tag), None)

    def _nearest(self, paragraph: Element | None) -> Element | None:
        """A paragraph that a comment may hang on: the first good one of the text, or from `paragraph` on."""
        if self._plain is None:
            self._order = {each: place for place, each in enumerate(self._trace.root.iter(tree.P))}
            self._plain = [
                (self._order[each], each, fitness) for each, fitness in tree.plain_paragraphs(self._trace.root)
            ]
        found = self._plain
        if paragraph is not None:
            after = bisect_right(found, self._order[paragraph], key=lambda each: each[0])
            later = [each for each in found[after:] if each[2] < _LAST_RESORT]
            found = later or found
            return found[0][1] if found else None
        return min(found, key=lambda each: (each[2], each[0]))[1] if found else None

    # --- marking it -----------------------------------------------------------------------------------------

    def _cut(self, block: int, offset: int) -> None:
        """See to it that a run ends at `offset`, unless what stands there is to be taken whole."""
        segments = self._segments[block]
        place = next((number for number, each in enumerate(segments) if each.start < offset < each.end), None)
        if place is not None:
            segment = segments[place]
            if segment.element.tag != _T or not self._may_cut(segment.element):
                return
            second = cut_text(segment.element, offset - segment.start)
            segments[place : place + 1] = [
                Segment(segment.start, offset, segment.element, segment.wrappers),
                Segment(offset, segment.end, second, segment.wrappers),
            ]
        before = next((each for each in reversed(segments) if each.start < each.end == offset), None)
        after = next((each for each in segments if offset == each.start < each.end), None)
        if before is None or after is None:
            return
        run = after.element.getparent()
        if run is not None and run is before.element.getparent() and self._may_cut(after.element):
            cut_run(after.element)

    def _may_cut(self, element: Element) -> bool:
        run, whole = tree.unit(element)
        return whole and self._field(run) is None

    def _field(self, run: Element) -> tuple[Element, Element] | None:
        """The field that a run belongs to: its first and its last run."""
        paragraph = tree.paragraph_of(run)
        if paragraph is None:
            return None
        if paragraph not in self._fields:
            self._fields[paragraph] = tree.fields_in(paragraph)
        return next(((first, last) for first, last, runs in self._fields[paragraph] if run in runs), None)

    def _mark(self, spot: Spot, identity: str) -> None:
        if spot.element is not None:
            first = last = spot.element
        else:
            inside = [
                each for each in self._segments[spot.block or 0] if each.start < spot.end and spot.start < each.end
            ]
            first, last = inside[0].element, inside[-1].element
        begin, _ = self._whole(first)
        _, finish = self._whole(last)
        _before(tree.outermost(begin, False), identity)
        _after(tree.outermost(finish, True), identity)

    def _past_second(self, tag: str, ours: set[str]) -> None:
        """Take the marks of comments that stand between the first two notes to after the second; the ranges stay.

        LibreOffice 7 shows every later note in the wrong place where it meets such a mark, and another
        comment has the number of a note.
        """
        notes = list(self._trace.root.iter(tag))[:2]
        if len(notes) < 2:
            return
        between = False
        found: list[Element] = []
        for element in self._trace.root.iter(tag, tree.REFERENCE):
            if element is notes[1]:
                break
            run = element.getparent()
            if between and element.get(ID) in ours and run is not None and element.tag == tree.REFERENCE:
                found.append(run)
            between = between or element is notes[0]
        paragraph = tree.paragraph_of(notes[1])
        if not found or paragraph is None:
            return
        if tree.is_in_choice(paragraph) or tree.control_around(paragraph) is not None:
            start = self._nearest(paragraph)
            if start is not None and start is not paragraph:
                _append_at_start(start, found)
            return
        _append(_last_mark(tree.outermost(self._whole(notes[1])[1], True)), found)

    def _whole(self, element: Element) -> tuple[Element, Element]:
        """What the comment begins and ends beside, if it is about `element`."""
        found, _ = tree.unit(element)
        inner = element if element.tag == tree.R else next((e for e in tree.above(element) if e.tag == tree.R), found)
        field = self._field(inner)
        return (found, found) if field is None else (tree.unit(field[0])[0], tree.unit(field[1])[0])


_LAST_RESORT = 4  #: the fitness of paragraphs in content controls


def _marker(tag: str, identity: str, like: Element) -> Element:
    """A mark, made inside `like` so that it has its prefixes; to be moved to its place."""
    return etree.SubElement(like, tag, {ID: identity})


def _reference(identity: str, like: Element) -> Element:
    run = etree.SubElement(like, tree.R)
    etree.SubElement(run, tree.REFERENCE, {ID: identity})
    return run


def _before(element: Element, identity: str) -> None:
    element.addprevious(_marker(tree.START, identity, element))


def _after(element: Element, identity: str) -> None:
    """The end of a range and the mark of the comment, after those that end here already."""
    _append(_last_mark(element), (_marker(tree.END, identity, element), _reference(identity, element)))


def _last_mark(element: Element) -> Element:
    """The last of the ends and marks of comments that stand right after an element, or itself."""
    last = element
    following = last.getnext()
    while following is not None and (following.tag == tree.END or tree.is_reference(following)):
        last, following = following, following.getnext()
    return last


def _at_paragraph_start(paragraph: Element, identity: str) -> None:
    """An empty range before the first words of a paragraph."""
    marks = (
        _marker(tree.START, identity, paragraph),
        _marker(tree.END, identity, paragraph),
        _reference(identity, paragraph),
    )
    _append_at_start(paragraph, marks)


def _append_at_start(paragraph: Element, marks: Sequence[Element]) -> None:
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag != tree.PPR:
        for place, mark in enumerate(marks):
            paragraph.insert(place, mark)
        return
    _append(first, marks)


def _append(element: Element, marks: Iterable[Element]) -> None:
    for mark in marks:
        element.addnext(mark)
        element = mark
