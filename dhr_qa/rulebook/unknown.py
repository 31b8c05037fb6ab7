"""Names in a rule that nobody has defined: phrase lists, registers, roles, events, columns, fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from dhr_qa.rulebook.known import CASE_FIELDS, COLUMNS, EVENTS, SECTIONS, SOURCES, TABLES, Known, names
from dhr_qa.rulebook.phrase_faults import phrase_fault
from dhr_qa.rulebook.positions import near
from dhr_qa.rulebook.surface import SYMBOLIC_LIMIT
from dhr_qa.rulebook.walk import Path, Seen, in_rule, listed, parts_of

#: Options of checks that name fields of nodes.
_FIELD_OPTIONS = frozenset(
    ("field", "fields", "key", "other-key", "distinct", "group-by", "sort", "value", "other-value")
)


class Fault(NamedTuple):
    """What is wrong and where: at the value of a path, or at its key."""

    message: str
    path: Path
    key: bool = False


def unknown_names(rule: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    """Names of phrase lists, registers, roles, events and fields that nobody has defined."""
    given: dict[Path, Mapping[str, Any]] = {
        (*path, "check"): part["given"] for path, part in parts_of(rule)
    }  # fmt: skip
    for seen in in_rule(rule):
        if seen.sort == "group":
            yield from _group(seen, known)
        elif seen.sort == "register-key":
            yield from _register_key(seen, known)
        elif seen.owner is None:
            continue
        elif "select" in seen.owner:
            yield from _in_selector(seen, seen.owner, known)
        else:
            yield from _in_check(seen, seen.owner, given.get(seen.path[: _check_depth(seen.path)]), known)


def _check_depth(path: Path) -> int:
    return max((index + 1 for index, step in enumerate(path) if step == "check"), default=0)


def _group(seen: Seen, known: Known) -> Iterator[Fault]:
    if isinstance(seen.value, str):
        if seen.value.startswith("@"):
            yield Fault(f'write "{seen.value[1:]}" without the @ here; the @ is for lists within "any"', seen.path)
        elif not known.is_list(seen.value):
            yield Fault(f'unknown phrase list "{seen.value}"{near(seen.value, known.near_lists())}', seen.path)
        return
    for number, phrase in enumerate(listed(seen.value["any"])):
        path = (*seen.path, "any", number)
        if phrase.startswith("@"):
            if not known.is_list(phrase[1:]):
                yield Fault(f'unknown phrase list "{phrase[1:]}"{near(phrase[1:], known.near_lists())}', path)
        elif fault := phrase_fault(phrase):
            yield Fault(fault, path)


def _register_key(seen: Seen, known: Known) -> Iterator[Fault]:
    register = seen.value["register"]
    yield from _unknown("register", register, known.registers, (*seen.path, "register"))
    if register in known.registers:
        fields, of = known.entry_fields(register), f' of the register "{register}"'
        for number, key in enumerate(names(seen.value.get("key"))):
            yield from _unknown("field", key, fields, (*seen.path, "key", number), of=of)


def _in_selector(seen: Seen, owner: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    select, option = owner["select"], seen.option
    if seen.sort == "limit":
        yield from _limit(seen, known, known.node_fields(owner))
    elif seen.sort == "test":
        fields = known.node_fields(owner)
        if fields is not None:
            yield from _unknown("field", seen.value, fields, seen.path, True, of=f' of "select: {select}"')
    elif option in ("role", "role-not", "kind", "table", "column"):
        what, there = {
            "kind": known.kinds(select),
            "table": ("kind of table", known.ids(TABLES)),
            "column": ("column role", known.ids(COLUMNS)),
        }.get(option, known.roles(select))
        if there or option != "kind":
            for number, name in enumerate(names(seen.value)):
                yield from _unknown(what, name, there, (*seen.path, number))
    elif option in ("from", "to"):
        yield from _unknown("event", seen.value, known.ids(EVENTS), seen.path)
    elif option == "of":
        yield from _unknown("register", seen.value, known.registers, seen.path)


def _in_check(seen: Seen, check: Mapping[str, Any], given: Mapping[str, Any] | None, known: Known) -> Iterator[Fault]:
    option = seen.option
    fields = known.node_fields(given) if given else None
    if option == "other-key" or option == "other-value":
        fields = known.other_fields(check.get("to"), given) if given else None
    if option == "at":
        yield from _unknown("section role", seen.value, known.ids(SECTIONS), seen.path)
    elif option == "register":
        yield from _unknown("register", seen.value, known.registers, seen.path)
    elif seen.sort == "limit":
        yield from _limit(seen, known, fields)
    elif seen.sort == "test":
        to = check.get("to") or {}
        if to.get("register") in known.registers:
            register = to["register"]
            yield from _unknown(
                "field", seen.value, known.entry_fields(register), seen.path, True, of=f' of the register "{register}"'
            )
    elif fields is not None and option in _FIELD_OPTIONS:
        for number, name in enumerate(names(seen.value)):
            yield from _unknown("field", name, fields, (*seen.path, number))


def _limit(seen: Seen, known: Known, fields: Collection[str] | None) -> Iterator[Fault]:
    found = re.match(SYMBOLIC_LIMIT, seen.value) if isinstance(seen.value, str) else None
    source, _, name = found.group(1).partition(":") if found else ("", "", "")
    if source == "event":
        yield from _unknown("event", name, known.ids(EVENTS), seen.path)
    elif source == "case":
        yield from _unknown("fact of the case", name, CASE_FIELDS, seen.path)
    elif source == "field" and fields is not None:
        yield from _unknown("field", name, fields, seen.path)


def unknown_sources(rule: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    """Sources of the guidance that are not in the register."""
    for number, source in enumerate(rule.get("guidance") or []):
        yield from _unknown("source", source["source"], known.ids(SOURCES), ("guidance", number, "source"))


def _unknown(
    what: str, name: str, known: Collection[str], path: Path, key: bool = False, of: str = ""
) -> Iterator[Fault]:
    if name not in known:
        yield Fault(f'unknown {what} "{name}"{of}{near(name, known)}', path, key)
