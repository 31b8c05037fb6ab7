"""Reads the facts of a review out of a document: the one entry to this package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from dhr_qa.review.facts import Facts, Names
from dhr_qa.review.headings import find_headings
from dhr_qa.review.kinds import find_regions
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.panel import panel_members
from dhr_qa.review.people import SUBJECTS, declared, from_case, key_people, letter_people
from dhr_qa.review.pseudonyms import told_names
from dhr_qa.review.recommendations import find_recommendations
from dhr_qa.review.sections import find_sections
from dhr_qa.review.settle import settled
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
    lower = lower_words(index)
    facts = Facts(document, index)
    headings = find_headings(document, lexicon)
    known = read_tables(document, lexicon)
    facts.regions = find_regions(document, index, lexicon, headings, known, kind)
    said = [*from_case(case), *declared(document, index, lexicon, facts.kind_at)]
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
    facts.terms = find_terms(document, index, lexicon, facts.sections)
    waiting = (aside or _here)(
        lambda: (
            find_actions(document, lexicon, facts.sections, facts.tables, lower, facts.regions),
            find_events(document, index, lexicon, facts.tables, facts.roles_at, facts.kind_at),
        )
    )
    facts.recommendations = find_recommendations(document, lexicon, facts.sections, facts.tables)
    subjects = {person.name for person in facts.people if person.role in SUBJECTS}
    glossary = {b for s in facts.sections if _GLOSSARY in s.roles for b in range(s.first, s.last)}
    facts.acronyms = find_acronyms(document, index, lexicon, facts.tables, glossary, subjects, lower)
    facts.citations = find_citations(document, index, lexicon)
    facts.terms = with_coverage(facts, lexicon)
    facts.actions, facts.events = waiting()
    facts.case = find_case(document, index, lexicon, facts.people, facts.events, case)
    facts.find_names = lambda known: _names(known, vocabulary)
    facts.find_traces = lambda known: _traces(known, vocabulary)
    return facts


def _here(work: Work) -> Work:
    return work


def _names(facts: Facts, vocabulary: Vocabulary) -> Names:
    from dhr_qa.review.mentions import find_names  # late: most commands never ask for names

    return find_names(facts, vocabulary)


def _traces(facts: Facts, vocabulary: Vocabulary) -> tuple[Trace, ...]:
    from dhr_qa.review.traces import find_traces

    return find_traces(facts, vocabulary)
