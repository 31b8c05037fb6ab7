"""What stands beside the main text of a Word file: notes, comments, headers, properties, embedded parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from tests.documents import builders as b
from tests.documents.awkward import workbook
from tests.seed import SEED_DOCX, needs_seed


def read(body: str, **parts: Any) -> Document:
    return read_docx(Path("t.docx"), b.docx_bytes(body, **parts))


# ---- notes


def test_notes_stand_in_the_order_of_their_references() -> None:
    body = b.p("a", b.note_ref("footnote", 5)) + b.p("b", b.note_ref("footnote", 3), b.note_ref("endnote", 1))
    document = read(
        body,
        footnotes=b.note("footnote", 3, "third", b.tbl(b.tr("cell"))) + b.note("footnote", 5, "fifth", "more"),
        endnotes=b.note("endnote", 1, "end"),
    )
    assert [(x.text, x.part, x.source, x.anchor, x.table) for x in document.blocks[2:]] == [
        ("fifth", "footnote", "1", 0, None), ("more", "footnote", "1", 0, None), ("third", "footnote", "2", 1, None),
        ("cell", "footnote", "2", 1, 0), ("end", "endnote", "i", 1, None),
    ]  # fmt: skip
    assert document.tables[0].part == "footnote"
    assert [(s.kind, s.start, s.end, s.value) for s in document.blocks[1].spans] == [
        ("note", 1, 1, "2"), ("note", 1, 1, "i"),
    ]  # fmt: skip


def test_separators_are_no_notes() -> None:
    notice = '<w:footnote w:type="continuationNotice" w:id="0">' + b.p("continued") + "</w:footnote>"
    document = read(b.p("a", b.note_ref("footnote", 1)), footnotes=notice + b.note("footnote", 1, "note"))
    assert [block.text for block in document.blocks] == ["a", "note"]
    assert document.marks == ()


def test_note_numbers_follow_the_settings() -> None:
    settings = (
        '<w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    )
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = b.p(b.note_ref("footnote", 1), own, b.note_ref("footnote", 3), b.note_ref("endnote", 1))
    notes = "".join(b.note("footnote", n, f"note {n}") for n in (1, 2, 3))
    document = read(body, settings=settings, footnotes=notes, endnotes=b.note("endnote", 1, "end"))
    assert {block.text: block.source for block in document.blocks if block.source} == {
        "note 1": "C", "note 2": "2", "note 3": "D", "end": "1",
    }  # fmt: skip
    assert document.blocks[0].text == "*"


def test_notes_that_nobody_sees_are_marks() -> None:
    body = b.p("a", b.r("b", '<w:footnoteReference w:id="1"/>', props="<w:vanish/>"))
    body += b.tbl(b.tr(b.tc(b.p(b.note_ref("footnote", 2))), props=b.changed("del")))
    notes = "".join(b.note("footnote", n, f"note {n}") for n in (1, 2, 3))
    document = read(body, footnotes=notes)
    assert [block.text for block in document.blocks] == ["a"]
    assert [(m.kind, m.text, m.author) for m in document.marks if "note" in m.text] == [
        ("hidden", "note 1", ""), ("tracked-deletion", "note 2", "A Chair"), ("hidden", "note 3", ""),
    ]  # fmt: skip


# ---- comments


def test_comments_and_their_places() -> None:
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    body = (
        start.format(1)
        + b.p("one ", start.format(2), "two", end.format(2), b.r('<w:commentReference w:id="3"/>'))
        + b.p("three", end.format(1))
        + b.tbl(b.tr(b.tc(b.p(b.commented(4, "cell")))))
    )
    comments = "".join(b.comment(n, f"comment {n}", author=f"Author {n}") for n in (1, 2, 3, 4, 5)) + b.comment(
        6, "first", "second"
    )
    document = read(body, comments=comments)
    assert [(m.text, m.author, m.block, m.start, m.end) for m in document.marks if m.kind == "comment"] == [
        ("comment 1", "Author 1", 0, 0, 7), ("comment 2", "Author 2", 0, 4, 7), ("comment 3", "Author 3", 0, 7, 7),
        ("comment 4", "Author 4", 2, 0, 4), ("comment 5", "Author 5", None, None, None),
        ("first\nsecond", "A Chair", None, None, None),
    ]  # fmt: skip
    blocks = [block for block in document.blocks if block.part == "comment"]
    assert [(x.text, x.source, x.author, x.anchor) for x in blocks[3:5]] == [
        ("comment 4", "4", "Author 4", 2), ("comment 5", "5", "Author 5", None),
    ]  # fmt: skip


# ---- headers


def test_headers_come_once_with_their_tables_and_boxes() -> None:
    sect = '<w:headerReference w:type="default" r:id="rId-header1"/>'
    header = b.tbl(b.tr("OFFICIAL", b.tc(b.p("logo", b.text_box("in a box"))))) + b.p(
        b.vml('<v:textpath string="DRAFT"/>')
    )
    document = read(b.p("body", props=f"<w:sectPr>{sect}</w:sectPr>") + b.p("more"), headers=[header, "second"])
    found = [(x.text, x.part, x.source, x.table) for x in document.blocks if x.part == "header" and x.text]
    assert found == [
        ("second", "header", "header2.xml", None), ("OFFICIAL", "header", "header1.xml", 0),
        ("logo", "header", "header1.xml", 0), ("in a box", "header", "header1.xml", None),
        ("DRAFT", "header", "header1.xml", None),
    ]  # fmt: skip
    assert dict(document.facts)["sections"] == "2"
    assert "page-field" not in dict(document.facts)


@pytest.mark.parametrize(
    "number",
    [b.simple_field(" PAGE \\* MERGEFORMAT ", "1"), b.field("PAGE", "1"), b.r("<w:pgNum/>"),
     b.sdt(b.field("page", "1"), inline=True), b.p(b.text_box(b.p(b.field("PAGE", "2"))))],
)  # fmt: skip
def test_page_numbers_are_noticed(number: str) -> None:
    footer = number if number.startswith("<w:p>") else b.p("Page ", number)
    assert dict(read(b.p("x"), footers=[footer]).facts)["page-field"] == "yes"
    assert "page-field" not in dict(read(b.p("x ", b.field("PAGE", "1"))).facts)


# ---- properties and facts


def test_properties() -> None:
    document = read(
        b.p("x"),
        core="<dc:creator>A Author</dc:creator><dc:title> </dc:title><dcterms:created>2026-01-05</dcterms:created>",
        app="<TitlesOfParts><vt:vector><vt:lpstr>One</vt:lpstr><vt:lpstr>Two</vt:lpstr></vt:vector></TitlesOfParts>"
        "<Pages>many</Pages>",
        custom='<property name="Case"><vt:i4>7</vt:i4></property><property name="Empty"><vt:lpwstr/></property>',
        settings='<w:documentProtection w:edit="trackedChanges"/>',
    )
    assert [(p.source, p.name, p.value) for p in document.properties] == [
        ("core", "creator", "A Author"), ("core", "created", "2026-01-05"),
        ("app", "TitlesOfParts", "One; Two"), ("app", "Pages", "many"), ("custom", "Case", "7"),
        ("settings", "documentProtection", "trackedChanges"),
    ]  # fmt: skip
    assert document.pages is None


@pytest.mark.parametrize(
    ("styles", "settings", "language"),
    [
        (b.STYLES, "", "en-GB"),
        (b.STYLES.replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:lang w:val="cy-GB"/></w:rPr>'),
         "", "cy-GB"),
        ("<w:style/>", '<w:themeFontLang w:val="en-US"/>', "en-US"),
        ("<w:style/>", "<w:zoom/>", None),
    ],
)  # fmt: skip
def test_language(styles: str, settings: str, language: str | None) -> None:
    assert dict(read(b.p("x"), styles=styles, settings=settings).facts).get("language") == language


def test_sections() -> None:
    facts = dict(read(b.p("x"), sect='<w:pgSz w:orient="landscape"/><w:titlePg w:val="0"/>').facts)
    assert facts["landscape"] == "yes"
    assert "title-page" not in facts


# ---- parts


def test_a_graphic_shown_twice_is_read_once() -> None:
    chart = b.part("c:chartSpace", "<c:chart><c:title><a:p><a:r><a:t>Chart</a:t></a:r></a:p></c:title></c:chart>")
    shown = b.p("see", '<w:r><w:drawing><c:chart r:id="rId5"/></w:drawing></w:r>')
    document = read(shown * 2, rels=[("rId5", "chart", "charts/chart1.xml")], parts={"word/charts/chart1.xml": chart})
    assert [block.text for block in document.blocks] == ["see", "Chart", "see"]


def test_targets_may_be_written_with_backslashes_from_the_root_or_in_other_letters() -> None:
    for target in ("media\\image1.png", "/word/media/image1.png", "../word/Media/IMAGE1.png", "media/image%31.png"):
        document = read(
            b.p("x", b.picture("rId5")), rels=[("rId5", "image", target)], parts={"word/media/image1.png": b.PNG}
        )
        assert [attachment.block for attachment in document.attachments] == [0], target


def test_a_picture_is_one_attachment_however_often_it_is_shown() -> None:
    body = b.p("first ", b.picture("rId5", alt="map", name="holiday.jpg")) + b.p("again ", b.picture("rId5", alt="map"))
    document = read(body, rels=[("rId5", "image", "media/image1.png")], parts={"word/media/image1.png": b.PNG,
        "word/media/image2.png": b.PNG, "docProps/thumbnail.jpeg": b"x"})  # fmt: skip
    assert [(a.name, a.kind, a.size, a.fields, a.block) for a in document.attachments] == [
        ("word/media/image1.png", "image", len(b.PNG), (("original-name", "holiday.jpg"),), 0),
        ("word/media/image2.png", "image", len(b.PNG), (), None),
        ("docProps/thumbnail.jpeg", "thumbnail", 1, (), None),
    ]
    assert [(m.text, m.block) for m in document.marks if m.kind == "alt-text"] == [("map", 0), ("map", 1)]


def test_what_was_not_read_is_said() -> None:
    document = read(
        '<w:altChunk r:id="rId5"/><w:altChunk r:id="rId6"/><w:altChunk r:id="rId7"/>' + b.p("x", "<w:subDoc/>"),
        rels=[("rId5", "aFChunk", "chunk.rtf"), ("rId6", "aFChunk", "table.html"), ("rId7", "aFChunk", "gone.html")],
        parts={
            "word/chunk.rtf": "{\\rtf1}",
            "word/table.html": "<table><tr><td>cell</td></tr></table>",
            "word/embeddings/oleObject1.bin": b"\xd0\xcf",
            "word/embeddings/locked.xlsx": b"\xd0\xcf\x11\xe0",
            "word/media/voice.mp3": b"x",
            "customXml/item1.xml": "<!DOCTYPE x><x/>",
        },
    )
    assert [(note.what, note.where) for note in document.unread] == [
        ("another document that Word inserts when it opens this one", "word/chunk.rtf"),
        ("the grid of a table in inserted HTML (its words were read as paragraphs)", "word/table.html"),
        ("a part that the file refers to is missing", "word/gone.html"),
        ("a sub-document kept in another file", "word/document.xml"),
        ("an embedded object of an old kind", "word/embeddings/oleObject1.bin"),
        ("an embedded file that is damaged or protected", "word/embeddings/locked.xlsx"),
        ("a sound or film", "word/media/voice.mp3"),
        ("a part of the file that is not readable XML", "customXml/item1.xml"),
    ]
    assert [block.text for block in document.blocks] == ["cell", "x"]


def test_inserted_html() -> None:
    html = (
        "<html><head><style>x</style></head><body><h1>Head</h1>loose <b>words</b>\n here<p>para<br/>two</p>"
        "<ul><li>item<ul><li>inner</li></ul></li></ul><script>x</script></body></html>"
    )
    document = read('<w:altChunk r:id="rId5"/>', rels=[("rId5", "aFChunk", "c.html")], parts={"word/c.html": html})
    assert [(x.text, x.kind, x.level, x.label, x.number) for x in document.blocks] == [
        ("Head", "heading", 1, "", 1), ("loose words here", "paragraph", None, "", 2),
        ("para\ntwo", "paragraph", None, "", 3), ("item", "list-item", 0, "•", 4), ("inner", "list-item", 0, "•", 5),
    ]  # fmt: skip


def test_graphics_that_the_text_does_not_place_are_still_read() -> None:
    chart = b.part("c:chartSpace", "<c:chart><c:title><a:p><a:r><a:t>Loose chart</a:t></a:r></a:p></c:title></c:chart>")
    document = read(b.p("x"), rels=[("rId5", "chart", "charts/chart1.xml")], parts={"word/charts/chart1.xml": chart})
    assert [(block.text, block.part) for block in document.blocks] == [("x", "body"), ("Loose chart", "textbox")]


def test_embedded_workbooks_shown_in_the_text_know_their_place() -> None:
    body = b.p("x") + b.p("see ", '<w:r><w:object><o:OLEObject r:id="rId5"/></w:object></w:r>')
    document = read(
        body, rels=[("rId5", "package", "embeddings/book.xlsx")], parts={"word/embeddings/book.xlsx": workbook()}
    )
    assert [(a.kind, a.block) for a in document.attachments] == [("workbook", 1)]


@needs_seed
def test_published_report() -> None:
    document = read_docx(SEED_DOCX, SEED_DOCX.read_bytes())
    assert len(document.tables) == 11
    assert all(table.part == "table" and table.within is None for table in document.tables)
    assert sum(len(table.cells) for table in document.tables) == 273
    assert [block.kind for block in document.blocks].count("heading") == 22
    assert [block.part for block in document.blocks].count("footnote") == 9
    assert 13_500 < document.words < 14_500
    assert dict(document.facts)["page-field"] == "yes"
    assert document.unread == ()
