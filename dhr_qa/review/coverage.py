"""Coverage of the terms of reference: what of each item is taken up in analysis, conclusions and lessons.

In this order: what the report says itself ("ToR 4", a heading that repeats the item), then the specific limbs of
the item, then the closest passages, which are help for a reader and never proof. That an item is *answered* is
never said: only a person can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec.structs import replace

from dhr_qa.language.fold import fold
from dhr_qa.language.sentences import sentences
from dhr_qa.language.stems import stem, stems
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.closeness import Closeness, Passage
from dhr_qa.review.coverage_limbs import Wanted, empty_words, limbs_of, own_words, spelled_out
from dhr_qa.review.coverage_links import links
from dhr_qa.review.coverage_text import Stretch, Texts, roles_in_order, texts_of
from dhr_qa.review.covered import LINKED, MENTIONED, NOT_EVIDENT, OPEN, PARTLY, PROCESS, Coverage, Limb, Taken
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon, phrase_pattern

_LEAST_WORDS = 100  #: a text with fewer words of analysis, conclusions and lessons is not judged
_MOST_PASSAGES = 3
_MOST_LIMBS_WORDS = 4
_LEAST_CLOSE = 4
_EXCERPT = 200
_FEW_WORDS = 2
_SHORT_STEM = 4
_ENDING = 2  #: letters in which kin of a word may differ: redundancy, redundant


def with_coverage(facts: Facts, lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms of reference, each with its coverage; without it where the file has no text that could answer."""
    if not facts.terms or not lexicon.register("coverage-topics"):
        return facts.terms
    texts = texts_of(facts)
    judged = texts.words >= _LEAST_WORDS
    empty = empty_words(facts.terms, lexicon)
    linked = links(facts, facts.terms, texts.answers, lexicon, frozenset(map(stem, empty))) if judged else {}
    reader = _Reader(facts, texts, lexicon, empty)
    found: list[Term] = []
    for number, term in enumerate(facts.terms):
        process = reader.process(term)
        if process is not None:
            found.append(replace(term, coverage=reader.quoted(process)))
        elif judged:
            found.append(replace(term, coverage=reader.quoted(reader.coverage(term, linked.get(number, [])))))
        else:
            found.append(term)
    return tuple(found)


class _Reader:
    """Reads items one after the other against the same texts."""

    def __init__(self, facts: Facts, texts: Texts, lexicon: Lexicon, empty: frozenset[str]) -> None:
        self.facts, self.texts, self.lexicon, self.empty = facts, texts, lexicon, empty
        self.roles = dict(zip(texts.answers.blocks, texts.answers.roles, strict=True))
        self.spelled = spelled_out(facts, lexicon)
        self._known: dict[str, Limb] = {}

    def coverage(self, term: Term, linked: Sequence[tuple[str, Taken]]) -> Coverage:
        """One item that is not about the process."""
        wanted = limbs_of(term, self.facts, self.lexicon, self.spelled)
        particular = any(not each.setting for clause in wanted for each in clause)
        limbs = tuple(dict.fromkeys(limb for clause in wanted for limb in self._clause(clause)))
        sections = self._sections(limbs)
        if linked:
            sections |= {role: LINKED for role, _ in linked}
            places = tuple(taken for _, taken in linked[:_MOST_PASSAGES])
            return Coverage(LINKED, limbs, places, sections=tuple(sections.items()))
        if not particular:
            said = self._by_words(term)
            if said.status or not limbs:
                return said
        shown = tuple(dict.fromkeys(limb.found[0] for limb in limbs if limb.found))[:_MOST_PASSAGES]
        missing = sum(not limb.found for limb in limbs)
        if not particular:
            status = OPEN  # the police, the children: of such words no report is without
        elif missing == len(limbs):
            status = NOT_EVIDENT
        else:
            status = PARTLY if missing else MENTIONED
        closest = () if status == MENTIONED else self._closest(term)
        return Coverage(status, limbs, shown, closest, tuple(sections.items()))

    def quoted(self, cover: Coverage) -> Coverage:
        """The same with the words of its passages."""
        return replace(
            cover,
            passages=tuple(replace(each, text=self._words(each)) for each in cover.passages),
            closest=tuple(replace(each, text=self._words(each)) for each in cover.closest),
        )

    def _words(self, taken: Taken) -> str:
        """The sentence that a passage stands in, or its beginning."""
        text = self.facts.document.blocks[taken.block].text
        whole = taken.start == 0 and taken.end == len(text)
        first, last = (0, len(text)) if whole else sentence_at(text, taken.start)
        return opening(text[first:last], _EXCERPT)

    def _sections(self, limbs: Iterable[Limb]) -> dict[str, str]:
        """Section roles in which limbs are taken up, in reading order."""
        blocks = sorted(taken.block for limb in limbs for taken in limb.found)
        return {self.roles[block]: MENTIONED for block in blocks if block in self.roles}

    @cached_property
    def _passages(self) -> Closeness:
        blocks = self.facts.document.blocks
        texts = [(number, squeezed(blocks[number].text)) for number in self.texts.answers.blocks]
        own = [(number, text) for number, text in texts if blocks[number].kind != "heading"]
        names = {word.casefold() for person in self.facts.people for word in person.name.split()}
        wanted = [Passage(self.facts, number, text) for number, text in own if text.count(" ") >= _LEAST_CLOSE]
        return Closeness(wanted, names)

    def _closest(self, term: Term) -> tuple[Taken, ...]:
        """The passages that have most of the item's telling words: for a reader, no proof of anything."""
        telling = " ".join(word for word, _ in stems(term.text) if word not in self.empty)
        near = self._passages.closest(telling, _MOST_PASSAGES) or self._passages.closest(term.text, 1)
        texts = self.facts.document.blocks
        return tuple(
            Taken(each.passage.block, 0, len(texts[each.passage.block].text), min(each.share, 1.0)) for each in near
        )

    def _clause(self, wanted: Sequence[Wanted]) -> list[Limb]:
        """The limbs of one question; where no service that it asks about is taken up, only these."""
        chief = [self._limb(each) for each in wanted if each.chief]
        if chief and not any(limb.found for limb in chief):
            return chief
        return [self._limb(each) for each in wanted]

    def _limb(self, wanted: Wanted) -> Limb:
        known = self._known.get(wanted.key)
        if known is None:
            known = self._known[wanted.key] = self._looked_for(wanted)
        return known

    def _looked_for(self, wanted: Wanted) -> Limb:
        found = roles_in_order(list(self._prose(self.texts.answers, wanted)))
        other = [] if found else roles_in_order(list(self.texts.elsewhere.hits(wanted.pattern)))
        if wanted.forward and not found:
            found = [(role, taken) for role, taken in other if role == "recommendations"]
        return Limb(wanted.title, tuple(taken for _, taken in found), tuple(other))

    def _prose(self, stretch: Stretch, wanted: Wanted) -> list[tuple[str, Taken]]:
        """Matches, those in text before those in headings."""
        hits = list(stretch.hits(wanted.pattern))
        blocks = self.facts.document.blocks
        return [hit for hit in hits if blocks[hit[1].block].kind != "heading"] or hits

    def _by_words(self, term: Term) -> Coverage:
        """An item about nothing that the vocabulary knows: not evident if none of its own words occurs.

        A single word is too little to go by: the report may well have another for it.
        """
        words = own_words(term, self.facts, self.lexicon)
        if len(words) < _FEW_WORDS:
            return Coverage(OPEN, closest=self._closest(term))
        pattern = self.lexicon.pattern("|".join(_beginning(root) for root in words))
        title = ", ".join(f'"{word}"' for word in list(words.values())[:_MOST_LIMBS_WORDS])
        limb = self._looked_for(Wanted(title, title, pattern))
        if limb.found:
            return Coverage(OPEN, (), (), self._closest(term))
        return Coverage(NOT_EVIDENT, (limb,), (), self._closest(term), by_words=True)

    def process(self, term: Term) -> Coverage | None:
        """An item about how the review is run, with the passages where such things belong; None for others."""
        text = fold(term.text)
        entries = [entry for _, _, entry in self.lexicon.forms("coverage-process", "asked").spans(text)]
        if not entries and not term.process:
            return None
        shown: list[Taken] = []
        limbs: list[Limb] = []
        for entry in dict.fromkeys(entry.id for entry in entries):
            known = self.lexicon.entry("coverage-process", entry)
            if known is None:
                continue
            roles = set(known.get("roles", ()))
            pattern = self.lexicon.pattern("|".join(f"(?:{phrase_pattern(form)})" for form in known.forms))
            hits = [(role, taken) for role, taken in self.texts.elsewhere.hits(pattern, 400) if role in roles]
            first = tuple(taken for _, taken in roles_in_order(hits))
            limbs.append(Limb(known.title, first))
            shown += first[:1]
        return Coverage(PROCESS, tuple(limbs), tuple(dict.fromkeys(shown))[:_MOST_PASSAGES])


def _beginning(root: str) -> str:
    """A pattern for the words of a stem; a short one stands for itself and its plural only."""
    if len(root) <= _SHORT_STEM:
        return rf"\b{root}(?:s|es)?\b"
    return rf"\b{root[: max(_SHORT_STEM + 1, len(root) - _ENDING)]}"


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence that a place of a text stands in."""
    return next(((start, end) for start, end in sentences(text) if start <= place < end), (0, len(text)))


def opening(text: str, most: int) -> str:
    """A text on one line, cut at a word to at most `most` characters."""
    line = squeezed(text)
    return line if len(line) <= most else f"{line[: most - 1].rpartition(' ')[0]}…"
