"""Numbering: labels that repeat, leave a gap or go back ("3.1, 3.2, 3.2, 3.5")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa.engine.nodes import Node, plain

_PIECE = re.compile(r"[0-9]+|[A-Za-z]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER, _LETTER, _NUMERAL = "0", "a", "i"


class _Step(Struct, frozen=True):
    """One label: the node's number, its value in the run that it belongs to, and the label as printed."""

    node: int
    value: int
    label: str


class _Run(Struct):
    steps: list[_Step] = field(default_factory=list)

    @property
    def last(self) -> int | None:
        return self.steps[-1].value if self.steps else None


def out_of_sequence(nodes: Sequence[Node], name: str, groups: Sequence[str] = ()) -> dict[int, str]:
    """Number of a node to what is wrong with its label, the field `name`.

    Labels are followed within the same group (the values of fields) and under the same beginning: 3.1 and 3.2
    are one run, 4.1 starts another; letters and Roman numerals are runs of their own. A run may start again at
    its first number (a new list). One label out of place is the fault, not the one after it that goes on rightly:
    of 9, 10, 14, 11, 12 only 14 is wrong. Labels without digits and letters, such as bullets, are passed over.
    """
    runs: dict[tuple[str, ...], _Run] = {}
    for number, node in enumerate(nodes):
        label = plain(node.get(name)).strip()
        pieces = _PIECE.findall(label)
        if not pieces:
            continue
        start = (*(plain(node.get(group)) for group in groups), "/", *pieces[:-1])
        sort, value = _read(pieces[-1], start, runs)
        if value is not None:
            runs.setdefault((*start, sort), _Run()).steps.append(_Step(number, value, label.rstrip(".")))
    bad: dict[int, str] = {}
    for run in runs.values():
        bad |= _faults(run.steps, nodes)
    labels = [plain(node.get(name)).strip() for node in nodes]
    for number in range(1, len(nodes)):
        if _PIECE.search(labels[number]) and labels[number] == labels[number - 1] and _stray(nodes, number):
            bad.setdefault(number, f"it repeats {labels[number].rstrip('.')}")
    return bad


def _stray(nodes: Sequence[Node], number: int) -> bool:
    """Whether a node is a lone item one level deeper than those around it: "a) … a) … b) …" to a reader."""
    levels = [nodes[place].get("level") if 0 <= place < len(nodes) else None for place in range(number - 1, number + 2)]
    alone = levels[0] != levels[1] and levels[0] == levels[2]
    return alone and _adjacent(nodes, number - 1, number) and _adjacent(nodes, number, number + 1)


def _read(piece: str, start: tuple[str, ...], runs: dict[tuple[str, ...], _Run]) -> tuple[str, int | None]:
    """Whether a piece is a number, a letter or a Roman numeral, going by the runs so far, and its value."""
    if piece.isdigit():
        return _NUMBER, int(piece)
    small = piece.lower()
    letters, numerals = runs.get((*start, _LETTER)), runs.get((*start, _NUMERAL))
    letter = ord(small) - ord("a") + 1 if len(small) == 1 else None
    if not set(small) <= set(_ROMAN):
        return _LETTER, letter
    value = _roman(small)
    if letter is not None and letters is not None and letters.last == letter - 1:
        return _LETTER, letter
    if letter is None or value == 1 or (numerals is not None and numerals.last == value - 1):
        return _NUMERAL, value
    return _LETTER, letter


def _roman(small: str) -> int:
    values = [_ROMAN[char] for char in small]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def _faults(steps: Sequence[_Step], nodes: Sequence[Node]) -> dict[int, str]:
    bad: dict[int, str] = {}
    before: _Step | None = None
    for place, step in enumerate(steps):
        if before is not None and step.value != before.value + 1:
            following = steps[place + 1].value if place + 1 < len(steps) else None
            goes_on = following == before.value + 1  # the run goes on behind this one, which is out of place
            if step.value == before.value:
                if step.value != 1 or _adjacent(nodes, before.node, step.node):
                    bad[step.node] = f"it repeats {before.label}"
                    if following == before.value + 2:  # 5, 5, 7: the second 5 stands for 6
                        step = replace(step, value=before.value + 1)
            elif step.value > before.value + 1:
                if not _printed_between(nodes, before, step):
                    bad[step.node] = f"it follows {before.label}"
                if goes_on:
                    continue
            elif step.value != 1:
                bad[step.node] = f"it comes after {before.label}"
                if goes_on:
                    continue
        before = step
    return bad


def _printed_between(nodes: Sequence[Node], before: _Step, step: _Step) -> bool:
    """Whether the number that is missing begins a line in between, although it was not taken for a label."""
    first, second = nodes[before.node].block, nodes[step.node].block
    pieces = _PIECE.findall(before.label)
    if first is None or second is None or not pieces[-1].isdigit():
        return False
    place = before.label.rindex(pieces[-1])
    wanted = f"{before.label[:place]}{before.value + 1}"
    blocks = nodes[before.node].reading.document.blocks
    lines = (blocks[between].text.lstrip() for between in range(first + 1, second))
    return any(line.startswith(wanted) and not line[len(wanted) : len(wanted) + 1].isdigit() for line in lines)


def _adjacent(nodes: Sequence[Node], one: int, other: int) -> bool:
    """Whether two nodes stand next to each other: the second is then no new list."""
    first, second = nodes[one].block, nodes[other].block
    if first is None or second is None:
        return other == one + 1
    texts = nodes[one].reading.document.blocks
    return all(not texts[between].text.strip() for between in range(first + 1, second))
