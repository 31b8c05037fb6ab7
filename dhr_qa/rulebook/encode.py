"""A rule or vocabulary file that has passed validation, to the compact form that the wheel and the cache hold.

The compact form is JSON: only what was written, lists where one value may stand for a list, and the names
of the fields of the records. `decode.py` is its reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dhr_qa.rulebook.surface import CHECK_OPTIONS
from dhr_qa.rulebook.walk import JOINED, SELECTOR_TYPES, listed, parts_of
from dhr_qa.rulebook.yaml_text import Places

_SELECTOR_FIELDS = {"from": "start", "to": "finish"}


def rule(raw: Mapping[str, Any], file: str, places: Places) -> dict[str, Any]:
    """One rule. `places` are those of the rule, for the lines of the rule and of its examples."""
    applies = {key.replace("-", "_"): value for key, value in raw["applies-to"].items()}
    for key in applies:
        if key != "profile":
            applies[key] = listed(applies[key])
    out: dict[str, Any] = {
        key: raw[key].strip() for key in ("id", "title", "topic", "severity", "confidence", "since", "rationale")
    }
    out |= {
        "applies_to": applies,
        "guidance": [
            [one["source"], one.get("ref", ""), one.get("checked", False)] for one in raw.get("guidance") or ()
        ],
        "parts": [_part(part) for _, part in parts_of(raw)],
        "remedy": (raw.get("remedy") or "").strip(),
        "sensitive": raw.get("sensitive", False),
        "aliases": listed(raw.get("aliases")),
        "examples": json.dumps(_examples(raw["examples"], places), ensure_ascii=False, separators=(",", ":")),
        "file": file,
        "line": places[0],
    }
    if raw.get("when"):
        out["when"] = condition(raw["when"])
    return out


def _examples(raw: Mapping[str, Any], places: Places) -> dict[str, Any]:
    """The examples as written, each with the line on which it begins."""
    out = {}
    for which in ("pass", "fail"):
        lines = places[2]["examples"][2][2].get(which, [0, 0, [0, 0, []]])[2][2]
        out[which] = [{**one, "line": lines[number][0]} for number, one in enumerate(raw.get(which) or ())]
    return out


def _part(raw: Mapping[str, Any]) -> dict[str, Any]:
    message = raw.get("message") or {}
    texts = {"": message} if isinstance(message, str) else message
    said = check(raw["check"])
    out: dict[str, Any] = {
        "given": selector(raw["given"]),
        "check": said,
        "message": {key: text.strip() for key, text in texts.items()},
    }
    quantifier = raw.get("quantifier") or said.get("quantifier")
    if quantifier:
        out["quantifier"] = quantifier
        if "quantifier" in CHECK_OPTIONS[said["kind"]]:
            said["quantifier"] = quantifier
    for key in ("remedy", "severity", "confidence"):
        if raw.get(key):
            out[key] = raw[key].strip()
    if raw.get("stop-on-fail"):
        out["stop_on_fail"] = True
    if raw.get("when"):
        out["when"] = condition(raw["when"])
    return out


def condition(raw: Mapping[str, Any]) -> dict[str, Any]:
    if "select" in raw:
        return {"given": selector(raw)}
    out: dict[str, Any] = {}
    if raw.get("given"):
        out["given"] = selector(raw["given"])
    if raw.get("check"):
        out["check"] = check(raw["check"])
    for joined in JOINED:
        if raw.get(joined):
            out["negated" if joined == "not" else joined] = [condition(inner) for inner in listed(raw[joined])]
    if raw.get("guidance"):
        out["guidance"] = listed(raw["guidance"])
    if raw.get("case"):
        out["case"] = {key: listed(value) for key, value in raw["case"].items()}
    for key in ("profile", "reason"):
        if raw.get(key):
            out[key] = raw[key]
    return out


def selector(raw: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {"select": raw["select"]}
    for option, value in raw.items():
        if option != "select" and value is not None:
            name = _SELECTOR_FIELDS.get(option, option.replace("-", "_"))
            out[name] = _option(SELECTOR_TYPES[option], value)
    return out


def check(raw: Mapping[str, Any]) -> dict[str, Any]:
    types = CHECK_OPTIONS[raw["kind"]]
    written = {key: _option(types[key], value) for key, value in raw.items() if key != "kind" and value is not None}
    return {"kind": raw["kind"], **written}


def _option(sort: str, value: Any) -> Any:
    """A value by its type: groups as a name or a list of phrases, one value as a list where there may be several."""
    if sort == "silence":
        sort = "selector" if isinstance(value, dict) and "select" in value else "groups"
    if sort == "to":
        return selector(value) if "select" in value else {"register": value["register"], "key": _keys(value)}
    if sort == "selector":
        return selector(value)
    if sort == "group":
        return value if isinstance(value, str) else listed(value["any"])
    if sort == "groups":
        return [_option("group", one) for one in listed(value)]
    if sort == "share":
        return [value.get("from", 0.0), value.get("to", 1.0)]
    if sort == "where":
        return {field: _test(test) for field, test in value.items()}
    return listed(value) if sort in ("texts", "fields", "by") else value


def _keys(to: Mapping[str, Any]) -> list[Any]:
    return listed(to.get("key") or "title")


def _test(test: Any) -> Any:
    if not isinstance(test, dict):
        return test
    words = {key: _option("groups", test[key]) for key in ("mentions", "without") if test.get(key)}
    return {**{key: value for key, value in test.items() if value is not None}, **words}


def vocabulary(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Phrase lists and registers of one file."""
    phrases = {}
    for name, written in (raw.get("phrases") or {}).items():
        full: Mapping[str, Any] = written if isinstance(written, dict) else {"phrases": written}
        phrases[name] = {
            "phrases": listed(full.get("phrases")),
            "patterns": listed(full.get("patterns")),
            "case": bool(full.get("case", False)),
            "say": dict(full.get("say") or {}),
        }
    registers = {}
    for name, entries in (raw.get("registers") or {}).items():
        registers[name] = [
            {**entry, "title": entry.get("title") or "", "forms": listed(entry.get("forms"))} for entry in entries
        ]
    return {"phrases": phrases, "registers": registers}
