"""From what a check says to what people read: findings, passages, fingerprints, masked where they must be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.engine.excerpts import excerpt
from dhr_qa.engine.message import fill, of_fault
from dhr_qa.engine.nodes import Node, plain
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.results import Fault
from dhr_qa.engine.scope import Scope
from dhr_qa.findings import Finding, Passage, fingerprint
from dhr_qa.language.mask import mask
from dhr_qa.rulebook.model import Part, Rule

_TELLING = re.compile(r"[^\W\d_][\w'’-]*|\d[\d./:-]*")
#: Facts whose text is short: the sentence that they stand in is the better excerpt.
_IN_CONTEXT = (
    "person", "agency", "event", "citation", "acronym", "expansion", "body", "age", "interval", "phrase",
    "mention", "reference", "date", "identifier", "name", "slip", "passage",
)  # fmt: skip


def message_key(part: Part, fault: Fault) -> str | None:
    """Which of a part's messages says this fault; None if none does, and then it is not reported.

    A plain message says every fault but the nearly equal key, which only a message of its own reports.
    """
    if fault.key in part.message:
        return fault.key
    if "" in part.message and fault.key != "near":
        return ""
    return None


def finding(rule: Rule, part: Part, fault: Fault, scope: Scope, severity: str) -> Finding:
    """One fault as a finding."""
    settings = scope.session.settings
    hide = settings.redact and rule.sensitive
    key = message_key(part, fault)
    values = fault.values
    untitled = fault.node is None or fault.node.get("title") is None
    if fault.role and untitled and "title" not in values:
        values = {**values, "title": section_title(fault.role, scope)}
    reading, where = place(fault, scope)
    text = part.message.get(key or "", "")
    quoted = excerpt_of(fault)
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=severity,
        confidence=part.confidence or rule.confidence,
        document=reading.document.path,
        message=fill(text, of_fault(values, fault.node, fault.other), hide),
        why=rule.rationale,
        remedy=fill(part.remedy or rule.remedy, of_fault(values, fault.node, fault.other), hide),
        guidance=rule.guidance,
        excerpt=mask(quoted) if hide else quoted,
        location=hidden(where, fault) if hide else where,
        related=tuple(_without_heading(each) for each in passages(_beside(fault), hide)),
        sensitive=rule.sensitive,
        fingerprint=mark(rule, part, fault, where),
    )


def _beside(fault: Fault) -> list[Node]:
    """The passages to see with a fault: the other side of it, else those that its node brings along."""
    if fault.other is not None:
        return [fault.other]
    return list(fault.node.near) if fault.node is not None else []


def place(fault: Fault, scope: Scope) -> tuple[Reading, Location]:
    """The document and the place of a fault: the section named for it, its words, its node, the file."""
    node = fault.node
    for reading in scope.readings if fault.role else ():
        for section in reading.facts.sections:
            if fault.role in section.roles and scope.takes(section.kind or reading.kinds[section.first]):
                return reading, reading.facts.locate(section.first)
    if node is None:
        return scope.readings[0], Location(part="file")
    if fault.block is not None:
        return node.reading, node.reading.facts.locate(fault.block, fault.start, fault.end)
    return node.reading, node.locate(plain(fault.values.get("field")))


def mark(rule: Rule, part: Part, fault: Fault, where: Location) -> str:
    """The fingerprint of a fault: its rule, its section's role and the words, masked in a sensitive rule.

    What has no words of its own (a section too short, something missing) goes by what was asked of it.
    """
    node = fault.node
    text = fault.text or (node.text if node is not None and node.kind not in ("document", "section") else "")
    if node is not None and node.identity:
        text = f"{text}\x1e{node.identity}"
    if not text:
        asked = part.check.options.get("metric") or part.check.options.get("field") or ""
        number = rule.parts.index(part)  # two things that are missing are two findings
        text = f"{part.check.kind} {asked} {fault.role}" + (f" {number}" if number else "")
    return fingerprint(rule.id, mask(text) if rule.sensitive else text, f"{where.section or ''}\x1f{fault.key}")


def excerpt_of(fault: Fault) -> str:
    """The words that a finding is about, with what stands around them."""
    node = fault.node
    if node is None:
        return ""
    if fault.block is not None:
        text = node.reading.document.blocks[fault.block].text
        return excerpt(text, fault.start or 0, fault.end)
    if fault.values.get("passage"):
        return excerpt(plain(fault.values["passage"]))
    field = plain(fault.values.get("field"))
    if field and field in node.cells:
        return excerpt(plain(node.get(field)))
    if node.own is not None and fault.start is not None:
        return excerpt(node.text, fault.start, fault.end)
    return node_excerpt(node)


def node_excerpt(node: Node) -> str:
    """The beginning of a node's text, or the sentence of a fact."""
    if node.kind == "document":
        return ""
    if node.around is not None:
        return excerpt(*node.around)
    span = node.span
    if node.kind in _IN_CONTEXT and span is not None:
        return excerpt(node.reading.document.blocks[span[0]].text, span[1], span[2])
    return excerpt(node.text, 0, 0) if node.text else ""


def passages(nodes: Iterable[Node], hide: bool = False) -> list[Passage]:
    """Nodes as passages to read; what reads the same in the same place is given once."""
    found: dict[tuple[str, int | None, str], Passage] = {}
    for node in nodes:
        quoted, where = node_excerpt(node), node.locate()
        key = (node.reading.document.path, where.block, quoted if quoted else repr(where))
        if key in found:
            continue
        if hide:
            quoted, where = mask(quoted), replace(where, heading=mask(where.heading) if where.heading else None)
        found[key] = Passage(quoted, where, node.reading.document.path)
    return list(found.values())


def _without_heading(passage: Passage) -> Passage:
    """A passage to read beside a finding; of a heading by itself the place says all there is."""
    return replace(passage, excerpt="") if passage.excerpt == passage.location.heading else passage


def hidden(where: Location, fault: Fault) -> Location:
    """A place whose heading does not repeat the words found."""
    heading = where.heading or ""
    words = {word.casefold() for word in _TELLING.findall(fault.text or (fault.node.text if fault.node else ""))}
    telling = {word.casefold() for word in _TELLING.findall(heading) if word[0].isupper() or word[0].isdigit()}
    return replace(where, heading=mask(heading)) if words & telling else where


def section_title(role: str, scope: Scope) -> str:
    """What a section role is called: its title in the vocabulary."""
    for entry in scope.vocabulary.registers.get("sections", ()):
        if entry.id == role and entry.title:
            return entry.title
    return role.replace("-", " ").capitalize()


def without_overlaps(faults: Sequence[Fault]) -> list[Fault]:
    """Of matches that overlap the longest, and of equal faults the first; in the order given."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    seen: set[tuple[object, ...]] = set()
    kept: list[tuple[int, Fault]] = []
    by_length = sorted(enumerate(faults), key=lambda pair: (-_length(pair[1]), pair[0]))
    for number, fault in by_length:
        if fault.node is not None and fault.block is not None and fault.start is not None and fault.end is not None:
            spans = taken.setdefault((id(fault.node.reading), fault.block), [])
            if any(start < fault.end and fault.start < end for start, end in spans):
                continue
            spans.append((fault.start, fault.end))
        elif fault.node is not None:
            words = fault.text or fault.node.own  # two things may hang at one place
            place = (id(fault.node.reading), fault.node.order, fault.node.block, fault.node.end)
            same = (*place, fault.key, words, repr(fault.values))
            if same in seen and fault.node.block is not None:
                continue
            seen.add(same)
        kept.append((number, fault))
    return [fault for _, fault in sorted(kept, key=lambda pair: pair[0])]


def _length(fault: Fault) -> int:
    return (fault.end or 0) - (fault.start or 0)
