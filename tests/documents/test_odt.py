"""OpenDocument texts: headings, lists, tables, notes, changes, comments and hidden words; refusals with advice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from dhr_qa.documents.model import Document
from dhr_qa.documents.odt import read_odt
from dhr_qa.errors import DocumentError

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
_AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:background-color="#ffff00"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>
"""


def odt_bytes(body: str, styles: str = "", meta: str = "", **parts: str) -> bytes:
    """A whole .odt with `body` as its text; `parts` are further members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        folder.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{_AUTOMATIC}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        folder.writestr("styles.xml", f"<office:document-styles {_NAMES}>{styles}</office:document-styles>")
        folder.writestr(
            "meta.xml", f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        for name, text in parts.items():
            folder.writestr(name, text)
    return out.getvalue()


def read(body: str, **more: str) -> Document:
    return read_odt(Path("report.odt"), odt_bytes(body, **more))


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def item(text: str) -> str:
    return f"<text:list-item>{p(text)}</text:list-item>"


def test_headings_paragraphs_and_looks() -> None:
    named = '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>'
    document = read(
        '<text:h text:style-name="P1" text:outline-level="1">Introduction</text:h>'
        + p('The <text:span text:style-name="T1">panel</text:span>\n  met<text:s text:c="2"/>once<text:tab/>or twice.'),
        styles=f"<office:styles>{named}</office:styles>",
    )
    heading, paragraph = document.blocks
    assert (heading.kind, heading.level, heading.style) == ("heading", 1, "Heading 1")
    assert paragraph.text == "The panel met  once\tor twice."
    assert [(span.kind, paragraph.text[span.start : span.end]) for span in paragraph.spans] == [("bold", "panel")]


def test_labels_of_lists_are_counted() -> None:
    inner = "<text:list>" + item("which") + item("what") + "</text:list>"
    document = read(
        f'<text:list text:style-name="L1"><text:list-item>{p("agencies")}{inner}</text:list-item>'
        f"<text:list-item>{p('family')}{p('and more of it')}</text:list-item></text:list>"
        f'<text:list text:style-name="L2"><text:list-item>{p("a point")}</text:list-item></text:list>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("third")}</text:list>'
        f'<text:list text:style-name="L1"><text:list-item>{p("anew")}</text:list-item></text:list>'
    )
    assert [(block.label, block.text) for block in document.blocks] == [
        ("1.", "agencies"), ("(a)", "which"), ("(b)", "what"), ("2.", "family"), ("", "and more of it"),
        ("•", "a point"), ("3.", "third"), ("1.", "anew"),
    ]  # fmt: skip


def test_tables_with_merged_cells() -> None:
    document = read(
        "<table:table><table:table-header-rows><table:table-row>"
        f'<table:table-cell table:number-columns-spanned="2">{p("Plan")}</table:table-cell><table:covered-table-cell/>'
        f"<table:table-cell>{p('Lead')}</table:table-cell></table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-rows-spanned="2">{p("1")}</table:table-cell>'
        f"<table:table-cell>{p('Train')}</table:table-cell><table:table-cell/></table:table-row>"
        f"<table:table-row><table:covered-table-cell/><table:table-cell>{p('Audit')}</table:table-cell>"
        f"<table:table-cell>{p('Police')}</table:table-cell></table:table-row></table:table>"
    )
    (table,) = document.tables
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)
    found = {(c.row, c.column, c.row_span, c.column_span): document.cell_text(c) for c in table.cells}
    assert found == {
        (0, 0, 1, 2): "Plan", (0, 2, 1, 1): "Lead", (1, 0, 2, 1): "1", (1, 1, 1, 1): "Train", (1, 2, 1, 1): "",
        (2, 1, 1, 1): "Audit", (2, 2, 1, 1): "Police",
    }  # fmt: skip


def test_what_the_final_text_does_not_show() -> None:
    changes = (
        "<text:tracked-changes>"
        '<text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>A. Editor</dc:creator>'
        "<dc:date>2026-09-24</dc:date></office:change-info></text:insertion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>A. Editor</dc:creator>'
        f"</office:change-info>{p('gone words')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('A source.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation><dc:creator>B. Reader</dc:creator>{p('Is this right?')}</office:annotation>"
    document = read(
        changes
        + p(
            'Maya <text:change-start text:change-id="c1"/>died<text:change-end text:change-id="c1"/>'
            '<text:change text:change-id="c2"/> in <text:span text:style-name="T2">Saltby</text:span>'
            f"May.{note}{comment}"
            '<text:a xlink:href="https://example.org/a">a page</text:a><text:span text:style-name="T3">TBC</text:span>'
        )
    )
    assert document.blocks[0].text == "Maya died in May.a pageTBC"
    assert {(mark.kind, mark.text, mark.author) for mark in document.marks} == {
        ("tracked-insertion", "died", "A. Editor"), ("tracked-deletion", "gone words", "A. Editor"),
        ("hidden", "Saltby", ""), ("hyperlink", "https://example.org/a", ""), ("highlight", "TBC", ""),
        ("comment", "Is this right?", "B. Reader"),
    }  # fmt: skip
    assert [(b.part, b.text, b.anchor, b.source) for b in document.blocks[1:]] == [
        ("footnote", "A source.", 0, "1"), ("comment", "Is this right?", 0, "0"),
    ]  # fmt: skip


def test_headers_properties_and_pictures() -> None:
    number = p("<text:page-number>1</text:page-number>")
    styles = (
        f"<office:master-styles><style:master-page><style:header>{p('Official-Sensitive')}</style:header>"
        f"<style:footer>{number}</style:footer></style:master-page></office:master-styles>"
    )
    frame = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A chart</svg:desc></draw:frame>'
    box = f"<draw:frame><draw:text-box>{p('Boxed words')}</draw:text-box></draw:frame>"
    document = read(
        p("Text." + frame + box), styles=styles, meta="<dc:title>Report</dc:title><dc:creator>Jo</dc:creator>"
    )
    assert {(block.part, block.text) for block in document.blocks} == {
        ("body", "Text."), ("textbox", "Boxed words"), ("header", "Official-Sensitive"), ("footer", "1"),
    }  # fmt: skip
    assert dict(document.facts) == {"page-field": "yes"}
    assert [(each.name, each.value) for each in document.properties] == [("title", "Report"), ("lastModifiedBy", "Jo")]
    assert [mark.text for mark in document.marks if mark.kind == "alt-text"] == ["A chart"]
    assert [each.name for each in document.attachments] == ["Pictures/1.png"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"text", "damaged"),
        (odt_bytes("<text:p>")[:200], "damaged"),
        (odt_bytes("<text:p>"), "damaged"),
        (odt_bytes("", **{"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted"),
        (odt_bytes("", styles="<!DOCTYPE x>"), "unsafe"),
    ],
    ids=["text", "cut off", "no XML", "locked", "document type"],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_odt(Path("report.odt"), data)
    assert caught.value.code == code


def test_deep_nesting_ends() -> None:
    deep = "<text:section>" * 150 + p("Far down.") + "</text:section>" * 150
    assert [block.text for block in read(deep).blocks] == ["Far down."]
    assert read("<text:span>" * 3 + p("x") + "</text:span>" * 3).blocks[0].text == "x"


def row(*cells: str) -> str:
    held = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{held}</table:table-row>"


def test_tables_in_tables_and_boxes_in_boxes_are_read_once() -> None:
    """Each level was once read twice: thirty of them would have taken for ever."""
    tables = boxes = p("innermost")
    for _ in range(30):
        tables = f"<table:table>{row(tables)}</table:table>"
        boxes = p(f"<draw:frame><draw:text-box>{boxes}</draw:text-box></draw:frame>")
    document = read(tables + boxes)
    assert [(b.part, b.text) for b in document.blocks if b.text] == [("table", "innermost"), ("textbox", "innermost")]
    assert len(document.tables) == 1
    assert not document.unread


def test_drawings_that_are_grouped_are_read_once() -> None:
    document = read(
        p(
            "<draw:g><draw:custom-shape><svg:title>a shape</svg:title>" + p("On a shape") + "</draw:custom-shape>"
            "<draw:g><draw:frame><draw:text-box>" + p("In a frame") + "</draw:text-box></draw:frame></draw:g></draw:g>"
        )
    )
    assert sorted(block.text for block in document.blocks if block.part == "textbox") == ["In a frame", "On a shape"]
    assert [mark.text for mark in document.marks if mark.kind == "alt-text"] == ["a shape"]


def test_nothing_is_passed_over_in_silence() -> None:
    hidden = "<table:covered-table-cell>" + p("behind") + "</table:covered-table-cell>"
    gone = (
        '<text:tracked-changes><text:changed-region text:id="c9"><text:deletion>' + p("gone, from nowhere")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )  # fmt: skip
    document = read(gone + f"<table:table><table:table-row>{hidden}</table:table-row></table:table>")
    assert {(mark.kind, mark.text) for mark in document.marks} == {
        ("hidden", "behind"), ("tracked-deletion", "gone, from nowhere"),
    }  # fmt: skip
    assert not document.unread
    assert [b.text for b in read(f"<text:list>{p('loose')}<text:list-item><table:table>{row(p('cell'))}</table:table>"
                                 "</text:list-item></text:list>").blocks] == ["loose", "cell"]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<text:section>loose words</text:section>", "outside of any paragraph"),
        ("<text:note-x>" * 199 + p("deep") + "</text:note-x>" * 199, "nested too deeply"),
        (p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'), "embedded"),
    ],
    ids=["outside", "deep", "embedded"],
)
def test_what_is_not_read_is_told(body: str, what: str) -> None:
    (told,) = read(body + p("The panel met.")).unread
    assert what in told.what


def test_a_damaged_part_beside_the_text_is_told() -> None:
    broken = odt_bytes(p("The panel met."), styles="<unfinished")
    document = read_odt(Path("report.odt"), broken)
    assert [block.text for block in document.blocks] == ["The panel met."]
    assert [each.where for each in document.unread] == ["styles.xml"]


def test_cells_stay_within_their_table() -> None:
    wide = 'table:number-columns-spanned="900" table:number-rows-spanned="900"'
    (table,) = read("<table:table>" + row("a").replace("-cell>", f"-cell {wide}>", 1) + "</table:table>").tables
    assert [(cell.row_span, cell.column_span) for cell in table.cells] == [(1, 1)]
    rows = f"<table:table-row>{f'<table:table-cell {wide}>{p(chr(97))}</table:table-cell>' * 3}</table:table-row>" * 3
    (table,) = read(f"<table:table>{rows}</table:table>").tables
    assert {(cell.row_span, cell.column_span) for cell in table.cells} == {(1, 1)}


def test_insertions_that_never_end_have_an_end() -> None:
    starts = "".join(f'<text:change-start text:change-id="c{number}"/>' for number in range(3000))
    document = read(p(starts + "a") + p("b") * 300)
    assert len(document.marks) < 20_000
