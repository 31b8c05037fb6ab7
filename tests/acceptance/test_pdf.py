"""PDFs on the command line: checked, inspected, refused with a sentence, and counted once beside their source."""

from __future__ import annotations

import json
from pathlib import Path

from tests.acceptance.conftest import Review
from tests.documents import pdf_writer as w

TEXT = ["The report of the panel says that Zanzibar was never far from the minds of the agencies in the", "county."]


def test_a_pdf_is_checked_and_its_pages_are_told(review: Review) -> None:
    Path("report.pdf").write_bytes(w.pdf_bytes([w.lines(72, 100, TEXT), w.lines(72, 100, ["Names are kept apart."])]))
    code, out, _ = review.run("inspect", "report.pdf", "--format", "json", "--no-redact")
    assert code == 0
    (document,) = json.loads(out)["documents"]
    assert (document["path"], document["words"]) == ("report.pdf", 24)
    hidden = w.lines(72, 100, TEXT) + w.text(72, 140, "moved to Saltby", before="1 1 1 rg")
    Path("report.pdf").write_bytes(w.pdf_bytes([w.lines(72, 100, ["A report."]), hidden]))
    code, out, _ = review.run("check", "report.pdf", "--select", "redaction-real", "--format", "json", "--no-redact")
    (finding,) = json.loads(out)["findings"]
    assert code == 1
    assert "moved to Saltby" in finding["message"]
    assert finding["location"]["page"] == 2


def test_pictures_of_pages_and_damaged_files_could_not_be_read(review: Review) -> None:
    Path("scan.pdf").write_bytes(w.pdf_bytes([w.Sheet("", picture=True)]))
    code, _, err = review.run("check", "scan.pdf")
    assert code == 3
    assert "This PDF is a picture of pages" in err
    Path("bad.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    code, _, err = review.run("check", "bad.pdf", "scan.pdf")
    assert code == 3
    assert "The PDF is damaged" in err


def test_a_report_and_its_pdf_in_one_folder_are_one_document(review: Review) -> None:
    review.write("pack/report.md", "# Introduction\n\n" + " ".join(TEXT) + "\n")
    page = w.text(72, 80, "Introduction", 16) + w.lines(72, 110, TEXT)
    Path("pack/published.pdf").write_bytes(w.pdf_bytes([page]))
    _, out, _ = review.run("check", "pack", "--format", "json")
    (document,) = json.loads(out)["documents"]
    assert Path(document["path"]).name == "report.md"
    assert "published.pdf" in document["unread"][0]["what"]
