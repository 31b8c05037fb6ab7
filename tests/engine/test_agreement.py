"""Values that should be the same: said a thousand times they are compared once."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

from dhr_qa.engine.checks.agreement import same_value
from dhr_qa.engine.checks.keys import Item


def said(*texts: str) -> list[Item]:
    nodes: list[Any] = [SimpleNamespace(get={"number": text}.get) for text in texts]
    return [Item(("panel met",), "panel met", "panel met", node=node) for node in nodes]


def test_the_most_frequent_value_is_the_usual_one() -> None:
    faults = same_value(said("3", "4", "4", "3", "4", "3 ", "5"), "number", ["folded"])
    assert [fault.text for fault in faults] == ["4", "5"], "of equals the first"
    faults = same_value(said("3", "4", "4", "4", "3"), "number", ["exact"])
    assert [(fault.text, fault.other.get("number")) for fault in faults] == [("3", "4")]


def test_the_same_value_again_and_again_costs_little() -> None:
    items = said(*["four"] * 20_000, "five")
    began = time.perf_counter()
    assert [fault.text for fault in same_value(items, "number", ["exact"])] == ["five"]
    assert time.perf_counter() - began < 2
