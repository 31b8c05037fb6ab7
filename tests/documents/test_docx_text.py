"""How a Word file's paragraphs become blocks: headings, contents, tracked changes, hidden text, looks, fields."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.docx_styles import as_shown
from dhr_qa.documents.docx_symbols import clean, symbol
from dhr_qa.documents.model import Document
from tests.documents import builders as b


def read(body: str, **parts: Any) -> Document:
    return read_docx(Path("t.docx"), b.docx_bytes(body, **parts))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def marks(document: Document, *kinds: str) -> list[tuple[str, str, str, int | None, int | None, int | None]]:
    return [(m.kind, m.text, m.author, m.block, m.start, m.end) for m in document.marks if m.kind in kinds]


# ---- headings, styles, contents


def test_headings_come_from_styles_and_outline_levels_only() -> None:
    styles = (
        b.STYLES
        + b.style("Part", "Part title", based_on="Heading2")
        + b.style("Bare", "heading 3")
        + b.style("Quiet", "Quiet", '<w:outlineLvl w:val="9"/>', based_on="Heading1")
        + b.style("A", "Circle", based_on="B")
        + b.style("B", "Circle 2", based_on="A")
    )
    body = (
        b.heading(1, "One")
        + b.p("Two", style="Part")
        + b.p("Three", style="Bare")
        + b.p("By hand", props='<w:outlineLvl w:val="4"/>')
        + b.p("Body after all", style="Heading1", props='<w:outlineLvl w:val="9"/>')
        + b.p("Quiet", style="Quiet")
        + b.p("Contents", style="TOCHeading")
        + b.p(b.r("BOLD LINE", props="<w:b/>"))
        + b.p("Circle", style="A")
        + b.p("No such style", style="Nowhere")
        + b.heading(1)
        + b.heading(2, "  ")
    )
    document = read(body, styles=styles)
    assert [(block.text, block.kind, block.level, block.style) for block in document.blocks] == [
        ("One", "heading", 1, "Heading 1"),
        ("Two", "heading", 2, "Part title"),
        ("Three", "heading", 3, "Heading 3"),
        ("By hand", "heading", 5, "Normal"),
        ("Body after all", "paragraph", None, "Heading 1"),
        ("Quiet", "paragraph", None, "Quiet"),
        ("Contents", "heading", 1, "TOC Heading"),
        ("BOLD LINE", "paragraph", None, "Normal"),
        ("Circle", "paragraph", None, "Circle"),
        ("No such style", "paragraph", None, "Normal"),
    ]


def test_style_names_are_those_that_word_shows() -> None:
    names = {
        "heading 2": "Heading 2", "toc 3": "TOC 3", "footnote text": "Footnote Text",
        "annotation text": "Comment Text", "table of figures": "Table of Figures", "header": "Header",
        "My own style": "My own style", "heading 12": "heading 12", "List Paragraph": "List Paragraph",
    }  # fmt: skip
    assert {name: as_shown(name) for name in names} == names


def test_contents_made_by_a_field() -> None:
    body = (
        b.heading(1, "Before")
        + b.p(b.field_start('TOC \\o "1-3"'), b.link("Introduction\t1", anchor="_Toc1"))
        + b.p(b.link("Background\t", b.field("PAGEREF _Toc2", "2"), anchor="_Toc2"))
        + b.p(b.field_end(), "After the contents")
        + b.heading(1, "Introduction")
    )
    document = read(body)
    assert [(block.text, block.toc) for block in document.blocks] == [
        ("Before", False), ("Introduction\t1", True), ("Background\t2", True), ("After the contents", False),
        ("Introduction", False),
    ]  # fmt: skip
    assert not any(span.kind == "field" and span.value.startswith("TOC") for b in document.blocks for span in b.spans)


def test_contents_known_by_style_or_control() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = b.sdt(b.p("What is in here"), b.p("Introduction\t4"), b.p("Preface\tiv"), props=gallery)
    document = read(b.p("Aims 1", style="TOC1") + control + b.p("Outside\t4"))
    assert [(block.text, block.toc) for block in document.blocks] == [
        ("Aims 1", True), ("What is in here", False), ("Introduction\t4", True), ("Preface\tiv", True),
        ("Outside\t4", False),
    ]  # fmt: skip


def test_empty_paragraphs_make_no_blocks_and_are_not_counted() -> None:
    document = read(b.p() + b.p("one") + b.p("  ", b.r("<w:tab/>")) + b.p(b.r('<w:br w:type="page"/>')) + b.p("two"))
    assert [(block.index, block.text, block.number) for block in document.blocks] == [(0, "one", 1), (1, "two", 2)]


# ---- tracked changes


def test_adjoining_insertions_of_one_hand_are_one() -> None:
    document = read(b.p("a ", b.ins("b"), b.ins("c"), b.ins("d", author="Another"), " e ", b.ins("f")))
    assert marks(document, "tracked-insertion") == [
        ("tracked-insertion", "bc", "A Chair", 0, 2, 4),
        ("tracked-insertion", "d", "Another", 0, 4, 5),
        ("tracked-insertion", "f", "A Chair", 0, 8, 9),
    ]
    spans = [(span.start, span.end, span.value) for span in document.blocks[0].spans]
    assert spans == [(2, 4, "A Chair"), (4, 5, "Another"), (8, 9, "A Chair")]


def test_deletions_at_one_place_by_one_hand_are_one() -> None:
    document = read(b.p("a", b.deleted("x"), b.deleted("y"), b.deleted("z", author="Another"), "b"))
    assert marks(document, "tracked-deletion") == [
        ("tracked-deletion", "xy", "A Chair", 0, 1, 1), ("tracked-deletion", "z", "Another", 0, 1, 1),
    ]  # fmt: skip


def test_deleted_paragraphs_leave_nothing_but_a_mark_on_the_next() -> None:
    gone = b.p(b.deleted("First gone."), mark=b.end_deleted()) + b.p(b.deleted("Second gone."), mark=b.end_deleted())
    document = read(b.p("before") + gone + b.p("after", style="Heading1"))
    assert [(block.text, block.kind, block.number) for block in document.blocks] == [
        ("before", "paragraph", 1), ("after", "heading", 2),
    ]  # fmt: skip
    assert marks(document, "tracked-deletion") == [
        ("tracked-deletion", "First gone.\nSecond gone.", "A Chair", 1, 0, 0)
    ]


def test_joined_paragraphs_have_the_properties_of_the_last() -> None:
    document = read(b.p("Was heading", style="Heading1", mark=b.end_deleted()) + b.p(" and text"))
    assert [(block.text, block.kind) for block in document.blocks] == [("Was heading and text", "paragraph")]
    assert [(span.kind, span.start, span.end) for span in document.blocks[0].spans] == [("bold", 0, 11)]


def test_a_deleted_end_before_a_table_or_at_the_end_joins_nothing() -> None:
    body = b.p("one", mark=b.end_deleted()) + b.tbl(b.tr(b.tc(b.p("cell", mark=b.end_deleted())), "next"))
    assert texts(read(body + b.p("two", mark=b.end_deleted()))) == ["one", "cell", "next", "two"]


def test_inserted_ends_and_pictures_are_told_although_they_add_no_words() -> None:
    body = b.p("split", mark=b.end_inserted("Another")) + b.p(b.ins(b.picture("rId9", alt="a map")))
    document = read(body + b.p(b.ins("whole"), mark=b.end_inserted()))
    assert marks(document, "tracked-insertion") == [
        ("tracked-insertion", "¶", "Another", 0, 5, 5), ("tracked-insertion", "", "A Chair", 1, 0, 0),
        ("tracked-insertion", "whole", "A Chair", 2, 0, 5),
    ]  # fmt: skip


def test_a_table_whose_rows_are_all_deleted_is_no_table() -> None:
    table = b.tbl(b.tr("a", b.tc(b.tbl(b.tr("inner")), b.p()), props=b.changed("del")))
    document = read(b.p("one") + table + b.tbl(b.tr("kept")))
    assert [(t.index, t.rows, t.first, t.last) for t in document.tables] == [(0, 1, 1, 2)]
    assert marks(document, "tracked-deletion") == [("tracked-deletion", "a\ninner", "A Chair", 0, None, None)]


def test_text_boxes_and_notes_in_deleted_text_are_deleted() -> None:
    box = b.text_box("in the box")
    body = b.p("seen", f'<w:del w:id="1" w:author="A Chair">{box}{b.note_ref("footnote", 1)}</w:del>')
    document = read(body, footnotes=b.note("footnote", 1, "in the note"))
    assert texts(document) == ["seen"]
    assert [mark[1] for mark in marks(document, "tracked-deletion")] == ["in the box", "in the note"]


# ---- tables


def test_cells_only_carry_on_the_row_right_above() -> None:
    table = b.tbl(
        b.tr(b.tc("a", merge="restart"), "b"), b.tr("c", "d"), b.tr(b.tc("e", merge="continue"), "f"),
        b.tr(b.tc(b.p(), merge="continue"), "g"),
    )  # fmt: skip
    document = read(table)
    cells = document.tables[0].cells
    assert {document.cell_text(cell): (cell.row, cell.row_span) for cell in cells if cell.column == 0} == {
        "a": (0, 1), "c": (1, 1), "e": (2, 2),
    }  # fmt: skip


def test_header_rows_are_those_at_the_top() -> None:
    rows = [b.tr("a", header=True), b.tr("b", header=True), b.tr("c"), b.tr("d", header=True)]
    table = read(b.tbl(*rows)).tables[0]
    assert table.header_rows == 2
    assert [cell.header for cell in table.cells] == [True, True, False, False]
    assert read(b.tbl(*rows[2:])).tables[0].header_rows == 0


def test_words_among_rows_and_cells_are_not_lost() -> None:
    table = b.tbl(b.tr("a", b.p("between cells")), b.p("between rows"), b.r("loose"), b.tr(b.ins(b.r("inside"))))
    assert texts(read(table)) == ["a", "between cells", "between rows", "loose", "inside"]


# ---- looks


def test_hidden_by_paragraph_style_unless_switched_off() -> None:
    styles = b.STYLES + b.style("Secret", "Secret", run="<w:vanish/>")
    shown = b.r("shown", props='<w:vanish w:val="off"/>')
    document = read(
        b.p("not ", shown, " either", style="Secret") + b.p("page ", b.r("4", props="<w:webHidden/>")), styles=styles
    )
    assert texts(document) == ["shown", "page 4"]
    assert marks(document, "hidden") == [("hidden", "not ", "", 0, 0, 0), ("hidden", " either", "", 0, 5, 5)]


def test_hidden_nothing_is_nothing() -> None:
    assert read(b.p(b.r("<w:tab/>", props="<w:vanish/>")) + b.p("x")).marks == ()


def test_switches_of_paragraph_and_character_style_cancel_out() -> None:
    strong = b.r("strong", props='<w:rStyle w:val="Strong"/>')
    document = read(b.heading(1, "bold ", strong) + b.p("plain ", strong))
    assert [(s.kind, s.start, s.end) for block in document.blocks for s in block.spans] == [
        ("bold", 0, 5), ("bold", 6, 12),
    ]  # fmt: skip
    assert document.blocks[0].covered("bold") == pytest.approx(5 / 11)


def test_spans_run_on_over_runs_that_look_alike() -> None:
    body = b.p(b.r("a", props="<w:b/>"), b.r("b", props="<w:b/><w:i/>"), b.r("c", props="<w:i/>"), "d")
    spans = [(s.kind, s.start, s.end) for s in read(body).blocks[0].spans]
    assert spans == [("bold", 0, 2), ("italic", 1, 3)]


def test_colours_and_shades() -> None:
    body = b.p(
        b.r("red", props='<w:color w:val="ff0000"/>'), b.r("auto", props='<w:color w:val="auto"/>'),
        b.r("black", props='<w:color w:val="000000"/>'), b.r("odd", props='<w:color w:val="red"/>'),
        b.r("struck", props="<w:strike/>"), b.r("none", props='<w:highlight w:val="none"/>'),
        b.r("shade", props='<w:shd w:val="clear" w:fill="00FF00"/>'),
        b.r("solid", props='<w:shd w:val="solid" w:color="0000FF" w:fill="auto"/>'),
        props='<w:shd w:val="clear" w:fill="EEEEEE"/>',
    )  # fmt: skip
    block = read(body).blocks[0]
    assert [(s.kind, block.text[s.start : s.end], s.value) for s in block.spans] == [
        ("shade", block.text, "EEEEEE"), ("colour", "red", "FF0000"), ("strike", "struck", ""),
        ("shade", "shade", "00FF00"), ("shade", "solid", "0000FF"),
    ]  # fmt: skip


def test_white_letters_are_only_told_where_the_ground_is_white() -> None:
    white = b.r("white", props='<w:color w:val="FFFFFF" w:themeColor="background1"/>')
    themed = b.r("themed", props='<w:color w:val="auto" w:themeColor="background1"/>')
    shaded_run = b.r("run", props='<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')
    marked_run = b.r("marked", props='<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')
    styles = b.STYLES + b.style("Dark", "Dark", kind="table").replace(
        "</w:style>", '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
        "</w:tblStylePr></w:style>")  # fmt: skip
    body = (
        b.p(white, " ", themed, " ", shaded_run, " ", marked_run)
        + b.p(white, props='<w:shd w:val="clear" w:fill="1F3864"/>')
        + b.tbl(b.tr(b.tc(b.p(white), shade="1F3864"), b.tc(b.p(themed))))
        + b.tbl(b.tr(b.tc(b.p(white))), props='<w:tblStyle w:val="Dark"/>')
        + b.p(b.text_box(b.p(white)))
    )
    document = read(body, styles=styles)
    assert [(text, block) for _, text, _, block, _, _ in marks(document, "white-text")] == [
        ("white", 0), ("themed", 0), ("themed", 3),
    ]  # fmt: skip
    assert document.tables[0].cells[0].shade == "1F3864"
    assert document.tables[0].cells[1].shade == ""


# ---- characters


@pytest.mark.parametrize(
    ("code", "font", "shown"),
    [
        (0xF0FC, "Wingdings", "✓"), (0xFC, "wingdings", "✓"), (0xF0FE, "Wingdings", "☑"), (0xF0A8, "Wingdings", "◻"),
        (0xF052, "Wingdings 2", "☑"), (0xF050, "Wingdings 2", "✓"), (0xF0B7, "Symbol", "•"), (0xF041, "Symbol", "A"),
        (0xF0FC, "Some Icons", "✓"), (0xF001, "Wingdings", "□"), (0x2713, "Segoe UI Symbol", "✓"), (0, "", "□"),
        (0xD800, "Arial", "□"),
    ],
)  # fmt: skip
def test_symbols(code: int, font: str, shown: str) -> None:
    assert symbol(code, font) == shown


def test_what_is_left_out_of_text_and_what_is_not() -> None:
    assert clean("a\u00adb\u200ec\ufeffd") == "abcd"
    assert clean("a\nb\tc\u00a0d\u2011e") == "a b c\u00a0d\u2011e"
    assert clean("\uf0b7 x") == "• x"


def test_breaks_of_pages_part_words_but_begin_and_end_nothing() -> None:
    page, column = b.r('<w:br w:type="page"/>'), b.r('<w:br w:type="column"/>')
    document = read(b.p(page, "one", page, page, "two", page) + b.p("three", column, " four"))
    assert texts(document) == ["one\ntwo", "three\n four"]


# ---- fields


def test_a_field_that_never_ends_hides_nothing_beyond_its_paragraph() -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
    document = read(b.p(start, "hidden?") + b.p("seen") + b.p(b.field_end(), b.field_end(), "also seen"))
    assert texts(document) == ["seen", "also seen"]
    assert [m.text for m in document.marks if m.kind == "field"] == ["QUOTEhidden?"]


def test_links_made_by_fields() -> None:
    body = b.p(
        b.field('HYPERLINK "https://a.example/x" \\l "part"', "one"), b.field('HYPERLINK \\l "place"', "two"),
        b.field("HYPERLINK https://b.example", "three"),
    )  # fmt: skip
    document = read(body)
    found = [(s.value, s.start, s.end) for s in document.blocks[0].spans if s.kind == "hyperlink"]
    assert found == [("https://a.example/x#part", 0, 3), ("#place", 3, 6), ("https://b.example", 6, 11)]
    assert [m.text for m in document.marks if m.kind == "hyperlink"] == [value for value, _, _ in found]


def test_the_target_of_a_deleted_link_is_still_told() -> None:
    link = f'<w:del w:id="1" w:author="A Chair">{b.link("words", rid="rId5")}</w:del>'
    document = read(b.p("x", link), rels=[("rId5", "hyperlink", "https://a.example/x")])
    assert [(m.kind, m.text, m.block) for m in document.marks] == [
        ("tracked-deletion", "words", 0), ("hyperlink", "https://a.example/x", None),
    ]  # fmt: skip


def test_fields_that_fetch_from_outside_and_numbers_not_computed() -> None:
    document = read(b.p(b.field('INCLUDEPICTURE "https://x.example/p.png" \\d', "?"), b.field("LISTNUM"), "text"))
    assert [m.text for m in document.marks if m.kind == "external"] == ["https://x.example/p.png"]
    assert [note.what for note in document.unread] == ["numbers that Word makes with AUTONUM or LISTNUM fields"]


def test_time_grows_with_length_only() -> None:
    """Files made to be slow: fields that never end, thousands of looks, changes and notes in one paragraph."""
    runs = "".join(
        b.r("x", props=f'<w:color w:val="FFFFFF"/><w:highlight w:val="{colour}"/>') + b.ins("y") + b.deleted("z")
        + b.bookmark("n") + b.picture("rId9", alt=f"picture {place}")
        for place, colour in enumerate(["red", "blue"] * 1500)
    )  # fmt: skip
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    body = b.p(runs) + b.p(begins) + b.p(begins[:45]) * 20_000 + b.p("last")
    start = time.process_time()
    document = read(body)
    assert document.blocks[-1].text == "last"
    assert time.process_time() - start < 10
