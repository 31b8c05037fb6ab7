"""Which of many phrases can occur in a short text, told by the words that each of them needs.

What a text passes on has to be matched all the same; but a register's hundreds of forms need not be compiled
for the few that a document has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dhr_qa.language.needs import Needs, telling

_WORDS = re.compile(r"[a-z0-9_]+")
_STAR = "*"


class Sieve:
    """Phrases by one group of words that they need; a phrase that needs none passes always."""

    def __init__(self, needed: Sequence[Needs]) -> None:
        self._needed = needed
        self.always = [number for number, needs in enumerate(needed) if not needs]
        self._by_word: dict[str, list[int]] = {}
        self._by_start: dict[str, list[int]] = {}
        for number, needs in enumerate(needed):
            if needs:
                for word in max(needs, key=telling):
                    held = self._by_start if word[-1] == _STAR else self._by_word
                    held.setdefault(word.rstrip(_STAR), []).append(number)
        self._words = self._by_word.keys()
        self._starts = {length: set[str]() for length in map(len, self._by_start)}
        for start in self._by_start:
            self._starts[len(start)].add(start)

    def passing(self, text: bytes) -> list[int]:
        """The numbers of the phrases that can occur in a folded text, in order."""
        held = _held(text)
        found = [number for word in held.words & self._words for number in self._by_word[word]]
        for length, starts in self._starts.items():
            for start in starts & held.starts(length):
                found += self._by_start[start]
        if not found:
            return self.always
        return sorted([*self.always, *{number for number in found if self._allows(number, held)}])

    def _allows(self, number: int, held: _Held) -> bool:
        words, line = held.words, held.line
        for group in self._needed[number]:
            if words.isdisjoint(group) and not any(word[-1] == _STAR and f" {word[:-1]}" in line for word in group):
                return False
        return True


class _Held:
    """The words of a text in small letters, the same in one line with a space before each, and what they begin with."""

    def __init__(self, text: bytes) -> None:
        self.words = frozenset(_WORDS.findall(text.lower().decode("ascii")))
        self.line = " " + " ".join(self.words)
        self._starts: dict[int, set[str]] = {}

    def starts(self, length: int) -> set[str]:
        found = self._starts.get(length)
        if found is None:
            found = self._starts[length] = {word[:length] for word in self.words}
        return found


_held = lru_cache(maxsize=256)(_Held)  # one text is asked for many lists in turn
