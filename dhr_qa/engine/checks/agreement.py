"""Whether things that belong together say the same, and whether names that differ look like one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dhr_qa.engine.checks.keys import Finder, Item, Values, agree, comparison, normal, values_between, values_of
from dhr_qa.engine.results import Fault
from dhr_qa.language.wordings import changed

_MOST_COMPARED = 500  #: names that look alike are looked for among so many


def different(
    left: Sequence[Item], finder: Finder, field: str, other_field: str, by: Sequence[Any], some: bool = False
) -> list[Fault]:
    """Values of the left that no value under the same key of the right agrees with, each once.

    `some`: a key has a fault only if none of its values on the left agrees, and then one.
    """
    others: dict[str, list[Item]] = {}
    for item in finder.items:
        others.setdefault(item.keys[0], []).append(item)
    faults: dict[tuple[str, str], Fault] = {}
    settled: set[str] = set()
    for item in left:
        match = finder.find(item.keys)
        if match is None:
            continue
        key = match.item.keys[0]
        right = [(one, text) for one in others[key] for text in values_of(one.get(other_field))]
        for text in values_of(item.get(field)):
            if not right:
                continue
            if any(agree(by, text, other) for _, other in right):
                settled.add(key)
                continue
            nearest, other = max(right, key=lambda pair: _closeness(text, pair[1]))
            values = {**values_between(item, match.item), **_pair(text, other)}
            fault = Fault(item.node, key="differs", values=values, text=text, other=nearest.node)
            faults.setdefault((key, "" if some else normal(text)), fault)
    return [fault for (key, _), fault in faults.items() if not (some and key in settled)]


def same_value(left: Sequence[Item], field: str, by: Sequence[Any]) -> list[Fault]:
    """Under each key the values that differ from the one given most often (of equals the first), each once."""
    groups: dict[str, list[tuple[Item, str]]] = {}
    for item in left:
        for text in values_of(item.get(field)):
            groups.setdefault(normal(item.keys[0]), []).append((item, text))
    faults = []
    for said in groups.values():
        counts = Counter(text for _, text in said)
        often = counts.most_common(_MOST_COMPARED)  # a text that is said a thousand times is compared once
        agreeing = {one: sum(count for other, count in often if agree(by, one, other)) for one, _ in often}
        base, usual = max(said, key=lambda pair: agreeing.get(pair[1], 0))
        odd: list[str] = []
        seen: set[str] = set()
        for item, text in said:
            if text in seen or len(odd) >= _MOST_COMPARED:
                continue
            seen.add(text)
            if agree(by, text, usual) or any(agree(by, text, known) for known in odd):
                continue
            odd.append(text)
            values = {**values_between(item, base), **_pair(text, usual)}
            faults.append(Fault(item.node, key="differs", values=values, text=text, other=base.node))
    return faults


def alike(left: Sequence[Item], by: Sequence[Any]) -> list[Fault]:
    """Keys that are nearly the same as an earlier one without being the same, each once."""
    loose = [way for way in by if comparison(way)[0] not in ("exact", "folded", "forms")]
    seen: list[Item] = []
    known: set[str] = set()
    faults = []
    for item in left:
        key = normal(item.keys[0])
        if key in known:
            continue
        known.add(key)
        near = next((one for one in seen if agree(loose, one.keys[0], item.keys[0])), None)
        if near is not None:
            values = values_between(item, near)
            faults.append(Fault(item.node, key="duplicate", values=values, text=item.keys[0], other=near.node))
        elif len(seen) < _MOST_COMPARED:
            seen.append(item)
    return faults


def _pair(text: str, other: str) -> Values:
    here, there = changed(text, other)
    return {"value": text, "other": other, "here": here, "there": there}


def _closeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other))
