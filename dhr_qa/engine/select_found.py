"""Selectors of facts that are looked for when first asked: organisations, ages, acronyms, letter points, slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.review.organisations import Organisation
from dhr_qa.rulebook.model import Selector


def expansion_nodes(scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each way in which an acronym is spelled out, at its first place."""
    from dhr_qa.review.acronyms import stands_for

    for fact in reading.facts.acronyms:
        for words, block, start in fact.spelled:
            if scope.has(reading, block):
                values = {"acronym": fact.acronym, "expansion": words, "fits": stands_for(fact.acronym, words)}
                end = min(start + len(words), len(reading.document.blocks[block].text))
                yield Node("expansion", reading, (block,), start, end, own=words, values=values)


def body_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each name of an organisation in each kind of document, at its first place."""
    for fact in _placed(reading.organisations, selector, scope, reading):
        if not selector.kind or fact.kind in selector.kind:
            values = {"kind": fact.kind, "name": fact.name}
            yield Node("body", reading, (fact.block,), fact.start, fact.end, own=fact.name, values=values, fact=fact)


def age_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each age that is given of somebody with a name; `role` is the person's."""
    for fact in reading.ages:
        if not scope.has(reading, fact.block) or fact.role in selector.role_not:
            continue
        if not selector.role or fact.role in selector.role:
            values = {"amount": fact.amount, "role": fact.role}
            yield Node("age", reading, (fact.block,), fact.start, fact.end, values=values, fact=fact)


def point_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each point of a feedback letter."""
    for fact in reading.points:
        if scope.has(reading, fact.block) and (not selector.kind or fact.kind in selector.kind):
            values = {"kind": fact.kind, "number": fact.number}
            yield Node("point", reading, (fact.block,), fact.start, fact.end, own=fact.text, values=values, fact=fact)


def last_contact_nodes(scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each contact in the last days before the death; `taken-up`: the analysis speaks of it."""
    for fact in reading.last_contacts:
        if scope.has(reading, fact.block):
            yield Node("last-contact", reading, (fact.block,), fact.start, fact.end, fact=fact)


def slip_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each slip of spelling."""
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    roles = reading.in_roles(selector.role) if selector.role else None
    for fact in reading.slips:
        if not scope.has(reading, fact.block) or (selector.kind and fact.kind not in selector.kind):
            continue
        if fact.block not in barred and (roles is None or fact.block in roles):
            values = {"kind": fact.kind, "meant": fact.meant}
            yield Node("slip", reading, (fact.block,), fact.start, fact.end, values=values, fact=fact)


def _placed(
    facts: Iterable[Organisation], selector: Selector, scope: Scope, reading: Reading
) -> Iterator[Organisation]:
    roles = reading.in_roles(selector.role) if selector.role else None
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    for fact in facts:
        if scope.has(reading, fact.block) and (roles is None or fact.block in roles) and fact.block not in barred:
            yield fact
