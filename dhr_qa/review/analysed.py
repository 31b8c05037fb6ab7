"""How much of the analysis speaks of each agency that contributed: by its name, its short name, or its sort.

The words that many names share, and the words by which the sorts of agencies are known in running text, are the
phrase list `agency-plain-words` and the register `agency-sorts`.
"""

from __future__ import annotations

import re
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import compile_re2
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.vocabulary import Vocabulary

#: The sections in which agencies' work is looked at.
LOOKED_AT = ("analysis", "key-issues", "conclusions", "lessons", "overview")
PLAIN, SORTS, SPOKEN = "agency-plain-words", "agencies", "agency-sorts"
CONTRIBUTOR = "contributor"
_PARTS = ("body", "table", "textbox")
_WORD = re.compile(r"[A-Za-z][A-Za-z'&-]+")
_SHORTEST = 4


def looked_at(facts: Facts, roles: tuple[str, ...] = LOOKED_AT) -> list[int]:
    """The blocks of the sections that look at what was done, headings included, in reading order."""
    wanted = set(roles)
    return [
        block.index
        for block in facts.document.blocks
        if block.part in _PARTS and block.text.strip() and wanted.intersection(facts.roles_around(block.index))
    ]


def words_on_agencies(facts: Facts, vocabulary: Vocabulary) -> dict[str, int]:
    """Name of each contributing agency to the words of the paragraphs that speak of it; {} without an analysis.

    A paragraph under a heading that names the agency counts too.
    """
    blocks = looked_at(facts)
    names = [agency.name for agency in facts.agencies if agency.role == CONTRIBUTOR]
    if not blocks or not names or PLAIN not in vocabulary.phrases:
        return {}
    lexicon = lexicon_for(vocabulary)
    return {name: _words(facts, blocks, _pattern(name, names, facts, lexicon)) for name in names}


def _words(facts: Facts, blocks: list[int], pattern: Any) -> int:
    total = 0
    under = -1  #: the section whose heading names it
    for index in blocks:
        block = facts.document.blocks[index]
        section = facts.section_at(index)
        first = section.first if section is not None else -1
        named = pattern.search(facts.index.text(index)) is not None
        if named and section is not None and section.heading_block == index:
            under = first
        if named or (under >= 0 and first == under):
            total += len(block.text.split())
    return total


def _pattern(name: str, names: list[str], facts: Facts, lexicon: Lexicon) -> Any:
    """What an agency may be called: its name, its acronym, the words that no other has, the words for its sort."""
    said = fold(name).decode()
    others = " ".join(fold(other).decode() for other in names if other != name).casefold().split()
    plain = lexicon.list(PLAIN).regexp
    forms = [re.escape(said)]
    forms += [
        re.escape(word)
        for word in _WORD.findall(said)
        if (len(word) >= _SHORTEST or word.isupper())
        and word.casefold() not in others
        and not plain.fullmatch(word.encode())
    ]
    forms += [re.escape(a.acronym) for a in facts.acronyms if fold(name).decode().casefold() in _spelled(a.expansions)]
    written = [rf"\b(?:{'|'.join(forms)})(?:'s|s)?\b"]
    known = {entry.id for _, _, entry in lexicon.forms(SORTS).spans(fold(name))}
    for entry in lexicon.register(SPOKEN):
        if entry.id in known:
            written += [rf"\b{re.escape(fold(form).decode())}(?:'s|s)?\b" for form in entry.forms]
    return compile_re2("|".join(written))


def _spelled(expansions: tuple[str, ...]) -> list[str]:
    return [fold(one).decode().casefold() for one in expansions]
