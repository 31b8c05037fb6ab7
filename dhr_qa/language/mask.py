"""Masking: words made unreadable but recognisable to somebody who knows them ("J••• W•••••")."""

from __future__ import annotations

DOT = "•"


def mask(text: str) -> str:
    """`text` with only the first letter of each word left; digits are all masked, punctuation stays.

    >>> mask("Jane Weston, 12 High St")
    'J••• W•••••, •• H••• S•'
    """
    out = []
    inside = False
    for char in text:
        if char.isalpha():
            out.append(DOT if inside else char)
            inside = True
        elif char.isdigit():
            out.append(DOT)
            inside = True
        else:
            out.append(char)
            inside = char in "'’-" and inside
    return "".join(out)
