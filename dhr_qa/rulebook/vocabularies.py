"""Vocabulary files put together: one layer from the files of a folder, and a layer laid over the built-in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dhr_qa.errors import RuleProblem
from dhr_qa.rulebook.positions import problem
from dhr_qa.rulebook.walk import Path
from dhr_qa.rulebook.yaml_text import Parsed

Layer = dict[str, Any]  #: the compact form of a vocabulary: phrases and registers
EMPTY: Layer = {"phrases": {}, "registers": {}}


def add(layer: Layer, more: Layer, parsed: Parsed, file: str) -> list[RuleProblem]:
    """Adds the compact form of one file to its folder's layer; what is there already is a fault."""
    problems = []
    for sort, what in (("phrases", "phrase list"), ("registers", "register")):
        for name, value in more[sort].items():
            if name in layer[sort]:
                problems.append(
                    problem(f'the {what} "{name}" is in another file of this folder already', file, parsed.places,
                            (sort, name), key=True)
                )  # fmt: skip
            else:
                layer[sort][name] = value
    return problems


def merged(base: Layer, layer: Layer) -> tuple[Layer, list[tuple[str, Path]]]:
    """The layer laid over the base: lists and forms grow, new entries and fields are added.

    The faults are what a layer may not do: give another value to something that the base has already.
    """
    faults: list[tuple[str, Path]] = []
    phrases = dict(base["phrases"])
    for name, more in layer["phrases"].items():
        old = phrases.get(name)
        if old is None:
            phrases[name] = more
            continue
        if more["case"] and not old["case"]:
            faults.append((f'"case" of the built-in phrase list "{name}" cannot be changed', ("phrases", name)))
        phrases[name] = {
            "phrases": _joined(old["phrases"], more["phrases"]),
            "patterns": _joined(old["patterns"], more["patterns"]),
            "case": old["case"],
            "say": {**old["say"], **more["say"]},
        }
    registers = dict(base["registers"])
    for name, entries in layer["registers"].items():
        known = {entry["id"]: entry for entry in registers.get(name, ())}
        for place, entry in enumerate(entries):
            old = known.get(entry["id"])
            known[entry["id"]] = entry if old is None else _entry(old, entry, ("registers", name, place), faults)
        registers[name] = list(known.values())
    return {"phrases": phrases, "registers": registers}, faults


def _entry(old: Mapping[str, Any], more: Mapping[str, Any], path: Path, faults: list[tuple[str, Path]]) -> Any:
    out = dict(old)
    for field, value in more.items():
        if isinstance(out.get(field), list) and isinstance(value, list):
            out[field] = _joined(out[field], value)
        elif out.get(field) in (None, "") or field not in out:
            out[field] = value
        elif value not in ("", out[field]):
            faults.append((f'"{field}" of the built-in entry "{old["id"]}" cannot be changed', (*path, field)))
    return out


def _joined(old: list[Any], more: list[Any]) -> list[Any]:
    return [*old, *(item for item in more if item not in old)]
