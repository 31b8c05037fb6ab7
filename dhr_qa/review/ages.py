"""Ages that the text gives of the people of a review, as they were when the death happened.

The ways of giving an age, and the words that make it the age at another time, are the phrase lists
`age-statements`, `age-at-death` and `age-at-other-times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dhr_qa.documents.grid import cell_at
from dhr_qa.language.amounts import amount_in
from dhr_qa.language.dates import find_dates
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import compile_re2
from dhr_qa.language.sentences import sentences
from dhr_qa.review.facts import Facts, TableKind
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.people import KEY_TABLE, SUBJECTS
from dhr_qa.vocabulary import Vocabulary

STATED, AT_DEATH, OTHER_TIMES = "age-statements", "age-at-death", "age-at-other-times"
_PARTS = ("body", "textbox", "footnote", "endnote")
_BARRED = ("action-plan", "recommendations", "terms-of-reference", "chronology")
_OLDEST = 110
_REACH = 60  #: characters between a name and the age that is given of it


class Age(Struct, frozen=True):
    """An age in years with the name of the person, and where it stands."""

    name: str
    role: str
    amount: int
    block: int
    start: int
    end: int


def find_ages(facts: Facts, vocabulary: Vocabulary) -> tuple[Age, ...]:
    """The ages at the time of the death that are said of people with a name, in reading order."""
    roles = {person.name: person.role for person in facts.people if person.role in SUBJECTS}
    if not roles or not {STATED, AT_DEATH, OTHER_TIMES} <= set(vocabulary.phrases):
        return ()
    told = _told(facts, vocabulary, roles)
    keyed = [age for known in facts.tables if known.kind == KEY_TABLE for age in _keyed(facts, known, roles)]
    return tuple(sorted([*told, *keyed], key=lambda age: (age.block, age.start)))


def _told(facts: Facts, vocabulary: Vocabulary, roles: dict[str, str]) -> Iterator[Age]:
    lexicon = lexicon_for(vocabulary)
    ordered = sorted({fold(name).decode(): name for name in roles}.items(), key=lambda pair: -len(pair[0]))
    names = dict(ordered)
    pattern = compile_re2(r"\b(?:" + "|".join(re.escape(name) for name, _ in ordered) + r")\b", case=True)
    for block, spans in facts.index.find(lexicon.list(STATED)).items():
        found = facts.document.blocks[block]
        if found.part not in _PARTS or set(facts.roles_at(block)) & set(_BARRED):
            continue
        folded = facts.index.text(block)
        for first, last in sentences(found.text):
            text = folded[first:last]
            if lexicon.occurs(OTHER_TIMES, text):
                continue
            if find_dates(found.text[first:last]) and not lexicon.occurs(AT_DEATH, text):
                continue
            # Of "Maya's son, 14" it is the son's.
            found_names = [
                m for m in pattern.finditer(text) if text[m.end() : m.end() + 2] != b"'s"
            ]  # "Maya's son, 14"
            named = [(m.start() + first, m.end() + first, names[m.group().decode()]) for m in found_names]
            for start, end in spans:
                amount = amount_in(found.text[start:end])
                name = _owner(named, start, end) if first <= start and end <= last else ""
                if name and amount is not None and amount <= _OLDEST:
                    yield Age(name, roles[name], amount, block, start, end)


def _owner(named: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    """The person whose age it is: the name within the words, else the nearest before them, else right after them."""
    inside = [name for first, last, name in named if start <= first and last <= end]
    if inside:
        return inside[0]
    before = [(last, name) for _, last, name in named if last <= start]
    if before:
        last, name = before[-1]
        return name if start - last <= _REACH else ""
    after = [name for first, _, name in named if 0 <= first - end <= 2]
    return after[0] if after else ""


def _keyed(facts: Facts, known: TableKind, roles: dict[str, str]) -> Iterator[Age]:
    """The ages of a key to names."""
    columns = dict(known.columns)
    if not {"pseudonym", "age"} <= set(columns):
        return
    document = facts.document
    table = document.tables[known.table]
    for row in range(known.header_rows, table.rows):
        who, cell = cell_at(table, row, columns["pseudonym"]), cell_at(table, row, columns["age"])
        if who is None or cell is None or who is cell or cell.row != row or not cell.blocks:
            continue
        name = document.cell_text(who).strip()
        block = cell.blocks[0]
        amount = amount_in(document.blocks[block].text)
        if name in roles and amount is not None and amount <= _OLDEST:
            yield Age(name, roles[name], amount, block, 0, len(document.blocks[block].text))
