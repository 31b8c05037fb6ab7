"""The last contacts before a death, as the facts tell them, each with the passage of the analysis that takes it up.

A contact is told in a sentence with words of contact, threat or disclosure (`last-contact-words`) that is dated so
that it lies within the last thirty days whatever day was meant, or that says so itself (`last-days-certain`). It is
taken up where the analysis has its date, speaks of the last days, or shares two telling words with it in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.fold import fold
from dhr_qa.language.sentences import sentences
from dhr_qa.language.stems import stem
from dhr_qa.review.analysed import looked_at
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.review.when import When
from dhr_qa.vocabulary import Vocabulary

WORDS, CERTAIN, LAST, AFTER = "last-contact-words", "last-days-certain", "last-days", "the-death-itself"
PLAIN = "telling-nothing"
DEATH = "death"
DAYS = 30
#: Where facts are told, and where they are looked at.
_TOLD = ("introduction", "background", "chronology", "overview")
_NOT_TOLD = ("terms-of-reference", "timescales", "methodology", "panel", "contributors", "parallel-reviews", "author",
             "recommendations", "action-plan", "family-involvement", "pen-portrait", "condolence", "equality",
             "title-page", "contents", "confidentiality", "dissemination", "glossary")  # fmt: skip
_JUDGED = ("analysis", "key-issues", "conclusions", "lessons")
_PRECISE = ("day", "month")
_SHORT = 150  #: words of an analysis too short to take everything up
_ALIKE = 2  #: telling words that a passage of the analysis shares with a contact
_WORD = re.compile(r"[^\W\d_]{4,}")
_GOES_ON = re.compile(r"(?:She|He|They|Her|His|Their|The (?:call|report|officers?|caller))\b")


class LastContact(Struct, frozen=True):
    """A contact in the last days. `taken_up`: the analysis has a passage about it."""

    text: str
    block: int
    start: int
    end: int
    taken_up: bool


def find_last_contacts(facts: Facts, vocabulary: Vocabulary) -> tuple[LastContact, ...]:
    """The contacts in the last thirty days, in reading order; none where the analysis is very short or missing."""
    if not {WORDS, CERTAIN, LAST, AFTER, PLAIN} <= set(vocabulary.phrases):
        return ()
    judged = looked_at(facts, _JUDGED)
    if sum(len(facts.document.blocks[index].text.split()) for index in judged) < _SHORT:
        return ()
    lexicon = lexicon_for(vocabulary)
    death = _death(facts)
    told = list(_told(facts, lexicon, death, frozenset(judged)))
    if not told:
        return ()
    words = _Telling(lexicon, " ".join(person.name for person in facts.people))
    passages = [(one, words.stems(one)) for one in _passages(facts, judged)]
    found = []
    for block, start, end, dates in told:
        text = facts.document.blocks[block].text[start:end]
        telling = words.stems(text)
        up = any(_takes_up(one, its, dates, telling, lexicon) for one, its in passages)
        found.append(LastContact(text, block, start, end, up))
    return tuple(found)


def _death(facts: Facts) -> When | None:
    """The date of the death, where a month or a day of it is known and every statement of it agrees."""
    known = [e.when for e in facts.events if e.name == DEATH and not e.when.problem and e.when.precision in _PRECISE]
    if not known:
        return None
    best = min(known, key=lambda when: (when.latest - when.earliest).days)
    return best if all(w.earliest <= best.latest and best.earliest <= w.latest for w in known) else None


def _told(
    facts: Facts, lexicon: Lexicon, death: When | None, judged: frozenset[int]
) -> Iterator[tuple[int, int, int, list[FoundDate]]]:
    """Block, start, end and dates of the passages that tell of a last contact."""
    for block in facts.document.blocks:
        roles = set(facts.roles_around(block.index))
        if block.part not in ("body", "textbox") or block.index in judged or roles & set(_NOT_TOLD):
            continue
        if block.kind == "heading" or (roles and not roles & set(_TOLD)):
            continue
        spans = list(sentences(block.text))
        last = -1
        for number, (start, end) in enumerate(spans):
            if number <= last:
                continue
            folded = fold(block.text[start:end])
            if not lexicon.occurs(WORDS, folded):
                continue
            dates = [date for date in find_dates(block.text[start:end]) if not date.problem]
            if not lexicon.occurs(CERTAIN, folded):
                after = spans[number + 1][1] if number + 1 < len(spans) else end  #: it may be the call about the death
                if lexicon.occurs(AFTER, fold(block.text[start:after])) or not _recent(dates, death):
                    continue
            last = number
            while last + 1 < len(spans) and _GOES_ON.match(block.text, spans[last + 1][0]):
                if lexicon.occurs(AFTER, fold(block.text[slice(*spans[last + 1])])):
                    break
                last += 1
            yield block.index, start, spans[last][1], dates


def _recent(dates: Sequence[FoundDate], death: When | None) -> bool:
    """Whether a date lies within the last days, whatever day was meant by it and by the date of the death."""
    if death is None:
        return False
    return any(
        date.precision in _PRECISE
        and date.earliest <= death.latest
        and (death.latest - date.earliest).days <= DAYS
        and date.latest <= death.latest
        for date in dates
    )


def _passages(facts: Facts, judged: Sequence[int]) -> Iterator[str]:
    for index in judged:
        text = facts.document.blocks[index].text
        for start, end in sentences(text):
            yield text[start:end]


def _takes_up(
    passage: str, words: frozenset[str], dates: Sequence[FoundDate], telling: frozenset[str], lexicon: Lexicon
) -> bool:
    if lexicon.occurs(LAST, fold(passage)):
        return True
    if dates and any(
        date.precision in _PRECISE and date.earliest <= other.latest and other.earliest <= date.latest
        for date in find_dates(passage)
        for other in dates
    ):
        return True
    return len(telling & words) >= _ALIKE


class _Telling:
    """The stems of the words that tell passages apart: long ones, and neither common ones nor names."""

    def __init__(self, lexicon: Lexicon, names: str) -> None:
        self._plain = lexicon.list(PLAIN).regexp
        self._known: dict[str, str] = {word.lower(): "" for word in _WORD.findall(names)}

    def stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stem(word) for word in _WORD.findall(text)) - {""}

    def _stem(self, word: str) -> str:
        key = word.lower()
        if key not in self._known:
            folded = fold(key)
            self._known[key] = "" if self._plain.fullmatch(folded) else stem(folded.decode())
        return self._known[key]
