"""From the place of a finding back to the words: every block of a document is found again by its own location."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.documents.model import Block, Cell, Document, Location, Table
from dhr_qa.language.index import TextIndex
from dhr_qa.report.spots import Spot, Spots
from dhr_qa.review.facts import Facts
from tests.report.sample_page import FACTS

SPOTS = Spots(FACTS)


def test_every_block_is_found_by_its_own_location() -> None:
    for block in FACTS.document.blocks:
        where = FACTS.locate(block.index, 0, len(block.text))
        found = SPOTS.find(where, block.text)
        assert found is not None
        assert found.block == block.index
        assert (found.start, found.end) == (0, len(block.text))


def test_a_row_and_a_table_are_found_at_their_first_cell() -> None:
    row = Location(part="table", heading="Action plan", section="action-plan", table=1, row=2)
    first = SPOTS.find(row)
    assert first is not None
    assert FACTS.document.blocks[first.block].text == "2"
    assert SPOTS.find(replace(row, row=None)) == Spot(9)


def test_a_cell_that_has_no_paragraph_is_found_at_its_row() -> None:
    where = Location(part="table", table=1, row=2, column="no-such-column", start=0, end=0)
    assert SPOTS.find(where) == SPOTS.find(replace(where, column=None, start=None, end=None))
    assert SPOTS.find(replace(where, row=99)) is None


def test_what_is_not_in_the_text_is_not_found() -> None:
    for where in (Location(), Location(part="file"), Location(part="metadata"), Location(paragraph=99)):
        assert SPOTS.find(where) is None


def two_notes_and_a_cell() -> Facts:
    blocks = (
        Block(0, "paragraph", "footnote", "See the first note.", source="1"),
        Block(1, "paragraph", "footnote", "See the second note.", source="2"),
        Block(2, "paragraph", "table", "By June", table=0, row=0, column=0),
        Block(3, "paragraph", "table", "then July", table=0, row=0, column=0),
    )
    table = Table(0, 1, 1, (Cell(0, 0, 1, 1, (2, 3)),), 2, 4)
    return Facts(Document("a.docx", "docx", blocks, (table,)), TextIndex([block.text for block in blocks]))


def test_of_notes_without_numbers_the_one_with_the_words() -> None:
    spots = Spots(two_notes_and_a_cell())
    where = Location(part="footnote")
    assert spots.find(where, "…the second note…") == Spot(1)
    assert spots.find(where, "words that are in neither") == Spot(0)


def test_offsets_in_a_cell_count_through_its_paragraphs() -> None:
    facts = two_notes_and_a_cell()
    spots = Spots(facts)
    where = facts.locate(3, 5, 9)
    assert (where.start, where.end) == (13, 17)
    assert spots.find(where) == Spot(3, 5, 9)
    assert spots.find(replace(where, start=0, end=400)) == Spot(2, 0, 7), "never beyond the paragraph"
