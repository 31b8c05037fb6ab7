"""What the words around a capitalised word say: that it is a person, that it is a thing, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhr_qa.review.mention_words import NameWords

_WIDTH = 70
_TOKENS = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*|[0-9]+|[^\sA-Za-z0-9]|\r")
_OPENERS = frozenset("\"'(*_[")
_ENDS = frozenset(".!?:;\r|*•")
_LABEL = re.compile(r"\s*\(?(?:[0-9]+[.)]?)+(?:[a-z][.)])?\s*$")
_ARTICLES = frozenset(("a", "an", "the", "his", "her", "their", "my", "our", "whose", "its"))
_APPOSITION = 7  #: words after a comma in which the word for who somebody is must stand
_FAR = 6


@dataclass(slots=True)
class Context:
    """Counts of what speaks for a person (`strong`, `weak`) and for a thing; and how the words stand."""

    strong: int = 0
    weak: int = 0
    thing: int = 0
    determiner: bool = False
    at: bool = False
    start: bool = False  #: at the start of a sentence, a line or a cell, where any word has a capital
    possessive: bool = False
    profession: bool = False  #: a word for what somebody does for a living stands beside it
    kin: bool = False  #: a word of relation stands beside it
    number: bool = False  #: a number stands right before it, as in an address


def context(text: str, start: int, end: int, low: int, high: int, words: NameWords) -> Context:
    """What stands before `start` and after `end`, within `low` to `high`."""
    found = Context()
    _before(text[max(low, start - _WIDTH) : start], start - _WIDTH <= low, found, words)
    _after(text[end : min(high, end + _WIDTH)], found, words)
    return found


def _before(text: str, whole: bool, found: Context, words: NameWords) -> None:
    bare = text.rstrip(" \t\"'([*_")
    found.start = (not bare and whole) or bare[-1:] in _ENDS or bool(whole and _LABEL.fullmatch(text))
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
    if word.isdigit():
        found.number = not comma
        return
    if word in words.animals:
        found.thing += 2
    elif word in words.roles and not (last[:1].isupper() and comma and word in words.bodies):
        _role(word, found, words)
        found.strong += 1
    elif comma or colon:
        if comma:
            _role_further(tokens, found, words)
    elif word in words.before:
        found.strong += 1
    elif word in words.weak_before:
        found.weak += 1
    elif word in words.at:
        found.at = True
    elif word in words.determiners:
        found.determiner = True
    if word == "of" and len(tokens) > 1 and tokens[-2][:1].isupper() and tokens[-2].lower() in words.bodies:
        found.thing += 1


def _role(word: str, found: Context, words: NameWords) -> None:
    found.profession = found.profession or word in words.professions
    found.kin = found.kin or word in words.kin


def _role_further(tokens: list[str], found: Context, words: NameWords) -> None:
    """ "The manager of the hostel, Ann Other": a word for who somebody is, some words before the comma."""
    for token in reversed(tokens[-_FAR:]):
        word = token.lower()
        if word in ".;:!?)\r" or token[:1].isupper():
            return
        if word in words.roles:
            _role(word, found, words)
            found.strong += 1
            return


def _after(text: str, found: Context, words: NameWords) -> None:
    tokens = _TOKENS.findall(text)
    if text[:1] == "'":
        found.possessive = True
        _possessive(tokens[1:] if text[1:2] not in "sS" else tokens[2:] if tokens[0] == "'" else tokens[1:], found, words)
        return
    while tokens and tokens[0] in ('"', "'", "*", "_"):
        tokens.pop(0)
    if not tokens:
        return
    first = tokens[0]
    if first in (",", "(", "-") and len(tokens) > 1:
        _described(tokens[1:], first, found, words)
        return
    if first == "&" and len(tokens) > 1 and tokens[1][:1].isupper():
        found.thing += 1
        return
    if first.lower() == "and" and len(tokens) > 1 and tokens[1] in ("Partners", "Sons", "Co"):
        found.thing += 2
        return
    if first[:1].islower():
        _running(tokens, found, words)


def _possessive(tokens: list[str], found: Context, words: NameWords) -> None:
    """ "X's mother" is a person's, "X's Law" a thing; "X's bag" may be anybody's."""
    if not tokens:
        return
    first = tokens[0]
    word = first.lower()
    if first[:1].isupper() and not first.isupper() and word not in words.roles:
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
    if first in ("who", "whose", "aged") and sign != "-":
        found.strong += 1
        return
    article = first in _ARTICLES
    for count, token in enumerate(tokens[:_APPOSITION]):
        word = token.lower()
        if word in (",", ".", ";", ")", "(", "\r") or (count and token in ("who", "which", "that", "and")):
            return
        if word in words.animals and article:
            found.thing += 2
            return
        if word in words.roles and (article or count < 3) and token.islower():
            _role(word, found, words)
            found.strong += 1 if article or count == 0 or sign == "(" else 0
            found.weak += 1
            return


def _running(tokens: list[str], found: Context, words: NameWords) -> None:
    """Small words right after: a verb of a person, or a noun that the name belongs to."""
    first = tokens[0]
    if first in words.kin and first in ("family", "household", "children", "brothers", "sisters", "siblings", "parents"):
        found.strong += 1
        return
    if first in words.things:
        found.thing += 1
        return
    place = 0
    while place < len(tokens) and place < 3 and tokens[place] in words.fillers:
        place += 1
    if place < len(tokens):
        verb = tokens[place]
        if verb in words.strong_verbs:
            found.strong += 1
        elif verb in words.weak_verbs:
            found.weak += 1
        elif place:
            found.weak += 1
