"""Text and tables of a PDF in reading order: paragraphs, pages, headings, notes, ruled tables over pages."""

from __future__ import annotations

from pathlib import Path

from dhr_qa.documents.model import Document
from dhr_qa.documents.pdf import read_pdf
from dhr_qa.documents.read import finished
from tests.documents import pdf_writer as w

LONG = [
    "The review was commissioned by the partnership after the death of Maya in the autumn of",
    "that year, and its panel met four times between then and the end of the inquest, which the",
    "coroner opened and adjourned.",
]
MORE = [
    "Agencies were asked for chronologies of what they had known, and for a short account of",
    "what each of them had done with that knowledge at the time.",
]


def read(*pages: str | w.Sheet, **more: object) -> Document:
    return finished(read_pdf(Path("report.pdf"), w.pdf_bytes(pages, **more)))  # type: ignore[arg-type]


def texts(document: Document, part: str = "body") -> list[str]:
    return [block.text for block in document.blocks if block.part == part]


def cells(document: Document, number: int = 0) -> dict[tuple[int, int], str]:
    table = document.tables[number]
    return {(cell.row, cell.column): document.cell_text(cell) for cell in table.cells}


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted() -> None:
    document = read(w.lines(72, 100, LONG) + w.lines(72, 142, MORE))
    assert texts(document) == [" ".join(LONG), " ".join(MORE)]
    document = read(w.lines(72, 100, LONG[:2]) + w.lines(72, 140, MORE))
    assert len(texts(document)) == 2, "a gap parts paragraphs although the line before is full"


def test_a_paragraph_goes_on_over_the_page_and_tells_where_it_began() -> None:
    document = read(w.lines(72, 700, LONG[:2]), w.lines(72, 80, LONG[2:]) + w.lines(72, 130, MORE))
    assert [(block.text, block.page) for block in document.blocks] == [(" ".join(LONG), 1), (" ".join(MORE), 2)]
    assert document.pages == 2


def test_text_is_read_by_its_place_not_by_the_order_of_painting() -> None:
    painted = list(reversed(w.lines(72, 100, LONG).splitlines(keepends=True)))
    assert texts(read("".join(painted))) == [" ".join(LONG)]


def test_a_hyphen_at_a_lines_end() -> None:
    words = "The cross-border work of the constabulary was reviewed by the partnership as a whole that year."
    lines = [
        "The panel asked how the work across the border was shared between police and the partner-",
        "ship and whether cross-",
        "border work was understood.",
    ]
    document = read(w.text(72, 60, words) + w.lines(72, 100, lines))
    assert "the partnership and whether cross-border work" in texts(document)[1]


def test_bookmarks_make_headings_and_large_letters_do_without_them() -> None:
    page = w.text(72, 80, "Introduction", 16) + w.lines(72, 110, LONG) + w.text(72, 180, "Timescales", 16)
    page += w.lines(72, 210, MORE)
    last = w.text(72, 80, "Analysis", 11) + w.lines(72, 110, MORE)
    told = read(page, last, bookmarks=[("Introduction", 0), ("Timescales", 0), ("Analysis", 1)])
    assert [block.text for block in told.blocks if block.kind == "heading"] == [
        "Introduction",
        "Timescales",
        "Analysis",
    ]
    plain = read(w.text(72, 100, "Overview report", 24), page)
    assert [(block.text, block.level) for block in plain.blocks if block.kind == "heading"] == [
        ("Introduction", 1), ("Timescales", 1),
    ]  # fmt: skip


def test_bullets_and_numbers_are_labels() -> None:
    page = w.lines(72, 100, MORE)
    page += w.text(72, 140, "•") + w.text(90, 140, "what lessons are to be learned")
    page += w.text(72, 160, "(a)") + w.text(100, 160, "how agencies worked together")
    page += w.text(72, 180, "2.1") + w.text(110, 180, "The panel met in May.")
    found = [(block.kind, block.label, block.text) for block in read(page).blocks[1:]]
    assert found == [
        ("list-item", "•", "what lessons are to be learned"),
        ("list-item", "(a)", "how agencies worked together"),
        ("list-item", "2.1", "The panel met in May."),
    ]


def test_headers_footers_and_page_numbers_stand_apart() -> None:
    def page(number: int) -> str:
        end = w.text(280, 810, f"Page {number} of 4", 9)
        return w.text(72, 40, "Official-Sensitive", 9) + w.lines(72, 130 + 20 * number, LONG) + end

    document = read(*(page(number) for number in range(1, 5)))
    assert texts(document, "header") == ["Official-Sensitive"]
    assert texts(document, "footer") == ["Page 1 of 4"]
    assert texts(document) == [" ".join(LONG)] * 4
    assert dict(document.facts)["page-field"] == "yes"


def test_notes_at_the_foot_hang_on_their_signs() -> None:
    page = w.lines(72, 100, LONG[:2]) + w.text(72, 128, "coroner opened.") + w.text(148, 124, "1", 6)
    page += w.rule(72, 760, 180, 760) + w.text(72, 770, "1", 6) + w.text(80, 772, "Coroners Act, section 1.", 9)
    document = read(page + w.text(158, 128, "It was adjourned."))
    (note,) = [block for block in document.blocks if block.part == "footnote"]
    assert (note.text, note.source, note.anchor) == ("Coroners Act, section 1.", "1", 0)
    assert document.blocks[0].text.endswith("coroner opened. It was adjourned.")
    assert [span.value for span in document.blocks[0].spans if span.kind == "note"] == ["1"]


XS = [72, 140, 320, 420, 520]
HEAD = ["No.", "Action", "Lead", "Target date"]


def row(y: float, values: list[str], font: str = "F1") -> str:
    return "".join(w.text(x + 5, y, value, 10, font) for x, value in zip(XS, values, strict=False) if value)


def test_a_ruled_table_becomes_a_grid() -> None:
    page = w.lines(72, 60, MORE) + w.grid(XS, [100, 120, 150, 180]) + row(114, HEAD, "F2")
    page += row(134, ["1", "Train all supervisors", "Fenshire Police", "March 2027"])
    page += row(164, ["2", "Audit the referrals", "The partnership", "May 2027"])
    document = read(page + w.lines(72, 220, MORE))
    (table,) = document.tables
    assert (table.rows, table.columns, table.header_rows) == (3, 4, 1)
    assert cells(document)[(2, 1)] == "Audit the referrals"
    assert texts(document) == [" ".join(MORE)] * 2


def test_lines_drawn_as_thin_shapes_and_merged_cells() -> None:
    page = "".join(w.rectangle(72, y, 448, 0.5) for y in (100, 160))
    page += w.rectangle(140, 130, 380, 0.5)  # the first cell goes down over two rows
    page += "".join(w.rectangle(x, 100, 0.5, 60) for x in (72, 140, 520)) + w.rectangle(320, 130, 0.5, 30)
    page += row(114, ["1", "Across two columns"]) + row(144, ["", "Train", "Police"])
    document = read(w.lines(72, 60, MORE) + page)
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in document.tables[0].cells}
    assert spans == {(0, 0): (2, 1), (0, 1): (1, 2), (1, 1): (1, 1), (1, 2): (1, 1)}


def plan_page(top: float, rows: list[list[str]], bottom: float) -> str:
    """A page with a table whose rows are 40 points high, its heading first, and its frame down to `bottom`."""
    heights = [top, top + 20, *(top + 20 + 40 * number for number in range(1, len(rows))), bottom]
    content = w.grid(XS, heights) + row(top + 14, HEAD, "F2")
    return content + "".join(row(top + 34 + 40 * number, values) for number, values in enumerate(rows))


def test_a_table_goes_on_over_the_page_with_its_heading_once() -> None:
    first = plan_page(700, [["1", "Train all supervisors", "Fenshire Police", "March 2027"]], 780)
    second = plan_page(60, [["2", "Audit the referrals", "The partnership", "May 2027"]], 140)
    document = read(w.lines(72, 100, LONG) + first, second + w.lines(72, 300, MORE))
    (table,) = document.tables
    assert (table.rows, table.header_rows) == (3, 1)
    assert [cells(document)[(number, 0)] for number in range(3)] == ["No.", "1", "2"]
    assert document.blocks[table.cells[-1].blocks[0]].page == 2


def test_a_row_torn_by_the_page_is_one_row() -> None:
    first = plan_page(700, [["1", "Train all supervisors in the", "Fenshire Police", "March 2027"]], 780)
    second = plan_page(60, [["", "use of the checklist.", "", ""], ["2", "Audit", "Partnership", "May 2027"]], 180)
    document = read(w.lines(72, 100, LONG) + first, second + w.lines(72, 300, MORE))
    (table,) = document.tables
    assert table.rows == 3
    assert cells(document)[(1, 1)] == "Train all supervisors in the use of the checklist."
    assert cells(document)[(2, 0)] == "2"


def test_a_table_that_is_not_proved_is_told_and_read_as_text() -> None:
    open_frame = "".join(w.rule(72, y, 520, y) for y in (100, 120, 150)) + "".join(
        w.rule(x, 100, x, 150) for x in XS[1:]
    )
    page = w.lines(72, 60, MORE) + open_frame + row(114, HEAD) + row(134, ["1", "Train", "Police", "May 2027"])
    document = read(page)
    assert document.tables == ()
    assert dict(document.facts)["doubtful-tables"] == "1"
    assert "open at a side" in document.unread[0].what
    assert "Train" in texts(document)


def test_a_word_across_a_line_leaves_a_table_unproved() -> None:
    page = w.grid(XS, [100, 120, 150]) + row(114, HEAD) + w.text(100, 134, "Safeguardingadultsboard", 12)
    document = read(w.lines(72, 60, MORE) + page + row(134, ["", "", "Police", "May"]))
    assert document.tables == ()
    assert "across a line" in document.unread[0].what


def test_a_frame_round_a_page_is_no_table() -> None:
    frame = w.grid([40, 555], [40, 800])
    assert texts(read(frame + w.lines(72, 100, LONG))) == [" ".join(LONG)]


def test_a_page_on_its_side_reads_the_same() -> None:
    turned = w.Sheet(
        "".join(
            f"q BT /F1 11 Tf 0 1 -1 0 {100 + 14 * number} 60 Tm ({words}) Tj ET Q\n"
            for number, words in enumerate(LONG)
        ),
        extra="/Rotate 90",
    )
    document = read(turned)
    assert texts(document) == [" ".join(LONG)]
    assert dict(document.facts)["landscape"] == "yes"


def test_a_word_cut_by_a_narrow_column_is_whole_again() -> None:
    narrow = [72, 116, 520]
    page = w.text(72, 60, "The progress was marked as amber until implementation was complete.")
    page += (
        w.grid(narrow, [100, 180])
        + w.lines(77, 114, ["impleme", "ntation", "of it"], 9.2, 12)
        + w.text(125, 114, "Yes")
    )
    document = read(page)
    assert cells(document)[(0, 0)] == "implementation of it"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left line {number} of the text in" for number in range(1, 11)]
    right = [f"Right line {number} of the text in" for number in range(1, 11)]
    page = w.text(72, 60, "A heading that goes across both of the columns of this page here", 14)
    page += w.lines(72, 100, left) + w.lines(320, 100, right)
    found = texts(read(page))
    assert found[0].startswith("A heading")
    joined = " ".join(found[1:])
    assert joined.index("Left line 10") < joined.index("Right line 1 ")
    assert "\t" not in joined


def test_labels_in_two_columns_are_no_columns_of_text() -> None:
    rows = "".join(
        w.text(72, 100 + 16 * n, f"T{n}") + w.text(320, 100 + 16 * n, "a term of the law") for n in range(12)
    )
    assert all("T" in text for text in texts(read(rows)))


def test_lines_broken_on_purpose_stay_lines_where_paragraphs_are_parted_by_gaps() -> None:
    several = "".join(
        w.lines(72, 80 + 50 * n, ["A sentence of this text that is long enough to", "end."]) for n in range(9)
    )
    address = ["Communities Team", "Fenshire Council", "8 Mill Road"]
    document = read(w.lines(72, 40, LONG[:1]) + several + w.lines(72, 560, address) + w.lines(72, 640, LONG))
    assert "Communities Team\nFenshire Council\n8 Mill Road" in texts(document)


def test_words_painted_in_pieces_are_whole() -> None:
    """As Word writes: glyphs moved by hand within an array, blanks as glyphs, a word in two runs."""
    pieces = "q BT /F1 11 Tf 1 0 0 1 72 742 Tm [(T)40(he pan)-3(el)5( )] TJ (met f) Tj (our) Tj ( times.) Tj ET Q\n"
    assert texts(read(pieces)) == ["The panel met four times."]


def test_the_title_of_a_report_without_bookmarks_is_no_heading() -> None:
    cover = w.text(150, 200, "Domestic Homicide Review", 26) + w.text(150, 240, "Overview report", 20)
    body = w.text(72, 80, "Introduction", 16) + w.lines(72, 110, LONG)
    document = read(cover, body)
    assert [(block.kind, block.style) for block in document.blocks[:2]] == [("paragraph", "Title")] * 2
    assert [block.text for block in document.blocks if block.kind == "heading"] == ["Introduction"]
