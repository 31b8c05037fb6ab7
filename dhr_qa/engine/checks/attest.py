"""A question that no rule can decide: answered by a passage, by an attestation, or put to a person."""

from __future__ import annotations

from itertools import islice

from dhr_qa.engine.checks.common import excused, option
from dhr_qa.engine.results import Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import select
from dhr_qa.rulebook.model import Check, Selector

MOST_PASSAGES = 5


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """Passes with what `unless` selects; else needs a person, with the nodes as the passages to read."""
    pardon = excused(check, scope)
    if pardon is not None:
        return pardon
    passages = list(islice(select(given, scope), MOST_PASSAGES))
    return Verdict("needs-person", evidence=passages, question=str(option(check, scope, "question")))
