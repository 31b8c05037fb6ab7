"""What a report calls a service by name: "Horizon, the adviser service", "the home care agency (Bluebell)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhr_qa.language.phrases import compile_re2, prepared

_NAME = r"(?-i:([A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2}))"
_BEFORE = rf"\b{_NAME}(?:,? which (?:is|was)|,| \() ?(?:a|an|the) (?:(?-i:[a-z-]+) ){{0,2}}?"
_BEHIND = rf"(?: \(|,? called | known as | named ){_NAME}[),.;: ]"
_SHORTEST = 4


def called(text: bytes, asked: Sequence[str]) -> list[str]:
    """The names that a folded text gives to what some phrases ask for; places and common words are none."""
    words = "|".join(f"(?:{prepared(phrase).pattern})" for phrase in asked)
    before, behind = compile_re2(rf"{_BEFORE}(?:{words})"), compile_re2(rf"(?:{words}){_BEHIND}")
    found = [match[1] for pattern in (before, behind) for match in pattern.finditer(text)]
    return [name.decode() for name in dict.fromkeys(found) if _own(name, text)]


def _own(name: bytes, text: bytes) -> bool:
    """Whether it is the name of nothing else: no place ("Fenshire Police", "Fenshire Council") and no common word."""
    if len(name) < _SHORTEST or re.search(rb"\b" + name.lower() + rb"\b", text):
        return False
    return len({match[1] for match in re.finditer(rb"\b" + name + rb" ([A-Z][a-z]+)", text)}) <= 1
