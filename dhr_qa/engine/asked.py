"""Which sorts of nodes a rule asks for, wherever it does: in what it looks at, its conditions, and its comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dhr_qa.rulebook.model import Check, Condition, Rule, Selector

CASE = "case"  #: what is known of the case counts as one


def asked(rule: Rule) -> frozenset[str]:
    """The names of selectors in a rule, and "case" where it depends on the case."""
    found = set(_within((rule.when, [(part.given, part.check, part.when) for part in rule.parts])))
    return frozenset(found | {CASE} if rule.applies_to.case_type else found)


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, Selector):
        yield value.select
        if value.before is not None or value.after is not None or value.fallback is not None:
            yield from _within((value.before, value.after, value.fallback))
    elif isinstance(value, Check):
        yield from _within(value.options)
    elif isinstance(value, Condition):
        if value.case:
            yield CASE
        yield from _within((value.given, value.check, value.all, value.any, value.negated))
    elif isinstance(value, Mapping):
        yield from _within(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for each in value:
            if each is not None and not isinstance(each, str):
                yield from _within(each)
