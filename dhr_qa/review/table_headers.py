"""Header rows: which kind of table they announce, and which column is which, in one row or in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dhr_qa.documents.grid import cell_at, is_empty_row, is_full_width, row_cells, row_texts
from dhr_qa.documents.model import Document, Table
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import line
from dhr_qa.review.facts import TableKind
from dhr_qa.review.lexicon import Lexicon, phrase_pattern
from dhr_qa.vocabulary import Entry

_LOOK_ROWS = 4  #: a header row stands among the first few rows: titles across the table may come first
_HEADER_WORDS = 14
_SUBHEAD_WORDS = 6
_RECOMMENDATION, _ACTION = "recommendation", "action"
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_CUT = re.compile(r"\s*(?:\n|[:?–—]|\s-\s)")


class Reading(Struct, frozen=True):
    """One row, or two, read as the header of a kind of table; `row` is the last of them."""

    kind: str
    row: int
    columns: tuple[tuple[str, int], ...]
    rank: int


def read_header(document: Document, lexicon: Lexicon, table: Table) -> Reading | None:
    """The best reading of one of the first rows as a header row, with headings in a row below it counted in."""
    best: Reading | None = None
    passed = 0
    for row in range(min(table.rows, max(_LOOK_ROWS, table.header_rows))):
        if is_full_width(document, table, row) or is_empty_row(document, table, row):
            continue
        texts = [(text,) for text in row_texts(document, table, row)]
        for rank, entry in enumerate(lexicon.register("table-kinds")):
            reading = _read_row(lexicon, entry, texts, row, rank, passed)
            if reading is not None and (best is None or _score(reading) > _score(best)):
                best = reading
        doubled = _two_rows(document, lexicon, table, row)
        if doubled is not None and (best is None or _score(doubled) > _score(best)):
            best = doubled
        if best is not None:
            return best
        passed += row >= table.header_rows
    return best


def _two_rows(document: Document, lexicon: Lexicon, table: Table, row: int) -> Reading | None:
    """A row and the one below it as one header: "Dates" over "Target" and "Completed"."""
    if row + 1 >= table.rows or is_prompt_row(document, lexicon, table, row + 1):
        return None
    below = ["" for _ in range(table.columns)]
    for cell in row_cells(table, row + 1):
        if cell.row == row + 1 and cell.column < table.columns:
            below[cell.column] = document.cell_text(cell).strip()
    if not any(below) or any(len(text.split()) > _SUBHEAD_WORDS or any(map(str.isdigit, text)) for text in below):
        return None
    above = _spread(document, table, row)
    texts = [
        tuple(dict.fromkeys((under, f"{over} {under}".strip(), over))) for over, under in zip(above, below, strict=True)
    ]
    best: Reading | None = None
    for rank, entry in enumerate(lexicon.register("table-kinds")):
        reading = _read_row(lexicon, entry, texts, row + 1, rank)
        if reading is not None and (best is None or _score(reading) > _score(best)):
            best = reading
    return best


def _spread(document: Document, table: Table, row: int) -> list[str]:
    """The text of a row for each column; one over several columns, or before empty ones, for all of them."""
    texts: list[str] = []
    for column in range(table.columns):
        cell = cell_at(table, row, column)
        text = document.cell_text(cell).strip() if cell is not None else ""
        texts.append(text or (texts[-1] if texts else ""))
    return texts


def _score(reading: Reading) -> tuple[int, int]:
    return len(reading.columns), -reading.rank


def _read_row(
    lexicon: Lexicon, entry: Entry, texts: Sequence[Sequence[str]], row: int, rank: int = 0, passed: int = 0
) -> Reading | None:
    """A row as the header of one kind of table, if it shows enough of its columns.

    `texts` are the headings that each column may have, the likeliest first. `passed` counts the ordinary rows
    above: each makes it less likely, so that more columns are asked for.
    """
    allowed = entry.get("columns", ())
    columns: dict[str, int] = {}
    for column, headings in enumerate(texts):
        for text in headings:
            if not text or len(text.split()) > _HEADER_WORDS:
                continue
            role = column_role(lexicon, text, [role for role in allowed if role not in columns])
            if role is not None:
                columns[role] = column
                break
    _shared(lexicon, allowed, columns, texts)
    unnamed = entry.get("first")  # a column of names often has no heading
    if unnamed and columns and unnamed not in columns and texts and not texts[0][0]:
        columns[unnamed] = 0
    filled = sum(1 for headings in texts if any(headings))
    enough = len(columns) >= entry.get("least", 2) + passed and len(columns) * 2 >= filled
    if not enough or not set(entry.get("key", ())) & set(columns):
        return None
    return Reading(entry.id, row, tuple(columns.items()), rank)


def _shared(lexicon: Lexicon, allowed: Sequence[str], columns: dict[str, int], texts: Sequence[Sequence[str]]) -> None:
    """A column headed "Recommendation and action" is both, where the table has no other column of actions."""
    place = columns.get(_RECOMMENDATION)
    if place is None or _ACTION not in allowed or _ACTION in columns:
        return
    if any(column_role(lexicon, text, [_ACTION]) for text in texts[place] if text):
        columns[_ACTION] = place


#: Headings of which it is remembered what they mean.
_MOST_KNOWN = 2000


def column_role(lexicon: Lexicon, text: str, allowed: Sequence[str]) -> str | None:
    """The canonical role of a column heading among the roles `allowed`, or None.

    A heading may go on with what is asked for: "Lead agency (who is responsible?)", "Target date – by when".
    """
    known: dict[str, list[set[str]]] = lexicon.keep("column-roles", dict)
    readings = known.get(text)  # the tables of a plan repeat their headings
    if readings is None:
        forms = lexicon.forms("columns")
        lines = [line(form) for form in dict.fromkeys((text, _BRACKETS.sub("", text), _CUT.split(text, maxsplit=1)[0]))]
        readings = [
            {found.id for found in forms.identify_all(folded) or forms.identify_broken(folded)}
            for folded in lines
            if folded
        ]
        if len(known) < _MOST_KNOWN:
            known[text] = readings
    for roles in readings:
        role = next((role for role in allowed if role in roles), None)
        if role is not None:
            return role
    return None


def is_prompt_row(document: Document, lexicon: Lexicon, table: Table, row: int) -> bool:
    """Whether a row holds the template's questions to the agency and not an answer."""
    if is_full_width(document, table, row):
        return False
    texts = [text for text in row_texts(document, table, row) if text]
    prompts = sum(1 for text in texts if len(text.split()) <= 30 and _is_prompt(text, lexicon))
    return len(texts) > 1 and prompts * 2 >= len(texts)


def _is_prompt(text: str, lexicon: Lexicon) -> bool:
    if lexicon.occurs("plan-prompts", fold(text)):
        return True
    broken = lexicon.keep("broken-prompts", lambda: _without_blanks(lexicon))
    return broken.search(b"".join(fold(text).split())) is not None


def _without_blanks(lexicon: Lexicon) -> Any:
    """The prompts as they are in text whose words a narrow column has broken: blanks do not count."""
    patterns = [phrase_pattern(phrase) for phrase in lexicon.vocabulary.phrases["plan-prompts"].phrases]
    return lexicon.pattern("|".join(re.sub(r"\[ \\t\\r\]\+|\\b", "", pattern) for pattern in patterns))


def is_header_again(document: Document, lexicon: Lexicon, table: Table, row: int, known: TableKind) -> bool:
    """Whether a row further down repeats the headings of the columns, or the prompts below them."""
    if is_prompt_row(document, lexicon, table, row):
        return True
    texts = row_texts(document, table, row)
    if sum(1 for text in texts if text) < 2 or any(len(text.split()) > _HEADER_WORDS for text in texts):
        return False
    entry = lexicon.entry("table-kinds", known.kind)
    reading = _read_row(lexicon, entry, [(text,) for text in texts], row) if entry is not None else None
    return reading is not None and len(reading.columns) * 2 >= len(known.columns)
