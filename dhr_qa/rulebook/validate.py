"""What the schema cannot see: names that nobody has defined, messages that cannot be filled, missing examples."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dhr_qa.errors import RuleProblem
from dhr_qa.rulebook.known import Known
from dhr_qa.rulebook.placeholders import MASKED, OPEN, fillable, placeholders
from dhr_qa.rulebook.positions import near, problem
from dhr_qa.rulebook.surface import ALONE, MESSAGE_KEYS, SELECTOR_OPTIONS
from dhr_qa.rulebook.unknown import Fault, unknown_names, unknown_sources
from dhr_qa.rulebook.walk import Path, Seen, in_rule, parts_of
from dhr_qa.rulebook.yaml_text import Places

_ONE_MESSAGE = 'a check of the kind "{}" has one message, written as text'


def rule_problems(rule: Mapping[str, Any], known: Known, file: str, places: Places, path: Path) -> list[RuleProblem]:
    """Every fault of one rule that has passed the schema. `path` is where the rule stands in its file."""
    faults = [
        *_structure(rule),
        *unknown_names(rule, known),
        *_messages(rule, known),
        *unknown_sources(rule, known),
        *_examples(rule),
    ]
    return [problem(fault.message, file, places, (*path, *fault.path), fault.key) for fault in faults]


def _structure(rule: Mapping[str, Any]) -> Iterator[Fault]:
    """Options that do not go together."""
    for path, part in parts_of(rule):
        check = part["check"]
        kind, options = check["kind"], {key for key, value in check.items() if value is not None}
        at = (*path, "check")
        if kind == "count" and not options & {"min", "max", "exactly", "as-many-as", "as-stated"}:
            yield Fault('a count needs "min", "max" or "exactly"', at)
        if kind == "count" and "exactly" in options and options & {"min", "max"}:
            yield Fault('"exactly" stands alone, without "min" and "max"', at)
        if kind == "match" and not options & {"none", "any", "all"}:
            yield Fault('a match needs words: "none", "any" or "all"', at)
        if kind == "measure" and not options & {"min", "max"}:
            yield Fault('a measure needs "min" or "max"', at)
        if kind == "relate" and "to" not in options and check.get("mode") not in ALONE:
            yield Fault('a relate needs "to", the other side (only "mode: unique" and its like do without)', at)
        low, high = check.get("min"), check.get("max")
        if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high:
            yield Fault('"min" is greater than "max"', (*at, "min"))
    for seen in in_rule(rule):
        if seen.sort == "selector":
            yield from _selector(seen)
        elif seen.option in ("question", "otherwise"):
            question = seen.value if isinstance(seen.value, str) else seen.value["question"]
            if next(placeholders(question), None):
                where = seen.path if isinstance(seen.value, str) else (*seen.path, "question")
                yield Fault("a question has no placeholders", where)


def _selector(seen: Seen) -> Iterator[Fault]:
    select = seen.value["select"]
    for option in seen.value:
        if option != "select" and option not in SELECTOR_OPTIONS[select]:
            yield Fault(f'"{option}" does not go with "select: {select}"', (*seen.path, option), key=True)
    if select == "mention" and not seen.value.get("of"):
        yield Fault('"select: mention" needs "of", the name of a register', seen.path)
    if select == "phrase" and not (seen.value.get("of") or seen.value.get("mentions")):
        yield Fault('"select: phrase" needs "mentions", groups of words, or "of", the name of a register', seen.path)
    if select == "interval" and bool(seen.value.get("from")) != bool(seen.value.get("to")):
        yield Fault('"from" and "to" go together', seen.path)


def _messages(rule: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    hides = bool(rule.get("sensitive"))
    for path, part in parts_of(rule):
        check = part["check"]
        kind, message = check["kind"], part.get("message")
        fills = fillable(known, part["given"], check)
        yield from _placeholders(part.get("remedy"), fills, hides, (*path, "remedy"))
        if not path:
            yield from _placeholders(rule.get("remedy"), fills, hides, ("remedy",))
        if message is None:
            if kind != "attest" and not check.get("otherwise"):
                yield Fault('the key "message" is missing', path)
            continue
        if kind != "attest" and not check.get("otherwise") and not (part.get("remedy") or rule.get("remedy")):
            yield Fault('the key "remedy" is missing', path)
        texts = message if isinstance(message, dict) else {"": message}
        for key, text in texts.items():
            where: Path = (*path, "message", key) if key else (*path, "message")
            if key and key not in MESSAGE_KEYS.get(kind, ()):
                allowed = MESSAGE_KEYS.get(kind)
                message = f'unknown message key "{key}"{near(key, allowed)}' if allowed else _ONE_MESSAGE.format(kind)
                yield Fault(message, where, key=True)
            yield from _placeholders(text, fills, hides, where)


def _placeholders(text: str | None, known: Collection[str] | None, hides: bool, path: Path) -> Iterator[Fault]:
    for written, name in placeholders(text or ""):
        if not name:
            yield Fault(f'"{written}" in a message must hold the name of a placeholder', path)
        elif known is not None and name not in known:
            yield Fault(f'unknown placeholder "{written}"{near(name, known)}', path)
        elif hides and name in OPEN and MASKED not in written:
            yield Fault(f'a sensitive rule hides the words it is about: write "{{{name}{MASKED}}}"', path)


def asks_only(rule: Mapping[str, Any]) -> bool:
    """Whether no part of a rule gives findings: it asks a person, or would ask where it fails."""
    return all(part["check"]["kind"] == "attest" or part["check"].get("otherwise") for _, part in parts_of(rule))


def _examples(rule: Mapping[str, Any]) -> Iterator[Fault]:
    examples = rule["examples"]
    passing, failing = examples.get("pass") or [], examples.get("fail") or []
    outcomes = {example.get("outcome") or "pass" for example in passing}
    outcomes |= {example.get("outcome") or "fail" for example in failing}
    if not outcomes & {"pass", "not-applicable"} and not (asks_only(rule) and "needs-person" in outcomes):
        yield Fault("the rule has no passing example", ("examples",), key=True)
    if "fail" not in outcomes and not (asks_only(rule) and "needs-person" in outcomes):
        yield Fault("the rule has no failing example", ("examples",), key=True)
    for number, example in enumerate(passing):
        if example.get("expect"):
            yield Fault('"expect" belongs to failing examples', ("examples", "pass", number, "expect"), key=True)
    for number, example in enumerate(failing):
        outcome = example.get("outcome") or "fail"
        if outcome == "fail" and not example.get("expect"):
            yield Fault('a failing example says in "expect" what is found', ("examples", "fail", number))
        elif outcome == "pass":
            yield Fault(
                'an example whose outcome is pass belongs under "pass"', ("examples", "fail", number, "outcome")
            )
