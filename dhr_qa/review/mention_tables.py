"""Cells of tables that hold names: those below a heading that says so, and those of a column that mostly has names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dhr_qa.documents.model import Document
from dhr_qa.review.blocks import line
from dhr_qa.review.facts import TableKind
from dhr_qa.review.lexicon import Lexicon

Place = tuple[int, int, int]
#: Canonical columns in which a person may be named.
_ROLES = {"lead": "lead", "lead-officer": "lead", "name": "person", "author": "contributor", "pseudonym": "person"}
_HEADING_WORDS = 8


def name_cells(document: Document, lexicon: Lexicon, tables: Sequence[TableKind]) -> dict[Place, str]:
    """Cell (table, row, column, from 0) to what its column holds: surname, given, lead, contributor or person."""
    found: dict[Place, str] = {}
    forms = lexicon.forms("name-columns")
    known = {each.table: each for each in tables}
    for table in document.tables:
        kind = known.get(table.index)
        header = kind.header_rows if kind is not None else table.header_rows
        roles = dict(kind.columns) if kind is not None else {}
        columns = {place: _ROLES[role] for role, place in roles.items() if role in _ROLES}
        for cell in table.cells:
            if cell.row < header:
                text = document.cell_text(cell).replace("(s)", "s")
                entry = forms.identify(line(text)) if len(text.split()) <= _HEADING_WORDS else None
                if entry is not None:
                    columns[cell.column] = str(entry.get("sort"))
            elif cell.column in columns:
                found[table.index, cell.row, cell.column] = columns[cell.column]
    return found


def columns_of_bodies(document: Document, lexicon: Lexicon) -> set[tuple[int, int]]:
    """Columns (table, column) whose heading says that agencies stand there, and no person."""
    said = lexicon.list("name-body-headings")
    return {
        (table.index, cell.column)
        for table in document.tables
        for cell in table.cells
        if cell.row == 0 and said.is_whole(line(document.cell_text(cell)))
    }


def columns_of_names(named: Mapping[Place, float], filled: Mapping[Place, bool], likely: float) -> set[tuple[int, int]]:
    """Columns (table, column) most of whose cells are a name; `named`: the score of each cell that is all name."""
    counts: dict[tuple[int, int], list[int]] = {}
    for place in filled:
        table, _, column = place
        count = counts.setdefault((table, column), [0, 0])
        count[0] += 1
        count[1] += named.get(place, 0.0) >= likely
    return {column for column, (cells, names) in counts.items() if names >= 2 and names * 2 >= cells}
