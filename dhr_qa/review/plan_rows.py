"""The rows of an action plan, each as what it is: a heading, an action, or what goes on from the row above."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from dhr_qa.documents.grid import cell_at, is_empty_row, is_full_width, row_cells, row_texts
from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Cell, Document, Table
from dhr_qa.language.fold import folded
from dhr_qa.language.scans import find_dates_healed
from dhr_qa.review.bodies import names_in
from dhr_qa.review.cells import lead_person
from dhr_qa.review.facts import TableKind
from dhr_qa.review.headings import item_number
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.table_headers import is_header_again

HEADING, ACTION, MORE = "heading", "action", "more"
_LABEL = 4
_WHOLE = ("docx", "odt")  #: formats whose rows no page has torn
_OWN = ("action", "lead", "target-date", "recommendation")  #: a row with none of these goes on from the one above
_ENDS = (".", "?", "!", ":", ";", ")")
_CUT_CELLS = 4  #: so many cells, most of which begin in mid-sentence, are one line cut up by the columns


class PlanRow(Struct, frozen=True):
    """One row: what it is, its text if it is a heading, else its cells by column role.

    `cells` and `texts` are those that cover the row, merged ones too; `own` the roles of cells that begin in it
    and are filled. `torn`: it goes on in mid-sentence, as where a page or a scan has cut a row in two.
    """

    kind: str
    row: int
    text: str = ""
    cells: Mapping[str, Cell] | None = None
    texts: Mapping[str, str] | None = None
    own: frozenset[str] = frozenset()
    torn: bool = False


def read_rows(
    document: Document, lexicon: Lexicon, table: Table, known: TableKind, headers: Collection[tuple[str, ...]] = ()
) -> Iterator[PlanRow]:
    """The rows of one table of a plan in order, header rows and empty rows left out.

    `headers` are the header rows of the plan, as `texts_of` gives them: where one comes again it is no action.
    """
    last: PlanRow | None = None
    for row in range(table.rows):
        if is_empty_row(document, table, row):
            continue
        if is_full_width(document, table, row):
            text = _text(document, row_cells(table, row))
            merged = row_cells(table, row)[0].column_span >= table.columns
            if row >= known.header_rows or merged or item_number(text, lexicon):
                yield PlanRow(HEADING, row, text)
                last = None
            continue
        if row < known.header_rows or texts_of(document, table, row) in headers:
            continue
        if is_header_again(document, lexicon, table, row, known):
            continue
        found = _row(document, lexicon, table, row, known, last)
        if found.kind == HEADING:
            last = None
        elif found.kind == ACTION or last is None:
            last = found
        elif found.torn:
            last = _joined(last, found)
        yield found


def texts_of(document: Document, table: Table, row: int) -> tuple[str, ...]:
    """The texts of a row, for comparing: blanks and case aside."""
    return tuple("".join(folded(text).split()) for text in row_texts(document, table, row))


def _row(
    document: Document, lexicon: Lexicon, table: Table, row: int, known: TableKind, last: PlanRow | None
) -> PlanRow:
    own_cells = [
        cell
        for cell in row_cells(table, row)
        if cell.row == row and any(char.isalnum() for char in document.cell_text(cell))
    ]
    columns = dict(known.columns)
    cells = {role: cell for role, column in columns.items() if (cell := cell_at(table, row, column)) is not None}
    texts = {role: document.cell_text(cell).strip() for role, cell in cells.items()}
    if _is_heading(document, lexicon, table, own_cells, columns):
        return PlanRow(HEADING, row, _text(document, own_cells))
    own = frozenset(role for role, text in texts.items() if text and cells[role].row == row)
    if document.format not in _WHOLE and _is_cut_line(document, lexicon, own_cells, texts):
        return PlanRow(HEADING, row, _text(document, own_cells).replace("\n", " "), torn=True)
    if not own.intersection(_OWN):
        return PlanRow(MORE, row, "", cells, texts, own)
    torn = last is not None and _goes_on(lexicon, document.format, last, texts, own)
    return PlanRow(MORE if torn else ACTION, row, "", cells, texts, own, torn)


def _is_heading(
    document: Document, lexicon: Lexicon, table: Table, own: Sequence[Cell], columns: Mapping[str, int]
) -> bool:
    """Whether a row that is not merged right across is a heading all the same.

    It holds one text over at least half of the columns; or one that is numbered as recommendations are, or stands
    in the first column, where that is no column of theirs; or a label in one cell and its words in the next.
    """
    texts = [document.cell_text(cell).strip() for cell in own]
    if len(own) == 1:
        cell = own[0]
        if cell.column_span * 2 > table.columns and cell.column_span > 1:
            return True
        home = columns.get("recommendation", columns.get("ref"))
        if cell.column > 1 or cell.column in (home, columns.get("action")):
            return False
        return bool(item_number(texts[0], lexicon)) or (cell.column == 0 and len(texts[0].split()) > 1)
    return len(texts) == 2 and len(texts[0]) <= _LABEL and split_label(" ".join(texts))[0] == texts[0]


def _is_cut_line(document: Document, lexicon: Lexicon, own: Sequence[Cell], texts: Mapping[str, str]) -> bool:
    """Whether the cells are one line of print that a scan has cut at the lines of the columns."""
    words = [document.cell_text(cell).strip() for cell in own]
    if len(words) < _CUT_CELLS or "\n" in "".join(words):
        return False
    low = sum(1 for word in words[1:] if word[0].islower())
    return low * 3 >= (len(words) - 1) * 2 and not _has_lead(lexicon, texts) and not _has_date(texts)


def _goes_on(lexicon: Lexicon, format: str, last: PlanRow, texts: Mapping[str, str], own: frozenset[str]) -> bool:
    """Whether a row goes on in mid-sentence from the action above it.

    It begins with a small letter, or follows (in text from a page) a line that did not end its sentence; and
    it lacks a lead or a date of its own.
    """
    if "recommendation" in own or "ref" in own or not last.texts:
        return False
    said, before = texts.get("action", "") if "action" in own else "", last.texts.get("action", "").rstrip()
    whole = _has_date(texts) and "target-date" in own and "lead" in own and _has_lead(lexicon, texts)
    if whole or not before or not said:
        return False
    if said[0].islower() and not before.endswith((".", "?", "!")):
        return True
    loose = not _has_date(texts) and not _has_lead(lexicon, texts)
    return format not in _WHOLE and last.torn and loose and not before.endswith(_ENDS)


def _has_date(texts: Mapping[str, str]) -> bool:
    text = texts.get("target-date", "")
    return bool(text) and bool(find_dates_healed(text))


def _has_lead(lexicon: Lexicon, texts: Mapping[str, str]) -> bool:
    text = texts.get("lead", "")
    return bool(text) and (bool(names_in(text, lexicon)) or lead_person(text, lexicon) is not None)


def _joined(first: PlanRow, second: PlanRow) -> PlanRow:
    texts = dict(first.texts or {})
    for role in second.own:
        texts[role] = f"{texts.get(role, '')}\n{(second.texts or {})[role]}".strip()
    return PlanRow(first.kind, first.row, "", first.cells, texts, first.own | second.own, True)


def _text(document: Document, cells: Sequence[Cell]) -> str:
    return "\n".join(text for cell in cells if (text := document.cell_text(cell).strip()))
