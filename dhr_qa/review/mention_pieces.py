"""Runs of capitalised words cut into pieces that can each be one name: after titles, at bodies, at line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dhr_qa.language.small_words import FUNCTION_WORDS, MONTHS
from dhr_qa.review.mention_capitals import acronym
from dhr_qa.review.mention_text import Token
from dhr_qa.review.mention_words import DocumentWords, NameWords, Word

_FEW = 2
_MOST_WORDS = 5
_MOST_TITLES = 4


class Piece(Struct):
    """A possible name: its words, what stands in front of them, and what they stand between.

    Attributes:
        tokens: the words of the name, at least one; empty for a title that no name follows.
        title: the words in front ("Det Insp"), and `sort`, the sort of title.
        thing: it is part of what names a body or a place ("Fenshire" in "Fenshire Police").
        beside: capitalised words of the language stand beside it in mid-sentence, so that it may be part of a label.
        followed: such a word stands right after it.
        role: a capitalised word for who somebody is stands right before it ("Social Worker Ann Other").
        saint: a word stands before it that makes it a saint's, a ruler's or an operation's name.
    """

    tokens: Sequence[Token]
    title: Sequence[Token] = ()
    sort: str = ""
    thing: bool = False
    beside: bool = False
    followed: bool = False
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


def pieces(run: Sequence[Token], words: DocumentWords, names: bool = False) -> Iterator[Piece]:
    """The pieces of a run, in order. `names`: it stands where only names do, so that capitals are no acronym."""
    vocabulary = words.vocabulary
    place = 0
    plain: list[Token] = []
    while place < len(run):
        size = _tool(run, place, vocabulary) if run[place].text in vocabulary.titles else 0
        if size > 1:  # "Dr Pepper"
            yield from _untitled(plain, words, names)
            plain = []
            yield Piece(run[place : place + size], tool=True)
            place += size
            continue
        length, sort = _title(run, place, vocabulary)
        if length:
            name = _after_title(run, place + length, words, run[place + length - 1].text in vocabulary.weak_titles)
            if name:
                yield from _untitled(plain, words, names)
                plain = []
                end = place + length + len(name)
                rest = run[end : end + _MOST_WORDS]
                thing = bool(rest) and "\r" not in rest[0].gap and _names_body(rest, vocabulary)
                thing = thing and not words.labels(rest[0].end)
                yield Piece(name, run[place : place + length], sort, thing=thing)
                place = end
                continue
        if any(char.isdigit() for char in run[place].gap):
            yield from _untitled(plain, words, names)  # a number that no rank stands before
            plain = []
        plain += run[place : place + max(length, 1)]
        place += max(length, 1)
    yield from _untitled(plain, words, names)


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


def _after_title(run: Sequence[Token], place: int, words: DocumentWords, weak: bool) -> list[Token]:
    """The name after a title: words that can be names, and more than a single letter.

    `weak`: the title is a word as well ("Major"), so that a word of the language after it is no name.
    """
    name: list[Token] = []
    for token in run[place : place + _MOST_WORDS]:
        if name and any(char.isdigit() for char in token.gap):
            break
        known = words.of(token.word)
        vocabulary = words.vocabulary
        barred = token.word in vocabulary.bodies and not known.surname
        if barred or token.word in vocabulary.barred_after_title or token.text in vocabulary.titles:
            break
        plain = known.ordinary and not known.surname and not known.given
        if plain and (weak or (name and not words.of(name[-1].word).common_given)):
            break
        if name and "\r" in token.gap and known.ordinary:
            break
        if token.text.isupper() and 1 < len(token.text) <= 5 and known.unknown and not _all_capitals(run):
            break
        name.append(token)
    return name if any(len(token.text) > 1 for token in name) else []


def _all_capitals(run: Sequence[Token]) -> bool:
    return all(token.text.isupper() for token in run)


def _untitled(run: Sequence[Token], words: DocumentWords, names: bool) -> Iterator[Piece]:
    """Stretches of name-like words of a run without titles."""
    vocabulary = words.vocabulary
    if len(run) == 1 and _inside(run[0], words):
        yield Piece(tuple(run))  # a word of the language with a capital in mid-sentence: whatever stands around it says
        return
    if len(run) > _FEW and run[0].word in FUNCTION_WORDS and _dated(run[1:], words):
        run = run[1:]
    if _bids(run, words) or _dated(run, words):
        run = run[1:]  # "Tell Ann", "in August Ann"
    if _recorded(run, words):
        run = run[1:]  # "Client B Other"
    stretch: list[Token] = []
    left: Token | None = None
    place = 0
    while place < len(run):
        size = _tool(run, place, vocabulary)
        if size:
            yield from _stretch(stretch, left, run[place:], words)
            yield Piece(run[place : place + size], tool=True)
            stretch, left = [], run[place + size - 1]
            place += size
            continue
        token = run[place]
        known = words.of(token.word)
        boundary = not _initial(run, place, words) and (
            token.text in vocabulary.titles
            or (not known.namelike and not names and not _surname(stretch, token, known, words))
            or (not names and acronym(token, run, words))
        )
        if stretch and (boundary or ("\r" in token.gap and not _goes_on(stretch, run, place, words))):
            yield from _stretch(stretch, left, [] if "\r" in token.gap else run[place:], words)
            left = None if "\r" in token.gap else stretch[-1]
            stretch = []
        if boundary:
            left = None if token.word in FUNCTION_WORDS else token
        else:
            if not stretch and "\r" in token.gap:
                left = None
            stretch.append(token)
        place += 1
    yield from _stretch(stretch, left, [], words)


def _inside(token: Token, words: DocumentWords) -> bool:
    """Whether a capitalised word of the language, no name by itself, stands alone in mid-sentence."""
    known = words.of(token.word)
    plain = known.ordinary and not (known.body or known.given or known.surname or known.place)
    return plain and len(token.text) > 2 and not token.text.isupper() and not words.begins(token.start)


def _bids(run: Sequence[Token], words: DocumentWords) -> bool:
    """Whether a sentence begins with a verb that asks for something, and a given name behind it."""
    if len(run) < _FEW or run[1].gap != " " or run[0].word not in words.vocabulary.tasks:
        return False
    first, second = words.of(run[0].word), words.of(run[1].word)
    bids = first.ordinary and not first.given and words.begins(run[0].start)
    return bids and second.common_given and not second.ordinary


def _recorded(run: Sequence[Token], words: DocumentWords) -> bool:
    """Whether a word for who somebody is, as records begin with, stands before an initial and a name."""
    if len(run) <= _FEW or run[1].gap != " " or run[0].word not in words.vocabulary.record_labels:
        return False
    return len(run[1].text) == 1 and not words.of(run[0].word).given and words.begins(run[0].start)


def _dated(run: Sequence[Token], words: DocumentWords) -> bool:
    """Whether a month stands before a name in the middle of a sentence: "in August Ann"."""
    if len(run) < _FEW or run[0].word not in MONTHS or run[1].gap != " " or not words.dates(run[0].start):
        return False
    return words.of(run[1].word).given


def _initial(run: Sequence[Token], place: int, words: DocumentWords) -> bool:
    """Whether a single letter is an initial: one with a stop after it, or before another word of a name."""
    token = run[place]
    if len(token.text) > 1:
        return False
    following = run[place + 1].gap if place + 1 < len(run) else ""
    if following.startswith("."):
        return True
    if place and token.gap == " " and token.text not in "AI" and run[place - 1].text not in words.vocabulary.titles:
        before = words.of(run[place - 1].word)  # "Steve P"
        if before.common_given and run[place - 1].word not in MONTHS and not following:
            return True
    return token.word not in FUNCTION_WORDS and following == " " and len(run[place + 1].text) > 1


def _surname(stretch: Sequence[Token], token: Token, known: Word, words: DocumentWords) -> bool:
    """Whether a word of the language is a surname here: right after a given name that is no such word."""
    if known.body or token.gap != " " or not stretch or token.word in words.vocabulary.roles:
        return False
    first = words.of(stretch[-1].word)
    return first.common_given and not first.ordinary and not first.place


def _tool(run: Sequence[Token], place: int, vocabulary: NameWords) -> int:
    """How many words from here on are a thing that the vocabulary lists as called after a person."""
    first = run[place].word
    if first not in vocabulary.tool_starts:
        return 0
    for size in range(min(vocabulary.longest_tool, len(run) - place), 0, -1):
        possessive = vocabulary.tools.get(" ".join(token.word for token in run[place : place + size]))
        if possessive is not None and (not possessive or place + size == len(run)):
            return size
    return 0


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
    stretch: Sequence[Token], left: Token | None, after: Sequence[Token], words: DocumentWords
) -> Iterator[Piece]:
    if not stretch:
        return
    vocabulary = words.vocabulary
    saint = left is not None and left.word in vocabulary.thing_before
    if stretch[0].word in vocabulary.thing_before and len(stretch) > 1:
        saint, left, stretch = True, stretch[0], stretch[1:]
    role = left is not None and left.word in vocabulary.roles
    if role and left is not None and left.word in vocabulary.bodies and left.word not in vocabulary.professions:
        role = False  # "Family", "Children", "Victim": the beginning of a body's name
    if role and left is not None and len(stretch) == 1 and left.word.endswith("s"):
        known = words.of(stretch[0].word)
        role = known.given or not known.ordinary  # "Carers Link"
    thing = (
        _names_body(after, vocabulary)
        or (len(stretch) == 1 and _body_next(after, vocabulary))
        or (len(stretch) == 1 and not role and _belongs(left, stretch[0], words))
    )
    followed = bool(after) and after[0].word not in vocabulary.professions and not _next_line(stretch[-1], after, words)
    if left is not None and len(left.text) > 1 and len(stretch) == 1 and stretch[0].gap == " ":
        thing = thing or (_is_tool(left, vocabulary) and not words.of(stretch[0].word).common_given)
    beside = followed or (left is not None and len(left.text) > 1 and not role and not words.begins(left.start))
    yield Piece(tuple(stretch[:_MOST_WORDS]), (), "", thing, beside, followed, role, saint)
    if len(stretch) > _MOST_WORDS:
        yield from _stretch(stretch[_MOST_WORDS:], None, after, words)


def _is_tool(token: Token, vocabulary: NameWords) -> bool:
    """Whether a word is a thing that the vocabulary lists, so that what follows is more of its name."""
    return token.word in vocabulary.tools


def _next_line(last: Token, after: Sequence[Token], words: DocumentWords) -> bool:
    """Whether the words after a piece are the label of what follows ("Checked by: A. Other Approved by:") or letters
    that stand for something ("Ann MARAC")."""
    first = after[0]
    known = words.of(last.word)
    letters = first.text.isupper() and len(first.text) > _FEW and (known.given or known.surname)
    return letters or words.labels(after[-1].end)


def _belongs(left: Token | None, token: Token, words: DocumentWords) -> bool:
    """Whether a word that no list of names knows stands behind one of bodies' names ("Safer Wealdmouth")."""
    known = words.of(token.word)
    return (
        left is not None
        and token.gap == " "
        and left.word in words.vocabulary.body_begins
        and left.text[:1].isupper()
        and not (known.given or known.surname)
    )


def _names_body(after: Sequence[Token], vocabulary: NameWords) -> bool:
    """Whether the capitalised words after a piece make it the name of a body ("... Domestic Abuse Service")."""
    for place, token in enumerate(after):
        if (place and token.gap != " ") or token.word in vocabulary.professions or token.text in vocabulary.titles:
            return False
        if token.word in vocabulary.things or token.word in vocabulary.organisations:
            return True
        if token.word not in vocabulary.bodies:
            return False
    return False


def _body_next(after: Sequence[Token], vocabulary: NameWords) -> bool:
    """Whether a word behind the next names a sort of body ("Hospitals" in "North Fen Hospitals")."""
    if len(after) < _FEW or after[0].text.isupper():
        return False
    return after[0].gap == after[1].gap == " " and after[1].word in vocabulary.organisations
