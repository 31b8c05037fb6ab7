"""The Markdown and plain text reader."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.documents.markdown import parse_markdown, read_markdown
from dhr_qa.documents.model import Block, Document
from dhr_qa.errors import DocumentError
from tests.seed import SEED_TXT, needs_seed


def body(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.part == "body"]


def texts(document: Document) -> list[str]:
    return [block.text for block in body(document)]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    found = document.tables[table]
    grid = [[""] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        grid[cell.row][cell.column] = document.cell_text(cell)
    return grid


def test_headings_of_both_kinds_have_levels_and_lines() -> None:
    document = parse_markdown("# Overview\n\nFacts\n=====\n\nDetail\n------\n\n### Method ###\ntext\n")
    assert [(b.kind, b.level, b.text, b.line) for b in document.blocks] == [
        ("heading", 1, "Overview", 1),
        ("heading", 1, "Facts", 3),
        ("heading", 2, "Detail", 6),
        ("heading", 3, "Method", 9),
        ("paragraph", None, "text", 10),
    ]


def test_a_rule_under_a_long_paragraph_is_no_heading() -> None:
    document = parse_markdown("The panel met.\nIt agreed.\n\n---\n\nNext.\n")
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph"]
    document = parse_markdown("The panel met and it agreed on the terms.\n-----\nNext.\n")
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph"]


def test_wrapped_lines_are_one_paragraph_and_hard_breaks_stay() -> None:
    document = parse_markdown("The panel met\non three days.  \nIt agreed\\\nthe terms.<br>They stand.\n")
    assert texts(document) == ["The panel met on three days.\nIt agreed\nthe terms.\nThey stand."]


def test_paragraphs_are_numbered_outside_tables_only() -> None:
    document = parse_markdown("# One\n\nTwo.\n\n| A | B |\n|---|---|\n| c | d |\n\nThree.\n")
    assert [(b.text, b.number) for b in body(document)] == [("One", 1), ("Two.", 2), ("Three.", 3)]
    assert all(b.number is None for b in document.blocks if b.part == "table")


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("- one", "•", "one"),
        ("* one", "•", "one"),
        ("• one", "•", "one"),
        ("1. one", "1.", "one"),
        ("2) one", "2)", "one"),
        ("a) one", "a)", "one"),
        ("(b) one", "(b)", "one"),
        ("iv) one", "iv)", "one"),
        ("- 2. one", "2.", "one"),
        ("- c) one", "c)", "one"),
    ],
)
def test_list_labels_stand_apart_from_the_text(line: str, label: str, text: str) -> None:
    (block,) = parse_markdown(line + "\n").blocks
    assert (block.kind, block.label, block.label_typed, block.text, block.level) == (
        "list-item", label, False, text, 0,
    )  # fmt: skip


@pytest.mark.parametrize("line", ["A. Smith was present.", "2020. The year began.", "3.2 The panel met.", "i.e. this"])
def test_what_is_no_list_item(line: str) -> None:
    assert parse_markdown(line).blocks[0].kind == "paragraph"
    assert parse_markdown(line).blocks[0].text == line


def test_lists_nest_by_indent_and_wrapped_items_go_on() -> None:
    document = parse_markdown("- one\n  goes on\n  - two\n      - three\n- four\n\ntext\n\n- five\n")
    items = [(b.text, b.level) for b in document.blocks if b.kind == "list-item"]
    assert items == [("one goes on", 0), ("two", 1), ("three", 2), ("four", 0), ("five", 0)]


def test_a_number_at_the_start_of_a_wrapped_line_begins_no_list() -> None:
    document = parse_markdown("The terms are on page\n12. The panel agreed them.\n")
    assert texts(document) == ["The terms are on page 12. The panel agreed them."]
    document = parse_markdown("The terms are:\na) to learn\nb) to act\n")
    assert [b.label for b in document.blocks] == ["", "a)", "b)"]


def test_pipe_tables() -> None:
    document = parse_markdown(
        "Intro.\n\n| Action | Lead |\n|:--|--:|\n| Audit \\| review | Fenshire *Police* |\n| Train<br>- staff | |\n"
    )
    assert rows(document) == [["Action", "Lead"], ["Audit | review", "Fenshire Police"], ["Train\nstaff", ""]]
    table = document.tables[0]
    assert (table.header_rows, table.rows, table.columns, table.line) == (1, 3, 2, 3)
    assert [cell.header for cell in table.cells] == [True, True, False, False, False, False]
    assert all(len(cell.blocks) >= 1 for cell in table.cells)  # an empty cell has a place too
    item = next(b for b in document.blocks if b.text == "staff")
    assert (item.kind, item.label, item.table, item.row, item.column) == ("list-item", "•", 0, 2, 0)
    assert (table.first, table.last) == (1, len(document.blocks))


def test_a_table_needs_no_outer_pipes_and_rows_may_differ_in_length() -> None:
    document = parse_markdown("A | B\n--|--\n1 | 2 | 3\n4\n\nplain | text\n")
    assert rows(document) == [["A", "B", ""], ["1", "2", "3"]]
    assert texts(document) == ["4", "plain | text"]


def test_an_empty_header_says_that_there_is_none() -> None:
    document = parse_markdown("| | |\n|---|---|\n| Jane | victim |\n")
    assert rows(document) == [["Jane", "victim"]]
    assert document.tables[0].header_rows == 0


def test_tabbed_lines_are_rows() -> None:
    document = parse_markdown("Panel\n\nPat Reed\tChair\nLee Fox\tFenshire Police\nSam Hill\tFenshire NHS\n", "x.txt")
    assert rows(document) == [["Pat Reed", "Chair"], ["Lee Fox", "Fenshire Police"], ["Sam Hill", "Fenshire NHS"]]
    assert document.blocks[3].line == 4


def test_lines_of_one_row_are_joined_down_their_columns() -> None:
    document = parse_markdown(
        "Scope of\tAction to be\tLead\tTarget\n"
        "action\ttaken\tagency\tdate\n"
        "Local\tAudit the referrals\tFenshire\tBy June\n"
        "\tthat were closed and\tPolice\t2027\n"
        "\treport.\t\t\n"
        "\t\t\t\n"
        "\tTrain all staff\t\t\n"
        "Local\tReview the policy\tFenshire\tMay 2027\n"
        "\tonce a year\tNHS\t\n",
        "x.txt",
    )
    assert rows(document) == [
        ["Scope of action", "Action to be taken", "Lead agency", "Target date"],
        [
            "Local",
            "Audit the referrals that were closed and report.\nTrain all staff",
            "Fenshire Police",
            "By June 2027",
        ],
        ["Local", "Review the policy once a year", "Fenshire NHS", "May 2027"],
    ]


def test_a_row_that_goes_on_after_a_page_break_is_put_together() -> None:
    document = parse_markdown("Local\tAudit the\tPolice\n\tcases and\t\n\n\treport twice\tand NHS\n", "x.txt")
    assert rows(document) == [["Local", "Audit the cases and report twice", "Police and NHS"]]


def test_no_word_of_an_unclear_table_is_lost() -> None:
    text = "x1\tx2\nx3 x4\t\tx5\n\tx6\n\nx7\tx8\tx9\n---\t--\t--\n\t\tx10\n"
    document = parse_markdown(text, "x.txt")
    assert sorted(" ".join(b.text for b in document.blocks).split()) == sorted(f"x{n}" for n in range(1, 11))


def test_contents_and_numbered_paragraphs_with_tabs_are_no_tables() -> None:
    document = parse_markdown(
        "Introduction\t2\nMethod\t4\nThe family\t12\n\n1.1\tThe panel met.\n1.2\tIt agreed.\n", "x.txt"
    )
    assert not document.tables
    assert texts(document) == [
        "Introduction\t2",
        "Method\t4",
        "The family\t12",
        "1.1\tThe panel met.",
        "1.2\tIt agreed.",
    ]


def test_inline_markup_becomes_spans() -> None:
    document = parse_markdown(
        "The **panel** met *twice* and ~~never~~ <u>then</u> `x*y` 2 * 3 a_b_c \\*sic\\* AT&amp;T.\n"
    )
    (block,) = document.blocks
    assert block.text == "The panel met twice and never then x*y 2 * 3 a_b_c *sic* AT&T."
    assert [(s.kind, block.text[s.start : s.end]) for s in block.spans] == [
        ("bold", "panel"), ("italic", "twice"), ("strike", "never"), ("underline", "then"),
    ]  # fmt: skip


def test_emphasis_within_emphasis_and_unmatched_signs() -> None:
    (block,) = parse_markdown("***both*** **bold *it* on** **open and * alone\n").blocks
    assert block.text == "both bold it on **open and * alone"
    kinds = [(s.kind, block.text[s.start : s.end]) for s in block.spans]
    assert ("bold", "both") in kinds
    assert ("italic", "both") in kinds
    assert ("bold", "bold it on") in kinds
    assert ("italic", "it") in kinds


def test_links_are_marks_with_their_targets() -> None:
    document = parse_markdown(
        'See [the *guide*](https://example.org/g_(1) "t"), <https://a.org>, [ref][one], [name] and '
        '<a href="mailto:x@y.org">us</a>.\n\n[one]: https://b.org/one\n'
    )
    (block,) = document.blocks
    assert block.text == "See the guide, https://a.org, ref, [name] and us."
    assert [(m.kind, m.text, m.part) for m in document.marks] == [
        ("hyperlink", target, "hyperlink")
        for target in ("https://example.org/g_(1)", "https://a.org", "https://b.org/one", "mailto:x@y.org")
    ]
    assert [block.text[m.start : m.end] for m in document.marks] == ["the guide", "https://a.org", "ref", "us"]


def test_placeholders_in_brackets_stay() -> None:
    (block,) = parse_markdown("Died on <insert date> in [town], see [x] and 3 < 4.\n").blocks
    assert block.text == "Died on <insert date> in [town], see [x] and 3 < 4."


def test_images_leave_their_description_and_their_file() -> None:
    document = parse_markdown("![A map of the town](map.png)\n\ntext ![](logo.gif)\n")
    assert texts(document) == ["text"]
    assert [(m.kind, m.text) for m in document.marks] == [("alt-text", "A map of the town")]
    assert [(a.name, a.kind) for a in document.attachments] == [("map.png", "image"), ("logo.gif", "image")]


def test_notes_of_both_kinds_hang_on_their_signs() -> None:
    document = parse_markdown(
        "He was seen.[^a] Then she left.<sup>2</sup> It was the 3<sup>rd</sup> time.\n\n"
        "<sup>2</sup> Fenshire, 2020.\n\n[^a]: See part 3.\n    And more.\n"
    )
    first = document.blocks[0]
    assert first.text == "He was seen. Then she left. It was the 3rd time."
    assert [(s.kind, s.value, s.start) for s in first.spans] == [("note", "a", 12), ("note", "2", 27)]
    notes = [(b.source, b.text, b.anchor, b.number) for b in document.blocks if b.part == "footnote"]
    assert notes == [("2", "Fenshire, 2020.", 0, None), ("a", "See part 3. And more.", 0, None)]


def test_a_page_number_and_its_notes_do_not_break_a_sentence() -> None:
    document = parse_markdown(
        "The risk to her was known to the\n\n12\n\n<sup>1</sup> Fenshire, 2020.\n\n"
        "agency at that time.\n\nA new one.\n",
        "x.txt",
    )
    assert texts(document) == ["The risk to her was known to the agency at that time.", "A new one."]
    parts = [(b.part, b.text) for b in document.blocks if b.part != "body"]
    assert parts == [("footer", "12"), ("footnote", "Fenshire, 2020.")]
    assert document.blocks[0].line == 1


def test_only_lines_cut_in_two_are_joined_over_a_page() -> None:
    document = parse_markdown("It ended.\n\n7\n\nthen more.\n\nA list of\n\n8\n\nThe panel.\n")
    assert texts(document) == ["It ended.", "then more.", "A list of", "The panel."]


def test_form_feeds_number_the_pages() -> None:
    document = parse_markdown("One page ends in the\n\f\nmiddle. Two.\n\fThree.\n", "x.txt")
    assert [(b.text, b.page) for b in document.blocks] == [("One page ends in the middle. Two.", 1), ("Three.", 3)]
    assert document.pages == 3


def test_meant_lines_of_plain_text_stay_lines() -> None:
    document = parse_markdown(
        "Fenshire House\n8 Mill Road\nFenton\n\nthe panel met in the\ntown and then it\nleft.\n", "x.txt"
    )
    assert texts(document) == ["Fenshire House\n8 Mill Road\nFenton", "the panel met in the town and then it left."]


def test_a_wholly_bold_line_stands_alone() -> None:
    document = parse_markdown("**Background**\nThe panel met.\n**Method**\nIt read the files.\n\n**Note**, all.\n")
    assert texts(document) == ["Background", "The panel met.", "Method", "It read the files.", "Note, all."]
    assert document.blocks[0].covered("bold") == 1.0


def test_quotes_code_comments_and_front_matter() -> None:
    document = parse_markdown(
        "---\ntitle: A report\nauthor: 'P. Reed'\n---\n\nText.<!-- who said\nthis? -->\n\n> Quoted\n> words.\n\n"
        "```\nx = *1*\n\ny\n```\n"
    )
    assert [(p.name, p.value) for p in document.properties] == [("title", "A report"), ("author", "P. Reed")]
    assert [(b.text, b.style, b.line) for b in document.blocks] == [
        ("Text.", "", 6), ("Quoted words.", "Quote", 9), ("x = *1*\n\ny", "", 13),
    ]  # fmt: skip
    (mark,) = document.marks
    assert (mark.kind, mark.text, mark.block, mark.part) == ("comment", "who said this?", 0, "comment")


def test_what_is_never_closed_is_text() -> None:
    document = parse_markdown("```\nA fence\n\n## Heading\n\n<!-- a comment\n")
    assert [b.text for b in document.blocks] == ["``` A fence", "Heading", "<!-- a comment"]
    assert document.blocks[1].kind == "heading"


def test_html_lists_in_cells() -> None:
    document = parse_markdown("| A | B |\n|---|---|\n| <ul> <li>one</li> <li>two</li> </ul> | <b>Update:</b> done |\n")
    assert rows(document)[1] == ["one\ntwo", "Update: done"]
    assert [b.label for b in document.blocks if b.row == 1] == ["•", "•", ""]


def test_formats_and_encodings() -> None:
    assert read_markdown(Path("a.md"), b"caf\xc3\xa9").blocks[0].text == "café"
    assert read_markdown(Path("a.txt"), b"\xef\xbb\xbfone\r\ntwo").format == "txt"
    assert read_markdown(Path("a.txt"), "“one”".encode("utf-16")).blocks[0].text == "“one”"
    windows = read_markdown(Path("a.txt"), b"\x93quoted\x94 \x96 caf\xe9")
    assert windows.blocks[0].text == "“quoted” – café"
    assert ("encoding", "windows-1252") in windows.facts


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02\x03abc", "unsupported"),
        (bytes(range(1, 32)) * 20, "unsupported"),
        (b"abc \x81\x8d", "damaged"),
        (b"\xff\xfe\x00\xd8a", "damaged"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_markdown(Path("a.txt"), data)
    assert caught.value.code == code
    assert caught.value.file == "a.txt"
    assert caught.value.message.endswith(".")


def well_formed(document: Document) -> None:
    for place, block in enumerate(document.blocks):
        assert block.index == place
        assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)
        assert (block.table is None) == (block.part != "table")
    for table in document.tables:
        assert len(table.cells) == table.rows * table.columns
        inside = [index for cell in table.cells for index in cell.blocks]
        assert sorted(inside) == list(range(table.first, table.last))
    for mark in document.marks:
        assert mark.block is None or mark.block < len(document.blocks)


pieces = st.sampled_from(
    ["# ", "## T", "- ", "1. ", "a) ", "word", " ", "\n", "\n\n", "\t", "|", "|-|-|", "**", "*", "_", "`", "```", "[",
     "]", "(x)", "<b>", "</b>", "<br>", "<sup>1</sup>", "<li>", "<!--", "-->", "[^1]", "[^1]: ", "&amp;", "\\", "> ",
     "---", "===", "7", "\f", "\r", "!", "[a]: b.c", "é", "\u2028", "\x00", "~~", "<a href='x'>", "</a>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=60), st.sampled_from(["x.md", "x.txt"]))
def test_any_text_gives_a_well_formed_document(parts: list[str], path: str) -> None:
    text = "".join(parts)
    document = parse_markdown(text, path)
    well_formed(document)
    assert parse_markdown(text, path) == document


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcd efgh.,:;?", min_size=1), max_size=20))
def test_no_word_of_plain_prose_is_lost(lines: list[str]) -> None:
    text = "\n".join(line.strip() for line in lines)
    words = " ".join(f"{block.label} {block.text}" for block in parse_markdown(text).blocks).split()
    assert words == text.split()


HOSTILE = [
    "*a", "**a ", "[", "[](", "`a ", "<", "<a ", "|a|b\n", "a|b\n", "a\tb\n", "1.\ta\n", "> a\n", "```\n", "a\n---\n",
    "<!--", "a\n\n7\n\nb\n\n", "[^1]", "| ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    parse_markdown(piece * 20000, "x.txt")
    assert time.process_time() - started < 5


def test_a_long_report_is_read_quickly() -> None:
    paragraph = "The **panel** met the family on 3 May 2021 and agreed the terms of its work with care. " * 8
    text = "\n\n".join(
        f"## Part {n}\n\n{paragraph}\n\n| A | B |\n|---|---|\n| c | d |\n\n- one\n- two" for n in range(1400)
    )
    started = time.process_time()
    document = parse_markdown(text)
    assert document.words > 190_000
    assert time.process_time() - started < 4  # about 0.6 s on a quiet machine


@needs_seed
def test_the_sample_report_reads_as_it_is_printed() -> None:
    document = read_markdown(SEED_TXT, SEED_TXT.read_bytes())
    well_formed(document)
    headings = [block for block in document.blocks if block.kind == "heading"]
    assert [block.level for block in headings[:6]] == [1, 1, 1, 4, 4, 4]
    assert len(headings) == 25
    start = next(b.index for b in headings if b.text == "Terms of Reference")
    end = next(b.index for b in headings if b.index > start)
    assert sum(b.kind == "list-item" for b in document.blocks[start:end]) == 19
    panel = document.tables[0]
    assert (panel.rows, panel.columns) == (14, 2)
    assert all(document.cell_text(cell) for cell in panel.cells)
    assert [b.text for b in document.blocks if b.part == "footer"] == ["7", "11", "12"]
    assert [b.source for b in document.blocks if b.part == "footnote"] == list("123456789")
    lines = [block.line for block in document.blocks if block.line is not None]
    assert len(lines) > 400
    header = document.tables[1]
    assert (header.rows, header.columns) == (2, 8)
    plan = [table for table in document.tables if table.columns == 8]
    starts = [document.cell_text(table.cells[row * 8]) for table in plan for row in range(table.rows)]
    assert starts.count("Local") >= 18
    source = SEED_TXT.read_text(encoding="utf-8").split("\n")
    for first, last in ((191, 197), (207, 215), (1352, 1354)):  # cut in two by a page's end
        joined = next(block for block in document.blocks if block.line == first)
        assert joined.text.endswith(source[last - 1][-40:])
