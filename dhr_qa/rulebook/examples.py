"""Runs the examples inside rules: each is read as a document, put to its one rule, and compared with what it says."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.findings import Finding, Outcome
from dhr_qa.rulebook.model import Rule, Rulebook

if TYPE_CHECKING:
    from dhr_qa.documents.model import Document
    from dhr_qa.review.facts import Facts

#: The day on which an example is checked unless it says otherwise: it must not change from day to day.
AS_OF = datetime.date(2026, 11, 22)
WHICH = ("pass", "fail")

#: Gives the documents of a fixture by its name; None if there is none of that name here.
Fixtures = Callable[[str], "Sequence[Document] | None"]


class ExampleResult(Struct, frozen=True):
    """What came of one example. `problems` are the differences from what it says, in plain words."""

    rule: str
    which: str  #: pass or fail: the list that it stands in
    number: int  #: its place in that list, from 1
    problems: tuple[str, ...] = ()
    trap: str = ""
    skipped: str = ""  #: why it was not run
    file: str = ""
    line: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def name(self) -> str:
        """The rule, the list and the number: "target-date-vague, fail 2"."""
        return f"{self.rule}, {self.which} {self.number}" + (f" ({self.trap})" if self.trap else "")

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        said = "; ".join(self.problems) or (f"not run: {self.skipped}" if self.skipped else "as it says")
        return f"{place}{self.name}: {said}"


def run_examples(
    rulebook: Rulebook, rules: Collection[str] | None = None, fixtures: Fixtures | None = None
) -> Iterator[ExampleResult]:
    """The result of every example of the rules named (default: all), in the order of the rulebook.

    `fixtures` builds documents that cannot be written as Markdown; without it such examples are skipped.
    """
    for rule in rulebook.rules:
        if rules is None or rule.id in rules or not set(rules).isdisjoint(rule.aliases):
            for which in WHICH:
                for number, example in enumerate(rule.examples.get(which, ()), start=1):
                    yield run_example(rulebook, rule, which, number, example, fixtures)


def run_example(
    rulebook: Rulebook,
    rule: Rule,
    which: str,
    number: int,
    example: Mapping[str, Any],
    fixtures: Fixtures | None = None,
) -> ExampleResult:
    """The result of one example."""
    result = ExampleResult(
        rule.id, which, number, trap=example.get("trap") or "", file=rule.file, line=example.get("line", rule.line)
    )
    documents = _documents(rule, example, fixtures)
    if documents is None:
        return replace(result, skipped=f'the document "{example["fixture"]}" is built by the test suite')
    try:
        outcome, findings = _run(rulebook, rule, example, documents)
    except Exception as error:  # a fault of the engine is the result of this example, not the end of all
        return replace(result, problems=(f"the rule stopped: {type(error).__name__}: {error}",))
    return replace(result, problems=tuple(differences(which, example, outcome, findings)))


def _documents(
    rule: Rule, example: Mapping[str, Any], fixtures: Fixtures | None
) -> list[tuple[str | None, Document]] | None:
    """The documents of an example, each with the kind that it is to be read as (None: found out)."""
    from dhr_qa.documents.markdown import parse_markdown

    default = next((kind for kind in rule.applies_to.documents if kind not in ("any", "pack")), "overview-report")
    kind = example.get("kind") or default
    if example.get("fixture"):
        built = fixtures(example["fixture"]) if fixtures else None
        return None if built is None else [(None if kind == "auto" else kind, one) for one in built]
    if example.get("files"):
        return [(one, parse_markdown(text, path=f"{one}.md")) for one, text in example["files"].items()]
    return [(None if kind == "auto" else kind, parse_markdown(example["text"]))]


def _run(
    rulebook: Rulebook, rule: Rule, example: Mapping[str, Any], documents: Sequence[tuple[str | None, Document]]
) -> tuple[Outcome, list[Finding]]:
    from dhr_qa.documents.read import finished
    from dhr_qa.engine.run import run_rule
    from dhr_qa.engine.settings import RunSettings
    from dhr_qa.review.read import read_facts
    from dhr_qa.review.settle import share

    applies = rule.applies_to
    case = dict(example.get("case") or {})
    if applies.case_type and "type" not in case:
        case["type"] = applies.case_type[0]
    facts: list[Facts] = [
        read_facts(finished(document), rulebook.vocabulary, kind=kind, case=case) for kind, document in documents
    ]
    share(facts)
    run = RunSettings(
        profile=example.get("profile") or applies.profile,
        guidance=example.get("guidance") or (applies.guidance[0] if applies.guidance else "2016"),
        as_of=datetime.date.fromisoformat(example["as-of"]) if example.get("as-of") else AS_OF,
        case=case,
    )
    return run_rule(rule, facts, run, rulebook.vocabulary)


def differences(which: str, example: Mapping[str, Any], outcome: Outcome, findings: Sequence[Finding]) -> Iterator[str]:
    """What an example says and what came of it, where they are not the same."""
    wanted = example.get("outcome") or which
    if outcome.outcome != wanted:
        reason = f" ({outcome.reason})" if outcome.reason else ""
        yield f"the outcome is {outcome.outcome}{reason}, not {wanted}"
    left = list(findings)
    missing = []
    for expected in example.get("expect") or ():
        same = next((finding for finding in left if not list(_unlike(expected, finding))), None)
        if same is None:
            missing.append(expected)
        else:
            left.remove(same)
    for expected in missing:
        if len(missing) == len(left) == 1:  # the one finding there is was meant: say what differs
            yield from _unlike(expected, left.pop())
        else:
            yield f'not found: "{expected["message"].strip()}"{_at(expected.get("at"))}'
    for finding in left:
        place = {key: value for key, value in finding.location.as_dict().items() if value is not None}
        yield f'not expected: "{finding.message}" at {place}'


def _unlike(expected: Mapping[str, Any], finding: Finding) -> Iterator[str]:
    """How a finding differs from the one that was expected."""
    from dhr_qa.engine.message import same_message

    if not same_message(expected["message"].strip(), finding.message):
        yield f'the message is "{finding.message}", not "{expected["message"].strip()}"'
    place = finding.location.as_dict()
    for key, value in (expected.get("at") or {}).items():
        if place[key] != value:
            yield f'"{key}" of its place is {place[key]!r}, not {value!r}'
    if expected.get("severity") not in (None, finding.severity):
        yield f"its severity is {finding.severity}, not {expected['severity']}"
    if expected.get("excerpt") is not None and not same_message(expected["excerpt"], finding.excerpt):
        yield f'its excerpt is "{finding.excerpt}", not "{expected["excerpt"]}"'
    if expected.get("document") not in (None, finding.document.removesuffix(".md")):
        yield f'it is in "{finding.document}", not in "{expected["document"]}"'


def _at(place: Mapping[str, Any] | None) -> str:
    return f" at {dict(place)}" if place else ""
