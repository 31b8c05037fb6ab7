"""What each table is, and which of its columns is which, by the words of its header row or by where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dhr_qa.documents.grid import cell_at, row_cells, row_texts
from dhr_qa.documents.model import Cell, Document, Table
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import line
from dhr_qa.review.bodies import sort_of
from dhr_qa.review.facts import Region, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.names import name_pattern, whole_name
from dhr_qa.review.people import KEY_TABLE, SUBJECTS, role_of_relation
from dhr_qa.review.table_headers import column_role, is_prompt_row, read_header

PLAN, PANEL = "action-plan", "panel"
_ABOVE = 2  #: blocks above a table that say what it lists
_TITLE_WORDS, _FEW_WORDS = 12, 4
_KEY_COLUMNS, _KEY_WORDS, _KEY_NEAR = 5, 12, 4


def read_tables(document: Document, lexicon: Lexicon) -> tuple[TableKind, ...]:
    """The tables that say what they are by a header row, in order."""
    found = []
    for table in document.tables:
        reading = read_header(document, lexicon, table)
        if upright_plans(document, lexicon, table):
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
        roles = roles_at(table.first) if table.first < len(document.blocks) else ()
        in_plan = any(r.kind == PLAN and r.first <= table.first < r.last for r in regions) or PLAN in roles
        listed = in_plan or _lists_contacts(document, lexicon, table)
        listed = listed or _of_other_meeting(document, lexicon, table) or _of_subjects(document, lexicon, table)
        if each is not None and each.kind == PANEL and listed and PANEL not in roles:
            continue  # a list of contacts, behind a plan or by its columns
        if each is None and table.within is None and table.part in ("table", "textbox"):
            if last is not None and in_plan and table.columns == document.tables[last.table].columns:
                each = TableKind(table.index, last.kind, 0, last.columns)
            elif not in_plan:
                each = _by_section(document, lexicon, table, roles) or _key(document, lexicon, table)
        if each is not None:
            found.append(each)
            if each.kind == PLAN and each.columns:
                last = each
    return tuple(found)


def upright_plans(document: Document, lexicon: Lexicon, table: Table) -> list[dict[str, Cell]]:
    """The actions of a plan written downwards, each as its fields by column role; none where the table is no such.

    Names of fields stand beside their values, in one pair of columns or in two; a name that comes again begins
    the next action.
    """
    entry = lexicon.entry("table-kinds", PLAN)
    if table.columns not in (2, 4) or entry is None:
        return []
    found: list[dict[str, Cell]] = [{}]
    pairs = named = 0
    for row in range(table.rows):
        for column in range(0, table.columns, 2):
            name, value = cell_at(table, row, column), cell_at(table, row, column + 1)
            if name is None or value is None or value is name or name.row != row:
                continue
            pairs += bool(document.cell_text(name).strip())
            role = column_role(lexicon, document.cell_text(name), entry.get("columns", ()))
            if role is None:
                continue
            named += 1
            if role in found[-1]:
                found.append({})
            found[-1][role] = value
    key = set(entry.get("key", ()))
    found = [fields for fields in found if len(fields) >= entry.get("least", 3) and key & set(fields)]
    return found if named * 2 >= pairs else []


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


def _lists_contacts(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether a table lists other people than members of a panel: a text right above says so, or it tells how they
    are reached."""
    above = [fold(block.text) for block in document.blocks[max(0, table.first - _ABOVE) : table.first]]
    if any(lexicon.occurs("contact-lists", text) and b"anel" not in text for text in above):
        return True
    forms = lexicon.list("contact-headings")
    cells = (cell for cell in table.cells if cell.row == 0)
    return any(forms.is_whole(line(document.cell_text(cell))) for cell in cells)


def _of_subjects(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether a table of names says of one that it is the victim's or the perpetrator's: no list of members."""
    forms = lexicon.forms("person-roles")
    for cell in table.cells:
        text = document.cell_text(cell)
        entry = forms.identify(line(text)) if cell.row and len(text.split()) <= _FEW_WORDS else None
        if entry is not None and entry.id in SUBJECTS[:2]:
            return True
    return False


def _of_other_meeting(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether a title right above a table says that it is of the minutes of another meeting than the panel's."""
    for block in document.blocks[max(0, table.first - _ABOVE) : table.first]:
        folded = fold(block.text)
        title = block.kind == "heading" or len(folded.split()) <= _TITLE_WORDS
        if title and lexicon.occurs("meetings-of-others", folded) and not lexicon.occurs("panel-papers", folded):
            return True
    return False


def _key(document: Document, lexicon: Lexicon, table: Table) -> TableKind | None:
    """A key to names by its cells, where its headings do not tell: single names or labels, and who each of them is.

    The victim or the perpetrator is among them, most rows are of this sort, and a text not far above says that
    names are not the real ones.
    """
    if table.columns < 2 or table.columns > _KEY_COLUMNS or table.rows < 2 or not _says_so(document, lexicon, table):
        return None
    named = [[0] * table.columns for _ in range(2)]
    roles: set[str] = set()
    for row in range(table.rows):
        for column, text in enumerate(row_texts(document, table, row)):
            short = text.strip()
            if not short or len(short.split()) > _KEY_WORDS:
                continue
            role = role_of_relation(short, lexicon)
            if role:
                named[1][column] += 1
                roles.add(role)
            elif lexicon.pattern(name_pattern(lexicon, "labelled", "given", "initials"), case=True).fullmatch(
                fold(short)
            ):
                named[0][column] += 1
    name, relation = (max(range(table.columns), key=counts.__getitem__) for counts in named)
    enough = min(named[0][name], named[1][relation]) * 2 >= table.rows and named[0][name] > 1
    if name == relation or not enough or not roles.intersection(SUBJECTS[:2]):
        return None
    return TableKind(table.index, KEY_TABLE, table.header_rows, (("pseudonym", name), ("relationship", relation)))


def _says_so(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether one of the few blocks before a table says that names in the report are not the real ones."""
    heads = (line(document.cell_text(cell)) for cell in table.cells if cell.row == 0)
    if any(lexicon.list("pseudonym-headings").is_whole(head) for head in heads):
        return True
    before = document.blocks[max(0, table.first - _KEY_NEAR) : table.first]
    return any(
        lexicon.occurs(name, fold(block.text))
        for block in before
        for name in ("pseudonym-statements", "pseudonym-told")
        if block.part == "body"
    )


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
