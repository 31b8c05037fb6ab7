"""The levels of headings that no style marks, worked out from top to bottom of a document."""

from __future__ import annotations

from collections.abc import Sequence

from dhr_qa.documents.labels import label_depth
from dhr_qa.documents.outline_shape import Shape

_MAX_LEVEL = 9
_ENOUGH_NUMBERS = 2  #: with so many numbered headings a document's sections are numbered


class Levels:
    """Gives levels one heading after another. `shapes` are all the unmarked headings, in their order."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._ranks = sorted({shape.rank for shape in shapes if not label_depth(shape.label)})
        self._sections_numbered = sum(label_depth(shape.label) == 1 for shape in shapes) >= _ENOUGH_NUMBERS
        self._marked = 0  #: level of the last heading that a style marks
        self._numbers: dict[int, int] = {}  #: depth of a number to the level that such headings have here
        self._patterns: dict[str, int] = {}  #: first word of a label such as "Part 2" to the level
        self._last = ("", 0)  #: label and level of the heading before

    def marked(self, label: str, level: int, over_contents: bool) -> None:
        """Take note of a heading with a level of its own; what follows a contents list is not under its heading."""
        self._remember(label, level)
        self._marked = level - 1 if over_contents else level

    def next(self, shape: Shape, directly_below: bool) -> int:
        """The level of the next unmarked heading; `directly_below`: with nothing between it and the one above."""
        level = self._level(shape)
        if directly_below and self._last[0] and not shape.label:
            level = max(level, self._last[1] + 1)  # "Part 3", and under it whom it concerns
        level = min(level, _MAX_LEVEL)
        self._remember(shape.label, level)
        return level

    def _level(self, shape: Shape) -> int:
        depth = label_depth(shape.label)
        word = shape.label.partition(" ")[0] if " " in shape.label else ""
        if word in self._patterns:
            return self._patterns[word]
        if depth in self._numbers:
            return self._numbers[depth]
        if depth and self._numbers:
            near = max((known for known in self._numbers if known < depth), default=min(self._numbers))
            return max(1, self._numbers[near] + depth - near)
        if depth:
            return self._marked + depth
        if self._marked:
            return self._marked + 1
        if (
            self._sections_numbered
            and self._numbers
            and not shape.label
            and shape.sort in ("bold", "underline", "plain")
        ):
            return max(self._numbers.values()) + 1
        return 1 + self._ranks.index(shape.rank)

    def _remember(self, label: str, level: int) -> None:
        depth = label_depth(label)
        if depth:
            self._numbers[depth] = level
            for deeper in [known for known in self._numbers if known > depth]:
                del self._numbers[deeper]
        elif " " in label:
            self._patterns[label.partition(" ")[0]] = level
        self._last = (label, level)
