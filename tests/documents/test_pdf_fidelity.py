"""The same report as a Word document, and as the PDF and the .odt that LibreOffice makes of it: the same facts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.model import Document
from dhr_qa.documents.read import read_document
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from tests.seed import SEED_DOCX, needs_seed

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "examples" / "good" / "overview-report.docx"
SOFFICE = shutil.which("soffice")
SEED_PDF = SEED_DOCX.with_suffix(".pdf")
PARTS = {"body", "table", "textbox", "footnote", "endnote"}
TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"false"}}'
)

pytestmark = pytest.mark.slow
needs_office = pytest.mark.skipif(
    SOFFICE is None or os.name == "nt", reason="LibreOffice (soffice) is not installed: NOT TESTED on a real PDF"
)


def printed(folder: Path, how: str) -> Path:
    """The good example as a PDF made by LibreOffice, in a session of its own: nothing of it outlives the time."""
    command = [
        str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", how,
        "--outdir", str(folder), str(GOOD),
    ]  # fmt: skip
    with (folder / "log.txt").open("wb") as log:
        subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, timeout=100, check=True
        )
    return folder / f"overview-report.{how.partition(':')[0]}"


@pytest.fixture(scope="module", params=["plain", "tagged", "odt"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    how = {"plain": "pdf", "tagged": TAGGED}.get(request.param, request.param)
    return read(printed(tmp_path_factory.mktemp(request.param), how))


def words(document: Document) -> Counter[str]:
    out: Counter[str] = Counter()
    for block in document.blocks:
        if block.part in PARTS and not block.toc:
            label = "" if block.label_typed else block.label
            out.update(f"{label} {block.text}".split())
    return out


@cache
def read(path: Path) -> Document:
    return read_document(path)


@cache
def facts_at(path: Path) -> Facts:
    return read_facts(read(path), load_rulebook().vocabulary)


def squeezed(text: str) -> str:
    return " ".join(text.split())


@needs_office
def test_the_words_are_those_of_the_word_document(pdf: Document) -> None:
    source = words(read(GOOD))
    assert (source & words(pdf)).total() >= 0.995 * source.total()


@needs_office
def test_the_headings_sections_and_tables_are_the_same(pdf: Document) -> None:
    source = read(GOOD)
    here, there = facts_at(GOOD), facts_at(Path(pdf.path))
    assert [section.roles for section in there.sections] == [section.roles for section in here.sections]
    grids = [(table.rows, table.columns, table.header_rows) for table in source.tables]
    assert [(table.rows, table.columns, table.header_rows) for table in pdf.tables] == grids
    assert dict(pdf.facts)["page-field"] == "yes"
    assert not pdf.unread
    if pdf.format == "pdf":
        assert {block.page for block in pdf.blocks if block.part == "body"} <= set(range(1, (pdf.pages or 0) + 1))


@needs_office
def test_terms_recommendations_and_actions_are_the_same(pdf: Document) -> None:
    here, there = facts_at(GOOD), facts_at(Path(pdf.path))
    assert [squeezed(term.text) for term in there.terms] == [squeezed(term.text) for term in here.terms]
    assert [each.number for each in there.recommendations] == [each.number for each in here.recommendations]
    assert len(there.recommendations) == 10
    assert len(there.actions) == len(here.actions) == 14
    for one, other in zip(here.actions, there.actions, strict=True):
        for name in ("action", "lead", "target_date", "outcome", "scope", "recommendation", "status"):
            assert squeezed(str(getattr(other, name))) == squeezed(str(getattr(one, name))), name


@needs_office
def test_the_notes_hang_where_they_hung(pdf: Document) -> None:
    source = read(GOOD)

    def notes(document: Document) -> list[tuple[str, str, str]]:
        return [
            (block.source, squeezed(block.text), squeezed(document.blocks[block.anchor or 0].text[:40]))
            for block in document.blocks
            if block.part == "footnote"
        ]

    assert notes(pdf) == notes(source)


@needs_seed
@pytest.mark.skipif(not SEED_PDF.exists(), reason="the sample report is not here as a PDF")
def test_the_sample_report_gives_the_same_facts_from_its_pdf() -> None:
    document = read(SEED_PDF)
    source = words(read(SEED_DOCX))
    assert (source & words(document)).total() >= 0.995 * source.total()
    found = facts_at(SEED_PDF)
    assert (len(found.terms), len(found.recommendations), len(found.actions)) == (19, 5, 25)
    assert (document.tables[0].rows, document.tables[0].columns) == (14, 2)
    assert len(document.tables) == 11
    assert not document.unread
