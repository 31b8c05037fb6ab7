"""The kinds of check, one module each; every one takes a part of a rule and a scope and gives a verdict."""

from __future__ import annotations

from collections.abc import Callable

from dhr_qa.engine.checks import attest, count, custom, match, measure, relate, value
from dhr_qa.engine.results import Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.rulebook.model import Check, Selector

CHECKS: dict[str, Callable[[Selector, Check, Scope], Verdict]] = {
    "count": count.check,
    "match": match.check,
    "measure": measure.check,
    "value": value.check,
    "relate": relate.check,
    "attest": attest.check,
    "custom": custom.check,
}
