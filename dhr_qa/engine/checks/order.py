"""Order: whether things stand in a document, or happened, in the order that the other side gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dhr_qa.engine.checks.keys import Finder, Item
from dhr_qa.engine.results import Fault
from dhr_qa.engine.where import as_when, number_of


def out_of_order(left: Sequence[Item], right: Sequence[Item], finder: Finder, sort: str = "") -> list[Fault]:
    """Faults for as few items as explain the disorder; each names one item that stands too early before it.

    Without `sort` an item stands where its node does; with it, where that field (a date, a number) puts it;
    imprecise dates are out of order only if no day of them fits. Of several items with one key the first
    counts, of dates the most exact.
    """
    ranks = {id(item): rank for rank, item in enumerate(right)}
    chosen: dict[int, tuple[Any, Item]] = {}
    for place, item in enumerate(left):
        value = item.get(sort) if sort else place
        if value is None:
            continue
        for found in finder.all(item.keys):
            rank = ranks[id(found)]
            if rank not in chosen or (sort and _exactness(value) < _exactness(chosen[rank][0])):
                chosen[rank] = (value, item)
    conflicts = {rank: set[int]() for rank in chosen}
    order = sorted(chosen)
    for number, early in enumerate(order):
        for late in order[number + 1 :]:
            if chosen[early][1] is not chosen[late][1] and _after(chosen[early][0], chosen[late][0]):
                conflicts[early].add(late)
                conflicts[late].add(early)
    faults = []
    while any(conflicts.values()):
        worst = max(order, key=lambda rank: (len(conflicts[rank]), -rank))
        partner = min(conflicts[worst], key=lambda rank: (abs(rank - worst), rank))
        faults.append(_fault(right, chosen, min(worst, partner), max(worst, partner)))
        for other in conflicts.pop(worst):
            conflicts[other].discard(worst)
        order.remove(worst)
    return faults


def _fault(right: Sequence[Item], chosen: dict[int, tuple[Any, Item]], first: int, second: int) -> Fault:
    item, other = chosen[first][1], chosen[second][1]
    values = {"value": right[first].title, "other": right[second].title, "key": right[first].keys[0]}
    return Fault(item.node, key="order", values=values, text=right[first].keys[0], other=other.node)


def _exactness(value: Any) -> int:
    when = as_when(value)
    return (when.latest - when.earliest).days if when is not None else 0


def _after(one: Any, other: Any) -> bool:
    """Whether `one` certainly comes later than `other`."""
    first, second = as_when(one), as_when(other)
    if first is not None and second is not None:
        return first.earliest > second.latest
    numbers = number_of(one), number_of(other)
    return numbers[0] is not None and numbers[1] is not None and numbers[0] > numbers[1]
