"""Pages set in two columns: the empty strip between them, and their lines in the order in which people read them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from dhr_qa.documents.pdf_lines import lines_of
from dhr_qa.documents.pdf_model import Line

_STRIP = 5.0  #: points on each side of the middle of the strip that must be empty
_FROM, _TO = 0.3, 0.7  #: of the width of a page: the strip stands between
_STEP, _MOST_STEPS = 4.0, 200  #: points from one place to look at to the next; a page may say that it is a mile wide
_CROSSING = 0.35  #: of the lines that may go across, such as headings and an introduction
_LEAST_LINES = 8
_LEAST_WORDS = 3.0  #: in a line of a column on average: a table of short words is no column of text


def strip_between(lines: Sequence[Line], width: float) -> float | None:
    """The x of the strip between two columns of text, or None where a page has one column."""
    if len(lines) < _LEAST_LINES:
        return None
    best: tuple[int, float] | None = None
    x = _FROM * width
    step = max(_STEP, (_TO - _FROM) * width / _MOST_STEPS)
    while x <= _TO * width:
        crossing = sum(_crosses(line, x) for line in lines)
        if best is None or crossing < best[0]:
            best = (crossing, x)
        x += step
    if best is None or best[0] > _CROSSING * len(lines):
        return None
    sides: tuple[list[int], list[int]] = ([], [])
    for line in lines:
        if not _crosses(line, best[1]):
            left = sum(word.box.x1 <= best[1] for word in line.words)
            for side, count in zip(sides, (left, len(line.words) - left), strict=True):
                if count:
                    side.append(count)
    if any(len(side) < _LEAST_LINES or mean(side) < _LEAST_WORDS for side in sides):
        return None
    return best[1]


def _crosses(line: Line, x: float) -> bool:
    return any(word.box.x0 < x + _STRIP and word.box.x1 > x - _STRIP for word in line.words)


def in_columns(lines: Sequence[Line], strip: float) -> list[list[Line]]:
    """The lines of a page in groups to be read one after another: across, left, right, across…"""
    groups: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        groups.extend(group for group in (left.copy(), right.copy()) if group)
        left.clear()
        right.clear()

    for line in lines:
        if _crosses(line, strip):
            if left or right or not groups:
                close()
                groups.append([])
            groups[-1].append(line)
            continue
        for side, words in (
            (left, [word for word in line.words if word.box.x1 <= strip]),
            (right, [word for word in line.words if word.box.x1 > strip]),
        ):
            if words:
                side.extend(lines_of(words, line.page))
    close()
    return [group for group in groups if group]
