"""The written forms of an entry: a name turned round, shortened, misspelt, glued together; a number with other spaces.

Each form is a pattern on folded text. Which matches count is decided in `search`: a name that is also an
ordinary word counts only where it is written as a name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dhr_qa.language.date_forms import MONTHS
from dhr_qa.language.fold import folded
from dhr_qa.language.known_words import PLACE, WORD, classes_of
from dhr_qa.people.entries import PrivateList

_GAP = r"[\s._,+/-]{0,5}"  #: between the parts of a name
_SIGNS = r"[\s().,/+-]{0,3}"  #: between the characters of a number
_SPLIT = re.compile(r"[\s,]+")
_PARTICLES = frozenset(
    ("de", "da", "di", "du", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "bint", "al", "el")
)
_LEAST_GLUED = 7  #: letters of first and last name that are looked for without a sign between them
_LEAST_NEAR = 5  #: letters of a word that may be misspelt by one
_MOST_INITIALS = 4
_LEAST_HALF = 2  #: letters of one half of a double name that is looked for alone
_ENDINGS = r"(?:'?s)?"


@dataclass(frozen=True, repr=False)
class Word:
    """One word of a name. `common`: it is also an ordinary word, a month or a place."""

    text: str  #: folded, in small letters
    common: bool
    derived: bool = False  #: a usual short form, not on the list itself


@dataclass(frozen=True, repr=False)
class Forms:
    """Everything that is looked for. Patterns are for folded text; the texts are in small letters."""

    whole: tuple[str, ...] = ()  #: names in full, in any order and with any signs between
    glued: tuple[str, ...] = ()  #: first and last name without a sign between
    initials: tuple[str, ...] = ()  #: pairs of capitals, with or without full stops
    words: tuple[Word, ...] = ()  #: single words
    foreign: tuple[str, ...] = ()  #: names in other scripts, as they are
    births: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    near: dict[str, tuple[str, ...]] = field(default_factory=dict)  #: word with a letter left out to the words


def forms_of(entries: PrivateList, short: Iterable[tuple[str, Iterable[str]]] = ()) -> Forms:
    """The forms of all entries. `short` gives usual short forms of first names ("elizabeth" to "liz", "beth")."""
    usual = {name: tuple(others) for name, others in short}
    whole: dict[str, None] = {}
    glued: dict[str, None] = {}
    initials: dict[str, None] = {}
    words: dict[str, Word] = {}
    foreign: dict[str, None] = {}
    for name, is_whole in [*((name, True) for name in entries.names), *((name, False) for name in entries.others)]:
        if not _is_latin(name):
            foreign.setdefault(name.casefold())
            continue
        parts = parts_of(name)
        if not parts:
            continue
        if is_whole and len(parts) == 1 and len(parts[0]) == 1:
            continue
        if _is_initials(name):
            initials.setdefault("".join(parts).upper())
            continue
        halves = [half for part in parts if "-" in part for half in part.split("-") if len(half) > _LEAST_HALF]
        for part in (*parts, *halves):
            if len(part) > 1 and part not in _PARTICLES:
                words.setdefault(part, Word(part, is_common(part)))
        first, last = parts[0], parts[-1]
        for other in usual.get(first, ()) if is_whole else ():
            words.setdefault(other, Word(other, is_common(other), derived=True))
        if len(parts) < 2:
            continue
        for given in (first, *usual.get(first, ())):
            whole.update(dict.fromkeys(_pairs(given, last)))
            if len(given) + len(last) >= _LEAST_GLUED:
                glued.update(dict.fromkeys((given + last, last + given)))
        if len(last) > 3:
            glued.update(dict.fromkeys((first[0] + last, last + first[0])))
        if len(parts) <= _MOST_INITIALS:
            initials.setdefault("".join(part[0] for part in parts if part not in _PARTICLES).upper())
            initials.setdefault(first[0].upper() + last[0].upper())
    return Forms(
        tuple(whole),
        tuple(sorted(glued, key=len, reverse=True)),
        tuple(one for one in initials if len(one) > 1),
        tuple(words.values()),
        tuple(foreign),
        tuple(form for day in entries.births for form in birth_forms(day)),
        tuple(form for text in entries.addresses for form in address_forms(text)),
        tuple(form for text in entries.numbers for form in number_forms(text)),
        _neighbours(words.values()),
    )


def parts_of(name: str) -> list[str]:
    """The words of a name in small folded letters, first names first: "Weston, Jane" is jane, weston."""
    before, comma, after = name.partition(",")
    text = f"{after} {before}" if comma and after.strip() else name
    parts = [part.strip("'.\"()-") for part in _SPLIT.split(folded(text)) if part.strip("'.\"()-")]
    while len(parts) > 1 and parts[0] in ("mr", "mrs", "ms", "miss", "dr", "prof", "sir"):
        parts.pop(0)
    return parts


def is_common(word: str) -> bool:
    """Whether a word of a name is an ordinary word, a month or a place as well."""
    return bool(classes_of(word) & (WORD | PLACE)) or word in MONTHS or len(word) < 3


def _is_latin(name: str) -> bool:
    """Whether a name can be compared by its Latin letters."""
    return all(not char.isalpha() or folded(char) != "x" or char in "xX" for char in name)


def _is_initials(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return 2 <= len(letters) <= 3 and all(char.isupper() for char in letters) and len(name.strip()) <= 2 * len(letters)


def _pairs(first: str, last: str) -> Iterator[str]:
    one, two = _loose(first), _loose(last)
    middle = r"(?:[\s.]+[A-Za-z][A-Za-z'.-]*){0,2}?"  # names in the middle
    yield one + middle + _GAP + two
    yield two + r"[,\s._-]{1,3}" + one
    yield one[0] + r"[\s._-]{1,2}" + two
    yield two + r"[,\s._-]{1,3}" + one[0] + r"\b"


def _loose(word: str) -> str:
    """A word of a name as a pattern: hyphens and apostrophes inside may be spaces, or missing."""
    return "".join(r"[\s'-]?" if char in "-'" else re.escape(char) for char in word)


def word_pattern(word: str) -> str:
    """One word with the endings of a possessive."""
    return _loose(word) + _ENDINGS


def birth_forms(day: datetime.date) -> Iterator[str]:
    """A day in figures and in words, the day first or the year first."""
    month = MONTHS[day.month - 1]
    names = rf"(?:{month}|{month[:3]}|{month[:4]})\.?"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    sign = r"[\s./-]{1,2}"
    short = f"{day.year % 100:02d}"
    yield rf"0?{day.day}{sign}0?{day.month}{sign}(?:{day.year}|{short})"
    yield rf"{day.year}{sign}0?{day.month}{sign}0?{day.day}"
    yield rf"{number}(?: of)?[\s,-]{{1,2}}{names}[\s,-]{{1,3}}(?:{day.year}|'?{short})"
    yield rf"{names}\s{number},?\s{{1,2}}{day.year}"
    yield rf"{day.day:02d}{day.month:02d}(?:{day.year}|{short})"
    yield rf"{day.year}{day.month:02d}{day.day:02d}"


_CODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b")
_HOUSE = re.compile(r"(?:(?:flat|apartment|apt|unit) ?\w{1,4},? ?)?\d{1,4}[a-z]?,? +[a-z' -]{3,40}")
_SHORT_STREETS = {
    "street": "st",
    "road": "rd",
    "avenue": "ave",
    "lane": "ln",
    "drive": "dr",
    "close": "cl",
    "court": "ct",
}


def address_forms(text: str) -> Iterator[str]:
    """The telling pieces of an address: house and street, and the postcode; without a number its first line."""
    flat = " ".join(folded(text).split())
    code = _CODE.search(flat)
    if code:
        yield rf"{code.group(1)}\s?{code.group(2)}"
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", _CODE.sub("", flat)) if piece.strip()]
    houses = [piece for piece in pieces if _HOUSE.fullmatch(piece)]
    if not houses:
        joined = _HOUSE.search(", ".join(pieces))
        houses = [joined.group()] if joined else []
    for house in houses or ([] if code else pieces[:1]):
        yield _SIGNS_BETWEEN.join(_street_word(word) for word in house.replace(",", " ").split())


_SIGNS_BETWEEN = r"[\s,.]{1,3}"


def _street_word(word: str) -> str:
    short = _SHORT_STREETS.get(word)
    return f"(?:{word}|{short}\\.?)" if short else _loose(word)


def number_forms(text: str) -> Iterator[str]:
    """A number or code with any signs between its characters; a telephone number also with the country's code."""
    if "@" in text:
        yield re.escape(folded(text.strip()))
        return
    plain = re.sub(r"[^a-z0-9]", "", folded(text))
    if len(plain) < 4:
        return
    if plain.startswith("44") and len(plain) in (11, 12):
        plain = "0" + plain[2:].removeprefix("0")
    if plain.isdigit():
        body = plain.lstrip("0")
        if len(body) < 4:
            return
        yield r"(?:\+?44[\s-]?(?:\(0\)\s?)?|0*)" + _SIGNS.join(body)
    else:
        yield _SIGNS.join(plain)


def _neighbours(words: Iterable[Word]) -> dict[str, tuple[str, ...]]:
    """Every word, and every word with one letter left out, to the words of names that it comes from."""
    found: dict[str, dict[str, None]] = {}
    for word in words:
        if len(word.text) < _LEAST_NEAR - 1 or word.derived or not word.text.isalpha():
            continue
        for form in (word.text, *shorter(word.text)):
            found.setdefault(form, {}).setdefault(word.text)
    return {form: tuple(names) for form, names in found.items()}


def shorter(word: str) -> Iterator[str]:
    """The word with one letter left out, in turn each."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another one, one more, one less, or two changed places."""
    if one == other:
        return False
    if len(one) == len(other):
        places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(places) == 1:
            return True
        if len(places) == 2 and places[1] == places[0] + 1:
            return one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
        return False
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(short == form for form in shorter(long))


def is_place(word: str) -> bool:
    """Whether a word is known as a place."""
    return bool(classes_of(word) & PLACE)
