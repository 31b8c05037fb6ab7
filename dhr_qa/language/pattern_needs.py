"""The words that a text must hold for an RE2 pattern to match in it: what `needs` does for phrases.

Words are read off the letters that a pattern spells out, where it is plain that they begin a word. Whatever is not
plain asks for nothing, so a pattern may be said to need less than it does, never more.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from dhr_qa.language.needs import Needs, telling

#: Atoms. A letter is itself; SIGN is surely a character of no word, EDGE the edge of one, ANY whatever, AWAY what may
#: be absent and else ends with such a sign or edge.
SIGN, EDGE, ANY, AWAY = " ", "|", "?", "~"
_TOKEN = re.compile(
    r"""<[a-z]+> | \(\?P?<\w+> | \(\?[a-zA-Z-]*: | \(\?[a-zA-Z-]+\) | \( | \) | \|
      | \[\^?\]?(?:\\.|[^\]\\])*\] | \\[pP]\{\w+\} | \\x[0-9a-fA-F]{2} | \\.
      | [*+?]\??  | \{\d+(?:,\d*)?\}\?? | .""",
    re.VERBOSE | re.DOTALL,
)
_BOTH_CASES = re.compile(r"\[([a-zA-Z])([a-zA-Z])\]")
_SIGNS = re.compile(r"\[(?:\\[stnr.()|*+?$^/-]|[^\w\\^\]-]|-(?=\]))+\]")

Item: TypeAlias = "str | list[list[Item]]"


def pattern_needs(pattern: str) -> Needs:
    """The needs of a pattern: of each group one word, a star at the end being any ending."""
    try:
        alternatives = _read(_TOKEN.findall(pattern))
    except (IndexError, ValueError):
        return ()  # not a pattern at all: what compiles it says so
    found = _of_each(alternatives, False, False)
    return tuple(dict.fromkeys(found))


def _read(tokens: list[str]) -> list[list[Item]]:
    """Alternatives of a pattern, each a list of atoms and of groups."""
    stack: list[list[list[Item]]] = [[[]]]
    for token in tokens:
        here = stack[-1][-1]
        if token == ")":
            group = stack.pop()
            stack[-1][-1].append(group)
        elif token == "|":
            stack[-1].append([])
        elif token.startswith("(") and not (token.startswith("(?") and token.endswith(")")):
            stack.append([[]])
        elif token.startswith("("):
            continue  # flags, such as (?i)
        elif token[0] in "*+?" or (token[0] == "{" and len(token) > 1):
            _repeat(here, token)
        else:
            here.append(_atom(token))
    if len(stack) != 1:
        raise ValueError(tokens)
    return stack[0]


def _repeat(here: list[Item], token: str) -> None:
    if token[0] in "*?" or token.startswith(("{0", "{,")):
        here[-1] = AWAY if isinstance(here[-1], list) and _closes(here[-1]) else ANY
    elif here[-1] not in (SIGN, EDGE):  # once at least, and perhaps again right after
        here.append(ANY)


def _atom(token: str) -> str:
    if token in ("^", "$", r"\b", r"\A", r"\z", r"\Z"):
        return EDGE
    if token.startswith("["):
        both = _BOTH_CASES.fullmatch(token)
        if both is not None and both[1].lower() == both[2].lower():
            return both[1].lower()
        return SIGN if _SIGNS.fullmatch(token) else ANY
    if token.startswith("\\"):
        if token in (r"\s", r"\W", r"\n", r"\r", r"\t"):
            return SIGN
        return ANY if token[1].isalnum() or len(token) > 2 else SIGN
    if token == "." or len(token) > 1:  # a place for something else, such as <name>
        return ANY
    if token.isascii() and (token.isalnum() or token == "_"):
        return token.lower()
    return SIGN if token.isascii() else ANY


def _of_each(alternatives: list[list[Item]], left: bool, right: bool) -> list[tuple[str, ...]]:
    """The needs of a group: of several alternatives what each of them needs, as one."""
    each = [_of(items, left, right) for items in alternatives]
    if len(each) == 1:
        return each[0]
    if not all(each):
        return []
    return [tuple(dict.fromkeys(word for one in each for word in max(one, key=telling)))]


def _of(items: list[Item], left: bool, right: bool) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    run, closed = "", left
    for place, item in enumerate(items):
        after = items[place + 1] in (SIGN, EDGE) if place + 1 < len(items) else right
        if isinstance(item, list):
            found += _of_each(item, closed, after)
            closed = _closes(item)
        elif item in (SIGN, EDGE, ANY, AWAY):
            closed = item in (SIGN, EDGE) or (item == AWAY and closed)
        else:
            run += item
            goes_on = place + 1 < len(items) and _is_letter(items[place + 1])
            if goes_on:
                continue
            if closed:
                found.append((run if after else f"{run}*",))
            run, closed = "", False
    return found


def _is_letter(item: Item) -> bool:
    return isinstance(item, str) and item not in (SIGN, EDGE, ANY, AWAY)


def _closes(group: list[list[Item]]) -> bool:
    """Whether each alternative of a group ends where no word goes on."""
    return all(items and items[-1] in (SIGN, EDGE) for items in group)
