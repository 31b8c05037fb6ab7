"""Sentences that declare a person, found in one pass: "the perpetrator, her ex-partner Ben", "Author: Ann Other".

The sentences are phrases of the register `person-statements` with <name> and <relation> in them.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dhr_qa.language.index import TextIndex
from dhr_qa.language.needs import Needs
from dhr_qa.language.phrases import Matcher, needs_of_pattern
from dhr_qa.language.sieve import Sieve
from dhr_qa.review.lexicon import NAME, Lexicon, part
from dhr_qa.review.names import is_body, name_pattern, not_name
from dhr_qa.vocabulary import Entry, PhraseList

REGISTER = "person-statements"


class Declared(Struct, frozen=True):
    """A name that a statement declares, with its place; `relation` as written, "" where none stands there."""

    entry: Entry
    name: str
    relation: str
    block: int
    start: int
    end: int


class Statements:
    """All statements of a vocabulary as two alternations, those that begin with a name and the others."""

    def __init__(self, lexicon: Lexicon) -> None:
        shapes = {flag: name_pattern(lexicon, *ids) for flag, ids in ((False, ()), (True, ("full",)))}
        ranks = "|".join(lexicon.vocabulary.phrases["person-titles"].patterns)
        titles = {False: "", True: rf"(?:(?:{ranks})[. ]{{1,2}})?"}
        groups: dict[bool, list[tuple[Entry, str, Needs]]] = {False: [], True: []}
        for entry in lexicon.register(REGISTER):
            full = bool(entry.get("full"))
            for field in ("phrases", "patterns"):
                for phrase in entry.get(field, ()):
                    text = lexicon.statement(phrase, shapes[full], field == "patterns", titles[full])
                    if field == "phrases":
                        needed = lexicon.statement_needs(phrase)
                    else:
                        needed = (*needs_of_pattern(phrase), *lexicon.relation_needs(phrase))
                    groups[phrase.startswith(NAME)].append((entry, text, needed))
        self.groups = [_Group(each) for each in groups.values() if each]


class _Group:
    def __init__(self, phrases: list[tuple[Entry, str, Needs]]) -> None:
        self.entries = [entry for entry, _, _ in phrases]
        self.texts = [text for _, text, _ in phrases]
        bare = [text.replace("(?P<name>", "(?:").replace("(?P<relation>", "(?:") for text in self.texts]
        held = PhraseList(REGISTER, patterns=tuple(bare), case=True)
        self.matcher = Matcher(held, [each for _, _, each in phrases], apart=True)
        self.sieve = Sieve([each for _, _, each in phrases])


def declarations(index: TextIndex, lexicon: Lexicon, texts: list[str]) -> list[Declared]:
    """Every declaration in the blocks whose texts are given, in no particular order."""
    statements: Statements = lexicon.keep("statements", lambda: Statements(lexicon))
    found = []
    for group in statements.groups:
        for block, spans in index.find(group.matcher).items():
            folded = index.text(block)
            for start, end in spans:
                piece = folded[start:end]
                for place in group.sieve.passing(piece):
                    match = lexicon.pattern(group.texts[place], case=True).fullmatch(piece)
                    if match is None:
                        continue
                    said = _declared(match, group.entries[place], lexicon, piece, block, start, texts)
                    if said is not None:
                        found.append(said)
                    break
    return found


def _declared(
    match: Any, entry: Entry, lexicon: Lexicon, piece: bytes, block: int, offset: int, texts: list[str]
) -> Declared | None:
    first, last = part(match, "name")
    last = first + _usable(piece[first:last], lexicon)
    if last <= first or (entry.get("full") and b" " not in piece[first:last]):
        return None
    start, end = offset + first, offset + last
    name = texts[block][start:end]
    if len(name) == 1 and (name == "I" or texts[block][end : end + 1] == "."):
        return None  # the initial of a longer name
    if is_body(name, lexicon):
        return None
    kin_start, kin_end = part(match, "relation")
    relation = texts[block][offset + kin_start : offset + kin_end].strip() if kin_start >= 0 else ""
    return Declared(entry, name, relation, block, start, end)


def _usable(name: bytes, lexicon: Lexicon) -> int:
    """How much of a name is one: it is cut before the first word that never names a person, and before 's."""
    if lexicon.pattern(name_pattern(lexicon, "labelled"), case=True).fullmatch(name) is not None:
        return len(name)
    length = 0
    for word in name.split(b" "):
        bare = word[:-2] if word.endswith(b"'s") else word
        if not_name(bare, lexicon):
            break
        length += (1 if length else 0) + len(bare)
        if bare is not word:
            break
    return length
