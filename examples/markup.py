"""Reads the small markup in which the example reports are written; `word.py` turns it into Word files.

A line is a paragraph. Its first characters say what kind:

    # Heading            numbered heading        #- Heading       heading without a number
    ## Heading           heading of level 2      @bold text       a line that only looks like a heading
    #. text              term of reference       R. text          recommendation
    (a) text             lettered item           - text           bullet
    > text               quotation               | a | b |        row of a table
    @title, @subtitle, @cover text               lines of the cover
    @toc, @picture, @landscape                   contents, the chart, the turn to landscape pages
    @table KIND widths                           what the table below is, and its columns in centimetres
    [^key]: text                                 the text of a footnote

Within a line: **bold**, *italic*, [^key] a footnote, {+inserted+} and {-deleted-} tracked changes,
{>>comment<<}, {==highlighted==}, {ref words} a reference field with its last result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INLINE = re.compile(
    r"(?P<bold>\*\*(?P<b>[^*]+)\*\*)|(?P<italic>\*(?P<i>[^*]+)\*)|\[\^(?P<note>\w+)\]"
    r"|\{\+(?P<insert>[^}]+)\+\}|\{-(?P<delete>[^}]+)-\}|\{>>(?P<comment>[^}]+)<<\}"
    r"|\{==(?P<highlight>[^}]+)==\}|\{ref (?P<ref>[^}]+)\}"
)
_PREFIXES = {
    "## ": "heading-2",
    "# ": "heading-1",
    "#- ": "heading-plain",
    "#. ": "term",
    "R. ": "recommendation",
    "(a) ": "lettered",
    "- ": "bullet",
    "> ": "quote",
}
_NOTE = re.compile(r"\[\^(\w+)\]: (.+)")
_OPEN_QUOTE = re.compile(r"(^|[\s(\[{>—–/])\"")
_OPEN_SINGLE = re.compile(r"(^|[\s(\[{>—–“])'")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its kind, its text and, for a table, its rows of cells and column widths."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind: text, bold, italic, note, insert, delete, comment, highlight or ref."""

    kind: str
    text: str


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as Word would have turned them."""
    text = _OPEN_QUOTE.sub(r"\1“", text).replace('"', "”")
    return _OPEN_SINGLE.sub(r"\1‘", text).replace("'", "’")


def pieces(text: str) -> Iterator[Piece]:
    """The runs of a line, in order."""
    text = typographic(text)
    place = 0
    for found in _INLINE.finditer(text):
        if found.start() > place:
            yield Piece("text", text[place : found.start()])
        place = found.end()
        if found["bold"]:
            yield Piece("bold", found["b"])
        elif found["italic"]:
            yield Piece("italic", found["i"])
        else:
            kind = found.lastgroup or "text"
            yield Piece(kind, found[kind])
    if place < len(text):
        yield Piece("text", text[place:])


def notes(source: str) -> dict[str, str]:
    """The footnotes of a source by their keys."""
    return dict(_NOTE.findall(source))


def recommendations(source: str) -> list[str]:
    """The recommendations of a source in order, without their labels."""
    return [line[3:] for line in source.splitlines() if line.startswith("R. ")]


def lines(source: str) -> Iterator[Line]:
    """The lines of a source, footnotes left out, the rows of a table gathered into one line."""
    table: tuple[str, tuple[float, ...]] | None = None
    rows: list[tuple[str, ...]] = []
    for raw in [*source.splitlines(), ""]:
        text = raw.rstrip()
        if table and text.startswith("|"):
            rows.append(tuple(cell.strip() for cell in text.strip("|").split("|")))
            continue
        if table and rows:
            yield Line("table", table[0], tuple(rows), table[1])
            table, rows = None, []
        if not text or _NOTE.match(text):
            continue
        if text.startswith("@"):
            command, _, rest = text[1:].partition(" ")
            if command == "table":
                kind, widths = rest.split()
                table = (kind, tuple(float(width) for width in widths.split(",")))
            else:
                yield Line(command, rest)
            continue
        for prefix, kind in _PREFIXES.items():
            if text.startswith(prefix):
                yield Line(kind, text[len(prefix) :])
                break
        else:
            yield Line("paragraph", text)
