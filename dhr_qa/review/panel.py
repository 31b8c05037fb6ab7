"""The members of the review panel, from a table with or without headings, or from a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from dhr_qa.documents.grid import is_full_width, row_cells
from dhr_qa.documents.model import Cell, Document
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import line, squeezed
from dhr_qa.review.bodies import names_in, sort_of
from dhr_qa.review.facts import Person, Section, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.names import PersonName, is_body, names_in_line, whole_name

ROLE = "panel"
_SIGNS = " \t\n,;:-–—()."
_LINE_WORDS = 120
_LEADS, _TRAILS = re.compile(r"^(?:of|from|for|representing)\s+(?:the\s+)?"), re.compile(r"[\s,;]+and$")


def panel_members(
    document: Document, lexicon: Lexicon, sections: Sequence[Section], tables: Sequence[TableKind]
) -> Iterator[Person]:
    """One person for each row or line that names one; a chair is also given in that role of their own."""
    for member in _members(document, lexicon, sections, tables):
        yield member
        for piece in member.title.split(", "):
            cue = lexicon.forms("person-statements", "cues").identify(line(piece)) if piece else None
            for role in (cue.get("role"), cue.get("also")) if cue is not None else ():
                if role:
                    yield replace(member, role=role, allowed=role)


def _members(
    document: Document, lexicon: Lexicon, sections: Sequence[Section], tables: Sequence[TableKind]
) -> Iterator[Person]:
    listed = {known.table for known in tables if known.kind == ROLE}
    for known in tables:
        if known.kind == ROLE:
            yield from _rows(document, lexicon, known)
    for section in sections:
        if ROLE not in section.roles:
            continue
        if any(section.first <= document.tables[t].first < section.last for t in listed):
            continue
        for block in document.blocks[section.first : section.last]:
            if block.index == section.heading_block or block.part != "body" or block.kind == "heading":
                continue
            if block.text.strip() and len(block.text.split()) <= _LINE_WORDS:
                yield from _line(document, lexicon, block.index)


def _rows(document: Document, lexicon: Lexicon, known: TableKind) -> Iterator[Person]:
    table = document.tables[known.table]
    columns = dict(known.columns)
    for row in range(known.header_rows, table.rows):
        if is_full_width(document, table, row):
            continue
        cells = [c for c in row_cells(table, row) if document.cell_text(c).strip()]
        name_cell, person = _name_cell(document, lexicon, cells, columns.get("name"))
        if name_cell is None or person is None:
            continue
        titles = [person.title] if person.title else []
        organisation = ""
        for cell in cells:
            text = squeezed(document.cell_text(cell))
            if cell is name_cell:
                rest = squeezed(document.cell_text(cell)[person.end :]).strip(_SIGNS)
                if rest:
                    titles.append(rest)
            elif columns.get("organisation") == cell.column and (known.header_rows or sort_of(text, lexicon)):
                organisation = text
            elif columns.get("title") == cell.column:
                titles.append(text)
            else:
                title, body = _title_and_body(text, lexicon)
                organisation = organisation or body
                titles += [title] if title else []
        yield _member(document, name_cell, person, ", ".join(titles), organisation)


def _name_cell(
    document: Document, lexicon: Lexicon, cells: Sequence[Cell], column: int | None
) -> tuple[Cell | None, PersonName | None]:
    """The cell of a row that names a person: in the column of names, else the first that holds nothing but a name."""
    for cell in cells:
        text = document.cell_text(cell)
        if column is not None and cell.column != column:
            continue
        person = whole_name(text, lexicon) or next(iter(names_in_line(text, lexicon)), None)
        if person is None and column is not None and len(text.split()) > 1 and not is_body(text, lexicon):
            start = len(text) - len(text.lstrip())
            person = PersonName(text.strip().split("\n")[0], "", start, start + len(text.strip().split("\n")[0]))
        if person is not None:
            return cell, person
    return None, None


def _member(document: Document, cell: Cell, person: PersonName, title: str, organisation: str) -> Person:
    offset = 0
    for index in cell.blocks:
        length = len(document.blocks[index].text)
        if person.start < offset + length or index == cell.blocks[-1]:
            start = person.start - offset
            return Person(
                person.name, ROLE, False, ROLE, organisation, title, block=index, start=start, end=person.end - offset
            )
        offset += length + 1
    return Person(person.name, ROLE, False, ROLE, organisation, title)


def _line(document: Document, lexicon: Lexicon, index: int) -> Iterator[Person]:
    """Members named in a line of a list or in a sentence: each name with the words up to the next one.

    In a line with one name the title and the organisation may also stand before it.
    """
    text = document.blocks[index].text
    named = names_in_line(text, lexicon)
    for person, following in zip_longest(named, named[1:]):
        end = len(text) if following is None else following.start
        rest = text[person.end : end]
        if following is not None and following.title:
            rest = rest[: rest.rfind(following.title)]
        if len(named) == 1:
            start = text.rfind(person.title, 0, person.start) if person.title else person.start
            rest = f"{text[: max(start, 0)]} {rest}"
        rest = _LEADS.sub("", squeezed(rest).strip(_SIGNS))
        title, body = _title_and_body(_TRAILS.sub("", rest).strip(_SIGNS), lexicon)
        joined = ", ".join(part for part in (person.title, title) if part)
        yield Person(person.name, ROLE, False, ROLE, body, joined, block=index, start=person.start, end=person.end)


def _title_and_body(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """Words beside a name, as job title and organisation: pieces that name a body are the organisation."""
    title: list[str] = []
    body: list[str] = []
    for piece in (p.strip(_SIGNS) for p in _pieces(text)):
        if not piece:
            continue
        named = bool(names_in(piece, lexicon)) or is_body(piece, lexicon)
        chairs = lexicon.occurs("review-body", fold(piece)) and not sort_of(piece, lexicon)
        (body if named and not chairs else title).append(piece)
    if not body and len(title) > 1 and sort_of(title[-1], lexicon):
        body.append(title.pop())
    if not body and len(title) == 1 and sort_of(title[0], lexicon):
        return "", title[0]
    return ", ".join(title), ", ".join(body)


def _pieces(text: str) -> list[str]:
    for sign in (" – ", " — ", " - ", "\t", ";"):
        text = text.replace(sign, ",")
    return text.split(",")
