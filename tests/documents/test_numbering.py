"""Automatic labels, as Word computes them. Sequences a to e were also checked against LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.docx_numerals import written
from dhr_qa.documents.model import Document
from tests.documents import builders as b

_RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
_OWN_LEVEL = f'<w:lvlOverride w:ilvl="1">{b.level(1, "upperLetter", "%1%2")}</w:lvlOverride>'
_CUSTOM = (
    '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001, 002, 003"/></mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)
NUMBERING = "".join(
    [
        b.definition(
            1, b.level(0, "decimal", "%1."), b.level(1, "decimal", "%1.%2"), b.level(2, "lowerLetter", "(%3)"),
            b.level(3, "lowerRoman", "%4)"),
        ),
        b.definition(
            2, b.level(0, "upperRoman", "%1."), b.level(1, "upperLetter", "%2."),
            b.level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
        ),
        b.definition(3, b.level(0, "decimal", "%1"), b.level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>')),
        b.definition(4, b.level(0, "decimal", "%1", start=5), b.level(1, "decimal", "%1.%2", start=3)),
        b.definition(
            5, b.level(0, "ordinal", "%1 item"), b.level(1, "decimalZero", "%1-%2"), b.level(2, "none", "x%3")
        ),
        b.definition(
            6, b.level(0, "decimal", "%1", more='<w:pStyle w:val="Heading1"/>'),
            b.level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Heading2"/>'),
            b.level(2, "decimal", "%1.%2.%3", more='<w:pStyle w:val="Para"/>'),
        ),
        b.definition(7, more='<w:numStyleLink w:val="Legal"/>'),
        b.definition(
            8, b.level(0, "decimal", "%1"), b.level(1, "decimal", "%1.%2"),
            b.level(2, "decimal", "%1.%2.%3", more='<w:lvlRestart w:val="1"/>'),
        ),
        b.definition(9, b.level(0, "bullet", "\uf0b7"), b.level(1, "bullet", ""), b.level(2, "decimal", "")),
        b.definition(10, f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{_CUSTOM}<w:lvlText w:val="R%1 100%"/></w:lvl>'),
        b.definition(11, '<w:lvl w:ilvl="x"><w:start w:val="y"/><w:numFmt/><w:lvlText w:val="%1)"/></w:lvl>'),
        *(b.num(n, n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
        b.num(18, 1),
        b.num(19, 1, _RESTART.format(1)),
        b.num(20, 1, _OWN_LEVEL),
        b.num(21, 1, _RESTART.format(7)),
        b.num(22, 99),
        b.num(23, 23),
        b.definition(23, more='<w:numStyleLink w:val="Loop"/>'),
    ]
)  # fmt: skip
_HEADING = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="6"/></w:numPr>'
STYLES = (
    b.STYLES.replace('<w:outlineLvl w:val="0"/>', _HEADING.format(0) + '<w:outlineLvl w:val="0"/>').replace(
        '<w:outlineLvl w:val="1"/>', _HEADING.format(1) + '<w:outlineLvl w:val="1"/>'
    )
    + b.style("Para", "Numbered para", '<w:numPr><w:numId w:val="6"/></w:numPr>')
    + b.style("Child", "Child of para", based_on="Para")
    + b.style("Off", "Not numbered", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="Para")
    + b.style("Legal", "Legal", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    + b.style("Loop", "Loop", '<w:numPr><w:numId w:val="23"/></w:numPr>', kind="numbering")
)


def read(body: str, **parts: Any) -> Document:
    return read_docx(Path("n.docx"), b.docx_bytes(body, **({"numbering": NUMBERING, "styles": STYLES} | parts)))


def labels(*items: tuple[int, int]) -> list[str]:
    document = read("".join(b.p(f"item {place}", num=item) for place, item in enumerate(items)))
    return [block.label for block in document.blocks]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)],
         ["1.", "1.1", "1.2", "(a)", "(b)", "i)", "1.3", "(a)", "2.", "2.1"]),
        # Lists that share a definition count on; one that says where to start does not.
        ([(1, 0), (18, 0), (18, 1), (19, 0), (19, 1), (19, 0), (1, 0)], ["1.", "2.", "2.1", "1.", "1.1", "2.", "3."]),
        ([(21, 0), (21, 0), (1, 1)], ["7.", "8.", "8.1"]),
        ([(20, 0), (20, 1), (20, 1)], ["1.", "1A", "1B"]),
        ([(5, 0), (5, 1), (5, 2), (5, 0)], ["1st item", "1st-01", "x", "2nd item"]),
        ([(7, 0), (7, 1), (1, 0)], ["1.", "1.1", "2."]),
        # What the standard says, and LibreOffice 7.4 does not do.
        ([(2, 0), (2, 1), (2, 2), (2, 0), (2, 1), (2, 2)], ["I.", "A.", "1.1.1", "II.", "A.", "2.1.1"]),
        ([(3, 0), (3, 1), (3, 1), (3, 0), (3, 1)], ["1", "1", "2", "2", "3"]),
        ([(8, 0), (8, 1), (8, 2), (8, 1), (8, 2), (8, 0), (8, 2)],
         ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.1"]),
        ([(4, 1), (4, 0), (4, 1), (4, 0)], ["5.3", "5", "5.3", "6"]),
        ([(9, 0), (9, 0), (9, 1), (9, 2)], ["•", "•", "", ""]),
        ([(10, 0), (10, 0)], ["R001 100%", "R002 100%"]),
        # Odd files: a level or a list that is not there, attributes that are no numbers, a list defined by itself.
        ([(1, 7), (22, 0), (77, 0), (23, 0), (11, 0)], ["", "", "", "", "0)"]),
    ],
)  # fmt: skip
def test_labels(items: list[tuple[int, int]], expected: list[str]) -> None:
    assert labels(*items) == expected


def test_kinds_of_items() -> None:
    document = read(b.p("listed", num=(1, 1)) + b.p("no such list", num=(77, 0)) + b.p("plain"))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("list-item", 1), ("paragraph", None), ("paragraph", None),
    ]  # fmt: skip


def test_numbers_from_styles() -> None:
    body = (
        b.heading(1, "A") + b.heading(2, "B") + b.p("C", style="Para") + b.p("D", style="Child") + b.heading(2, "E")
        + b.p("F", style="Para") + b.p("G", style="Off") + b.heading(1, "H") + b.p("I", style="Heading1", num=(0, 0))
        + b.p("J", style="Heading1")
    )  # fmt: skip
    document = read(body)
    assert [block.label for block in document.blocks] == [
        "1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "", "2", "", "3",
    ]  # fmt: skip
    assert document.blocks[0].kind == "heading"
    assert document.blocks[2].kind == "list-item"
    assert document.blocks[6].kind == "paragraph"


def test_level_of_its_own_with_the_list_of_the_style() -> None:
    body = b.heading(1, "A") + b.p("B", style="Heading1", props='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert [block.label for block in read(body).blocks] == ["1", "1.1"]


def test_what_is_not_counted_and_what_is() -> None:
    body = (
        b.p("one", num=(1, 0))
        + b.p(num=(1, 0))  # an empty paragraph shows its number
        + b.p(b.r("secret", props="<w:vanish/>"), num=(1, 0), mark="<w:vanish/>")
        + b.p(b.deleted("gone"), num=(1, 0), mark=b.end_deleted())
        + b.p("three", num=(1, 0))
        + b.tbl(b.tr(b.tc(b.p("gone", num=(1, 0))), props=b.changed("del")), b.tr(b.tc(b.p("four", num=(1, 0)))))
    )
    seen = {block.text: block.label for block in read(body).blocks if block.text}
    assert seen == {"one": "1.", "three": "3.", "four": "4."}


def test_text_boxes_and_notes_count_for_themselves() -> None:
    box = b.p("host", b.text_box(b.p("box", num=(1, 0))))
    body = b.p("one", num=(1, 0)) + box + b.p("host", b.note_ref("footnote", 1), b.text_box(b.p("next", num=(1, 0))))
    note = b.note("footnote", 1, b.p("note", num=(1, 0)))
    document = read(body + b.p("two", num=(1, 0)), footnotes=note)
    assert {block.text: block.label for block in document.blocks if block.label} == {
        "one": "1.", "two": "2.", "box": "1.", "next": "2.", "note": "1.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (28, "lowerLetter", "bb"), (27, "upperLetter", "AA"),
        (0, "lowerLetter", "0"), (1994, "upperRoman", "MCMXCIV"), (9, "lowerRoman", "ix"), (6000, "lowerRoman", "6000"),
        (1, "ordinal", "1st"), (12, "ordinal", "12th"), (23, "ordinal", "23rd"), (21, "cardinalText", "Twenty-one"),
        (12, "ordinalText", "Twelfth"), (21, "ordinalText", "Twenty-first"), (30, "ordinalText", "Thirtieth"),
        (104, "ordinalText", "104th"), (5, "decimalEnclosedCircle", "⑤"), (44, "decimalEnclosedCircle", "44"),
        (255, "hex", "FF"), (5, "chicago", "**"), (3, "chicago", "‡"), (3, "numberInDash", "- 3 -"), (3, "none", ""),
        (3, "aiueo", "3"), (-2, "lowerRoman", "-2"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected
