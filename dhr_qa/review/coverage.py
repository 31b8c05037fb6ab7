"""Coverage of the terms of reference: what of each item is taken up in analysis, conclusions and lessons.

In this order: what the report says itself ("ToR 4", a heading that repeats the item), then the specific limbs of
the item, then the closest passages, which are help for a reader and never proof. That an item is *answered* is
never said: only a person can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from msgspec.structs import replace

from dhr_qa.language.fold import fold
from dhr_qa.language.sentences import sentences
from dhr_qa.language.stems import stem, stems
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.closeness import Closeness, Passage
from dhr_qa.review.coverage_asked import PROCESS as ASKED_PROCESS
from dhr_qa.review.coverage_asked import TOPICS, Asked
from dhr_qa.review.coverage_bodies import beginning, words_pattern
from dhr_qa.review.coverage_called import called
from dhr_qa.review.coverage_evidence import Evidence, Item
from dhr_qa.review.coverage_limbs import Wanted, empty_words, everything_in, limbs_of, own_words, spelled_out
from dhr_qa.review.coverage_links import followed, links
from dhr_qa.review.coverage_owners import Owners
from dhr_qa.review.coverage_share import Share, shares
from dhr_qa.review.coverage_text import ABOUT_THE_REVIEW, Stretch, Texts, roles_in_order, texts_of
from dhr_qa.review.covered import LINKED, MENTIONED, NOT_EVIDENT, OPEN, PARTLY, PROCESS, Coverage, Limb, Taken
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon

_LEAST_WORDS = 100  #: a text with fewer words of analysis, conclusions and lessons is not judged
_MOST_PASSAGES = 3
_MOST_LIMBS_WORDS = 4
_LEAST_CLOSE = 4
_EXCERPT = 200
_FEW_WORDS = 2
_SO_CLOSE = 0.55  #: share of an item's telling words: a passage with so many may be its answer in other words
_SUMMARY, _OVERVIEW = "executive-summary", "overview-report"
_BRIEF = 80  #: words for each item; a summary that is the whole report to its readers has more


def with_coverage(facts: Facts, lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms of reference, each with its coverage; without it where the file has no text that could answer."""
    if not facts.terms or not lexicon.register(TOPICS):
        return facts.terms
    texts = texts_of(facts)
    judged = texts.words >= _LEAST_WORDS
    empty = empty_words(facts.terms, lexicon)
    linked = links(facts, facts.terms, texts.answers, lexicon, frozenset(map(stem, empty))) if judged else {}
    reader = _Reader(facts, texts, lexicon, empty)
    places = Counter((taken.block, taken.start) for hits in linked.values() for _, taken in hits)
    reader.joint = frozenset(place for place, items in places.items() if items > 1)
    found = {number: cover for number, term in enumerate(facts.terms) if (cover := reader.process(term))}
    if judged:
        asking = {number: term for number, term in enumerate(facts.terms) if number not in found}
        found |= reader.weighed({n: reader.coverage(term, linked.get(n, [])) for n, term in asking.items()})
    return tuple(
        replace(term, coverage=reader.quoted(found[number])) if number in found else term
        for number, term in enumerate(facts.terms)
    )


class _Reader:
    """Reads items one after the other against the same texts."""

    def __init__(self, facts: Facts, texts: Texts, lexicon: Lexicon, empty: frozenset[str]) -> None:
        self.facts, self.texts, self.lexicon, self.empty = facts, texts, lexicon, empty
        self.roles = dict(zip(texts.answers.blocks, texts.answers.roles, strict=True))
        self.spelled = spelled_out(facts, lexicon)
        self.asked = Asked(facts, lexicon)
        self.brief = _brief(facts, texts)
        self.joint: frozenset[tuple[int, int]] = frozenset()  #: block and start of links of several items at once
        self._known: dict[tuple[str, bool], list[tuple[str, Taken]]] = {}
        self.owners = Owners(facts, lexicon, texts.answers.folded + b"\n" + texts.elsewhere.folded)
        self.evidence = Evidence(facts, lexicon, self.asked, self.owners)
        self.item = Item()
        self.called: set[str] = set()  #: items that ask for what the report has a name of its own for

    def coverage(self, term: Term, linked: Sequence[tuple[str, Taken]]) -> Coverage:
        """One item that is not about the process."""
        everything = everything_in(term, self.asked, self.spelled, self.owners)
        self.item = self.evidence.item(term, (limb for _, limb in everything[0]))
        wanted = limbs_of(term, everything, self.asked)
        particular = any(not each.setting for clause in wanted for each in clause)
        limbs = self._limbs(wanted)
        sections = self._sections(limbs)
        if linked and not self._only_jointly(linked, limbs):
            sections |= {role: LINKED for role, _ in linked}
            places = tuple(taken for _, taken in linked[:_MOST_PASSAGES])
            return Coverage(LINKED, limbs, places, sections=tuple(sections.items()))
        if not particular and not (limbs and not any(limb.found for limb in limbs)):
            said = self._by_words(term, bool(limbs))
            if said.status or not limbs:
                return said
        shown = tuple(dict.fromkeys(limb.found[0] for limb in limbs if limb.found))[:_MOST_PASSAGES]
        missing = sum(not limb.found for limb in limbs)
        if missing == len(limbs):
            status = NOT_EVIDENT
        elif not particular:
            status = OPEN  # the police, the children: of such words no report is without
        else:
            status = PARTLY if missing else MENTIONED
        closest = () if status == MENTIONED else self._closest(term)
        if status == NOT_EVIDENT and not any(limb.elsewhere or limb.weak for limb in limbs):
            light = all(each.light for clause in wanted for each in clause)
            named = any(each.chief for clause in wanted for each in clause)  # a service would be called by its name
            if light or (not named and (self._has_a_heading() or (closest and closest[0].score >= _SO_CLOSE))):
                status = OPEN  # it may well have words of its own for the thing
        return Coverage(status, limbs, shown, closest, tuple(sections.items()))

    def _has_a_heading(self) -> bool:
        """Whether a heading above text says nothing but what the item says too ("The marriage")."""
        return any(roots <= self.item.roots for roots in self._headings)

    @cached_property
    def _headings(self) -> list[frozenset[str]]:
        blocks = self.facts.document.blocks
        found = [number for number in self.texts.answers.blocks if blocks[number].kind == "heading"]
        above = [number for number in found if followed(self.facts, number, self.lexicon)]
        return [roots for number in above if (roots := self.asked.roots(blocks[number].text))]

    def weighed(self, covers: dict[int, Coverage]) -> dict[int, Coverage]:
        """What the topics say of items, weighed against how much of their words stands together."""
        if all(cover.status == LINKED for cover in covers.values()):
            return covers
        terms = [self.facts.terms[number] for number in covers]
        missed = {place for place, cover in enumerate(covers.values()) if cover.status == NOT_EVIDENT}
        known = shares(self.facts, self.texts, self.asked, terms, self.evidence.tells_of_case, missed)
        return {
            number: self._weighed(cover, share, term)
            for (number, cover), share, term in zip(covers.items(), known, terms, strict=True)
        }

    def _weighed(self, cover: Coverage, share: Share, term: Term) -> Coverage:
        """One item.

        Where that comes to another end, an item that no topic found may have its answer in other words, and what
        topics found of one may stand there about something else.
        """
        if cover.status == NOT_EVIDENT:
            passing = any(limb.weak and not self.evidence.only_general(limb.weak) for limb in cover.limbs)
            return cover if passing or share.unanswered(True) else replace(cover, status=OPEN)
        if cover.status not in (MENTIONED, PARTLY) or not share.unanswered(False):
            return cover
        found = [limb.found[0].block for limb in cover.limbs if limb.found]
        if term.text in self.called or any(block not in self.roles for block in found):
            return cover  # by a name of the report's own; by a recommendation, where the item asks for one
        limbs = tuple(
            replace(limb, found=(), weak=limb.found) if limb.found and cover.status == MENTIONED else limb
            for limb in cover.limbs
            if cover.status == MENTIONED or not limb.found
        )
        closest = cover.closest or self._closest(term)
        return Coverage(NOT_EVIDENT, limbs, (), closest)

    def quoted(self, cover: Coverage) -> Coverage:
        """The same with the words of its passages."""
        return replace(
            cover,
            brief=self.brief,
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
        for asked in ([each for each in wanted if each.actor], [each for each in wanted if each.chief]):
            limbs = [self._limb(each) for each in asked]
            if limbs and not any(limb.found for limb in limbs):
                return limbs
        wanted = [each for each in wanted if not each.setting] or wanted
        limbs = [self._limb(each) for each in wanted]
        taken_up = any(limb.found for limb in limbs)
        return [limb for each, limb in zip(wanted, limbs, strict=True) if limb.found or not (taken_up and each.example)]

    def _only_jointly(self, linked: Sequence[tuple[str, Taken]], limbs: Sequence[Limb]) -> bool:
        """Whether only a heading for several items names this one, and what it asks for is told elsewhere alone."""
        joint = all((taken.block, taken.start) in self.joint for _, taken in linked)
        return joint and bool(limbs) and all(limb.elsewhere and not limb.found for limb in limbs)

    def _limbs(self, wanted: Sequence[Sequence[Wanted]]) -> tuple[Limb, ...]:
        """The limbs of an item; where nothing firm that it asks about is taken up, only what is firm."""
        told = [
            (self._clause(clause), all(each.light or (each.setting and not each.actor) for each in clause))
            for clause in wanted
        ]
        firm = [limb for limbs, faint in told if not faint for limb in limbs]
        if firm and not any(limb.found for limb in firm):
            return tuple(dict.fromkeys(firm))
        return tuple(dict.fromkeys(limb for limbs, _ in told for limb in limbs))

    def _limb(self, wanted: Wanted) -> Limb:
        hits = self._hits(self.texts.answers, wanted)
        if wanted.named and not hits:
            names = called(self.owners.text, wanted.named)
            hits = list(self.texts.answers.hits(words_pattern(names, self.lexicon))) if names else []
            self.called |= {self.item.text} if hits else set()
        found = self._telling(hits, wanted)
        if found:
            return Limb(wanted.title, tuple(found.values()))
        near = (taken for _, taken in hits if self.evidence.of_the_matter(taken, wanted, self.item))
        weak = tuple(islice(near, _MOST_PASSAGES))
        other = self._elsewhere(wanted)
        if wanted.forward:
            found = {role: taken for role, taken in other if role == "recommendations"}
        return Limb(wanted.title, tuple(found.values()), tuple(other), () if found else weak)

    def _hits(self, stretch: Stretch, wanted: Wanted) -> list[tuple[str, Taken]]:
        key = wanted.key, stretch is self.texts.answers
        if key not in self._known:
            self._known[key] = list(stretch.hits(wanted.pattern))
        return self._known[key]

    def _elsewhere(self, wanted: Wanted) -> list[tuple[str, Taken]]:
        """The first passage of each role that does not answer: of the matter, failing these any."""
        hits = [hit for hit in self._hits(self.texts.elsewhere, wanted) if hit[0] not in ABOUT_THE_REVIEW]
        near = [hit for hit in hits if self.evidence.of_the_matter(hit[1], wanted, self.item)]
        return roles_in_order(near or hits)

    def _telling(self, hits: Sequence[tuple[str, Taken]], wanted: Wanted) -> dict[str, Taken]:
        """By section role the first match that takes a thing up; failing these, in headings."""
        blocks = self.facts.document.blocks
        found: dict[str, Taken] = {}
        headings: dict[str, Taken] = {}
        for role, taken in hits:
            if blocks[taken.block].kind == "heading":
                if role not in headings and self._headed(taken, wanted):
                    headings[role] = taken
            elif (
                role not in found
                and self.evidence.of_the_matter(taken, wanted, self.item)
                and self.evidence.tells(taken, wanted)
            ):
                found[role] = taken
        return found or headings

    def _headed(self, taken: Taken, wanted: Wanted) -> bool:
        """Whether a heading takes a thing up: text follows it, which is of the person whose matter the thing is."""
        if not followed(self.facts, taken.block, self.lexicon):
            return False
        if not wanted.owner:
            return True
        below = self.facts.document.blocks[taken.block + 1 :]
        under = next(each.index for each in below if each.kind != "heading")
        return self.owners.another(self.facts.index.text(under), wanted.owner) is False

    def _by_words(self, term: Term, settled: bool) -> Coverage:
        """An item about nothing that the vocabulary knows: not evident if none of its own words occurs.

        A single word that the report does not have at all is too little to go by: it may well have another for it. So
        are more where what was asked is `settled`: with whom or where it was is taken up.
        """
        words = own_words(term, self.asked)
        if not words:
            return Coverage(OPEN, closest=self._closest(term))
        pattern = self.lexicon.pattern("|".join(beginning(root) for root in words))
        title = ", ".join(f'"{word}"' for word in list(words.values())[:_MOST_LIMBS_WORDS])
        limb = self._limb(Wanted(title, title, pattern))
        if limb.found or limb.weak or ((settled or len(words) < _FEW_WORDS) and not limb.elsewhere):
            return Coverage(OPEN, (), (), self._closest(term))
        return Coverage(NOT_EVIDENT, (limb,), (), self._closest(term), by_words=True)

    def process(self, term: Term) -> Coverage | None:
        """An item about how the review is run, with the passages where such things belong; None for others."""
        text = fold(term.text)
        entries = [entry for _, _, entry in self.asked.spans(ASKED_PROCESS, text)]
        if not entries and not term.process:
            return None
        of_case = self.lexicon.occurs("coverage-of-case", text) and not self.lexicon.occurs("coverage-of-review", text)
        if of_case and not any(entry.get("certain") for entry in entries):
            return None
        shown: list[Taken] = []
        limbs: list[Limb] = []
        for known in {entry.id: entry for entry in entries}.values():
            roles = set(known.get("roles", ()))
            pattern = self.asked.pattern(known, known.forms)
            hits = [(role, taken) for role, taken in self.texts.elsewhere.hits(pattern, 400) if role in roles]
            first = tuple(taken for _, taken in roles_in_order(hits))
            limbs.append(Limb(known.title, first))
            shown += first[:1]
        return Coverage(PROCESS, tuple(limbs), tuple(dict.fromkeys(shown))[:_MOST_PASSAGES])


def _brief(facts: Facts, texts: Texts) -> bool:
    """Whether a file is a summary alone, with few words of analysis, conclusions and lessons for each item."""
    alone = _SUMMARY in facts.kinds and _OVERVIEW not in facts.kinds
    return alone and texts.words < _BRIEF * len(facts.terms)


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence that a place of a text stands in."""
    return next(((start, end) for start, end in sentences(text) if start <= place < end), (0, len(text)))


def opening(text: str, most: int) -> str:
    """A text on one line, cut at a word to at most `most` characters."""
    line = squeezed(text)
    return line if len(line) <= most else f"{line[: most - 1].rpartition(' ')[0]}…"
