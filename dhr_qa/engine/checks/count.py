"""How many nodes were selected."""

from __future__ import annotations

from typing import Any

from dhr_qa.engine.checks.common import MOST_EVIDENCE, bound, excused, option, silenced, silencers
from dhr_qa.engine.nodes import Node, plain
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
    stated: Node | None = None
    if exactly is None and option(check, scope, "as-many-as") is not None:
        exactly = sum(1 for _ in select(option(check, scope, "as-many-as"), scope))
        if not exactly or not nodes:
            return Verdict("not-applicable", reason="there is nothing on one side to count")
    if exactly is None and option(check, scope, "as-stated") is not None:
        said = [(node, node.get("amount")) for node in select(option(check, scope, "as-stated"), scope)]
        said = [(node, amount) for node, amount in said if amount is not None]
        if not said or not nodes:
            return Verdict("not-applicable", reason="no number is stated that could be compared")
        agreeing = [node for node, amount in said if amount in (counted, len(nodes))]
        if agreeing:
            return Verdict("pass", evidence=agreeing[:MOST_EVIDENCE])
        stated, exactly = said[0]
    low = exactly if exactly is not None else bound(check, scope, "min")
    high = exactly if exactly is not None else bound(check, scope, "max")
    values: dict[str, Any] = {"count": counted, "min": low, "max": high}
    if stated is not None:
        values |= {"stated": stated.text, "total": len(nodes)}
    field = str(option(check, scope, "field", "") or "")
    if field and option(check, scope, "per") != "node":
        shown = (plain(node.get(field)).rstrip(" .;,") for node in nodes)
        values["value"] = list(dict.fromkeys(text for text in shown if text))
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
        placed = {"field": field} if field else {}
        over = nodes[int(high) if whole is None and not distinct else 0 :]
        faults = [Fault(node, values={**values, **placed}) for node in over]
        return Verdict("fail", faults=faults)
    first = nodes[0] if nodes else None
    if stated is not None:
        return Verdict("fail", faults=[Fault(stated, values=values, other=first)], evidence=nodes[:MOST_EVIDENCE])
    return Verdict("fail", faults=[Fault(first, values=values, role=role)], evidence=nodes[:MOST_EVIDENCE])


def percent(share: float) -> str:
    """A share as words: 0.317 is "32%"."""
    return f"{share * 100:.0f}%"


def as_percent(limit: Any) -> str | None:
    return percent(limit) if isinstance(limit, (int, float)) else None
