"""What a result says of one document, as notes for its margin: the weightiest first in, all in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dhr_qa.annotate.words import Line, of_finding, of_question, of_run
from dhr_qa.documents.model import Document
from dhr_qa.findings import SEVERITIES, Finding, Outcome, Passage, Result

MOST = 200  #: comments in one document; Word and people grow slow beyond that
_QUESTION_RANK = 1.5  #: between major and minor


class Note(Struct, frozen=True):
    """A comment to be: its lines, and the characters `start` to `end` of block `block` that it is about.

    Without `start` it is about the whole block, without `block` about the whole file.
    """

    lines: tuple[Line, ...]
    block: int | None = None
    start: int | None = None
    end: int | None = None


def notes_for(result: Result, document: Document, *, masked: bool = False, called: str = "") -> tuple[list[Note], int]:
    """The notes for `document`, and how many are left out because of `MOST`.

    The result knows it by its path, or as `called` where that is masked. Waived findings are not noted. The first
    note says what the others are.
    """
    path = called or document.path
    weighed: list[tuple[float, Note]] = []
    for finding in result.findings:
        if finding.document == path and finding.waived is None:
            weighed.append((SEVERITIES.index(finding.severity), _of_finding(finding, document)))
    for outcome in result.outcomes:
        place = _place_of(outcome)
        document_of = (place.document if place is not None else "") or outcome.document
        if outcome.outcome == "needs-person" and document_of == path:
            weighed.append((_QUESTION_RANK, _of_question(outcome, place, document)))
    weighed.sort(key=lambda pair: (pair[0], _order(pair[1])))
    kept = [note for _, note in weighed[: MOST - 1]]
    left = len(weighed) - len(kept)
    return [Note(of_run(result, path, left, masked)), *sorted(kept, key=_order)], left


def _order(note: Note) -> tuple[int, int, int]:
    """Reading order; what is about the whole file first."""
    return (-1 if note.block is None else note.block, note.start or 0, note.end or 0)


def _of_finding(finding: Finding, document: Document) -> Note:
    block, start, end = _within(document, finding.location.block, finding.location.start, finding.location.end)
    return Note(of_finding(finding, _stands_there(document, block)), block, start, end)


def _of_question(outcome: Outcome, place: Passage | None, document: Document) -> Note:
    where = place.location if place is not None else None
    block, start, end = (
        _within(document, where.block, where.start, where.end) if where is not None else (None, None, None)
    )
    return Note(of_question(outcome, place, _stands_there(document, block)), block, start, end)


def _place_of(outcome: Outcome) -> Passage | None:
    """The first passage of a question that has a place."""
    return next((each for each in outcome.evidence if each.location.block is not None), None)


def _stands_there(document: Document, block: int | None) -> bool:
    """Whether a comment on a block can stand at its very words."""
    return block is not None and document.blocks[block].part in ("body", "table")


def _within(
    document: Document, block: int | None, start: int | None, end: int | None
) -> tuple[int | None, int | None, int | None]:
    """A place as offsets in its block: those of findings in tables count in the text of the whole cell."""
    if block is None or block >= len(document.blocks):
        return None, None, None
    if start is None or end is None:
        return block, None, None
    cell = document.cell_of_block.get(block)
    before = _before(document, cell.blocks, block) if cell is not None else 0
    length = len(document.blocks[block].text)
    first, last = min(max(start - before, 0), length), min(max(end - before, 0), length)
    return (block, first, last) if first < last else (block, None, None)


def _before(document: Document, blocks: Sequence[int], block: int) -> int:
    """How many characters of a cell's text stand before one of its blocks."""
    return sum(_lengths(document, blocks[: blocks.index(block)]))


def _lengths(document: Document, blocks: Iterable[int]) -> Iterable[int]:
    return (len(document.blocks[each].text) + 1 for each in blocks)
