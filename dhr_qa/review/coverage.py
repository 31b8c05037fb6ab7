"""Coverage of the terms of reference: what of each item is taken up in analysis, conclusions and lessons.

In this order: what the report says itself ("ToR 4", a heading that repeats the item), then the specific limbs of
the item, then the closest passages, which are help for a reader and never proof. That an item is *answered* is
never said: only a person can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dhr_qa.language.fold import fold
from dhr_qa.review.coverage_limbs import Wanted, empty_stems, limbs_of, own_words, spelled_out
from dhr_qa.review.coverage_links import links
from dhr_qa.review.coverage_text import Stretch, Texts, roles_in_order, texts_of
from dhr_qa.review.covered import LINKED, MENTIONED, NOT_EVIDENT, OPEN, PARTLY, PROCESS, Coverage, Limb, Taken
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon

_LEAST_WORDS = 120  #: a text with fewer words of analysis, conclusions and lessons is not judged
_MOST_PASSAGES = 3
_MOST_LIMBS_WORDS = 4


def with_coverage(facts: Facts, lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms of reference, each with its coverage; without it where the file has no text that could answer."""
    if not facts.terms or not lexicon.register("coverage-topics"):
        return facts.terms
    texts = texts_of(facts)
    judged = texts.words >= _LEAST_WORDS
    empty = empty_stems(facts.terms, lexicon)
    linked = links(facts, facts.terms, texts.answers, lexicon, empty) if judged else {}
    reader = _Reader(facts, texts, lexicon)
    found: list[Term] = []
    for number, term in enumerate(facts.terms):
        process = reader.process(term)
        if process is not None:
            found.append(replace(term, coverage=process))
        elif judged:
            found.append(replace(term, coverage=reader.coverage(term, linked.get(number, []))))
        else:
            found.append(term)
    return tuple(found)


class _Reader:
    """Reads items one after the other against the same texts."""

    def __init__(self, facts: Facts, texts: Texts, lexicon: Lexicon) -> None:
        self.facts, self.texts, self.lexicon = facts, texts, lexicon
        self.spelled = spelled_out(facts, lexicon)
        self._known: dict[str, Limb] = {}

    def coverage(self, term: Term, linked: Sequence[tuple[str, Taken]]) -> Coverage:
        """One item that is not about the process."""
        wanted = limbs_of(term, self.facts, self.lexicon, self.spelled)
        particular = any(not each.setting for each in wanted)
        limbs = tuple(self._limb(each) for each in wanted)
        sections = {role: MENTIONED for limb in limbs for role, _ in self._by_role(limb)}
        if linked:
            sections |= {role: LINKED for role, _ in linked}
            places = tuple(taken for _, taken in linked[:_MOST_PASSAGES])
            return Coverage(LINKED, limbs, places, sections=tuple(sections.items()))
        if not limbs:
            return self._by_words(term)
        shown = tuple(dict.fromkeys(limb.found[0] for limb in limbs if limb.found))[:_MOST_PASSAGES]
        missing = sum(not limb.found for limb in limbs)
        if missing == len(limbs):
            status = NOT_EVIDENT
        elif missing:
            status = PARTLY if particular else OPEN
        else:
            status = MENTIONED if particular else OPEN
        return Coverage(status, limbs, shown, sections=tuple(sections.items()))

    def _by_role(self, limb: Limb) -> list[tuple[str, Taken]]:
        roles = dict(zip(self.texts.answers.blocks, self.texts.answers.roles, strict=True)) if limb.found else {}
        return [(roles.get(taken.block, ""), taken) for taken in limb.found]

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
        """An item about nothing that the vocabulary knows: not evident if none of its own words occurs."""
        words = own_words(term, self.facts, self.lexicon)
        if not words:
            return Coverage(OPEN)
        pattern = self.lexicon.pattern("|".join(rf"\b{root}" for root in words))
        title = ", ".join(f'"{word}"' for word in list(words.values())[:_MOST_LIMBS_WORDS])
        limb = self._looked_for(Wanted(title, title, pattern))
        if limb.found:
            return Coverage(OPEN, (), limb.found[:_MOST_PASSAGES])
        return Coverage(NOT_EVIDENT, (limb,))

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
            pattern = self.lexicon.pattern("|".join(self._pattern(form) for form in known.forms))
            hits = [(role, taken) for role, taken in self.texts.elsewhere.hits(pattern, 400) if role in roles]
            first = tuple(taken for _, taken in roles_in_order(hits))
            limbs.append(Limb(known.title, first))
            shown += first[:1]
        return Coverage(PROCESS, tuple(limbs), tuple(dict.fromkeys(shown))[:_MOST_PASSAGES])

    @staticmethod
    def _pattern(form: str) -> str:
        from dhr_qa.review.lexicon import phrase_pattern

        return f"(?:{phrase_pattern(form)})"
