"""The properties of a file set against its text: whom they name, and which of their words the text does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dhr_qa.language.date_forms import MONTHS
from dhr_qa.language.fold import fold, folded
from dhr_qa.review.facts import Facts, Person

#: People whose names a report gives on purpose.
PUBLIC_ROLES = frozenset(("chair", "author", "letter", "panel", "advocate"))
_CAPITALISED = re.compile(r"(?<![A-Za-z])[A-Z][a-z'-]{2,}(?![A-Za-z])")
_ALL_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z])")


def last_names(people: Iterable[Person]) -> tuple[str, ...]:
    """Last names, in small letters, of those whom a report names on purpose."""
    names = [person.name.split()[-1] for person in people if person.role in PUBLIC_ROLES and person.name.split()]
    return tuple(dict.fromkeys(folded(name) for name in names if len(name) > 2))


def is_public(value: str, facts: Facts) -> bool:
    """Whether a text names somebody who stands in the report anyway, such as its author on the cover."""
    words = set(re.findall(r"[a-z][a-z'-]+", folded(value)))
    return any(name in words for name in last_names(facts.people))


def unseen_words(value: str, facts: Facts) -> list[str]:
    """The capitalised words of a text that may be names and that the report's own text never uses.

    A report that calls somebody by a pseudonym throughout and by the real name in its title has such words.
    """
    text = fold(value).decode()
    found = [*_CAPITALISED.finditer(text), *_ALL_CAPITALS.finditer(text)]
    words = dict.fromkeys(value[m.start() : m.end()] for m in sorted(found, key=lambda m: m.start()))
    return [word for word in words if _may_be_name(word.lower()) and not _in_text(word, facts)]


def _may_be_name(word: str) -> bool:
    from dhr_qa.language.known_words import CAPITAL, GIVEN, PLACE, WORD, classes_of  # only where it is asked

    if word in MONTHS:
        return False
    classes = classes_of(folded(word).removesuffix("'s"))
    if classes & GIVEN:
        return True
    return not classes & (WORD | CAPITAL | PLACE)


def _in_text(word: str, facts: Facts) -> bool:
    pattern = re.compile(rb"(?<![A-Za-z])" + re.escape(fold(word)) + rb"(?![A-Za-z])", re.I)
    return pattern.search(facts.index.folded) is not None
