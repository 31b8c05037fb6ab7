"""Places as a person would say them."""

from __future__ import annotations

import pytest

from dhr_qa.documents.model import PARTS, Location
from dhr_qa.report.places import place, places


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Location(), "the document as a whole"),
        (Location(part="file"), "the document as a whole"),
        (Location(paragraph=12, heading="Terms of Reference"), "paragraph 12, under “Terms of Reference”"),
        (Location(paragraph=12, page=3, label="3.2."), "page 3, paragraph 12, numbered 3.2"),
        (Location(paragraph=12, label="•"), "paragraph 12"),
        (Location(heading="Method"), "under “Method”"),
        (Location(part="table", table=4, row=2, column="target-date"), "table 4, row 2, column “Target date”"),
        (Location(part="table", table=4, row=0, column="By (WHO)"), "table 4, heading row, column “By (WHO)”"),
        (Location(part="footnote", label="2"), "a footnote, 2"),
        (Location(part="metadata"), "the properties of the file"),
        (Location(part="file", line=7), "line 7"),
        (Location(paragraph=1, heading="The views " * 9), f"paragraph 1, under “{'The views ' * 5}The views…”"),
    ],
)  # fmt: skip
def test_place(where: Location, said: str) -> None:
    assert place(where) == said


def test_every_part_of_a_file_has_words_of_its_own() -> None:
    plain = {"body", "table", "file"}
    said = [place(Location(part=part)) for part in PARTS if part not in plain]
    assert len(set(said)) == len(said)
    assert "the document as a whole" not in said


def test_many_places_in_few_words() -> None:
    rows = [Location(part="table", table=4, row=row) for row in (9, 1, 2, 3, 5, 6, 5)]
    paragraphs = [Location(paragraph=number, heading="Method") for number in (14, 20)]
    others = [Location(part="header"), Location(part="header"), Location(paragraph=3)]
    assert places([*rows, *paragraphs, *others]) == (
        "table 4, rows 1 to 3, 5, 6 and 9; paragraphs 14 and 20 under “Method”; the page header; paragraph 3"
    )


def test_very_many_places_are_cut() -> None:
    said = places(Location(part="table", table=table, row=1) for table in range(1, 40))
    assert said.endswith("table 12, row 1; other places")
    rows = places(Location(part="table", table=1, row=row) for row in range(1, 80, 2))
    assert rows.endswith("23 and others")
