"""Running a rulebook over documents: which rules, on which documents, and what they said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa import second
from dhr_qa.engine.asked import CASE, asked
from dhr_qa.engine.evaluate import MOST_EVIDENCE, MOST_PASSAGES, Joined, evaluate
from dhr_qa.engine.reading import LETTERS
from dhr_qa.engine.scope import Scope, Session
from dhr_qa.engine.settings import RunSettings
from dhr_qa.errors import UsageError
from dhr_qa.findings import TOPICS, Finding, Outcome, ordered
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Rule, Rulebook
from dhr_qa.vocabulary import Vocabulary

Progress = Callable[[str], None]
#: Facts that take long to find and serve many rules: with two processes one finds the first, the other the second.
_WHO = frozenset({"name", "identifier"})
_WHAT = frozenset(
    {"action", "term", "event", "interval", "last-contact", "recommendation", "acronym", "citation", CASE}
)


def run(
    rulebook: Rulebook,
    facts: Sequence[Facts],
    settings: RunSettings,
    progress: Progress | None = None,
    *,
    help: bool = False,
) -> tuple[list[Outcome], list[Finding], list[str]]:
    """Every chosen rule on every document: the outcomes, the findings in reading order, and the bugs.

    The documents are one pack: a `pack` rule runs once over all of them, every other rule once for each.
    `progress` is told the id of each rule before it runs. `help`: a second process may take its share where
    that is possible. A rule that fails unexpectedly gives one could-not-check outcome and one line of
    bugs (its id and the kind of error, never any text).
    Raises UsageError for a name in `select` or `ignore` that is no rule and no topic.
    """
    rules = chosen(rulebook, settings)
    if not facts:
        return [], [], []
    session = Session(rulebook.vocabulary, settings)
    here = os.getpid()

    def work(number: int) -> list[Ran]:
        if progress is not None and os.getpid() == here:  # a second process says nothing
            progress(rules[number].id)
        return [_guarded(rules[number], documents, session) for documents in _packs(rules[number], facts)]

    numbers = range(len(rules))
    if help and second.possible():
        asks = [asked(rule) for rule in rules]
        mine = [number for number in numbers if asks[number] & _WHO]
        theirs = [number for number in numbers if asks[number] & _WHAT and number not in mine]
        done = second.shared(work, mine, theirs, [number for number in numbers if not asks[number] & (_WHO | _WHAT)])
    else:
        done = {number: work(number) for number in numbers}
    ran = [each for number in numbers for each in done[number]]
    findings = ordered(finding for each in ran for finding in each.findings)
    return [each.outcome for each in ran], list(findings), [each.bug for each in ran if each.bug]


class Ran(Struct, frozen=True):
    """What came of one rule on one document or pack. `bug`: the rule and the kind of error, if it failed."""

    outcome: Outcome
    findings: Sequence[Finding] = ()
    bug: str = ""


def _guarded(rule: Rule, documents: Sequence[Facts], session: Session) -> Ran:
    try:
        return Ran(*_run(rule, documents, session))
    except Exception as error:
        reason = "the check failed unexpectedly: this is a fault of the checker"
        return Ran(_outcome(rule, documents, "could-not-check", reason), (), f"{rule.id}: {type(error).__name__}")


def run_rule(
    rule: Rule, facts: Sequence[Facts], settings: RunSettings, vocabulary: Vocabulary
) -> tuple[Outcome, list[Finding]]:
    """One rule on the documents given (for a rule of one document: the first). Unexpected errors are raised."""
    return _run(rule, _packs(rule, facts)[0], Session(vocabulary, settings))


def chosen(rulebook: Rulebook, settings: RunSettings) -> list[Rule]:
    """The rules that the settings select. Raises UsageError for an unknown name, with the nearest known one."""
    known = {name: rule for rule in rulebook.rules for name in (rule.id, *rule.aliases)}
    for name in (*settings.select, *settings.ignore):
        if name not in known and name not in TOPICS:
            raise UsageError(f'there is no rule or topic "{name}"{_nearest(name, (*known, *TOPICS))}')
    return [
        rule
        for rule in rulebook.rules
        if (not settings.select or _named(rule, settings.select)) and not _named(rule, settings.ignore)
    ]


def _named(rule: Rule, names: Iterable[str]) -> bool:
    return any(name in (rule.id, rule.topic, *rule.aliases) for name in names)


def _nearest(name: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, names, 1, 0.6)
    return f'; did you mean "{found[0]}"?' if found else ""


def _packs(rule: Rule, facts: Sequence[Facts]) -> list[Sequence[Facts]]:
    return [facts] if "pack" in rule.applies_to.documents else [[one] for one in facts]


def _run(rule: Rule, facts: Sequence[Facts], session: Session) -> tuple[Outcome, list[Finding]]:
    settings = session.settings
    override = settings.overrides.get(rule.id, {})
    if override.get("off") or override.get("severity") == "off":
        return _outcome(rule, facts, "not-applicable", "it is switched off in the configuration"), []
    scopes = list(_scopes(rule, facts, session))
    if not scopes:
        return _outcome(rule, facts, "not-applicable", _no_document(rule)), []
    joined = Joined()
    for scope in scopes:
        joined.join(evaluate(rule, scope))
    reason = joined.reasons.get(joined.outcome, "")
    kept = list(ordered(joined.findings))
    most = settings.most_sensitive if rule.sensitive else settings.most
    if len(kept) > most:
        note = f"{len(kept)} such places were found; the first {most} are listed."
        kept = kept[:most]
        kept[-1] = replace(kept[-1], remedy=f"{kept[-1].remedy} {note}".strip())
        reason = note
    evidence = joined.passages[:MOST_PASSAGES] if joined.question else joined.evidence[:MOST_EVIDENCE]
    outcome = Outcome(
        rule=rule.id,
        topic=rule.topic,
        document=_path(facts),
        outcome=joined.outcome,
        evidence=tuple(evidence if joined.outcome in ("pass", "needs-person") or joined.question else ()),
        question=joined.question,
        reason=reason,
    )
    return outcome, kept


def _scopes(rule: Rule, facts: Sequence[Facts], session: Session) -> Iterable[Scope]:
    """One scope for each kind of document in the file that the rule is for; one for a whole pack."""
    limits = dict(session.settings.overrides.get(rule.id, {}).get("limits") or {})
    readings = tuple(session.reading(one) for one in facts)
    wanted = rule.applies_to.documents
    if "pack" in wanted:
        yield Scope(session, readings, limits=limits)
        return
    kinds = [kind for one in facts for kind in one.kinds]
    if "any" in wanted:
        takes = [kind for kind in kinds if kind not in LETTERS or kind in wanted]
        if not kinds:  # a document of no known kind is looked at as a whole
            takes = [""]
    else:
        takes = [kind for kind in kinds if kind in wanted]
    for number, kind in enumerate(takes):
        yield Scope(session, readings, kind, first=number == 0, limits=limits)


def _no_document(rule: Rule) -> str:
    names = [name.replace("-", " ") for name in rule.applies_to.documents if name != "any"]
    return f"there is no {' or '.join(names) or 'report, summary or plan'} in this file"


def _path(facts: Sequence[Facts]) -> str:
    return facts[0].document.path if facts else ""


def _outcome(rule: Rule, facts: Sequence[Facts], outcome: str, reason: str) -> Outcome:
    return Outcome(rule.id, rule.topic, _path(facts), outcome, reason=reason)
