"""Which files belong to one submission pack, when they were given one by one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dhr_qa.review.facts import Facts

_ONCE = ("overview-report", "executive-summary")
_VICTIM = "victim"


class Card(Struct, frozen=True):
    """What must be known of a document to tell whose it is: its first kind, and the names of the person who died."""

    kind: str
    victims: frozenset[str]


def card_of(facts: Facts) -> Card:
    """The card of a document."""
    return Card(facts.kinds[0] if facts.kinds else "", frozenset(victims(facts)))


def one_review(cards: Sequence[Card]) -> bool:
    """Whether two documents or more can be the papers of one review: one report, one summary, and no two names.

    The names of the person who died are compared only where every report and summary has one; slips of spelling
    are no other name, since they are for the rules to find.
    """
    if len(cards) < 2:
        return False
    kinds = [card.kind for card in cards]
    if any(kinds.count(kind) > 1 for kind in _ONCE):
        return False
    named = [card.victims for card in cards if card.kind in _ONCE]
    if len(named) < 2 or not all(named):
        return True
    one, other = named
    return bool(one & other) or _alike(one, other)


def victims(facts: Facts) -> set[str]:
    """The names by which a document calls the person who died."""
    return {person.name for person in facts.people if person.role == _VICTIM}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    from rapidfuzz.distance import Levenshtein

    return any(Levenshtein.distance(a, b) <= max(len(a), len(b)) // 3 for a in one for b in other)
