"""Quotations: which characters of a paragraph stand inside quotation marks. Linear time.

British reports quote with single or double marks, curly or straight, and write apostrophes with the same
signs. A mark counts as opening where a word begins after it and none ends before it; an apostrophe
inside a word, an elision ("'til") or a plural possessive ("the agencies' duty") is no quotation mark.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\"“”„«»'‘’‚`´]")
_DOUBLE, _SINGLE = "double", "single"
_KIND = dict.fromkeys('"“”„«»', _DOUBLE) | dict.fromkeys("'‘’‚`´", _SINGLE)
_ONLY_OPENS, _ONLY_CLOSES = frozenset("“„«‘‚"), frozenset("”»")
_ELISIONS = re.compile(r"(?:tis|twas|til|till|em|cause|cos|bout|round|n|\d0s|\d\d)\b", re.I)
_LOOK_AHEAD = 4


def quotations(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the text inside quotation marks, the marks left out, outermost pairs only.

    A mark that is never closed opens nothing, but for a curly or double one that begins the paragraph: a
    quotation over several paragraphs is opened in each and closed in the last.
    """
    if not _MARKS.search(text):
        return []
    marks = [(found.start(), found.group()) for found in _MARKS.finditer(text)]
    possible = [_role(text, place, mark) for place, mark in marks]
    spans: list[tuple[int, int]] = []
    opened: dict[str, int] = {}  # kind to the number of its open mark
    sure_after = _next_sure_closers(marks, possible)
    for number, (place, mark) in enumerate(marks):
        kind, role = _KIND[mark], possible[number]
        if kind in opened and "close" in role:
            if "maybe" in role and sure_after[kind][number + 1] < _next_opener(marks, possible, number, kind):
                continue  # a plural possessive: the quotation is closed by a later mark
            start = marks[opened.pop(kind)][0] + 1
            while spans and spans[-1][0] >= start:
                spans.pop()  # a quotation within this one
            spans.append((start, place))
            for other in [other for other, at in opened.items() if marks[at][0] >= start]:
                del opened[other]
        elif kind not in opened and "open" in role:
            opened[kind] = number
    for number in opened.values():
        place, mark = marks[number]
        if not text[:place].strip() and mark not in "'`´":
            spans = [(place + 1, len(text.rstrip()))]
    return [(start, end) for start, end in spans if end > start]


def _role(text: str, place: int, mark: str) -> str:
    """What a mark can be: "open", "close", "close maybe" (perhaps a possessive), "open close" or ""."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    single = _KIND[mark] == _SINGLE
    if single and before.isalnum() and after.isalnum():
        return ""  # don't, O'Neill
    if mark in _ONLY_OPENS:
        return "open"
    can_open = not after.isspace() and not before.isalnum() and after not in ".,;:!?)]"
    can_close = not before.isspace() and not after.isalnum()
    if mark in _ONLY_CLOSES:
        return "close"
    if single and can_open and _ELISIONS.match(text, place + 1):
        return ""
    if mark == "’":
        can_open = can_open and (before.isspace() or before in "([") and not can_close
    if can_open and can_close:  # between two signs, as in ("…
        return "open" if before in "([-–— " else "close"
    if can_open:
        return "open"
    if can_close:
        possessive = single and before in "sS" and after == " " and text[place + 2 : place + 3].islower()
        return "close maybe" if possessive else "close"
    return ""


def _next_sure_closers(marks: list[tuple[int, str]], roles: list[str]) -> dict[str, list[int]]:
    """For each kind and each mark's number: the number of the next mark that surely closes (or the count)."""
    count = len(marks)
    table = {_DOUBLE: [count] * (count + 1), _SINGLE: [count] * (count + 1)}
    for number in range(count - 1, -1, -1):
        for kind, row in table.items():
            row[number] = number if _KIND[marks[number][1]] == kind and roles[number] == "close" else row[number + 1]
    return table


def _next_opener(marks: list[tuple[int, str]], roles: list[str], number: int, kind: str) -> int:
    for later in range(number + 1, min(len(marks), number + 1 + _LOOK_AHEAD)):
        if _KIND[marks[later][1]] == kind and roles[later].startswith("open"):
            return later
    return len(marks)
