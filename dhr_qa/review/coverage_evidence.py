"""Whether a passage takes up what an item asks for: of the matter, not in passing, of this case and person.

A word that the item has itself is of the matter wherever it stands. Another word for it may be of something else (a
course of treatment is no training), so something more of the item has to stand with it: a word of it in the same
sentence; another thing that it asks about, or a second word for this one, in the same paragraph or its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.language.sentences import sentences
from dhr_qa.language.stems import stems
from dhr_qa.review.coverage_asked import Asked
from dhr_qa.review.coverage_bodies import opening_of
from dhr_qa.review.coverage_limbs import Wanted, own_words
from dhr_qa.review.coverage_owners import Owners
from dhr_qa.review.covered import Taken
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon

_MONTH = re.compile(rb"(?<=.) May\b")  #: no verb
_NEAR = 60  #: characters before and after a name that tell whether it is only a place
_SHORTEST = 3
_SO_MANY = 4  #: words of a match that are too many to stand there by chance


class Item(Struct, frozen=True):
    """What may stand with a word for a thing: stems of the item, beginnings of its own words, patterns by subject."""

    roots: frozenset[str] = frozenset()
    own: tuple[bytes, ...] = ()
    others: tuple[tuple[str, Any], ...] = ()
    text: str = ""


class Evidence:
    """Judges passages of one report."""

    def __init__(self, facts: Facts, lexicon: Lexicon, asked: Asked, owners: Owners) -> None:
        self.facts, self.lexicon, self.asked, self.owners = facts, lexicon, asked, owners
        self._people = [fold(person.name) for person in facts.people if person.name]
        self._names = {word.casefold() for person in facts.people for word in person.name.split()}
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._telling: dict[tuple[Taken, str, bool], bool] = {}
        self._around: dict[int, bytes] = {}
        self._cases: dict[int, bool] = {}

    def item(self, term: Term, limbs: Iterable[Wanted]) -> Item:
        """An item made ready to support what is found for it."""
        bare = self.lexicon.list("coverage-bare").regexp
        words = [(word, root) for word, root in stems(term.text) if len(word) >= _SHORTEST and word not in self._names]
        roots = frozenset(root for word, root in words if not bare.fullmatch(word.encode()))
        own = tuple(opening_of(root) for root in own_words(term, self.asked))
        # Settings have words of every day (told, family): these support nothing, the words that name them do.
        others = {
            each.subject: self.asked.asking(each.entry) if each.entry and each.setting else each.pattern
            for each in limbs
        }
        return Item(roots, own, tuple(others.items()), term.text)

    def of_the_matter(self, taken: Taken, wanted: Wanted, item: Item) -> bool:
        """Whether a match is of what the item asks for: by a word of the item, or with more of the item near it."""
        if (
            wanted.entry is None
            or wanted.entry.get("exact")
            or self.facts.document.blocks[taken.block].kind == "heading"
        ):
            return True
        said = self.facts.index.text(taken.block)[taken.start : taken.end]
        if len(said.split()) >= _SO_MANY:
            return True
        if item.roots.union(wanted.titled).intersection(root for _, root in stems(said.decode())):
            return True
        others = [pattern for subject, pattern in item.others if subject != wanted.subject]
        if not others and not item.own:
            return True  # nothing else could stand with it
        if not wanted.entry.get("wide") and self.asked.asking(wanted.entry).search(said):
            return True
        sentence = self.sentence(taken)
        if sentence and item.roots.intersection(root for _, root in stems(sentence[-1].decode())):
            return True
        around = self._near(taken.block)
        if any(pattern.search(around) for pattern in others) or any(word in around for word in item.own):
            return True
        return len({match[0] for match in wanted.pattern.finditer(around)}) > 1

    def tells(self, taken: Taken, wanted: Wanted) -> bool:
        """Whether a match takes a thing up: not in passing, of this case and of the person meant."""
        key = taken, wanted.key, wanted.forward
        if key not in self._telling:
            self._telling[key] = (
                not (wanted.chief and self._passing(taken))
                and not self._general(taken, wanted.forward)
                and not (wanted.owner and self._of_another(taken, wanted.owner))
            )
        return self._telling[key]

    def tells_of_case(self, block: int) -> bool:
        """Whether a paragraph says more than what a thing is or what should be done."""
        if block not in self._cases:
            self._cases[block] = self._of_case(self.facts.index.text(block))
        return self._cases[block]

    def only_general(self, passages: Iterable[Taken]) -> bool:
        """Whether passages say only what a thing is or what should be done: the answer may use other words."""
        return all(self._general(each, forward=False) for each in passages)

    def sentence(self, taken: Taken) -> list[bytes]:
        """The sentence of a passage, and before it the one in front of it; nothing where there is none."""
        text = self.facts.index.text(taken.block)
        if taken.block not in self._sentences:
            self._sentences[taken.block] = sentences(self.facts.document.blocks[taken.block].text)
        spans = self._sentences[taken.block]
        number = next((n for n, (first, last) in enumerate(spans) if first <= taken.start < last), None)
        if number is None:
            return []
        return [text[first:last] for first, last in spans[max(number - 1, 0) : number + 1]]

    def _near(self, block: int) -> bytes:
        """The paragraph of a passage and the heading above it, in small letters."""
        if block not in self._around:
            section = self.facts.section_at(block)
            heading = section.heading_block if section is not None else None
            above = self.facts.index.text(heading) if heading is not None and heading != block else b""
            self._around[block] = b" " + above.lower() + b"\n " + self.facts.index.text(block).lower()
        return self._around[block]

    def _passing(self, taken: Taken) -> bool:
        """Whether a service is named only as a place, for somebody who belongs to it, or in a list of authors."""
        text = self.facts.index.text(taken.block)
        if self.lexicon.occurs("coverage-passing-before", text[max(taken.start - _NEAR, 0) : taken.start]):
            return True
        if self.lexicon.occurs("coverage-passing-after", text[taken.end : taken.end + _NEAR]):
            return True
        said = self.sentence(taken)
        return bool(said) and self.lexicon.occurs("coverage-passing-list", said[-1])

    def _general(self, taken: Taken, forward: bool) -> bool:
        """Whether a sentence says only what a thing is, or unless that is asked what should be done."""
        around = [_MONTH.sub(b" ", said) for said in self.sentence(taken)]
        if not around:
            return False
        if self.lexicon.occurs("coverage-advice", around[-1]):
            return not forward and not self._of_case(around[-1])
        if self.lexicon.occurs("coverage-judged", around[-1]) or not self.lexicon.occurs(
            "coverage-general", around[-1]
        ):
            return False
        return not any(map(self._of_case, around))

    def _of_another(self, taken: Taken, owner: str) -> bool:
        """Whether a sentence (if it names nobody, the one before) names others than the person whose matter it is."""
        around = self.sentence(taken)
        told = [self.owners.another(said, owner) for said in reversed(around)]
        if told[:1] == [True] and told[1:] == [False] and self.owners.speaks_of_somebody(around[-1]):
            return False  # "Anna was ill. Brian kept her tablets."
        return next((each for each in told if each is not None), False)

    def _of_case(self, said: bytes) -> bool:
        return self.lexicon.occurs("coverage-case", said) or any(name in said for name in self._people)
