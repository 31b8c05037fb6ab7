"""A report in a folder both as a PDF and as the document that it was made from."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.documents.copies import without_copies
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Document

TEXT = "# Introduction\n\n" + "The panel met four times and heard from nine agencies. " * 12


def document(name: str, text: str = TEXT, format: str = "docx") -> Document:
    return replace(parse_markdown(text), path=f"pack/{name}", format=format)


def test_a_pdf_of_the_same_text_is_left_out_and_told() -> None:
    kept = without_copies([document("report.docx"), document("final.pdf", TEXT + "Page 1", "pdf")])
    assert [each.path for each in kept] == ["pack/report.docx"]
    assert [each.what for each in kept[0].unread] == [
        "final.pdf, a PDF with the same text as this document: it was not checked on its own"
    ]


def test_another_pdf_is_a_document_of_its_own() -> None:
    several = [document("report.docx"), document("letter.pdf", "Dear Jo,\n\nThank you for the report.", "pdf")]
    assert without_copies(several) == several
    alone = [document("a.pdf", format="pdf"), document("b.pdf", format="pdf")]
    assert without_copies(alone) == alone
