"""A name as found, before it is known whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dhr_qa.review.mention_context import Context
from dhr_qa.review.mention_judge import Candidate

#: Small words inside names: they tell nobody from anybody.
PARTICLES = frozenset(
    ("al", "el", "ap", "ab", "bin", "bint", "ibn", "de", "da", "do", "dos", "das", "del", "della", "der", "den", "di",
     "du", "la", "le", "van", "von", "ul", "ur", "af", "zu", "ter", "ten", "y", "e", "la", "los", "mac", "mc", "o")
)  # fmt: skip


class Found(Struct):
    """A name at `start` to `end` of the layout's text, its title included.

    `words` are the words of the name in folded lower case without initials and small words, `initials` its
    single letters. `kind` is one of given, surname, title-name, full, initials, email, file.
    """

    start: int
    end: int
    words: tuple[str, ...]
    score: float
    kind: str
    initials: tuple[str, ...] = ()
    title: str = ""
    sort: str = ""
    context: Context | None = None
    cell: str = ""
    alias: str = ""  #: capitals that stand for a person ("JT")


def found_of(each: Candidate, score: float, kind: str, text: str) -> Found:
    """A candidate as found."""
    piece = each.piece
    words = tuple(word for token in piece.tokens for word in name_words_of(token.word))
    initials = tuple(token.word for token in piece.tokens if len(token.text) == 1)
    title = " ".join(text[piece.title[0].start : piece.title[-1].end].split()) if piece.title else ""
    return Found(piece.start, piece.end, words, score, kind, initials, title, piece.sort, each.context, each.column)


def name_words_of(word: str) -> tuple[str, ...]:
    """The words that a capitalised word stands for: "al-saadi" is "saadi", a letter alone is none."""
    first, dash, rest = word.partition("-")
    bare = rest if dash and first in PARTICLES else word
    return (bare,) if len(bare) > 1 and bare not in PARTICLES else ()


def letters_of(words: Iterable[str], initials: Iterable[str] = ()) -> str:
    """The first letters of a name, hyphened words by their parts: "poon man-fai" is "pmf"."""
    return "".join(part[0] for word in (*initials, *words) for part in word.split("-") if part)


class Claims:
    """Names that do not overlap: what was claimed first stands, unless an address or a file name holds it whole."""

    def __init__(self) -> None:
        self._taken: dict[int, Found] = {}
        self._found: list[Found] = []
        self._gone: set[int] = set()

    def take(self, found: Iterable[Found]) -> None:
        """Claims the places of names, those that are free."""
        for each in found:
            others = {id(other): other for place in range(each.start, each.end) if (other := self._taken.get(place))}
            whole = each.kind in ("email", "file") and all(_holds(each, other) for other in others.values())
            if others and not whole:
                continue
            self._gone.update(others)
            self._found.append(each)
            for place in range(each.start, each.end):
                self._taken[place] = each

    def sorted(self) -> list[Found]:
        """The names that stand, in the order of the text."""
        return sorted((each for each in self._found if id(each) not in self._gone), key=lambda each: each.start)


def _holds(each: Found, other: Found) -> bool:
    return each.start <= other.start and other.end <= each.end and other.end - other.start < each.end - each.start
