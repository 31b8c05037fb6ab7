"""How many nodes were selected."""

from __future__ import annotations

from typing import Any

from dhr_qa.engine.checks.common import MOST_EVIDENCE, bound, excused, option, silenced, silencers
from dhr_qa.engine.nodes import plain
from dhr_qa.engine.results import Fault, Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import select
from dhr_qa.rulebook.model import Check, Selector


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """Counts nodes, or the different values of a field, or the share that they are of other nodes."""
    nodes = list(select(given, scope))
    groups = silencers(check, scope)
    if groups:
        nodes = [node for node in nodes if not silenced(node, groups, given, scope)]
    distinct = option(check, scope, "distinct")
    counted = len({plain(node.get(distinct)).casefold() for node in nodes}) if distinct else len(nodes)
    exactly = option(check, scope, "exactly")
    low = exactly if exactly is not None else bound(check, scope, "min")
    high = exactly if exactly is not None else bound(check, scope, "max")
    values: dict[str, Any] = {"count": counted, "min": low, "max": high}
    number: float = counted
    whole = option(check, scope, "share-of")
    if whole is not None:
        total = sum(1 for _ in select(whole, scope))
        if not total:
            return Verdict("not-applicable", reason="there is nothing to take a share of")
        number = counted / total
        values |= {"total": total, "share": percent(number), "min": as_percent(low), "max": as_percent(high)}
    if (low is None or number >= low) and (high is None or number <= high):
        return Verdict("pass", evidence=nodes[:MOST_EVIDENCE])
    pardon = excused(check, scope)
    if pardon is not None:
        return pardon
    role = str(option(check, scope, "at", ""))
    if option(check, scope, "per") == "node" and high is not None and number > high and nodes:
        faults = [Fault(node, values=values) for node in nodes[int(high) if whole is None and not distinct else 0 :]]
        return Verdict("fail", faults=faults)
    first = nodes[0] if nodes else None
    return Verdict("fail", faults=[Fault(first, values=values, role=role)], evidence=nodes[:MOST_EVIDENCE])


def percent(share: float) -> str:
    """A share as words: 0.317 is "32%"."""
    return f"{share * 100:.0f}%"


def as_percent(limit: Any) -> str | None:
    return percent(limit) if isinstance(limit, (int, float)) else None
