"""Headings that no style marks, contents entries and typed labels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dhr_qa.documents.labels import label_depth, split_label
from dhr_qa.documents.markdown import parse_markdown, read_markdown
from dhr_qa.documents.model import Block, Cell, Document, Span, Table
from dhr_qa.documents.outline import with_outline
from tests.seed import SEED_TXT, needs_seed

PROSE = "The panel met four times and read all of the reports that it had asked for."


def block(text: str, bold: bool = False, **fields: object) -> Block:
    spans = (Span("bold", 0, len(text)),) if bold else ()
    return replace(Block(0, "paragraph", "body", text, spans=spans), **fields)  # type: ignore[arg-type]


def document(*blocks: Block | str) -> Document:
    """A document as a reader of Word files gives it: no kinds but those of the blocks."""
    made = [block(one) if isinstance(one, str) else one for one in blocks]
    return Document("x.docx", "docx", tuple(replace(one, index=place) for place, one in enumerate(made)))


def headings(found: Document) -> list[tuple[str, int | None]]:
    return [(one.text, one.level) for one in with_outline(found).blocks if one.kind == "heading"]


def of(text: str) -> list[tuple[str, int | None]]:
    return headings(parse_markdown(text))


def test_bold_lines_above_text_are_headings() -> None:
    assert headings(document(block("Background", bold=True), PROSE, block("Method", bold=True), PROSE)) == [
        ("Background", 1),
        ("Method", 1),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The panel was told this in person.",  # a sentence
        "Dear Pat,",
        "with regret",
        "ab",
        "pat.reed@example.org",
        "The following agencies were asked for a report of their work with her:",
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen",
    ],
)
def test_bold_lines_that_are_no_headings(line: str) -> None:
    assert headings(document(PROSE, block(line, bold=True), PROSE)) == []


def test_a_few_bold_words_do_not_make_a_heading() -> None:
    partly = block("Update on the work of the panel")
    partly = replace(partly, spans=(Span("bold", 0, 6),))
    assert headings(document(PROSE, partly, PROSE)) == []


def test_bold_lines_with_nothing_under_them_are_no_headings() -> None:
    assert headings(document(PROSE, block("Pat Reed", bold=True))) == []
    letter = [PROSE, block("Pat Reed", bold=True), "Service Manager", "Fenshire House", "FE1 2ZZ", PROSE]
    assert headings(document(*letter)) == []


def test_capitals_are_headings_but_acronyms_and_running_heads_are_not() -> None:
    assert headings(document("TERMS OF REFERENCE", PROSE)) == [("TERMS OF REFERENCE", 1)]
    assert headings(document("METHODOLOGY", PROSE)) == [("METHODOLOGY", 1)]
    assert headings(document("MARAC", PROSE)) == []
    head = "OFFICIAL SENSITIVE DRAFT"
    assert headings(document(PROSE, head, PROSE, head, PROSE, head, PROSE)) == []


@pytest.mark.parametrize(
    "line", ["3. Terms of Reference", "3.2 Agency contact", "3.2. Family", "3) Equality and Diversity"]
)
def test_numbered_lines_are_headings_where_text_follows(line: str) -> None:
    found = with_outline(document(line, PROSE)).blocks[0]
    assert found.kind == "heading"
    assert line.startswith(found.label)
    assert found.label_typed
    assert found.level == label_depth(found.label)


def test_numbers_give_levels() -> None:
    lines = [
        "1. Introduction",
        PROSE,
        "2. The Facts",
        PROSE,
        "2.1 Background",
        PROSE,
        "2.1.1 Home",
        PROSE,
        "3. Method",
        PROSE,
    ]
    assert [level for _, level in headings(document(*lines))] == [1, 1, 2, 3, 1]


def test_numbered_paragraphs_and_lists_are_no_headings() -> None:
    assert headings(document("3.1 The panel met on three days.", "3.2 It read the reports.", PROSE)) == []
    assert headings(document("1. Fenshire Police", "2. Fenshire NHS Trust", "3. Fenton Council", PROSE)) == []
    assert headings(document("12 officers attended", PROSE)) == []
    assert of("Those agencies were:\n\n1. Fenshire Police\n2. Fenshire NHS Trust\n3. Fenton Council\n\n" + PROSE) == []


def test_numbered_headings_in_markdown_are_items_that_stand_alone() -> None:
    text = f"1. Introduction\n\n{PROSE}\n\n2. Terms of reference\n\n- one\n- two\n\n3. **Method**\n\n{PROSE}\n"
    assert [title for title, _ in of(text)] == ["Introduction", "Method"]
    text = text.replace("Terms of reference", "Terms of Reference")
    assert [title for title, _ in of(text)] == ["Introduction", "Terms of Reference", "Method"]
    assert with_outline(parse_markdown(text)).blocks[0].label == "1."


def test_recommendations_are_no_headings() -> None:
    text = "\n\n".join(f"{n}. Fenshire Police should review its policy on calls within six months." for n in (1, 2, 3))
    assert of(f"## Recommendations\n\n{text}\n") == [("Recommendations", 2)]


def test_named_numbers_are_headings_of_one_level() -> None:
    found = document(
        block("Action plan", kind="heading", level=1),
        block("Recommendation 1", kind="heading", level=2), PROSE,
        "Recommendation 2", PROSE,
        block("Fenshire Police", bold=True), PROSE,
        block("Recommendation 3 (agreed)", bold=True), PROSE,
    )  # fmt: skip
    assert headings(found) == [
        ("Action plan", 1), ("Recommendation 1", 2), ("Recommendation 2", 2), ("Fenshire Police", 3),
        ("Recommendation 3 (agreed)", 2),
    ]  # fmt: skip


def test_a_named_number_and_a_title_make_a_heading_unless_there_is_a_list_of_them() -> None:
    assert headings(document("Section 3 – Terms of Reference", PROSE)) == [("Section 3 – Terms of Reference", 1)]
    assert headings(document(PROSE, "Appendix B: Action Plan", PROSE)) == [("Appendix B: Action Plan", 1)]
    assert headings(document(PROSE, "Adult A: Mother", "Adult B: Father", PROSE)) == []
    assert headings(document("Recommendation 4: Train all of the staff", PROSE)) == []


def test_a_numbered_heading_with_emphasis_needs_no_text_below() -> None:
    found = document(PROSE, "3. THE FACTS", "Background", "3.1 Jane was a mother of two and a nurse.")
    assert headings(found) == [("3. THE FACTS", 1)]
    bold = [block(title, bold=True) for title in ("1. Fenshire Police", "2. Fenshire NHS", "3. Fenton Council")]
    assert headings(document(PROSE, *bold)) == []


def test_short_lines_between_text_are_headings_in_plain_text_only() -> None:
    panel = "Panel members\n\nPat Reed\tChair\nLee Fox\tPolice"
    text = f"{PROSE}\n\n{panel}\n\nMethod\n\n{PROSE}\n\nYours sincerely,\n\nPat Reed\n"
    assert headings(parse_markdown(text, "x.txt")) == [("Panel members", 1), ("Method", 1)]
    assert headings(parse_markdown(text, "x.md")) == []
    letter = f"{PROSE}\n\nPat Reed\n\nService Manager\n\nFenshire House\n\n3 May 2021\n\n{PROSE}\n"
    assert headings(parse_markdown(letter, "x.txt")) == []


def test_underlined_lines_are_headings_of_lower_rank_than_bold_ones() -> None:
    under = replace(block("Contact with the GP"), spans=(Span("underline", 0, 19),))
    found = document(block("ANALYSIS OF EVENTS"), PROSE, block("Health", bold=True), PROSE, under, PROSE)
    assert [level for _, level in headings(found)] == [1, 2, 3]


def test_a_title_page_has_no_headings() -> None:
    cover = [
        block("DOMESTIC HOMICIDE REVIEW", bold=True), block("Overview Report", bold=True),
        block("Jane", bold=True), block("who died in May 2020", bold=True), block("Author: Pat Reed", bold=True),
        block("Completed in June 2021", bold=True),
    ]  # fmt: skip
    assert headings(document(*cover, block("Introduction", bold=True), PROSE)) == [("Introduction", 1)]
    assert headings(document(*cover, PROSE)) == []
    assert headings(document(*cover, block("Contents", bold=True), "Introduction\t3", "Method\t4", PROSE)) == [
        ("Contents", 1)
    ]
    marked = block("Introduction", kind="heading", level=1)
    assert headings(document(*cover, marked, PROSE)) == [("Introduction", 1)]


def boxed(*texts: str, shade: str = "", columns: int = 1) -> Document:
    blocks = tuple(
        Block(place, "paragraph", "table", text, table=0, row=0, column=place % columns)
        for place, text in enumerate(texts)
    )
    if columns > 1:
        cells = tuple(Cell(0, place, 1, 1, (place,), shade) for place in range(columns))
    else:
        cells = (Cell(0, 0, 1, 1, tuple(range(len(texts))), shade),)
    after = Block(len(texts), "paragraph", "body", PROSE)
    return Document("x.docx", "docx", (*blocks, after), (Table(0, 1, columns, cells, 0, len(texts)),))


def test_a_table_of_one_cell_is_a_heading_in_a_box() -> None:
    assert headings(boxed("Analysis", shade="D9D9D9")) == [("Analysis", 1)]
    assert headings(boxed("KEY FINDINGS")) == [("KEY FINDINGS", 1)]
    found = with_outline(boxed("Analysis", shade="D9D9D9")).blocks[0]
    assert (found.part, found.table) == ("table", 0)


def test_other_cells_are_no_headings() -> None:
    assert headings(boxed("Analysis")) == []  # nothing makes it stand out
    assert headings(boxed("KEY FINDINGS", PROSE)) == []
    assert headings(boxed("KEY FINDINGS", "LEAD AGENCY", columns=2)) == []
    assert headings(boxed(PROSE, shade="D9D9D9")) == []


def test_unmarked_headings_stand_under_the_marked_ones() -> None:
    found = document(block("Analysis", kind="heading", level=2), PROSE, block("The GP", bold=True), PROSE)
    assert headings(found) == [("Analysis", 2), ("The GP", 3)]
    found = document(
        block("Contents", kind="heading", level=1), "Facts\t2", "Method\t3", block("Facts", bold=True), PROSE
    )
    assert headings(found) == [("Contents", 1), ("Facts", 1)]


def test_styles_that_say_otherwise_are_believed() -> None:
    for style in ("Title", "Subtitle", "Caption"):
        assert headings(document(PROSE, block("Figure of calls", bold=True, style=style), PROSE)) == []


def toc(text: str, path: str = "x.txt") -> list[str]:
    return [one.text for one in with_outline(parse_markdown(text, path)).blocks if one.toc]


def test_contents_entries() -> None:
    assert len(toc("Contents\n\nFacts ........ 2\n\nMethod . . . . 4\n\nThe family…… 11\n")) == 3
    assert len(toc("Facts\ti\nMethod\tiv\nFamily\t2\nA long heading that\nLessons\t12\n")) >= 3
    assert len(toc("- [Facts](#facts)\n- [Method](#method)\n- [Family](#family)\n", "x.md")) == 3
    assert len(toc("Facts 2\n\nMethod 4\n\nFamily 4\n\nLessons 12\n")) == 4


def test_what_is_no_contents_entry() -> None:
    assert toc("Adult 1\n\nAdult 2\n\nAdult 3\n\nAdult 4\n") == []
    assert toc("The panel met in May 2020.\n\nIt met again in June 2021.\n") == []
    assert toc("Tel:\t020\n\n" + PROSE) == []
    assert toc("Calls to police 12\n\nCalls to the GP 3\n") == []


def test_a_heading_style_does_not_make_a_heading_of_a_contents_entry() -> None:
    entries = [block(f"{title}\t{page}", kind="heading", level=1) for title, page in (("Facts", 2), ("Method", 5))]
    found = with_outline(document(*entries, PROSE))
    assert [(one.kind, one.toc, one.level) for one in found.blocks[:2]] == [("paragraph", True, None)] * 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("3.2 The panel met.", "3.2"),
        ("3.2.1. The panel met.", "3.2.1."),
        ("1. Ensure that staff are trained.", "1."),
        ("12) Ensure", "12)"),
        ("(b) the police;", "(b)"),
        ("a) the police", "a)"),
        ("iv) the police", "iv)"),
        ("Recommendation 4: Train all staff.", "Recommendation 4"),
        ("Recommendation 4 – Train all staff.", "Recommendation 4"),
        ("Recommendation 4\tTrain all staff.", "Recommendation 4"),
        ("Key finding 12. The police", "Key finding 12"),
        ("Appendix A: Action plan", "Appendix A"),
        ("Recommendation 4", "Recommendation 4"),
        ("Recommendation 8 (agreed)", "Recommendation 8"),
        ("2.3 years is the mean.", ""),
        ("2020 was a hard year.", ""),
        ("12 May 2020", ""),
        ("May 12: the police came.", ""),
        ("A. Smith was present.", ""),
        ("Adult A", ""),
        ("Adult A. She was born here.", ""),
        ("i.e. the police", ""),
        ("The panel met 4 times.", ""),
        ("Police officers 12 and 13 came.", ""),
        ("", ""),
        ("- 4", ""),
    ],
)
def test_labels(text: str, label: str) -> None:
    found, words = split_label(text)
    assert found == label
    assert text.startswith(label)
    if label:
        assert not text[words:].startswith((" ", ":", "–"))
    assert with_outline(document(text)).blocks[0].label == label


def test_labels_in_headings() -> None:
    assert split_label("3 Method", heading=True) == ("3", 2)
    assert split_label("3 Method") == ("", 0)
    assert split_label("3 May 2020", heading=True) == ("", 0)
    assert split_label("Appendix A", heading=True) == ("Appendix A", 10)
    assert split_label("Appendix 2 Action plan", heading=True) == ("Appendix 2", 11)
    assert split_label("Appendix 2 of the guidance", heading=True) == ("", 0)


def test_label_depth() -> None:
    assert [label_depth(label) for label in ("3", "3.", "(3)", "3.2", "3.2.1.", "(a)", "•", "Part 2", "")] == [
        1, 1, 1, 2, 3, 0, 0, 0, 0,
    ]  # fmt: skip


def test_computed_labels_are_kept() -> None:
    found = with_outline(document(block("(a) text", label="3.", kind="list-item", level=0), PROSE)).blocks[0]
    assert (found.label, found.label_typed) == ("3.", False)


parts = st.sampled_from(
    ["1. Facts", "2.1 The Home", PROSE, "**Bold Line**", "CAPITAL LETTERS", "- item", "Facts\t2",
     "| A | B |\n|-|-|\n| c | d |"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(parts, max_size=15))
def test_only_kind_level_and_label_change(lines: list[str]) -> None:
    before = parse_markdown("\n\n".join(lines))
    after = with_outline(before)
    assert replace(after, blocks=()) == replace(before, blocks=())
    for old, new in zip(before.blocks, after.blocks, strict=True):
        kept = {
            "kind": old.kind,
            "level": old.level,
            "label": old.label,
            "label_typed": old.label_typed,
            "toc": old.toc,
        }
        assert replace(new, **kept) == old  # type: ignore[arg-type]
        assert new.kind == old.kind or (new.level is not None and new.level >= 1)
        assert not new.label_typed or new.text.startswith(new.label)


@needs_seed
def test_the_sample_report() -> None:
    read = read_markdown(SEED_TXT, SEED_TXT.read_bytes())
    found = with_outline(read)
    assert sum(one.toc for one in found.blocks) == 10
    new = [one for one, old in zip(found.blocks, read.blocks, strict=True) if one.kind == "heading" != old.kind]
    assert [(one.label, one.level) for one in new] == [("Recommendation 8", 2)]
    assert {one.label for one in found.blocks if one.kind == "heading" and one.label} == {
        "Appendix A", "Appendix B", "Recommendation 1", "Recommendation 2", "Recommendation 6", "Recommendation 8",
    }  # fmt: skip
