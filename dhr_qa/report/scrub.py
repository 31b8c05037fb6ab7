"""Lays a last filter over everything of a result that may hold words of a document or the name of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.errors import DocumentError
from dhr_qa.findings import Passage, Result
from dhr_qa.review.facts import Facts, with_known

#: The facts whose words are printed somewhere: those that are known from the start, and those found when asked for.
_PRINTED = ("sections", "people", "agencies")
_PRINTED_LATER = ("terms", "recommendations", "actions", "events", "acronyms", "citations")


def scrubbed(result: Result, scrub: Callable[[str], str]) -> Result:
    """The same result with `scrub` laid over every text that may hold words of a document or the name of a file."""
    known: dict[str, str] = {}

    def clean(text: str) -> str:
        if text not in known:
            known[text] = scrub(text)
        return known[text]

    def place(where: Location) -> Location:
        return replace(
            where,
            heading=clean(where.heading) if where.heading else where.heading,
            label=clean(where.label) if where.label else where.label,
            column=clean(where.column) if where.column else where.column,
        )

    def passages(given: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(Passage(clean(p.excerpt), place(p.location), clean(p.document)) for p in given)

    findings = tuple(
        replace(
            finding,
            document=clean(finding.document),
            message=clean(finding.message),
            remedy=clean(finding.remedy),
            excerpt=clean(finding.excerpt),
            location=place(finding.location),
            related=passages(finding.related),
        )
        for finding in result.findings
    )
    outcomes = tuple(
        replace(each, document=clean(each.document), evidence=passages(each.evidence), reason=clean(each.reason))
        for each in result.outcomes
    )
    documents = tuple(
        replace(each, path=clean(each.path), unread=tuple(deep(item, clean) for item in each.unread))
        for each in result.documents
    )
    facts = tuple(scrubbed_facts(each, clean) for each in result.facts)
    failures = tuple(
        DocumentError(each.code, clean(each.message), clean(each.file), each.given)
        if isinstance(each, DocumentError)
        else each
        for each in result.failures
    )
    return replace(
        result, findings=findings, outcomes=outcomes, documents=documents, facts=facts, failures=failures
    )  # fmt: skip


def scrubbed_facts(facts: Facts, clean: Callable[[str], str]) -> Facts:
    """The facts of a document with `clean` laid over all that is printed of them; the text itself stays as it is."""
    document = facts.document
    cleaned: Facts = replace(
        facts,
        document=replace(
            document,
            path=clean(document.path),
            marks=deep(document.marks, clean),
            properties=deep(document.properties, clean),
            attachments=deep(document.attachments, clean),
            unread=deep(document.unread, clean),
        ),
        **{name: deep(getattr(facts, name), clean) for name in _PRINTED},
    )
    return with_known(cleaned, **{name: deep(getattr(facts, name), clean) for name in _PRINTED_LATER}, case=facts.case)


def deep(value: Any, clean: Callable[[str], str]) -> Any:
    """Every text inside mappings, lists, tuples and data classes, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: deep(inner, clean) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(deep(inner, clean) for inner in value)
    if isinstance(value, Struct):
        return replace(value, **{name: deep(getattr(value, name), clean) for name in value.__struct_fields__})
    return value
