"""Fictional action plans in the layouts that reports use: each read as the same actions."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.review.facts import Action, Facts
from dhr_qa.review.read import read_facts
from tests.documents import builders as b
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

HEAD = "# Action plan\n\n"


def word(*body: str) -> Facts:
    """The facts of a Word file with this body under the heading of an action plan."""
    data = b.docx_bytes(b.heading(1, "Action plan") + "".join(body))
    return read_facts(read_docx(Path("plan.docx"), data), vocabulary())


def row(*texts: str) -> str:
    return b.tr(*(b.tc(text) for text in texts))


def brief(actions: tuple[Action, ...]) -> list[tuple[str, str, str, str, str]]:
    """What a reader takes from a plan: recommendation and item, action, lead agency, month, last status."""
    return [
        (
            f"{a.recommendation}{a.item}",
            a.action.split("\n")[0],
            a.lead_agency,
            f"{a.target.latest:%m/%y}" if a.target else "",
            a.status[-1] if a.status else "",
        )
        for a in actions
    ]


AUDIT = ("1", "Audit every referral", "Fenshire Police", "06/27", "Green")
TRAIN = ("1", "Train all officers", "Fenshire Police", "09/27", "Amber")
PUBLISH = ("2", "Publish the plan", "Fenmarch District Council", "05/27", "Red")
ALL = [AUDIT, TRAIN, PUBLISH]


# ---- where the recommendation stands


def test_a_column_merged_down_over_its_actions() -> None:
    facts = word(
        b.tbl(
            row("No", "Recommendation", "Action", "Lead", "Deadline", "RAG"),
            b.tr(
                b.tc("1", merge="restart"), b.tc("Police to improve referrals", merge="restart"),
                *map(b.tc, ("Audit every referral", "Fenshire Police", "June 2027", "Green")),
            ),
            b.tr(
                b.tc("", merge="continue"), b.tc("", merge="continue"),
                *map(b.tc, ("Train all officers", "Fenshire Police", "Sept 2027", "Amber")),
            ),
            row("2", "Council to publish", "Publish the plan", "Fenmarch District Council", "May 2027", "Red"),
        )
    )  # fmt: skip
    assert brief(facts.actions) == ALL
    assert [a.said for a in facts.actions] == ["Police to improve referrals"] * 2 + ["Council to publish"]


def test_a_row_across_the_table() -> None:
    facts = word(
        b.tbl(
            row("Action to be taken", "Who", "By when", "Status"),
            b.tr(b.tc("Recommendation 1: Police to improve referrals", span=4)),
            row("Audit every referral", "Fenshire Police", "June 2027", "Green"),
            row("Train all officers", "Fenshire Police", "Sept 2027", "Amber"),
            b.tr(b.tc("Recommendation 2: Council to publish", span=4)),
            row("Publish the plan", "Fenmarch District Council", "May 2027", "Red"),
        )
    )
    assert brief(facts.actions) == ALL


def test_a_heading_above_each_table_of_which_later_ones_have_no_header() -> None:
    facts = word(
        b.heading(2, "Recommendation 1"), b.p("Fenshire Police should improve its referrals to services."),
        b.tbl(
            row("Action to be taken", "Lead Agency", "Target date", "Progress"),
            row("Audit every referral", "Fenshire Police", "June 2027", "Green"),
            row("Train all officers", "Fenshire Police", "Sept 2027", "Amber"),
        ),
        b.heading(2, "Recommendation 2"), b.p("The council should publish its plan."),
        b.tbl(row("Publish the plan", "Fenmarch District Council", "May 2027", "Red")),
    )  # fmt: skip
    assert brief(facts.actions) == ALL
    assert facts.actions[0].said == "Recommendation 1 Fenshire Police should improve its referrals to services."
    assert facts.actions[2].said == "Recommendation 2 The council should publish its plan."


def test_a_row_for_the_recommendation_alone_and_its_actions_below() -> None:
    facts = facts_of(
        f"{HEAD}| Recommendation | Action | Lead | Target date | RAG |\n|---|---|---|---|---|\n"
        "| 1. Police to improve referrals | | | | |\n"
        "| | Audit every referral | Fenshire Police | June 2027 | Green |\n"
        "| | Train all officers | Fenshire Police | Sept 2027 | Amber |\n"
        "| 2. Council to publish | Publish the plan | Fenmarch District Council | May 2027 | Red |\n"
    )
    assert brief(facts.actions) == ALL


def test_a_table_for_each_action_written_downwards() -> None:
    facts = word(
        *(
            b.heading(2, f"Recommendation {number}")
            + b.tbl(row("Action", action), row("Lead agency", lead), row("Target date", date), row("RAG rating", rag))
            for number, action, lead, date, rag in (
                ("1", "Audit every referral", "Fenshire Police", "June 2027", "Green"),
                ("1", "Train all officers", "Fenshire Police", "Sept 2027", "Amber"),
                ("2", "Publish the plan", "Fenmarch District Council", "May 2027", "Red"),
            )
        )
    )
    assert brief(facts.actions) == ALL
    assert facts.actions[1].fields == ("action", "lead", "target-date", "status")


def test_names_and_values_in_pairs_of_columns_and_several_actions_in_one_table() -> None:
    facts = word(
        b.heading(2, "Recommendation 1"),
        b.tbl(
            row("Action", "Audit every referral", "Lead", "Fenshire Police"),
            row("By when", "June 2027", "Status", "Green"),
            row("Action", "Train all officers", "Lead", "Fenshire Police"),
            row("By when", "Sept 2027", "Status", "Amber"),
        ),
        b.heading(2, "Recommendation 2"),
        b.tbl(
            row("Action", "Publish the plan", "Lead", "Fenmarch District Council"),
            row("By when", "May 2027", "Status", "Red"),
        ),
    )
    assert brief(facts.actions) == ALL


# ---- header rows


def test_two_header_rows_of_which_the_first_spans_columns() -> None:
    facts = word(
        b.tbl(
            b.tr(
                b.tc("Ref", merge="restart"), b.tc("Action", merge="restart"),
                b.tc("Lead", span=2), b.tc("Date", span=2),
            ),
            b.tr(
                b.tc("", merge="continue"), b.tc("", merge="continue"),
                *map(b.tc, ("Agency", "Officer", "Target", "Completed")),
            ),
            row("1", "Audit every referral", "Fenshire Police", "Head of Crime", "June 2027", "4 May 2027"),
            row("2", "Publish the plan", "Fenmarch District Council", "Jo Finch", "May 2027", ""),
        )
    )  # fmt: skip
    first, second = facts.actions
    assert dict(first.columns) == {
        "ref": 0, "action": 1, "lead": 2, "lead-officer": 3, "target-date": 4, "completion": 5,
    }  # fmt: skip
    assert (first.lead_agency, first.lead_role, first.lead_person) == ("Fenshire Police", "Head of Crime", None)
    assert (second.lead_agency, second.lead_role, second.lead_person) == ("Fenmarch District Council", "", "Jo Finch")
    assert first.completed_on is not None
    assert first.completed_on.earliest == datetime.date(2027, 5, 4)
    assert facts.locate(first.block or 0).row == 1


@pytest.mark.parametrize(
    "header",
    [
        "Recommendation | Agreed action | Agency responsible | Timescale | Outcome | Update",
        "Outcome | Update | Timescale | Agency responsible | Agreed action | Recommendation",
        "Recommendation | Action (what needs to happen?) | Lead agency (who is responsible?) | Target date (by when) | "
        "Desired outcome – what will be different? | Progress update",
        "RECOMMENDATION | ACTION: what will be done | LEAD | TARGET DATE: by when | OUTCOME: what changes | UPDATES",
        "Learning point | What will be done | By whom | When | Success measure | Comments",
        "Overview report recommendation | Key action | Owner | Due date | Impact | Position statement",
    ],
)
def test_columns_in_any_order_and_wording(header: str) -> None:
    names = [name.strip().lower() for name in header.split("|")]
    values = {
        "rec": "1. Police to improve", "learn": "1. Police to improve", "overview": "1. Police to improve",
        "a": "Audit every referral", "w": "Audit every referral", "k": "Audit every referral",
        "agency": "Fenshire Police", "lead": "Fenshire Police", "by": "Fenshire Police", "owner": "Fenshire Police",
        "t": "June 2027", "when": "June 2027", "due": "June 2027", "out": "Fewer errors", "des": "Fewer errors",
        "succ": "Fewer errors", "imp": "Fewer errors", "up": "Begun", "prog": "Begun", "com": "Begun", "pos": "Begun",
    }  # fmt: skip
    cells = [values[max((key for key in values if name.startswith(key)), key=len)] for name in names]
    facts = facts_of(f"{HEAD}| {header} |\n|{'---|' * len(names)}\n| {' | '.join(cells)} |\n")
    (action,) = facts.actions
    assert (action.recommendation, action.action, action.lead, action.target_date, action.outcome, action.updates) == (
        "1", "Audit every referral", "Fenshire Police", "June 2027", "Fewer errors", ("Begun",),
    )  # fmt: skip


def test_two_header_rows_repeated_in_the_middle() -> None:
    header = "| Action | Lead | | Date | |\n"
    below = "| | Agency | Officer | Target | Completed |\n"
    facts = facts_of(
        f"{HEAD}{header}|---|---|---|---|---|\n{below}"
        "| Audit every referral | Fenshire Police | Head of Crime | June 2027 | |\n"
        f"{header}{below}| Publish the plan | Fenmarch District Council | Jo Finch | May 2027 | |\n"
    )
    assert [a.action for a in facts.actions] == ["Audit every referral", "Publish the plan"]


def test_the_year_stands_in_the_heading_of_the_column() -> None:
    facts = facts_of(
        f"{HEAD}| Action | Lead | Target date (2027) |\n|---|---|---|\n| Audit | Fenshire Police | 30 June |\n"
    )
    assert facts.actions[0].target is not None
    assert facts.actions[0].target.latest == datetime.date(2027, 6, 30)


# ---- rows that belong together


def test_a_row_cut_in_two_by_a_page_is_one_action() -> None:
    (action,) = word(
        b.tbl(
            row("Action", "Lead", "Target date", "RAG", "Update"),
            row("Audit every referral and report", "Fenshire Police, Head of", "June 2027", "Green", "Update: begun"),
            row("the findings to the board", "Crime", "", "", "Update: half done"),
        )
    ).actions
    assert action.action == "Audit every referral and report\nthe findings to the board"
    assert action.lead == "Fenshire Police, Head of Crime"
    assert action.updates == ("Update: begun", "Update: half done")


def test_small_letters_alone_do_not_join_two_actions() -> None:
    facts = facts_of(
        f"{HEAD}| Action | Lead | Target date |\n|---|---|---|\n"
        "| audit every referral | Fenshire Police | June 2027 |\n"
        "| train all officers | Fenshire Police | May 2027 |\n"
    )
    assert [a.action for a in facts.actions] == ["audit every referral", "train all officers"]


def test_a_row_that_leaves_lead_and_date_empty_has_those_of_the_row_above() -> None:
    first, second, third = facts_of(
        f"{HEAD}| Recommendation | Scope | Action | Lead | Target date | Outcome |\n|---|---|---|---|---|---|\n"
        "| 1. Police | Local | Audit | Fenshire Police | June 2027 | Fewer errors |\n| | | Train | | | |\n"
        "| 2. Council | Local | Publish | | | |\n"
    ).actions
    assert (second.lead, second.target, second.inherited) == (
        "Fenshire Police", first.target, ("lead", "target-date", "scope", "outcome"),
    )  # fmt: skip
    assert (third.lead, third.target, third.inherited) == ("", None, ())


def test_a_row_that_leaves_only_the_date_empty_has_none() -> None:
    actions = facts_of(
        f"{HEAD}| Recommendation | Action | Lead | Target date |\n|---|---|---|---|\n"
        "| 1. Police | Audit | Fenshire Police | June 2027 |\n| | Train | Fenshire Police | |\n"
    ).actions
    assert (actions[1].target, actions[1].target_kind, actions[1].inherited) == (None, "missing", ())


def test_items_with_letters_in_rows_of_their_own_and_in_the_action() -> None:
    actions = word(
        b.heading(2, "Recommendation 3"),
        b.tbl(
            row("Action", "Lead", "Target date", "RAG"),
            b.tr(b.tc("a)"), b.tc("Staff should know how to refer", span=3)),
            row("Hold sessions", "Fenshire Hospitals NHS Trust", "June 2027", "Green"),
            b.tr(b.tc("b) Staff should be trained", span=4)),
            row("Buy a course", "Fenshire Hospitals NHS Trust", "June 2027", "Green"),
            row("(c) Publish the results", "Fenshire Hospitals NHS Trust", "June 2027", "Green"),
        ),
    ).actions
    assert [(a.recommendation, a.item) for a in actions] == [("3", "a"), ("3", "b"), ("3", "b")]


def test_words_of_the_template_with_the_outcome_in_the_column_of_completion() -> None:
    first, second = facts_of(
        f"{HEAD}| Recommendation | Action to take | Lead Agency | Target Date | Date of completion and outcome |\n"
        "|---|---|---|---|---|\n"
        "| 1. Police | Audit | Fenshire Police | June 2027 | Not yet complete. Expected outcome: fewer errors in "
        "referrals. |\n| 2. Police | Train | Fenshire Police | June 2027 | Completed May 2027 |\n"
    ).actions
    assert "outcome" in first.fields
    assert first.outcome.endswith("fewer errors in referrals.")
    assert (first.done, second.done, second.outcome) == (False, True, "")


# ---- status


def test_status_by_the_colour_of_its_cell_alone() -> None:
    facts = word(
        b.tbl(
            row("Action", "Lead", "Target date", "RAG"),
            *(
                b.tr(b.tc(f"Action {shade}"), b.tc("Fenshire Police"), b.tc("June 2027"), b.tc("", shade=shade))
                for shade in ("FF0000", "FFC000", "92D050", "0070C0", "D9D9D9", "00B04F")
            ),
        )
    )
    assert [a.status for a in facts.actions] == [("Red",), ("Amber",), ("Green",), ("Blue",), (), ("Green",)]
    assert [a.status_by for a in facts.actions] == ["colour"] * 4 + [""] + ["colour"]
    assert [a.state for a in facts.actions] == ["late", "open", "done", "done", "", "done"]


def test_the_shade_of_a_header_or_of_a_whole_row_is_no_status() -> None:
    (action,) = word(
        b.tbl(
            b.tr(*(b.tc(text, shade="0070C0") for text in ("Action", "Lead", "Target date", "RAG"))),
            b.tr(b.tc("Audit", shade="92D050"), b.tc("Fenshire Police"), b.tc("June 2027"), b.tc("")),
        )
    ).actions
    assert action.status == ()


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        ("🟢", ("Green",), "sign"), ("A", ("Amber",), "sign"), ("✔", ("Complete",), "sign"),
        ("R / A", ("Red", "Amber"), "sign"),
        ("GREEN", ("Green",), "words"),
        ("Amber → Green", ("Amber", "Green"), "words"), ("On track", ("In progress",), "words"),
        ("Not yet complete", ("Not started",), "words"), ("Awaiting funds", ("Awaiting funds",), "words"),
    ],
)  # fmt: skip
def test_status_by_words_and_signs(text: str, status: tuple[str, ...], by: str) -> None:
    (action,) = facts_of(
        f"{HEAD}| Action | Lead | Target date | RAG |\n|---|---|---|---|\n"
        f"| Audit | Fenshire Police | June 2027 | {text} |\n"
    ).actions
    assert (action.status, action.status_by) == (status, by)


def test_a_coloured_dot() -> None:
    dot = b.p(b.r("●", props='<w:color w:val="FF0000"/>'))
    (action,) = word(
        b.tbl(
            row("Action", "Lead", "Target date", "RAG"),
            b.tr(*map(b.tc, ("Audit", "Fenshire Police", "June 2027")), b.tc(dot)),
        )
    ).actions
    assert (action.status, action.status_by) == (("Red",), "colour")


def test_the_key_of_the_plan_says_what_its_colours_mean() -> None:
    plan = "| Action | Lead | Target date | RAG |\n|---|---|---|---|\n| Audit | Fenshire Police | June 2027 | {} |\n"
    key = "Key: Red = not started, Amber = overdue, Green = on track, Blue = complete.\n\n"
    (green,) = facts_of(HEAD + key + plan.format("Green")).actions
    (blue,) = facts_of(HEAD + key + plan.format("Blue")).actions
    (plain,) = facts_of(HEAD + plan.format("Green")).actions
    assert (green.state, blue.state, plain.state) == ("open", "done", "done")
    assert (green.done, blue.done, plain.done) == (False, True, False)


def test_updates_with_dates_and_statuses_of_their_own_in_one_cell() -> None:
    (action,) = word(
        b.tbl(
            row("Action", "Lead", "Target date", "Progress update"),
            b.tr(
                *map(b.tc, ("Audit", "Fenshire Police", "June 2027")),
                b.tc(
                    b.p("Update March 2026 (Amber): the audit has begun."), b.p("Forty cases were read."),
                    b.p("12/09/2026: all cases were read."), b.p("RAG: Green"),
                    b.p("Update: no change since the last update in November 2026."),
                ),
            ),
        )
    ).actions  # fmt: skip
    assert [text.split("\n")[0][:14] for text in action.updates] == [
        "Update March 2",
        "12/09/2026: al",
        "Update: no cha",
    ]
    assert [when and when.text for when in action.update_dates] == ["March 2026", "12/09/2026", "November 2026"]
    assert (action.status, action.status_by) == (("Amber", "Green"), "updates")


def test_updates_with_the_latest_at_the_top_are_put_in_order() -> None:
    table = (
        "| Action | Lead | Target date | {}Update |\n|---|---|---|{}---|\n"
        "| Audit | Fenshire Police | June 2027 | {}{} |\n"
    )
    updates = "May 2026 (Green): done<br>March 2026 (Amber): begun"
    (own,) = facts_of(HEAD + table.format("", "", "", updates)).actions
    (column,) = facts_of(HEAD + table.format("RAG | ", "---|", "Green<br>Amber | ", updates)).actions
    assert own.updates[-1] == column.updates[-1] == "May 2026 (Green): done"
    assert own.status == column.status == ("Amber", "Green")


# ---- leads


@pytest.mark.parametrize(
    ("text", "agency", "role", "person"),
    [
        ("Fenshire Police, Head of Learning and Training", "Fenshire Police", "Head of Learning and Training", None),
        ("DCI Ann Other, Crime and Incident Management Fenshire Constabulary", "Fenshire Constabulary",
         "Crime and Incident Management", "DCI Ann Other"),
        ("Ann Other for Fenshire & Coast NHS Foundation Trust (FCFT)", "Fenshire & Coast NHS Foundation Trust", "",
         "Ann Other"),
        ("Fenshire Police, Chief Information Officer", "Fenshire Police", "Chief Information Officer", None),
        ("Fenmarch Integrated Care Board, Named Nurse", "Fenmarch Integrated Care Board", "Named Nurse", None),
        ("Adult social care", "Adult social care", "", None),
        ("Fenshire Police and Fenmarch District Council", "Fenshire Police; Fenmarch District Council", "", None),
        ("Head of Nursing", "", "Head of Nursing", None),
        ("TBC", "", "", None),
        ("", "", "", None),
    ],
)  # fmt: skip
def test_agency_post_and_person_apart(text: str, agency: str, role: str, person: str | None) -> None:
    (action,) = facts_of(
        f"{HEAD}| Action | Lead | Target date |\n|---|---|---|\n| Audit | {text} | June 2027 |\n"
    ).actions
    assert (action.lead_agency, action.lead_role, action.lead_person) == (agency, role, person)


# ---- plain text


def test_a_plan_in_plain_text_and_one_whose_words_are_broken() -> None:
    table = (
        "| Action | Lead Agency | Target date | {} |\n| Audit every referral | Fenshire Police | June 2027 | Green |\n"
    )
    whole = facts_of(f"Action plan\n\n{table.format('Progress')}")
    broken = facts_of(f"Action plan\n\n{table.format('Progr ess')}")
    assert [a.torn for a in whole.actions] == [False]
    assert [(a.torn, a.status) for a in broken.actions] == [(True, ("Green",))]


def test_a_line_that_a_scan_has_cut_at_the_columns_is_a_heading() -> None:
    actions = facts_of(
        f"{HEAD}| Scope | Action | Lead | Target date | Update |\n|---|---|---|---|---|\n"
        "| Local | Audit every referral | Fenshire Police | June 2027 | Update: begun |\n"
        "| b) Staff sho | uld document concerns | in the rec | ord in full d | etail at once |\n"
        "| Local | Train all staff | Fenshire Police | June 2027 | Update: begun |\n"
    ).actions
    assert [(a.item, a.action) for a in actions] == [("", "Audit every referral"), ("b", "Train all staff")]


def test_what_an_action_and_a_recommendation_are_known_by() -> None:
    facts = facts_of(
        "# Overview report\n\n# Recommendations\n\n- Fenshire Police should audit its referrals.\n"
        "- The council should publish its plan.\n\n# Action plan\n\n"
        "| Ref | Recommendation | Action | Lead | Target date |\n|---|---|---|---|---|\n"
        "| R2a | The council should publish its plan | Publish | Fenmarch District Council | June 2027 |\n"
    )
    assert [r.known_by for r in facts.recommendations] == [
        ("1", "Fenshire Police should audit its referrals."),
        ("2", "The council should publish its plan."),
    ]
    assert facts.actions[0].known_by == ("2", "R2a", "The council should publish its plan")


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("3", "3"),
        ("3.", "3"),
        ("R3", "3"),
        ("Rec 3", "3"),
        ("No. 3", "3"),
        ("3a", "3"),
        ("2.1", "2.1"),
        ("SA1", ""),
        ("", ""),
    ],
)
def test_the_number_in_a_reference(reference: str, number: str) -> None:
    assert Action(0, 1, reference).number == number


def test_a_heading_in_the_row_that_markdown_takes_for_the_header() -> None:
    actions = facts_of(
        f"{HEAD}| Recommendation 4: tenancies | | | | |\n|---|---|---|---|---|\n"
        "| Ref | Action | Lead | Target date | RAG |\n| 4.1 | Audit | Fenshire Police | June 2027 | Green |\n"
    ).actions
    assert [(a.recommendation, a.ref, a.action) for a in actions] == [("4", "4.1", "Audit")]


def test_references_of_actions_below_their_recommendation() -> None:
    actions = facts_of(
        f"{HEAD}| Ref | Action | Lead | Target date | RAG |\n|---|---|---|---|---|\n| Recommendation 2 | | | | |\n"
        "| 2.1 | Audit | Fenshire Police | June 2027 | Green |\n| 2.2 | Train | Fenshire Police | June 2027 | Green |\n"
    ).actions
    assert [a.recommendation for a in actions] == ["2", "2"]
    (alone,) = facts_of(
        f"{HEAD}| Ref | Action | Lead | Target date |\n|---|---|---|---|\n"
        "| 3.1 | Audit | Fenshire Police | June 2027 |\n"
    ).actions
    assert alone.known_by[:2] == ("3.1", "3")
