"""The passages of documents that are closest to a text by the words that both have.

Passages are ranked as Robertson and Zaragoza describe ("The Probabilistic Relevance Framework: BM25 and Beyond",
2009), over stems, with the words of a passage's heading as part of it. A passage is close if a fair share of the
telling words is in it; no meaning is understood, so "close" is all that may be said.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from dhr_qa.language.stems import stem, stems
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.facts import Facts

_PARTS = ("body", "table", "textbox")
_LETTERS = ("feedback-letter", "cover-note")
_LEAST_WORDS = 5
_K, _B, _HEADING = 1.2, 0.3, 1.0
_SHARE = 0.3  #: of the weight of the telling words, so much must be in a passage
_NEXT = 0.55  #: a further passage has at least that share of the first one's score


class Passage(Struct, frozen=True):
    """A paragraph, list item or cell paragraph of a document."""

    facts: Facts
    block: int
    text: str


class Close(Struct, frozen=True):
    """A passage that is close to a text: its score, the words of the text that it has, and their share (0 to 1)."""

    passage: Passage
    score: float
    words: tuple[str, ...]
    share: float = 0.0


def passages_of(documents: Iterable[Facts]) -> list[Passage]:
    """The passages of documents, in reading order; letters, headings, notes, contents and scraps are left out."""
    found = []
    for facts in documents:
        for block in facts.document.blocks:
            if block.part not in _PARTS or block.toc or block.kind == "heading":
                continue
            if len(block.text.split()) >= _LEAST_WORDS and facts.kind_at(block.index) not in _LETTERS:
                found.append(Passage(facts, block.index, squeezed(block.text)))
    return found


class Closeness:
    """Passages made ready to be searched; each search costs as much as the passages that have a word of it."""

    def __init__(self, passages: Sequence[Passage], empty: Collection[str] = ()) -> None:
        """`empty`: words that tell nothing here, in small letters."""
        self.passages = passages
        self._empty = {stem(word) for word in empty} | set(empty)
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        lengths = []
        for number, passage in enumerate(passages):
            counts: Counter[str] = Counter(root for _, root in stems(passage.text))
            lengths.append(sum(counts.values()))
            weights = {root: float(count) for root, count in counts.items()}
            for _, root in stems(_heading(passage)):
                weights[root] = weights.get(root, 0.0) + _HEADING
            for root, weight in weights.items():
                self._weights[root].append((number, weight))
        self._lengths = lengths
        self._usual = sum(lengths) / len(lengths) if lengths else 1.0

    def closest(self, text: str, most: int = 3, extra: str = "", rarest: int | None = None) -> list[Close]:
        """The passages that are closest to a text, best first; none where no passage is close.

        `extra`: words that count half, such as the line above a point. `rarest`: look for so many words only.
        """
        asked: dict[str, tuple[str, float]] = {}
        for words, weight in ((text, 1.0), (extra, 0.5)):
            for word, root in stems(words):
                if word not in self._empty and root not in self._empty:
                    asked.setdefault(root, (word, weight))
        telling = {root: (word, weight * self._rarity(root)) for root, (word, weight) in asked.items()}
        if rarest is not None:
            kept = sorted(telling, key=lambda root: -telling[root][1])[:rarest]
            telling = {root: telling[root] for root in kept}
        whole = sum(weight for _, weight in telling.values())
        scores: dict[int, float] = defaultdict(float)
        shares: dict[int, float] = defaultdict(float)
        matched: dict[int, list[str]] = defaultdict(list)
        for root, (word, weight) in telling.items():
            for number, count in self._weights.get(root, ()):
                length = self._lengths[number] / self._usual
                scores[number] += weight * count * (_K + 1) / (count + _K * (1 - _B + _B * length))
                shares[number] += weight
                matched[number].append(word)
        least = 2 if len(telling) > 2 else 1
        near = [n for n in scores if shares[n] >= _SHARE * whole and len(matched[n]) >= least]
        near.sort(key=lambda n: (-scores[n], n))
        best = scores[near[0]] if near else 0.0
        return [
            Close(self.passages[n], round(scores[n], 2), tuple(matched[n]), round(shares[n] / whole, 2))
            for n in near[:most]
            if scores[n] >= _NEXT * best
        ]

    def _rarity(self, root: str) -> float:
        """How telling a word is: much if few passages have it."""
        having = len(self._weights.get(root, ()))
        return math.log(1 + (len(self.passages) - having + 0.5) / (having + 0.5))


def _heading(passage: Passage) -> str:
    section = passage.facts.section_at(passage.block)
    return section.heading if section is not None else ""
