"""The people whom a review declares: its subjects by their pseudonyms, its chair, author, panel and letter writers.

Only names that the text itself explains are taken; finding names that nobody explains is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Document, Table
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.sentences import sentences
from dhr_qa.review.blocks import line, squeezed, without_label
from dhr_qa.review.facts import Person, Region, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.mention_words import name_words
from dhr_qa.review.names import name_pattern, names_in_line, whole_name
from dhr_qa.review.statements import Declared
from dhr_qa.vocabulary import Entry

SUBJECTS = ("victim", "perpetrator", "family", "child", "other-subject")
CHAIR, AUTHOR = "chair", "author"
KEY_SECTION, KEY_TABLE, LETTER = "confidentiality", "pseudonym-key", "feedback-letter"
#: Why a subject's name may stand: the report says that it is not the real one; or it is the only one it uses.
PSEUDONYM, IMPLIED = "pseudonym", "implied"
_NAME_THEN = re.compile(r"\s*(?:[-–—:=,(\t]|\bis\b|\bwas\b|\bwill be\b)\s*")
_KEY_WORDS = 30
#: A line of an address or under a signature has at most so many words, and a signature at most so many lines.
_LINE_WORDS, _LETTER_LINES = 12, 6
_AND = re.compile(r"\s+(?:and|&)\s+")


def declared(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    kind_at: Callable[[int], str],
    said: Iterable[Declared],
) -> tuple[Person, ...]:
    """People declared by sentences and by lines of a cover ("Written by:" and a name below), in reading order.

    `said`: the sentences, as `declarations` finds them.
    """
    found: list[Person] = []
    for each in said:
        kinds = each.entry.get("kinds")
        if document.blocks[each.block].toc or (kinds and kind_at(each.block) not in kinds):
            continue
        if each.entry.get("role") in (CHAIR, AUTHOR) and _of_another(each, document, index, lexicon, kind_at):
            continue
        told = lexicon.occurs("pseudonym-statements", index.text(each.block))
        found += _from_statement(each, lexicon, told or not each.entry.get("weak"))
    found += _cover_lines(document, lexicon)
    return tuple(sorted(found, key=lambda person: (person.block or 0, person.start)))


def _of_another(
    each: Declared, document: Document, index: TextIndex, lexicon: Lexicon, kind_at: Callable[[int], str]
) -> bool:
    """Whether the chair or author of something else is meant: of a conference, of a meeting about a plan."""
    text = document.blocks[each.block].text
    start, end = next((span for span in sentences(text) if span[0] <= each.start < span[1]), (0, len(text)))
    before = index.text(each.block)[start : each.start]
    if lexicon.occurs("other-meetings", before):
        return True
    return kind_at(each.block) == "action-plan" and lexicon.occurs("panel-lines", index.text(each.block)[start:end])


def _from_statement(each: Declared, lexicon: Lexicon, sure: bool) -> Iterator[Person]:
    """The person of a statement in each of its roles. `sure`: it may be taken that a short name is a pseudonym."""
    role = each.entry.get("role", "")
    said = bool(each.entry.get("pseudonym"))
    if role in ("other-subject", "family"):
        role = role_of_relation(each.relation, lexicon) or role
    short = " " not in each.name or lexicon.pattern(name_pattern(lexicon, "labelled"), case=True).fullmatch(
        fold(each.name)
    )
    subject = role in SUBJECTS
    pseudonym = subject and sure and (said or bool(short))
    allowed = (PSEUDONYM if said or not each.entry.get("implied", True) else IMPLIED) if pseudonym else ""
    allowed = allowed if subject else role
    for one in (role, each.entry.get("also")):
        if one:
            yield Person(
                each.name,
                one,
                pseudonym,
                allowed if one == role else one,
                relation=each.relation,
                block=each.block,
                start=each.start,
                end=each.end,
            )


def _cover_lines(document: Document, lexicon: Lexicon) -> Iterator[Person]:
    """Names that stand in the line or cell after a cue that is a line of its own."""
    cues = lexicon.forms("person-statements", "cues")
    pending: Entry | None = None
    where: tuple[int | None, int | None] = (None, None)
    for block in document.blocks:
        if not block.text.strip() or block.toc:
            continue
        if pending is not None and (block.table, block.row) == where:
            first = block.text.split("\n")[0]
            for person in names_in_line(first, lexicon)[:1]:
                for role in filter(None, (pending.get("role"), pending.get("also"))):
                    rest = squeezed(block.text[person.end :]).strip(" ,")
                    yield Person(
                        person.name, role, False, role, title=rest[:80] or person.title,
                        block=block.index, start=person.start, end=person.end,
                    )  # fmt: skip
        short = block.part in ("body", "table", "textbox") and len(block.text) <= 60
        pending = cues.identify(line(block.text)) if short else None
        where = (block.table, block.row)


def role_of_relation(text: str, lexicon: Lexicon) -> str:
    """The role that words of relation give ("mother of the victim" is family), "" where they say nothing."""
    folded = fold(text)
    forms = lexicon.forms("person-roles")
    rest = bytearray(folded)
    for start, end in lexicon.list("relation-objects").spans(folded):
        rest[start:end] = b" " * (end - start)
    found = [entry.id for _, _, entry in forms.spans(bytes(rest))]
    found = found or [entry.id for _, _, entry in forms.spans(folded)]
    # "Husband and perpetrator": the part in the case goes before the relation.
    return next((role for role in found if role in SUBJECTS[:2]), found[0] if found else "")


def key_people(
    document: Document, lexicon: Lexicon, tables: Sequence[TableKind], roles_at: Callable[[int], Sequence[str]]
) -> Iterator[Person]:
    """People of a key to names: a table with names and relations, or a list of them."""
    for known in tables:
        columns = dict(known.columns)
        table = document.tables[known.table]
        if known.kind != KEY_TABLE or "pseudonym" not in columns:
            continue
        used = _column_of_used_names(document, lexicon, table)
        if used is None and (_tells_names(document, lexicon, table) or _tells_births(document, lexicon, table)):
            continue
        place = columns["pseudonym"] if used is None else used
        real = used is None and _whole_names(document, lexicon, table, place, known.header_rows)
        for row in range(known.header_rows, table.rows):
            cell = cell_at(table, row, place)
            if cell is None or cell.row != row or not cell.blocks:
                continue
            block = next((b for b in cell.blocks if document.blocks[b].text.strip()), None)
            other = cell_at(table, row, columns["relationship"]) if "relationship" in columns else None
            relation = squeezed(document.cell_text(other)) if other is not None and other is not cell else ""
            if block is not None:
                # Under "Name" a given name with a surname is a real one, above all in papers set up before the report.
                whole = used is not None or (KEY_SECTION in roles_at(block) and "address" not in columns)
                if real and not whole:
                    continue
                yield from _key_entry(document, lexicon, block, 0, document.blocks[block].text, relation, whole)
    for found in document.blocks:
        if found.part != "body" or found.kind == "heading" or KEY_SECTION not in roles_at(found.index):
            continue
        if not found.text.strip() or len(found.text.split()) > _KEY_WORDS:
            continue
        _, begin = without_label(found)  # "13. Iris – her sister"
        divider = _NAME_THEN.search(found.text, begin)
        if divider is not None and role_of_relation(found.text[divider.end() :], lexicon):
            name = found.text[begin : divider.start()]
            yield from _key_entry(document, lexicon, found.index, begin, name, squeezed(found.text[divider.end() :]))
        elif divider is not None and role_of_relation(found.text[begin : divider.start()], lexicon):
            first = found.text[begin : divider.start()]  # "Victim: Maya"
            start, name = divider.end(), found.text[divider.end() :]
            yield from _key_entry(document, lexicon, found.index, start, name, squeezed(first), whole=False)


def _whole_names(document: Document, lexicon: Lexicon, table: Table, column: int, first: int) -> bool:
    """Whether a column gives given names with surnames: then its single names are real ones as well."""
    cells = (cell for cell in table.cells if cell.column == column and cell.row >= first)
    found = (whole_name(document.cell_text(cell), lexicon) for cell in cells)
    return any(each is not None and " " in each.name for each in found)


def _column_of_used_names(document: Document, lexicon: Lexicon, table: Table) -> int | None:
    """The column whose heading says that its names are those of the report ("In the report", "Pseudonym").

    Beside it a column headed "Name" holds real names, which may not stand.
    """
    headings = lexicon.list("pseudonym-headings")
    for cell in table.cells:
        if cell.row == 0 and headings.is_whole(line(document.cell_text(cell))):
            return cell.column
    return None


def _tells_births(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether a table gives dates of birth: such a list of the subjects is of real people."""
    headings = lexicon.list("birth-headings").regexp
    heads = (line(document.cell_text(cell)) for cell in table.cells if cell.row == 0)
    return any(headings.fullmatch(head) is not None for head in heads)


def _tells_names(document: Document, lexicon: Lexicon, table: Table) -> bool:
    """Whether a table has a column of surnames or of given names: then it tells real names, whatever else it is."""
    forms = lexicon.forms("name-columns")
    heads = (line(document.cell_text(cell).replace("(s)", "s")) for cell in table.cells if cell.row == 0)
    found = (forms.identify(head) for head in heads)
    return any(entry is not None and entry.get("sort") in ("surname", "given") for entry in found)


def _key_entry(
    document: Document, lexicon: Lexicon, block: int, offset: int, text: str, relation: str, whole: bool = True
) -> Iterator[Person]:
    """The names of one entry. `whole`: names of several words may be chosen ones, too."""
    shape = lexicon.pattern(name_pattern(lexicon), case=True)
    label = lexicon.pattern(name_pattern(lexicon, "labelled"), case=True)
    role = role_of_relation(relation, lexicon) or "other-subject"
    for piece in _AND.split(text):
        name = piece.strip(" \t\n\"'“”‘’•-–:")
        start = offset + text.find(name)
        first, _, rest = name.partition(" ")
        kin = " " not in rest and first.lower() in name_words(lexicon).kin  # "Grandma Joy"
        if not whole and rest and not kin and label.fullmatch(fold(name)) is None:
            continue
        if name and shape.fullmatch(fold(name)) is not None:
            yield Person(
                name, role, True, PSEUDONYM, relation=relation.strip(" )"),
                block=block, start=start, end=start + len(name),
            )  # fmt: skip


def letter_people(document: Document, lexicon: Lexicon, regions: Sequence[Region]) -> Iterator[Person]:
    """The people of a letter by their whole names: at the head of the address, and after the last greeting."""
    for region in regions:
        if region.kind != LETTER:
            continue
        opened = False
        signing = 0
        for block in document.blocks[region.first : region.last]:
            if block.kind == "heading" or not block.text.strip():
                continue
            folded = fold(block.text)
            greeting = lexicon.list("salutations").regexp.match(folded) is not None
            signing = max(signing - 1, 0)
            if (not opened or signing) and not greeting and len(block.text.split()) <= _LINE_WORDS:
                for person in names_in_line(block.text.split("\n")[0], lexicon)[:1]:
                    yield Person(
                        person.name, "letter", False, "letter", title=person.title,
                        block=block.index, start=person.start, end=person.end,
                    )  # fmt: skip
            opened = opened or greeting
            if lexicon.list("valedictions").regexp.match(folded) is not None:
                signing = _LETTER_LINES


def from_case(case: Mapping[str, Any] | None) -> Iterator[Person]:
    """People whom the settings of the case declare: mappings with a pseudonym (or name) and a role."""
    for person in (case or {}).get("people") or ():
        name = person.get("pseudonym") or person.get("name")
        if name:
            yield Person(str(name), str(person.get("role") or "other-subject"), "pseudonym" in person, "settings")
    for name in (case or {}).get("allowed-names") or ():
        yield Person(str(name), "professional", False, "settings")
