"""One rule on one scope: its parts in order, each a verdict, joined into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa.engine.checks import CHECKS
from dhr_qa.engine.conditions import require
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.results import RANK, CannotCheck, DoesNotApply, Fault, Verdict
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select import select
from dhr_qa.engine.where import case_of
from dhr_qa.engine.wording import finding, message_key, passages, without_overlaps
from dhr_qa.findings import Finding, Passage
from dhr_qa.rulebook.model import Check, Part, Rule

MOST_EVIDENCE = 3
MOST_PASSAGES = 5
_TEXT_FORMATS = ("md", "txt")
_NO = ("no", "n", "false", "not done")
_NEITHER = ("not applicable", "not-applicable", "n/a", "na")


class Joined(Struct):
    """What the parts of a rule say together, on one scope or several."""

    outcome: str = ""
    findings: list[Finding] = field(default_factory=list)
    evidence: list[Passage] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    question: str | None = None
    reasons: dict[str, str] = field(default_factory=dict)  #: outcome to the first reason given for it

    def add(self, outcome: str, reason: str = "") -> None:
        """Counts one more verdict in: the weightiest outcome stands."""
        if not self.outcome or RANK.index(outcome) < RANK.index(self.outcome):
            self.outcome = outcome
        if reason:
            self.reasons.setdefault(outcome, reason)

    def ask(self, question: str | None) -> None:
        """Puts one more question; what is asked already is not asked twice."""
        if question and question not in (self.question or ""):
            self.question = f"{self.question} {question}" if self.question else question

    def join(self, other: Joined) -> None:
        """Counts in what the rule says of another kind of document in the file."""
        self.add(other.outcome)
        self.findings += other.findings
        self.evidence += other.evidence
        self.passages += other.passages
        self.ask(other.question)
        for outcome, reason in other.reasons.items():
            self.reasons.setdefault(outcome, reason)


def evaluate(rule: Rule, scope: Scope) -> Joined:
    """What a rule says of a scope."""
    joined = Joined()
    override = scope.session.settings.overrides.get(rule.id, {})
    try:
        _static(rule, scope)
        require(rule.when, scope)
    except DoesNotApply as reason:
        joined.add("not-applicable", str(reason))
        return joined
    except CannotCheck as reason:
        joined.add("could-not-check", str(reason))
        return joined
    for part in rule.parts:
        verdict = _part(rule, part, scope)
        _take(rule, part, verdict, scope, joined, override)
        if part.stop_on_fail and verdict.outcome in ("fail", "needs-person"):
            break
    return joined


def _static(rule: Rule, scope: Scope) -> None:
    """The conditions of `applies-to`. Raises DoesNotApply or CannotCheck."""
    settings, applies = scope.session.settings, rule.applies_to
    if not settings.reaches(applies.profile):
        raise DoesNotApply(f"it is checked from the {applies.profile} stage on")
    if applies.guidance and settings.guidance not in applies.guidance:
        raise DoesNotApply(f"it belongs to the {applies.guidance[0]} edition of the guidance")
    if applies.formats:
        formats = {reading.document.format for reading in scope.readings}
        if not formats.intersection(applies.formats):
            if formats == {"pdf"}:
                raise CannotCheck("a PDF does not keep what this looks at: check the Word file")
            raise DoesNotApply(f"this kind of file ({', '.join(sorted(formats))}) has nothing of the sort")
    if applies.case_type:
        known = case_of(scope).get("type")
        if known in (None, ""):
            raise CannotCheck('the configuration does not say "type" of the case')
        if str(known) not in applies.case_type:
            raise DoesNotApply(f"the case is not of the kind that it is about ({', '.join(applies.case_type)})")


def _part(rule: Rule, part: Part, scope: Scope) -> Verdict:
    try:
        require(part.when, scope)
        beside = _beside(part, scope)
        verdict = CHECKS[part.check.kind](part.given, _with_quantifier(part), scope)
    except DoesNotApply as reason:
        return Verdict("not-applicable", reason=str(reason))
    except CannotCheck as reason:
        return Verdict("could-not-check", reason=str(reason))
    if verdict.outcome == "fail":
        kept = [fault for fault in verdict.faults if message_key(part, fault) is not None]
        if beside is not None:
            kept = [replace(fault, other=fault.other or beside) for fault in kept]
        verdict = (
            replace(verdict, faults=without_overlaps(kept)) if kept else replace(verdict, outcome="pass", faults=())
        )
    otherwise = part.check.options.get("otherwise")
    if verdict.outcome == "fail" and otherwise:
        faulty = [each for fault in verdict.faults if fault.node for each in _to_read(fault.node, fault)]
        verdict = Verdict("needs-person", evidence=faulty or verdict.evidence, question=otherwise["question"])
    if verdict.outcome == "needs-person":
        verdict = _answered(rule, verdict, scope)
    return verdict


def _to_read(node: Node, fault: Fault) -> list[Node]:
    """What a person is given to read: of a fault in one cell of a row that cell, with the best passage beside it."""
    field = plain(fault.values.get("field"))
    if field not in node.cells:
        return [node, *node.near[:1]]
    return [Node("cell", node.reading, (node.cells[field],), own=plain(node.get(field)), identity=node.identity)]


def _beside(part: Part, scope: Scope) -> Node | None:
    """The passage that the findings of a part are set beside. Raises DoesNotApply where it is not there."""
    wanted = part.check.options.get("beside")
    if wanted is None:
        return None
    found = next(select(wanted, scope), None)
    if found is None:
        raise DoesNotApply("there is nothing to set it beside")
    return found


def _with_quantifier(part: Part) -> Check:
    if part.quantifier == "every" or "quantifier" in part.check.options:
        return part.check
    return replace(part.check, options={**part.check.options, "quantifier": part.quantifier})


def _answered(rule: Rule, verdict: Verdict, scope: Scope) -> Verdict:
    """A question as its attestation answers it, where there is one."""
    given: Mapping[str, Any] | None = scope.session.settings.attestations.get(rule.id)
    if not given or given.get("answer") in (None, ""):
        return verdict
    answer = given["answer"]
    words = {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer).strip()
    if words.casefold() in _NEITHER:
        return Verdict("not-applicable", reason="somebody has answered that it does not apply")
    if words.casefold() in _NO:
        return replace(verdict, outcome="fail", note=words)
    by = f" by {given['by']}" if given.get("by") else ""
    on = f" on {given['on']}" if given.get("on") else ""
    return Verdict("pass", evidence=verdict.evidence, note=f"Answered{by}{on}: {words}")


def _take(rule: Rule, part: Part, verdict: Verdict, scope: Scope, joined: Joined, override: Mapping[str, Any]) -> None:
    settings = scope.session.settings
    hide = settings.redact and rule.sensitive
    severity = str(override.get("severity") or part.severity or rule.severity)
    joined.add(verdict.outcome, verdict.note or verdict.reason)
    if verdict.outcome == "fail" and verdict.question is not None:
        joined.findings.append(_denied(rule, part, verdict, scope, severity))
    elif verdict.outcome == "fail":
        joined.findings += [finding(rule, part, fault, scope, severity) for fault in verdict.faults]
    elif verdict.outcome == "needs-person":
        joined.ask(verdict.question)
        joined.passages += passages(list(verdict.evidence)[:MOST_PASSAGES], hide)
    elif verdict.outcome == "pass":
        joined.evidence += passages(list(verdict.evidence)[:MOST_EVIDENCE], hide)


def _denied(rule: Rule, part: Part, verdict: Verdict, scope: Scope, severity: str) -> Finding:
    """A question that somebody has answered with no."""
    said = part if part.message else replace(part, message={"": f"Answered “{verdict.note}”: {verdict.question}"})
    node = verdict.evidence[0] if verdict.evidence else None
    key = next(iter(said.message))
    fault = Fault(node, key=key, values={"answer": verdict.note}, text=str(verdict.question))
    return finding(rule, said, fault, scope, severity)
