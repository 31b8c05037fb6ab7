"""Whether the words of each node contain, or lack, groups of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from dhr_qa.engine.checks.common import (
    MOST_EVIDENCE,
    NOTHING,
    excused,
    option,
    quantifier,
    settle,
    several,
    silenced,
    silencers,
)
from dhr_qa.engine.groups import as_groups
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.occur import around, in_stretches, occurrences, occurs
from dhr_qa.engine.results import Fault, Verdict
from dhr_qa.engine.scope import Scope, matcher_of, matchers_of
from dhr_qa.engine.select import select, selects
from dhr_qa.engine.select_text import candidates
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher
from dhr_qa.language.sentences import sentences
from dhr_qa.rulebook.model import Check, Group, Selector


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """`none`: each match is a fault. `any`, `all`: each node that lacks the words is one."""
    unwanted = as_groups(option(check, scope, "none"))
    verdict = _none(given, check, scope, unwanted) if unwanted else _wanted(given, check, scope)
    if unwanted and verdict.outcome == "pass" and (option(check, scope, "any") or option(check, scope, "all")):
        verdict = _wanted(given, check, scope)
    if verdict.outcome == "fail":
        return excused(check, scope) or verdict
    return verdict


def _none(given: Selector, check: Check, scope: Scope, unwanted: Sequence[Group]) -> Verdict:
    if quantifier(check, scope) == "some":  # some node is free of the words
        nodes = list(select(given, scope))
        first = (
            (number, next(_matches([node], given, check, scope, unwanted), None)) for number, node in enumerate(nodes)
        )
        return settle(nodes, {number: fault for number, fault in first if fault is not None}, "some")
    faults = list(_matches(select(given, scope, hints=unwanted), given, check, scope, unwanted))
    if faults:
        return Verdict("fail", faults=faults)
    # A selector that itself looks for the unwanted words and finds none is as good as a text without them.
    looked = bool(given.mentions) or selects(given, scope)
    return Verdict("pass") if looked else Verdict("not-applicable", reason=NOTHING)


def _matches(nodes: Iterable[Node], given: Selector, check: Check, scope: Scope,
             unwanted: Sequence[Group]) -> Iterator[Fault]:  # fmt: skip
    groups = silencers(check, scope)
    window = int(option(check, scope, "window", 0))
    per_node = option(check, scope, "per", "match") == "node"
    mode = given.quotations
    fields = several(option(check, scope, "field"))
    for node in nodes:
        found: list[Fault] = []
        for matcher in matchers_of(node.reading, unwanted):
            if fields:
                found += (fault for name in fields for fault in _in_field(node, name, matcher, groups))
                continue
            for block, start, end in occurrences(node, matcher, mode):
                place = None if block is None else (block, start)
                if silenced(node, groups, given, scope, place, window):
                    continue
                text = node.text if block is None else node.reading.document.blocks[block].text
                words = text[start:end]
                values = {"match": words, "value": words, "say": matcher.say(words)}
                found.append(Fault(node, block, start, end, values=values, text=words))
        if per_node and found:
            yield Fault(node, values={**found[0].values, "count": len(found)}, text=found[0].text)
        else:
            count = {"count": len(found)}
            for fault in found:
                yield Fault(
                    node, fault.block, fault.start, fault.end, values={**fault.values, **count}, text=fault.text
                )


def _in_field(node: Node, field: str, matcher: Matcher, groups: Sequence[Group]) -> Iterator[Fault]:
    """The matches in a field of a node; words of `groups` in the same sentence of it silence them."""
    for written in _field_texts(node, field):
        for start, end in matcher.spans(fold(written)):
            sentence = next((written[a:b] for a, b in sentences(written) if a <= start < b), written)
            if any(found.found_in(sentence) for found in matchers_of(node.reading, groups)):
                continue
            words = written[start:end]
            said = {"match": words, "value": words, "say": matcher.say(words), "field": field, "passage": sentence}
            yield Fault(node, values=said, text=words)


def _field_texts(node: Node, field: str) -> list[str]:
    value = node.get(field)
    return [plain(text) for text in (value if isinstance(value, (list, tuple)) else (value,)) if text]


def _wanted(given: Selector, check: Check, scope: Scope) -> Verdict:
    any_of = as_groups(option(check, scope, "any"))
    all_of = as_groups(option(check, scope, "all"))
    window = int(option(check, scope, "window", 0))
    groups = silencers(check, scope)
    how = quantifier(check, scope)
    fields = several(option(check, scope, "field"))
    if how == "some" and not fields and not window and len(any_of) + len(all_of) == 1:
        # The commonest question, "does any of these say so": look for the words first.
        found = list(islice(_with(given, scope, any_of or all_of), MOST_EVIDENCE))
        if found:
            return Verdict("pass", evidence=found)
    nodes = list(select(given, scope))
    bad: dict[int, Fault] = {}
    for number, node in enumerate(nodes):
        has = (
            partial(_field_has, node, fields)
            if fields
            else partial(_has, node, given=given, scope=scope, window=window)
        )
        good = (not any_of or any(has(group) for group in any_of)) and all(has(group) for group in all_of)
        if not good and not silenced(node, groups, given, scope):
            said = {"value": plain(node.get(fields[0])), "field": fields[0]} if fields else {"value": node.text}
            bad[number] = Fault(node, values=said, role=str(option(check, scope, "at", "")))
    return settle(nodes, bad, how)


def _field_has(node: Node, fields: Sequence[str], group: Group) -> bool:
    matcher = matcher_of(node.reading, group)
    return any(matcher.found_in(text) for name in fields for text in _field_texts(node, name))


def _with(given: Selector, scope: Scope, groups: Sequence[Group]) -> Iterator[Node]:
    for node in select(given, scope, hints=groups):
        if any(occurs(node, matcher_of(node.reading, group), given.quotations) for group in groups):
            yield node


def _has(node: Node, group: Group, *, given: Selector, scope: Scope, window: int) -> bool:
    matcher = matcher_of(node.reading, group)
    span = node.span
    if window and span is not None and node.own is None:
        start, end = (span[1], span[2]) if node.kind == "sentence" else node.reading.sentence_at(span[0], span[1])
        wanted = candidates(given if given.select == "sentence" else Selector("sentence"), scope, node.reading)
        near = around(node.reading, wanted, (span[0], start, end), window)
        return in_stretches(node.reading, matcher, near, given.quotations)
    return occurs(node, matcher, given.quotations)
