"""Selector of identifiers: one node for each number, address or telling date, in every part of the file."""

from __future__ import annotations

from collections.abc import Iterator

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.review.traces import Trace
from dhr_qa.rulebook.model import Selector


def identifier_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each identifier in scope. What hangs on no block belongs to the file as a whole."""
    roles = reading.in_roles(selector.role) if selector.role else None
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    for trace in reading.facts.traces:
        if selector.kind and trace.kind not in selector.kind:
            continue
        if (selector.parts and trace.part not in selector.parts) or not scope.has(reading, trace.block):
            continue
        if (roles is not None and trace.block not in roles) or trace.block in barred:
            continue
        yield _node(trace, reading)


def _node(trace: Trace, reading: Reading) -> Node:
    return Node(
        "identifier",
        reading,
        () if trace.block is None else (trace.block,),
        trace.start,
        trace.end,
        own=trace.text,
        values={
            "kind": trace.kind,
            "part": trace.part,
            "place": trace.place,
            "valid": trace.valid,
            "public": trace.public,
            "value": trace.text,
        },
        part=trace.part,
        around=trace.around,
    )
