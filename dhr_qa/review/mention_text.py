"""All the text that a file holds, seen and unseen, as one folded string, and its capitalised words in runs.

A name can stand in a paragraph, be cut over the lines of a cell, or hide in a comment, a property or a file
name. Here every such place becomes a stretch of one string, so that all are looked through in one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold, folded
from dhr_qa.language.index import TextIndex
from dhr_qa.language.known_words import WORD, classes_of
from dhr_qa.language.small_words import FUNCTION_WORDS

#: Marks whose words stand in the text as well, or that have none.
_IN_TEXT = frozenset(
    ("tracked-insertion", "moved-to", "highlight", "white-text", "format-change", "covered", "placeholder")
)
#: Marks whose text is a name of a thing of the file, not prose.
_NAMES_OF_THINGS = frozenset(("bookmark", "hyperlink", "external", "field", "macro"))
_PEOPLE = frozenset(("creator", "lastmodifiedby", "manager", "author", "last author", "artist", "owner", "copyright"))
#: Properties of files and pictures that tell of programs, cameras and times.
_UNTOLD = frozenset(
    ("template", "application", "appversion", "revision", "created", "modified", "lastprinted", "make", "model",
     "software", "changed", "taken", "gps", "serial", "lens-serial", "image-id")
)  # fmt: skip

_TOKEN = re.compile(
    r"(?<![A-Za-z])(?:(?:al|el|ul|ur|ad|an|as|ash|at|az)-)?(?:[A-Z]'(?=[A-Z]))?[A-Z][A-Za-z]*(?:-[A-Za-z]+)*"
)
_PARTICLES = "al|el|ap|ab|bin|bint|ibn|de|da|do|dos|das|del|della|der|den|di|du|la|le|van|von|ul|ur|af|zu|ter|ten|y|e"
_JOINS = re.compile(
    rf"[ \t]{{1,2}}|[ \t]?\r[ \t]*|[ \t\r](?:{_PARTICLES})(?:[ \t\r](?:la|los|las|der|den))?[ \t\r]|"
    rf"[ \t\r](?:{_PARTICLES})-"
)
#: A collar number between a rank and a name.
_COLLAR = re.compile(r"[ ](?:No\.?[ ])?[0-9]{2,6}[ ]")
_REST = re.compile(r"(\r[ \t]*|[ ])([a-z]{1,12})(?![A-Za-z'-])")
_SHORT = 2
_AFTER_INITIAL = re.compile(r"\.[ \t]?\r?")


class Token(NamedTuple):
    """A capitalised word at `start` to `end` of the layout's text; `gap` is what stands before it in its run."""

    start: int
    end: int
    text: str
    word: str
    gap: str


class Source(Struct, frozen=True):
    """A stretch of the layout's text and where it comes from. `kind`: text, heading, person, thing, file or other.

    person: the whole text is the name of an author; thing: a bookmark, link or field; file: a file's name;
    other: what a program or a camera wrote.
    `cell` joins the paragraphs of one cell.
    """

    start: int
    end: int
    part: str
    kind: str = "text"
    block: int | None = None
    mark: int | None = None
    cell: tuple[int, int, int] | None = None
    label: str = ""


class Layout:
    """The text of a document: its blocks first, then what travels unseen; offsets are those of the characters."""

    def __init__(self, document: Document, index: TextIndex) -> None:
        data = bytearray(index.folded)
        self.sources: list[Source] = []
        self.raw: list[str] = []
        place = 0
        before: tuple[int, int, int] | None = None
        for block in document.blocks:
            cell = None
            if block.table is not None and block.row is not None and block.column is not None:
                cell = (block.table, block.row, block.column)
            if cell is not None and cell == before:
                data[place - 1 : place] = b"\r"
            kind = "heading" if block.kind == "heading" or block.toc else "text"
            end = place + len(block.text)
            self._add(Source(place, end, block.part, kind, block.index, cell=cell), block.text)
            place, before = end + 1, cell
        if document.blocks:
            data += b"\n"
        for text, source in _unseen(document):
            folded = fold(text)
            self._add(Source(len(data), len(data) + len(text), *source), text)
            data += folded + b"\n"
        self.text = data.decode("ascii")
        self._starts = [source.start for source in self.sources]

    def _add(self, source: Source, raw: str) -> None:
        self.sources.append(source)
        self.raw.append(raw)

    def number_at(self, place: int) -> int:
        """The number of the source in which a character stands."""
        return bisect_right(self._starts, place) - 1

    def at(self, place: int) -> Source:
        return self.sources[self.number_at(place)]

    def reach(self, number: int) -> tuple[int, int]:
        """Start and end of the text that a source belongs to: its own, or its whole cell's."""
        first = last = number
        cell = self.sources[number].cell
        if cell is not None:
            while first and self.sources[first - 1].cell == cell:
                first -= 1
            while last + 1 < len(self.sources) and self.sources[last + 1].cell == cell:
                last += 1
        return self.sources[first].start, self.sources[last].end

    def original(self, start: int, end: int) -> str:
        """The characters as the file has them; a name cut over the paragraphs of a cell is joined by spaces."""
        pieces = []
        number = self.number_at(start)
        while number < len(self.sources) and self.sources[number].start < end:
            source, raw = self.sources[number], self.raw[number]
            pieces.append(raw[max(0, start - source.start) : end - source.start])
            number += 1
        return " ".join(" ".join(pieces).split())


def _unseen(document: Document) -> Iterator[tuple[str, tuple[str, str, int | None, int | None, None, str]]]:
    """Text that is no block, with the fields of its source after start and end."""
    commented = any(block.part == "comment" for block in document.blocks)
    authors: set[tuple[str, str]] = set()
    for number, mark in enumerate(document.marks):
        told = mark.kind not in _IN_TEXT and not (mark.kind == "comment" and commented)
        if told and mark.text:
            kind = "thing" if mark.kind in _NAMES_OF_THINGS else "person" if mark.kind == "person" else "text"
            yield mark.text, (mark.part, kind, mark.block, number, None, mark.kind)
        if mark.author and (mark.kind, mark.author) not in authors and mark.kind != "person":
            authors.add((mark.kind, mark.author))
            yield mark.author, (mark.part, "person", mark.block, number, None, "author")
    for block in document.blocks:
        if block.author and ("comment", block.author) not in authors:
            authors.add(("comment", block.author))
            yield block.author, (block.part, "person", block.index, None, None, "author")
    for known in document.properties:
        name = known.name.casefold()
        if name not in _UNTOLD and any(char.isalnum() for char in known.value):
            yield known.value, ("metadata", "person" if name in _PEOPLE else "text", None, None, None, known.name)
    for attached in document.attachments:
        yield attached.name, ("file", "file", attached.block, None, None, "name")
        for text in attached.texts:
            yield text, ("file", "text", attached.block, None, None, attached.kind)
        for name, value in attached.fields:
            kind = "file" if "name" in name or name in ("document", "computer") else "text"
            kind = "person" if name.casefold() in _PEOPLE else "other" if name in _UNTOLD else kind
            yield value, ("file", kind, attached.block, None, None, name)
    name = re.split(r"[/\\]", document.path)[-1]
    if name:
        yield name, ("file", "file", None, None, None, "name")


_LONGEST_RUN = 100  #: words; no name has as many, and what looks at runs takes longer than their length


def runs(text: str) -> Iterator[list[Token]]:
    """Capitalised words that stand together, initials and small words of names ("de", "bin") between them."""
    run: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if text[end : end + 1] in "\r " and word[-1:].islower():
            rest = _broken(word, text, end)
            end, word = end + len(rest), word + rest.strip("\r \t")
        gap = ""
        if run:
            gap = text[run[-1].end : start]
            if len(run) >= _LONGEST_RUN or not _joined(run[-1], gap):
                yield run
                run, gap = [], ""
        run.append(Token(start, end, word, word.lower(), gap))
    if run:
        yield run


def _broken(word: str, text: str, end: int) -> str:
    """The rest of a word that a narrow column has broken ("Cambri" and "dgeshire"), with the gap; "" for nothing."""
    match = _REST.match(text, end)
    if match is None or match.group(2) in FUNCTION_WORDS:
        return ""
    gap, rest = match.group(1), match.group(2)
    whole = classes_of(folded(word + rest))
    alone = classes_of(folded(word)) if len(word) > 1 else 0
    plain = bool(classes_of(rest) & WORD) and len(rest) > 1
    if whole and (not alone or (len(rest) <= _SHORT and gap != " ")):
        return match.group()
    if alone or plain:
        return match.group() if len(rest) == 1 and gap != " " else ""
    if gap == " " and (len(rest) > 1 or text[match.end() : match.end() + 1] not in ",;)\n"):
        return ""
    return match.group()


def _joined(before: Token, gap: str) -> bool:
    if gap == " ":
        return True
    if _JOINS.fullmatch(gap) or (_COLLAR.fullmatch(gap) and before.text.isupper()):
        return True
    short = len(before.text) == 1 or (len(before.text) <= 4 and before.text[1:].islower() and "." in gap)
    return bool(short and _AFTER_INITIAL.fullmatch(gap) and (len(before.text) == 1 or before.text in _ABBREVIATED))


#: Forms of address and ranks that are written with a full stop.
_ABBREVIATED = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Det",
        "Supt",
        "Insp",
        "Sgt",
        "Rev",
        "Prof",
        "Cllr",
        "Fr",
        "St",
        "Col",
        "Capt",
        "Maj",
        "Lt",
        "Cpl",
        "Const",
        "Sr",
        "Br",
        "Hon",
        "Messrs",
        "Revd",
        "Ch",
        "Drs",
        "Con",
    )
)
