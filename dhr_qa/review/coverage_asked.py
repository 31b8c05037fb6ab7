"""What of the vocabulary the items of a report can ask for: only that is made ready to search with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.needs import Words, numbers_of
from dhr_qa.language.phrases import compile_re2, prepared
from dhr_qa.language.stems import stems
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Forms, Lexicon
from dhr_qa.vocabulary import Entry

Span = tuple[int, int, Entry]
TOPICS, PROCESS = "coverage-topics", "coverage-process"
_FIELD = "asked"
_NOTHING = r"[^\s\S]"


class Asked:
    """The topics of a report's items, and the patterns for them, without phrases that cannot occur in it."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self.facts, self.lexicon = facts, lexicon
        words = Words([fold(term.text) for term in facts.terms])
        self._forms = {name: _reduced(lexicon, name, words) for name in (TOPICS, PROCESS)}
        self._patterns: dict[str, Any] = {}
        self._asking: dict[str, Any] = {}
        self._places: dict[str, int] = {}  # blocks that have the words of a phrase, as bits
        self._blocks: dict[str, list[int]] = {}

    def spans(self, register: str, text: bytes) -> Iterator[Span]:
        """Start, end and entry of everything of a register that a folded text asks for."""
        forms = self._forms[register]
        return forms.spans(text) if forms else iter(())

    def pattern(self, entry: Entry, phrases: Sequence[str]) -> Any:
        """An RE2 pattern for the phrases by which the report takes up an entry."""
        if entry.id not in self._patterns:
            parts = [prepared(phrase) for phrase in dict.fromkeys(phrases)]
            places = [self.facts.index.words.allowing(part.needs) for part in parts]
            possible = [part.pattern for part, blocks in zip(parts, places, strict=True) if blocks]
            self._places[entry.id] = reduce(or_, places, 0)
            self._patterns[entry.id] = compile_re2("|".join(f"(?:{each})" for each in possible) or _NOTHING)
        return self._patterns[entry.id]

    def taking_up(self, entry: Entry) -> list[int]:
        """The blocks of the report that have a phrase by which it takes up an entry."""
        if entry.id not in self._blocks:
            pattern = self.pattern(entry, (*entry.forms, *entry.get(_FIELD, ())))
            places, text = numbers_of(self._places[entry.id]), self.facts.index.text
            self._blocks[entry.id] = [block for block in places if pattern.search(text(block)) is not None]
        return self._blocks[entry.id]

    def asking(self, entry: Entry) -> Any:
        """An RE2 pattern for the words by which items ask for an entry."""
        if entry.id not in self._asking:
            parts = [prepared(phrase.strip(". ")).pattern for phrase in entry.get(_FIELD, ())]
            self._asking[entry.id] = compile_re2("|".join(f"(?:{each})" for each in parts) or _NOTHING)
        return self._asking[entry.id]

    def roots(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that are not in everybody's mouth."""
        bare = self.lexicon.list("coverage-bare").regexp
        return frozenset(root for word, root in stems(text) if len(word) > 2 and not bare.fullmatch(word.encode()))


def _reduced(lexicon: Lexicon, register: str, words: Words) -> Forms:
    """The forms of the entries of a register of which some phrase can occur in texts with these words."""
    entries = [
        entry
        for entry in lexicon.register(register)
        if any(words.allowing(prepared(phrase.strip(". ")).needs) for phrase in entry.get(_FIELD, ()))
    ]
    return Forms(f"{register}.{_FIELD}", entries, _FIELD)
