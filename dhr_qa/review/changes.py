"""What became of the passages of an old draft: which are new, changed or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dhr_qa.language.fold import folded
from dhr_qa.review.closeness import Closeness, Passage

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
_ALIKE = 60.0  #: letters in common, of 100, that make a passage a changed one and not a new one
_LOOKED_FOR = 8  #: so many of its rarest words find the old form of a passage


@dataclass(frozen=True)
class Changes:
    """`before`: for each changed passage of the new draft its old form; `gone`: old passages without a new form."""

    states: dict[int, str] = field(default_factory=dict)  #: id of a new passage to same, changed or new
    before: dict[int, Passage] = field(default_factory=dict)
    gone: tuple[Passage, ...] = ()

    def count(self, state: str) -> int:
        return sum(1 for each in self.states.values() if each == state)


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Changes:
    """Every passage of the new draft with its old form, if it has one."""
    from rapidfuzz.fuzz import ratio

    known = {_key(passage): passage for passage in old}
    states: dict[int, str] = {}
    before: dict[int, Passage] = {}
    used = set()
    finder = Closeness(old)
    for passage in new:
        key = _key(passage)
        if key in known:
            states[id(passage)] = SAME
            used.add(key)
            continue
        states[id(passage)] = NEW
        for close in finder.closest(passage.text, most=3, rarest=_LOOKED_FOR):
            if ratio(_key(close.passage), key, score_cutoff=_ALIKE) > 0:
                states[id(passage)] = CHANGED
                before[id(passage)] = close.passage
                used.add(_key(close.passage))
                break
    gone = tuple(passage for passage in old if _key(passage) not in used)
    return Changes(states, before, gone)


def _key(passage: Passage) -> str:
    return folded(passage.text)
