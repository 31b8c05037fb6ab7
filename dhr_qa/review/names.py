"""Names of people in cells, lines and statements: a title, a name, and what stands beside it."""

from __future__ import annotations

import re

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.review.lexicon import Lexicon

_SIGNS = " \t\r\n,;:-–—()[]\"'“”‘’.•|/"
_MOST_WORDS = 5
_JOINED = re.compile(r"^\s*and ")
_AFTER_NAME = re.compile(r" (?:of|from|for|representing|on behalf of) ")


class PersonName(Struct, frozen=True):
    """A name with its title, at `start` to `end` of the text it was found in (the title left out)."""

    name: str
    title: str
    start: int
    end: int


def name_pattern(lexicon: Lexicon, *ids: str) -> str:
    """The pattern of a name: the shapes with these ids, or all."""
    shapes = [entry for entry in lexicon.register("name-shapes") if not ids or entry.id in ids]
    return "(?:" + "|".join(f"(?:{pattern})" for entry in shapes for pattern in entry.get("patterns", ())) + ")"


def whole_name(text: str, lexicon: Lexicon) -> PersonName | None:
    """The person named by a text that is nothing but a name, perhaps after titles ("DCI Ann Other"), or None."""
    folded = fold(text)
    start = len(text) - len(text.lstrip(_SIGNS))
    end = len(text.rstrip(_SIGNS))
    begin = start
    while True:
        title = lexicon.list("person-titles").regexp.match(folded[start:end])
        if title is None or title.end() == 0:
            break
        start += title.end()
        start += len(text[start:end]) - len(text[start:end].lstrip(" .,"))
    name = text[start:end]
    if not name or len(name.split()) > _MOST_WORDS or "\n" in name:
        return None
    titled = start > begin
    shape = name_pattern(lexicon, "full", "given") if titled else name_pattern(lexicon, "full")
    if lexicon.pattern(f"^(?:{shape})$", case=True).match(folded[start:end]) is None:
        return None
    if is_body(name, lexicon) or _barred(folded[start:end], lexicon):
        return None
    return PersonName(name, text[begin:start].strip(" .,"), start, end)


def is_body(text: str, lexicon: Lexicon) -> bool:
    """Whether a short text names a body and not a person: a word of it that ends names of bodies stands last."""
    folded = fold(text.strip())
    spans = list(lexicon.forms("agencies").spans(folded))
    return any(end == len(folded) or (end - start) * 2 > len(folded) for start, end, _ in spans)


def _barred(folded: bytes, lexicon: Lexicon) -> bool:
    return any(not_name(word, lexicon) for word in folded.split())


def not_name(word: bytes, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is one that never names a person."""
    return lexicon.list("not-names").is_whole(word)


def names_in_line(text: str, lexicon: Lexicon) -> list[PersonName]:
    """People named in a line cut by commas, brackets, dashes or tabs: the pieces that are or begin with names."""
    found = []
    start = 0
    for place in range(len(text) + 1):
        if place == len(text) or text[place] in ",;:()\t|\n–—" or text[place : place + 3] == " - ":
            piece = text[start:place]
            start += len(piece) - len(_JOINED.sub("", piece))
            piece = _JOINED.sub("", piece)
            before = _AFTER_NAME.split(piece, maxsplit=1)[0]
            person = whole_name(piece, lexicon) or (whole_name(before, lexicon) if before != piece else None)
            if person is not None:
                found.append(PersonName(person.name, person.title, start + person.start, start + person.end))
            start = place + 1
    return found
