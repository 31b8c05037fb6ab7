"""Reads a PDF into a `Document`: text in reading order with its pages, ruled tables, and what the eye does not see."""

from __future__ import annotations

import time
from pathlib import Path

from dhr_qa.documents import guard, limits
from dhr_qa.documents.model import Document, Unread
from dhr_qa.documents.pdf_build import Builder
from dhr_qa.documents.pdf_damage import torn
from dhr_qa.documents.pdf_file import Package, opened
from dhr_qa.documents.pdf_flow import Flow, flow_of, paragraphs_in
from dhr_qa.documents.pdf_headings import Headings
from dhr_qa.documents.pdf_hidden import judge
from dhr_qa.documents.pdf_join import LongTable
from dhr_qa.documents.pdf_lines import Text
from dhr_qa.documents.pdf_model import Box, Line, Look, Page, Word
from dhr_qa.documents.pdf_page import put_links, read_page
from dhr_qa.documents.pdf_paragraphs import Paragraph, paragraphs_of
from dhr_qa.errors import DocumentError

_PICTURE = (
    "This PDF is a picture of pages: it holds no text that can be read. Check the Word document that was printed or "
    "scanned, or have the text recognised (OCR) and check that PDF."
)
_NOTHING = "The PDF holds no text at all; check the Word document that it was made from."
_IN_WORDS = 40  #: numbers of pages named in a message


def read_pdf(path: Path, data: bytes) -> Document:
    """The document in the bytes of a PDF. `path` is named in messages; digest and size are set by `read_document`.

    Raises DocumentError (damaged, encrypted, too-large, bomb, unsupported: pictures of pages without text).
    """
    file = str(path)
    with opened(data, file) as package:
        pages = _pages(package, file)
    if not any(page.words for page in pages):
        scanned = any(page.pictures for page in pages)
        raise DocumentError("unsupported", _PICTURE if scanned else _NOTHING, file)
    flow = flow_of(pages)
    builder = _built(flow, package, pages)
    facts = [*package.facts, ("sections", "1")]
    if any(page.width > page.height for page in pages):
        facts.append(("landscape", "yes"))
    if flow.furniture.numbered:
        facts.append(("page-field", "yes"))
    if flow.doubtful:
        facts.append(("doubtful-tables", str(len(flow.doubtful))))
    return Document(
        file, "pdf", tuple(builder.blocks), tuple(builder.tables), tuple(builder.marks), tuple(package.properties),
        (*package.attachments, *builder.attachments), (*torn(data), *_unread(flow, pages)), pages=len(pages),
        facts=tuple(facts),
    )  # fmt: skip


def _pages(package: Package, file: str) -> list[Page]:
    """Every page, read and judged. Bounded by time and by the count of letters."""
    end = time.monotonic() + limits.MAX_PDF_SECONDS
    pages: list[Page] = []
    letters = 0
    for number in range(package.pages):
        page = read_page(package.raw, package.handle, number)
        letters += sum(len(word.text) for word in page.words)
        if letters > limits.MAX_PDF_CHARS or time.monotonic() > end:
            raise guard.bomb(file, "its pages hold more than can be read in reasonable time")
        for note in page.notes:
            if note.kind in ("field", "free-text") and note.text:
                page.words.extend(_written(note.text, note.box))
        judge(page)
        put_links(page)
        pages.append(page)
    return pages


def _written(text: str, box: Box) -> list[Word]:
    """What was typed into a form field or on top of a page, as words at its place."""
    found = []
    for place, line in enumerate(text.split("\n")):
        if line.strip():
            top = box.y0 + place * 12.0
            found.append(Word(" ".join(line.split()), Box(box.x0, top, box.x1, top + 10.0), Look(size=10.0)))
    return found


def _built(flow: Flow, package: Package, pages: list[Page]) -> Builder:
    headings = Headings(package.bookmarks, flow.lines, flow.usual)
    builder = Builder(flow.usual, headings)
    for part in flow.parts:
        if isinstance(part, LongTable):
            builder.table(part)
        else:
            for item in paragraphs_in(part, flow.usual):
                headings.mark(item)
                builder.paragraph(item)
    for sign, lines in flow.notes:
        builder.paragraph(_note(sign, lines, flow))
    for page in pages:
        builder.beside(page)
    for part_name, groups in (("header", flow.furniture.headers), ("footer", flow.furniture.footers)):
        for lines in groups:
            builder.paragraph(_plain(lines, flow, part_name))
    return builder


def _note(sign: str, lines: list[Line], flow: Flow) -> Paragraph:
    """A note at the foot of a page without its sign."""
    item = Paragraph(Text(flow.usual.known), part="footnote", source=sign)
    for place, line in enumerate(lines):
        item.text.add(line, 0 if place else 1)
    return item


def _plain(lines: list[Line], flow: Flow, part: str) -> Paragraph:
    items = paragraphs_of(lines, 0.0, 10_000.0, flow.usual)
    item = items[0]
    item.part, item.source, item.kind, item.label = part, part, "paragraph", ""
    return item


def _unread(flow: Flow, pages: list[Page]) -> list[Unread]:
    found = []
    blank = [page.number for page in pages if page.pictures and not page.words and page.scanned]
    read = [page.number for page in pages if page.scanned and page.words]
    if blank:
        found.append(Unread(f"{_named(blank)}: a picture without text, as of a scan; nothing on it was checked", ""))
    if read:
        found.append(Unread(f"{_named(read)}: a picture whose text a machine has recognised; words may be wrong", ""))
    for page in pages:
        found.extend(Unread(flaw, f"page {page.number}") for flaw in page.flaws)
    found.extend(
        Unread(f"a ruled table ({grid.why}); its words were read as text, not as a table", f"page {grid.page}")
        for grid in flow.doubtful
    )
    return found


def _named(numbers: list[int]) -> str:
    said = ", ".join(map(str, numbers[:_IN_WORDS]))
    more = "" if len(numbers) <= _IN_WORDS else f" and {len(numbers) - _IN_WORDS} more"
    return ("Page " if len(numbers) == 1 else "Pages ") + said + more
