"""The rows of action plans as actions: what, who, by when, how far, and to which recommendation each belongs.

A row across the whole table is a heading: its number or words go to the rows below. A table without such a
row takes the heading that stands above it in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dhr_qa.documents.grid import cell_at, is_empty_row, is_full_width, row_cells
from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Cell, Document, Table
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.cells import completion_date, first_date, lead_person, status_words, updates_in
from dhr_qa.review.facts import Action, Section, TableKind
from dhr_qa.review.headings import item_number
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.tables import PLAN, is_header_again, plan_fields

_LETTER, _LABEL = 1, 4
_HEADING_BLOCKS = 40  #: how far above a table its heading may stand
_OWN = ("action", "lead", "target-date")  #: a row with none of these goes on from the one above


@dataclass(frozen=True, slots=True)
class _Source:
    """What is read, with what."""

    document: Document
    lexicon: Lexicon
    lower: Collection[bytes]


@dataclass(frozen=True, slots=True)
class _Above:
    """What the last heading said: the recommendation, the item within it, and its words."""

    recommendation: str = ""
    item: str = ""
    words: str = ""


def find_actions(
    document: Document,
    lexicon: Lexicon,
    sections: Sequence[Section],
    tables: Sequence[TableKind],
    lower: Collection[bytes] = (),
) -> tuple[Action, ...]:
    """The actions of every table that is an action plan, in reading order. `lower`: see `lead_person`."""
    source = _Source(document, lexicon, lower)
    found: list[Action] = []
    above = _Above()
    for known in tables:
        if known.kind != PLAN:
            continue
        table = document.tables[known.table]
        above = _heading_above(document, lexicon, sections, table) or above
        if known.columns:
            above = _rows(source, table, known, above, found)
        else:
            action = _upright(source, table, above)
            if action is not None:
                found.append(action)
    return tuple(found)


def _rows(source: _Source, table: Table, known: TableKind, above: _Above, found: list[Action]) -> _Above:
    """Adds the actions of one table to `found`; gives what its last heading said."""
    document, lexicon = source.document, source.lexicon
    columns = dict(known.columns)
    said = ""
    for row in range(table.rows):
        if is_empty_row(document, table, row):
            continue
        if is_full_width(document, table, row):
            if row >= known.header_rows or row_cells(table, row)[0].column_span >= table.columns:
                above = _said(_text(document, row_cells(table, row)), lexicon, above)
            continue
        if row < known.header_rows or is_header_again(document, lexicon, table, row, known):
            continue
        if _is_item_row(document, table, row):
            above = _said(_text(document, row_cells(table, row)), lexicon, above)
            continue
        cells = {role: cell for role, column in columns.items() if (cell := cell_at(table, row, column)) is not None}
        texts = {role: document.cell_text(cell).strip() for role, cell in cells.items()}
        said = texts.get("recommendation") or said
        own = [role for role in (*_OWN, "recommendation") if texts.get(role) and cells[role].row == row]
        if not own:
            if found:
                found[-1] = _continued(source, found[-1], cells, row)
            continue
        found.append(_action(source, table, row, known, cells, texts, above, said))
    return above


def _action(
    source: _Source,
    table: Table,
    row: int,
    known: TableKind,
    cells: Mapping[str, Cell],
    texts: Mapping[str, str],
    above: _Above,
    said: str,
) -> Action:
    document, lexicon = source.document, source.lexicon
    number, item = above.recommendation, above.item
    heading = above.words
    if said or texts.get("ref"):
        own = _number(texts.get("ref", ""), lexicon) or _number(said, lexicon)
        number = own or (squeezed(said) if said else number)
        heading = squeezed(said) or heading
    action = texts.get("action") or texts.get("recommendation", "")
    label = split_label(action)[0].strip("(). ")
    if not item and label and not label.isdigit() and len(label) == _LETTER:
        item = label
    lead = squeezed(" ".join(t for t in (texts.get("lead", ""), texts.get("lead-officer", "")) if t))
    target = texts.get("target-date", "")
    completed = texts.get("completion", "")
    blocks = [b for cell in row_cells(table, row) if cell.row == row for b in cell.blocks]
    filled = [b for b in blocks if document.blocks[b].text.strip()]
    return Action(
        table=table.index,
        row=row,
        recommendation=number,
        item=item,
        scope=squeezed(texts.get("scope", "")),
        action=action,
        lead=lead,
        lead_person=lead_person(texts.get("lead-officer") or texts.get("lead", ""), lexicon, source.lower),
        target_date=squeezed(target),
        target=first_date(target),
        outcome=texts.get("outcome", ""),
        milestones=texts.get("milestones", ""),
        status=status_words(texts.get("status", ""), lexicon),
        completed=squeezed(completed),
        completed_on=completion_date(completed, lexicon),
        updates=updates_in(document, cells.get("updates"), lexicon),
        columns=known.columns,
        block=filled[0] if filled else (blocks[0] if blocks else None),
        heading=heading,
    )


def _continued(source: _Source, action: Action, cells: Mapping[str, Cell], row: int) -> Action:
    """An action with what a row without an action of its own adds to it."""
    document, lexicon = source.document, source.lexicon
    own = {role: cell for role, cell in cells.items() if cell.row == row}
    status = status_words(document.cell_text(own["status"]), lexicon) if "status" in own else ()
    completed = document.cell_text(own["completion"]) if "completion" in own else ""
    if completed.strip() and not action.completed:
        done = completion_date(completed, lexicon)
        action = replace(action, completed=squeezed(completed), completed_on=done)
    return replace(
        action,
        status=action.status + status,
        updates=action.updates + updates_in(document, own.get("updates"), lexicon),
    )


def _is_item_row(document: Document, table: Table, row: int) -> bool:
    """Whether a row holds nothing but a label and its words in the next cell: a heading cut by a column line."""
    texts = [text for cell in row_cells(table, row) if (text := document.cell_text(cell).strip())]
    return len(texts) == 2 and len(texts[0]) <= _LABEL and split_label(" ".join(texts))[0] == texts[0]


def _text(document: Document, cells: Sequence[Cell]) -> str:
    return "\n".join(text for cell in cells if (text := document.cell_text(cell).strip()))


def _number(text: str, lexicon: Lexicon) -> str:
    """The number that a text gives to a recommendation: "3", "Recommendation 3", "3. Train all…", "2.1 …"."""
    if not text:
        return ""
    number = item_number(text, lexicon)
    if number:
        return number
    label = split_label(text, heading=True)[0].strip("().: ")
    if not label and len(text) <= 6:  # "3", "R3", "1a": a cell that holds nothing else
        label = text.strip("().: ")
    return label if label[-1:].isalnum() and any(c.isdigit() for c in label) else ""


def _said(text: str, lexicon: Lexicon, above: _Above) -> _Above:
    """What a row across the table says: a new recommendation, or an item of the one above."""
    number = item_number(text, lexicon)
    words = squeezed(text)
    if number:
        return _Above(number, "", words)
    lines = [part for part in text.split("\n") if part.strip()]
    for part in (words, *lines):
        label = split_label(part)[0].strip("(). ")
        if label and len(label) == _LETTER and label.isalpha():
            return replace(above, item=label, words=words)
        if label and label[0].isdigit():
            return _Above(label, "", words)
    return _Above(words, "", words)


def _heading_above(document: Document, lexicon: Lexicon, sections: Sequence[Section], table: Table) -> _Above | None:
    """What the nearest headings above a table say; None where another table or a section of another sort is nearer.

    A heading without a number ("Fenshire Police") may stand under one that has it.
    """
    words = ""
    for index in range(table.first - 1, max(-1, table.first - 1 - _HEADING_BLOCKS), -1):
        block = document.blocks[index]
        if block.part == "table" and block.table is not None and block.table != table.index:
            break
        if block.part != "body" or not block.text.strip():
            continue
        number = item_number(block.text, lexicon)
        if number:
            return _Above(number, "", f"{squeezed(block.text)} {words}".strip())
        if block.kind == "heading":
            section = next((s for s in sections if s.heading_block == index), None)
            if section is not None and section.roles:
                break
            words = f"{squeezed(block.text)} {words}".strip()
    return _Above(words, "", words) if words else None


def _upright(source: _Source, table: Table, above: _Above) -> Action | None:
    """A table of two columns that names its fields at the left: one action."""
    document = source.document
    fields = plan_fields(document, source.lexicon, table)
    if not fields:
        return None
    texts = {role: document.cell_text(cell).strip() for role, cell in fields.items()}
    known = TableKind(table.index, PLAN, 0, ())
    row = min(cell.row for role, cell in fields.items() if role != "recommendation") if fields else 0
    return _action(source, table, row, known, fields, texts, above, texts.get("recommendation", ""))
