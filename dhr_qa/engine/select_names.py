"""Selector of names of people: one node for each mention, in every part of the file, seen and unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.review.facts import Mention
from dhr_qa.rulebook.model import Selector

TERMS = "terms-of-reference"


def name_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each mention in scope. What hangs on no block belongs to the file as a whole.

    `role` is the role of the person, `where: {section: …}` the section. `occurrence` counts the mentions of one
    person in one sort of place (the text, the terms of reference, a comment, the leads of a plan), `times` says
    how many there are; a name that is used `throughout` without a word about it is counted in all places at once.
    """
    blocks = {each.block for each in reading.facts.mentions if each.block is not None}
    roles: dict[int | None, tuple[str, ...]] = {block: reading.facts.roles_at(block) for block in blocks}
    chosen = [
        (each, _group(each, TERMS in roles.get(each.block, ())))
        for each in reading.facts.mentions
        if scope.has(reading, each.block)
        and (not selector.role or each.role in selector.role)
        and each.role not in selector.role_not
        and (not selector.kind or each.kind in selector.kind)
        and (not selector.parts or each.part in selector.parts)
    ]
    total = Counter(group for _, group in chosen)
    seen: Counter[tuple[int, str, str, bool]] = Counter()
    for each, group in chosen:
        seen[group] += 1
        yield _node(each, reading, roles.get(each.block, ()), seen[group], total[group])


def _group(each: Mention, in_terms: bool) -> tuple[int, str, str, bool]:
    if each.throughout and not in_terms:
        return each.who, "", "", False
    return each.who, each.place, each.plan, in_terms


def _node(each: Mention, reading: Reading, section: tuple[str, ...], occurrence: int, times: int) -> Node:
    inside = each.around is None
    start, end = (each.start, each.end) if inside else each.hang
    values = {
        "kind": each.kind,
        "part": each.part,
        "place": each.place,
        "section": section,
        "occurrence": occurrence,
        "times": times,
        "throughout": "yes" if each.throughout else "",
    }
    return Node(
        "name",
        reading,
        () if each.block is None else (each.block,),
        start,
        end if inside or end > start else None,
        own=each.name,
        values=values,
        part=each.part,
        fact=each,
        around=None if each.around is None else (each.around, each.start, each.end),
    )
