"""Everything awkward in one Word file is found, once, and where it belongs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Block, Document, Mark
from tests.documents.awkward import FEATURES, awkward_bytes

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "awkward"


@cache
def own() -> Document:
    return read_docx(Path("awkward.docx"), awkward_bytes())


def block(document: Document, token: str) -> Block:
    found = [block for block in document.blocks if token in block.text]
    assert len(found) == 1, f"{token}: in {len(found)} blocks"
    return found[0]


def mark(document: Document, kind: str, token: str) -> Mark:
    found = [mark for mark in document.marks if mark.kind == kind and mark.text == token]
    assert len(found) == 1, f"{token}: {len(found)} marks of kind {kind}"
    return found[0]


@pytest.mark.parametrize(("feature", "token", "where"), FEATURES, ids=[name for name, _, _ in FEATURES])
def test_feature_is_found_where_it_belongs(feature: str, token: str, where: str) -> None:
    document = own()
    if where == "text":
        assert block(document, token).text.count(token) == 1
    elif where == "label":
        label, _, text = token.partition("|")
        assert block(document, text).label == label
    elif where == "property":
        assert token in [prop.value for prop in document.properties]
    elif where == "author":
        assert token in [block.author for block in document.blocks if block.part == "comment"]
    elif where == "attachment":
        words = [w for a in document.attachments for w in (*a.texts, *(value for _, value in a.fields))]
        assert words.count(token) == 1
    elif where == "format-change":
        assert [m.author for m in document.marks if m.kind == where] == [token]
    else:
        mark(document, where, token)


@pytest.mark.parametrize(
    ("token", "kind"),
    [("qDELq", "deleted"), ("qHIDDENq", "hidden"), ("qHIDDENSTYLEq", "hidden"), ("qMOVEDFROMq", "moved away"),
     ("qDELROWq", "row"), ("qDELCELLq", "cell"), ("qHIDDENROWq", "row"), ("qCODEq", "code"), ("qINNERq", "code"),
     ("qLOSTNOTEq", "note"), ("qWHOLEDELq", "deleted"), ("qINSDELq", "deleted")],
)  # fmt: skip
def test_what_nobody_sees_is_in_no_text(token: str, kind: str) -> None:
    assert not [block.text for block in own().blocks if token in block.text], kind


def test_parts_and_anchors() -> None:
    document = own()
    expected = {
        "qBOXq": "textbox", "qVMLq": "textbox", "qWORDARTq": "textbox", "qCHARTq": "textbox", "qSMARTARTq": "textbox",
        "qFOOTNOTEq": "footnote", "qENDNOTEq": "endnote", "qCOMMENTq": "comment", "qHEADERq": "header",
        "qFOOTERq": "footer", "qNESTEDq": "table", "qHTMLq": "body",
    }  # fmt: skip
    assert {token: block(document, token).part for token in expected} == expected
    host = block(document, "qNOTEHOSTq").index
    assert block(document, "qFOOTNOTEq").anchor == host
    assert block(document, "qENDNOTEq").anchor == host
    assert (block(document, "qFOOTNOTEq").source, block(document, "qENDNOTEq").source) == ("1", "i")
    assert block(document, "qCOMMENTq").anchor == block(document, "qCOMMENTEDq").index
    assert block(document, "qCOMMENTq").source == "4"
    assert block(document, "qHEADERq").source == "header1.xml"
    box = block(document, "qBOXq")
    assert box.anchor == box.index - 1
    assert document.blocks[box.index - 1].text == "host"
    assert block(document, "qBOXBOXq").anchor == block(document, "outer").index


def test_marks_know_their_place() -> None:
    document = own()
    found = mark(document, "tracked-deletion", "qDELq")
    assert (found.author, found.date) == ("A Chair", "2026-01-05T10:00:00Z")
    assert found.block is not None
    assert (document.blocks[found.block].text, found.start, found.end) == ("a b", 2, 2)
    found = mark(document, "comment", "qCOMMENTq")
    assert found.block is not None
    assert document.blocks[found.block].text[found.start : found.end] == "qCOMMENTEDq"
    for kind in ("tracked-insertion", "moved-to", "highlight", "white-text", "placeholder"):
        for found in document.marks:
            if found.kind == kind and found.text != "¶":
                assert found.block is not None
                assert document.blocks[found.block].text[found.start : found.end] == found.text
    assert {m.part for m in document.marks if m.kind == "hidden"} == {"hidden"}
    assert {m.part for m in document.marks if m.kind == "moved-from"} == {"tracked-deletion"}


def test_spans() -> None:
    document = own()

    def span(token: str, kind: str) -> tuple[int, int, str]:
        found = [(s.start, s.end, s.value) for s in block(document, token).spans if s.kind == kind]
        assert len(found) == 1
        return found[0]

    assert span("qINSq", "tracked-insertion") == (2, 7, "A Chair")
    assert span("qLINKq", "hyperlink") == (0, 6, "#place")
    assert span("qRESULTq", "field") == (0, 8, "REF x")
    assert span("qMARKERq", "highlight") == (1, 9, "yellow")
    assert span("qWHITEq", "colour") == (1, 8, "FFFFFF")
    assert span("qNUMHEADq", "bold") == (0, 9, "")
    assert span("qSDTPROMPTq", "placeholder") == (0, 11, "")
    assert span("qINSROWq", "tracked-insertion")[:2] == (0, 8)
    notes = [s.value for s in block(document, "qNOTEHOSTq").spans if s.kind == "note"]
    assert notes == ["1", "i"]


def test_table_grid() -> None:
    document = own()
    table = next(t for t in document.tables if t.part == "table" and t.within is None)
    places = {
        document.cell_text(cell).split("\n")[0]: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in table.cells
        if cell.blocks
    }
    assert places["qHEADCELLq"] == (0, 0, 1, 1)
    assert places["qMERGEDOWNq"] == (1, 0, 2, 1)
    assert places["qMERGEACROSSq"] == (1, 1, 1, 2)
    assert places["qSDTROWq"] == (3, 0, 1, 1)
    assert places["qSDTINCELLq"] == (4, 2, 1, 1)
    assert places["qLATEq"] == (7, 2, 1, 1)
    assert places["qOLDMERGEq"] == (8, 0, 1, 2)
    assert (table.rows, table.columns, table.header_rows) == (9, 3, 1)
    nested = next(t for t in document.tables if t.within == table.index)
    inner = block(document, "qNESTEDq")
    assert (inner.table, inner.row, inner.column) == (nested.index, 0, 0)
    assert all(inner.index not in cell.blocks for cell in table.cells)
    assert table.first <= inner.index < table.last
    assert (block(document, "qLOWERq").row, block(document, "qLOWERq").column) == (1, 0)


def test_paragraph_numbers_count_the_main_text_without_tables() -> None:
    body = [block for block in own().blocks if block.part == "body" and block.text.strip()]
    assert [block.number for block in body] == list(range(1, len(body) + 1))
    assert not [block for block in own().blocks if block.number is not None and block not in body]


def test_facts_pages_and_unread() -> None:
    document = own()
    facts = dict(document.facts)
    assert facts["language"] == "en-GB"
    assert facts["page-field"] == "yes"
    assert facts["title-page"] == "yes"
    assert facts["tracking"] == "on"
    assert document.pages == 12
    assert document.unread == ()
    kinds = sorted(attachment.kind for attachment in document.attachments)
    assert kinds == ["building-blocks", "chart", "custom-xml", "diagram", "image", "macro", "workbook"]
    image = next(a for a in document.attachments if a.kind == "image")
    assert image.block == mark(document, "alt-text", "qPICALTq").block


def test_strict_spelling_reads_the_same() -> None:
    strict = read_docx(Path("awkward.docx"), awkward_bytes(strict=True))
    assert strict.blocks == own().blocks
    assert strict.tables == own().tables
    assert strict.marks == own().marks
    assert strict.properties == own().properties


@pytest.mark.parametrize("kind", ["docx", "docm", "dotx", "dotm"])
def test_templates_and_macro_files_read_the_same(kind: str) -> None:
    document = read_docx(Path(f"awkward.{kind}"), awkward_bytes(kind=kind))
    assert document.blocks == own().blocks
    assert document.format == "docx"


def test_shared_file_with_known_features() -> None:
    if not _SHARED.exists():
        pytest.skip("the file with known features is not here")
    document = read_docx(Path("features.docx"), (_SHARED / "features.docx").read_bytes())
    beside = [
        *(value for m in document.marks for value in (m.text, m.author)),
        *(p.value for p in document.properties),
        *(b.author for b in document.blocks),
        *(text for a in document.attachments for text in a.texts),
    ]
    for token, feature, visible in json.loads((_SHARED / "features.json").read_text("utf-8")):
        text, _, label = token.partition("|")
        if label:
            assert [b.label for b in document.blocks].count(text) == 1, feature
        elif visible:
            times = sum(b.text.count(text) for b in document.blocks)
            assert times == 1 or (times == 0 and any(text in value for value in beside)), feature
        else:
            assert not any(text in b.text for b in document.blocks), feature
            assert any(text in value for value in beside), feature
    assert document.unread == ()
