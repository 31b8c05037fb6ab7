"""Files for the examples of rules on the pack: sizes, names, headings that are only bold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from dhr_qa.documents.pdf import read_pdf
from tests.documents import builders as b
from tests.documents import pdf_writer as w

_TITLE = b.heading(1, "Overview report")
_TEXT = b.p("Maya died in September 2024. The review panel met in May 2026.")


def _document(path: str, body: str, size: int = 20_000) -> Document:
    return replace(read_docx(Path(path), b.docx_bytes(body)), size=size)


def large() -> list[Document]:
    """A file of 24 MB."""
    return [_document("large.docx", _TITLE + _TEXT, 24_000_000)]


def bold_headings() -> list[Document]:
    """A heading with its style, and one that is only bold."""
    bold = b.p(b.r(b.t("2. Methodology"), props="<w:b/>"))
    return [_document("bold.docx", _TITLE + b.heading(1, "1. Introduction") + _TEXT + bold + _TEXT)]


def named_alike() -> list[Document]:
    """Two files under one case reference."""
    return [_document(f"FEN-2024-03 {name}.docx", _TITLE + _TEXT) for name in ("overview report", "action plan")]


def named_apart() -> list[Document]:
    """Three files, of which one has another name than the two that go together."""
    names = ("Maya overview report v2.docx", "Maya action plan final.docx", "Hannah summary.docx")
    return [_document(name, _TITLE + _TEXT) for name in names]


def named_locally() -> list[Document]:
    """Two files that are named after their kind only."""
    return [_document(name, _TITLE + _TEXT) for name in ("Overview report final.docx", "Action plan v3.docx")]


def tracked_copy() -> list[Document]:
    """A report with tracked changes, and the letter that they answer."""
    letter = "".join(
        b.p(line)
        for line in (
            "Dear Jo,",
            "Thank you for submitting the report. The panel considered it in May 2026 and felt that it is clear.",
            "The equality section should be extended.",
            "I would be grateful if you could send it again.",
            "Yours sincerely",
        )
    )
    report = _TITLE + b.heading(1, "Introduction") + b.p("Maya died ", b.ins("in September 2024", author="Jo Finch"))
    return [_document("report.docx", report), _document("letter.docx", letter)]


def _pdf(catalog: str) -> list[Document]:
    page = w.text(72, 100, "Overview report", 18) + w.text(72, 140, "Maya died in September 2024.")
    data = w.pdf_bytes([page], catalog=f"/Lang (en-GB) {catalog}", info={"Title": "Overview report"})
    return [replace(read_pdf(Path("report.pdf"), data), size=len(data))]


def tagged_pdf() -> list[Document]:
    """A PDF with structure tags, as Word saves it."""
    return _pdf("/MarkInfo << /Marked true >>")


def untagged_pdf() -> list[Document]:
    """A PDF as a printer driver makes it."""
    return _pdf("")


def old_footer() -> list[Document]:
    """A report whose footer was left behind by its cover."""
    lines = ("Overview report", "Version 4", "Report completed: May 2026")
    body = "".join(b.p(line) for line in lines) + b.heading(1, "1. Introduction") + _TEXT
    data = b.docx_bytes(body, footers=[b.p("March 2026, Version 3")])
    return [replace(read_docx(Path("footer.docx"), data), size=len(data))]


FIXTURES: dict[str, Callable[[], Sequence[Document]]] = {
    "large": large,
    "bold-headings": bold_headings,
    "tagged-pdf": tagged_pdf,
    "untagged-pdf": untagged_pdf,
    "named-alike": named_alike,
    "named-apart": named_apart,
    "named-locally": named_locally,
    "tracked-copy": tracked_copy,
    "old-footer": old_footer,
}
