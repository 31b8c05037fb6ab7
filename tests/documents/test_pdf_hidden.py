"""What the eye does not see in a PDF: bars, white letters, unseen modes, words off the page, comments, scans."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.model import Document
from dhr_qa.documents.pdf import read_pdf
from dhr_qa.errors import DocumentError
from tests.documents import pdf_writer as w

PROSE = "The panel met four times and heard from nine agencies in all."


def read(*pages: str | w.Sheet, **more: object) -> Document:
    return read_pdf(Path("report.pdf"), w.pdf_bytes(pages, **more))  # type: ignore[arg-type]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, mark.text, mark.part) for mark in document.marks]


def test_words_under_a_black_bar_are_still_in_the_file() -> None:
    page = w.text(72, 100, PROSE) + w.text(72, 130, "Her name was Jo Finch then.") + w.rectangle(140, 118, 52, 16)
    document = read(page)
    (found,) = document.marks
    assert (found.kind, found.text) == ("covered", "Jo Finch")
    assert found.block is not None
    assert document.blocks[found.block].text[found.start : found.end] == "Jo Finch"


def test_a_bar_painted_before_the_words_is_their_ground() -> None:
    shaded = w.rectangle(70, 88, 300, 18, "0 0 0.4") + w.text(72, 100, "Stage of the review", before="1 1 1 rg")
    assert marks(read(w.text(72, 60, PROSE) + shaded)) == []
    dark = w.rectangle(70, 88, 300, 18) + w.text(72, 100, "Stage of the review", before="0.02 0 0 rg")
    assert marks(read(dark)) == [("covered", "Stage of the review", "body")]


def test_white_words_on_white_paper() -> None:
    document = read(w.text(72, 100, PROSE) + w.text(72, 114, "moved to Saltby", before="1 1 1 rg"))
    assert marks(document) == [("white-text", "moved to Saltby", "body")]


@pytest.mark.parametrize(
    "unseen",
    [
        w.text(72, 130, "a secret address", before="3 Tr"),
        w.text(700, 130, "a secret address"),
        w.text(72, 130, "a secret address", size=0.5),
    ],
    ids=["mode", "off the page", "tiny"],
)
def test_unseen_words_are_no_text_but_a_mark(unseen: str) -> None:
    document = read(w.text(72, 100, PROSE) + unseen)
    assert [block.text for block in document.blocks] == [PROSE]
    assert marks(document) == [("hidden", "a secret address", "hidden")]


def test_an_annotation_may_be_the_bar() -> None:
    bar = "<< /Type /Annot /Subtype /Square /Rect [138 706 195 724] /IC [0 0 0] /C [0 0 0] >>"
    pending = "<< /Type /Annot /Subtype /Redact /Rect [138 706 195 724] >>"
    for annotation in (bar, pending):
        document = read(w.Sheet(w.text(72, 100, PROSE) + w.text(72, 130, "Her name was Jo Finch then."), [annotation]))
        assert marks(document) == [("covered", "Jo Finch", "body")]


def test_highlighted_words_are_marked() -> None:
    yellow = w.rectangle(70, 90, 330, 14, "1 1 0") + w.text(72, 100, PROSE)
    assert marks(read(yellow)) == [("highlight", PROSE, "body")]


def test_comments_and_fields() -> None:
    note = (
        "<< /Type /Annot /Subtype /Text /Rect [72 740 90 758] /Contents (Is this right?) /T (A. Editor) /M (D:2026) >>"
    )
    entry = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Chair) /V (Judith Arkwright) /Rect [72 600 300 614] >>"
    document = read(w.Sheet(w.text(72, 100, PROSE), [note, entry]))
    (comment,) = [block for block in document.blocks if block.part == "comment"]
    assert (comment.text, comment.author, comment.anchor) == ("Is this right?", "A. Editor", 1)
    assert "Judith Arkwright" in [block.text for block in document.blocks if block.part == "body"]
    assert {(mark.kind, mark.text) for mark in document.marks} == {("comment", "Is this right?"), ("control", "Chair")}


def test_links_are_told() -> None:
    link = "<< /Type /Annot /Subtype /Link /Rect [70 738 130 756] /A << /S /URI /URI (https://example.org/a) >> >>"
    document = read(w.Sheet(w.text(72, 100, PROSE), [link]))
    (mark,) = document.marks
    assert (mark.kind, mark.text, mark.part) == ("hyperlink", "https://example.org/a", "hyperlink")
    assert document.blocks[0].text[mark.start : mark.end] == "The panel"


def test_pictures_of_pages_are_refused_and_one_among_pages_is_told() -> None:
    with pytest.raises(DocumentError, match="picture of pages") as caught:
        read(w.Sheet("", picture=True), w.Sheet("", picture=True))
    assert caught.value.exit_code == 3
    document = read(w.text(72, 100, PROSE), w.Sheet("", picture=True))
    assert [each.what for each in document.unread] == [
        "Page 2: a picture without text, as of a scan; nothing on it was checked"
    ]
    with pytest.raises(DocumentError, match="no text"):
        read("")


def test_the_text_layer_of_a_scan_counts_as_text() -> None:
    document = read(w.Sheet(w.text(72, 100, PROSE, before="3 Tr"), picture=True))
    assert [block.text for block in document.blocks] == [PROSE]
    assert marks(document) == []
    assert "machine has recognised" in document.unread[0].what


def test_what_is_known_of_the_whole_file() -> None:
    info = {"Title": "Overview report", "Author": "J. Arkwright", "CreationDate": "D:20260908101500Z"}
    document = read(
        w.text(72, 100, PROSE), info=info, catalog="/MarkInfo << /Marked true >> /Lang (en-GB)",
        attached={"plan.xlsx": b"PK"},
    )  # fmt: skip
    assert [(each.name, each.value) for each in document.properties] == [
        ("title", "Overview report"), ("creator", "J. Arkwright"), ("created", "2026-09-08T10:15:00Z"),
    ]  # fmt: skip
    facts = dict(document.facts)
    assert (facts["tagged"], facts["language"], document.pages) == ("yes", "en-GB", 1)
    assert [(each.name, each.kind, each.size) for each in document.attachments] == [("plan.xlsx", "workbook", 2)]


def test_light_letters_on_a_round_ground_or_in_a_clipping_are_seen() -> None:
    badge = "q 0.6 0 0 rg 72 736 m 120 736 l 125 736 130 741 130 746 c 130 756 l 72 756 l f Q\n"
    assert marks(read(w.text(72, 60, PROSE) + badge + w.text(76, 100, "major", before="1 1 1 rg"))) == []
    clipped = "q 72 600 20 20 re W n 0 0 0 rg 60 500 300 280 re f Q\n"
    assert marks(read(w.text(72, 100, PROSE) + clipped)) == []


def test_the_ground_of_a_page_painted_last_covers_nothing() -> None:
    assert marks(read(w.text(72, 100, PROSE) + w.rectangle(0, 0, 595, 842, "1 1 1"))) == []
