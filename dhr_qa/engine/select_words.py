"""Selectors of words: each occurrence of a phrase, each entry of a register that occurs, each date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.occur import allowed, around, in_stretches
from dhr_qa.engine.reading import Candidates, Reading
from dhr_qa.engine.scope import Scope, matcher_of, matchers_of
from dhr_qa.engine.select_text import candidates
from dhr_qa.review.facts import When
from dhr_qa.rulebook.model import Group, Selector
from dhr_qa.vocabulary import Entry


def phrase_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each occurrence of the first group, or of a register's entries, in reading order."""
    wanted = candidates(selector, scope, reading)
    if selector.of:
        for entry, block, start, end in entry_hits(selector, reading, wanted, selector.mentions):
            yield Node("phrase", reading, (block,), start, end, values=entry_values(entry))
        return
    if not selector.mentions:
        return
    found = reading.hits(matcher_of(reading, selector.mentions[0]), wanted.blocks)
    for block in _ordered(found, wanted):
        for start, end in found[block]:
            if _counts(selector, reading, wanted, block, start, end, selector.mentions[1:]):
                yield Node("phrase", reading, (block,), start, end)


def mention_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each entry of a register that occurs, at its first mention, with the number of mentions."""
    wanted = candidates(selector, scope, reading)
    first: dict[str, tuple[Entry, int, int, int]] = {}
    counts: dict[str, int] = {}
    sentences: dict[str, set[tuple[int, int]]] = {}
    for entry, block, start, end in entry_hits(selector, reading, wanted, selector.mentions):
        first.setdefault(entry.id, (entry, block, start, end))
        counts[entry.id] = counts.get(entry.id, 0) + 1
        if selector.mentions:
            sentences.setdefault(entry.id, set()).add((block, reading.sentence_at(block, start)[0]))
    for name, (entry, block, start, end) in first.items():
        values = {**entry_values(entry), "count": counts[name]}
        if name in sentences:
            values["sentences"] = len(sentences[name])
        yield Node("mention", reading, (block,), start, end, values=values)


def entry_hits(selector: Selector, reading: Reading, wanted: Candidates,
               near: tuple[Group, ...]) -> Iterator[tuple[Entry, int, int, int]]:  # fmt: skip
    """Entry, block, start and end of every form of a register's entries that counts, in reading order."""
    entries = reading.groups.entries(selector.of, selector.forms)
    if entries.matcher is None:
        return
    found = reading.hits(entries.matcher, wanted.blocks)
    for block in _ordered(found, wanted):
        text = reading.facts.index.text(block)
        for start, end in found[block]:
            named = entries.named(text[start:end])
            if named and _counts(selector, reading, wanted, block, start, end, near):
                for entry in named:
                    yield entry, block, start, end


def _ordered(found: dict[int, Any], wanted: Candidates) -> list[int]:
    return sorted(block for block in found if block in wanted.members)


def _counts(selector: Selector, reading: Reading, wanted: Candidates, block: int, start: int, end: int,
            near: tuple[Group, ...]) -> bool:  # fmt: skip
    """Whether an occurrence counts: quotations, and the other groups in its sentence or near it."""
    if not allowed(reading, block, start, end, selector.quotations):
        return False
    if not near and not selector.without:
        return True
    sentence = (block, *reading.sentence_at(block, start))
    stretches = around(reading, wanted, sentence, selector.window)
    if not all(in_stretches(reading, matcher_of(reading, g), stretches, "include") for g in near):
        return False
    if selector.without and selector.without_window is not None:
        stretches = around(reading, wanted, sentence, selector.without_window)
    return not any(in_stretches(reading, one, stretches, "include") for one in matchers_of(reading, selector.without))


def entry_values(entry: Entry) -> dict[str, Any]:
    """The fields of a register's entry."""
    return {**entry.fields, "id": entry.id, "title": entry.title or entry.id, "forms": entry.forms}


def date_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each date; groups are looked for in its sentence."""
    wanted = candidates(selector, scope, reading)
    words = replace(selector, mentions=())
    for block in wanted.blocks:
        for date in reading.dates(block):
            if not _counts(words, reading, wanted, block, date.start, date.end, selector.mentions):
                continue
            when = When(date.earliest, date.latest, date.precision, date.text, date.problem)
            values = {
                "date": when,
                "earliest": date.earliest,
                "latest": date.latest,
                "precision": date.precision,
                "problem": date.problem,
            }
            yield Node("date", reading, (block,), date.start, date.end, values=values)
