"""Names of people as facts: each mention in its place, and the words of which nobody can tell."""

from __future__ import annotations

from msgspec import Struct


class Mention(Struct, frozen=True):
    """A person's name in one place, as found by its looks and by what stands around it.

    Attributes:
        start, end: offsets in the text of `block` (in a cell cut into paragraphs they may run on into the next);
            where `around` is set, offsets in that text.
        part: the part of the file, as findings give it; `place` the same in words.
        mark: index into `Document.marks`, for what stands in a mark.
        kind: given, surname, title-name, full, initials, email or file.
        person: the index in `Facts.people` of the declared person whose name it is.
        allowed: why it may stand (pseudonym, panel, author, cited, letter, judge, settings…); "" where it may not.
        title: rank or form of address. role: the declared person's role, else "professional" or "person".
        who: the same number for all mentions of one person.
        near: the pseudonym from which the name differs by one letter.
        plan: "lead" in the lead column of an action plan, "plan" elsewhere in it.
        field: what holds it outside the text: a kind of mark, "author", the name of a property.
        throughout: it may not stand, and is used all through the report like a pseudonym that nobody explains.
        around: where that is not the block itself, the text that it stands in. hang: where in `block` that hangs.
    """

    name: str
    block: int | None
    start: int
    end: int
    part: str
    mark: int | None = None
    score: float = 1.0
    kind: str = "full"
    person: int | None = None
    allowed: str = ""
    title: str = ""
    role: str = ""
    field: str = ""
    place: str = ""
    who: int = 0
    near: str = ""
    plan: str = ""
    around: str | None = None
    hang: tuple[int, int] = (0, 0)
    throughout: bool = False


class UnknownWord(Struct, frozen=True):
    """A capitalised word that may be a name: `count` times, the first time at `start` of `block`."""

    word: str
    count: int
    block: int
    start: int
    end: int


class Names(Struct, frozen=True):
    """All names of people that a file holds, and the capitalised words of which nobody can tell."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()
