"""Every example of every rule does what it says: `pytest -k RULE` runs those of one rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from dhr_qa.errors import RuleError
from dhr_qa.rulebook.examples import WHICH, run_example
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rule, Rulebook
from tests.rules.fixtures import documents


@cache
def _rulebook() -> Rulebook | str:
    """The rulebook, or what is wrong with it: a fault in a rule file must not look like tests that are not there."""
    try:
        return load_rulebook()
    except RuleError as error:
        return str(error)


def _every() -> list[Any]:
    rulebook = _rulebook()
    if isinstance(rulebook, str):
        return []
    return [
        pytest.param(rule, which, number, example, id=_name(rule, which, number, example))
        for rule in rulebook.rules
        for which in WHICH
        for number, example in enumerate(rule.examples[which], start=1)
    ]


def _name(rule: Rule, which: str, number: int, example: Mapping[str, Any]) -> str:
    trap = re.sub(r"[^a-z0-9]+", "-", (example.get("trap") or "").lower()).strip("-")
    return f"{rule.id}-{which}-{number}" + (f"-{trap[:60]}" if trap else "")


def test_the_rules_load() -> None:
    rulebook = _rulebook()
    assert isinstance(rulebook, Rulebook), rulebook
    assert rulebook.rules


@pytest.mark.parametrize(("rule", "which", "number", "example"), _every())
def test_example(rule: Rule, which: str, number: int, example: Mapping[str, Any]) -> None:
    rulebook = _rulebook()
    assert isinstance(rulebook, Rulebook)
    result = run_example(rulebook, rule, which, number, example, documents)
    assert not result.skipped, result.skipped
    assert result.ok, str(result)
