"""Selectors of facts: people, agencies, citations, recommendations, actions, events, intervals, marks…"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from dhr_qa.engine.nodes import SAME_CELL, Node
from dhr_qa.engine.occur import has_words
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.results import CannotCheck
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select_coverage import coverage_of
from dhr_qa.engine.where import most_precise
from dhr_qa.language.fold import fold
from dhr_qa.review.acronyms import GLOSSARY
from dhr_qa.review.facts import Acronym, Action, Event, Facts
from dhr_qa.review.people import SUBJECTS
from dhr_qa.rulebook.model import Selector

_MONTH = 30.4375
_BROKEN = "the words of the plan are broken, as in text from a scan or a PDF: check the Word file"

#: Selector to the facts it gives and the attribute that is the node's text.
_PLAIN: dict[str, tuple[Callable[[Facts], Iterable[Any]], str]] = {
    "person": (lambda facts: facts.people, "name"),
    "agency": (lambda facts: facts.agencies, "name"),
    "citation": (lambda facts: facts.citations, "text"),
    "term": (lambda facts: facts.terms, "text"),
    "recommendation": (lambda facts: facts.recommendations, "text"),
}
_OF_CASE = SUBJECTS[:2]


def fact_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each fact of a sort that stands in scope."""
    facts, name = _PLAIN[selector.select]
    every = tuple(facts(reading.facts))
    # Who died and who killed is the same in all parts of a file, and said where each is named first.
    here = {fact.role for fact in every if _in_scope(scope, reading, fact)} if selector.select == "person" else set()
    for fact in every:
        of_case = selector.select == "person" and fact.role in _OF_CASE and fact.role not in here
        if not (of_case or _in_scope(scope, reading, fact)) or not _wanted(selector, reading, fact):
            continue
        yield Node(
            selector.select,
            reading,
            () if fact.block is None else (fact.block,),
            fact.start,
            fact.end if fact.end > fact.start else None,
            own=getattr(fact, name),
            fact=fact,
            **(coverage_of(fact, scope, reading) if selector.select == "term" else {}),
        )


def _in_scope(scope: Scope, reading: Reading, fact: Any) -> bool:
    kind = getattr(fact, "kind", "")
    if kind and kind in reading.facts.kinds:  # terms and recommendations say where they stand
        return scope.takes(kind)
    if fact.block is None:
        return scope.first
    return scope.has(reading, fact.block)


def _wanted(selector: Selector, reading: Reading, fact: Any) -> bool:
    own = getattr(fact, "role", None)
    roles = (own,) if own is not None else _section_roles(reading, fact.block)
    if selector.role and not set(selector.role).intersection(roles):
        return False
    if selector.role_not and set(selector.role_not).intersection(roles):
        return False
    return not selector.kind or getattr(fact, "kind", None) in selector.kind


def _section_roles(reading: Reading, block: int | None) -> list[str]:
    return [role for role, blocks in reading.roles.items() if block in blocks]


def acronym_nodes(scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each acronym, at its first use."""
    for fact in reading.facts.acronyms:
        block, start = fact.first_use
        if scope.has(reading, block):
            values = {"defined": fact.defined is not None, "spelled": _spelled(fact, reading)}
            end = start + len(fact.acronym)
            yield Node("acronym", reading, (block,), start, end, own=fact.acronym, values=values, fact=fact)


def _spelled(fact: Acronym, reading: Reading) -> str:
    """Where an acronym is spelled out: "first" (at its first use or before), "glossary", "later", "loosely" (its words
    stand in the text, but not beside it), "never", or "once": it is used once and nobody knows it, so it may be none.
    """
    if fact.defined is None:
        known = next(
            (e for e in reading.groups.vocabulary.registers.get("acronyms", ()) if e.title == fact.acronym), None
        )
        words = [fold(text).lower() for text in known.get("expansions", ())] if known is not None else []
        text = reading.facts.index.folded.lower()
        if any(each in text for each in words):
            return "loosely"
        return "never" if known is not None or fact.uses > 1 else "once"
    if fact.defined <= fact.first_use:
        return "first"
    if any(_in_glossary(block, reading.facts) for block in (fact.defined[0], *(place for _, place, _ in fact.spelled))):
        return "glossary"
    return "later"


def _in_glossary(block: int, facts: Facts) -> bool:
    table = facts.document.blocks[block].table
    kind = facts.table_kind(table) if table is not None else None
    return GLOSSARY in facts.roles_around(block) or (kind is not None and kind.kind == GLOSSARY)


def event_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each mention of a dated event; `role` is the event's name."""
    for event in reading.facts.events:
        if not scope.has(reading, event.block):
            continue
        if (selector.role and event.name not in selector.role) or event.name in selector.role_not:
            continue
        yield _event(event, scope, reading)


def _event(event: Event, scope: Scope, reading: Reading) -> Node:
    values = {
        "title": event_title(event.name, scope),
        "date": event.when,
        "earliest": event.when.earliest,
        "latest": event.when.latest,
        "precision": event.when.precision,
        "problem": event.when.problem,
    }
    end = event.end if event.end > event.start else None
    return Node("event", reading, (event.block,), event.start, end, own=event.when.text, values=values, fact=event)


def event_title(name: str, scope: Scope) -> str:
    """What an event is called: its title in the vocabulary."""
    for entry in scope.vocabulary.registers.get("events", ()):
        if entry.id == name and entry.title:
            return entry.title
    return name.replace("-", " ")


def interval_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """The time between two events; without names each pair of events (of `role`) next to each other in time."""
    events = [e for e in reading.facts.events if scope.has(reading, e.block) and not e.when.problem]
    if selector.role:
        events = [event for event in events if event.name in selector.role]
    if selector.start or selector.finish:
        starts = [event for event in events if event.name == selector.start]
        ends = [event for event in events if event.name == selector.finish]
        if starts and ends:
            yield _interval(most_precise(starts), most_precise(ends), scope, reading)
        return
    names = dict.fromkeys(event.name for event in events)
    best = [most_precise(event for event in events if event.name == name) for name in names]
    best.sort(key=lambda event: (event.when.earliest, event.when.latest))
    for first, second in pairwise(best):
        yield _interval(first, second, scope, reading)


def _interval(first: Event, second: Event, scope: Scope, reading: Reading) -> Node:
    shortest = (first.when.latest, second.when.earliest)
    longest = (first.when.earliest, second.when.latest)
    values = {
        "from": event_title(first.name, scope),
        "to": event_title(second.name, scope),
        "start": first.when,
        "finish": second.when,
        "days": (shortest[1] - shortest[0]).days,
        "days-most": (longest[1] - longest[0]).days,
        "months": months_between(*shortest),
        "months-most": months_between(*longest),
    }
    end = second.end if second.end > second.start else None
    text = f"{first.when.text} – {second.when.text}"
    return Node("interval", reading, (second.block,), second.start, end, own=text, values=values)


def months_between(first: datetime.date, second: datetime.date) -> float:
    """Calendar months between two days, part months as a share; negative if `second` is earlier."""
    if second < first:
        return -months_between(second, first)
    whole = (second.year - first.year) * 12 + second.month - first.month
    days = second.day - first.day
    return round(whole + days / _MONTH, 2)


def action_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each action of an action plan; its fields know their cells."""
    several = len({action.table for action in reading.facts.actions}) > 1
    for action in reading.facts.actions:
        if not 0 <= action.table < len(reading.document.tables):
            continue
        table = reading.document.tables[action.table]
        if not scope.has(reading, action.block if action.block is not None else table.first):
            continue
        row = reading.rows(table).row(action.row)
        block = action.block if action.block is not None else next(iter(row.cells.values()), table.first)
        label = _action_label(action) or row.values["row.label"]
        if several and label == str(row.values["row"]):
            label = f"{label} of table {action.table + 1}"
        yield Node(
            "action",
            reading,
            (block,),
            own=action.action,
            values={"row": row.values["row"], "row.label": label},
            cells=_action_cells(action) or row.cells,
            identity=action.action or row.identity,
            fact=action,
        )


def some_whole(reading: Reading) -> None:
    """Raises CannotCheck where a plan has no whole row: what is missing from it may only be unread."""
    torn = [action.torn for action in reading.facts.actions]
    if torn and all(torn):
        raise CannotCheck(_BROKEN)


def _action_cells(action: Action) -> dict[str, int]:
    """The first block of each cell of an action, by every name under which rules ask for it."""
    cells = dict(action.cells)
    return cells | {name: cells[role] for name, role in SAME_CELL.items() if role in cells}


def _action_label(action: Action) -> str:
    recommendation, item = action.recommendation.strip(), action.item.strip()
    if "." in action.ref and len(action.ref) <= 12:
        return action.ref.rstrip(".")
    if len(item) > 12:
        return ""
    if len(recommendation) > 12:
        recommendation = ""
    return f"{recommendation}{item}" if recommendation[-1:].isdigit() and item[:1].isalpha() else item or recommendation


def mark_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """Things that the final text does not show."""
    authors: set[str] = set()
    for mark in reading.document.marks:
        if not scope.has(reading, mark.block):
            continue
        if (selector.kind and mark.kind not in selector.kind) or (selector.parts and mark.part not in selector.parts):
            continue
        first = mark.author not in authors
        authors.add(mark.author)
        values = {"kind": mark.kind, "author": mark.author, "date": mark.date, "part": mark.part, "first": first}
        blocks = () if mark.block is None else (mark.block,)
        start = mark.start or 0
        end = mark.end if mark.end is not None and mark.end > start else None
        yield Node("mark", reading, blocks, start, end, own=mark.text, values=values, part=mark.part)


def comment_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """Comments that a reader gives as marks only, without blocks of their own."""
    roles = reading.in_roles(selector.role) if selector.role else None
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    for node in mark_nodes(Selector("mark", kind=("comment",), parts=selector.parts), scope, reading):
        placed = roles is None or node.home in roles
        if placed and node.home not in barred and has_words(node, selector.mentions, selector.without):
            yield node.as_kind("comment")


def property_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """The properties of the file."""
    names = {name.casefold() for name in selector.name}
    for known in reading.document.properties if scope.first else ():
        if not names or known.name.casefold() in names:
            values = {"name": known.name, "value": known.value, "source": known.source}
            yield Node("property", reading, own=known.value, values=values, part="metadata", identity=known.name)


def attachment_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """Images, workbooks and other parts of the file beside the text."""
    for known in reading.document.attachments:
        if not scope.has(reading, known.block) or (selector.kind and known.kind not in selector.kind):
            continue
        if selector.name and known.name not in selector.name:
            continue
        values = {
            **dict(known.fields),
            "name": known.name,
            "kind": known.kind,
            "size": known.size,
            "megabytes": known.size / 1_000_000,
        }
        blocks = () if known.block is None else (known.block,)
        text = "\n".join(known.texts)
        yield Node("attachment", reading, blocks, own=text, values=values, part="file", identity=known.name)
