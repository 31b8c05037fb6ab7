"""The actions of a plan as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from dhr_qa.report.actions_csv import BOM, COLUMNS, render, safe
from dhr_qa.review.facts import Facts
from tests.review.making import facts_of

PLAN = (
    "# Action plan\n\n"
    "| Recommendation | Scope | Action | Lead | Key milestones | Target date | RAG | Update | Completed |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
    "| 1. Police to improve | Local | =1+1 Audit, “all” referrals | Fenshire Police, DI Writer | Designed: May 2027 "
    "| By June 2027 | Amber / Green | March 2027: begun<br>May 2027: done | Complete 3 May 2027 |\n"
    "| 2. Council to publish | Local | Publish the plan | Fenmarch District Council | | Ongoing | | | |\n"
)


def lines(facts: Facts, masked: bool = False) -> list[dict[str, str]]:
    text = render([facts], masked=masked)
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_one_line_for_each_action_with_everything_apart() -> None:
    first, second = lines(facts_of(PLAN))
    assert {name: first[name] for name in COLUMNS if first[name]} == {
        "Document": first["Document"],
        "Recommendation": "1",
        "Recommendation in words": "1. Police to improve",
        "Scope": "Local",
        "Action": "'=1+1 Audit, “all” referrals",
        "Milestones": "Designed: May 2027",
        "Lead agency": "Fenshire Police",
        "Lead person": "DI Writer",
        "Lead as written": "Fenshire Police, DI Writer",
        "Target date as written": "By June 2027",
        "Target from": "2027-06-01",
        "Target to": "2027-06-30",
        "Target kind": "date",
        "Statuses": "Amber; Green",
        "Last status": "Green",
        "State": "done",
        "Completed as written": "Complete 3 May 2027",
        "Completed on": "2027-05-03",
        "Updates": "March 2027: begun\nMay 2027: done",
        "Last update": "2027-05-31",
        "Table": "1",
        "Row": "1",
    }
    assert (second["Target kind"], second["Target problem"], second["Target to"]) == (
        "ongoing", "there is no date in it", "",
    )  # fmt: skip


def test_names_are_masked_where_they_are_elsewhere() -> None:
    (first, _) = lines(facts_of(PLAN), masked=True)
    assert "Writer" not in "".join(first.values())
    assert first["Lead agency"] == "Fenshire Police"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "  =", "\n=", "\t=", "\r=", "＝", "\x00="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["Audit", "3 May", "", "a=b", "'quoted'", "£5", "(a) first"])
def test_other_cells_are_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_a_document_without_a_plan_gives_the_headings_alone() -> None:
    assert lines(facts_of("# Overview report\n\nNothing here.\n")) == []
    assert render([], bom=False) == ",".join(COLUMNS) + "\r\n"
