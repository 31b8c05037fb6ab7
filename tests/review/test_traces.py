"""Identifiers in their places: which part they stand in, and which belong to an office."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document, Mark, Property
from dhr_qa.review.read import read_facts
from dhr_qa.review.traces import Trace, find_traces
from tests.documents import builders as b
from tests.engine.make import facts as made
from tests.review.making import document_of
from tests.review.vocab import vocabulary


def traces(document: Document) -> list[Trace]:
    return list(find_traces(read_facts(document, vocabulary(), kind="overview-report"), vocabulary()))


def of_text(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.text, one.public) for one in traces(document_of(text))]


def of_word(*body: str, **parts: object) -> list[tuple[str, str, str]]:
    document = read_docx(Path("a.docx"), b.docx_bytes("".join(body), **parts))
    return [(one.text, one.part, one.place) for one in traces(document)]


@pytest.mark.parametrize(
    ("lines", "public"),
    [
        (("Fenmarch Partnership", "Civic Centre", "8 Harbour Road", "Fenmarch FM1 2AB"), ["office"] * 2),
        (("Contact", "Fenshire Police Headquarters", "Telephone 01632 960 222"), ["office"]),
        (("Maya Carr", "8 Harbour Road", "Fenmarch FM1 2AB"), ["", ""]),
        (("Fenshire Council", "Her home address was", "8 Harbour Road"), [""]),
        (("Fenshire Council was told of this and of much else that happened in the years before, at length.",
          "8 Harbour Road, Fenmarch"), [""]),
        (("Fenshire Council", "07700 900123"), [""]),
    ],
)  # fmt: skip
def test_lines_above_an_address_say_whose_it_is(lines: tuple[str, ...], public: list[str]) -> None:
    assert [one[2] for one in of_text("\n\n".join(lines))] == public


def test_a_row_of_a_table_says_whose_address_it_is() -> None:
    table = (
        "| Agency | Address |\n|---|---|\n| Fenshire Council | 8 Harbour Road, Fenmarch |\n| Neighbour | 9 Mill Road |"
    )
    assert [one[2] for one in of_text(table)] == ["office", ""]


def test_dates_of_birth_in_tables() -> None:
    column = "| Name | D.O.B. |\n|---|---|\n| Maya | 14/02/1988 |\n| Daniel | March 1985 |"
    assert of_text(column) == [("date-of-birth", "14/02/1988", "")]
    row = "| Name | Maya |\n|---|---|\n| Date of birth | 14/02/1988 |\n| Met | 3 May 2019 |"
    assert of_text(row) == [("date-of-birth", "14/02/1988", "")]
    other = "| Stage | Date |\n|---|---|\n| First meeting | 14/02/2024 |"
    assert of_text(other) == []


def test_the_mailbox_of_the_author_may_stand() -> None:
    text = "# Report\n\nIndependent chair and author: Judith Arkwright\n\nj.arkwright@example.com and jo@example.com"
    assert [one[2] for one in of_text(text)] == ["named", ""]


def test_parts_and_places_in_words() -> None:
    found = of_word(
        b.p("a ", b.ins("07700 900121"), b.deleted("07700 900122"), b.r("07700 900123", props="<w:vanish/>")),
        headers=["07700 900124"],
        core="<dc:title>07700 900125</dc:title>",
    )
    assert found == [
        ("07700 900121", "tracked-insertion", "a tracked insertion"),
        ("07700 900124", "header", "a page header"),
        ("07700 900122", "tracked-deletion", "a tracked deletion"),
        ("07700 900123", "hidden", "hidden text"),
        ("07700 900125", "metadata", "the properties of the file"),
    ]


def test_a_link_that_the_text_spells_out_is_told_once() -> None:
    rels = [("m", "hyperlink", "mailto:jo@example.com"), ("n", "hyperlink", "mailto:al@example.com")]
    found = of_word(b.p(b.link("jo@example.com", rid="m"), " ", b.link("mail", rid="n")), rels=rels)
    assert [one[:2] for one in found] == [("jo@example.com", "body"), ("al@example.com", "hyperlink")]


def test_what_hangs_on_a_block_says_where() -> None:
    known = made(
        "# Report\nThe panel met.",
        marks=(Mark("tracked-deletion", "ring 07700 900123 first", "A", "", 1, 4, 4, "tracked-deletion"),),
        properties=(Property("title", "07700 900124"),),
    )
    first, second = find_traces(known, vocabulary())
    assert (first.block, first.start, first.end, first.around) == (1, 4, 4, ("ring 07700 900123 first", 5, 17))
    assert (second.block, second.around) == (None, ("07700 900124", 0, 12))
