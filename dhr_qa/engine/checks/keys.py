"""The two sides of a comparison: items with keys, and which item of one side is which of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from dhr_qa.engine.checks.likeness import same_dates, same_name, variants
from dhr_qa.engine.checks.shared_words import shared_words
from dhr_qa.engine.groups import EntryMatcher
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.where import holds
from dhr_qa.language.fold import fold, folded
from dhr_qa.language.wordings import is_passage, same_wording
from dhr_qa.vocabulary import Entry

#: Nodes that have a title, and keys that are names for the machine.
_TITLED = ("mention", "phrase", "event", "section", "heading", "text", "paragraph")
_IDS = ("id", "name", "role", "title-role")
_WORD = re.compile(r"[a-z0-9]+")
Values = dict[str, Any]
#: A near key differs in at most this share of its letters, however many letters the rule allows.
_MOST_DIFFERENT = 0.35


#: Comparisons of whole texts that need no number.
_LIKENESS: dict[str, Callable[[str, str], bool]] = {"dates": same_dates, "names": same_name, "variants": variants}


class Item(Struct, frozen=True):
    """One thing of a side: its keys (several where the field is a list), the node or the entry it is."""

    keys: tuple[str, ...]
    title: str
    shown: str  #: what messages call it: its key, or its title where the key is an id
    node: Node | None = None
    entry: Entry | None = None

    def get(self, name: str) -> Any:
        if self.node is not None:
            return self.node.get(name)
        if self.entry is not None:
            return entry_field(self.entry, name)
        return None

    def values(self) -> dict[str, Any]:
        """The fields of an entry, as placeholders of the other side (a node's fields are asked of it)."""
        if self.entry is None:
            return {}
        known = {**self.entry.fields, "id": self.entry.id, "title": self.title}
        return {f"other.{name}": value for name, value in known.items()}


class Match(Struct, frozen=True):
    """What an item was found to be. `near`: only nearly; `distance`: how many letters or how much differs."""

    item: Item
    near: bool = False
    distance: Any = None


def values_between(item: Item, other: Item | None) -> Values:
    """What messages call an item and the one that it is compared with."""
    values: Values = {"value": item.shown, "key": item.keys[0], "title": item.title}
    if other is not None:
        values |= {"other": other.shown, **other.values()}
    return values


def values_of(value: Any) -> list[str]:
    """A field's value, or each of its values, as words; nothing for nothing."""
    several = value if isinstance(value, (list, tuple)) else (value,)
    return [text for one in several if (text := plain(one).strip())]


def node_items(nodes: Iterable[Node], keys: Sequence[str]) -> list[Item]:
    """Nodes as items; those without a key are left out, since they cannot be compared."""
    items = []
    for node in nodes:
        found = _keys([node.get(key) for key in keys])
        if found:
            title = plain(node.get("title")) if node.kind in _TITLED else ""
            named = title if keys[0] in _IDS else ""
            items.append(Item(found, title or found[0], named or found[0], node=node))
    return items


def entry_items(entries: Sequence[Entry], keys: Sequence[str], where: Mapping[str, Any], scope: Scope) -> list[Item]:
    """The entries of a register as items, narrowed by tests of their fields."""
    items = []
    for entry in entries:

        def get(name: str, entry: Entry = entry) -> Any:
            return entry_field(entry, name)

        if where and not holds(where, get, scope):
            continue
        found = _keys([get(key) for key in keys])
        if found:
            title = entry.title or entry.id
            items.append(Item(found, title, title if keys[0] in _IDS else found[0], entry=entry))
    return items


def entry_field(entry: Entry, name: str) -> Any:
    """A field of a register's entry, its id, title and forms included."""
    if name == "id":
        return entry.id
    if name == "title":
        return entry.title or entry.id
    return entry.forms if name == "forms" else entry.get(name)


def _keys(values: Sequence[Any]) -> tuple[str, ...]:
    if len(values) == 1 and isinstance(values[0], (list, tuple)):
        return tuple(text for one in values[0] if (text := plain(one).strip()))
    text = " ".join(words for value in values if (words := plain(value).strip()))
    return (text,) if text else ()


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A key without capitals, accents, punctuation and spacing."""
    return " ".join(_WORD.findall(folded(text)))


class Finder(Struct):
    """Finds the item of one side that a key belongs to, by each comparison in turn."""

    items: Sequence[Item]
    by: Sequence[Any]
    entries: EntryMatcher | None = None
    _exact: dict[str, Item] = field(default_factory=dict)
    _folded: dict[str, Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Makes one more item known."""
        for key in item.keys:
            self._exact.setdefault(key, item)
            self._folded.setdefault(normal(key), item)

    def find(self, keys: Sequence[str]) -> Match | None:
        """The item that any of the keys belongs to."""
        for way in self.by:
            for key in keys:
                found = self._by(way, key)
                if found is not None:
                    return found
        return None

    def all(self, keys: Sequence[str]) -> list[Item]:
        """Every item that the keys belong to: one for each key."""
        found = [match.item for key in keys if (match := self.find((key,))) is not None]
        return list({id(item): item for item in found}.values())

    def _by(self, way: Any, key: str) -> Match | None:
        name, number = comparison(way)
        if name == "exact":
            item = self._exact.get(key)
            return Match(item) if item is not None else None
        if name == "folded":
            item = self._folded.get(normal(key))
            return Match(item) if item is not None else None
        if name == "forms":
            named = {entry.id for entry in self.entries.named(fold(key))} if self.entries is not None else set()
            item = next((one for one in self.items if one.entry is not None and one.entry.id in named), None)
            return Match(item) if item is not None else None
        if name in _LIKENESS:
            item = next((one for one in self.items for other in one.keys if _LIKENESS[name](key, other)), None)
            return Match(item) if item is not None else None
        if name == "wording":
            texts = ((one, other) for one in self.items for other in one.keys if is_passage(key) and is_passage(other))
            item = next((one for one, other in texts if same_wording(key, other, number)), None)
            return Match(item) if item is not None else None
        nearest = self._nearest(name, number, normal(key))
        # Several things may take up one text, each in its own words: that is no slip of the pen.
        return Match(nearest.item) if nearest is not None and name == "overlap" else nearest

    def _nearest(self, name: str, number: float, key: str) -> Match | None:
        best: tuple[float, Item] | None = None
        for other, item in self._folded.items():
            distance = difference(name, number, key, other)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, item)
        return Match(best[1], near=True, distance=best[0]) if best is not None else None


def comparison(way: Any) -> tuple[str, float]:
    """A comparison as written ("folded", {similarity: 0.9}) as its name and its number."""
    if isinstance(way, str):
        return way, 0
    for name, number in dict(way).items():
        if number is not None:
            return name.replace("_", "-"), number
    return "exact", 0


def difference(name: str, number: float, one: str, other: str) -> float | None:
    """How much two texts differ, if no more than allowed: letters (edit-distance) or a share (similarity, overlap)."""
    if name == "edit-distance":
        from rapidfuzz.distance import Levenshtein

        most = min(int(number), int(_MOST_DIFFERENT * max(len(one), len(other))))
        distance = Levenshtein.distance(one, other, score_cutoff=most)
        return distance if distance <= most else None
    if name == "overlap":
        share = shared_words(one, other)
        return 1 - share if share is not None and share >= number else None
    from rapidfuzz.fuzz import ratio

    score = ratio(one, other, score_cutoff=number * 100)
    return 1 - score / 100 if score >= number * 100 and score > 0 else None


def agree(by: Sequence[Any], one: str, other: str) -> bool:
    """Whether two texts are the same by any of the comparisons."""
    for way in by:
        name, number = comparison(way)
        if name == "exact":
            same = one == other
        elif name in ("folded", "forms"):
            same = normal(one) == normal(other)
        elif name in _LIKENESS:
            same = _LIKENESS[name](one, other)
        elif name == "wording":
            same = same_wording(one, other, number)
        else:
            same = difference(name, number, normal(one), normal(other)) is not None
        if same:
            return True
    return False
