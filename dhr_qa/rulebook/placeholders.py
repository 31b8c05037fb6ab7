"""Placeholders of messages: which there are in a text, and which a check and its nodes can fill."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dhr_qa.rulebook.known import Known
from dhr_qa.rulebook.surface import ALONE, PLACEHOLDERS

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
MASKED = ".masked"

#: Placeholders that may hold words of the document and are not hidden of themselves in a sensitive rule.
OPEN = ("key", "number", "problem")


def placeholders(text: str) -> Iterator[tuple[str, str]]:
    """Every `{…}` of a text as written and as a name; a bracket that stands alone has no name.

    `{count|term|terms}` chooses a word by a number, `{value.masked}` hides the words found: both are the
    placeholder before the sign.
    """
    for found in _BRACES.finditer(text):
        name, *choices = (found.group(1) or "").split("|")
        yield found.group(), name.removesuffix(MASKED) if len(choices) in (0, 2) else ""


def fillable(known: Known, given: Mapping[str, Any], check: Mapping[str, Any]) -> Collection[str] | None:
    """The names that a message may use with this selector and check; None where any may be used."""
    kind = check["kind"]
    own = PLACEHOLDERS.get(kind, ())
    fields = known.node_fields(given)
    if "*" in own or fields is None:
        return None
    names = {*own, *fields}
    if kind == "relate":
        other = known.other_fields(check.get("to"), given)
        if other is None:
            return None
        # Where the left side is compared with itself, its own fields stand on the other side.
        own_side = fields if check.get("mode") in ("same-order", *ALONE) else ()
        names |= {f"other.{field}" for field in (*other, *own_side)} | set(other)
    if check.get("beside"):
        other = known.node_fields(check["beside"])
        if other is None:
            return None
        names |= {f"other.{field}" for field in other}
    return names
