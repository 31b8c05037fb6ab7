"""Spelling: words that are no words, with the one they must be meant for; words written twice; words grown together.

A word counts as misspelt only if the lexicon does not know it in any class, it is not built from words that it knows,
and exactly one letter, left out, put in, changed or moved, makes it a word. Everything else may be a word that the
lexicon lacks. British spelling; "-ize" is as good as "-ise".
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from dhr_qa.language.known_words import WORD, classes_of

_RARE = Path(__file__).resolve().parents[1] / "data" / "rare-words.gz"
_GZIP = 31  #: zlib's word for "with a gzip header"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST = 5  #: shorter words have too many neighbours
LONGEST = 40  #: longer ones are no words; to try every slip of one takes as long as the square of its length
_PART = 4
_PREFIXES = (
    "un", "re", "non", "pre", "post", "co", "multi", "inter", "over", "under", "sub", "mis", "out", "anti", "counter",
    "cyber", "self", "super", "trans", "micro", "macro", "neuro", "psycho", "socio", "bio", "tele", "semi", "mid",
    "dis", "de", "off", "on", "up", "down", "in", "cross", "intra", "extra", "ex", "step", "grand", "half",
)  # fmt: skip
_ENDINGS = ("s", "ness", "less", "ly", "like", "wise", "ship", "hood", "ism", "ist", "ists")
_VOWELS = frozenset("aeiou")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Often rightly written twice: "had had", "that that", "moved in in May".
_TWICE_RIGHT = _words("had that is was in on it her you up one who there very so no do did what over so long")
_DOUBLED = re.compile(r"(?<![\w'’-])([A-Za-z]{1,14})([ \t\u00a0]+)((?i:\1))(?![\w'’-])")
_JOINED = re.compile(r"(?<![\w.@/'’-])(of|the|and|to|by|with|from|that|was|for|is|at)([A-Z][a-z]{2,})(?![\w@/])")
_STOPS = re.compile(r"(?<=[a-z])\.\.(?=[A-Z]|\s+[A-Z]|\s*\Z)")
_TOKEN = re.compile(r"[^\s/—–…]+")
_WHOLE = re.compile(r"\S+")
_ADDRESS = re.compile(r"[@\\_=&<>#%]|www|http|\w\.\w+/|\.[a-z]{2,4}/")
_EDGES = "\"'“”‘’«».,;:!?()[]{}*_-–"


def known(word: str, rare: bool = True) -> bool:
    """Whether a word in lower case is in the lexicon, or plainly built from words that are.

    `rare`: words that only a large dictionary has count too.
    """
    return bool(classes_of(word)) or _built(word) or (rare and word in _rare_words())


@cache
def _rare_words() -> frozenset[str]:
    """Right words that are one letter away from a word of the lexicon (`tools/build_rare_words.py`)."""
    return frozenset(zlib.decompress(_RARE.read_bytes(), _GZIP).decode("ascii").split())


def _is_word(text: str) -> bool:
    return bool(classes_of(text) & WORD)


def _built(word: str) -> bool:
    if len(word) > LONGEST:
        return False
    if "iz" in word or "yz" in word:
        british = word.replace("iz", "is")
        if _is_word(british):
            return True
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _PART and (_is_word(rest) or _ended(rest)):
            return True
    if _ended(word):
        return True
    return any(
        _is_word(word[:cut]) and _is_word(word[cut:])
        for cut in range(_PART, len(word) - _PART + 1)
    )  # fmt: skip


def _ended(word: str) -> bool:
    """Whether a word is a word with a regular ending."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _PART and _is_word(stem):
            return True
    if word.endswith("ed"):
        stem = word[:-2]
        single = len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
        return _is_word(word[:-1]) or (_is_word(stem) and not single)
    if word.endswith(("ing", "er", "ers", "able")):
        stem = re.sub(r"(?:ing|ers?|able)$", "", word)
        return len(stem) >= _PART and (_is_word(stem) or _is_word(stem + "e"))
    return False


_SMALL_WORD = re.compile(f"(?<![A-Za-z])[a-z]{{{LEAST},}}")


def suggestion(word: str) -> str | None:
    """The one word that a misspelt word is nearest to; None where there is none, or more than one is as likely."""
    if len(word) > LONGEST:
        return None
    best: dict[int, set[str]] = {}
    for rank, candidate in _near(word):
        if candidate != word and _is_word(candidate):
            best.setdefault(rank, set()).add(candidate)
    if not best:
        return None
    nearest = best[min(best)]
    return next(iter(nearest)) if len(nearest) == 1 else None


def _near(word: str) -> Iterator[tuple[int, str]]:
    """Words one slip away, with how unlikely that slip is."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for before, after in cuts:
        if len(after) > 1:
            yield 0, before + after[1] + after[0] + after[2:]  # two letters changed places
        if before and after and before[-1] == after[0]:
            yield 0, before + after[1:]  # a letter doubled
        if before:
            yield int(before[-1] in _VOWELS), before + before[-1] + after  # a letter not doubled
        for letter in LETTERS:
            yield 1, before + letter + after
            if after and before:
                yield 1, before + letter + after[1:]
        if after and before:
            yield 1, before + after[1:]


def strange(texts: Iterable[str]) -> list[bool]:
    """Whether each text can hold unknown words: a word is looked up once, not at every place where it stands."""
    words = [_SMALL_WORD.findall(text) for text in texts]
    unknown = {word for word in {word for each in words for word in each} if not known(word)}
    return [not unknown.isdisjoint(each) for each in words]


def unknown_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of each word in lower case that is long enough and not known.

    Left out: parts of addresses, file names and references, words with figures, signs or foreign letters inside.
    """
    for token in _tokens(text):
        raw = token.group()
        start = token.start() + len(raw) - len(raw.lstrip(_EDGES))
        bare = raw.strip(_EDGES)
        if not bare.isascii():
            bare = bare.replace("’", "'")
        word = bare.removesuffix("'s")
        if "." in word or "'" in word:
            continue
        at = start
        for part in word.split("-"):
            if len(part) >= LEAST and part.isascii() and part.isalpha() and part.islower() and not known(part):
                yield at, at + len(part), part
            at += len(part) + 1


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The words of a text with the signs around them; not addresses and names of files."""
    for whole in _WHOLE.finditer(text):
        if _ADDRESS.search(whole.group()) is None:
            yield from _TOKEN.finditer(text, *whole.span())


def doubled_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of each word that is written twice and hardly can be."""
    place = 0
    while (found := _DOUBLED.search(text, place)) is not None:
        place = found.start(3)
        word = found.group(3)
        if word.islower() and word not in _TWICE_RIGHT and len(word) + (word == "a") > 1:
            yield found.start(), found.end(), word


def joined_words(text: str, name: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Start, end and what was meant for each word that a small word has grown onto; `name`: is it a name here."""
    for found in _JOINED.finditer(text):
        if name(found.group(2)) or classes_of(found.group(2).lower()):
            yield found.start(), found.end(), f"{found.group(1)} {found.group(2)}"


def double_stops(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the sign of each full stop that stands twice and is no omission."""
    for found in _STOPS.finditer(text):
        if not text[: found.start()].endswith(("etc", "al")):
            yield found.start(), found.end(), "."
