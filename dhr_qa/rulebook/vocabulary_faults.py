"""Faults of vocabulary files: phrases that cannot be used, empty lists, ids that stand twice, names nobody defined."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dhr_qa.errors import RuleProblem
from dhr_qa.rulebook.known import COLUMNS, SECTIONS, TABLES
from dhr_qa.rulebook.model import DOCUMENT_KINDS
from dhr_qa.rulebook.phrase_faults import pattern_fault, phrase_fault
from dhr_qa.rulebook.positions import near, problem
from dhr_qa.rulebook.walk import Path, listed
from dhr_qa.rulebook.yaml_text import Parsed

#: Fields of register entries that hold phrases, and those that hold patterns.
PHRASES = frozenset(("forms", "wrong", "titles", "starts", "signs", "cover", "unless", "cues", "items", "phrases"))
PATTERNS = frozenset(("patterns",))
#: Fields that name entries of a register, by the register that they stand in.
ENTRIES = {
    ("sections", "within"): SECTIONS, ("document-kinds", "holds"): SECTIONS, ("document-kinds", "role"): SECTIONS,
    ("document-kinds", "table"): TABLES, ("events", "roles"): SECTIONS, ("table-kinds", "section"): SECTIONS,
    ("table-kinds", "columns"): COLUMNS, ("table-kinds", "key"): COLUMNS,
}  # fmt: skip
KINDS = frozenset(("needed-in", "expected-in"))
#: Keys of `evidence` whose values, or whose keys, are names of phrase lists.
LISTS = ("any", "all", "without")
COUNTED = ("at-least", "at-most", "total-at-least")


def phrase_problems(raw: Mapping[str, Any], parsed: Parsed, file: str) -> list[RuleProblem]:
    """Phrases and patterns of one file that cannot be used, lists without any, ids that stand twice."""
    faults = [*_lists(raw.get("phrases") or {}), *_entries(raw.get("registers") or {})]
    return [problem(message, file, parsed.places, path, key="say" in path) for message, path in faults]


def reference_problems(
    raw: Mapping[str, Any], whole: Mapping[str, Mapping[str, Any]], parsed: Parsed, file: str
) -> list[RuleProblem]:
    """Names in one file that the whole vocabulary does not have: lists that are included, entries, kinds."""
    faults = [*_included(raw.get("phrases") or {}, whole), *_named(raw.get("registers") or {}, whole)]
    return [problem(message, file, parsed.places, path) for message, path in faults]


def _lists(lists: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    for name, written in lists.items():
        at: Path = ("phrases", name)
        full = written if isinstance(written, dict) else {"phrases": written}
        if not listed(full.get("phrases")) and not listed(full.get("patterns")):
            yield f'the phrase list "{name}" is empty', at
        for number, phrase in enumerate(listed(full.get("phrases"))):
            if not phrase.startswith("@") and (fault := phrase_fault(phrase)):
                yield fault, (*at, "phrases", number) if isinstance(written, dict) else (*at, number)
        for number, pattern in enumerate(listed(full.get("patterns"))):
            if fault := pattern_fault(pattern):
                yield fault, (*at, "patterns", number)
        for phrase in full.get("say") or {}:
            if fault := phrase_fault(phrase):
                yield fault, (*at, "say", phrase)


def _entries(registers: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    for name, entries in registers.items():
        seen: set[str] = set()
        for place, entry in enumerate(entries):
            at: Path = ("registers", name, place)
            if entry["id"] in seen:
                yield f'the entry "{entry["id"]}" stands twice in the register "{name}"', (*at, "id")
            seen.add(entry["id"])
            for field, value in entry.items():
                for number, text in enumerate(listed(value)):
                    fault = _text_fault(field, text) if isinstance(text, str) else ""
                    if fault:
                        yield fault, (*at, field, number)


def _text_fault(field: str, text: str) -> str:
    if field in PATTERNS:
        return pattern_fault(text)
    # "cover: alone" and the like are settings, not phrases; a single word is a sound phrase in any case.
    return phrase_fault(text) if field in PHRASES else ""


def _included(lists: Mapping[str, Any], whole: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Path]]:
    for name, written in lists.items():
        plain = not isinstance(written, dict)
        for number, phrase in enumerate(listed(written if plain else written.get("phrases"))):
            if phrase.startswith("@") and ":" not in phrase:
                path: Path = ("phrases", name, number) if plain else ("phrases", name, "phrases", number)
                yield from _unknown("phrase list", phrase[1:], whole["phrases"], path)


def _named(registers: Mapping[str, Any], whole: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Path]]:
    for name, entries in registers.items():
        for place, entry in enumerate(entries):
            at: Path = ("registers", name, place)
            for field, value in entry.items():
                register = ENTRIES.get((name, field))
                known: Collection[str] = DOCUMENT_KINDS
                if register:
                    known = [one["id"] for one in whole["registers"].get(register, ())]
                if register or field in KINDS:
                    what = f'entry of "{register}"' if register else "kind of document"
                    for number, one in enumerate(listed(value)):
                        yield from _unknown(what, one, known, (*at, field, number))
                elif field == "evidence" and isinstance(value, dict):
                    yield from _evidence(value, whole["phrases"], (*at, field))


def _evidence(evidence: Mapping[str, Any], lists: Collection[str], path: Path) -> Iterator[tuple[str, Path]]:
    for key in LISTS:
        for number, one in enumerate(listed(evidence.get(key))):
            yield from _unknown("phrase list", one, lists, (*path, key, number))
    for key in COUNTED:
        for one in evidence.get(key) or {}:
            yield from _unknown("phrase list", one, lists, (*path, key, one))


def _unknown(what: str, name: Any, known: Collection[str], path: Path) -> Iterator[tuple[str, Path]]:
    if name not in known:
        yield f'unknown {what} "{name}"{near(str(name), known)}', path
