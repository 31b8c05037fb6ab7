"""Whether a phrase or a pattern can be compiled: asked when rules are validated, never on the hot path."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from dhr_qa.language.phrases import PhraseError, compile_re2, phrase_pattern

MAX_PHRASE = 1000  #: characters of one phrase or pattern


@cache
def phrase_fault(phrase: str) -> str:
    """Why a phrase cannot be used, in plain words; "" if it can."""
    return _fault_of(lambda: compile_re2(phrase_pattern(phrase)), phrase)


@cache
def pattern_fault(pattern: str) -> str:
    """The same for an RE2 pattern."""
    return _fault_of(lambda: compile_re2(pattern), pattern)


def _fault_of(build: Callable[[], Any], text: str) -> str:
    if len(text) > MAX_PHRASE:
        return f"longer than {MAX_PHRASE} characters"
    try:
        build()
    except PhraseError as error:
        return str(error)
    return ""
