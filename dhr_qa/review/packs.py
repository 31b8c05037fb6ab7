"""Which files belong to one submission pack, when they were given one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dhr_qa.review.facts import Facts

T = TypeVar("T")
_ONCE = ("overview-report", "executive-summary")
_VICTIM = "victim"


def joined(groups: Sequence[tuple[T, list[Facts]]], loose: Callable[[T], bool]) -> list[tuple[T, list[Facts]]]:
    """Groups of documents, with the loose ones put together (in place of the first) if they are of one review."""
    alone = [place for place, (given, _) in enumerate(groups) if loose(given)]
    together = [facts for place in alone for facts in groups[place][1]]
    if len(together) < 2 or not one_review(together):
        return list(groups)
    first = alone[0]
    return [
        (given, together if place == first else facts)
        for place, (given, facts) in enumerate(groups)
        if place == first or place not in alone
    ]


def one_review(documents: Sequence[Facts]) -> bool:
    """Whether documents can be the papers of one review: one report, one summary, and no two victims' names.

    The names are compared only where every report and summary has one; slips of spelling are no other name, since
    they are for the rules to find.
    """
    kinds = [facts.kinds[0] for facts in documents if facts.kinds]
    if any(kinds.count(kind) > 1 for kind in _ONCE):
        return False
    named = [victims(facts) for facts in documents if facts.kinds and facts.kinds[0] in _ONCE]
    if len(named) < 2 or not all(named):
        return True
    one, other = named
    return bool(one & other) or _alike(one, other)


def victims(facts: Facts) -> set[str]:
    """The names by which a document calls the person who died."""
    return {person.name for person in facts.people if person.role == _VICTIM}


def _alike(one: set[str], other: set[str]) -> bool:
    from rapidfuzz.distance import Levenshtein

    return any(Levenshtein.distance(a, b) <= max(len(a), len(b)) // 3 for a in one for b in other)
