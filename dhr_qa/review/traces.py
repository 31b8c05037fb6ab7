"""Identifiers in every part of a file, seen and unseen, and which of them belong to an office and may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Block, Document
from dhr_qa.language.dates import find_dates
from dhr_qa.language.fold import fold, folded
from dhr_qa.language.identifier_contacts import is_mobile
from dhr_qa.language.identifier_cues import Cues
from dhr_qa.language.identifiers import Identifier, find_identifiers
from dhr_qa.review.facts import Facts
from dhr_qa.review.mention_text import Layout
from dhr_qa.review.properties import last_names
from dhr_qa.review.whereabouts import PARTS, Spot, spot, without_repeats
from dhr_qa.vocabulary import Vocabulary

_LINES_ABOVE = 6  #: lines of an address block, the name of the office first
_LONGEST_LINE = 80
_NEAR = 110  #: more than _LONGEST_LINE, which is told by what this cuts off
_SITED = ("address", "postcode", "phone")


class Trace(Struct, frozen=True):
    """An identifier with its place.

    Attributes:
        kind, valid, public: as in `dhr_qa.language.identifiers.Identifier`; `public` also "office" and "named".
        text: the characters as the file has them.
        part: the part of the file, as findings give it.
        place: the same in words.
        block: the block that it stands in or hangs on; None for the file as a whole.
        start, end: offsets in that block, where the text is the block's own, else where it hangs.
        around: the text that it stands in, where that is not the block's own, with its offsets there.
    """

    kind: str
    text: str
    part: str
    place: str
    block: int | None = None
    start: int = 0
    end: int = 0
    valid: bool = True
    public: str = ""
    around: tuple[str, int, int] | None = None


_CUES: dict[int, Cues] = {}


def cues_for(vocabulary: Vocabulary) -> Cues:
    """The cues of the vocabulary in use, compiled once."""
    known = _CUES.get(id(vocabulary))
    if known is None or known.vocabulary is not vocabulary:
        _CUES.clear()
        known = _CUES[id(vocabulary)] = Cues(vocabulary)
    return known


def find_traces(facts: Facts, vocabulary: Vocabulary) -> tuple[Trace, ...]:
    """Every identifier of a file, in the order of its parts: the text first, then what travels unseen."""
    cues = cues_for(vocabulary)
    document = facts.document
    layout = Layout(document, facts.index)
    text = layout.text.encode("ascii")
    identifiers = find_identifiers(text, cues)
    spots = [spot(layout, document, one.start, one.end) for one in identifiers]
    counts = without_repeats(spots)
    found = [_trace(one, at) for one, at, new in zip(identifiers, spots, counts, strict=True) if new]
    found += _tabled_births(facts, cues, {(trace.block, trace.start) for trace in found})
    names = last_names(facts.people)
    return tuple(_judged(trace, document, cues, names) for trace in found)


def _trace(one: Identifier, at: Spot) -> Trace:
    return Trace(
        one.kind, at.text, at.part, at.place, at.block, at.start, at.end, one.valid, one.public, at.around
    )  # fmt: skip


def _tabled_births(facts: Facts, cues: Cues, known: set[tuple[int | None, int]]) -> Iterator[Trace]:
    """Full dates below or beside a cell that says "date of birth" and nothing else."""
    document = facts.document
    labels = cues.matcher("birth-labels")
    for block in sorted(facts.index.find(labels)):
        found = document.blocks[block]
        if found.table is None or found.row is None or found.column is None or not _is_label(facts, block, labels):
            continue
        table = document.tables[found.table]
        if found.row < facts.header_rows(table):
            places = [(row, found.column) for row in range(found.row + 1, table.rows)]
        else:
            places = [(found.row, column) for column in range(found.column + 1, table.columns)]
        for place in dict.fromkeys(cell.blocks for at in places if (cell := cell_at(table, *at)) is not None):
            for index in place:
                for date in find_dates(document.blocks[index].text):
                    if date.precision == "day" and (index, date.start) not in known and index != block:
                        known.add((index, date.start))
                        part = document.blocks[index].part
                        yield Trace(
                            "date-of-birth",
                            date.text,
                            part,
                            PARTS[part],
                            index,
                            date.start,
                            date.end,
                            not date.problem,
                        )


def _is_label(facts: Facts, block: int, labels: object) -> bool:
    words = facts.index.text(block).strip(b" :.\r\t")
    return bool(words) and labels.regexp.fullmatch(words) is not None  # type: ignore[attr-defined]


def _judged(trace: Trace, document: Document, cues: Cues, names: Sequence[str]) -> Trace:
    """The trace with the reason for which it may stand, where the words around it give one."""
    if trace.public in ("mailbox", "helpline", "office"):
        return trace
    if trace.kind == "email" and any(name in folded(trace.text) for name in names):
        return replace(trace, public="named")
    if trace.kind not in _SITED or (trace.kind == "phone" and is_mobile(trace.text)):
        return trace
    lines = [trace.around[0][max(0, trace.around[1] - _NEAR) : trace.around[1]]] if trace.around else []
    if trace.block is not None and not lines:
        lines = [
            document.blocks[trace.block].text[max(0, trace.start - _NEAR) : trace.start],
            *_lines_above(document, document.blocks[trace.block]),
        ]
    own, *above = lines or [""]
    here = fold(own[-_NEAR:])
    if cues.occurs("home-words", here):
        return trace
    if trace.kind == "phone" and cues.occurs("office-words", here):
        return replace(trace, public="office")
    if len(own) > _LONGEST_LINE:
        return trace
    for line in above:
        if cues.occurs("home-words", fold(line)):
            break
        if cues.occurs("office-words", fold(line)):
            return replace(trace, public="office")
    return trace


def _lines_above(document: Document, block: Block) -> Iterator[str]:
    """The short lines right above a block, the nearest first; in a table the cells before it in its row."""
    if block.table is not None and block.row is not None:
        table = document.tables[block.table]
        for cell in table.cells:
            if cell.row <= block.row < cell.row + cell.row_span and cell.column != block.column:
                yield document.cell_text(cell)
    for index in range(block.index - 1, max(-1, block.index - 1 - _LINES_ABOVE), -1):
        line = document.blocks[index]
        if line.part != block.part or (line.table, line.row) != (block.table, block.row):
            return
        if len(line.text) > _LONGEST_LINE:
            return
        yield line.text
