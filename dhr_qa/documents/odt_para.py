"""A paragraph of an OpenDocument text while it is put together, and the place where it stands."""

from __future__ import annotations

from msgspec import Struct, field

from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.model import Mark, Span


class Para(Struct):
    """A paragraph being put together."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[str, str, Element]] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)


class Place(Struct, frozen=True):
    """Where paragraphs stand: their part, cell, label and what they hang on."""

    part: str = "body"
    cell: tuple[int, int, int] | None = None
    label: str = ""
    level: int | None = None
    item: bool = False
    toc: bool = False
    anchor: int | None = None
    source: str = ""
    author: str = ""
