"""A feedback letter beside the report that answers it: for each point the closest passages, and what changed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dhr_qa.documents.model import Location
from dhr_qa.language.fold import fold
from dhr_qa.language.wordings import changed
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.changes import CHANGED, GONE, NEW, SAME, Changes, compare
from dhr_qa.review.closeness import Close, Closeness, Passage, passages_of
from dhr_qa.review.facts import Facts
from dhr_qa.review.letters import PUBLISHING, Point, find_points
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.vocabulary import Vocabulary

MOST = 3
_EMPTY, _REFERENCES = "letter-empty-words", "references"
_NUMBER = re.compile(r"[\s(]{0,2}([0-9]{1,3}(?:\.[0-9]{1,3}){0,4})\b")


class Shown(Struct, frozen=True):
    """A passage as it is shown beside a point.

    change: same, changed, new or gone since the old draft ("" without one); `before` and `after` are the first words
    in which a changed passage differs. named: the point gives the number of this paragraph. score and words say why
    the passage is here.
    """

    document: str
    location: Location
    text: str
    score: float = 0.0
    words: tuple[str, ...] = ()
    change: str = ""
    before: str = ""
    after: str = ""
    named: bool = False


class Answer(Struct, frozen=True):
    """A point of the letter with the passages closest to it, and those of the old draft that are gone."""

    point: Point
    document: str
    location: Location
    passages: tuple[Shown, ...] = ()
    gone: tuple[Shown, ...] = ()


class Answers(Struct, frozen=True):
    """The whole letter. `changes`: passages new, changed and gone since the old draft, if one was given."""

    letters: tuple[str, ...]
    against: tuple[str, ...]
    old: tuple[str, ...]
    answers: tuple[Answer, ...]
    publishing: tuple[Answer, ...]
    changes: dict[str, int] | None = None


def answers(
    letters: Iterable[Facts], against: Sequence[Facts], old: Sequence[Facts] | None, vocabulary: Vocabulary
) -> Answers:
    """Every point of the letters with the closest passages of `against`; with `old`, what changed in them."""
    letters = list(letters)
    new_passages = passages_of(against)
    empty = vocabulary.phrases[_EMPTY].phrases if _EMPTY in vocabulary.phrases else ()
    index = Closeness(new_passages, empty)
    changes = old_index = None
    if old is not None:
        changes = compare(passages_of(old), new_passages)
        old_index = Closeness(changes.gone, empty)
    found: list[Answer] = []
    publishing: list[Answer] = []
    for facts in letters:
        for point in find_points(facts, vocabulary):
            where = facts.locate(point.block, point.start, point.end)
            if point.kind == PUBLISHING:
                publishing.append(Answer(point, facts.document.path, where))
                continue
            close = index.closest(point.text, MOST, point.under)
            named = _named(point, old if old is not None else against, vocabulary)
            shown = [_shown(each, changes) for each in close]
            known = {(passage.facts.document.path, passage.text) for passage in named}
            shown = [each for each in shown if (each.document, each.text) not in known]
            shown = [_at(passage, changes) for passage in named] + shown
            gone = old_index.closest(point.text, 1, point.under) if old_index is not None else []
            lost = tuple(_gone(each) for each in gone)
            found.append(Answer(point, facts.document.path, where, tuple(shown), lost))
    return Answers(
        tuple(facts.document.path for facts in letters),
        tuple(facts.document.path for facts in against),
        tuple(facts.document.path for facts in old or ()),
        tuple(found),
        tuple(publishing),
        {NEW: changes.count(NEW), CHANGED: changes.count(CHANGED), GONE: len(changes.gone)} if changes else None,
    )


def touched(answer: Answer) -> bool | None:
    """Whether anything shown beside a point is new, changed or gone; None where there is no old draft to tell."""
    states = [each.change for each in answer.passages if each.change]
    if not states and not answer.gone:
        return None
    return bool(answer.gone) or any(state != SAME for state in states)


def _shown(close: Close, changes: Changes | None) -> Shown:
    passage = close.passage
    state, before, after = "", "", ""
    if changes is not None:
        state = changes.states.get(id(passage), "")
        if id(passage) in changes.before:
            before, after = changed(changes.before[id(passage)].text, passage.text)
    where = passage.facts.locate(passage.block)
    return Shown(passage.facts.document.path, where, passage.text, close.score, close.words, state, before, after)


def _gone(close: Close) -> Shown:
    passage = close.passage
    where = passage.facts.locate(passage.block)
    return Shown(passage.facts.document.path, where, passage.text, close.score, close.words, GONE)


def _at(passage: Passage, changes: Changes | None) -> Shown:
    """A paragraph that the letter names by its number: that of the old draft, where there is one to look at."""
    where = passage.facts.locate(passage.block)
    state = ""
    if changes is not None:
        gone = any(each.text == passage.text for each in changes.gone)
        rewritten = any(each.text == passage.text for each in changes.before.values())
        state = GONE if gone else CHANGED if rewritten else SAME
    return Shown(passage.facts.document.path, where, passage.text, change=state, named=True)


def _named(point: Point, documents: Sequence[Facts], vocabulary: Vocabulary) -> list[Passage]:
    """The paragraphs whose printed numbers a point gives ("paragraph 4.2")."""
    if not vocabulary.registers.get(_REFERENCES):
        return []
    folded = fold(point.text)
    numbers = []
    for _, end, entry in lexicon_for(vocabulary).forms(_REFERENCES).spans(folded):
        number = _NUMBER.match(point.text, end)
        if number is not None and entry.get("target") == "label":
            numbers.append(number.group(1))
    return [
        Passage(facts, block.index, squeezed(block.text))
        for number in dict.fromkeys(numbers)
        for facts in documents
        for block in facts.document.blocks
        if block.label.strip(" .()") == number and not block.toc and block.part == "body"
    ][:MOST]
