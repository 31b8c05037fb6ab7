"""The rows of action plans as actions: what, who, by when, how far, and to which recommendation each belongs.

A row across the whole table is a heading: its number or words go to the rows below. A table without such a
row takes the heading that stands above it in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct, field

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Cell, Document, Table
from dhr_qa.review.blocks import line
from dhr_qa.review.facts import Action, Region, Section, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.plan_action import Draft, Source, made
from dhr_qa.review.plan_heads import Above, heading_above, said_by
from dhr_qa.review.plan_rows import HEADING, MORE, PlanRow, read_rows, texts_of
from dhr_qa.review.statuses import find_key
from dhr_qa.review.tables import PLAN, upright_plans

_TAKEN_OVER = ("lead", "lead-officer", "target-date")  #: left empty together, they are those of the row above
_STANDS_FOR_ALL = ("scope", "outcome")  #: may be said once for all actions of a recommendation


def find_actions(
    document: Document,
    lexicon: Lexicon,
    sections: Sequence[Section],
    tables: Sequence[TableKind],
    lower: Collection[bytes] = (),
    regions: Sequence[Region] = (),
) -> tuple[Action, ...]:
    """The actions of every table that is an action plan, in reading order. `lower`: see `lead_person`."""
    plans = [known for known in tables if known.kind == PLAN]
    if not plans:
        return ()
    headers = _headers(document, plans)
    key = find_key(document, lexicon, tables, regions, PLAN)
    source = Source(document, lexicon, lower, key, _is_torn(document, lexicon, plans))
    drafts: list[Draft] = []
    above = Above()
    for known in plans:
        table = document.tables[known.table]
        own = heading_above(document, lexicon, sections, table)
        above = own or above
        if known.columns:
            above = _rows(source, table, known, headers, above, drafts)
        else:
            for fields in upright_plans(document, lexicon, table):
                drafts.append(_upright(document, table, fields, above))
    return tuple(made(source, draft) for draft in drafts)


def _headers(document: Document, plans: Sequence[TableKind]) -> frozenset[tuple[str, ...]]:
    """The header rows of all tables of the plan."""
    return frozenset(
        texts
        for known in plans
        for row in range(known.header_rows)
        if sum(map(bool, texts := texts_of(document, document.tables[known.table], row))) > 1
    )


def _is_torn(document: Document, lexicon: Lexicon, plans: Sequence[TableKind]) -> bool:
    """Whether words of the headings are broken ("Progr ess"), as in text from a scan or a PDF."""
    forms = lexicon.forms("columns")
    for known in plans:
        table = document.tables[known.table]
        for _, column in known.columns if known.header_rows else ():
            for row in range(known.header_rows):
                cell = cell_at(table, row, column)
                text = line(document.cell_text(cell)) if cell is not None else b""
                if text and not forms.identify_all(text) and forms.identify_broken(text):
                    return True
    return False


class _Last(Struct):
    """What the rows above have said: the recommendation in its column, and its number in another."""

    said: str = ""
    ref: str = ""
    number: str = ""
    drafts: list[Draft] = field(default_factory=list)


def _rows(
    source: Source,
    table: Table,
    known: TableKind,
    headers: Collection[tuple[str, ...]],
    above: Above,
    drafts: list[Draft],
) -> Above:
    """Adds the actions of one table to `drafts`; gives what its last heading said."""
    last = _Last()
    rows = list(read_rows(source.document, source.lexicon, table, known, headers))
    for place, row in enumerate(rows):
        if row.kind == HEADING:
            above = said_by(row.text, source.lexicon, above)
            continue
        cells, texts = row.cells or {}, row.texts or {}
        if row.kind == MORE:
            before = last.drafts[-1] if last.drafts else drafts[-1] if drafts else None
            if before is not None:
                before.add(row, {role: cells[role] for role in row.own})
            continue
        if texts.get("recommendation"):
            last.said = texts["recommendation"]
            if "recommendation" in row.own:
                last.number = texts.get("ref", "")  # for the rows below, which leave both empty
        if row.own <= {"recommendation", "ref", "scope"} and _heads_the_next(rows, place):
            last.ref = texts.get("ref", "")
            continue
        ref = texts.get("ref", "") or last.ref or last.number
        draft = Draft(table.index, row.row, known.columns, above, last.said, ref)
        draft.torn = source.torn
        draft.add(row, cells)
        _take_over(draft, last.drafts[-1] if last.drafts else None)
        last.ref = ""
        last.drafts.append(draft)
        drafts.append(draft)
    return above


def _heads_the_next(rows: Sequence[PlanRow], place: int) -> bool:
    """Whether the row below leaves the recommendation empty and has an action: then this one only names it."""
    if place + 1 >= len(rows):
        return False
    following = rows[place + 1]
    return following.kind != HEADING and "action" in following.own and "recommendation" not in following.own


def _take_over(draft: Draft, before: Draft | None) -> None:
    """Fills what a row leaves empty because the row above says it for both."""
    if before is None or (draft.above, draft.said) != (before.above, before.said):
        return
    offered = [role for role in _TAKEN_OVER if role in draft.fields]
    if offered and not any(draft.text(role) for role in offered) and "action" in draft.own:
        draft.take(before, offered)
    for role in _STANDS_FOR_ALL:
        if role in draft.fields and not draft.text(role) and (before.text(role) or role in before.inherited):
            draft.inherited.append(role)
    if "outcome" not in draft.fields and not draft.text("completion") and before.text("completion"):
        draft.inherited.append("outcome")  # the template has one column for both


def _upright(document: Document, table: Table, fields: Mapping[str, Cell], above: Above) -> Draft:
    """An action whose fields are named at the left."""
    first = min(cell.row for role, cell in fields.items() if role != "recommendation" or len(fields) == 1)
    texts = {role: document.cell_text(cell).strip() for role, cell in fields.items()}
    draft = Draft(table.index, first, (), above, texts.get("recommendation", ""), texts.get("ref", ""))
    own = frozenset(role for role, text in texts.items() if text)
    draft.add(PlanRow("action", first, "", fields, texts, own), fields)
    return draft
