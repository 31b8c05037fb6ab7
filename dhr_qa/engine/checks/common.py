"""What the checks share: their options, limits, silence and the settling of quantifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from dhr_qa.engine.groups import as_groups
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.occur import has_words, occurs, sentence_has
from dhr_qa.engine.reading import Candidates
from dhr_qa.engine.results import CannotCheck, DoesNotApply, Fault, Verdict
from dhr_qa.engine.scope import Scope, matchers_of
from dhr_qa.engine.select import select
from dhr_qa.engine.select_text import candidates
from dhr_qa.engine.where import limit
from dhr_qa.rulebook.model import Check, Group, Selector

NOTHING = "there is nothing here for it to look at"
MOST_EVIDENCE = 3


def option(check: Check, scope: Scope, name: str, default: Any = None) -> Any:
    """An option of a check, as the configuration has it or as the rule has it."""
    if name in scope.limits:
        return scope.limits[name]
    found = check.options.get(name)
    if found is None and "-" in name:
        found = check.options.get(name.replace("-", "_"))
    return default if found is None else found


def bound(check: Check, scope: Scope, name: str, node: Node | None = None) -> Any:
    """A limit of a check as a number or a date; None where it has none."""
    written = option(check, scope, name)
    if written is None:
        return None
    return limit(written, node.get if node is not None else None, scope, node.reading if node is not None else None)


def quantifier(check: Check, scope: Scope) -> str:
    return str(option(check, scope, "quantifier", "every"))


def several(raw: Any) -> tuple[str, ...]:
    """One text or a list of them as a tuple."""
    if raw is None:
        return ()
    return (raw,) if isinstance(raw, str) else tuple(raw)


def excused(check: Check, scope: Scope) -> Verdict | None:
    """A pass, where `unless` is a selector and selects something."""
    silence = option(check, scope, "unless")
    if not isinstance(silence, Selector):
        return None
    try:
        found = list(islice(select(silence, scope), MOST_EVIDENCE))
    except (CannotCheck, DoesNotApply):
        return None  # an excuse that cannot be looked for excuses nothing
    return Verdict("pass", evidence=found) if found else None


def silencers(check: Check, scope: Scope) -> tuple[Group, ...]:
    """The groups of `unless`, where it is a list of groups."""
    silence = option(check, scope, "unless")
    return () if isinstance(silence, Selector) else as_groups(silence)


def silenced(node: Node, groups: Sequence[Group], given: Selector, scope: Scope, place: tuple[int, int] | None = None,
             window: int = 0) -> bool:  # fmt: skip
    """Whether any of the groups occurs in the sentence of a match (`place`: block, start), or in the node."""
    if not groups:
        return False
    reading = node.reading
    if place is None and node.own is not None and node.block is not None:
        place = (node.block, node.start)  # a fact: its sentence
    if place is not None:
        near = candidates(given, scope, reading) if given.select == "sentence" and window else Candidates(())
        return sentence_has(reading, near, place[0], place[1], groups, window)
    return any(occurs(node, one) for one in matchers_of(reading, groups))


def section_silenced(given: Selector, groups: Sequence[Group], scope: Scope) -> bool:
    """Whether any of the groups occurs in the sections that a selector of text looks at."""
    if not groups:
        return False
    roles = given.role if given.select not in ("person", "agency", "event") else ()
    whole = Selector(select="text" if roles else "document", role=roles, document=given.document)
    return any(has_words(node, (group,), ()) for node in select(whole, scope) for group in groups)


def settle(
    nodes: Sequence[Node], bad: Mapping[int, Fault], how: str, values: Mapping[str, Any] | None = None, role: str = ""
) -> Verdict:
    """The verdict over nodes, of which those numbered in `bad` do not satisfy the check.

    every: each bad node is a fault. some: one fault if all are bad. none: each good node is a fault.
    """
    if not nodes:
        return Verdict("not-applicable", reason=NOTHING)
    good = [node for number, node in enumerate(nodes) if number not in bad]
    if how == "some":
        if good:
            return Verdict("pass", evidence=good[:MOST_EVIDENCE])
        first = bad[min(bad)]
        return Verdict("fail", faults=[first], evidence=nodes[:MOST_EVIDENCE])
    if how == "none":
        if not good:
            return Verdict("pass")
        faults = [Fault(node, values={"value": node.text, **(values or {})}, role=role) for node in good]
        return Verdict("fail", faults=faults)
    if bad:
        return Verdict("fail", faults=[bad[number] for number in sorted(bad)])
    return Verdict("pass", evidence=good[:MOST_EVIDENCE])
