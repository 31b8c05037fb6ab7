"""Selectors of tables, rows and cells, and the fields that a row gives."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dhr_qa.documents.model import Cell
from dhr_qa.engine.results import CannotCheck
from dhr_qa.engine.select import select
from dhr_qa.review.facts import Action, Facts
from tests.engine.make import facts, scope, selector, vocabulary

PLAN = """
# Action plan {action-plan}
!table action-plan recommendation,action,lead,target-date
| Rec | Action | Lead | Target |
|---|---|---|---|
| 1 | Audit referrals | Fenshire Police | Ongoing |
| 2 | Train staff | | June 2027 |
# Panel {panel}
| Name | Agency name |
|---|---|
| A Person | Fenshire Police |
"""


def nodes(known: Facts | str = PLAN, **written: object):  # type: ignore[no-untyped-def]
    known = facts(known) if isinstance(known, str) else known
    words = vocabulary({"police": ["police"]})
    return list(select(selector(**written), scope(known, words=words)))


def test_tables_by_kind_and_role() -> None:
    assert [node.get("number") for node in nodes(select="table")] == [1, 2]
    (plan,) = nodes(select="table", kind="action-plan")
    assert plan.get("rows") == 3
    assert plan.get("columns") == ("recommendation", "action", "lead", "target-date")
    assert [node.get("number") for node in nodes(select="table", role=["panel"])] == [2]
    assert (plan.locate().table, plan.locate().row, plan.locate().column) == (1, None, None)


def test_cells_by_column_and_their_place() -> None:
    found = nodes(select="cell", table="action-plan", column="target-date")
    assert [node.get("value") for node in found] == ["Ongoing", "June 2027"]
    where = found[1].locate()
    assert (where.table, where.row, where.column, where.start, where.end) == (1, 2, "target-date", 0, 9)
    assert found[0].get("row.label") == "1"
    assert found[0].get("lead") == "Fenshire Police"


def test_columns_without_a_role_go_by_their_heading() -> None:
    assert [node.get("value") for node in nodes(select="cell", column="agency name")] == ["Fenshire Police"]


def test_header_rows_only_on_request() -> None:
    assert [n.text for n in nodes(select="cell", table="action-plan", column="lead", rows="header")] == ["Lead"]
    assert len(nodes(select="row", table="action-plan", rows="all")) == 3


def test_rows_have_their_columns_as_fields() -> None:
    (row,) = nodes(select="row", table="action-plan", where={"lead": {"present": False}})
    assert (row.get("row"), row.get("row.label"), row.get("action")) == (2, "2", "Train staff")
    assert (row.locate().row, row.locate().column) == (2, None)
    assert row.locate("target-date").column == "target-date"
    assert [node.get("row") for node in nodes(select="row", table="action-plan", mentions=["police"])] == [1]


def test_a_row_without_a_printed_reference_is_called_by_its_number() -> None:
    plan = PLAN.replace("!table action-plan recommendation,", "!table action-plan theme,")
    assert [node.get("row.label") for node in nodes(plan, select="cell", column="lead")] == ["1", "2"]


def test_merged_cells_hold_for_every_row_they_cover() -> None:
    known = facts(PLAN)
    table = known.document.tables[0]
    merged = tuple(
        replace(cell, row_span=2) if (cell.row, cell.column) == (1, 2) else cell
        for cell in table.cells
        if (cell.row, cell.column) != (2, 2)
    )
    known.document = replace(known.document, tables=(replace(table, cells=merged), known.document.tables[1]))
    rows = nodes(known, select="row", table="action-plan")
    assert [row.get("lead") for row in rows] == ["Fenshire Police", "Fenshire Police"]
    assert len(nodes(known, select="cell", table="action-plan", column="lead")) == 1


def test_cells_of_several_paragraphs_are_one_text() -> None:
    known = facts("| A |\n|---|\n| first |\n| second |\n")
    table = known.document.tables[0]
    cells = (table.cells[0], Cell(1, 0, 1, 1, (1, 2)))
    known.document = replace(known.document, tables=(replace(table, cells=cells),))
    (cell,) = nodes(known, select="cell")
    assert cell.get("value") == "first\nsecond"
    assert cell.locate().row == 1


def test_actions_know_the_cells_of_their_fields() -> None:
    known = facts(PLAN)
    known.actions = (
        Action(
            0,
            1,
            recommendation="1",
            action="Audit referrals",
            lead="Fenshire Police",
            target_date="Ongoing",
            status=("Amber", "Green"),
            block=6,
        ),
        Action(0, 2, recommendation="2", item="b", action="Train staff", target_date="June 2027", block=10),
    )
    first, second = nodes(known, select="action")
    assert first.get("latest-status") == "Green"
    assert first.get("target-date") == "Ongoing"
    assert second.get("row.label") == "2b"
    assert first.get("row.label") == "1"
    assert second.locate("target-date").column == "target-date"
    assert second.locate().row == 2
    assert [n.text for n in nodes(known, select="action", where={"lead": {"present": False}})] == ["Train staff"]
    assert [n.text for n in nodes(known, select="action", where={"status": ["green"]})] == ["Audit referrals"]


def test_tables_that_a_pdf_lacks_or_that_are_not_proved_are_not_checked() -> None:
    with pytest.raises(CannotCheck, match="PDF"):
        nodes(facts("Text.", format="pdf"), select="cell", column="lead")
    known = facts(PLAN)
    known.document = replace(known.document, format="pdf", facts=(("doubtful-tables", "1"),))
    assert len(nodes(known, select="cell", table="action-plan", column="lead")) > 1, "what is proved is checked"
    with pytest.raises(CannotCheck, match="for certain"):
        nodes(known, select="table", kind=["panel"])
