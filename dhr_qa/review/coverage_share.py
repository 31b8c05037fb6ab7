"""How much of what an item asks stands together in one passage: a witness beside the topics, which knows no matter.

Of an item count the words that tell something, each as its root, the rarer in the report the more. A passage (with the
heading above it) has the share of their weight that it covers; another word of the topic that a word stands for covers
it for the most part. Three figures come of it: the best share of a passage that may answer, the best of one that does
not (the chronology, a recommendation), and by how much a passage is nearer to this item than to any other. The item
that nothing takes up is poor in the first and the third and rich in the second.

The weights were found by logistic regression over the labelled reports, each part judged by what the others gave and
by the topics that were known before it was read.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.language.needs import numbers_of
from dhr_qa.language.stems import stem
from dhr_qa.review.coverage_asked import TOPICS, Asked
from dhr_qa.review.coverage_text import Stretch, Texts
from dhr_qa.review.facts import Facts, Term
from dhr_qa.vocabulary import Entry

_WORD = re.compile(rb"[a-z]{2,}|[0-9]+")
_SHORTEST = 3
_OF_A_FAMILY = 0.7  #: another word of a topic covers so much of a word
_FAINT = 0.2  #: a share so small is of no account, whatever the passage says
_ASIDE = 0.5  #: a word that only says when or why weighs so much of what it would
_NOTHING: frozenset[int] = frozenset()
_LEAST_ROOT = 4
_SETTING = 0.5  #: so does a word that says with whom or where (the police, the children)
_LEAST_ASKED = 1.0  #: an item with less (only "her son") is no rival to others: any passage may have all of it
_NAME = ":"  #: before a service, an order or a scheme of several words, which only mean it together
_CHANGING = "y"  #: a root that ends so stands for words with another letter there
_CONSTANT, _HERE, _ELSEWHERE, _OWN, _NOT_EVIDENT = -1.05, -4.8, 3.9, -2.4, 1.7

Weights = dict[str, tuple[float, tuple[Entry, ...]]]  #: root to weight, and the topics that its word stands for


class Share(Struct, frozen=True):
    """Shares from 0 to 1; `own`, from -1 to 1: the lead over any other item, in the passage where it is greatest."""

    here: float = 0.0
    elsewhere: float = 0.0
    own: float = 0.0

    def unanswered(self, not_evident: bool) -> bool:
        """Whether an item is rather unanswered, given what the topics say."""
        told = _HERE * self.here + _ELSEWHERE * self.elsewhere + _OWN * self.own
        return _CONSTANT + told + _NOT_EVIDENT * not_evident > 0


@lru_cache(maxsize=1 << 13)
def root(word: str) -> str:
    """The stem of a word, the same for "isolated" and "isolation"."""
    cut = stem(word)
    return cut[:-2] if cut.endswith(("at", "it")) and len(cut) - 2 >= _LEAST_ROOT else cut


def shares(
    facts: Facts,
    texts: Texts,
    asked: Asked,
    terms: Sequence[Term],
    tells: Callable[[int], bool],
    literal: Collection[int],
) -> list[Share]:
    """For each item its share; items about the process should not be among them.

    `tells`: whether a block says anything of the case; one that only says what a thing is answers nothing. `literal`:
    the places of items for which other words of a topic were looked at before, and did not do.
    """
    told = [_telling(term, facts, asked) for term in terms]
    here, elsewhere = (_Passages(facts, stretch, asked) for stretch in (texts.answers, texts.elsewhere))
    number = len(here.blocks) + len(elsewhere.blocks)
    weighed: list[Weights] = []
    for one in told:
        weights: Weights = {}
        for each, (factor, entries) in one.items():
            having = len(here.having(each, entries)) + len(elsewhere.having(each, entries))
            rarity = math.log(1 + (number - having + 0.5) / (having + 0.5))
            weights[each] = factor * math.sqrt(max(rarity, 0.0)), entries
        weighed.append(weights)
    mine: list[dict[int, float]] = []
    best: dict[int, tuple[float, float]] = {}  # of a block: the best share of an item, and the next
    for number, weights in enumerate(weighed):
        values = here.covered(weights, 0.0 if number in literal else _OF_A_FAMILY)
        mine.append({block: value for block, value in values.items() if value < _FAINT or tells(block)})
        if sum(factor for factor, _ in told[number].values()) < _LEAST_ASKED:
            continue
        for block, value in mine[-1].items():
            first, second = best.get(block, (0.0, 0.0))
            best[block] = (value, first) if value > first else (first, max(value, second))
    # In a passage that no item has a word of all are even.
    least = -min((best.get(block, (0.0, 0.0))[0] for block in here.blocks), default=1.0)
    found = []
    for weights, values in zip(weighed, mine, strict=True):
        own = max((_lead(value, *best.get(block, (0.0, 0.0))) for block, value in values.items()), default=least)
        away = elsewhere.covered(weights, _OF_A_FAMILY)
        found.append(Share(max(values.values(), default=0.0), max(away.values(), default=0.0), own))
    return found


def _lead(value: float, first: float, second: float) -> float:
    """What an item is ahead of the others, or behind, in a passage with these two best shares."""
    return value - (second if value == first else first)


def _telling(term: Term, facts: Facts, asked: Asked) -> Weights:
    """The words of an item that tell what it asks, as roots; their weight is 1, or less in an aside."""
    text = fold(term.text)
    spans = list(asked.spans(TOPICS, text))
    bare, empty = (asked.lexicon.list(name).regexp for name in ("coverage-bare", "coverage-empty"))
    names = {word.casefold() for person in facts.people for word in person.name.split()}
    aside = asked.lexicon.list("coverage-asides").regexp.search(text)
    behind = aside.start() if aside and aside.start() else len(text)
    found: Weights = {}
    for match in _WORD.finditer(text.lower()):
        word = match[0].decode()
        if word in names or bare.fullmatch(match[0]) or (len(word) < _SHORTEST and not word.isdigit()):
            continue
        around = [(text[start:end], entry) for start, end, entry in spans if start <= match.start() < end]
        name = next((entry.id for said, entry in around if entry.get("chief") and b" " in said), "")
        if around or not empty.fullmatch(match[0]):
            key = _NAME + name if name else root(word)
            weight = (_ASIDE if match.start() > behind else 1.0) * (_SETTING if _only_where(around) else 1.0)
            found[key] = weight, tuple(entry for _, entry in around)
    return found


def _only_where(around: Sequence[tuple[bytes, Entry]]) -> bool:
    return bool(around) and all(entry.get("setting") for _, entry in around)


class _Passages:
    """The paragraphs of a stretch, and which have a root or a word of a topic, in themselves or in their heading."""

    def __init__(self, facts: Facts, stretch: Stretch, asked: Asked) -> None:
        self.facts, self.asked = facts, asked
        blocks = facts.document.blocks
        self.blocks = [number for number in stretch.blocks if blocks[number].kind != "heading"]
        self._under: dict[int, set[int]] = defaultdict(set)  # heading to its paragraphs
        for number in self.blocks:
            section = facts.section_at(number)
            if section is not None and section.heading_block is not None and section.heading_block != number:
                self._under[section.heading_block].add(number)
        self._own = frozenset(self.blocks)
        self._rooted: dict[str, frozenset[int]] = {}
        self._families: dict[str, frozenset[int]] = {}

    def covered(self, weights: Weights, family: float) -> dict[int, float]:
        """The share of some weights that each paragraph covers; paragraphs without any are left out."""
        whole = sum(weight for weight, _ in weights.values()) or 1.0
        found: dict[int, float] = defaultdict(float)
        for each, (weight, entries) in weights.items():
            having = self.having(each, entries)
            for block in having:
                found[block] += weight / whole
            for block in _NOTHING.union(*map(self._family, entries)) - having:
                found[block] += family * weight / whole
        return found

    def having(self, wanted: str, entries: Sequence[Entry]) -> frozenset[int]:
        """The paragraphs that have a word of a root, or for a name another word for what bears it."""
        if wanted.startswith(_NAME):
            return _NOTHING.union(*(self._family(entry) for entry in entries if entry.get("chief")))
        if wanted not in self._rooted:
            words = self.facts.index.words
            start = wanted[:-1] if wanted.endswith(_CHANGING) else wanted
            bits = [words.with_word(word) for word in words.beginning(start) if root(word) == wanted]
            self._rooted[wanted] = self._reached(number for each in bits for number in numbers_of(each))
        return self._rooted[wanted]

    def _family(self, entry: Entry) -> frozenset[int]:
        """The paragraphs that have a word of a topic."""
        if entry.id not in self._families:
            self._families[entry.id] = self._reached(self.asked.taking_up(entry))
        return self._families[entry.id]

    def _reached(self, blocks: Iterable[int]) -> frozenset[int]:
        """Those of some blocks that are paragraphs of the stretch, and the paragraphs under those that are headings."""
        found: set[int] = set()
        for block in blocks:
            found.update((block,) if block in self._own else self._under.get(block, ()))
        return frozenset(found)
