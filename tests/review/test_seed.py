"""The one real report: what is counted in it, from Word and from the text of a scan."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.read import read_document
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from tests.review.vocab import vocabulary
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed

pytestmark = needs_seed


@cache
def _facts(path: Path) -> Facts:
    return read_facts(read_document(path), vocabulary())


both = pytest.mark.parametrize("path", [SEED_DOCX, SEED_TXT], ids=["docx", "txt"])


@both
def test_kinds(path: Path) -> None:
    assert _facts(path).kinds == ("executive-summary", "action-plan", "feedback-letter")
    assert len(_facts(path).regions) == 3


@both
def test_sections_as_printed(path: Path) -> None:
    printed = [s for s in _facts(path).sections if s.roles and s.kind == "executive-summary" and s.heading_block]
    assert [s.roles for s in printed] == [
        ("contents",), ("condolence",), ("introduction",), ("methodology",), ("contributors",),
        ("contributors", "family-involvement"), ("panel",), ("author",), ("terms-of-reference",),
        ("key-issues", "conclusions"), ("lessons",), ("recommendations",),
    ]  # fmt: skip
    assert _facts(path).sections[0].roles == ("title-page",)
    assert all(s.parent is None for s in printed)


@both
def test_sections_told_by_their_text(path: Path) -> None:
    told = {role for s in _facts(path).sections if s.how == "body" for role in s.roles}
    assert {"family-involvement", "timescales", "parallel-reviews"} <= told
    assert not {"pen-portrait", "equality", "confidentiality", "dissemination"} & told


@both
def test_nineteen_terms_of_reference(path: Path) -> None:
    terms = _facts(path).terms
    assert len(terms) == 19
    assert {term.kind for term in terms} == {"executive-summary"}
    assert [term.process for term in terms].count(True) == 7


@both
def test_five_recommendations(path: Path) -> None:
    found = _facts(path).recommendations
    assert [r.number for r in found] == ["", "2", "3", "4", "5"]
    assert all(r.addressee for r in found[:4])


@both
def test_fourteen_panel_rows(path: Path) -> None:
    panel = [p for p in _facts(path).people if p.role == "panel"]
    assert len(panel) == 14
    assert sum(1 for p in panel if p.organisation) == 13
    assert sum(1 for p in panel if p.title) == 5


@both
def test_subjects_chair_and_author(path: Path) -> None:
    people = _facts(path).people
    roles = [p.role for p in people]
    for role in ("victim", "perpetrator", "other-subject", "chair", "author"):
        assert roles.count(role) == 1
    victim = next(p for p in people if p.role == "victim")
    assert victim.mentions > 35
    assert victim.pseudonym
    assert next(p for p in people if p.role == "chair").name == next(p for p in people if p.role == "author").name


@both
def test_ten_contributors(path: Path) -> None:
    found = [a for a in _facts(path).agencies if a.role == "contributor"]
    assert len(found) == 10
    assert [a.sort for a in found].count("police") == 2
    assert all(a.sort and a.contribution for a in found)


@both
def test_events(path: Path) -> None:
    first: dict[str, str] = {}
    for event in _facts(path).events:
        first.setdefault(event.name, event.when.earliest.isoformat())
    expected = {
        "death": "2020-01-01", "notification": "2020-01-20", "commissioned": "2020-01-01",
        "chair-appointed": "2020-05-01", "first-panel": "2020-05-01", "trial": "2021-06-01",
        "completion": "2021-09-01", "revised": "2023-09-01", "letter": "2024-02-29", "period": "2017-01-01",
    }  # fmt: skip
    assert {name: first.get(name) for name in expected} == expected


@both
def test_citations(path: Path) -> None:
    found = _facts(path).citations
    assert [c.year for c in found if c.kind == "guidance"] == [2016, 2013, 2016]
    assert sum(1 for c in found if c.kind == "act") == 3
    assert [c.section for c in found if c.kind == "section"] == ["9(3)", "9", "76"]


@both
def test_acronyms(path: Path) -> None:
    found = {a.acronym: a for a in _facts(path).acronyms}
    assert len(found["IMR"].expansions) == 2
    assert not found["MARAC"].expansions
    assert not {"COMPLETE", "II", "BY"} & set(found)


@both
def test_the_case(path: Path) -> None:
    case = _facts(path).case
    assert (case["type"], case["naming"], case["commissioned"]) == ("homicide", "pseudonym", "2020-01-01")


def test_twenty_five_actions() -> None:
    actions = _facts(SEED_DOCX).actions
    assert len(actions) == 25
    assert all(a.lead and a.lead_person and a.target_date and a.completed_on for a in actions)
    assert sum(1 for a in actions if a.target is None) == 1
    assert all(a.target.precision == "month" for a in actions if a.target is not None)
    assert sum(1 for a in actions if not a.status) == 1
    assert {word for a in actions for word in a.status} == {"Red", "Amber", "Green"}
    assert [a.recommendation for a in actions[:4]] == ["1", "2", "3", "4"]
    assert "".join(dict.fromkeys(a.item for a in actions)) == "abcdefghi"
    assert sum(1 for a in actions if not a.outcome) == 6
    assert sum(len(a.updates) for a in actions) > 50
    assert sum(1 for a in actions if not a.scope) == 2


def test_the_plan_taken_apart() -> None:
    """Compared by eye with the document, action by action."""
    actions = _facts(SEED_DOCX).actions
    assert not any(a.torn for a in actions)
    assert {a.target_kind for a in actions} == {"date", "recurring", "reference"}
    assert [n for n, a in enumerate(actions, 1) if a.target_kind == "recurring"] == [3, 4, 23, 25]
    assert [(n, a.target_fault) for n, a in enumerate(actions, 1) if a.target_fault] == [
        (2, "elsewhere"),
        (24, "several"),
    ]
    assert " ".join(f"{a.target.latest:%m%y}" if a.target else "-" for a in actions) == (
        "0622 - 0622 0622 0322 0122 0122 0122 0622 0122 0422 0622 0122 0422 0122 0422 0622 0422 0122 0422 0922 1223 "
        "0622 0923 0622"
    )
    assert " ".join(f"{a.completed_on.latest:%d%m%y}" for a in actions if a.completed_on) == (
        "011123 011123 201222 201222 130922 130922 181121 020122 311023 130922 201222 290923 130922 130922 130922 "
        "130922 311023 130922 201121 201222 011123 011123 011123 300923 190423"
    )
    assert all(a.done for a in actions)
    assert "".join(a.status[-1][0] if a.status else "-" for a in actions) == "GGGGGG-GGGAGGAGAAAGAGGGGG"
    assert "".join(str(len(a.status)) for a in actions) == "3533210152142121211184423"
    assert [n for n, a in enumerate(actions, 1) if a.state == "open"] == [11, 14, 16, 17, 18, 20]
    assert "".join(str(len(a.updates)) for a in actions) == "3432221152242222421253434"
    assert [n for n, a in enumerate(actions, 1) if any(a.update_dates)] == [3]
    assert [n for n, a in enumerate(actions, 1) if not a.lead_agency] == [21]
    assert len({a.lead_person for a in actions}) == 5
    assert [n for n, a in enumerate(actions, 1) if "outcome" in a.inherited] == [9, 11, 12, 14, 16, 18]
    assert [n for n, a in enumerate(actions, 1) if "scope" in a.inherited] == [16, 20]
    assert [a.recommendation if len(a.recommendation) < 3 else "-" for a in actions] == (
        ["1", "2", "3", "4", *["-"] * 16, "6", "1", "8", "1", "-"]
    )


def test_every_plan_table_but_the_panel_is_known() -> None:
    kinds = [t.kind for t in _facts(SEED_DOCX).tables]
    assert kinds == ["panel"] + ["action-plan"] * 10
    assert [t.header_rows for t in _facts(SEED_DOCX).tables if t.header_rows] == [2, 2]


def test_offsets_hold() -> None:
    facts = _facts(SEED_DOCX)
    blocks = facts.document.blocks
    for term in facts.terms:
        assert blocks[term.block].text[term.start : term.end] == term.text
    for person in facts.people:
        assert blocks[person.block or 0].text[person.start : person.end] == person.name
    for event in facts.events:
        assert blocks[event.block].text[event.start : event.end] == event.when.text
    for citation in facts.citations:
        assert blocks[citation.block].text[citation.start : citation.end] == citation.text
    for agency in facts.agencies:
        if agency.role == "contributor":
            assert blocks[agency.block or 0].text[agency.start : agency.end] == agency.name
