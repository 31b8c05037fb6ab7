"""Word files for the examples of rules that no Markdown can hold: tracked changes, comments, properties, pictures.

An example names one with `fixture: name`. A builder gives the bytes of a Word file; `FIXTURES` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from tests.documents import builders as b
from tests.rules import anonymisation_fixtures, names_fixtures, pack_fixtures

_TITLE = b.heading(1, "Overview report")


def clean() -> bytes:
    """A report without anything under the surface."""
    return b.docx_bytes(_TITLE + b.p("The review panel met in May 2026."))


def tracked_changes() -> bytes:
    """One insertion and one deletion that nobody has accepted."""
    return b.docx_bytes(_TITLE + b.p("The panel met ", b.ins("twice", author="Jo Finch"), b.deleted("once")))


def comment() -> bytes:
    """A comment in the margin."""
    note = f'<w:comment w:id="0" w:author="Jo Finch" w:date="{b.DATE}">{b.p("Is this right?")}</w:comment>'
    return b.docx_bytes(_TITLE + b.p(b.commented(0, "The panel met.")), comments=note)


_SENTENCE = "The panel considered what each agency had known about the abuse and what it had done with that knowledge. "


def long_numbered() -> bytes:
    """A long report with numbered paragraphs."""
    paragraphs = "".join(b.p(f"1.{number} {_SENTENCE * 3}") for number in range(1, 99))
    return b.docx_bytes(_TITLE + b.heading(1, "1. Introduction") + paragraphs)


def long_unnumbered() -> bytes:
    """A long report without numbers of paragraphs or pages."""
    return b.docx_bytes(_TITLE + b.heading(1, "Introduction") + b.p(_SENTENCE * 3) * 98)


def page_numbers() -> bytes:
    """A longer text in two sections; the footer of one has the number of the page, the first page has none."""
    section = b.p(_SENTENCE * 60, props="<w:sectPr><w:titlePg/></w:sectPr>")
    footer = b.p("Page ", b.simple_field("PAGE", b.r(b.t("2"))))
    return b.docx_bytes(_TITLE + section + b.p(_SENTENCE * 60), footers=[footer])


def highlighted() -> bytes:
    """A word with a yellow ground."""
    marked = b.r(b.t("five"), props='<w:highlight w:val="yellow"/>')
    return b.docx_bytes(_TITLE + b.p("The panel met ", marked, " times."))


def marked() -> bytes:
    """A protective marking in the header and in a box on the cover."""
    box = b.p(b.r(b.text_box(b.p("RESTRICTED"))))
    header = b.p("OFFICIAL-SENSITIVE")
    return b.docx_bytes(_TITLE + box + b.p("The panel met in May 2026."), headers=[header])


def draft_cover() -> bytes:
    """A version in the title of the file and the word draft in the header."""
    core = "<dc:title>Maya overview report v0.7</dc:title>"
    return b.docx_bytes(_TITLE + b.p("The panel met in May 2026."), core=core, headers=[b.p("Draft for the panel")])


def logo() -> bytes:
    """A cover with the name of the partnership in a picture only."""
    picture = b.p(b.r(b.picture("rId9", "Logo")))
    cover = b.p("Report into the death of Maya, who died in September 2024")
    text = b.p("Author: Jo Finch") + b.p("Completed in May 2026") + b.heading(1, "Introduction") + b.p(_SENTENCE)
    png = b"\x89PNG\r\n\x1a\n" + bytes(40)
    rels = [("rId9", "image", "media/a.png")]
    return b.docx_bytes(_TITLE + picture + cover + text, rels=rels, parts={"word/media/a.png": png})


FIXTURES: dict[str, Callable[[], bytes]] = {
    **anonymisation_fixtures.FIXTURES,
    **names_fixtures.FIXTURES,
    "draft-cover": draft_cover,
    "highlighted": highlighted,
    "logo": logo,
    "long-numbered": long_numbered,
    "long-unnumbered": long_unnumbered,
    "marked": marked,
    "page-numbers": page_numbers,
    "clean": clean,
    "tracked-changes": tracked_changes,
    "comment": comment,
}


def documents(name: str) -> Sequence[Document] | None:
    """The documents of a fixture; None if there is none of that name."""
    if name in pack_fixtures.FIXTURES:
        return pack_fixtures.FIXTURES[name]()
    build = FIXTURES.get(name)
    if build is None:
        return None
    data = build()
    return [replace(read_docx(Path(f"{name}.docx"), data), size=len(data))]
