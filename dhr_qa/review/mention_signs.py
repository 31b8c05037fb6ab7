"""Signs beside a capitalised word that it names a body, a system, a place or a work, and what bodies are said to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhr_qa.language.known_words import PLACE, classes_of
from dhr_qa.review.mention_words import NameWords

ENDS = frozenset(".!?:;\r|*•")
ARTICLES = frozenset(("a", "an", "the", "his", "her", "their", "my", "our", "whose", "its"))
STOPS = frozenset(".;:!?)\r")
TEAMS = frozenset(("team", "service", "services", "charity", "unit", "ward", "helpline", "office", "department"))
APPOSITION = 7  #: words after a comma in which the word for who somebody is must stand
_WIDTH = 70
_SHORT_NAME = 16
_TIMES = frozenset(("in", "on", "at", "during", "by", "until", "since", "after", "before", "over", "for", "throughout"))
#: ", a charity for women", ", the housing association,": what is said of a name, up to its last word.
_SAID_TO_BE = re.compile(
    r"(?:,| \() ?(?:an?|the|our|one) (?:[A-Za-z-]+ ){0,3}?([a-z]+)"
    r"(?=[,.;)]| (?:for|in|that|which|of|run|led|based|set|at)\b)"
)
#: "Other is a firm", "Other was the service that": what something is, in a sentence of its own.
_IS_A = re.compile(
    r" (?:is|was) (?:an?|the|our|one of the) (?:[A-Za-z-]+ ){0,4}?([a-z]+)"
    r"(?=[,.;)]| (?:for|in|that|which|of|run|based|set|at|and|where|on|near)\b)"
)
#: "(domestic abuse service)" right behind a name.
_BRACKET = re.compile(r" ?\((?:[A-Za-z-]+ ){0,4}([a-z]+)\)")
#: "Chip In", "Step Up": a word of grammar with a capital makes the words before it the name of a thing.
_TITLED = re.compile(r" (?:In|On|Up|Out|Of|For|To|Off|Over|Down|Together)\b(?! [a-z]*:)")
_ALONE = re.compile(
    r"[.,;:!?)]|$| (?:and|or|in|on|at|for|to|with|by|until|when|where|who|but|after|before|from|was|is)\b"
)


def said_to_be_a_body(text: str, end: int, high: int, words: NameWords) -> bool:
    """Whether what stands behind a name, after a comma or in brackets, says that it is a body (", a charity for")."""
    said = _SAID_TO_BE.match(text, end, min(high, end + _WIDTH))
    return said is not None and said.group(1) in words.said_bodies


def defined_as_a_thing(text: str, end: int, high: int, words: NameWords) -> bool:
    """Whether the sentence says what sort of body or thing it is ("Other is a firm")."""
    said = _IS_A.match(text, end, min(high, end + _WIDTH))
    return said is not None and (said.group(1) in words.said_bodies or said.group(1) in words.things)


def bracketed_body(text: str, end: int, high: int, words: NameWords) -> bool:
    """Whether brackets behind a name hold a sort of body, its own or somebody's ("(domestic abuse service)")."""
    said = _BRACKET.match(text, end, min(high, end + _WIDTH))
    if said is None:
        return False
    word = said.group(1)
    return word in words.said_bodies or word in words.organisations or word in TEAMS


def titled(text: str, end: int, high: int) -> bool:
    """Whether a word of grammar with a capital follows, as in the name of a scheme."""
    return _TITLED.match(text, end, high) is not None


def alone(text: str, place: int) -> bool:
    """Whether nothing is said of what belongs to a name that ends at a place ("at Other's.")."""
    return _ALONE.match(text, place) is not None


def named_place(text: str, start: int, end: int, low: int) -> bool:
    """Whether a word and the possessive before it are a place that is known ("King's Other")."""
    before = "".join(text[max(low, start - _SHORT_NAME) : start].split()[-1:])
    return bool(classes_of(f"{before.replace(chr(39), '')} {text[start:end]}".lower()) & PLACE)


def of_a_body(tokens: Sequence[str]) -> bool:
    """Whether a word for some people begins the name of a body: "the Carers", with a capital inside a sentence."""
    return tokens[-1].endswith("s") and len(tokens) > 1 and tokens[-2] not in ENDS


def of_a_street(tokens: Sequence[str]) -> bool:
    """Whether the last of some words stands behind another with a capital ("Elm Park")."""
    return len(tokens) > 1 and tokens[-2][:1].isupper()


def describes(tokens: Sequence[str], words: NameWords) -> bool:
    """Whether the words before a comma can say who somebody is: an article or "her", and a few small words.

    What ends in a word for a thing ("the new record,") says what something is, unless a word for people is in it.
    """
    thing = tokens[-1] in words.things or tokens[-1] in words.said_bodies
    if thing and words.roles.isdisjoint(tokens[-APPOSITION:]):
        return False
    for count, token in enumerate(reversed(tokens[-APPOSITION:])):
        if token in ARTICLES or token == "another":
            before = tokens[-count - 2].lower() if len(tokens) > count + 1 else ""
            return count > 0 and before not in _TIMES
        if not token.islower():
            return False
    return False


def for_a_body(tokens: Sequence[str], words: NameWords) -> bool:
    """Whether words name a body: "the liaison team", "Fenshire Police"."""
    for token in tokens:
        word = token.lower()
        if word in STOPS or word == ",":
            return False
        if word in words.organisations or (word in words.things and word in words.bodies and token[:1].isupper()):
            return True
        if word in TEAMS:
            return True
    return False
