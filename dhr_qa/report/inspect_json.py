"""The facts of documents as JSON, key for key as the contract has it (`schemas/inspect.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from dhr_qa.documents.model import Mark, Unread
from dhr_qa.report.redact import mask
from dhr_qa.review.covered import PROCESS
from dhr_qa.review.facts import Action, Coverage, Event, Facts, Person, Section, Term, When

FORMAT = "dhr-qa-facts/1"

#: Properties that name software or count things; every other value may name a person or a place.
TECHNICAL = frozenset(
    {
        "application", "appversion", "characters", "characterswithspaces", "created", "docsecurity",
        "hyperlinkschanged", "language", "lastprinted", "lines", "linksuptodate", "modified", "pages", "paragraphs",
        "revision", "scalecrop", "shareddoc", "totaltime", "words",
    }
)  # fmt: skip


def render(facts: Sequence[Facts], *, masked: bool = False, ascii_only: bool = False) -> str:
    """The facts of every document as indented JSON, ending in a newline."""
    return json.dumps(as_dict(facts, masked), indent=2, ensure_ascii=ascii_only) + "\n"


def as_dict(facts: Iterable[Facts], masked: bool = False) -> dict[str, Any]:
    """The facts as plain data. `masked`: without what the file carries unseen, and names that may not stand."""
    return {"format": FORMAT, "documents": [_document(each, masked) for each in facts]}


def _document(facts: Facts, masked: bool) -> dict[str, Any]:
    document = facts.document
    return {
        "path": document.path,
        "kinds": list(facts.kinds),
        "words": document.words,
        "unread": [unread(item) for item in document.unread],
        "sections": [_section(facts, section, role) for section in facts.sections for role in section.roles],
        "people": [_person(facts, person, masked) for person in facts.people],
        "terms_of_reference": [_term(facts, term) for term in facts.terms],
        "recommendations": [
            {
                "number": each.number,
                "text": each.text,
                "addressee": each.addressee or None,
                "location": _at(facts, each.block, each.start, each.end),
            }
            for each in facts.recommendations
        ],
        "actions": [_action(facts, action, masked) for action in facts.actions],
        "events": [_event(facts, event) for event in facts.events],
        "acronyms": [
            {
                "acronym": each.acronym,
                "expansions": list(each.expansions),
                "location": _at(facts, *(each.defined or each.first_use)),
            }
            for each in facts.acronyms
        ],
        "marks": [_mark(facts, mark, masked) for mark in document.marks],
        "properties": [
            {"name": each.name, "value": property_value(each.name, each.value, masked)} for each in document.properties
        ],
    }


def unread(item: Unread) -> dict[str, Any]:
    """Something that was not read, as the JSON of `check` and of `inspect` have it."""
    return {"what": item.what, "location": {"part": "file", "label": item.where} if item.where else {}}


def property_value(name: str, value: str, masked: bool) -> str:
    """The value of a document property, masked where it may name somebody."""
    return mask(value) if masked and name.casefold() not in TECHNICAL else value


def _at(facts: Facts, block: int | None, start: int | None = None, end: int | None = None) -> dict[str, Any]:
    return {} if block is None else facts.locate(block, start, end).as_dict()


def _section(facts: Facts, section: Section, role: str) -> dict[str, Any]:
    return {
        "role": role,
        "heading": section.heading,
        "words": section.words,
        "location": _at(facts, section.first if section.heading_block is None else section.heading_block),
    }


def person_name(person: Person, masked: bool) -> str:
    """The name as it stands in the document; masked where nothing says that it may stand."""
    return mask(person.name) if masked and not person.allowed and not person.pseudonym else person.name


def _person(facts: Facts, person: Person, masked: bool) -> dict[str, Any]:
    return {
        "name": person_name(person, masked),
        "role": person.role,
        "pseudonym": person.pseudonym,
        "allowed": bool(person.allowed),
        "mentions": person.mentions,
        "locations": [] if person.block is None else [_at(facts, person.block, person.start, person.end)],
    }


def _term(facts: Facts, term: Term) -> dict[str, Any]:
    return {
        "label": term.label,
        "text": term.text,
        "location": _at(facts, term.block, term.start, term.end),
        "coverage": _coverage(facts, term.coverage or (Coverage(PROCESS) if term.process else None)),
    }


def _coverage(facts: Facts, cover: Coverage | None) -> dict[str, Any] | None:
    """The coverage as the contract has it; null where it was not judged or only a person can tell."""
    if cover is None or not cover.status:
        return None
    passages = [
        {"excerpt": each.text, "score": each.score, "location": _at(facts, each.block, each.start, each.end)}
        for each in cover.shown
    ]
    return {"status": cover.status, "passages": passages}


def _when(when: When | None) -> dict[str, str] | None:
    return when.as_dict() if when is not None else None


def without_name(text: str, name: str | None, masked: bool) -> str:
    """Text with the name of a member of staff masked, where names are."""
    return text.replace(name, mask(name)) if masked and name else text


def _action(facts: Facts, action: Action, masked: bool) -> dict[str, Any]:
    person = action.lead_person
    done = action.completed_on
    return {
        "recommendation": action.recommendation or None,
        "item": action.item or None,
        "scope": action.scope or None,
        "action": action.action,
        "lead": without_name(action.lead, person, masked),
        "lead_person": mask(person) if masked and person else person,
        "target_date": action.target_date or None,
        "target": _when(action.target),
        "outcome": action.outcome or None,
        "status": list(action.status),
        "completed": action.completed or None,
        "completed_on": done.latest.isoformat() if done is not None else None,
        "updates": list(action.updates),
        "location": _at(facts, action.block),
    }


def _event(facts: Facts, event: Event) -> dict[str, Any]:
    where = _at(facts, event.block, event.start, event.end)
    return {"name": event.name, "when": event.when.as_dict(), "location": where}


def _mark(facts: Facts, mark_: Mark, masked: bool) -> dict[str, Any]:
    location = _at(facts, mark_.block, mark_.start, mark_.end)
    return {
        "kind": mark_.kind,
        "author": mask(mark_.author) if masked else mark_.author,
        "text": mask(mark_.text) if masked else mark_.text,
        "location": location or {"part": mark_.part},
    }
