"""The vocabulary for tests of the facts, built straight from the YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary

FOLDER = Path(__file__).parents[2] / "rules" / "vocabulary"


def phrase_list(name: str, data: Any) -> PhraseList:
    """One phrase list: a plain list, or a mapping with phrases, patterns, case and say."""
    if isinstance(data, list):
        return PhraseList(name, tuple(data))
    return PhraseList(
        name,
        tuple(data.get("phrases", ())),
        tuple(data.get("patterns", ())),
        bool(data.get("case", False)),
        dict(data.get("say", {})),
    )


def entry(data: dict[str, Any]) -> Entry:
    """One entry of a register; what is not id, title or forms is a field."""
    known = {"id", "title", "forms"}
    fields = {key: value for key, value in data.items() if key not in known}
    return Entry(str(data["id"]), str(data.get("title", "")), tuple(data.get("forms", ())), fields)


@cache
def vocabulary() -> Vocabulary:
    """All of `rules/vocabulary/`; a name defined twice is an error."""
    phrases: dict[str, PhraseList] = {}
    registers: dict[str, tuple[Entry, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        for name, value in (data.get("phrases") or {}).items():
            assert name not in phrases, f"{path.name}: {name} is defined twice"
            phrases[name] = phrase_list(name, value)
        for name, entries in (data.get("registers") or {}).items():
            assert name not in registers, f"{path.name}: {name} is defined twice"
            registers[name] = tuple(entry(item) for item in entries)
    return Vocabulary(phrases, registers)
