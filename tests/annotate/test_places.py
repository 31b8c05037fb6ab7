"""Where comments stand: at the exact words, and as near as is safe where that is not."""

from __future__ import annotations

import pytest

from tests.annotate.making import annotate, at, check_marks, covered, found, normal, note, on
from tests.documents import builders as b


def test_a_word_in_the_middle_of_a_run() -> None:
    data = b.docx_bytes(b.p(b.r("The panel met four times.", props="<w:b/>")))
    made = on(data, "met", "panel met")
    assert covered(made) == {"MET": "met", "PANEL MET": "panel met"}
    check_marks(made)
    assert normal(annotate(made)) == normal(annotate(data))


@pytest.mark.parametrize(
    ("inside", "parent"),
    [
        (b.ins("one alpha two"), "ins"),
        (b.moved_to("one alpha two"), "moveTo"),
        (b.link("one alpha two", anchor="x"), "hyperlink"),
        (b.smart_tag("one alpha two"), "smartTag"),
        (f'<w:customXml w:element="e">{b.r("one alpha two")}</w:customXml>', "customXml"),
        (b.r("one alpha two"), "p"),
    ],
)
def test_exactly_at_the_words_inside(inside: str, parent: str) -> None:
    made = on(b.docx_bytes(b.p(b.r("Before. "), inside, b.r(" After."))), "alpha")
    assert found(made)[0].covers == "alpha"
    assert found(made)[0].parents == (parent, parent)
    check_marks(made)


@pytest.mark.parametrize(
    "inside",
    [
        b.sdt("one alpha two", inline=True),
        b.simple_field("REF x", "one alpha two"),
        b.field("REF x", "one alpha two"),
        b.field("IF x", b.r("one "), b.field("REF y", "alpha"), b.r(" two")),
        f'<w:dir w:val="ltr">{b.r("one alpha two")}</w:dir>',
        f'<w:bdo w:val="ltr">{b.r("one alpha two")}</w:bdo>',
        "<m:oMath><m:r><m:t>one alpha two</m:t></m:r></m:oMath>",
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{b.r('one alpha two')}</mc:Choice></mc:AlternateContent>",
    ],
)
def test_around_what_may_not_be_cut(inside: str) -> None:
    """LibreOffice loses words of such things when a comment begins or ends inside them."""
    made = on(b.docx_bytes(b.p(b.r("Before. "), inside, b.r(" After."))), "alpha")
    assert found(made)[0].covers == "one alpha two"
    assert found(made)[0].parents == ("p", "p")
    check_marks(made)


def test_a_whole_link_is_taken_from_outside() -> None:
    made = on(b.docx_bytes(b.p(b.r("See "), b.link("the page", anchor="x"), b.r("."))), "the page")
    assert found(made)[0].parents == ("p", "p")


def test_across_runs_tabs_and_breaks() -> None:
    data = b.docx_bytes(b.p(b.r("Lead:", "<w:tab/>", "Fen", "<w:br/>", "shire"), b.r(" Council", props="<w:i/>")))
    made = on(data, "Fen\nshire Coun", "\tFen")
    assert covered(made)["FEN\nSHIRE COUN"] == "Fenshire Coun"
    check_marks(made)
    assert normal(annotate(made)) == normal(annotate(data))


def test_characters_that_nobody_sees_do_not_shift_the_place() -> None:
    made = on(b.docx_bytes(b.p("A safe\u00adguard\u00ading \u200ereview of contact")), "review")
    assert found(made)[0].covers.strip("\u200e\u00ad") == "review"


def test_in_a_table_and_its_content_controls() -> None:
    table = b.tbl(b.tr("Action", "Lead"), b.sdt(b.tr("Train staff", "Fenshire Council")))
    made = on(b.docx_bytes(table + b.p("End.")), "Lead", "Council")
    assert covered(made) == {"LEAD": "Lead", "COUNCIL": ""}, "a control's paragraph has an empty range at its start"
    check_marks(made)


def test_a_block_in_a_content_control_has_an_empty_range_at_its_start() -> None:
    made = on(b.docx_bytes(b.p("First.") + b.sdt(b.p("In a control.", style="Heading1"))), "control")
    assert found(made)[0].covers == ""
    check_marks(made)


def test_a_table_of_contents_is_no_such_control() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    made = on(b.docx_bytes(b.sdt(b.p("Introduction 3"), props=gallery) + b.p("x")), "Introduction")
    assert covered(made) == {"INTRODUCTION": "Introduction"}


def test_nothing_is_put_into_a_cover_page() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
    cover = b.sdt(b.p("Overview report"), b.p(b.text_box("Fenshire")), props=gallery)
    data = b.docx_bytes(cover + b.p("The panel met."))
    made = annotate(data, at(data, "Overview", "cover"), at(data, "Fenshire", "box"), note("file"))
    check_marks(made)
    for each in found(made):
        assert each.covers == ""
    root = made
    assert normal(root).find(b"commentReference") > normal(root).find(b"</w:sdt>")


def test_notes_are_commented_at_their_marks_in_the_text() -> None:
    data = b.docx_bytes(
        b.p(b.r("First"), b.note_ref("footnote", 1), b.r(" and second"), b.note_ref("footnote", 2), b.r("."))
        + b.p(b.r("Third"), b.note_ref("endnote", 1)),
        footnotes=b.note("footnote", 1, b.p("One.")) + b.note("footnote", 2, b.p("Two.")),
        endnotes=b.note("endnote", 1, b.p("Three.")),
    )
    made = on(data, "One.", "Two.", "Three.")
    check_marks(made)
    text = normal(made).decode()
    for before, after in (('Reference w:id="1"', "second"), ('Reference w:id="2"', "Third")):
        ending = text.index("commentRangeEnd", text.index(before))
        assert ending < text.index(after, text.index(before))
    assert text.index('endnoteReference w:id="1"') > text.index("Third")
    assert len(found(made)) == 3


def test_no_mark_stands_between_the_first_two_notes() -> None:
    """LibreOffice 7 would show every later note in the wrong place; the words that are covered stay the same."""
    for kind in ("footnote", "endnote"):
        first = b.p(b.r("One"), b.note_ref(kind, 1), b.r(" and some words"))
        second = b.p(b.r("between "), b.note_ref(kind, 2), b.r(" them"), b.note_ref(kind, 3), b.r("."))
        notes = "".join(b.note(kind, n, b.p(f"Note {n}.")) for n in (1, 2, 3))
        data = b.docx_bytes(first + second, **{f"{kind}s": notes})
        made = on(data, "some", "between", "them", "One")
        assert covered(made) == {"SOME": "some", "BETWEEN": "between", "THEM": "them", "ONE": "One"}
        check_marks(made)
        text = normal(made).decode()
        start, end = text.index(f'{kind}Reference w:id="1"'), text.index(f'{kind}Reference w:id="2"')
        assert "commentReference" not in text[start:end]
        assert text[start:end].count("<w:commentRangeEnd") == 2
        assert annotate(made, *[at(data, each, each.upper()) for each in ("some", "between", "them", "One")]) == made


def test_headers_and_the_file_are_commented_at_the_first_plain_paragraph() -> None:
    data = b.docx_bytes(
        b.tbl(b.tr("In a table")) + b.sdt(b.p("In a control")) + b.p() + b.p("Here. "), headers=["Draft only"]
    )
    made = annotate(data, at(data, "Draft only", "header"), note("file"))
    check_marks(made)
    text = normal(made).decode()
    assert text.index("In a control") < text.index("commentReference") < text.index("Here.")
    assert [each.text for each in found(made)] == ["header", "file"]


def test_a_text_box_is_commented_at_the_paragraph_it_hangs_on() -> None:
    data = b.docx_bytes(b.p("First.") + b.p(b.r("Host. "), b.text_box("In the box")) + b.p("Last."))
    made = on(data, "box")
    assert "Host. " in found(made)[0].covers
    check_marks(made)


def test_deleted_words_are_commented_at_the_paragraph() -> None:
    data = b.docx_bytes(b.p(b.r("Kept "), b.deleted("gone"), b.r("too")) + b.p(b.deleted("all gone")) + b.p("x"))
    made = annotate(data, note("place", 0, 5, 5), note("whole", 1))
    assert covered(made) == {"place": "Kept too", "whole": ""}
    check_marks(made)


def test_a_picture_without_words() -> None:
    data = b.docx_bytes(b.p("x") + b.p(b.picture("rId9", alt="A house")), rels=[("rId9", "image", "media/a.png")],
                        parts={"word/media/a.png": b.PNG})  # fmt: skip
    made = annotate(data, note("picture", 1))
    assert covered(made) == {"picture": ""}
    check_marks(made)


def test_a_paragraph_whose_end_is_deleted() -> None:
    data = b.docx_bytes(b.p("First half ", mark=b.end_deleted()) + b.p("second half"))
    made = on(data, "half second")
    assert covered(made) == {"HALF SECOND": "half second"}
    check_marks(made)


def test_a_text_in_nothing_but_a_closed_control_still_opens() -> None:
    """There is no place for a comment at all, so none is put, and the text stays."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
    data = b.docx_bytes(b.sdt(b.p("Overview report"), props=gallery))
    made = annotate(data, note("file"), at(data, "report"))
    assert normal(made) == normal(data)


def test_many_at_one_place_keep_their_order() -> None:
    data = b.docx_bytes(b.p("One word here."))
    made = annotate(data, *(note(f"number {place}", 0, 4, 8) for place in range(5)), note("head a"), note("head b"))
    check_marks(made)
    assert [each.covers for each in found(made)] == ["word"] * 5 + ["", ""]
    text = normal(made).decode()
    marks = [text.index(f'commentReference w:id="{place}"') for place in (5, 6, 0, 1, 2, 3, 4)]
    assert marks == sorted(marks)
