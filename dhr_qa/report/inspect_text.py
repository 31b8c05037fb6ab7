"""The facts of documents as tables that a person can read: what the rules see, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhr_qa.documents.model import Property
from dhr_qa.report.inspect_json import person_name, property_value, without_name
from dhr_qa.report.page import PLAIN_WIDTH, Page
from dhr_qa.report.places import place
from dhr_qa.report.redact import mask
from dhr_qa.review.facts import Action, Coverage, Facts, Person, Term, When
from dhr_qa.wording import clean, counted, listed, shortened, spoken, titled


def render(facts: Sequence[Facts], *, width: int = PLAIN_WIDTH, colour: bool = False, masked: bool = False) -> str:
    """The facts of every document, ending in a newline."""
    page = Page(width, colour)
    for number, each in enumerate(facts):
        if number:
            page.blank()
        _document(page, each, masked)
    return page.text()


def _document(page: Page, facts: Facts, masked: bool) -> None:
    document = facts.document
    kinds = listed([spoken(kind) for kind in facts.kinds]) or "no known kind of document"
    page.write((clean(document.path), "bold underline"))
    pages = f", {counted(document.pages, 'page')}" if document.pages else ""
    page.write(f"{kinds[:1].upper()}{kinds[1:]}, {counted(document.words, 'word')}{pages}")
    if masked:
        page.write(("Names that may not stand, and what the file carries unseen, are masked.", "dim"))
    _sections(page, facts)
    _people(page, facts, masked)
    _terms(page, facts)
    _recommendations(page, facts)
    _actions(page, facts, masked)
    _events(page, facts)
    _acronyms(page, facts)
    _marks(page, facts, masked)
    _properties(page, document.properties, masked)
    if document.unread:
        _title(page, "Not read", len(document.unread))
        for item in document.unread:
            page.write(f"{item.what}{f' ({item.where})' if item.where else ''}", indent=2)


def _title(page: Page, words: str, number: int) -> None:
    page.blank()
    page.write((f"{words.upper()} ({number})", "bold"))


def _none(page: Page, number: int) -> bool:
    if number == 0:
        page.write(("none found", "dim"), indent=2)
    return number == 0


def _sections(page: Page, facts: Facts) -> None:
    _title(page, "Sections", len(facts.sections))
    if _none(page, len(facts.sections)):
        return
    depths: list[int] = []
    rows = []
    for section in facts.sections:
        heading = shortened(section.heading, 70) or "(before the first heading)"
        if section.label and not heading.startswith(section.label):
            heading = f"{clean(section.label)} {heading}"
        roles = listed([spoken(role) for role in section.roles])
        if not roles and section.inherited:
            roles = f"(within {listed([spoken(role) for role in section.inherited])})"
        depths.append(0 if section.parent is None else depths[section.parent] + 1)  # parents stand before them
        rows.append(("  " * min(depths[-1], 6) + heading, roles or "–", f"{section.words:,}"))
    page.table(("Heading", "Recognised as", "Words"), rows)


def _people(page: Page, facts: Facts, masked: bool) -> None:
    _title(page, "People", len(facts.people))
    if _none(page, len(facts.people)):
        return
    by_name: dict[str, list[Person]] = {}
    for person in facts.people:
        by_name.setdefault(person.name, []).append(person)
    rows = []
    for known in by_name.values():
        first = known[0]
        allowed = listed(list(dict.fromkeys(spoken(each.allowed) for each in known if each.allowed)))
        of = next((each.organisation or each.relation for each in known if each.organisation or each.relation), "")
        rows.append(
            (
                shortened(person_name(first, masked), 40),
                listed([spoken(each.role) for each in known]),
                allowed or ("pseudonym" if first.pseudonym else "not known to be allowed"),
                shortened(of, 60),
                f"{first.mentions:,}",
            )
        )
    page.table(("Name", "Role", "May stand as", "Of", "Mentions"), rows)


def _terms(page: Page, facts: Facts) -> None:
    _title(page, "Terms of reference", len(facts.terms))
    if not _none(page, len(facts.terms)):
        rows = [
            (term.label or "–", shortened(term.text, 200), standing(term), _taken_up(facts, term.coverage))
            for term in facts.terms
        ]
        page.table(("Item", "Text", "Taken up", "Where, and what was not found"), rows, (0, 4, 1, 3))
        _matrix(page, facts)


def standing(term: Term) -> str:
    """How an item stands, in words."""
    if term.coverage is None:
        return "about the process" if term.process else ""
    return {"process": "about the process", "": "for a person"}.get(term.coverage.status, spoken(term.coverage.status))


def _taken_up(facts: Facts, cover: Coverage | None) -> str:
    if cover is None:
        return ""
    said = [place(facts.locate(each.block)) for each in cover.passages[:1]]
    if cover.missing:
        said.append(f"not found: {clean(listed([limb.title for limb in cover.missing]))}")
    if cover.closest and not cover.passages:
        said.append(f"closest: {place(facts.locate(cover.closest[0].block))}")
    return "; ".join(said)


def _matrix(page: Page, facts: Facts) -> None:
    """Items by sections: where each is named or mentioned."""
    asked = [(term, dict(term.coverage.sections)) for term in facts.terms if term.coverage and term.coverage.sections]
    roles = sections_of(facts)
    if not asked or not roles:
        return
    _title(page, "Terms of reference by section", len(asked))
    rows = [(item_name(facts, term), *(spoken(found.get(role, "–")) for role in roles)) for term, found in asked]
    page.table(("Item", *(titled(role) for role in roles)), rows)


def item_name(facts: Facts, term: Term) -> str:
    """The label of an item, or its number in the list."""
    return term.label or str(facts.terms.index(term) + 1)


def sections_of(facts: Facts) -> list[str]:
    """The roles of the sections that take up items, in reading order."""
    roles = {role for term in facts.terms if term.coverage for role, _ in term.coverage.sections}
    order = {role: number for number, section in reversed(list(enumerate(facts.sections))) for role in section.roles}
    return sorted(roles, key=lambda role: (order.get(role, len(order)), role))


def _recommendations(page: Page, facts: Facts) -> None:
    _title(page, "Recommendations", len(facts.recommendations))
    if not _none(page, len(facts.recommendations)):
        rows = [
            (each.number or "–", shortened(each.text, 200), shortened(each.addressee, 40) or "–")
            for each in facts.recommendations
        ]
        page.table(("No.", "Text", "To"), rows, (0, 4, 1))


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.problem:
        return when.problem
    if when.precision == "day":
        return when.earliest.isoformat()
    return f"{when.earliest.isoformat()} to {when.latest.isoformat()}"


def _action_row(action: Action, masked: bool) -> tuple[str, ...]:
    name = ".".join(part for part in (shortened(action.recommendation, 24), action.item) if part) or "–"
    return (
        name,
        shortened(action.action, 90) or "–",
        shortened(without_name(action.lead, action.lead_person, masked), 50) or "–",
        shortened(action.target_date, 40) or "–",
        _when(action.target),
        listed(list(dict.fromkeys(clean(each) for each in action.status))) or "–",
        f"table {action.table + 1}",
    )


def _actions(page: Page, facts: Facts, masked: bool) -> None:
    _title(page, "Actions", len(facts.actions))
    if not _none(page, len(facts.actions)):
        rows = [_action_row(action, masked) for action in facts.actions]
        page.table(("Rec.", "Action", "Lead", "Target date", "Read as", "Status", "In"), rows, (1, 4, 2, 2, 2, 1, 0))


def _events(page: Page, facts: Facts) -> None:
    _title(page, "Dates", len(facts.events))
    if not _none(page, len(facts.events)):
        rows = [(titled(each.name), _when(each.when), place(facts.locate(each.block))) for each in facts.events]
        page.table(("Event", "When", "Where"), rows)


def _acronyms(page: Page, facts: Facts) -> None:
    _title(page, "Acronyms", len(facts.acronyms))
    if not _none(page, len(facts.acronyms)):
        rows = [
            (each.acronym, "; ".join(clean(text) for text in each.expansions) or "not expanded", str(each.uses))
            for each in facts.acronyms
        ]
        page.table(("Acronym", "Stands for", "Uses"), rows)


def _marks(page: Page, facts: Facts, masked: bool) -> None:
    marks = facts.document.marks
    _title(page, "Marks that the final text does not show", len(marks))
    if _none(page, len(marks)):
        return
    rows = []
    for (kind, author, text, where), times in Counter(
        (
            spoken(each.kind),
            mask(clean(each.author)) if masked else clean(each.author),
            mask(clean(each.text)) if masked else shortened(each.text, 60),
            place(facts.locate(each.block)) if each.block is not None else spoken(each.part),
        )
        for each in marks
    ).items():
        rows.append((kind if times == 1 else f"{kind} ×{times}", author, text, where))
    page.table(("Mark", "By", "Text", "Where"), rows)


def _properties(page: Page, properties: Sequence[Property], masked: bool) -> None:
    _title(page, "Properties of the file", len(properties))
    if not _none(page, len(properties)):
        rows = [(each.name, shortened(property_value(each.name, each.value, masked), 80)) for each in properties]
        page.table(("Name", "Value"), rows)
