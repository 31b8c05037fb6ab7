"""Names inside e-mail addresses, file names, links and bookmarks: "ann.other@", "other_a_statement.docx"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dhr_qa.language.known_words import GIVEN, PLACE, SURNAME, WORD, classes_of
from dhr_qa.review.facts import Facts
from dhr_qa.review.mention_found import Found
from dhr_qa.review.mention_text import Layout
from dhr_qa.review.mention_who import PROFESSIONAL
from dhr_qa.review.mention_words import DocumentWords

_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+'-]*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_FILE = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_.()&'-]*\.(?:docx?|docm|dotx?|pdf|xlsx?|xlsm|csv|pptx?|msg|eml|jpe?g|png|gif|tiff?|txt|rtf|zip|mp3|mp4|wav|html?|odt|one)(?![A-Za-z])"
)
_PART = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_PERSONAL = 0.9
_SHORTEST = 3


def addresses(layout: Layout, known: Collection[str], words: DocumentWords) -> Iterator[Found]:
    """The part before the @ of addresses that are a person's, not a team's."""
    for match in _EMAIL.finditer(layout.text):
        start, end = match.span(1)
        local = match.group(1)
        parts = [(part.group().lower(), part.start()) for part in _PART.finditer(local)]
        named = _personal([part for part, _ in parts], known, words)
        if named:
            domain = re.split(r"[.-]", match.group(2).lower())
            sort = PROFESSIONAL if words.vocabulary.organisations.intersection(domain) else ""
            initials = _initials([part for part, _ in parts])
            yield Found(start, end, tuple(named), _PERSONAL, "email", initials, sort=sort)


def _initials(parts: list[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if len(part) == 1)


def _personal(parts: list[str], known: Collection[str], words: DocumentWords) -> list[str]:
    """The words of the name that the parts of an address give; none for "enquiries", "safeguarding.team"."""
    longer = [part for part in parts if len(part) > 1]
    here = [part for part in longer if part in known and not words.of(part).body]
    if here:
        return here
    if any(
        words.of(part).body or (classes_of(part) & WORD and not classes_of(part) & (GIVEN | SURNAME)) for part in longer
    ):
        return []
    if len(longer) >= 2 or (len(longer) == 1 and len(parts) > 1):
        sure = [part for part in longer if classes_of(part) & (GIVEN | SURNAME)]
        return longer if sure or all(len(part) >= _SHORTEST for part in longer) else []
    return _glued(longer[0], known) if longer else []


def _glued(part: str, known: Collection[str]) -> list[str]:
    """ "jsmith", "janesmith", "jane": the name in an address of one piece."""
    for cut in (1, 2):
        rest = part[cut:]
        if len(rest) > _SHORTEST and rest in known:
            return [rest]
    for cut in range(_SHORTEST, len(part) - _SHORTEST + 1):
        if classes_of(part[:cut]) & GIVEN and (part[cut:] in known or classes_of(part[cut:]) & SURNAME):
            return [part[:cut], part[cut:]]
    alone = classes_of(part)
    if alone & GIVEN and not alone & WORD and len(part) > _SHORTEST:
        return [part]
    rest = part[1:]
    if not alone and len(rest) > _SHORTEST and classes_of(rest) & SURNAME and not classes_of(rest) & WORD:
        return [rest]
    return []


def aliases_of(facts: Facts) -> set[str]:
    """The pseudonyms of a single word, in small letters."""
    named = (person.name for person in (*facts.people, *facts.shared) if person.pseudonym)
    return {name.casefold() for name in named if " " not in name}


def file_names(
    layout: Layout, known: Collection[str], words: DocumentWords, aliases: Collection[str] = ()
) -> Iterator[Found]:
    """Names in names of files, links and bookmarks: words known from the text, or a given name beside a surname.

    `aliases` are pseudonyms: what stands beside one is no surname unless the text knows it as a name.
    """
    for source in layout.sources:
        if source.kind in ("file", "thing"):
            yield from _in_file(layout.text, source.start, source.end, known, words, aliases)
        elif source.kind == "text":
            for match in _FILE.finditer(layout.text, source.start, source.end):
                yield from _in_file(layout.text, match.start(), match.end(), known, words, aliases)


def _in_file(
    text: str, low: int, high: int, known: Collection[str], words: DocumentWords, aliases: Collection[str]
) -> Iterator[Found]:
    parts = [(match.group().lower(), match.start(), match.end()) for match in _PART.finditer(text, low, high)]
    place = 0
    while place < len(parts):
        word, start, end = parts[place]
        if place + 1 < len(parts) and _pair(word, parts[place + 1][0], known, words, aliases):
            gap = text[end : parts[place + 1][1]]
            if len(gap) <= 1 and gap not in "/:":
                yield Found(start, parts[place + 1][2], (word, parts[place + 1][0]), 0.85, "file")
                place += 2
                continue
        initial = place + 1 < len(parts) and len(parts[place + 1][0]) == 1 and parts[place + 1][1] == end + 1
        alone = word in known or (initial and classes_of(word) & (SURNAME | WORD | PLACE) == SURNAME)
        if alone and len(word) >= _SHORTEST and not words.of(word).ordinary:
            yield Found(start, end, (word,), 0.85, "file")
        place += 1


def _pair(first: str, second: str, known: Collection[str], words: DocumentWords, aliases: Collection[str]) -> bool:
    """Whether two words beside each other are a given name and a surname, in either order."""
    if first in known and second in known:
        return True
    for given, surname in ((first, second), (second, first)):
        if len(given) < _SHORTEST or len(surname) < _SHORTEST or (given in aliases and surname not in known):
            continue
        one, other = words.of(given), words.of(surname)
        if one.common_given and not one.ordinary and not one.place and not one.body:
            unknown = other.unknown and len(surname) > _SHORTEST
            if (other.surname or other.given or unknown or surname in known) and not other.body and not other.place:
                return True
    return False
