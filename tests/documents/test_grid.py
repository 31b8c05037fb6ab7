"""Tables as grids."""

from __future__ import annotations

import pytest

from dhr_qa.documents.grid import (
    cell_at,
    continuations,
    header_rows,
    is_empty_row,
    is_full_width,
    row_cells,
    row_texts,
    same_header,
    with_grid,
)
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Block, Cell, Document, Span, Table
from dhr_qa.documents.read import read_document
from tests.seed import SEED_DOCX, needs_seed

LONG = "The agency will write to every team and check each month that what was agreed is being done."


class Maker:
    """Makes documents of tables: a cell is its text, bold where it begins with *, shaded where with #."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []

    def text(self, text: str) -> Maker:
        self.blocks.append(Block(len(self.blocks), "paragraph", "body", text))
        return self

    def table(self, *rows: str, spans: dict[tuple[int, int], tuple[int, int]] | None = None, header: int = 0) -> Maker:
        index, first = len(self.tables), len(self.blocks)
        cells = []
        columns = 0
        for row, line in enumerate(rows):
            for column, text in enumerate(line.split("|")):
                columns = max(columns, column + 1)
                if text == "^":  # covered by a merged cell
                    continue
                words = text.lstrip("*#")
                bold = (Span("bold", 0, len(words)),) if "*" in text[:2] and words else ()
                place = len(self.blocks)
                self.blocks.append(
                    Block(place, "paragraph", "table", words, table=index, row=row, column=column, spans=bold)
                )
                down, across = (spans or {}).get((row, column), (1, 1))
                cells.append(Cell(row, column, down, across, (place,), "D9D9D9" if "#" in text[:2] else ""))
        self.tables.append(Table(index, len(rows), columns, tuple(cells), first, len(self.blocks), header_rows=header))
        return self

    @property
    def document(self) -> Document:
        return Document("x.docx", "docx", tuple(self.blocks), tuple(self.tables))

    @property
    def headers(self) -> int:
        return header_rows(self.document, self.tables[-1])


def test_merged_cells_are_found_at_every_place_they_cover() -> None:
    made = Maker().table("a|b|c", "d|^|^", "^|e|f", spans={(0, 1): (2, 2), (1, 0): (2, 1), (0, 2): (1, 1)})
    document, table = made.document, made.tables[0]
    merged = Table(0, 3, 3, tuple(cell for cell in table.cells if cell.column != 2 or cell.row != 0), 0, 6)
    b, d = cell_at(merged, 0, 1), cell_at(merged, 1, 0)
    assert b is not None
    assert d is not None
    assert cell_at(merged, 0, 2) is b
    assert cell_at(merged, 1, 2) is b
    assert cell_at(merged, 2, 0) is d
    assert [document.cell_text(cell) for cell in row_cells(merged, 2)] == ["d", "e", "f"]
    assert row_texts(document, merged, 1) == ("d", "b", "")
    assert cell_at(merged, 3, 0) is None
    assert cell_at(merged, 0, 9) is None
    assert row_cells(merged, -1) == ()


def test_a_place_without_a_cell_has_none() -> None:
    ragged = Table(0, 2, 3, (Cell(0, 0, 1, 1, ()), Cell(1, 1, 1, 1, ())), 0, 0)
    assert cell_at(ragged, 0, 1) is None
    assert cell_at(ragged, 1, 0) is None


def test_spans_beyond_the_table_are_cut_off() -> None:
    wild = Table(0, 2, 2, (Cell(0, 0, 10**9, 10**9, ()),), 0, 0)
    assert cell_at(wild, 1, 1) is wild.cells[0]
    assert len(row_cells(wild, 1)) == 1


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (("*Action|*Lead|*By when", "Audit|Police|May 2027"), 1),
        (("*Action|*Lead", "*How|*Who", "Audit|Police"), 2),
        (("#Action|#Lead", "Audit|Police"), 1),
        (("*#Action|*#Lead|*#Date", "*#How?||*#When?"), 2),  # headings alone; the rows are in other tables
        (("Action to be taken|Lead agency|Target date", f"{LONG}|Police|May 2027"), 1),
        (("Pat Reed|Chair", "Lee Fox|Fenshire Police"), 0),
        (("Local|Audit the files|Fenshire Police|May 2027", f"Local|{LONG}|Fenshire NHS|June 2027"), 0),
        (("*Pat Reed|*Chair", "*Lee Fox|*Police", "*Sam Hill|*NHS", "*Jo Ash|*Council", "*Di Oak|*GP"), 0),
        (("*Pat Reed|Chair", "*Lee Fox|Police"), 0),
        ((f"*{LONG} {LONG}|*Lead", "a|b"), 0),
        (("*Only one column", "text"), 0),
    ],
)
def test_header_rows_by_shape(rows: tuple[str, ...], count: int) -> None:
    assert Maker().table(*rows).headers == count


def test_a_title_across_the_table_counts_with_the_headings_under_it() -> None:
    across = {(0, 0): (1, 3)}
    assert Maker().table("*Fenshire Police|^|^", "*Action|*Lead|*Date", "a|b|c", spans=across).headers == 2
    assert Maker().table("*a) Train all staff|^|^", "Local|Police|May 2027", spans=across).headers == 0


def test_marks_in_the_file_come_first() -> None:
    assert Maker().table("a|b", "c|d", header=1).headers == 1
    assert Maker().table("a|b", header=9).headers == 1


def test_with_grid_sets_table_and_cells() -> None:
    document = with_grid(Maker().table("*Action|*Lead", "Audit|Police").document)
    assert document.tables[0].header_rows == 1
    assert [cell.header for cell in document.tables[0].cells] == [True, True, False, False]
    assert with_grid(document) == document
    assert with_grid(parse_markdown("text")) == parse_markdown("text")


def test_rows_that_are_one_text() -> None:
    made = Maker().table("a) Train|^|^", "x|y|z", "u||", spans={(0, 0): (1, 3)})
    table = made.tables[0]
    assert [is_full_width(made.document, table, row) for row in range(3)] == [True, False, False]
    written = parse_markdown(
        "| A | B | C |\n|---|---|---|\n| **Fenshire Police** | | |\n| Audit | | |\n| 1. Train | | |\n| | | |\n"
    )
    assert [is_full_width(written, written.tables[0], row) for row in range(5)] == [False, True, False, False, False]
    assert is_empty_row(written, written.tables[0], 4)
    assert not is_empty_row(written, written.tables[0], 1)


def test_a_table_that_goes_on_over_a_page() -> None:
    made = Maker().table("*Action|*Lead", "a|b").text(" ").table("c|d").table("*ACTION|*Lead ", "e|f")
    made = made.text("A sentence between.").table("g|h").table("i|j|k")
    document = with_grid(made.document)
    found = continuations(document)
    assert {index: (one.first, one.before, one.repeats_header) for index, one in found.items()} == {
        1: (0, 0, False),
        2: (0, 1, True),
    }
    assert same_header(document, document.tables[0], document.tables[2])
    assert not same_header(document, document.tables[0], document.tables[1])


def test_a_table_with_other_headings_is_a_table_of_its_own() -> None:
    document = with_grid(Maker().table("*Action|*Lead", "a|b").table("*Name|*Role", "c|d").document)
    assert continuations(document) == {}


@needs_seed
def test_the_sample_report() -> None:
    document = read_document(SEED_DOCX)
    assert [(table.rows, table.columns, table.header_rows) for table in document.tables] == [
        (14, 2, 0), (2, 8, 2), (1, 8, 0), (1, 8, 0), (2, 8, 0), (1, 8, 0), (25, 8, 0), (1, 8, 0), (4, 8, 2), (1, 8, 0),
        (4, 8, 0),
    ]  # fmt: skip
    across = {
        table.index: [row for row in range(table.rows) if is_full_width(document, table, row)]
        for table in document.tables
    }
    assert {index: rows for index, rows in across.items() if rows} == {
        4: [0], 6: [0, 2, 4, 6, 9, 13, 16, 19, 22], 8: [2], 10: [0, 2],
    }  # fmt: skip
