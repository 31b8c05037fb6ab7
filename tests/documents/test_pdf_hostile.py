"""PDFs that are damaged, locked, empty or made to do harm: a clear sentence each time, and never a long wait."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from dhr_qa.documents import limits, pdf_file
from dhr_qa.documents.pdf import read_pdf
from dhr_qa.errors import DocumentError
from tests.documents import pdf_writer as w

GOOD = w.pdf_bytes([w.text(72, 100, "The panel met four times."), w.text(72, 100, "It heard from nine agencies.")])


def refused(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_pdf(Path("report.pdf"), data)
    assert caught.value.exit_code == 3
    return caught.value


def outcome(data: bytes) -> str:
    """ "read", or the sentence with which a file was refused."""
    try:
        read_pdf(Path("report.pdf"), data)
    except DocumentError as error:
        return error.message
    return "read"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        (b"not a PDF at all", "damaged"),
        (GOOD[:200], "damaged"),
        (w.pdf_bytes([]), "damaged"),
        (GOOD.replace(b"/Type /Catalog", b"/Type /Nothing").replace(b"/Pages 2 0 R", b"/Nought 2 0 R"), "damaged"),
    ],
    ids=["head only", "random bytes", "no PDF", "cut off", "no pages", "no catalogue"],
)
def test_what_is_no_pdf_or_half_of_one(data: bytes, code: str) -> None:
    error = refused(data)
    assert error.code == code
    assert error.message.endswith(".")


def test_a_password_is_asked_for_in_words() -> None:
    locked = GOOD.replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"a" * 32 + b") /U (" + b"b" * 32
        + b") >> /ID [(0123456789abcdef) (0123456789abcdef)]",
    )  # fmt: skip
    error = refused(locked)
    assert error.code == "encrypted"
    assert "password" in error.message


def test_a_tree_of_pages_that_runs_in_a_circle() -> None:
    begin = time.monotonic()
    said = outcome(GOOD.replace(b"/Type /Pages /Kids [", b"/Type /Pages /Kids [2 0 R 2 0 R "))
    assert said.endswith(".") or said == "read"
    assert time.monotonic() - begin < 10


def test_more_pages_than_a_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(GOOD.replace(b"/Count 2", b"/Count 999999")).code == "bomb"
    monkeypatch.setattr(limits, "MAX_PAGES", 1)
    assert "2 pages" in refused(GOOD).message


def test_a_page_that_cannot_be_read_is_told() -> None:
    data = GOOD.replace(b"/Type /Page /Parent", b"/Type /Pige /Parent", 1)
    document = read_pdf(Path("report.pdf"), data)
    assert any("page 1" in (each.what + each.where).lower() for each in document.unread) or document.words > 5


def test_a_page_with_too_much_on_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_CHARS", 9)
    document = read_pdf(Path("report.pdf"), GOOD)
    assert document.blocks[0].text.startswith("The panel")
    assert "only its first 9 characters" in document.unread[0].what
    monkeypatch.setattr(limits, "MAX_PDF_CHARS", 5)
    assert refused(GOOD).code == "bomb"


def test_time_and_size_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PDF_SECONDS", -1.0)
    assert "reasonable time" in refused(GOOD).message
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert refused(GOOD).code == "too-large"


def test_bookmarks_in_a_circle_end() -> None:
    data = w.pdf_bytes([w.text(72, 100, "Introduction")], bookmarks=[("Introduction", 0), ("Analysis", 0)])
    place = data.index(b"(Analysis)")
    circle = data[:place] + data[place:].replace(b"/Fit] ", b"/Fit] /Next 9 0 R ", 1)
    with pdf_file.opened(circle, "report.pdf") as package:
        assert 1 <= len(package.bookmarks) <= 3


def test_random_damage_never_ends_in_anything_but_a_sentence() -> None:
    source = random.Random(7)
    for _ in range(120):
        data = bytearray(GOOD)
        for _ in range(source.randint(1, 12)):
            data[source.randrange(9, len(data))] = source.randrange(256)
        said = outcome(bytes(data))
        assert said.endswith(".") or said == "read"
