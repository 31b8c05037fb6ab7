"""Selecting: from a rule's `given` to nodes, lazily and in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from dhr_qa.documents.model import Document
from dhr_qa.engine import (
    select_facts,
    select_found,
    select_names,
    select_references,
    select_tables,
    select_text,
    select_traces,
    select_words,
)
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.occur import has_words
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.results import CannotCheck, DoesNotApply
from dhr_qa.engine.scope import WHOLE_FILE, Scope, matchers_of
from dhr_qa.engine.where import holds
from dhr_qa.language.phrases import Matcher
from dhr_qa.rulebook.model import Group, Selector

_BLOCKS = ("text", "paragraph", "list-item", "heading", "note", "comment")
#: Selectors that look at the words while they look for nodes; the rest are filtered afterwards.
_OWN_WORDS = (*_BLOCKS, "sentence", "phrase", "mention", "reference", "date")
_FACTS = ("person", "agency", "event", "citation", "acronym", "expansion", "body", "age", "point", "last-contact",
          "term", "recommendation", "action", "identifier", "name", "slip")  # fmt: skip
#: Selectors whose nodes hang on nothing but where they look: see `_shared`.
_SHARED = ("action", "row", "cell", "name", "person", "agency", "recommendation", "term", "citation", "event")
_TEXT_FORMATS = ("md", "txt")
#: What travels with a file unseen: plain text hardly has it.
_UNSEEN: dict[str, Callable[[Document], object]] = {
    "mark": lambda document: document.marks,
    "comment": lambda document: document.marks,
    "property": lambda document: document.properties,
    "attachment": lambda document: document.attachments,
}
#: Marks that exist while a text is edited in Word: no PDF has them.
_WORD_ONLY = frozenset(
    ("tracked-insertion", "tracked-deletion", "moved-from", "moved-to", "format-change", "placeholder", "field",
     "bookmark", "macro", "person", "variable", "external", "tooltip")
)  # fmt: skip
_TABLES = ("table", "row", "cell", "action")


def select(selector: Selector, scope: Scope, hints: Sequence[Group] = ()) -> Iterator[Node]:
    """The nodes that a selector gives, document by document, in reading order.

    `hints`: give only nodes where one of these groups can occur (for checks that look for just that).
    Raises CannotCheck where the documents cannot give such nodes, DoesNotApply where the pack lacks the
    kind of document that the selector names.
    """
    try:
        found = _limited(selector, scope, hints)
        first = next(found, None)
    except (CannotCheck, DoesNotApply):
        if selector.fallback is None:
            raise
        first = None
    if first is not None:
        yield first
        yield from found
    elif (selector.select in _TABLES or selector.table) and not hints and _doubtful(scope):
        raise CannotCheck("a table of the PDF could not be read for certain: check the Word file")
    elif selector.fallback is not None and not (hints and _any(selector, scope)):
        yield from select(selector.fallback, scope, hints)


def _doubtful(scope: Scope) -> bool:
    """Whether a document has ruled tables that its reader could not put together for certain."""
    return any(name == "doubtful-tables" for reading in scope.readings for name, _ in reading.document.facts)


def selects(selector: Selector, scope: Scope) -> bool:
    """Whether a selector gives any node."""
    return next(select(selector, scope), None) is not None


def _any(selector: Selector, scope: Scope) -> bool:
    return next(_limited(selector, scope, ()), None) is not None


def _limited(selector: Selector, scope: Scope, hints: Sequence[Group]) -> Iterator[Node]:
    if selector.limit is not None:  # the limit counts nodes, not those with the words
        yield from islice(_all(selector, scope, ()), selector.limit)
        return
    yield from _all(selector, scope, hints)


def _all(selector: Selector, scope: Scope, hints: Sequence[Group]) -> Iterator[Node]:
    if selector.document:
        here = [kind for reading in scope.readings for kind in reading.facts.kinds]
        if selector.document != WHOLE_FILE and selector.document not in here:
            raise DoesNotApply(f"there is no {selector.document.replace('-', ' ')} to compare")
        scope = scope.of(selector)
    possible(selector, scope)
    bounds = _bounds(selector, scope)
    if bounds is None:
        return
    start, stop = bounds
    readings = scope.readings
    for number, reading in enumerate(readings):
        for node in _of_reading(selector, scope, reading, hints):
            if start is not None and (number, *node.order) <= start:
                continue
            if stop is not None and (number, *node.order) >= stop:
                continue
            yield node


def _bounds(selector: Selector, scope: Scope) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None] | None:
    """What `after` and `before` stand for; None if nothing can be after what is not there."""
    start = stop = None
    if selector.after is not None:
        start = _first(selector.after, scope)
        if start is None:
            return None
    if selector.before is not None:
        stop = _first(selector.before, scope)
    return start, stop


def _first(selector: Selector, scope: Scope) -> tuple[int, ...] | None:
    node = next(select(selector, scope), None)
    return None if node is None else (scope.readings.index(node.reading), *node.order)


def _of_reading(selector: Selector, scope: Scope, reading: Reading, hints: Sequence[Group]) -> Iterator[Node]:
    kind = selector.select
    words = kind in _OWN_WORDS
    if hints and kind in (*_BLOCKS, "sentence"):
        wanted = matchers_of(reading, hints)
        nodes = _nodes(selector, scope, reading, wanted) if wanted else iter(())
    else:
        nodes = _shared(selector, scope, reading)
    position = selector.position is not None and kind in _FACTS
    narrowed = not words and bool(selector.mentions or selector.without)
    for node in nodes:
        if position and not select_text.at_position(selector, reading, node.home):
            continue
        if selector.where and not holds(selector.where, node.get, scope, reading):
            continue
        if narrowed and not has_words(node, selector.mentions, selector.without, selector.quotations):
            continue
        yield node


def _shared(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """The nodes before any test of their words and fields: of some sorts made once for all rules, fields and all."""
    if selector.select not in _SHARED:
        return _nodes(selector, scope, reading, ())
    if selector.select == "action" and selector.where.get("torn") is False:
        select_facts.some_whole(reading)
    key = (selector.select, selector.role, selector.role_not, selector.kind, selector.parts, selector.table,
           selector.column, selector.rows, selector.position, scope.kind, scope.first)  # fmt: skip
    known = reading.nodes.get(key)
    if known is None:
        known = reading.nodes[key] = list(_nodes(selector, scope, reading, ()))
    return iter(known)


def _nodes(selector: Selector, scope: Scope, reading: Reading, hints: Sequence[Matcher]) -> Iterator[Node]:
    kind = selector.select
    if kind in _BLOCKS:
        if kind == "comment" and not any(block.part == "comment" for block in reading.document.blocks):
            return select_facts.comment_nodes(selector, scope, reading)
        return select_text.text_blocks(selector, scope, reading, hints)
    match kind:
        case "sentence":
            return select_text.sentence_nodes(selector, scope, reading, hints)
        case "section":
            return select_text.section_nodes(selector, scope, reading)
        case "document":
            return select_text.document_nodes(selector, scope, reading)
        case "file":
            return select_text.file_nodes(scope, reading)
        case "phrase":
            return select_words.phrase_nodes(selector, scope, reading)
        case "mention":
            return select_words.mention_nodes(selector, scope, reading)
        case "reference":
            return select_references.reference_nodes(selector, scope, reading)
        case "name":
            return select_names.name_nodes(selector, scope, reading)
        case "identifier":
            return select_traces.identifier_nodes(selector, scope, reading)
        case "date":
            return select_words.date_nodes(selector, scope, reading)
        case "table":
            return select_tables.table_nodes(selector, scope, reading)
        case "row":
            return select_tables.row_nodes(selector, scope, reading)
        case "cell":
            return select_tables.cell_nodes(selector, scope, reading)
        case "acronym":
            return select_facts.acronym_nodes(scope, reading)
        case "expansion":
            return select_found.expansion_nodes(scope, reading)
        case "body":
            return select_found.body_nodes(selector, scope, reading)
        case "age":
            return select_found.age_nodes(selector, scope, reading)
        case "point":
            return select_found.point_nodes(selector, scope, reading)
        case "last-contact":
            return select_found.last_contact_nodes(scope, reading)
        case "slip":
            return select_found.slip_nodes(selector, scope, reading)
        case "event":
            return select_facts.event_nodes(selector, scope, reading)
        case "interval":
            return select_facts.interval_nodes(selector, scope, reading)
        case "action":
            return select_facts.action_nodes(selector, scope, reading)
        case "mark":
            return select_facts.mark_nodes(selector, scope, reading)
        case "property":
            return select_facts.property_nodes(selector, scope, reading)
        case "attachment":
            return select_facts.attachment_nodes(selector, scope, reading)
    return select_facts.fact_nodes(selector, scope, reading)


def possible(selector: Selector, scope: Scope) -> None:
    """Raises DoesNotApply or CannotCheck where no document of the scope can hold such nodes."""
    kind = selector.select
    formats = {reading.document.format for reading in scope.readings}
    if not formats:
        return
    documents = [reading.document for reading in scope.readings]
    unseen = _UNSEEN.get(kind)
    if unseen is not None and formats.issubset(_TEXT_FORMATS) and not any(unseen(document) for document in documents):
        raise DoesNotApply("a plain text file carries nothing of the sort")
    if formats != {"pdf"}:
        return
    if kind == "mark" and selector.kind and _WORD_ONLY.issuperset(selector.kind):
        raise DoesNotApply("a PDF carries nothing of the sort")
    if (kind in _TABLES or selector.table) and not any(one.tables for one in documents):
        raise CannotCheck("no table could be read from the PDF for certain: check the Word file")
