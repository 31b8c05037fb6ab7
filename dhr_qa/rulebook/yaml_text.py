"""YAML text to plain data with the place of every key and value; what a rule file has no use for is refused.

The text is read event by event into lists, mappings, text, numbers, true, false and nothing. There is no
constructor that could run code. Anchors, aliases and tags are refused, so a short file cannot grow into
a large one, and depth is limited, so none can exhaust the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from msgspec import Struct

from dhr_qa.errors import RuleProblem

MAX_DEPTH = 24
MAX_VALUES = 200_000

#: line and column (from 1) of a value; then of a mapping's keys with their values, or of a list's items.
Places = list[Any]

_NULL = re.compile(r"(?:~|null|Null|NULL)?")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})")


class Parsed(Struct, frozen=True):
    """The data of one file and its places: `[line, column, children]`.

    `children` is None for a single value, a list of places for a list, and for a mapping
    `{key: [key's line, key's column, places of the value]}`.
    """

    data: Any
    places: Places


def parse_yaml(text: str, file: str) -> Parsed:
    """The one YAML document in `text`. Raises RuleProblem, placed in `file`, for anything else."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        events = YAML(typ="safe", pure=True).parse(text)
        return _Builder(file).build(events)
    except RuleProblem:
        raise
    except YAMLError as error:
        raise _plain(error, file) from None
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # The YAML library itself stumbles over some damaged files; the file is at fault all the same.
        raise RuleProblem(f"not valid YAML ({type(error).__name__})", file, 1, 1) from None


def _plain(error: Exception, file: str) -> RuleProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "the file cannot be read"
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return RuleProblem(f"not valid YAML: {reason}", file, line, column)


class _Open:
    """A list or mapping that is being read."""

    __slots__ = ("items", "key", "places", "value")

    def __init__(self, value: list[Any] | dict[str, Any], line: int, column: int) -> None:
        self.value = value
        self.items: Any = [] if isinstance(value, list) else {}
        self.places: Places = [line, column, self.items]
        self.key: tuple[str, int, int] | None = None


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.stack: list[_Open] = []
        self.root: Parsed | None = None
        self.count = 0

    def build(self, events: Iterable[Any]) -> Parsed:
        for event in _guarded(events):
            name = type(event).__name__
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if name == "DocumentStartEvent" and self.root is not None:
                self.refuse("a second YAML document begins here; a rule file holds one", line, column)
            elif name == "AliasEvent" or getattr(event, "anchor", None):
                self.refuse("anchors (&) and aliases (*) are not used in rule files; put such text in quotes",
                            line, column)  # fmt: skip
            elif name == "ScalarEvent":
                self.tag(event, line, column)
                plain = event.implicit[0] and event.style in (None, "")
                self.add(scalar(event.value) if plain else event.value, event.value, None, line, column)
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                self.tag(event, line, column)
                if len(self.stack) >= MAX_DEPTH:
                    self.refuse(f"nested more than {MAX_DEPTH} deep", line, column)
                opened = _Open({} if name == "MappingStartEvent" else [], line, column)
                self.add(opened.value, None, opened.items, line, column)
                self.stack.append(opened)
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self.stack.pop()
        return self.root or Parsed(None, [1, 1, None])

    def tag(self, event: Any, line: int, column: int) -> None:
        if event.tag is not None:
            self.refuse("tags (!) are not used in rule files; put such text in quotes", line, column)

    def add(self, value: Any, text: str | None, children: Any, line: int, column: int) -> None:
        """One value where it belongs; in a mapping every other one is a key."""
        self.count += 1
        if self.count > MAX_VALUES:
            self.refuse(f"more than {MAX_VALUES} values in one file", line, column)
        place = [line, column, children]
        if not self.stack:
            self.root = Parsed(value, place)
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            top.items.append(place)
        elif top.key is None:
            if text is None:
                self.refuse("a key must be a word, not a list or a mapping", line, column)
            if text in top.value:
                self.refuse(f'the key "{text}" stands twice', line, column)
            top.key = (text, line, column)
        else:
            key, key_line, key_column = top.key
            if text == "" and value is None:  # nothing stands there: the place is that of the key
                place = [key_line, key_column, None]
            top.value[key] = value
            top.items[key] = [key_line, key_column, place]
            top.key = None

    def refuse(self, message: str, line: int, column: int) -> NoReturn:
        raise RuleProblem(message, self.file, line, column)


def _guarded(events: Iterable[Any]) -> Iterator[Any]:
    for event in events:
        if event.start_mark is not None:
            yield event


def scalar(text: str) -> Any:
    """What a plain word of YAML stands for: nothing, true or false, a number, or itself. Dates stay text."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
