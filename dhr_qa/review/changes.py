"""What became of the passages of an old draft: which are new, changed or gone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from dhr_qa.language.fold import folded
from dhr_qa.review.closeness import Closeness, Passage

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
_ALIKE = 60.0  #: letters in common, of 100, that make a passage a changed one and not a new one
_WITHIN = 90.0  #: as many, of the shorter of two, make it a part of the longer
_LOOKED_FOR = 8  #: so many of its rarest words find the old form of a passage


class Changes(Struct, frozen=True):
    """`before`: for each changed passage of the new draft its old form; `gone`: old passages without a new form."""

    states: dict[int, str] = field(default_factory=dict)  #: id of a new passage to same, changed or new
    before: dict[int, Passage] = field(default_factory=dict)
    gone: tuple[Passage, ...] = ()

    def count(self, state: str) -> int:
        return sum(1 for each in self.states.values() if each == state)


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Changes:
    """Every passage of the new draft with its old form, if it has one."""
    known = {_key(passage): passage for passage in old}
    states = {id(passage): SAME if _key(passage) in known else NEW for passage in new}
    used = {_key(passage) for passage in new} & known.keys()
    before: dict[int, Passage] = {}
    left = [passage for passage in old if _key(passage) not in used]
    added = [passage for passage in new if states[id(passage)] == NEW]
    # A passage that grew is found by the words of its old form, one that shrank by those of its new form.
    for looked_for, among, grown in ((added, Closeness(left), False), (left, Closeness(added), True)):
        for passage in looked_for:
            for close in among.closest(passage.text, most=3, rarest=_LOOKED_FOR):
                one, other = (passage, close.passage) if grown else (close.passage, passage)
                if _key(one) not in used and id(other) not in before and _is_form(one, other):
                    states[id(other)] = CHANGED
                    before[id(other)] = one
                    used.add(_key(one))
                    break
    return Changes(states, before, tuple(passage for passage in left if _key(passage) not in used))


def _is_form(old: Passage, new: Passage) -> bool:
    """Whether one passage is an older form of another: much the same, or nearly whole in it."""
    from rapidfuzz.fuzz import partial_ratio, ratio

    one, other = _key(old), _key(new)
    return ratio(one, other, score_cutoff=_ALIKE) > 0 or partial_ratio(one, other, score_cutoff=_WITHIN) > 0


def _key(passage: Passage) -> str:
    return folded(passage.text)
