"""Lines of print to paragraphs: where one ends is told by gaps, edges, labels and the look of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from dhr_qa.documents.labels import label_depth, split_label
from dhr_qa.documents.pdf_lines import Known, Text, is_raised
from dhr_qa.documents.pdf_model import Line

_BULLETS = frozenset("•◦▪‣●○·➢➤✓✔■□–—-*§")
_END = re.compile(r"[.!?:;][\"'’”)\]]*$")
_ENTRY = re.compile(r"(?:[.…_]{3,}|(?:\s\.){3,})\s*(?:\d{1,3}|[ivxlc]{1,6})$")
_SIGN = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivx]{1,5})[.)]{0,2}")
_PLAIN_GAP = 0.42  #: of the size: a wider gap after a label is no blank
_LOOSE = 1.28  #: of the usual distance of lines: a wider one parts paragraphs
_INDENT = 5.0
_FIRST_INDENT = 45.0
_SHORT_OF = 0.3  #: of the width: lines that all end so far from the edge are lines of their own
_HARDLY = 0.94  #: sizes of letters closer than this are the same
_USUAL = 1.28  #: lines' distance by the size of their letters, where a text is too short to tell


class Paragraph(Struct):
    """A paragraph as read. `label` is not part of its text; `part` and `source` as in Block."""

    text: Text
    kind: str = "paragraph"
    label: str = ""
    level: int | None = None
    part: str = "body"
    source: str = ""
    style: str = ""
    toc: bool = False

    @property
    def page(self) -> int:
        return self.text.lines[0].page if self.text.lines else 1


class Measure(Struct, frozen=True):
    """What is usual in a document: the size of letters, the distance of lines by that size, the words within lines."""

    size: float
    pitch: float
    known: Known
    spaced: bool = False  #: paragraphs are parted by gaps, so that a short line without one was broken on purpose


def measured(lines: Sequence[Line], known: Known) -> Measure:
    """The usual size and distance of a document's lines."""
    if not lines:
        return Measure(11.0, _USUAL, known)
    weights: dict[float, int] = {}
    for line in lines:
        weights[line.size] = weights.get(line.size, 0) + len(line.words)
    size = max(weights, key=lambda each: weights[each])
    steps = [
        (below.box.y1 - line.box.y1) / line.size
        for line, below in pairwise(lines)
        if line.page == below.page and line.size == below.size == size and 0 < below.box.y1 - line.box.y1 < 2 * size
    ]
    pitch = median(steps) if len(steps) >= 8 else _USUAL
    edges: dict[int, float] = {}
    for line in lines:
        edges[line.page] = max(line.box.x1, edges.get(line.page, 0.0))
    ends = [
        (below.box.y1 - line.box.y1) / line.size > _LOOSE * pitch
        for line, below in pairwise(lines)
        if line.page == below.page and line.size == below.size == size and below.box.y1 > line.box.y1
        and _closed(line) and edges[line.page] - line.box.x1 > 0.3 * edges[line.page] and not _label(below, None)
    ]  # fmt: skip
    return Measure(size, pitch, known, len(ends) >= 8 and sum(ends) >= 0.75 * len(ends))


def paragraphs_of(
    lines: Sequence[Line], left: float, right: float, usual: Measure, cell: bool = False
) -> list[Paragraph]:
    """The paragraphs that lines make which follow one another, over pages too. `right`: the edge of their column."""
    found: list[Paragraph] = []
    edges = [right] * len(lines) if cell else _edges(lines, left, right)
    for place, line in enumerate(lines):
        if not line.words:
            continue
        label = _label(line, lines[place + 1] if place + 1 < len(lines) else None)
        last = found[-1] if found else None
        if last is None or _parts(last, line, label, edges[place - 1], left, usual, cell):
            last = Paragraph(Text(usual.known, right if cell else 0.0))
            found.append(last)
            _begin(found, last, line, label)
            last.text.add(line, 1 if label else 0)
        elif usual.spaced and not cell and _is_broken_off(last.text.lines[-1], line, edges[place - 1], left):
            last.text.add(line, glue="\n")
        else:
            last.text.add(line)
    return found


def _edges(lines: Sequence[Line], left: float, right: float) -> list[float]:
    """For each line the right edge of the run of lines it belongs to: quotations are set narrower."""
    out: list[float] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines):
            line, before = lines[place], lines[place - 1]
            step = line.box.y1 - before.box.y1
            if abs(line.box.x0 - before.box.x0) <= _INDENT and line.size == before.size and 0 < step < 3 * line.size:
                continue
        edge = max(line.box.x1 for line in lines[start:place])
        if place - start < 3 or right - edge > _SHORT_OF * (right - left):
            edge = right
        out.extend([edge] * (place - start))
        start = place
    return out


def _label(line: Line, below: Line | None) -> str:
    """The label that stands apart at the start of a line: "•", "1.2", "(a)"; "" where there is none.

    It stands apart by a wide gap, or because the line below begins right under the words after it.
    """
    if len(line.words) < 2:
        return ""
    first, second = line.words[0], line.words[1]
    gap = second.box.x0 - first.box.x1
    wide = gap > _PLAIN_GAP * max(line.size, 1.0)
    if below is not None and below.page == line.page and abs(below.box.x0 - second.box.x0) < 2.0 < gap:
        wide = wide or below.box.x0 - line.box.x0 > _INDENT
    if len(first.text) == 1 and (first.text in _BULLETS or (first.text == "o" and wide)):
        return "•" if wide or first.text not in "-–—*§" else ""
    if not wide or is_raised(first, line) or gap > 12 * line.size:
        return ""
    if not _SIGN.fullmatch(first.text) or (first.text.isalpha() and len(first.text) > 1):
        return ""
    return first.text if split_label(line.text, True)[0] == first.text or label_depth(first.text) > 1 else ""


def _begin(found: Sequence[Paragraph], paragraph: Paragraph, line: Line, label: str) -> None:
    if not label:
        return
    paragraph.label = label
    paragraph.kind = "list-item"
    depth = label_depth(label)
    paragraph.level = max(depth - 1, 0)
    above = found[-2] if len(found) > 1 else None
    if not depth and above is not None and above.label and not label_depth(above.label):
        further = line.box.x0 - above.text.lines[0].box.x0
        deep = above.level or 0
        paragraph.level = deep + 1 if further > 10 else deep if further > -10 else max(deep - 1, 0)


def _parts(last: Paragraph, line: Line, label: str, right: float, left: float, usual: Measure, cell: bool) -> bool:
    """Whether `line` begins a new paragraph after `last`."""
    before = last.text.lines[-1]
    if label:
        return True
    first = line.words[0]
    if first.look.tag and before.words[-1].look.tag and before.page == line.page:
        return first.look.element != before.words[-1].look.element
    if not _HARDLY <= line.size / max(before.size, 0.1) <= 1 / _HARDLY or line.bold != before.bold:
        return not (line.bold != before.bold and line.size == before.size and _goes_on(before, line, right, left, cell))
    if _ENTRY.search(before.text):
        return True
    if before.page != line.page and cell and len(before.words) < 3 and not first.text[:1].islower():
        return True
    if before.page != line.page:
        return not (_goes_on(before, line, right, left, cell) and not _closed(before)) or _centred(before, left, right)
    step = (line.box.y1 - before.box.y1) / max(line.size, 1.0)
    if step > _LOOSE * max(usual.pitch, _first_step(last)) or step < 0.2:
        return True
    opening = last.text.lines[0].box.x0
    if len(last.text.lines) > 1 and not _centred(before, left, right):
        if abs(line.box.x0 - before.box.x0) > _INDENT:
            return True
    elif (
        not last.label
        and not _INDENT - _FIRST_INDENT <= line.box.x0 - opening <= _INDENT
        and not _centred(before, left, right)
        and not _hangs(last.text.lines[0], line)
    ):
        return True
    if usual.spaced and not cell and _is_broken_off(before, line, right, left):
        return False
    return not _goes_on(before, line, right, left, cell)


def _is_broken_off(before: Line, line: Line, right: float, left: float) -> bool:
    """Whether a line ends far from the edge and in no sentence, as those of an address do, and the next is no more."""
    if before.page != line.page or before.bold or _closed(before) or _goes_on(before, line, right, left):
        return False
    return min(right - before.box.x1, right - line.box.x1) > 0.3 * (right - left) and not _centred(line, left, right)


def _hangs(first: Line, line: Line) -> bool:
    """Whether a line begins right under the words that stand after a wide gap in the first line."""
    return any(
        abs(word.box.x0 - line.box.x0) < 2.0 and word.box.x0 - before.box.x1 > _PLAIN_GAP * first.size
        for before, word in pairwise(first.words[:4])
    )


def _first_step(last: Paragraph) -> float:
    """The distance of the lines of a paragraph, where it has two on a page: it may be set wider than usual."""
    lines = last.text.lines
    if len(lines) < 2 or lines[0].page != lines[1].page:
        return 0.0
    return min((lines[1].box.y1 - lines[0].box.y1) / max(lines[1].size, 1.0), 2.2)


def _goes_on(before: Line, line: Line, right: float, left: float, cell: bool = False) -> bool:
    """Whether a line can be the next of the same paragraph: its first word had no room in the line before.

    A line that does not end a sentence is followed by more of it, unless it is far shorter than others.
    """
    word = line.words[0]
    room = right - before.box.x1
    if _centred(before, left, right):
        room *= 2
    end = before.words[-1].text[-2:]
    if word.box.width + 0.28 * line.size > room or (end[1:] == "-" and end[0].isalpha()):
        return True
    if _closed(before):
        return False
    if word.text[:1].islower():
        return room < 0.5 * (right - left)
    return room < (word.box.width + 0.6 * line.size if cell else 0.25 * (right - left))


def _closed(line: Line) -> bool:
    return bool(_END.search(line.words[-1].text))


def _centred(line: Line, left: float, right: float) -> bool:
    lead, rest = line.box.x0 - left, right - line.box.x1
    return lead > 15 and abs(lead - rest) < 6 and line.box.width < 0.8 * (right - left)
