"""A paragraph cut into pieces at the words that findings are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from dhr_qa.documents.model import Block
from dhr_qa.findings import SEVERITIES
from dhr_qa.report.view_model import Note, Paragraph, Piece
from dhr_qa.wording import clean, visible

_LONG = 240  #: characters: a longer mark that is most of its paragraph marks the paragraph as a whole
_MOST = 0.6


class Mark(Struct, frozen=True):
    """Characters `start` to `end` of a block (None: all of it) that a note is about."""

    start: int | None
    end: int | None
    note: Note


def paragraph(block: Block, marks: Sequence[Mark], noted: bool = True) -> Paragraph:
    """A block with its marks. `noted`: its notes stand beside it, else somewhere else (below its table)."""
    narrow = [mark for mark in marks if _is_narrow(mark, len(block.text))]
    wide = [mark for mark in marks if mark not in narrow]
    label = "" if block.label_typed else clean(block.label)
    kind = block.kind if block.part in ("body", "table", "textbox") else "footnote"
    return Paragraph(
        kind=kind,
        label=label,
        pieces=tuple(_pieces(block.text, narrow)),
        notes=notes_of(marks) if noted else (),
        whole=_worst([mark.note for mark in wide]),
        over=_labels(wide),
    )


def notes_of(marks: Iterable[Mark]) -> tuple[Note, ...]:
    """The notes of some marks, each once."""
    return tuple(dict.fromkeys(mark.note for mark in marks))


def _is_narrow(mark: Mark, length: int) -> bool:
    """Whether a mark is about certain words, not about the paragraph."""
    if mark.start is None or mark.end is None or mark.end <= mark.start:
        return False
    size = mark.end - mark.start
    return size < _LONG or size < _MOST * length


def _pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text cut wherever a mark begins or ends; overlapping marks share pieces."""
    edges = {0, len(text)}
    for mark in marks:
        edges.update((max(0, mark.start or 0), min(len(text), mark.end or 0)))
    found = []
    for start, end in pairwise(sorted(edges)):
        over = [mark for mark in marks if (mark.start or 0) < end and start < (mark.end or 0)]
        ends = _labels(mark for mark in over if mark.end == end)
        words = visible(text[start:end])
        if words:
            found.append(Piece(words, ends, _worst([mark.note for mark in over]), _labels(over)))
    return found


def _labels(marks: Iterable[Mark]) -> tuple[str, ...]:
    """The labels of the notes of some marks, each once."""
    return tuple(dict.fromkeys(mark.note.label for mark in marks))


def _worst(notes: Sequence[Note]) -> str:
    """The gravest level of some notes; a question is less than a finding."""
    order = (*SEVERITIES, "question")
    return min((note.level for note in notes), key=order.index, default="")
