"""Labelled sentences: what the rules of language should say of each, and how often they do.

A file is a list of lines "LABEL | NOTE | TEXT". LABEL is the rule that should find something in the text ("a+b" for
several), or "none" for a trap; the NOTE of a trap begins with the rule that it is a trap for. Where a sentence needs
another beside it, the one that counts stands in [[ ]]. "== one" and "== two" say which case the lines belong to.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.read import finished
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook

FOLDER = Path(__file__).parent
RULES = (
    "victim-blaming", "minimising", "committed-suicide", "dated-terms", "honour-quotes", "typo", "broken-sentence",
    "speculation", "unattributed", "blame-individuals", "ambiguity", "hindsight-language",
)  # fmt: skip
NONE = "none"
#: So few sentences a document, so that no rule reaches the most findings that it may give.
MOST = 20

FRAMES = {
    "one": """# Domestic Homicide Review: overview report

## Confidentiality

| Name | Relationship |
|---|---|
| Maya | Victim |
| Daniel | Perpetrator |
| Priya | Sister of Maya |

## Background

Maya was 34 when she was killed at her flat in Fenmarch. Maya had two children, whom she brought up alone.

Daniel was 39 when he was arrested. Daniel had lived at his mother's house.
""",
    "two": """# Domestic Homicide Review: overview report

## Confidentiality

| Name | Relationship |
|---|---|
| Thomas | Victim |
| Claire | Perpetrator |

## Background

Thomas was 51 when he was killed at his house in Fenmarch. Thomas had a brother, whom he saw each week.

Claire was 47 when she was arrested. Claire had lived at her sister's house.
""",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled text. `labels` are empty for a trap; `trap` is the rule that it is a trap for."""

    number: int
    frame: str
    labels: tuple[str, ...]
    trap: str
    note: str
    text: str


@dataclass
class Score:
    """Of each rule what it found rightly, wrongly and not at all."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    traps: Counter[str] = field(default_factory=Counter)
    alarms: list[tuple[str, Item, str]] = field(default_factory=list)
    misses: list[tuple[str, Item]] = field(default_factory=list)

    def precision(self, rule: str = "") -> float:
        right, wrong = _sums(self.right, self.wrong, rule)
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, rule: str = "") -> float:
        right, missed = _sums(self.right, self.missed, rule)
        return right / (right + missed) if right + missed else 1.0


def _sums(one: Counter[str], other: Counter[str], rule: str) -> tuple[int, int]:
    return (one[rule], other[rule]) if rule else (one.total(), other.total())


@cache
def read_corpus(split: str) -> tuple[Item, ...]:
    """The labelled texts of a half: "dev" or "kept"."""
    items = []
    frame = ""
    for line in (FOLDER / f"{split}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            frame = line[3:]
            continue
        label, note, text = line.split(" | ", 2)
        labels = () if label == NONE else tuple(label.split("+"))
        items.append(Item(len(items), frame, labels, note.partition(":")[0] if not labels else "", note, text))
    return tuple(items)


def documents(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Reports that hold the texts, each under a heading of its own, with the texts that each holds."""
    for frame, start in FRAMES.items():
        mine = [item for item in items if item.frame == frame]
        for first in range(0, len(mine), MOST):
            part = mine[first : first + MOST]
            body = "\n\n".join(f"### Passage {item.number}\n\n{_plain(item)}" for item in part)
            yield f"{start}\n## Analysis\n\n{body}\n", part


def _plain(item: Item) -> str:
    return item.text.replace("[[", "").replace("]]", "")


def score(split: str) -> Score:
    """How the rules do on one half."""
    total = Score()
    items = read_corpus(split)
    for item in items:
        if item.trap:
            total.traps[item.trap] += 1
    for text, part in documents(items):
        found: dict[int, list[Finding]] = {item.number: [] for item in part}
        for finding in findings_of(text):
            number = _passage(finding)
            if number is not None:
                found[number].append(finding)
        for item in part:
            _add(total, item, found[item.number])
    return total


def findings_of(text: str) -> list[Finding]:
    """What the rules of language find in a report."""
    book = load_rulebook()
    facts = read_facts(finished(parse_markdown(text, path="corpus.md")), book.vocabulary, kind="overview-report")
    settings = RunSettings(profile="publication", as_of=datetime.date(2026, 11, 22), select=RULES)
    _, findings, bugs = run(book, [facts], settings)
    assert not bugs, bugs
    return findings


def _passage(finding: Finding) -> int | None:
    heading = finding.location.heading or ""
    return int(heading.removeprefix("Passage ")) if heading.startswith("Passage ") else None


def _add(total: Score, item: Item, findings: Sequence[Finding]) -> None:
    rules = {finding.rule for finding in findings}
    for rule in item.labels:
        if rule in rules:
            total.right[rule] += 1
        else:
            total.missed[rule] += 1
            total.misses.append((rule, item))
    for rule in sorted(rules.difference(item.labels)):
        total.wrong[rule] += 1
        total.alarms.append((rule, item, next(f.message for f in findings if f.rule == rule)))
