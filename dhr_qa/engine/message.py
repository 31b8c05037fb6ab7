"""Messages: named placeholders filled in, counted words, typographic quotes, masked words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dhr_qa.engine.nodes import plain
from dhr_qa.language.mask import mask

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9.-]*)(?:\|([^{}|]*)\|([^{}|]*))?\}")
_OPENING = re.compile(r"(^|[\s(\[/–—-])\"")
_OPENING_SINGLE = re.compile(r"(^|[\s(\[/–—“-])'")
_MASKED = ".masked"
_LONGEST = 160
_LONGEST_LIST = 600

#: Placeholders that never hold words of a document: they stay readable in sensitive rules.
PUBLIC = frozenset(
    (
        "count", "min", "max", "share", "total", "unit", "problem", "distance", "row", "row.label", "column", "kind",
        "role", "page", "position", "document", "precision", "days", "months", "days-most", "months-most", "words",
        "sentences", "number", "year", "part", "place", "level", "id", "say", "answer", "megabytes", "pages", "format",
        "times",
    )
)  # fmt: skip


def placeholders(template: str) -> tuple[str, ...]:
    """The names that a message asks for, without ".masked", each once."""
    return tuple(dict.fromkeys(match.group(1).removesuffix(_MASKED) for match in _PLACEHOLDER.finditer(template)))


def typographic(text: str) -> str:
    """Straight quotes and apostrophes as printers set them.

    >>> typographic('"Ongoing" isn\\'t a date')
    '“Ongoing” isn’t a date'
    """
    text = _OPENING.sub(r"\1“", text).replace('"', "”")
    return _OPENING_SINGLE.sub(r"\1‘", text).replace("'", "’")


def same_message(one: str, other: str) -> bool:
    """Whether two messages are the same but for the shape of their quotes."""
    return typographic(one) == typographic(other)


def fill(template: str, get: Callable[[str], Any], hide: bool = False) -> str:
    """A message with its placeholders filled in.

    `get` gives the value of a placeholder by name. {name|one|many} is "one" where the value is 1 (or a list of
    one), else "many". {name.masked} is always masked; with `hide`, so is everything that may be a document's words.
    """

    def value(match: re.Match[str]) -> str:
        name, one, many = match.groups()
        masked = name.endswith(_MASKED)
        name = name.removesuffix(_MASKED)
        found = get(name)
        if one is not None:
            number = len(found) if isinstance(found, (list, tuple)) else found
            return one if str(number) == "1" else many
        # A list of names is the point of its message; a long passage is only a reminder of where it stands.
        most = _LONGEST_LIST if isinstance(found, (list, tuple)) else _LONGEST
        text = shortened(" ".join(plain(found).split()), most)
        return mask(text) if masked or (hide and not _is_public(name)) else text

    return " ".join(_PLACEHOLDER.sub(value, typographic(template)).split())


def _is_public(name: str) -> bool:
    return name.removeprefix("other.") in PUBLIC


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text cut at a word, with three dots where something is left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + "…"


def of_fault(values: Mapping[str, Any], node: Any, other: Any) -> Callable[[str], Any]:
    """What the placeholders of a finding stand for: the check's values, the node's fields, the other side's."""

    def get(name: str) -> Any:
        if name in values:
            return values[name]
        if name.startswith("other."):
            return other.get(name.removeprefix("other.")) if other is not None else None
        found = node.get(name) if node is not None else None
        if found is None:
            found = values.get(f"other.{name}")
        return other.get(name) if found is None and other is not None else found

    return get
