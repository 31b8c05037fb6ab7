"""Reading a Word file: bytes in, Document out. Every text node is read once and lands in one place.

The main text comes first, in reading order, then footnotes, endnotes, headers, footers and comments.
The order of work: the guard, the package, styles and lists, one walk through each story, the facts.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct

from dhr_qa.documents import guard
from dhr_qa.documents.docx_marks import read_macros, read_outside, read_people, read_settings
from dhr_qa.documents.docx_names import Element, W
from dhr_qa.documents.docx_notes import read_comments, read_headers, read_notes, read_sections
from dhr_qa.documents.docx_package import Package, open_package
from dhr_qa.documents.docx_paragraph import Segment
from dhr_qa.documents.docx_parts import attachments, chart_words, diagram_words
from dhr_qa.documents.docx_properties import read_properties
from dhr_qa.documents.docx_story import BLOCKS, story
from dhr_qa.documents.docx_styles import Styles
from dhr_qa.documents.docx_table import table
from dhr_qa.documents.docx_walk import Gathered, Walk
from dhr_qa.documents.model import Document
from dhr_qa.documents.numbering import Numbering

BLOCKS[W + "tbl"] = table  # set here, because a cell holds blocks and a block may be a table


class Trace(Struct, frozen=True):
    """A document with the way back to its XML, for whoever writes into a copy of the file.

    `segments` gives, for a block index, the stretches of its text and their elements, `paragraphs` its
    <w:p> elements (more than one where the ends of paragraphs are deleted). They belong to `root`, the
    parsed main part, whose name in the package is `package.main`; blocks of other parts are not there.
    """

    document: Document
    package: Package
    root: Element
    segments: dict[int, tuple[Segment, ...]]
    paragraphs: dict[int, tuple[Element, ...]]


def read_docx(path: Path, data: bytes) -> Document:
    """The Document of a .docx, .docm, .dotx or .dotm file, Strict or not.

    `path` is only for names and messages; `data` is the whole file. Raises DocumentError and nothing else.
    """
    return _read(path, data, False).document


def trace_docx(path: Path, data: bytes) -> Trace:
    """As `read_docx`, with the map from text to XML elements."""
    return _read(path, data, True)


def _read(path: Path, data: bytes, record: bool) -> Trace:
    try:
        return _read_package(open_package(data, str(path)), path, data, record)
    except RecursionError:
        raise guard.unsafe(str(path), "its parts are nested too deeply") from None


def _read_package(package: Package, path: Path, data: bytes, record: bool) -> Trace:
    main = package.main
    root = package.root(main)
    body = root.find(W + "body")
    if body is None:
        raise guard.damaged(package.file, "its main part has no text body")
    related = {kind: package.target(main, kind) for kind in _RELATED}

    def part(kind: str) -> Element | None:
        return package.optional(related[kind]) if related[kind] else None

    styles = Styles(part("styles"))
    gathered = Gathered(package, styles, Numbering(part("numbering"), styles), segments={} if record else None)
    settings = read_settings(gathered, part("settings"))

    story(Walk(gathered, main, "body"), body)
    _loose_graphics(gathered, main)
    read_sections(gathered)
    main_segments, main_paragraphs = dict(gathered.segments or {}), dict(gathered.sources)
    read_notes(gathered, related["footnotes"], "footnote")
    read_notes(gathered, related["endnotes"], "endnote")
    read_headers(gathered, main)
    read_comments(gathered, related["comments"])

    read_people(gathered, part("people"))
    read_outside(gathered)
    read_macros(gathered)
    properties, pages = read_properties(package)
    document = Document(
        path=str(path),
        format="docx",
        blocks=tuple(gathered.blocks),
        tables=tuple(table for table in gathered.tables if table is not None),
        marks=tuple(gathered.marks),
        properties=(*properties, *settings),
        attachments=tuple(attachments(gathered)),
        unread=tuple(package.unread),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=pages,
        facts=tuple(gathered.facts.items()),
    )
    return Trace(document, package, root, main_segments, main_paragraphs)


_RELATED = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments", "people")


def _loose_graphics(gathered: Gathered, main: str) -> None:
    """The words of charts and SmartArt that the text does not place: text boxes after the main text."""
    package = gathered.package
    for relation in package.relations(main).values():
        read = {"diagramData": diagram_words, "chart": chart_words, "chartEx": chart_words}.get(relation.kind)
        if read is None or relation.external or relation.target in package.used:
            continue
        root = package.optional(relation.target)
        for words in [] if root is None else read(root):
            walk = Walk(gathered, main, "textbox")
            walk.write(words, None)
            walk.finish()
