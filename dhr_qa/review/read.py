"""Reads the facts of a review out of a document: the one entry to this package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dhr_qa.documents.model import Document
from dhr_qa.language.index import TextIndex
from dhr_qa.review.acronyms import find_acronyms, lower_words
from dhr_qa.review.actions import find_actions
from dhr_qa.review.agencies import find_agencies
from dhr_qa.review.case import find_case
from dhr_qa.review.citations import find_citations
from dhr_qa.review.coverage import with_coverage
from dhr_qa.review.events import find_events
from dhr_qa.review.facts import Acronym, Facts, Names, Term, with_known
from dhr_qa.review.headings import find_headings
from dhr_qa.review.kinds import find_regions
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.review.panel import panel_members
from dhr_qa.review.people import SUBJECTS, declared, from_case, key_people, letter_people
from dhr_qa.review.pseudonyms import told_names
from dhr_qa.review.recommendations import find_recommendations
from dhr_qa.review.sections import find_sections
from dhr_qa.review.settle import settled
from dhr_qa.review.statements import declarations
from dhr_qa.review.tables import place_tables, read_tables
from dhr_qa.review.terms import find_terms
from dhr_qa.vocabulary import Vocabulary

if TYPE_CHECKING:
    from dhr_qa.review.traces import Trace

_GLOSSARY = "glossary"


Work = Callable[[], Any]
Aside = Callable[[Work], Work]


def read_facts(
    document: Document,
    vocabulary: Vocabulary,
    kind: str | None = None,
    case: Mapping[str, Any] | None = None,
    aside: Aside | None = None,
) -> Facts:
    """All the facts of one document.

    `kind` says that the whole document is of one kind, instead of finding out. `case` is what the settings
    know of the case: type, naming, commissioned, stage, and people (mappings with pseudonym and role).
    `aside` begins a piece of work in another process and gives what waits for it (see `dhr_qa.second`).
    Linear in the size of the document.
    """
    lexicon = lexicon_for(vocabulary)
    index = TextIndex([block.text for block in document.blocks])
    facts = Facts(document, index)
    statements = (aside or _here)(lambda: declarations(index, lexicon, [block.text for block in document.blocks]))
    headings = find_headings(document, lexicon)
    known = read_tables(document, lexicon)
    facts.regions = find_regions(document, index, lexicon, headings, known, kind)
    said = [*from_case(case), *declared(document, index, lexicon, facts.kind_at, statements())]
    said += told_names(document, index, lexicon)
    victims = {person.name for person in said if person.role == "victim"}
    facts.sections = find_sections(document, index, lexicon, facts.regions, headings, victims)
    facts.tables = place_tables(document, lexicon, known, facts.regions, facts.roles_at)
    said += key_people(document, lexicon, facts.tables, facts.roles_at)
    said += panel_members(document, lexicon, facts.sections, facts.tables)
    said += letter_people(document, lexicon, facts.regions)
    consent = (case or {}).get("naming") == "real-name-with-consent"
    facts.people = settled(said, index, consent or bool(index.find(lexicon.list("real-name-statements"))))
    facts.agencies = find_agencies(document, lexicon, facts.sections, facts.tables, facts.people)
    facts.finders = _finders(lexicon, case)
    return facts


def _here(work: Work) -> Work:
    return work


def _finders(lexicon: Lexicon, case: Mapping[str, Any] | None) -> Mapping[str, Callable[[Facts], Any]]:
    """What finds the facts that are found when they are asked for. They stand in the order of what they build on."""
    lower = cache(lower_words)
    return {
        "recommendations": lambda facts: find_recommendations(facts.document, lexicon, facts.sections, facts.tables),
        "acronyms": lambda facts: _acronyms(facts, lexicon, lower(facts.index)),
        "terms": lambda facts: _terms(facts, lexicon),
        "citations": lambda facts: find_citations(facts.document, facts.index, lexicon),
        "actions": lambda facts: find_actions(
            facts.document, lexicon, facts.sections, facts.tables, lower(facts.index), facts.regions
        ),
        "events": lambda facts: find_events(
            facts.document, facts.index, lexicon, facts.tables, facts.roles_at, facts.kind_at
        ),
        "case": lambda facts: find_case(facts.document, facts.index, lexicon, facts.people, facts.events, case),
        "names": lambda facts: _names(facts, lexicon.vocabulary),
        "traces": lambda facts: _traces(facts, lexicon.vocabulary),
    }


def _acronyms(facts: Facts, lexicon: Lexicon, lower: frozenset[bytes]) -> tuple[Acronym, ...]:
    subjects = {person.name for person in facts.people if person.role in SUBJECTS}
    glossary = {b for s in facts.sections if _GLOSSARY in s.roles for b in range(s.first, s.last)}
    return find_acronyms(facts.document, facts.index, lexicon, facts.tables, glossary, subjects, lower)


def _terms(facts: Facts, lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms of reference with their coverage, which looks at them itself: they are known before it begins."""
    with_known(facts, terms=find_terms(facts.document, facts.index, lexicon, facts.sections))
    return with_coverage(facts, lexicon)


def _names(facts: Facts, vocabulary: Vocabulary) -> Names:
    from dhr_qa.review.mentions import find_names  # late: most commands never ask for names

    return find_names(facts, vocabulary)


def _traces(facts: Facts, vocabulary: Vocabulary) -> tuple[Trace, ...]:
    from dhr_qa.review.traces import find_traces

    return find_traces(facts, vocabulary)
