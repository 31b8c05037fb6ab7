"""What stands on the pages of a PDF before anything is made of it: words, lines ruled and filled, pictures.

Lengths are in points, from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct, field


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom, with left <= right and top <= bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies within, or outside by no more than `slack`."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack

    def share_under(self, other: Box) -> float:
        """The share (0 to 1) of this rectangle that `other` covers."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        if wide <= 0 or high <= 0:
            return 0.0
        return wide * high / max(self.width * self.height, 1e-6)


def around(boxes: list[Box]) -> Box:
    """The least rectangle that holds them all."""
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes), max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )  # fmt: skip


class Look(Struct, frozen=True):
    """How the letters of one text object look.

    `order` is its turn in painting, `visible` False where it is drawn in the mode for unseen text; `tag` is
    the sort of structure element that it belongs to ("H1", "Artifact", ""), `element` which one.
    """

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    visible: bool = True
    order: int = 0
    tag: str = ""
    element: int = 0


class Word(Struct):
    """Letters without a blank between them, of one text object.

    `fate`: "" or how it is withheld from the eye: hidden, covered, white-text. `link`: where it leads.
    """

    text: str
    box: Box
    look: Look
    fate: str = ""
    link: str = ""


class Fill(Struct, frozen=True):
    """A filled shape or a picture, with its turn in painting. `colour` is "" where it has no single one.

    `rough`: no rectangle, so that it may cover less than its box.
    """

    box: Box
    colour: str
    order: int
    rough: bool = False


class Link(Struct, frozen=True):
    """Where a click within a rectangle leads: an address, or "#page 3"."""

    box: Box
    target: str


class Note(Struct, frozen=True):
    """An annotation with words of its own: a comment, a note stuck on, the value of a form field."""

    kind: str
    text: str
    author: str
    date: str
    box: Box
    name: str = ""
    colour: str = ""


class Page(Struct):
    """One page. `rules` are lines as thin rectangles; `flaws` are what could not be read of it."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Fill] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    scanned: bool = False  #: a picture fills it


class Line(Struct):
    """A line of print: its words from left to right."""

    words: list[Word]
    page: int
    box: Box
    size: float
    bold: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


Pdfium = Any  #: the module of C functions, which carries no types
