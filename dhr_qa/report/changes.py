"""Two checks compared: which findings are fixed, which are new and which are still there.

A finding is known again by its fingerprint, which is made of the rule, the section's role and the words, so
that moving a paragraph changes nothing. What is left over is paired by rule, message and likeness of the
words: a row of a table in which somebody has mended one thing is still the same row for the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.findings import Finding, Outcome, Result, ordered
from dhr_qa.report.redact import redacted

T = TypeVar("T")

_ALIKE = 60.0  #: per cent of likeness from which two excerpts are of the same place
_MOST_PAIRS = 40_000  #: comparisons of excerpts in all, so that very long lists stay quick


class Changes(Struct, frozen=True):
    """What has become of the findings and questions of an old draft in a new one.

    `still` and `asked_still` are as the new draft has them. Waived findings of a draft are not counted as
    its own: one that was waived since is in `waived`, and one whose waiver has gone is new.
    """

    fixed: tuple[Finding, ...]
    new: tuple[Finding, ...]
    still: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    answered: tuple[Outcome, ...]
    asked: tuple[Outcome, ...]
    asked_still: tuple[Outcome, ...]


def compare(old: Result, new: Result) -> Changes:
    """The changes from the result `old` to the result `new`."""
    before = [each for each in old.findings if each.waived is None]
    after = list(new.findings)
    pairs, before, after = _matched(before, after, lambda each: (each.rule, each.fingerprint))
    more, before, after = _alike(before, after)
    pairs += more
    open_questions = [each for each in old.outcomes if each.outcome == "needs-person"]
    questions, gone, come = _matched(
        open_questions, [each for each in new.outcomes if each.outcome == "needs-person"], lambda each: each.rule
    )
    return Changes(
        fixed=ordered(before),
        new=ordered(each for each in after if each.waived is None),
        still=ordered(each for _, each in pairs if each.waived is None),
        waived=ordered(each for _, each in pairs if each.waived is not None),
        answered=tuple(gone),
        asked=tuple(come),
        asked_still=tuple(each for _, each in questions),
    )


def masked(changes: Changes, old: Result, new: Result) -> Changes:
    """The same changes with the words of the documents masked. (They are compared before that.)"""
    gone = redacted(replace(old, findings=changes.fixed, outcomes=changes.answered))
    come = redacted(replace(new, findings=changes.new, outcomes=changes.asked))
    still = redacted(replace(new, findings=changes.still, outcomes=changes.asked_still))
    waived = redacted(replace(new, findings=changes.waived, outcomes=()))
    return Changes(
        gone.findings, come.findings, still.findings, waived.findings, gone.outcomes, come.outcomes, still.outcomes
    )


def _matched(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Items with equal keys, one to one in order; then what is left of each side."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for each in reversed(before):
        waiting[key(each)].append(each)
    pairs, come = [], []
    for each in after:
        known = waiting[key(each)]
        if known:
            pairs.append((known.pop(), each))
        else:
            come.append(each)
    return pairs, [each for left in waiting.values() for each in reversed(left)], come


def _alike(
    before: list[Finding], after: list[Finding]
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Findings that say the same of nearly the same words, the most alike first."""
    from rapidfuzz import fuzz

    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, each in enumerate(before):
        places[_kin(each)].append(place)
    scored: list[tuple[float, int, int]] = []
    budget = _MOST_PAIRS
    for number, each in enumerate(after):
        for place in places[_kin(each)]:
            budget -= 1
            if budget < 0:
                break
            score = fuzz.ratio(before[place].excerpt, each.excerpt) if each.excerpt or before[place].excerpt else 100.0
            if score >= _ALIKE:
                scored.append((-score, place, number))
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    pairs = []
    for _, place, number in sorted(scored):
        if place not in taken_before and number not in taken_after:
            taken_before.add(place)
            taken_after.add(number)
            pairs.append((before[place], after[number]))
    return pairs, _without(before, taken_before), _without(after, taken_after)


def _kin(finding: Finding) -> Hashable:
    """What two findings must share to be of the same place: their words may differ a little."""
    return finding.rule, finding.message, finding.location.section, finding.location.column


def _without(findings: Iterable[Finding], taken: set[int]) -> list[Finding]:
    return [each for number, each in enumerate(findings) if number not in taken]
