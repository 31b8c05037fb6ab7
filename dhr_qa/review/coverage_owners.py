"""Whose matter an item asks about: "Craig's drinking" is not answered by what is told of Nadia's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import compile_re2, phrase_pattern
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon

PERSONS = "coverage-persons"
_OWN = re.compile(rb"\b([A-Z][a-z]{2,})'s (?=[a-z])")
_OWNED = r"'s?(?: [a-z-]+){0,3} $"  #: "Craig's use of", "Craig's own"
_PRONOUN = re.compile(rb"\b(?:she|he|they|her|him|his|hers|their|them)\b", re.I)
_OFTEN = 4  #: so often stands the name of a person whom the report is about
_OFTENER = 0.7  #: of the pronouns that stand behind a name


class Owners:
    """The persons of whom items ask something: their names, what the vocabulary calls them, their pronouns."""

    def __init__(self, facts: Facts, lexicon: Lexicon, text: bytes) -> None:
        """`text`: the report, folded."""
        names: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        for entry in lexicon.register(PERSONS):
            own = [re.escape(fold(person.name).decode()) for person in facts.people if person.role == entry.id]
            if own:
                names[entry.id] = [*(rf"\b{name}\b" for name in set(own)), *map(phrase_pattern, entry.forms)]
                self.titles[entry.id] = entry.title
        known = "|".join(pattern for each in names.values() for pattern in each)
        for name in dict.fromkeys(match[1] for term in facts.terms for match in _OWN.finditer(fold(term.text))):
            if (known and compile_re2(known).search(name)) or not _a_name(name, text):
                continue
            names[name.decode()] = [rf"\b{name.decode()}\b"]
            self.titles[name.decode()] = name.decode()
        joined = {key: "|".join(f"(?:{pattern})" for pattern in each) for key, each in names.items()}
        self._named = {key: compile_re2(each) for key, each in joined.items()}
        self._owned = {key: compile_re2(rf"(?:{each}){_OWNED}") for key, each in joined.items()}
        self._joined, self.text = joined, text

    @cached_property
    def _pronouns(self) -> dict[str, bytes]:
        return _pronouns(self._joined, self.text)

    def owner(self, before: bytes) -> str:
        """The key of the person whose matter is named behind the words `before`; "" if they say nothing of it."""
        return next((key for key, pattern in self._owned.items() if pattern.search(before)), "")

    def another(self, said: bytes, owner: str) -> bool | None:
        """Whether a sentence is about others than a person; None where it says nothing of anybody."""
        named = [key for key, pattern in self._named.items() if pattern.search(said)]
        if not named and len(self._pronouns) > 1:
            words = said.lower().split()
            named = [key for key, pronoun in self._pronouns.items() if pronoun in words]
            if len(named) > 1:
                return None
        return owner not in named if named else None

    @staticmethod
    def speaks_of_somebody(said: bytes) -> bool:
        """Whether a sentence has a pronoun that may stand for somebody named before."""
        return _PRONOUN.search(said) is not None


def _a_name(word: bytes, text: bytes) -> bool:
    if text.count(word) < _OFTEN:
        return False
    return re.search(rb"\b" + word.lower() + rb"\b", text) is None


def _pronouns(names: Mapping[str, str], text: bytes) -> dict[str, bytes]:
    """The pronoun of each person, where the report has one of them behind the name far oftener than another."""
    found: dict[str, Any] = {}
    for key, pattern in names.items():
        nearby = compile_re2(rf"(?:{pattern})[^.\n]{{0,80}}?(?:\.? )(he|she)\b")
        said = [match[1].lower() for match in nearby.finditer(text)]
        pronoun = max(dict.fromkeys(said), key=said.count, default=b"")
        if said.count(pronoun) > _OFTENER * len(said) > 0:
            found[key] = pronoun
    return found if len(set(found.values())) == len(found) else {}
