"""The people whom a review declares: its subjects by their pseudonyms, its chair, author, panel and letter writers.

Only names that the text itself explains are taken; finding names that nobody explains is another matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.phrases import compile_re2
from dhr_qa.review.blocks import line, squeezed
from dhr_qa.review.facts import Person, Region, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.names import name_pattern, names_in_line
from dhr_qa.review.statements import Declared, declarations
from dhr_qa.vocabulary import Entry

SUBJECTS = ("victim", "perpetrator", "family", "child", "other-subject")
KEY_SECTION, KEY_TABLE, LETTER = "confidentiality", "pseudonym-key", "feedback-letter"
_NAME_THEN = re.compile(r"\s*(?:[-–—:=,(\t]|\bis\b|\bwas\b|\bwill be\b)\s*")
_SHARE = 0.5  #: a second name is a victim too if it is mentioned at least half as often as the first
_KEY_WORDS = 30


def declared(
    document: Document, index: TextIndex, lexicon: Lexicon, kind_at: Callable[[int], str]
) -> tuple[Person, ...]:
    """People declared by sentences and by lines of a cover ("Written by:" and a name below), in reading order."""
    found: list[Person] = []
    for each in declarations(index, lexicon, [block.text for block in document.blocks]):
        kinds = each.entry.get("kinds")
        if document.blocks[each.block].toc or (kinds and kind_at(each.block) not in kinds):
            continue
        told = lexicon.occurs("pseudonym-statements", index.text(each.block))
        found += _from_statement(each, lexicon, told or not each.entry.get("weak"))
    found += _cover_lines(document, lexicon)
    return tuple(sorted(found, key=lambda person: (person.block or 0, person.start)))


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
    allowed = ("pseudonym" if pseudonym else "") if subject else role
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
    entry = _earliest(forms.spans(bytes(rest))) or _earliest(forms.spans(folded))
    return entry or ""


def _earliest(spans: Iterable[tuple[int, int, Any]]) -> str | None:
    return next((entry.id for _, _, entry in spans), None)


def key_people(
    document: Document, lexicon: Lexicon, tables: Sequence[TableKind], roles_at: Callable[[int], Sequence[str]]
) -> Iterator[Person]:
    """People of a key to names: a table with names and relations, or a list of them."""
    for known in tables:
        columns = dict(known.columns)
        if known.kind != KEY_TABLE or "pseudonym" not in columns:
            continue
        table = document.tables[known.table]
        for row in range(known.header_rows, table.rows):
            cell = cell_at(table, row, columns["pseudonym"])
            if cell is None or cell.row != row or not cell.blocks:
                continue
            block = next((b for b in cell.blocks if document.blocks[b].text.strip()), None)
            other = cell_at(table, row, columns["relationship"]) if "relationship" in columns else None
            relation = squeezed(document.cell_text(other)) if other is not None and other is not cell else ""
            if block is not None:
                yield from _key_entry(document, lexicon, block, 0, document.blocks[block].text, relation)
    for found in document.blocks:
        if found.part != "body" or found.kind == "heading" or KEY_SECTION not in roles_at(found.index):
            continue
        if not found.text.strip() or len(found.text.split()) > _KEY_WORDS:
            continue
        divider = _NAME_THEN.search(found.text)
        if divider is not None and role_of_relation(found.text[divider.end() :], lexicon):
            name = found.text[: divider.start()]
            yield from _key_entry(document, lexicon, found.index, 0, name, squeezed(found.text[divider.end() :]))


def _key_entry(
    document: Document, lexicon: Lexicon, block: int, offset: int, text: str, relation: str
) -> Iterator[Person]:
    stripped = text.strip(" \t\n\"'“”‘’•-–:")
    start = offset + text.find(stripped)
    shape = lexicon.pattern(name_pattern(lexicon), case=True)
    if stripped and shape.fullmatch(fold(stripped)) is not None:
        role = role_of_relation(relation, lexicon) or "other-subject"
        relation = relation.strip(" )")
        yield Person(
            stripped, role, True, "pseudonym", relation=relation, block=block, start=start, end=start + len(stripped)
        )


def letter_people(document: Document, lexicon: Lexicon, regions: Sequence[Region]) -> Iterator[Person]:
    """The people of a letter by their whole names: at the head of the address, and after the last greeting."""
    for region in regions:
        if region.kind != LETTER:
            continue
        signed = opened = False
        for block in document.blocks[region.first : region.last]:
            if block.kind == "heading" or not block.text.strip():
                continue
            folded = fold(block.text)
            greeting = lexicon.list("salutations").regexp.match(folded) is not None
            if (not opened or signed) and not greeting:
                for person in names_in_line(block.text.split("\n")[0], lexicon)[:1]:
                    yield Person(
                        person.name, "letter", False, "letter", title=person.title,
                        block=block.index, start=person.start, end=person.end,
                    )  # fmt: skip
            opened = opened or greeting
            signed = signed or lexicon.list("valedictions").regexp.match(folded) is not None


def from_case(case: Mapping[str, Any] | None) -> Iterator[Person]:
    """People whom the settings of the case declare: mappings with a pseudonym (or name) and a role."""
    for person in (case or {}).get("people") or ():
        name = person.get("pseudonym") or person.get("name")
        if name:
            yield Person(str(name), str(person.get("role") or "other-subject"), "pseudonym" in person, "settings")


def mentions(index: TextIndex, names: Iterable[str]) -> Counter[str]:
    """How often each name stands in the document, capitals counting, not as part of a longer word."""
    wanted = {fold(name).decode(): name for name in names}
    if not wanted:
        return Counter()
    ordered = sorted(wanted, key=len, reverse=True)
    pattern = compile_re2(r"\b(?:" + "|".join(re.escape(name) for name in ordered) + r")\b", case=True)
    return Counter(wanted[match.group().decode()] for match in pattern.finditer(index.folded))


def settled(people: Sequence[Person], index: TextIndex) -> tuple[Person, ...]:
    """Each person once in each role, with mentions counted; a subject has one role only.

    What a key to names says goes before what a sentence says. Of several names that sentences make the
    victim, those that are hardly mentioned are somebody else's.
    """
    counts = mentions(index, {person.name for person in people})
    subjects: dict[str, list[Person]] = {}
    others: dict[tuple[str, str], Person] = {}
    for person in people:
        if person.role in SUBJECTS:
            subjects.setdefault(person.name, []).append(person)
        else:
            others.setdefault((person.name, person.role), person)
    most = max((counts[name] for name, said in subjects.items() if any(p.role == "victim" for p in said)), default=0)
    chosen: list[Person] = []
    for name, said in subjects.items():
        roles = Counter(p.role for p in said)
        ranked = sorted(said, key=lambda p: (p.allowed != "settings", not _from_key(p), SUBJECTS.index(p.role)))
        best = ranked[0]
        if (
            best.role == "victim"
            and not _from_key(best)
            and counts[name] < _SHARE * most
            and best.allowed != "settings"
        ):
            rest = [p for p in said if p.role != "victim"]
            if not rest and " " in name:
                continue
            best = rest[0] if rest else replace(best, role="other-subject")
        if best.role == "victim" and roles["perpetrator"] > roles["victim"]:
            best = next(p for p in said if p.role == "perpetrator")
        first = min(said, key=lambda p: (p.block if p.block is not None else -1, p.start))
        pseudonym = any(p.pseudonym for p in said)
        allowed = next((p.allowed for p in said if p.allowed), "")
        relation = best.relation or next((p.relation for p in said if p.relation), "")
        chosen.append(
            replace(
                best,
                pseudonym=pseudonym,
                allowed=allowed,
                relation=relation,
                block=first.block,
                start=first.start,
                end=first.end,
            )
        )
    everyone = chosen + [p for p in others.values() if p.name not in subjects or p.role != "letter"]
    everyone = [replace(person, mentions=counts[person.name]) for person in everyone]
    return tuple(sorted(everyone, key=lambda p: (p.block if p.block is not None else -1, p.start, p.role)))


def _from_key(person: Person) -> bool:
    return person.relation != "" and person.allowed == "pseudonym" and person.end > 0
