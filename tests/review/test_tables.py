"""What tables are and which column is which."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Facts
from tests.review.making import facts_of

_PROSE = "The panel considered the contact that each agency had and what was known to it at the time in question."


def _tables(facts: Facts) -> list[tuple[str, int, dict[str, int]]]:
    return [(t.kind, t.header_rows, dict(t.columns)) for t in facts.tables]


@pytest.mark.parametrize(
    ("header", "kind", "columns"),
    [
        ("Name | Job title | Organisation", "panel", {"name": 0, "title": 1, "organisation": 2}),
        ("Agency | Type of contribution", "contributors", {"organisation": 0, "contribution": 1}),
        ("Pseudonym | Relationship to victim | Age", "pseudonym-key", {"pseudonym": 0, "relationship": 1, "age": 2}),
        ("Acronym | Meaning", "glossary", {"acronym": 0, "meaning": 1}),
        ("Date | Event", "dates", {"date": 0, "event": 1}),
        (
            "No. | Action | Lead | Deadline | RAG",
            "action-plan",
            {"ref": 0, "action": 1, "lead": 2, "target-date": 3, "status": 4},
        ),
        (
            "Recommendation | Scope of recommendation i.e. local or regional | Action to take | Lead Agency | "
            "Key milestones "
            "achieved in enacting recommendation | Target Date | Date of completion and outcome",
            "action-plan",
            {
                "recommendation": 0,
                "scope": 1,
                "action": 2,
                "lead": 3,
                "milestones": 4,
                "target-date": 5,
                "completion": 6,
            },
        ),
        (
            "Rec No | Recommendation | Action | Owner | By when | Progress",
            "action-plan",
            {"ref": 0, "recommendation": 1, "action": 2, "lead": 3, "target-date": 4, "status": 5},
        ),
    ],
)
def test_a_header_row_tells_the_kind(header: str, kind: str, columns: dict[str, int]) -> None:
    cells = header.count("|") + 1
    facts = facts_of(f"# Overview report\n\n| {header} |\n|{'---|' * cells}\n|{' x |' * cells}\n")
    assert _tables(facts) == [(kind, 1, columns)]


def test_other_tables_are_not_named() -> None:
    facts = facts_of("# Overview report\n\n| Year | Number of calls |\n|---|---|\n| 2019 | 4 |\n")
    assert _tables(facts) == []
    assert facts.column_name(facts.document.tables[0], 1) == "Number of calls"


def test_a_panel_table_without_headings_is_read_by_its_cells() -> None:
    facts = facts_of(
        "# Overview report\n\n# Review panel members\n\n|  |  |\n|---|---|\n| Ann Other | Fenshire Police |\n"
        "| Ben Writer | Fenshire Women's Aid |\n\n# Conclusions\n\n" + _PROSE
    )
    assert [(t.kind, dict(t.columns)) for t in facts.tables] == [("panel", {"name": 0, "organisation": 1})]


def test_a_plan_that_goes_on_takes_the_columns_only_where_their_number_fits() -> None:
    plan = "| Action | Lead agency | Target date |\n|---|---|---|\n| Audit | Fenshire Police | May 2027 |\n"
    three = "|  |  |  |\n|---|---|---|\n| Train | Fenshire Police | June 2027 |\n"
    two = "|  |  |\n|---|---|\n| Something | else |\n"
    facts = facts_of(f"# Action plan\n\n{plan}\n{_PROSE}\n\n{three}\n{_PROSE}\n\n{two}\n")
    assert [t.table for t in facts.tables] == [0, 1]
    assert facts.tables[1].columns == facts.tables[0].columns
    assert [a.action for a in facts.actions] == ["Audit", "Train"]


def test_values_that_look_like_headings_do_not_make_a_header_row() -> None:
    facts = facts_of(
        "# Action plan\n\n| Scope | Action | Lead | Target date | Update |\n|---|---|---|---|---|\n"
        "| Local | What actions need to occur? Train staff. | Agency | Ongoing | Update |\n"
    )
    assert [(t.kind, t.header_rows) for t in facts.tables] == [("action-plan", 1)]


def test_words_broken_by_a_narrow_column() -> None:
    facts = facts_of(
        "# Action plan\n\n| Scope of Recom mendat ion | Action to be taken | Lead Agency | Target date | Progr ess |\n"
        "|---|---|---|---|---|\n| Local | Audit | Fenshire Police | May 2027 | Green |\n"
    )
    assert dict(facts.tables[0].columns) == {"scope": 0, "action": 1, "lead": 2, "target-date": 3, "status": 4}
