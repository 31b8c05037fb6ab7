"""Whether a number about each node is within limits."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from dhr_qa.engine.checks.common import (
    NOTHING,
    bound,
    excused,
    option,
    quantifier,
    settle,
    several,
    silenced,
    silencers,
)
from dhr_qa.engine.checks.count import percent
from dhr_qa.engine.checks.shared_words import shared_words
from dhr_qa.engine.fields import dates_in, sentence_count
from dhr_qa.engine.groups import as_group
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.occur import in_stretches, occurrences
from dhr_qa.engine.results import CannotCheck, Fault, Verdict
from dhr_qa.engine.scope import Scope, matcher_of
from dhr_qa.engine.select import select
from dhr_qa.engine.where import is_present, number_of
from dhr_qa.language.phrases import Matcher
from dhr_qa.rulebook.model import Check, Selector

_SHARES = ("share-of-words", "share-of-sentences", "capitals", "position", "overlap")
_UNITS = {
    "share-of-words": "of the words", "share-of-sentences": "of the sentences", "number": "", "filled": "",
    "words-before": "words", "overlap": "of the words",
}  # fmt: skip


def check(given: Selector, check: Check, scope: Scope) -> Verdict:
    """The metric of every node (or summed over all of them) against `min` and `max`."""
    metric = str(option(check, scope, "metric"))
    groups = silencers(check, scope)
    nodes = [node for node in select(given, scope) if not silenced(node, groups, given, scope)]
    if not nodes:
        return Verdict("not-applicable", reason=NOTHING)
    role = str(option(check, scope, "at", ""))
    if option(check, scope, "per") == "all":
        bad: dict[int, Fault]
        total = sum(_number(node, metric, check, scope)[0] or 0 for node in nodes)
        fault = _outside(total, total, nodes[0], metric, check, scope, role)
        return _excused(
            settle(nodes, {} if fault is None else dict.fromkeys(range(len(nodes)), fault), "some"), check, scope
        )
    bad = {}
    kept: list[Node] = []
    for node in nodes:
        low, high = _number(node, metric, check, scope)
        if low is None or high is None:
            continue  # the node has no such number: nothing to hold against it
        fault = _outside(low, high, node, metric, check, scope, role)
        if fault is not None:
            bad[len(kept)] = fault
        kept.append(node)
    if not kept and metric == "overlap":
        return Verdict("not-applicable", reason="there are too few words to compare")
    if not kept:
        raise CannotCheck(f"the {metric.replace('-', ' ')} could not be measured")
    return _excused(settle(kept, bad, quantifier(check, scope)), check, scope)


def _excused(verdict: Verdict, check: Check, scope: Scope) -> Verdict:
    return (excused(check, scope) or verdict) if verdict.outcome == "fail" else verdict


def _outside(low: float, high: float, node: Node, metric: str, check: Check, scope: Scope, role: str) -> Fault | None:
    """A fault, if the number is certainly outside the limits (`low` and `high`: the range it may lie in)."""
    least, most = bound(check, scope, "min", node), bound(check, scope, "max", node)
    if (least is None or high >= least) and (most is None or low <= most):
        return None
    number = low if most is not None and low > most else high
    values: dict[str, Any] = {
        "value": _months(number, most) if metric == "months" else _shown(number, metric),
        "min": _shown(least, metric),
        "max": _shown(most, metric),
        "unit": _UNITS.get(metric, metric.replace("-", " ")),
    }
    fields = several(option(check, scope, "fields"))
    if metric == "overlap" and fields:
        values["field"] = fields[-1]
    return Fault(node, values=values, role=role)


def _months(number: float, most: Any) -> str:
    """Whole months, unless that would hide by how little they are too many."""
    return str(int(number)) if most is None or int(number) > most else plain(ceil(number * 10) / 10)


def _shown(number: Any, metric: str) -> Any:
    if number is None:
        return None
    if metric in _SHARES:
        return percent(number)
    return number


def _number(node: Node, metric: str, check: Check, scope: Scope) -> tuple[float | None, float | None]:
    """The lowest and the highest value that the metric can have for a node."""
    if metric in ("days", "months"):
        return number_of(node.get(metric)), number_of(node.get(f"{metric}-most"))
    if metric == "number":
        value = number_of(node.get(str(option(check, scope, "field", "number"))))
    elif metric == "overlap":
        one, other = (plain(node.get(name)) for name in several(option(check, scope, "fields"))[:2])
        value = shared_words(one, other)
    elif metric == "filled":
        value = sum(1 for name in several(option(check, scope, "fields")) if is_present(node.get(name)))
    elif metric in _OF:
        matcher = matcher_of(node.reading, as_group(option(check, scope, "of")))
        value = _OF[metric](node, matcher)
    else:
        value = _METRICS[metric](node) if metric in _METRICS else number_of(node.get(metric))
    return value, value


def _share_of_words(node: Node, matcher: Matcher) -> float:
    words = node.get("words") or 0
    if not words:
        return 0.0
    found = 0
    for block, start, end in occurrences(node, matcher):
        text = node.text if block is None else node.reading.document.blocks[block].text
        found += len(text[start:end].split())
    return found / words


def _share_of_sentences(node: Node, matcher: Matcher) -> float:
    total = with_words = 0
    for block in node.blocks:
        for start, end in node.reading.sentences(block):
            total += 1
            with_words += in_stretches(node.reading, matcher, [(block, start, end)], "include")
    return with_words / total if total else 0.0


def _hits(node: Node, matcher: Matcher) -> float:
    return sum(1 for _ in occurrences(node, matcher))


def _per_sentence(node: Node) -> float | None:
    sentences = sentence_count(node)
    return (node.get("words") or 0) / sentences if sentences else None


def _words_before(node: Node, matcher: Matcher) -> float:
    """How many words a node has before the first that is looked for; all of them where there is none."""
    first = next(occurrences(node, matcher), None)
    if first is None:
        return float(len(node.text.split()))
    block, start, _ = first
    text = node.text if block is None else node.reading.document.blocks[block].text[node.start :]
    return float(len(text[: start - (0 if block is None else node.start)].split()))


_OF: dict[str, Callable[[Node, Matcher], float | None]] = {
    "share-of-words": _share_of_words,
    "share-of-sentences": _share_of_sentences,
    "hits": _hits,
    "words-before": _words_before,
}
_METRICS: dict[str, Callable[[Node], float | None]] = {
    "characters": lambda node: len(node.text.strip()),
    "paragraphs": lambda node: sum(1 for block in node.blocks if node.reading.document.blocks[block].text.strip()),
    "sentences": sentence_count,
    "dates": lambda node: len(dates_in(node)),
    "words-per-sentence": _per_sentence,
}
