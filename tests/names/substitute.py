"""Puts names of another origin in place of the real people's names of a labelled report.

Every name that must be found is replaced, each word the same way throughout the report, so that a name that
stood ten times still stands ten times. What is measured is whether names of every origin are found alike.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dhr_qa.language.fold import folded
from tests.names.corpus_reader import LETTERS, MUST_FIND, Sample

_LISTS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "origins.json").read_text(encoding="utf-8")
)
ORIGINS = tuple(_LISTS)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTICLES = frozenset({"al", "ap", "bin", "de", "dos", "da"})


@dataclass(frozen=True, slots=True)
class Put:
    """A name put in: where it stands in the new text, and how often its owner is named there."""

    start: int
    end: int
    times: int


@dataclass
class Recall:
    """How many of the names put in are found, by how often their owner is named."""

    found: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def add(self, times: int, found: bool) -> None:
        key = "single" if times == 1 else "several"
        self.all[key] += 1
        self.found[key] += found

    def of(self, key: str) -> float:
        return self.found[key] / self.all[key] if self.all[key] else 1.0

    def __str__(self) -> str:
        return ", ".join(
            f"{key} {self.of(key):.3f} ({self.found[key]} of {self.all[key]})" for key in ("several", "single")
        )


def substituted(sample: Sample, origin: str, draw: int = 0) -> tuple[str, tuple[Put, ...]]:
    """The text of a report with names of an origin put in, and where they stand."""
    lists = _LISTS[origin]
    chance = random.Random(f"{origin} {sample.name} {draw}")
    taken = {word.casefold() for word in _WORD.findall(sample.text)}
    given = _shuffled([*lists["female"], *lists["male"]], taken, chance)
    surnames = _shuffled(lists["surnames"], taken, chance)
    wanted = {word for label in sample.labelled(*MUST_FIND) for word in _words(label.text)}
    new: dict[str, str] = {}
    owners: dict[str, set[int]] = {}
    for number, person in enumerate(sample.people):
        words = _words(person.name)
        if person.origin == LETTERS or not words or not wanted & set(words):
            continue
        for place, word in enumerate(words):
            owners.setdefault(word, set()).add(number)
            last = place == len(words) - 1 and len(words) > 1
            if word not in new:
                new[word] = next(surnames if last else given)
    pieces: list[str] = []
    puts: list[tuple[int, int, frozenset[int]]] = []
    length = end = 0
    for label in sample.labels:
        words = _words(label.text)
        known = [word for word in words if word in new]
        if label.category not in MUST_FIND or not known or ("<br>" in label.text and len(known) < len(words)):
            continue
        text = _WORD.sub(lambda match: _styled(match.group(), new), label.text)
        between = sample.text[end : label.start]
        pieces += (between, text)
        length += len(between)
        puts.append((length, length + len(text), frozenset.intersection(*(frozenset(owners[w]) for w in known))))
        length += len(text)
        end = label.end
    pieces.append(sample.text[end:])
    times = Counter(number for _, _, whose in puts for number in whose)
    return "".join(pieces), tuple(
        Put(start, stop, max((times[number] for number in whose), default=1)) for start, stop, whose in puts
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("<br>", " ")) if word.casefold() not in _PARTICLES]


def _shuffled(names: Iterable[str], taken: set[str], chance: random.Random) -> Iterator[str]:
    free = [name for name in names if not taken.intersection(_words(name))]
    chance.shuffle(free)
    yield from free
    yield from free


def _styled(word: str, new: dict[str, str]) -> str:
    """The new word in the style of the old: capitals, small letters."""
    name = new.get(word.casefold())
    if name is None:
        return word
    if word.islower():
        return re.sub(r"[^a-z-]", "", folded(name))
    return name.upper() if word.isupper() and len(word) > 2 else name
