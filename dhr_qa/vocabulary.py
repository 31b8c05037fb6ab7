"""The vocabulary as plain data: phrase lists and registers, loaded from `rules/vocabulary/`.

Two shapes carry all domain words. A *phrase list* is a named list of phrases (see
`dhr_qa.language.phrases` for the little language they are written in). A *register* is a named list of
entries, each with an id, a title, the `forms` (phrases) by which it is recognised, and other fields:
section roles, document kinds, table columns, events, agencies, Acts, characteristics, sources…
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field


class PhraseList(Struct, frozen=True):
    """Phrases that mean the same to a rule. `say` maps a phrase to what to write in its place."""

    name: str
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()  #: RE2 patterns, matched on folded text (ASCII, see language.fold)
    case: bool = False  #: match capitals exactly
    say: Mapping[str, str] = field(default_factory=dict)


class Entry(Struct, frozen=True):
    """One entry of a register."""

    id: str
    title: str = ""
    forms: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)


class Vocabulary(Struct, frozen=True):
    """All phrase lists and registers by name. A name that does not exist raises KeyError: validated on load."""

    phrases: Mapping[str, PhraseList] = field(default_factory=dict)
    registers: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def register(self, name: str) -> tuple[Entry, ...]:
        return self.registers[name]

    def entry(self, register: str, id: str) -> Entry:
        for found in self.registers[register]:
            if found.id == id:
                return found
        raise KeyError(f"{register}: {id}")

    def names(self) -> Iterator[str]:
        yield from self.phrases
        yield from self.registers
