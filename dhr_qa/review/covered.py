"""How far an item of the terms of reference is taken up, as records."""

from __future__ import annotations

from msgspec import Struct

LINKED, MENTIONED, PARTLY, NOT_EVIDENT, PROCESS = "linked", "mentioned", "partly", "not-evident", "process"
MOST_SHOWN = 3
OPEN = ""  #: nothing in the item can be looked for: a person has to read it


class Taken(Struct, frozen=True):
    """A passage that takes up an item, or is close to it: `start` to `end` of a block.

    `score`: 1 for a link or a limb found; for a close passage the share of the item's telling words in it. `text`:
    the words to show a reader, where the passage is to be shown.
    """

    block: int
    start: int
    end: int
    score: float = 1.0
    text: str = ""


class Limb(Struct, frozen=True):
    """One thing that an item asks about.

    `found`: passages of the analysis, conclusions or lessons that take it up, one for each section role.
    `elsewhere`: role of a section that does not answer (recommendations, chronology…), to a passage there.
    `weak`: where nothing is found, passages of the analysis that only name it or only say what it is.
    """

    title: str
    found: tuple[Taken, ...] = ()
    elsewhere: tuple[tuple[str, Taken], ...] = ()
    weak: tuple[Taken, ...] = ()


class Coverage(Struct, frozen=True):
    """What is known of one item. `status` as in the contract, or "" (OPEN) where only a person can tell.

    `by_words`: no topic of the vocabulary is in the item, and its own words were looked for.
    `brief`: the file is a short summary without its report, where much of what was found cannot stand.
    `sections`: section role to "linked" or "mentioned", in reading order, for sections that take up the item.
    """

    status: str
    limbs: tuple[Limb, ...] = ()
    passages: tuple[Taken, ...] = ()
    closest: tuple[Taken, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    by_words: bool = False
    brief: bool = False

    @property
    def shown(self) -> tuple[Taken, ...]:
        """The passages that take the item up, then those that are only close to it."""
        return (*self.passages, *self.closest)[:MOST_SHOWN]

    @property
    def missing(self) -> tuple[Limb, ...]:
        return tuple(limb for limb in self.limbs if not limb.found)

    @property
    def taken_up(self) -> tuple[Limb, ...]:
        return tuple(limb for limb in self.limbs if limb.found)
