"""The compact form of a rulebook to records: what every run does first, so nothing slow is imported here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dhr_qa.findings import Guidance
from dhr_qa.language.needs import prepare
from dhr_qa.rulebook.model import AppliesTo, Check, Condition, Group, Part, Rule, Rulebook, Selector
from dhr_qa.rulebook.surface import CHECK_OPTIONS
from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary

#: Changes whenever the compact form does; a rulebook of another format is compiled anew.
FORMAT = 2


class Examples(Mapping[str, Any]):
    """The examples of a rule, kept as JSON until somebody asks for them: a check of a report never does."""

    __slots__ = ("_read", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        if self._read is None:
            self._read = json.loads(self._text)
        return self._read

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def rulebook(compact: Mapping[str, Any]) -> Rulebook:
    """The rulebook of a compact form. Raises KeyError, TypeError, ValueError or AttributeError if it is not one."""
    if compact["format"] != FORMAT:
        raise ValueError("another format")
    prepare(compact["prepared"])
    return Rulebook(
        rules=tuple([rule(raw) for raw in compact["rules"]]),
        vocabulary=vocabulary(compact["vocabulary"]),
        version=compact["version"],
        profiles=compact["profiles"],
    )


def vocabulary(raw: Mapping[str, Any]) -> Vocabulary:
    phrases = {
        name: PhraseList(name, tuple(one["phrases"]), tuple(one["patterns"]), one["case"], one["say"])
        for name, one in raw["phrases"].items()
    }
    registers = {name: tuple([entry(one) for one in entries]) for name, entries in raw["registers"].items()}
    return Vocabulary(phrases, registers)


def entry(raw: Mapping[str, Any]) -> Entry:
    fields = {key: value for key, value in raw.items() if key not in ("id", "title", "forms")}
    return Entry(raw["id"], raw["title"], tuple(raw["forms"]), fields)


def rule(raw: Mapping[str, Any]) -> Rule:
    applies: dict[str, Any] = {key: _APPLIES[key](value) for key, value in raw["applies_to"].items()}
    when = raw.get("when")
    return Rule(
        id=raw["id"],
        title=raw["title"],
        topic=raw["topic"],
        severity=raw["severity"],
        confidence=raw["confidence"],
        since=raw["since"],
        applies_to=AppliesTo(**applies),
        rationale=raw["rationale"],
        guidance=tuple([Guidance(*one) for one in raw["guidance"]]),
        parts=tuple([part(one) for one in raw["parts"]]),
        remedy=raw["remedy"],
        when=condition(when) if when else None,
        sensitive=raw["sensitive"],
        aliases=tuple(raw["aliases"]),
        examples=Examples(raw["examples"]),
        file=raw["file"],
        line=raw["line"],
    )


_APPLIES = {"documents": tuple, "formats": tuple, "profile": str, "guidance": tuple, "case_type": tuple}


def part(raw: Mapping[str, Any]) -> Part:
    when = raw.get("when")
    return Part(
        given=selector(raw["given"]),
        check=check(raw["check"]),
        message=raw["message"],
        remedy=raw.get("remedy", ""),
        when=condition(when) if when else None,
        severity=raw.get("severity", ""),
        confidence=raw.get("confidence", ""),
        quantifier=raw.get("quantifier", "every"),
        stop_on_fail=raw.get("stop_on_fail", False),
    )


def condition(raw: Mapping[str, Any]) -> Condition:
    given, asked = raw.get("given"), raw.get("check")
    return Condition(
        given=selector(given) if given else None,
        check=check(asked) if asked else None,
        all=tuple([condition(one) for one in raw.get("all", ())]),
        any=tuple([condition(one) for one in raw.get("any", ())]),
        negated=tuple([condition(one) for one in raw.get("negated", ())]),
        case=raw.get("case", {}),
        profile=raw.get("profile", ""),
        guidance=tuple(raw.get("guidance", ())),
        reason=raw.get("reason", ""),
    )


def group(raw: Any) -> Group:
    return Group(list=raw) if isinstance(raw, str) else Group(any=tuple(raw))


def groups(raw: Any) -> tuple[Group, ...]:
    return tuple([group(one) for one in raw])


def where(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Tests of fields; their groups of words become groups."""
    out = {}
    for name, test in raw.items():
        if isinstance(test, dict):
            test = {key: groups(one) if key in ("mentions", "without") else one for key, one in test.items()}
        out[name] = test
    return out


def _one_or_tuple(raw: list[str]) -> str | tuple[str, ...]:
    return raw[0] if len(raw) == 1 else tuple(raw)


def selector(raw: Mapping[str, Any]) -> Selector:
    return Selector(**{key: _SELECTOR[key](value) if key in _SELECTOR else value for key, value in raw.items()})


_SELECTOR: dict[str, Any] = {
    "role": tuple, "role_not": tuple, "kind": tuple, "name": tuple, "parts": tuple, "position": tuple,
    "table": _one_or_tuple, "column": _one_or_tuple, "mentions": groups, "without": groups, "where": where,
    "before": selector, "after": selector, "fallback": selector,
}  # fmt: skip


def _selector_or(other: Any) -> Any:
    return lambda raw: selector(raw) if isinstance(raw, dict) and "select" in raw else other(raw)


_OPTION: dict[str, Any] = {
    "group": group, "groups": groups, "selector": selector, "silence": _selector_or(groups), "to": _selector_or(dict),
    "where": where, "texts": tuple, "fields": tuple, "by": tuple,
}  # fmt: skip


def check(raw: Mapping[str, Any]) -> Check:
    kind = raw["kind"]
    types = CHECK_OPTIONS[kind]
    options = {}
    for key, value in raw.items():
        if key != "kind":
            convert = _OPTION.get(types[key])
            options[key] = convert(value) if convert else value
    return Check(kind, options)
