"""Checks written in Python: found by the entry point of an installed package, never in a rule's folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from dhr_qa.engine.checks.common import NOTHING, excused, option
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.results import CannotCheck, Fault, Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import select
from dhr_qa.rulebook.model import Check, Selector

GROUP = "dhr_qa.checks"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

#: What an entry point is: nodes, the scope (documents, vocabulary, settings) and the rule's options in,
#: faults out, or a whole verdict.
CustomCheck = Callable[[Sequence[Node], Scope, dict[str, Any]], "Iterable[Fault] | Verdict"]

_KNOWN: dict[str, CustomCheck] = {}


def register(name: str, function: CustomCheck) -> None:
    """Makes a check known without an entry point: for tests and for programs that use this package."""
    _KNOWN[name] = function


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """Runs the function on the selected nodes. No nodes: not applicable. Faults: fail."""
    function = find(str(option(check, scope, "name")))
    nodes = list(select(given, scope))
    if not nodes:
        return Verdict("not-applicable", reason=NOTHING)
    said = function(nodes, scope, {**dict(option(check, scope, "options", {})), **scope.limits})
    role = str(option(check, scope, "at", ""))
    verdict = said if isinstance(said, Verdict) else _verdict([_placed(fault, role) for fault in said], nodes)
    return (excused(check, scope) or verdict) if verdict.outcome == "fail" else verdict


def _placed(fault: Fault, role: str) -> Fault:
    return replace(fault, role=role) if role and not fault.role else fault


def _verdict(faults: list[Fault], nodes: list[Node]) -> Verdict:
    return Verdict("fail", faults=faults) if faults else Verdict("pass", evidence=nodes[:3])


def find(name: str) -> CustomCheck:
    """The function registered under a name. Raises CannotCheck if nothing installed provides it."""
    if name not in _KNOWN:
        from importlib.metadata import entry_points

        if _NAME.fullmatch(name):
            for point in entry_points(group=GROUP, name=name):
                _KNOWN[name] = point.load()
        if name not in _KNOWN:
            raise CannotCheck(f'the check "{name}" is not installed')
    return _KNOWN[name]
