"""What each table is, and which of its columns is which, by the words of its header row or by where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dhr_qa.documents.grid import cell_at, is_empty_row, is_full_width, row_cells, row_texts
from dhr_qa.documents.model import Cell, Document, Table
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import line
from dhr_qa.review.bodies import sort_of
from dhr_qa.review.facts import Region, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.names import whole_name
from dhr_qa.vocabulary import Entry

_LOOK_ROWS = 4  #: a header row stands among the first few rows: titles across the table may come first
_HEADER_WORDS = 14
PLAN, PANEL = "action-plan", "panel"


@dataclass(frozen=True, slots=True)
class Reading:
    """One row read as a header row of a kind of table."""

    kind: str
    row: int
    columns: tuple[tuple[str, int], ...]
    rank: int


def read_tables(document: Document, lexicon: Lexicon) -> tuple[TableKind, ...]:
    """The tables that say what they are by a header row, in order."""
    found = []
    for table in document.tables:
        reading = _header(document, lexicon, table)
        if plan_fields(document, lexicon, table):
            found.append(TableKind(table.index, PLAN, 0, ()))
        elif reading is not None:
            rows = reading.row + 1
            while rows < table.rows and is_prompt_row(document, lexicon, table, rows):
                rows += 1
            found.append(TableKind(table.index, reading.kind, rows, reading.columns))
    return tuple(found)


def place_tables(
    document: Document,
    lexicon: Lexicon,
    known: Sequence[TableKind],
    regions: Sequence[Region],
    roles_at: Callable[[int], Sequence[str]],
) -> tuple[TableKind, ...]:
    """All tables that can be told: those known, those that go on from one of them, those in a telling section.

    A table without a header row takes the columns of the last plan before it, where their number fits and
    it stands in a part that is an action plan, or directly under that plan.
    """
    by_table = {each.table: each for each in known}
    found: list[TableKind] = []
    last: TableKind | None = None
    for table in document.tables:
        each = by_table.get(table.index)
        if each is None and table.within is None and table.part in ("table", "textbox"):
            roles = roles_at(table.first) if table.first < len(document.blocks) else ()
            in_plan = any(r.kind == PLAN and r.first <= table.first < r.last for r in regions) or PLAN in roles
            if last is not None and in_plan and table.columns == document.tables[last.table].columns:
                each = TableKind(table.index, last.kind, 0, last.columns)
            elif not in_plan:
                each = _by_section(document, lexicon, table, roles)
        if each is not None:
            found.append(each)
            if each.kind == PLAN and each.columns:
                last = each
    return tuple(found)


def is_prompt_row(document: Document, lexicon: Lexicon, table: Table, row: int) -> bool:
    """Whether a row holds the template's questions to the agency and not an answer."""
    if is_full_width(document, table, row):
        return False
    texts = [text for text in row_texts(document, table, row) if text]
    prompts = sum(1 for text in texts if len(text.split()) <= 30 and lexicon.occurs("plan-prompts", fold(text)))
    return len(texts) > 1 and prompts * 2 >= len(texts)


def is_header_again(document: Document, lexicon: Lexicon, table: Table, row: int, known: TableKind) -> bool:
    """Whether a row further down repeats the headings of the columns, or the prompts below them."""
    if is_prompt_row(document, lexicon, table, row):
        return True
    texts = row_texts(document, table, row)
    if sum(1 for text in texts if text) < 2 or any(len(text.split()) > _HEADER_WORDS for text in texts):
        return False
    entry = lexicon.entry("table-kinds", known.kind)
    reading = _read_row(lexicon, entry, texts, row) if entry is not None else None
    return reading is not None and len(reading.columns) * 2 >= len(known.columns)


def column_role(lexicon: Lexicon, text: str, allowed: Sequence[str]) -> str | None:
    """The canonical role of a column heading among the roles `allowed`, or None."""
    forms, folded = lexicon.forms("columns"), line(text)
    roles = {found.id for found in forms.identify_all(folded) or forms.identify_broken(folded)}
    return next((role for role in allowed if role in roles), None)


def plan_fields(document: Document, lexicon: Lexicon, table: Table) -> dict[str, Cell]:
    """The fields of an action plan written downwards, by column role: empty where the table is none."""
    entry = lexicon.entry("table-kinds", PLAN)
    if table.columns != 2 or entry is None:
        return {}
    fields: dict[str, Cell] = {}
    for row in range(table.rows):
        name, value = cell_at(table, row, 0), cell_at(table, row, 1)
        if name is None or value is None or value is name:
            continue
        role = column_role(lexicon, document.cell_text(name), entry.get("columns", ()))
        if role is not None and role not in fields:
            fields[role] = value
    enough = len(fields) >= entry.get("least", 3) and set(entry.get("key", ())) & set(fields)
    return fields if enough and len(fields) * 2 >= table.rows else {}


def _header(document: Document, lexicon: Lexicon, table: Table) -> Reading | None:
    """The best reading of one of the first rows as a header row."""
    best: Reading | None = None
    passed = 0
    for row in range(min(table.rows, max(_LOOK_ROWS, table.header_rows))):
        if is_full_width(document, table, row) or is_empty_row(document, table, row):
            continue
        texts = row_texts(document, table, row)
        for rank, entry in enumerate(lexicon.register("table-kinds")):
            reading = _read_row(lexicon, entry, texts, row, rank, passed)
            if reading is not None and (best is None or _score(reading) > _score(best)):
                best = reading
        if best is not None:
            return best
        passed += row >= table.header_rows
    return best


def _score(reading: Reading) -> tuple[int, int]:
    return len(reading.columns), -reading.rank


def _read_row(
    lexicon: Lexicon, entry: Entry, texts: Sequence[str], row: int, rank: int = 0, passed: int = 0
) -> Reading | None:
    """A row as the header of one kind of table, if it shows enough of its columns.

    `passed` counts the ordinary rows above it: each makes it less likely, so that more columns are asked for.
    """
    allowed = entry.get("columns", ())
    columns: dict[str, int] = {}
    for column, text in enumerate(texts):
        if not text or len(text.split()) > _HEADER_WORDS:
            continue
        role = column_role(lexicon, text, [role for role in allowed if role not in columns])
        if role is not None:
            columns[role] = column
    unnamed = entry.get("first")  # a column of names often has no heading
    if unnamed and columns and unnamed not in columns and texts and not texts[0]:
        columns[unnamed] = 0
    filled = sum(1 for text in texts if text)
    enough = len(columns) >= entry.get("least", 2) + passed and len(columns) * 2 >= filled
    if not enough or not set(entry.get("key", ())) & set(columns):
        return None
    return Reading(entry.id, row, tuple(columns.items()), rank)


def _by_section(document: Document, lexicon: Lexicon, table: Table, roles: Sequence[str]) -> TableKind | None:
    """A table without a header row in a section where such a table is usual; its columns by their content."""
    for entry in lexicon.register("table-kinds"):
        if entry.get("section") not in roles or entry.id == PLAN or table.columns < 2 or table.rows < 2:
            continue
        if any(len(document.cell_text(cell).split()) > 40 for cell in row_cells(table, 0)):
            continue
        if entry.id == PANEL:
            return TableKind(table.index, entry.id, table.header_rows, _panel_columns(document, lexicon, table))
        columns = enumerate(entry.get("columns", ())[: table.columns])
        return TableKind(table.index, entry.id, table.header_rows, tuple((role, place) for place, role in columns))
    return None


def _panel_columns(document: Document, lexicon: Lexicon, table: Table) -> tuple[tuple[str, int], ...]:
    """The columns of a panel table without headings, by what most of their cells hold."""
    rows = range(table.header_rows, table.rows)
    texts = [[t for row in rows if (t := row_texts(document, table, row)[c])] for c in range(table.columns)]
    people = [sum(whole_name(t, lexicon) is not None for t in column) for column in texts]
    bodies = [sum(bool(sort_of(t, lexicon)) for t in column) for column in texts]
    name = max(range(table.columns), key=lambda c: people[c])
    if people[name] * 2 < len(texts[name]):
        return ()
    rest = [c for c in range(table.columns) if c != name]
    body = max(rest, key=lambda c: bodies[c])
    found = [("name", name)] + ([("organisation", body)] if bodies[body] * 2 >= len(texts[body]) else [])
    others = [c for c in rest if c != body or len(found) == 1]
    return tuple(found + ([("title", others[0])] if others and any(texts[others[0]]) else []))
