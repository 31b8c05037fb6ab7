"""The parts of a run in the order in which their packs were given, whoever does the work."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from dhr_qa.many.given import Pack
from dhr_qa.many.job import Checker, Part, Reading
from dhr_qa.review.packs import Card, card_of, one_review

#: Files given one by one that may still be the papers of one review; with more they are a library.
MOST_TOGETHER = 24

Map = Callable[[Sequence[Pack]], Iterator[Part]]


def one_by_one(packs: Sequence[Pack], checker: Checker, join: bool = True) -> Iterator[Part]:
    """Every part, in this process. Of more files than can be of one review none stays in memory."""
    loose = _together(packs) if join else []
    packs, known = _united(packs, loose, {pack: checker.read(pack) for pack in loose})
    for pack in packs:
        yield checker.check(pack, known.pop(pack, None))


def all_read(packs: Sequence[Pack], checker: Checker) -> list[tuple[Pack, Reading]]:
    """Every pack with what was read of it, kept; files given one by one that can be of one review are one pack."""
    packs, known = _united(packs, _together(packs), {pack: checker.read(pack) for pack in packs})
    return [(pack, known[pack]) for pack in packs]


def _united(
    packs: Sequence[Pack], loose: Sequence[Pack], known: dict[Pack, Reading]
) -> tuple[Sequence[Pack], dict[Pack, Reading]]:
    """The packs, the loose ones as one if what was read of them can be of one review, and what was read of each."""
    readings = [known[pack] for pack in loose]
    if not loose or not one_review([card_of(facts) for each in readings for facts in each.facts]):
        return packs, known
    whole = _joined(loose)
    kept = {pack: reading for pack, reading in known.items() if pack not in loose}
    return _with(packs, whole), {**kept, whole: _all(readings)}


def spread(packs: Sequence[Pack], work: Map, join: bool = True) -> Iterator[Part]:
    """Every part, `work` doing packs elsewhere and giving them back in order."""
    known: dict[Pack, Part] = {}
    loose = _together(packs) if join else []
    if loose:
        known = dict(zip(loose, work(loose), strict=True))
        cards: list[Card] = [card for part in known.values() for card in part.cards]
        if one_review(cards):
            known = {}  # each was checked by itself, in vain: it takes the facts to know that
            packs = _with(packs, _joined(loose))
    rest = work([pack for pack in packs if pack not in known])
    for pack in packs:
        yield known.pop(pack) if pack in known else next(rest)


def _together(packs: Sequence[Pack]) -> list[Pack]:
    """The files given one by one, if they can be the papers of one review by their number."""
    loose = [pack for pack in packs if pack.loose]
    return loose if 2 <= len(loose) <= MOST_TOGETHER else []


def _joined(loose: Sequence[Pack]) -> Pack:
    data = {path: content for pack in loose for path, content in pack.data.items()}
    return dataclasses.replace(
        loose[0], paths=tuple(path for pack in loose for path in pack.paths), apart=True, data=data
    )


def _with(packs: Sequence[Pack], whole: Pack) -> list[Pack]:
    """The packs with `whole` in place of the first loose one, and without the others."""
    first = next(number for number, pack in enumerate(packs) if pack.loose)
    return [
        whole if number == first else pack for number, pack in enumerate(packs) if number == first or not pack.loose
    ]


def _all(readings: Iterable[Reading]) -> Reading:
    together = Reading()
    for each in readings:
        together.facts.extend(each.facts)
        together.failures.extend(each.failures)
        together.bugs.extend(each.bugs)
    return together
