"""Walks through a rule as written and yields everything in it with its type and its path.

The rule has passed the schema, so its shape is known; `surface.py` says of which type each option is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from dhr_qa.rulebook.surface import CHECK_OPTIONS, SELECTOR_OPTIONS

Path = tuple[str | int, ...]

#: Type of every option of any selector (an option has the same type wherever it is allowed).
SELECTOR_TYPES = {option: sort for options in SELECTOR_OPTIONS.values() for option, sort in options.items()}
JOINED = ("all", "any", "not")


class Seen(Struct, frozen=True):
    """Something a rule says: a type of `surface.py`, or one of selector, check, register-key and test.

    `option` is the key that it is written under, `owner` the selector or check that has it.
    """

    sort: str
    value: Any
    path: Path
    option: str = ""
    owner: Mapping[str, Any] | None = None


def listed(value: Any) -> list[Any]:
    """One value as a list of one; nothing as an empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def parts_of(rule: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    """The parts of a rule, each with its path; a rule without `checks` is its own only part."""
    if rule.get("checks"):
        return [(("checks", number), part) for number, part in enumerate(rule["checks"])]
    only = ("given", "check", "message", "quantifier")
    return [((), {key: rule[key] for key in only if rule.get(key) is not None})]


def in_rule(rule: Mapping[str, Any]) -> Iterator[Seen]:
    """Everything in the selectors, checks and conditions of a rule."""
    if rule.get("when"):
        yield from in_condition(rule["when"], ("when",))
    for path, part in parts_of(rule):
        yield from in_selector(part["given"], (*path, "given"))
        yield from in_check(part["check"], (*path, "check"))
        if path and part.get("when"):
            yield from in_condition(part["when"], (*path, "when"))


def in_selector(selector: Mapping[str, Any], path: Path) -> Iterator[Seen]:
    yield Seen("selector", selector, path)
    for option, value in selector.items():
        if option != "select" and value is not None:
            yield from _in_option(SELECTOR_TYPES[option], value, (*path, option), option, selector)


def in_check(check: Mapping[str, Any], path: Path) -> Iterator[Seen]:
    yield Seen("check", check, path)
    for option, value in check.items():
        if option != "kind" and value is not None:
            yield from _in_option(CHECK_OPTIONS[check["kind"]][option], value, (*path, option), option, check)


def in_condition(condition: Mapping[str, Any], path: Path) -> Iterator[Seen]:
    if "select" in condition:
        yield from in_selector(condition, path)
        return
    if condition.get("given"):
        yield from in_selector(condition["given"], (*path, "given"))
    if condition.get("check"):
        yield from in_check(condition["check"], (*path, "check"))
    for joined in JOINED:
        for number, inner in enumerate(listed(condition.get(joined))):
            yield from in_condition(inner, (*path, joined, number))


def _in_option(sort: str, value: Any, path: Path, option: str, owner: Mapping[str, Any]) -> Iterator[Seen]:
    if sort == "silence":
        sort = "selector" if isinstance(value, dict) and "select" in value else "groups"
    if sort == "to":
        sort = "selector" if "select" in value else "register-key"
    if sort == "selector":
        yield from in_selector(value, path)
    elif sort == "groups":
        for number, group in enumerate(listed(value)):
            yield Seen("group", group, (*path, number), option, owner)
    elif sort == "where":
        for name, test in value.items():
            yield Seen("test", name, (*path, name), option, owner)
            if isinstance(test, dict):
                for words in ("mentions", "without"):
                    yield from _in_option("groups", test.get(words), (*path, name, words), words, owner)
                for bound in ("min", "max"):
                    if test.get(bound) is not None:
                        yield Seen("limit", test[bound], (*path, name, bound), bound, owner)
    else:
        yield Seen(sort, value, path, option, owner)
