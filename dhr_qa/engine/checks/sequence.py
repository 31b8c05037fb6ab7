"""Numbering: labels that repeat, leave a gap or go back ("3.1, 3.2, 3.2, 3.5")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhr_qa.engine.nodes import Node, plain

_PIECE = re.compile(r"[0-9]+|[A-Za-z]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def out_of_sequence(nodes: Sequence[Node], field: str, group: str = "") -> dict[int, str]:
    """Number of a node to what is wrong with its label.

    Labels are followed within the same group (a field's value) and under the same beginning: 3.1 and 3.2
    are one run, 4.1 starts another. A run may start again at its first number (a new list).
    Labels that are not numbers, letters or Roman numerals, such as bullets, are passed over.
    """
    bad: dict[int, str] = {}
    last: dict[tuple[str, tuple[str, ...]], tuple[int, str]] = {}
    for number, node in enumerate(nodes):
        label = plain(node.get(field)).strip()
        pieces = _PIECE.findall(label)
        if not pieces or not any(char.isalnum() for char in label):
            continue
        run = (plain(node.get(group)) if group else "", (*pieces[:-1], "0" if pieces[-1].isdigit() else "a"))
        before = last.get(run)
        value = _value(pieces[-1], before[0] if before else None)
        if value is None:
            continue
        if before is not None:
            if value == before[0]:
                bad[number] = f"it repeats {before[1]}"
            elif value > before[0] + 1:
                bad[number] = f"it follows {before[1]}"
            elif value < before[0] and value != 1:
                bad[number] = f"it comes after {before[1]}"
        last[run] = (value, label)
    return bad


def _value(piece: str, before: int | None) -> int | None:
    """A number, a letter of the alphabet, or a Roman numeral where the run so far allows it."""
    if piece.isdigit():
        return int(piece)
    small = piece.lower()
    if len(small) == 1:
        letter = ord(small) - ord("a") + 1
        if small in _ROMAN and before is not None and letter != before + 1 and _ROMAN[small] == before + 1:
            return _ROMAN[small]
        return 1 if small == "i" and before is None else letter
    if not set(small) <= set(_ROMAN):
        return None
    values = [_ROMAN[char] for char in small]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))
