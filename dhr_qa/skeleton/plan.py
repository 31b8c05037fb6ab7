"""What an empty report holds, by the vocabulary: its pages, sections, prompts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dhr_qa.vocabulary import Entry, Vocabulary

_COVER, _CONTENTS, _PLAN = "title-page", "contents", "action-plan"


class Grid(Struct, frozen=True):
    """A table: its headings, the prompts in its first row, and the number of empty rows after that."""

    headings: tuple[str, ...]
    prompts: tuple[str, ...]
    empty: int
    shares: tuple[int, ...]  #: how wide the columns are, seen from each other


class Part(Struct, frozen=True):
    """A section: its heading, prompts, guidance and table. `wide`: on a page on its side."""

    heading: str
    prompts: tuple[str, ...]
    guidance: str = ""
    grid: Grid | None = None
    wide: bool = False


class Skeleton(Struct, frozen=True):
    """An empty document."""

    title: str
    header: str
    cover: tuple[str, ...]
    contents: str  #: the heading of the list of contents, "" where there is none
    parts: tuple[Part, ...]


def kinds(vocabulary: Vocabulary) -> list[str]:
    """The kinds of document that there is a skeleton for."""
    return [entry.id for entry in vocabulary.register("skeleton-pages")]


def skeleton(vocabulary: Vocabulary, kind: str) -> Skeleton:
    """The skeleton of a kind of document. Raises KeyError where there is none."""
    page = vocabulary.entry("skeleton-pages", kind)
    sections = [
        entry
        for entry in sorted(vocabulary.register("sections"), key=lambda entry: int(entry.get("order", 0)))
        if kind in (*(entry.get("needed-in") or ()), *(entry.get("expected-in") or ()))
    ]
    known = {entry.id: entry for entry in vocabulary.register("skeleton")}
    columns = {entry.id: entry.title for entry in vocabulary.register("columns")}
    contents = next((entry.title for entry in sections if entry.id == _CONTENTS), "")
    parts = [
        _part(entry, known.get(entry.id, Entry(entry.id)), columns)
        for entry in sections
        if entry.id not in (_COVER, _CONTENTS) and (entry.id != _PLAN or kind == _PLAN)  # a plan is a file of its own
    ]
    return Skeleton(page.title, str(page.get("header", "")), tuple(page.get("lines") or ()), contents, tuple(parts))


def _part(section: Entry, entry: Entry, columns: Mapping[str, str]) -> Part:
    names: Sequence[str] = entry.get("columns") or ()
    headings: Mapping[str, str] = entry.get("headings") or {}
    cells: Mapping[str, str] = entry.get("cells") or {}
    grid = None
    if names:
        grid = Grid(
            tuple(headings.get(name, columns.get(name, name)) for name in names),
            tuple(cells.get(name, "") for name in names),
            max(0, int(entry.get("rows", 1)) - 1),
            tuple(2 if name in (entry.get("broad") or ()) else 1 for name in names),
        )
    return Part(
        entry.title or section.title,
        tuple(entry.get("prompts") or ()),
        str(entry.get("guidance", "")),
        grid,
        wide=section.id == _PLAN,
    )
