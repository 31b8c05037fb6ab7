"""Whether a node, or a field of it, holds a usable value: a date, an agency, a number, a listed word, a sequence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dhr_qa.engine.checks.common import (
    NOTHING,
    bound,
    excused,
    option,
    quantifier,
    settle,
    several,
    silenced,
    silencers,
)
from dhr_qa.engine.checks.sequence import out_of_sequence
from dhr_qa.engine.groups import as_groups
from dhr_qa.engine.nodes import Node, joined, plain
from dhr_qa.engine.results import Fault, Verdict
from dhr_qa.engine.scope import Scope, matchers_of
from dhr_qa.engine.select import select
from dhr_qa.engine.where import number_of, within
from dhr_qa.language.fold import fold, folded
from dhr_qa.review.facts import When
from dhr_qa.rulebook.model import Check, Group, Selector

#: What is wrong with a value: which message applies, and the problem in words.
Problem = tuple[str, str]


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """Every node's value must be usable; the message key says in which way it is not."""
    groups = silencers(check, scope)
    nodes = [node for node in select(given, scope) if not silenced(node, groups, given, scope)]
    if not nodes:
        return Verdict("not-applicable", reason=NOTHING)
    field = str(option(check, scope, "field", "") or "")
    role = str(option(check, scope, "at", ""))
    bad: dict[int, Fault] = {}
    if option(check, scope, "type") == "sequence":
        groups_by = several(option(check, scope, "group-by"))
        for number, problem in out_of_sequence(nodes, field or "label", groups_by).items():
            values = {"value": plain(nodes[number].get(field or "label")).rstrip("."), "problem": problem}
            bad[number] = Fault(nodes[number], key="sequence", values=values, text=str(values["value"]))
    else:
        for number, node in enumerate(nodes):
            raw = node.get(field) if field else node.text
            found = problem_of(node, raw, check, scope)
            if found is not None:
                key, words = found
                values = {"value": plain(raw).strip(), "problem": words, "field": field}
                values |= {side: plain(bound(check, scope, side, node)) for side in ("min", "max")}
                bad[number] = Fault(node, key=key, values=values, text=plain(raw), role=role)
    verdict = settle(nodes, bad, quantifier(check, scope))
    return (excused(check, scope) or verdict) if verdict.outcome == "fail" else verdict


def problem_of(node: Node, raw: Any, check: Check, scope: Scope) -> Problem | None:
    """What is wrong with a value, or None."""
    text = plain(raw).strip()
    if not text.strip(" -–—.:;/"):
        return ("empty", "nothing is given") if option(check, scope, "required", True) else None
    for matcher in matchers_of(node.reading, as_groups(option(check, scope, "not-in"))):
        if any(_fills(text, text[start:end]) for start, end in matcher.spans(fold(text))):
            return "refused", "that does not count as an answer here"
    return _TYPES[str(option(check, scope, "type", "text"))](node, raw, text, check, scope)


def _fills(text: str, words: str) -> bool:
    """Whether words are all that a value says, but for punctuation and small additions."""
    rest = folded(text).replace(folded(words), " ", 1)
    return len("".join(char for char in rest if char.isalnum())) <= 3


def _text(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    allowed = several(option(check, scope, "allowed"))
    if allowed and folded(text) not in {folded(one) for one in allowed}:
        return "invalid", f"expected {_either(allowed)}"
    return None


def _date(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    from dhr_qa.language.dates import find_dates

    found = [When(d.earliest, d.latest, d.precision, d.text, d.problem) for d in find_dates(text)]
    if isinstance(raw, When):
        found = [raw]
    if not found:
        return "invalid", "not a date"
    impossible = next((when.problem for when in found if when.problem), "")
    if impossible:
        return "invalid", impossible
    accepted = several(option(check, scope, "accept-precision"))
    if accepted and not any(when.precision in accepted for when in found):
        return "precision", f"only a {found[0].precision}" if found[0].precision != "range" else "only a range of dates"
    if option(check, scope, "single") and len({(when.earliest, when.latest) for when in found}) > 1:
        return "several", f"{len(found)} dates are given"
    for side, words in (("min", "earlier than"), ("max", "later than")):
        limit = bound(check, scope, side, node)
        if limit is not None and not any(within(when, side, limit, possibly=True) for when in found):
            return "range", f"{words} {plain(limit)}"
    return None


def _agency(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    register = str(option(check, scope, "register", "agencies"))
    groups = [Group(list="agencies:*")]
    if register in scope.vocabulary.registers:
        groups.append(Group(list=f"register:{register}"))
    if any(matcher.found_in(text) for matcher in matchers_of(node.reading, groups)):
        return None
    return "invalid", "not an agency that could be recognised"


def _number(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    number = number_of(raw)
    if number is None:
        return "invalid", "not a number"
    for side, words in (("min", "less than"), ("max", "more than")):
        limit = bound(check, scope, side, node)
        if limit is not None and not within(number, side, limit):
            return "range", f"{words} {plain(limit)}"
    return None


def _listed(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    register = str(option(check, scope, "register", "") or "")
    if register:
        entries = scope.session.groups.entries(register)
        titles = {folded(name) for entry in entries.entries for name in (entry.id, entry.title)}
        if entries.named(fold(text)) or folded(text) in titles:
            return None
        return "invalid", "not in the list"
    return _text(node, raw, text, check, scope)


def _status(node: Node, raw: Any, text: str, check: Check, scope: Scope) -> Problem | None:
    allowed = several(option(check, scope, "allowed"))
    given = [plain(one) for one in raw] if isinstance(raw, (list, tuple)) else [text]
    wanted = {folded(one) for one in allowed}
    if not allowed or any(word in wanted for one in given for word in (folded(one), *folded(one).split())):
        return None
    return "invalid", f"expected {_either(allowed)}"


def _either(allowed: tuple[str, ...]) -> str:
    return joined(allowed).replace(" and ", " or ")


_TYPES: dict[str, Callable[[Node, Any, str, Check, Scope], Problem | None]] = {
    "text": _text,
    "date": _date,
    "agency": _agency,
    "number": _number,
    "listed": _listed,
    "status": _status,
}
