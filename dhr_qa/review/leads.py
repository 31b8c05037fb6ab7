"""The lead of an action taken apart: the agency, the post in it, and the person."""

from __future__ import annotations

import re
from collections.abc import Collection

from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.bodies import names_in, sort_of
from dhr_qa.review.cells import lead_person
from dhr_qa.review.lexicon import Lexicon

_PIECES = re.compile(r"\s*(?:[,;:\n()/|]|\s[-–—]\s|\s(?:for|at|from|of behalf of)\s)\s*")
_SHORT_NAME = re.compile(r"\s*\([A-Z][A-Za-z&]{1,9}\)")
_EDGE = re.compile(r"^(?:[\s,;:()/|&–—-]+|(?:and|for|of|from|at|in|with|the|on behalf)\b)+|[\s,;:()/|&–—-]+$", re.I)
_WORDS_AT_END = re.compile(r"\s+(?:and|for|of|from|at|in|with|the)$", re.I)
_FEW = 2
_PLACE = re.compile(r"(?:^|[\n,;(/–—-]\s*)((?:[A-Z][A-Za-z'’]+ ){1,3})$")


def named_person(text: str, lexicon: Lexicon, lower: Collection[bytes] = ()) -> str | None:
    """The person named in a lead cell, with the title; None where the words are those of a post."""
    person = lead_person(text, lexicon, lower)
    if person is None:
        return None
    names = lexicon.list("person-titles").regexp
    title = names.match(fold(person))
    rest = person[title.end() :] if title is not None else person
    words = (fold(word) for word in rest.split())
    posts = lexicon.occurs("post-words", fold(rest)) or any(lexicon.list("unit-words").is_whole(w) for w in words)
    return None if posts else person


def agency_and_role(text: str, person: str | None, lexicon: Lexicon) -> tuple[str, str]:
    """The agency, or agencies joined by semicolons, that a lead cell names, and the post; each "" where not named."""
    if person:
        text = re.sub(r"\s+".join(re.escape(word) for word in person.split()), "\n", text, count=1)
    spans = _agencies(text, lexicon)
    agencies = list(dict.fromkeys(squeezed(text[start:end]) for start, end in spans))
    rest = text
    for start, end in reversed(spans):
        short = _SHORT_NAME.match(rest, end)
        rest = f"{rest[:start]}\n{rest[short.end() if short else end :]}"
    pieces = [_trimmed(piece) for piece in re.split(r"[\n;]+", rest)]
    return "; ".join(agencies), ", ".join(squeezed(piece) for piece in pieces if any(map(str.isalpha, piece)))


def _trimmed(text: str) -> str:
    text = _EDGE.sub("", text)
    return _WORDS_AT_END.sub("", text).strip(" ,;:–—-")


def _agencies(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    found = []
    start = 0
    for line in text.splitlines(keepends=True):  # a name does not run on over a line that the author broke
        for first, last in names_in(line, lexicon):
            found.append(_bare(text, *_with_place(text, start + first, start + last), lexicon))
        start += len(line)
    joined = squeezed(text)
    if not found and joined != text:  # unless a narrow column broke it
        whole = names_in(joined, lexicon)
        if whole:
            place = re.search(r"\s+".join(re.escape(word) for word in joined[slice(*whole[0])].split()), text)
            found = [_bare(text, *place.span(), lexicon)] if place is not None else []
    if not found:
        found = _pieces(text, lexicon)
    return [span for span in found if not lexicon.list("lead-none").is_whole(fold(text[slice(*span)]))]


def _with_place(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of an acronym with the name of a place before it: "Fenshire ICB"."""
    before = _PLACE.search(text[:start]) if text[start:end].isupper() else None
    return (before.start(1), end) if before is not None else (start, end)


def _bare(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """The span of a name without the names of units and posts before it: "Safeguarding, Fenshire Constabulary"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    cut = 0
    for number, word in enumerate(words[:-1], start=1):
        plain = fold(word.group().strip(",;:"))
        if any(lexicon.list(name).is_whole(plain) for name in ("unit-words", "post-words")):
            cut = number
    rest = text[start + words[cut].start() : end] if cut else ""
    if rest and len(rest.split()) >= _FEW and sort_of(rest, lexicon) == sort_of(text[start:end], lexicon):
        whole = names_in(rest, lexicon)
        if whole and whole[0] == (0, len(rest)):
            return start + words[cut].start(), end
    return start, end


def _pieces(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Pieces of a cell that are an agency by their words ("Adult social care"), where no name looks like one."""
    found = []
    start = 0
    for sign in (*_PIECES.finditer(text), None):
        end = sign.start() if sign is not None else len(text)
        piece = text[start:end]
        if piece.strip() and sort_of(piece, lexicon) and not lexicon.occurs("post-words", fold(piece)):
            found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = sign.end() if sign is not None else end
    return found
