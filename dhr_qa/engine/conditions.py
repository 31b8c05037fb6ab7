"""Conditions: whether a rule, or a part of it, applies to what was read."""

from __future__ import annotations

from dhr_qa.engine.checks import CHECKS
from dhr_qa.engine.results import DoesNotApply, NoWords, Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import selects
from dhr_qa.engine.where import case_of, is_present, same
from dhr_qa.rulebook.model import Condition

UNMET = "what the rule depends on was not found in the document"


def require(condition: Condition | None, scope: Scope) -> None:
    """Raises DoesNotApply with a reason where a condition does not hold."""
    if condition is not None and not applies(condition, scope):
        raise DoesNotApply(condition.reason or UNMET)


def applies(condition: Condition, scope: Scope) -> bool:
    """Whether every part of a condition holds.

    Raises CannotCheck where the documents do not allow an answer.
    """
    if condition.profile and not scope.session.settings.reaches(condition.profile):
        return False
    if condition.guidance and scope.session.settings.guidance not in condition.guidance:
        return False
    if condition.case and not _case(condition, scope):
        return False
    if not _holds(condition, scope):
        return False
    if not all(applies(one, scope) for one in condition.all):
        return False
    if condition.any and not any(applies(one, scope) for one in condition.any):
        return False
    return not any(applies(one, scope) for one in condition.negated)


def _case(condition: Condition, scope: Scope) -> bool:
    known = case_of(scope)
    for name, wanted in condition.case.items():
        if not is_present(wanted):
            continue
        several = wanted if isinstance(wanted, (list, tuple)) else (wanted,)
        if not any(same(known.get(name), one) for one in several):
            return False
    return True


def _holds(condition: Condition, scope: Scope) -> bool:
    given, asked = condition.given, condition.check
    if given is None:
        return True
    try:
        if asked is None:
            return selects(given, scope)
        return passes(CHECKS[asked.kind](given, asked, scope))
    except (DoesNotApply, NoWords):  # nothing of the sort can be there
        return False


def passes(verdict: Verdict) -> bool:
    """Whether a check holds as a condition: a key that is only nearly the same counts as the same."""
    if verdict.outcome == "fail":
        return bool(verdict.faults) and all(fault.key == "near" for fault in verdict.faults)
    return verdict.outcome == "pass"
