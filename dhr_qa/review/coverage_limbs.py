"""The limbs of an item: topics of the vocabulary, acronyms, names of bodies, and failing these its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import compile_re2
from dhr_qa.language.stems import stems
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon, phrase_pattern
from dhr_qa.vocabulary import Entry

Span = tuple[int, int, Entry]

REGISTER = "coverage-topics"
_FLAGS = ("setting", "forward", "chief")
_ACRONYM = re.compile(rb"\b[A-Z][A-Z&]{1,6}[A-Z]s?\b")
_CAPITAL = re.compile(r"(?<!\bthe )(?<=[\w,;(] )[A-Z][A-Za-z]+")
_NAMED = re.compile(r"(?<=[a-z,;'’] )[A-Z][\w'’]+(?: (?:of|the|for) (?=[A-Z])| (?=[A-Z])|[\w'’-]+)*")


class Wanted(Struct, frozen=True):
    """What one limb looks for: an RE2 pattern on folded text. `setting`, `forward`, `chief`: as in the vocabulary."""

    key: str
    title: str
    pattern: Any
    setting: bool = False
    forward: bool = False
    chief: bool = False


def limbs_of(term: Term, facts: Facts, lexicon: Lexicon, spelled: Mapping[str, Sequence[str]]) -> list[list[Wanted]]:
    """What each question of an item asks for, in the order in which it stands.

    What only says when or why something happened counts where nothing else is asked for, and so do settings.
    """
    text = fold(term.text)
    spans = list(lexicon.forms(REGISTER, "asked").spans(text))
    found = [(start, _of_topic(entry, lexicon)) for start, _, entry in spans]
    for start, end in _free(text, _ACRONYM, spans):
        acronym = text[start:end].decode().removesuffix("s")
        if acronym in spelled:
            found.append((start, _of_words(acronym, (acronym, *spelled[acronym]), lexicon)))
    people = {person.name.casefold() for person in facts.people}
    for start, name in _names(term.text, spans):
        if name.casefold() not in people and not {word.casefold() for word in name.split()} & people:
            telling = [word for word in name.split() if word[:1].isupper()]
            found.append((start, _of_words(name, (name, *telling), lexicon)))
    clauses = [part for part in _clauses(text, lexicon, sorted(found, key=lambda one: one[0])) if part]
    particular = [[each for each in clause if not each.setting] for clause in clauses]
    return [clause for clause in particular if clause] or clauses


def _clauses(text: bytes, lexicon: Lexicon, found: Sequence[tuple[int, Wanted]]) -> Iterator[list[Wanted]]:
    """The limbs of each question; those behind "after", "when"… only where nothing particular stands before them."""
    ends = [match.start() for match in lexicon.list("coverage-clauses").regexp.finditer(text)]
    first = 0
    for end in [*ends, len(text)]:
        aside = lexicon.list("coverage-asides").regexp.search(text[first:end])
        limit = first + aside.start() if aside else end
        main = [each for start, each in found if first <= start < limit]
        behind = [each for start, each in found if limit <= start < end]
        particular = any(not each.setting for each in main)
        yield list({each.key: each for each in (main if particular else [*main, *behind])}.values())
        first = end


def _of_topic(entry: Entry, lexicon: Lexicon) -> Wanted:
    def build() -> Any:
        phrases = dict.fromkeys((*entry.forms, *entry.get("asked", ())))
        return compile_re2("|".join(f"(?:{phrase_pattern(phrase)})" for phrase in phrases))

    pattern = lexicon.keep(f"{REGISTER}:{entry.id}", build)
    return Wanted(entry.id, entry.title, pattern, *(bool(entry.get(name)) for name in _FLAGS))


def _of_words(title: str, texts: Sequence[str], lexicon: Lexicon) -> Wanted:
    words = [r"[ \t\r-]+".join(re.escape(word) for word in fold(text).decode().split()) for text in texts]
    return Wanted(title, title, lexicon.pattern("|".join(rf"\b{each}(?:s|'s)?\b" for each in words)))


def _free(text: bytes, pattern: re.Pattern[bytes], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in spans):
            yield match.span()


def _names(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Names of two capitalised words or more that no topic has."""
    for match in _NAMED.finditer(text):
        name = match[0].strip()
        if any(start < match.end() and match.start() < end for start, end, _ in spans):
            continue
        if sum(word[:1].isupper() for word in name.split()) >= 2:
            yield match.start(), name.removesuffix("'s").removesuffix("’s")


def own_words(term: Term, facts: Facts, lexicon: Lexicon) -> dict[str, str]:
    """The words that tell what an item asks for, stem to word: without names and empty words.

    A capitalised word within a sentence is left out: it names a person or a place oftener than a matter.
    """
    empty = lexicon.list("coverage-empty").regexp
    names = {word.casefold() for person in facts.people for word in person.name.split()}
    names |= {word.casefold() for word in _CAPITAL.findall(term.text)}
    text = fold(term.text)
    known = lexicon.forms(REGISTER, "asked").spans(text)
    names |= {word for start, end, _ in known for word, _ in stems(text[start:end].decode())}
    found: dict[str, str] = {}
    for word, root in stems(term.text):
        if word not in names and len(word) > 2 and not word.isdigit() and not empty.fullmatch(word.encode()):
            found.setdefault(root, word)
    return found


def empty_words(terms: Sequence[Term], lexicon: Lexicon) -> frozenset[str]:
    """Words of the items, in small letters, that tell nothing."""
    empty = lexicon.list("coverage-empty").regexp
    words = {word for term in terms for word, _ in stems(term.text)}
    return frozenset(word for word in words if len(word) < 3 or empty.fullmatch(word.encode()))


def spelled_out(facts: Facts, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Acronyms to what they stand for, as the document and the vocabulary say."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.register("acronyms"):
        if entry.get("expansions") and not entry.get("common"):
            found[entry.title] = tuple(entry.get("expansions"))
    for each in facts.acronyms:
        if each.expansions:
            found[each.acronym] = tuple(dict.fromkeys((*each.expansions, *found.get(each.acronym, ()))))
    return found
