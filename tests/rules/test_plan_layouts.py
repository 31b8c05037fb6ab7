"""The rules about action plans on whole plans: sound ones in seven layouts, and the same faults in each of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.grid import with_grid
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Document
from dhr_qa.documents.outline import with_outline
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rulebook
from tests.documents import builders as b

NOTE = "This action plan is a live document. The domestic abuse board reviews it every three months."
RECOMMENDATIONS = (
    "Fenshire Police should audit its referrals to specialist services every three months, from June 2027.",
    "Fenmarch District Council should publish its plan for safe accommodation by May 2027.",
)
FIELDS = (
    "Scope of recommendation", "Action to take", "Lead agency", "Key milestones", "Target date",
    "Date of completion", "Outcome", "RAG",
)  # fmt: skip
#: Recommendation and cells of each action.
SOUND = (
    ("1", ("Local", "Read sixty referrals in each district", "Fenshire Police, Head of Crime", "Form agreed: May 2027",
           "June 2027", "", "Fewer referrals are sent back, one in twenty", "Amber")),
    ("1", ("Local", "Train every officer in writing them", "Fenshire Police, Head of Training",
           "Course piloted: August 2026", "October 2026", "Completed 3 October 2026", "Officers know what to write",
           "Green")),
    ("2", ("Regional", "Print the new tenancy plan", "Fenmarch District Council, Housing Manager",
           "Draft shared: March 2027", "May 2027", "", "Tenants know where they can go", "Amber")),
)  # fmt: skip
#: The same with a fault in each action: no lead; amber and complete; no date.
FAULTY = (
    ("1", (*SOUND[0][1][:2], "", *SOUND[0][1][3:])),
    ("1", (*SOUND[1][1][:7], "Amber")),
    ("2", (*SOUND[2][1][:4], "Ongoing", *SOUND[2][1][5:])),
)
Actions = Sequence[tuple[str, Sequence[str]]]


def _report() -> str:
    return "# Domestic Homicide Review: overview report\n\n# Recommendations\n\n" + "".join(
        f"{number}. {text}\n" for number, text in enumerate(RECOMMENDATIONS, start=1)
    )


def _markdown(plan: str) -> Document:
    text = f"{_report()}\n# Action plan\n\n{NOTE}\n\n{plan}"
    return with_grid(with_outline(parse_markdown(text)))


def _word(*plan: str) -> Document:
    body = (
        b.heading(1, "Domestic Homicide Review: overview report")
        + b.heading(1, "Recommendations")
        + "".join(b.p(f"Recommendation {n}: {text}") for n, text in enumerate(RECOMMENDATIONS, start=1))
        + b.heading(1, "Action plan")
        + b.p(NOTE)
        + "".join(plan)
    )
    return read_docx(Path("report.docx"), b.docx_bytes(body))


def _row(*texts: str) -> str:
    return b.tr(*(b.tc(text) for text in texts))


def pipe_table(actions: Actions) -> Document:
    rows = [("Recommendation", *FIELDS), ("---",) * 9, *((number, *cells) for number, cells in actions)]
    return _markdown("".join(f"| {' | '.join(row)} |\n" for row in rows))


def merged_column(actions: Actions) -> Document:
    rows = [_row("Recommendation", *FIELDS)]
    last = ""
    for number, cells in actions:
        text = f"{number}. {RECOMMENDATIONS[int(number) - 1]}"
        first = b.tc("", merge="continue") if number == last else b.tc(text, merge="restart")
        rows.append(b.tr(first, *map(b.tc, cells)))
        last = number
    return _word(b.tbl(*rows))


def rows_across(actions: Actions) -> Document:
    rows, last = [_row(*FIELDS)], ""
    for number, cells in actions:
        if number != last:
            rows.append(b.tr(b.tc(f"Recommendation {number}: {RECOMMENDATIONS[int(number) - 1]}", span=len(FIELDS))))
        rows.append(_row(*cells))
        last = number
    return _word(b.tbl(*rows))


def tables_under_headings(actions: Actions) -> Document:
    parts: list[str] = []
    for number in dict.fromkeys(number for number, _ in actions):
        parts.append(b.heading(2, f"Recommendation {number}") + b.p(RECOMMENDATIONS[int(number) - 1]))
        head = [_row(*FIELDS)] if number == "1" else []
        parts.append(b.tbl(*head, *(_row(*cells) for other, cells in actions if other == number)))
    return _word(*parts)


def written_downwards(actions: Actions) -> Document:
    return _word(
        *(
            b.heading(2, f"Recommendation {number}")
            + b.tbl(*(_row(name, text) for name, text in zip(FIELDS, cells, strict=True)))
            for number, cells in actions
        )
    )


def two_header_rows(actions: Actions) -> Document:
    top = b.tr(
        *(b.tc(name, merge="restart") for name in ("Recommendation", *FIELDS[:4])),
        b.tc("Dates", span=2), *(b.tc(name, merge="restart") for name in FIELDS[6:]),
    )  # fmt: skip
    below = b.tr(
        *(b.tc("", merge="continue") for _ in range(5)), b.tc("Target"), b.tc("Completed"),
        *(b.tc("", merge="continue") for _ in range(2)),
    )  # fmt: skip
    return _word(b.tbl(top, below, *(_row(number, *cells) for number, cells in actions)))


def other_order_and_colours(actions: Actions) -> Document:
    order = (7, 4, 1, 2, 6, 0, 3, 5)
    names = ("RAG", "By when", "What will be done", "By whom", "Success measure", "Level", "Steps", "Completed on")
    shades = {"Green": "92D050", "Amber": "FFC000"}
    rows = [b.tr(b.tc("Rec no"), *(b.tc(name, shade="1F3864") for name in names))]
    for number, cells in actions:
        shown = [b.tc("", shade=shades[cells[7]]), *(b.tc(cells[place]) for place in order[1:])]
        rows.append(b.tr(b.tc(number), *shown))
    return _word(b.tbl(*rows))


LAYOUTS: tuple[Callable[[Actions], Document], ...] = (
    pipe_table, merged_column, rows_across, tables_under_headings, written_downwards, two_header_rows,
    other_order_and_colours,
)  # fmt: skip
layouts = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def checked(document: Document) -> tuple[list[Outcome], list[Finding]]:
    settings = RunSettings(as_of=datetime.date(2026, 11, 22), select=("action-plan", "finding-only-in-plan"))
    outcomes, findings, bugs = run(rulebook(), [read_facts(document, rulebook().vocabulary)], settings)
    assert bugs == []
    return outcomes, findings


@layouts
def test_a_sound_plan_gives_no_finding_and_no_question(layout: Callable[[Actions], Document]) -> None:
    outcomes, findings = checked(layout(SOUND))
    assert [finding.message for finding in findings] == []
    assert {o.rule: o.outcome for o in outcomes if o.outcome in ("needs-person", "could-not-check")} == {}
    assert {o.rule for o in outcomes if o.outcome == "pass"} >= {
        "lead-present", "target-date-present", "target-date-vague", "rag-contradiction", "rec-has-plan-row",
        "plan-row-has-rec", "plan-columns", "scope-level", "milestones", "outcome-stated", "overdue",
    }  # fmt: skip


@layouts
def test_the_same_faults_are_found_in_every_layout(layout: Callable[[Actions], Document]) -> None:
    _, findings = checked(layout(FAULTY))
    assert {(finding.rule, finding.location.column) for finding in findings} == {
        ("lead-present", "lead"),
        ("rag-contradiction", "status"),
        ("target-date-vague", "target-date"),
    }


@layouts
def test_a_recommendation_without_a_row_is_found_in_every_layout(layout: Callable[[Actions], Document]) -> None:
    _, findings = checked(layout(SOUND[:2]))
    assert [finding.message for finding in findings] == [
        "Recommendation 2 of the report has no row in the action plan."
    ]
