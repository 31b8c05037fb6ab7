"""What the words around a capitalised word say: that it is a person, that it is a thing, or nothing."""

from __future__ import annotations

import re

from msgspec import Struct

from dhr_qa.review.mention_signs import (
    APPOSITION,
    ARTICLES,
    ENDS,
    STOPS,
    alone,
    bracketed_body,
    defined_as_a_thing,
    describes,
    for_a_body,
    named_place,
    of_a_body,
    of_a_street,
    said_to_be_a_body,
    titled,
)
from dhr_qa.review.mention_words import NameWords

_WIDTH = 70
_TOKENS = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*|[0-9]+|[^\sA-Za-z0-9]|\r")
_POSSESSIVE = re.compile(r"'(?:s\b|(?=\s))")
_OPENERS = frozenset("\"'(*_[")
_LABEL = re.compile(r"\s*\(?(?:[0-9]+(?:\.[0-9]+)+|[0-9]+[.)]|[a-z][.)])(?:[a-z][.)])?\s*$")
_IS = frozenset(("is", "was", "are", "were"))
_HER = frozenset(("her", "him", "them"))
_NAME = frozenset(("name", "surname", "forename", "nickname", "alias", "aka", "nee", "mr", "mrs", "ms", "miss"))
_NAMING = frozenset(("called", "call", "named", "nicknamed", "christened", "calls"))
_KNOWN = frozenset(("known", "called", "registered", "recorded", "logged", "identified", "named", "listed", "signed"))
_IT = frozenset(("it", "this", "that", "which"))
_WHICH = frozenset(
    ("earlier", "previous", "past", "original", "existing", "latest", "current", "initial", "same", "first", "second",
     "third", "next", "new", "old", "local", "nearest", "nearby", "separate", "main", "standard", "other")
)  # fmt: skip
_FAVOURITE = frozenset(("favourite", "favorite", "beloved"))
_AFTER_HEAD = frozenset(("of", "for", "at", "in", "from", "with", "who", "on", "to", "by"))
_QUOTES = ('"', "'")
_LISTING = frozenset(("&", "and", ","))  #: after an initial in a list of sources
_FAR = 10


class Context(Struct):
    """Counts of what speaks for a person (`strong`, `weak`) and for a thing; and how the words stand."""

    strong: int = 0
    weak: int = 0
    before: int = 0  #: "with", "by", "and" right before it, counted in `weak` as well
    paper: bool = False  #: the thing is a paper or proceedings about somebody ("the Ann Other review")
    joined: bool = False  #: it begins the name of a body of two parts ("Marsh and Coast Trust")
    thing: int = 0
    determiner: bool = False
    article: bool = False  #: of the determiners "a", as in "a Mr Other"
    at: bool = False
    start: bool = False  #: at the start of a sentence, a line or a cell, where any word has a capital
    possessive: bool = False
    profession: bool = False  #: a word for what somebody does for a living stands beside it
    beside: bool = False  #: a word for who somebody is stands right before it
    kin: bool = False  #: a word of relation stands beside it
    next: str = ""  #: the small word right after it
    owned: bool = False  #: it belongs to a name, as the second word of "Clare's Law" does
    label: bool = False  #: a colon stands right after it
    goal: bool = False  #: one of the strong signs is a verb that takes places as well ("visited")
    verb: bool = False  #: a verb stands right after it
    firm: bool = False  #: it is joined by "&" to another word
    described: bool = False  #: words that can say who it is stand before it and a comma
    body: bool = False  #: words before it say that it is a body ("a charity called", "a local group,")
    number: bool = False  #: a number stands right before it, as in an address, or after it, as in a date
    house: bool = False  #: of these, before it
    noun: bool = False  #: a word for what bodies, systems and places have stands right after it ("staff", "entry")
    people: bool = False  #: what stands beside it is said of people ("name", ", who")
    defined: bool = False  #: the sentence says what sort of body or thing it is
    bracketed: bool = False  #: words in brackets behind it name a sort of body, its own or somebody's
    alone: bool = False  #: what belongs to it is not said ("at Other's.")
    titled: bool = False  #: a word of grammar with a capital follows, as in the name of a scheme
    address: bool = False  #: a street or house and a comma stand before it


def context(text: str, start: int, end: int, low: int, high: int, words: NameWords) -> Context:
    """What stands before `start` and after `end`, within `low` to `high`."""
    found = Context()
    _before(text[max(low, start - _WIDTH) : start], start - _WIDTH <= low, found, words)
    if found.determiner and text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
        found.determiner = False  # 'messages from a "Bex"'
    _after(text[end : min(high, end + _WIDTH)], found, words)
    found.body = found.body or said_to_be_a_body(text, end, high, words)
    found.defined = found.defined or defined_as_a_thing(text, end, high, words)
    found.bracketed = bracketed_body(text, end, high, words)
    found.titled = titled(text, end, high)
    if found.owned:
        found.thing += 2 * named_place(text, start, end, low)
    if found.firm and not (found.verb or found.next == "to"):
        found.thing += 2
    return found


def _before(text: str, whole: bool, found: Context, words: NameWords) -> None:
    bare = text.rstrip(" \t\"'([*_")
    found.start = (not bare and whole) or bare[-1:] in ENDS or bool(whole and _LABEL.fullmatch(text))
    tokens = _TOKENS.findall(text)
    while tokens and tokens[-1] in _OPENERS:
        tokens.pop()
    if not tokens:
        return
    comma = tokens[-1] == ","
    colon = tokens[-1] in (":", "-") or tokens[-1] == "/"
    if comma or colon:
        tokens.pop()
    if not tokens:
        return
    last = tokens[-1]
    word = last.lower()
    found.owned = word.endswith("'s") and last[:1].isupper() and not comma and not colon
    if word.isdigit():
        bracket = text.rstrip(" \t\"'*_").endswith(("(", "["))
        found.number = found.house = not (comma or bracket or (whole and _LABEL.fullmatch(text)))
        return
    if last == "&" and (len(tokens) < 2 or tokens[-2] not in words.titles):
        found.firm = True  # "Jones & Other", a firm; not "Mr & Mrs Other"
    elif word in words.animals:
        found.thing += 2
    elif word in words.roles and not (
        last[:1].isupper() and (of_a_body(tokens) if not comma else word in words.bodies)
    ):
        _role(word, found, words)
        found.beside = last.islower() and not comma and not colon
        found.strong += 1
    elif word in words.before and len(tokens) > 1 and tokens[-2] in words.said_bodies:
        found.body = found.defined = True  # "a charity called Other"
        found.thing += 3
    elif word in _NAMING and len(tokens) > 2 and tokens[-2] in _IS and tokens[-3].lower() in _IT:
        found.thing += 3  # "it is called Other"
    elif word in words.before:
        found.strong += 1
        found.goal = word in words.before_places
        if any(token.lower() in words.animals for token in tokens[-4:-1]):
            found.thing += 3  # "a cat called Tiger"
    elif word in _IS and len(tokens) > 1 and tokens[-2].lower() in words.roles:
        _role(tokens[-2].lower(), found, words)
        found.strong += 1
    elif comma:
        _role_further(tokens, found, words)
        found.described = describes(tokens, words)
        found.address = last[:1].isupper() and (
            word in words.things or (of_a_street(tokens) and word in words.soft_things)
        )
    elif colon:
        found.profession = found.profession or for_a_body(tokens[-6:], words)
    elif word in words.weak_before:
        found.weak += 1
        found.before += 1
        if word == "by" and len(tokens) > 1 and tokens[-2].lower() in words.acts:
            found.profession = True
            found.strong += 1
    elif word == "in" and len(tokens) > 1 and tokens[-2].lower() in words.confiding:
        found.strong += 1
    elif word in words.at:
        found.at = True
    elif word in words.determiners:
        found.determiner = True
        found.article = word == "a"
    elif word in _WHICH and (word == "past" or (len(tokens) > 1 and tokens[-2].lower() in words.determiners)):
        found.determiner = True  # "the earlier Other"
    if word in _HER and len(tokens) > 1 and tokens[-2].lower() in _NAMING:
        found.strong += 1
    found.people = word in _NAME
    if word in words.works_before and not (comma or colon):
        found.thing += 2  # "sang Other"
    elif word in (*_IS, "called") and _FAVOURITE.intersection(tokens[-5:-1]):
        found.thing += 3  # "her favourite singer was Other"
    if word == "as" and any(token.lower() in _KNOWN for token in tokens[-5:-1]):
        found.strong += 1
    if len(tokens) > 1 and (word == "of" or word == "to"):
        former = tokens[-2].lower()
        found.thing += 2 * (word == "of" and former in words.works_before)  # "the songs of Other"
        if word == "to":
            found.at = found.at or former in words.moves
        elif (
            tokens[-2][:1].isupper()
            and former not in words.professions  # "Crew of Ann Other and another"
            and (former in words.bodies or former in words.things_of)
        ):
            found.thing += 1


def _role(word: str, found: Context, words: NameWords) -> None:
    found.profession = found.profession or word in words.professions or word.removesuffix("s") in words.professions
    found.kin = found.kin or word in words.kin


def _role_further(tokens: list[str], found: Context, words: NameWords) -> None:
    """ "The manager of the hostel, Ann Other": a word for who somebody is, some words before the comma."""
    role, body = "", False
    for token in reversed(tokens[-_FAR:]):
        word = token.lower()
        if word in STOPS:
            break
        if word in words.roles and (token.islower() or token.isupper()):
            role = word
        elif token in words.said_bodies:
            body = True
        elif body and not role and word in ARTICLES:
            found.body = True  # "a group in the north, Other"
            break
        elif role and token.endswith("'s") and token[:1].isupper():
            found.kin = True  # "Ruby's line manager": somebody's, not a service's
    if role:
        _role(role, found, words)
        found.strong += 1


def _after(text: str, found: Context, words: NameWords) -> None:
    tokens = _TOKENS.findall(text)
    owned = _POSSESSIVE.match(text)
    if owned:
        found.possessive = True
        found.alone = alone(text, owned.end())
        _possessive(_TOKENS.findall(text[owned.end() :]), found, words)
        return
    while tokens and tokens[0] in ('"', "'", "*", "_"):
        tokens.pop(0)
    if not tokens:
        return
    first = tokens[0]
    if first.isdigit():
        found.number = True
        return
    found.label = first == ":"
    if found.described and first in (",", ".", ";", ")"):
        found.strong += 1
    if first == "," and len(tokens) > 1 and len(tokens[1]) == 1 and tokens[1].isupper():
        source = _LISTING.intersection(tokens[2:4]) or any(len(token) == 4 and token.isdigit() for token in tokens)
        found.strong += not source and (tokens[1] not in "AI" or tokens[2:3] == ["."])  # "Other, A."
        return
    if first in (",", "(", "-") and len(tokens) > 1:
        _described(tokens[1:], first, found, words)
        return
    if first == "&" and len(tokens) > 1 and tokens[1][:1].isupper():
        following = tokens[2] if len(tokens) > 2 else ""
        found.firm = not (following == "to" or following in words.verbs)  # "Ann & Bob to book"
        return
    if first.lower() == "and" and len(tokens) > 1 and tokens[1] in ("Partners", "Sons", "Co"):
        found.thing += 2
        return
    if first.lower() == "and" and len(tokens) > 2 and tokens[1][:1].isupper():
        for token in tokens[2:8]:
            if not token[:1].isupper():
                break
            found.joined = found.joined or token.lower() in words.organisations or token.lower() in words.things
    if first[:1].islower():
        found.next = first
        _running(tokens, found, words)


def _possessive(tokens: list[str], found: Context, words: NameWords) -> None:
    """ "X's mother" is a person's, "X's Law" a thing; "X's bag" may be anybody's."""
    if not tokens:
        return
    first = tokens[0]
    word = first.lower()
    named = first[:1].isupper() and not first.isupper() and (word not in words.roles or word.endswith("s"))
    if word in words.eponyms or named:
        found.thing += 2
    elif word in words.kin:
        found.strong += 1
    elif first[:1].islower():
        for token in tokens[1:2]:
            if token.lower() in words.kin:
                found.strong += 1
                return
        found.weak += 1


def _described(tokens: list[str], sign: str, found: Context, words: NameWords) -> None:
    """ "X, who", "X, a neighbour", "X (her sister)"."""
    first = tokens[0].lower()
    if first in ("who", "whose", "whom", "aged") and sign != "-":
        found.strong += 1
        found.people = True
        return
    article = first in ARTICLES
    role, last = 0, ""
    for count, token in enumerate(tokens[:APPOSITION]):
        word = token.lower()
        if word in (",", ".", ";", ")", "(", "\r") or (count and token in ("who", "which", "that", "and")):
            break
        if word in words.animals and article:
            found.thing += 2
            return
        if role and word in _AFTER_HEAD:
            break
        if word in words.roles and (article or count < 3) and (token.islower() or token.isupper()):
            role = role or count + 1
            last = word
    if role:
        _role(last, found, words)  # of "his offender manager" the last word says who it is
        found.strong += 1 if article or role == 1 or sign == "(" else 0
        found.people = found.people or article or role == 1
        found.weak += 1


def _running(tokens: list[str], found: Context, words: NameWords) -> None:
    """Small words right after: a verb of a person, or a noun that the name belongs to."""
    first = tokens[0]
    if first in words.kin and first in (
        "family",
        "household",
        "children",
        "brothers",
        "sisters",
        "siblings",
        "parents",
    ):
        found.strong += 1
        return
    if found.start and first in words.plural_verbs:
        found.thing += 2  # "Other have no room": a body
        return
    if len(tokens) > 1 and tokens[1] == "that" and first not in words.displays:
        found.strong += 1  # "X reports that": a verb, whatever else the word is
        found.verb = True
        return
    found.noun = first in words.nouns_after
    if first in words.things and first not in words.verbs:
        found.thing += 1
        found.paper = first in words.papers
        return
    if first == "to" and len(tokens) > 1 and tokens[1] in words.tasks:
        found.strong += 1
        return
    if first in ("of", "from", "at", "for") and for_a_body(tokens[1:7], words):
        found.profession = True
        found.weak += 1
        return
    place = 0
    while place < len(tokens) and place < 3 and tokens[place] in words.fillers:
        place += 1
    if place < len(tokens):
        verb = tokens[place]
        found.verb = bool(place) or verb in words.verbs
        if verb in words.strong_verbs:
            found.strong += 1
        elif found.verb:
            found.weak += 1
