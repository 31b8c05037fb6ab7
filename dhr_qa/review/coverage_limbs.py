"""The limbs of an item: topics of the vocabulary, acronyms, names of bodies, and failing these its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import compile_re2
from dhr_qa.language.stems import stems
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon, phrase_pattern
from dhr_qa.vocabulary import Entry

Span = tuple[int, int, Entry]

REGISTER = "coverage-topics"
_ACRONYM = re.compile(rb"\b[A-Z][A-Z&]{1,6}[A-Z]s?\b")
_NAMED = re.compile(r"(?<=[a-z,;'’] )[A-Z][\w'’]+(?: (?:of|and|the|for) (?=[A-Z])| (?=[A-Z])|[\w'’-]+)*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one limb looks for: an RE2 pattern on folded text. `setting` and `forward` as in the vocabulary."""

    key: str
    title: str
    pattern: Any
    setting: bool = False
    forward: bool = False


def limbs_of(term: Term, facts: Facts, lexicon: Lexicon, spelled: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """The limbs of an item in the order in which they stand; settings only where nothing else is asked for."""
    text = fold(term.text)
    spans = [(start, end, entry) for start, end, entry in lexicon.forms(REGISTER, "asked").spans(text)]
    found: dict[str, Wanted] = {entry.id: _of_topic(entry, lexicon) for _, _, entry in spans}
    for start, end in _free(text, _ACRONYM, spans):
        acronym = text[start:end].decode().removesuffix("s")
        if acronym in spelled:
            found.setdefault(acronym, _of_words(acronym, (acronym, *spelled[acronym]), lexicon))
    people = {person.name.casefold() for person in facts.people}
    for name in _names(term.text, spans):
        if name.casefold() not in people and not {word.casefold() for word in name.split()} & people:
            found.setdefault(name, _of_words(name, (name,), lexicon))
    particular = [each for each in found.values() if not each.setting]
    return particular or list(found.values())


def _of_topic(entry: Entry, lexicon: Lexicon) -> Wanted:
    def build() -> Any:
        phrases = dict.fromkeys((*entry.forms, *entry.get("asked", ())))
        return compile_re2("|".join(f"(?:{phrase_pattern(phrase)})" for phrase in phrases))

    pattern = lexicon.keep(f"{REGISTER}:{entry.id}", build)
    return Wanted(entry.id, entry.title, pattern, bool(entry.get("setting")), bool(entry.get("forward")))


def _of_words(title: str, texts: Sequence[str], lexicon: Lexicon) -> Wanted:
    words = [r"[ \t\r-]+".join(re.escape(word) for word in fold(text).decode().split()) for text in texts]
    return Wanted(title, title, lexicon.pattern("|".join(rf"\b{each}(?:s|'s)?\b" for each in words)))


def _free(text: bytes, pattern: re.Pattern[bytes], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in spans):
            yield match.span()


def _names(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Names of two capitalised words or more that no topic has."""
    for match in _NAMED.finditer(text):
        name = match[0].strip()
        if any(start < match.end() and match.start() < end for start, end, _ in spans):
            continue
        if sum(word[:1].isupper() for word in name.split()) >= 2:
            yield name.removesuffix("'s").removesuffix("’s")


def own_words(term: Term, facts: Facts, lexicon: Lexicon) -> dict[str, str]:
    """The words that tell what an item asks for, stem to word: without names of people and empty words."""
    empty = lexicon.list("coverage-empty").regexp
    names = {word.casefold() for person in facts.people for word in person.name.split()}
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
