"""Runs of capitalised words cut into pieces that can each be one name: after titles, at bodies, at line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dhr_qa.review.mention_text import Token
from dhr_qa.review.mention_words import DocumentWords, NameWords

_MOST_WORDS = 5
_MOST_TITLES = 4


@dataclass(slots=True)
class Piece:
    """A possible name: its words, what stands in front of them, and what they stand between.

    Attributes:
        tokens: the words of the name, at least one; empty for a title that no name follows.
        title: the words in front ("Det Insp"), and `sort`, the sort of title.
        thing: it is part of what names a body or a place ("Fenshire" in "Fenshire Police").
        beside: capitalised words of the language stand beside it in mid-sentence, so that it may be part of a label.
        role: a capitalised word for who somebody is stands right before it ("Social Worker Ann Other").
        saint: a word stands before it that makes it a saint's, a ruler's or an operation's name.
    """

    tokens: Sequence[Token]
    title: Sequence[Token] = ()
    sort: str = ""
    thing: bool = False
    beside: bool = False
    role: bool = False
    saint: bool = False
    tool: bool = False

    @property
    def start(self) -> int:
        return (self.title or self.tokens)[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)


def pieces(run: Sequence[Token], words: DocumentWords) -> Iterator[Piece]:
    """The pieces of a run, in order."""
    vocabulary = words.vocabulary
    place = 0
    plain: list[Token] = []
    while place < len(run):
        length, sort = _title(run, place, vocabulary)
        if length:
            name = _after_title(run, place + length, words)
            if name:
                yield from _untitled(plain, words)
                plain = []
                end = place + length + len(name)
                thing = end < len(run) and "\r" not in run[end].gap and run[end].word in vocabulary.things
                yield Piece(name, run[place : place + length], sort, thing=thing)
                place = end
                continue
        plain += run[place : place + max(length, 1)]
        place += max(length, 1)
    yield from _untitled(plain, words)


def _title(run: Sequence[Token], place: int, vocabulary: NameWords) -> tuple[int, str]:
    """How many words of title begin here, and the sort of the last; 0 if they are modifiers only."""
    length, sort = 0, ""
    for count, token in enumerate(run[place : place + _MOST_TITLES], 1):
        known = vocabulary.titles.get(token.text) or vocabulary.titles.get(token.text.capitalize())
        if known is None:
            break
        if known.head:
            length, sort = count, "judge" if known.sort == "judge" or sort == "judge" else sort or known.sort
            if known.sort == "professional" and sort == "social":
                sort = known.sort
    return length, sort


def _after_title(run: Sequence[Token], place: int, words: DocumentWords) -> list[Token]:
    """The name after a title: its first word may be any but that of a body, and not a single letter alone."""
    name: list[Token] = []
    for token in run[place : place + _MOST_WORDS]:
        known = words.of(token.word)
        if known.body or token.text in words.vocabulary.titles:
            break
        if name and known.ordinary and not known.surname and not known.given:
            break
        if name and "\r" in token.gap and known.ordinary:
            break
        if token.text.isupper() and 1 < len(token.text) <= 5 and known.unknown and not _all_capitals(run):
            break
        name.append(token)
    return name if any(len(token.text) > 1 for token in name) else []


def _all_capitals(run: Sequence[Token]) -> bool:
    return all(token.text.isupper() for token in run)


def _untitled(run: Sequence[Token], words: DocumentWords) -> Iterator[Piece]:
    """Stretches of name-like words of a run without titles."""
    vocabulary = words.vocabulary
    stretch: list[Token] = []
    left: Token | None = None
    place = 0
    while place < len(run):
        size = _tool(run, place, vocabulary)
        if size:
            yield from _stretch(stretch, left, run[place], words)
            yield Piece(run[place : place + size], tool=True)
            stretch, left = [], run[place + size - 1]
            place += size
            continue
        token = run[place]
        known = words.of(token.word)
        boundary = not known.namelike or _acronym(token, words)
        if stretch and (boundary or ("\r" in token.gap and not _goes_on(stretch, run, place, words))):
            yield from _stretch(stretch, left, token if "\r" not in token.gap else None, words)
            left = None if "\r" in token.gap else stretch[-1]
            stretch = []
        if boundary:
            left = token
        else:
            if not stretch and "\r" in token.gap:
                left = None
            stretch.append(token)
        place += 1
    yield from _stretch(stretch, left, None, words)


def _tool(run: Sequence[Token], place: int, vocabulary: NameWords) -> int:
    """How many words from here on are a thing that the vocabulary lists as called after a person."""
    first = run[place].word
    if first not in vocabulary.tool_starts:
        return 0
    for size in range(min(vocabulary.longest_tool, len(run) - place), 0, -1):
        if " ".join(token.word for token in run[place : place + size]) in vocabulary.tools:
            return size
    return 0


def _acronym(token: Token, words: DocumentWords) -> bool:
    """Capitals that stand for something: "MARAC", "AFEO"; a name in capitals is told by the lists."""
    if not token.text.isupper() or len(token.text) == 1:
        return False
    known = words.of(token.word)
    return len(token.text) <= 3 or (not known.given and not known.surname and words.capitals_only(token.word))


def _goes_on(stretch: Sequence[Token], run: Sequence[Token], place: int, words: DocumentWords) -> bool:
    """Whether a name goes on over the end of a line: not where a second whole name begins there."""
    following = 0
    for token in run[place:]:
        if (token is not run[place] and "\r" in token.gap) or not words.of(token.word).namelike:
            break
        following += 1
    lined = 0
    for token in reversed(stretch):
        lined += 1
        if "\r" in token.gap:
            break
    if (lined > 1 and following > 1) or len(stretch) >= _MOST_WORDS - 1:
        return False
    ordinary = [words.of(token.word) for token in (stretch[-1], run[place])]
    return not any(word.ordinary and not word.given and not word.surname for word in ordinary)


def _stretch(
    stretch: Sequence[Token], left: Token | None, right: Token | None, words: DocumentWords
) -> Iterator[Piece]:
    if not stretch:
        return
    vocabulary = words.vocabulary
    saint = left is not None and left.word in vocabulary.thing_before
    if stretch[0].word in vocabulary.thing_before and len(stretch) > 1:
        saint, left, stretch = True, stretch[0], stretch[1:]
    role = left is not None and left.word in vocabulary.roles
    thing = right is not None and (right.word in vocabulary.things or right.word in vocabulary.organisations)
    beside = any(side is not None and side.word not in vocabulary.roles for side in (left, right))
    yield Piece(tuple(stretch[:_MOST_WORDS]), thing=thing, beside=beside, role=role, saint=saint)
    if len(stretch) > _MOST_WORDS:
        yield from _stretch(stretch[_MOST_WORDS:], None, right, words)
