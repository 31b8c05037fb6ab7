"""Whether two keyed sets agree: nodes with a register, or with other nodes, or among themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dhr_qa.engine.checks.agreement import alike, different, same_value
from dhr_qa.engine.checks.common import (
    MOST_EVIDENCE,
    NOTHING,
    excused,
    option,
    quantifier,
    section_silenced,
    several,
    silenced,
    silencers,
)
from dhr_qa.engine.checks.keys import Finder, Item, agree, entry_items, node_items, values_between
from dhr_qa.engine.checks.order import out_of_order
from dhr_qa.engine.groups import as_groups
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.occur import has_words
from dhr_qa.engine.results import CannotCheck, Fault, Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import select
from dhr_qa.language.wordings import changed
from dhr_qa.rulebook.model import Check, Group, Selector

_MOST_COMPARED = 500  #: similar texts are looked for among so many; equal ones among any number


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """Compares the selected nodes (left) with the other side (right), as `mode` says."""
    mode = str(option(check, scope, "mode", "left-in-right"))
    nodes = list(select(given, scope))
    keys, left, right, finder = _sides(nodes, check, scope, mode)
    if not nodes and mode not in ("right-in-left", "both"):
        return Verdict("not-applicable", reason=NOTHING)
    if nodes and not left and mode not in ("right-in-left", "both"):
        raise CannotCheck(f"the {keys[0].replace('-', ' ')} that would be compared is not given")
    groups = silencers(check, scope)
    role = str(option(check, scope, "at", ""))
    faults: list[Fault] = []
    if mode == "unique":
        differs = several(option(check, scope, "differs"))
        faults = _repeated(left, finder.by, as_groups(option(check, scope, "apart")), differs)
    elif mode == "alike":
        faults = alike(left, finder.by)
    elif mode in ("equal-values", "same-value"):
        field = str(option(check, scope, "value", "text"))
        if mode == "same-value":
            faults = same_value(left, field, ways(check, scope))
        elif not any(finder.find(item.keys) for item in left):
            return Verdict("not-applicable", reason=NOTHING)
        else:
            other = str(option(check, scope, "other-value", "") or field)
            faults = different(left, finder, field, other, ways(check, scope), quantifier(check, scope) == "some")
    elif mode == "same-order":
        faults = out_of_order(left, right, finder, str(option(check, scope, "sort", "") or ""))
    else:
        if mode in ("left-in-right", "both"):
            faults += _unmatched(left, finder)
        if mode in ("right-in-left", "both"):
            faults += _missing(left, right, finder, role)
    faults = [fault for fault in faults if not _is_silenced(fault, groups, given, scope)]
    if not faults:
        if not left and not right:
            return Verdict("not-applicable", reason=NOTHING)
        return Verdict("pass", evidence=nodes[:MOST_EVIDENCE])
    pardon = excused(check, scope)
    if pardon is not None:
        return pardon
    if option(check, scope, "together"):
        faults = _together(faults)
    return Verdict("fail", faults=faults, evidence=nodes[:MOST_EVIDENCE])


def _sides(
    nodes: Sequence[Node], check: Check, scope: Scope, mode: str
) -> tuple[tuple[str, ...], list[Item], list[Item], Finder]:
    """The left keys, both sides as items, and a finder in the right one."""
    to = option(check, scope, "to")
    keys = several(option(check, scope, "key"))
    by = ways(check, scope)
    entries = None
    if isinstance(to, Selector):
        keys = keys or ("text",)
        right = node_items(select(to, scope), several(option(check, scope, "other-key")) or keys)
    elif to is None:
        keys, right = keys or ("text",), []
    else:
        name = str(to["register"]).removeprefix("vocabulary.")
        register_keys = several(to.get("key")) or ("title",)
        keys = keys or register_keys
        where = {**(to.get("where") or {}), **(option(check, scope, "where") or {})}
        right = entry_items(scope.vocabulary.register(name), register_keys, where, scope)
        if any(way == "forms" for way in by):
            entries = scope.session.groups.entries(name)
    left = node_items(nodes, keys)
    # Values are compared by `by`; what belongs together is found by its key alone.
    found_by = ["exact", "folded", *(["forms"] if entries is not None else [])] if mode == "equal-values" else by
    return keys, left, right, Finder(right, by if mode == "unique" else found_by, entries)


def ways(check: Check, scope: Scope) -> list[Any]:
    """The comparisons of `by`."""
    by = option(check, scope, "by", None) or ["folded"]
    return [by] if isinstance(by, (str, Mapping)) else list(by)


def _unmatched(left: Sequence[Item], finder: Finder) -> list[Fault]:
    """Left items without a match. What is similar to another node is so only if that is not exactly a third one."""
    found = [finder.find(item.keys) for item in left]
    taken = {id(match.item) for match in found if match is not None and not match.near and match.item.node is not None}
    free = Finder([item for item in finder.items if id(item) not in taken], finder.by) if taken else finder
    faults = []
    for item, match in zip(left, found, strict=True):
        if match is not None and isinstance(match.distance, float) and id(match.item) in taken:  # no mere slip
            match = free.find(item.keys)
        if match is None:
            faults.append(Fault(item.node, key="left-only", values=values_between(item, None), text=item.keys[0]))
        elif match.near:
            here, there = changed(item.keys[0], match.item.keys[0])
            values = {**values_between(item, match.item), "distance": match.distance, "here": here, "there": there}
            faults.append(Fault(item.node, key="near", values=values, text=item.keys[0], other=match.item.node))
    return faults


def _missing(left: Sequence[Item], right: Sequence[Item], finder: Finder, role: str) -> list[Fault]:
    found = {id(item) for one in left for item in finder.all(one.keys)}
    # Two items of the right may share a key: what is found for one is found for both.
    keys = {key for item in right if id(item) in found for key in item.keys}
    faults = []
    for item in right:
        if id(item) in found or keys.intersection(item.keys):
            continue
        values = {"value": item.shown, "other": item.shown, "title": item.title, "key": item.keys[0], **item.values()}
        faults.append(Fault(item.node, key="right-only", values=values, text=item.keys[0], other=item.node, role=role))
    return faults


def _repeated(
    left: Sequence[Item], by: Sequence[Any], apart: Sequence[Group] = (), differs: Sequence[str] = ()
) -> list[Fault]:
    """Items that say again what an earlier one said; not those that words of `apart` set apart from it.

    `differs`: fields of which one must differ for a repetition to be a fault.
    """
    loose = [way for way in by if not isinstance(way, str)]
    seen: list[Item] = []
    equal = Finder((), ["exact"] if list(by) == ["exact"] else ["exact", "folded"])
    faults = []
    for item in left:
        match = equal.find(item.keys)
        earlier = match.item if match is not None else None
        if earlier is None and loose:
            alike = (one for one in seen if agree(loose, one.keys[0], item.keys[0]))
            earlier = next((one for one in alike if not _set_apart(one, item, apart)), None)
        if earlier is not None:
            if differs and all(plain(item.get(name)) == plain(earlier.get(name)) for name in differs):
                continue
            values = values_between(item, earlier)
            faults.append(Fault(item.node, key="duplicate", values=values, text=item.keys[0], other=earlier.node))
            continue
        equal.add(item)
        if len(seen) < _MOST_COMPARED:
            seen.append(item)
    return faults


def _set_apart(one: Item, other: Item, groups: Sequence[Group]) -> bool:
    """Whether each of two items has words that the other lacks: "support for the victim", "for the perpetrator"."""
    if one.node is None or other.node is None or not groups:
        return False
    own, theirs = (
        {place for place, group in enumerate(groups) if has_words(node, (group,), ())}
        for node in (one.node, other.node)
    )
    return bool(own - theirs) and bool(theirs - own)


def _is_silenced(fault: Fault, groups: Sequence[Any], given: Selector, scope: Scope) -> bool:
    if not groups:
        return False
    if fault.key == "right-only" or fault.node is None:
        return section_silenced(given, groups, scope)
    return silenced(fault.node, groups, given, scope)


def _names(fault: Fault) -> tuple[str, ...]:
    return tuple(plain(fault.values.get(name)) for name in ("value", "other", "title", "key"))


def _together(faults: Sequence[Fault]) -> list[Fault]:
    """One fault for each message, naming everything it is about."""
    out = []
    for key in dict.fromkeys(fault.key for fault in faults):
        said = {_names(fault): fault for fault in reversed(faults) if fault.key == key}  # the same thing once
        group = list(reversed(said.values()))
        first = group[0]
        names = {
            name: [plain(fault.values.get(name)) for fault in group if fault.values.get(name)]
            for name in ("value", "other", "title", "key")
        }
        values = {**first.values, **names, "count": len(group)}
        text = "; ".join(fault.text for fault in group)
        node = None if key == "right-only" else first.node
        out.append(Fault(node, key=key, values=values, text=text, other=first.other, role=first.role))
    return out
