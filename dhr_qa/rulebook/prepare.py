"""The phrases of a rulebook worked out once, when it is compiled, and not by every run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dhr_qa.language.needs import joined
from dhr_qa.language.pattern_needs import pattern_needs
from dhr_qa.language.phrases import AS_PATTERN, PhraseError, packed, packed_needs

#: What stands for something else in the phrases of some registers, so that the phrase is used in pieces.
_PLACEHOLDER = re.compile(r"<[a-z]+>|#")


def prepared(vocabulary: Mapping[str, Any], rules: Sequence[Mapping[str, Any]]) -> str:
    """Every text that may be used as a phrase with its pattern and its needs, as one text (see `needs.joined`)."""
    found: dict[str, str] = {}
    for phrase in (*_of_vocabulary(vocabulary), *_inline(rules)):
        for piece in (phrase, phrase.strip(". "), *_PLACEHOLDER.split(phrase)):
            text = piece.strip()
            if text in found or not text or text.startswith("@"):
                continue
            try:
                found[text] = packed(text)
            except PhraseError:
                continue  # text of another sort, or a fault that is told elsewhere
    for pattern in _patterns(vocabulary):
        found[AS_PATTERN + pattern] = packed_needs(pattern_needs(pattern))
    return joined(found)


def _patterns(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    for one in vocabulary["phrases"].values():
        yield from one["patterns"]
    for entries in vocabulary["registers"].values():
        for entry in entries:
            yield from entry.get("patterns") or ()


def _of_vocabulary(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    for one in vocabulary["phrases"].values():
        yield from one["phrases"]
        yield from one["say"]
    for entries in vocabulary["registers"].values():
        for entry in entries:
            yield entry["title"]
            for name, value in entry.items():
                if isinstance(value, list) and name != "patterns":
                    yield from (text for text in value if isinstance(text, str))


def _inline(value: Any) -> Iterator[str]:
    """The phrases of the groups written in rules."""
    if isinstance(value, Mapping):
        listed = value.get("any")
        if isinstance(listed, (list, tuple)):
            yield from (text for text in listed if isinstance(text, str))
        for name, each in value.items():
            if name != "examples":
                yield from _inline(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _inline(each)
