"""Action plans in the layouts that reports use, read as actions."""

from __future__ import annotations

import datetime

import pytest

from dhr_qa.review.cells import completion_date, lead_person, status_words
from dhr_qa.review.facts import Action
from dhr_qa.review.lexicon import lexicon_for
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

_HEAD = "# Action plan\n\n"
_COLUMNS = "| Scope | Action to take | Lead Agency | Target date | Date of completion |\n|---|---|---|---|---|\n"


def _actions(text: str) -> tuple[Action, ...]:
    return facts_of(_HEAD + text).actions


def test_a_column_for_the_recommendation() -> None:
    first, second, third = _actions(
        "| Recommendation | Action to take | Lead Agency | Key milestones | Target Date | Date of completion and "
        "outcome |\n"
        "|---|---|---|---|---|---|\n"
        "| 1. Police to audit | Audit referrals | Fenshire Police | Audit designed | June 2027 | Complete 3 May "
        "2027 |\n"
        "| | Train staff | Fenshire Police | | by end of 2027 | |\n"
        "| 2. Council to publish | Publish the plan | Fenshire Council | | Ongoing | |\n"
    )
    assert [a.recommendation for a in (first, second, third)] == ["1", "1", "2"]
    assert (first.action, first.lead, first.milestones) == ("Audit referrals", "Fenshire Police", "Audit designed")
    assert first.target is not None
    assert (first.target.earliest, first.target.latest) == (datetime.date(2027, 6, 1), datetime.date(2027, 6, 30))
    assert first.completed_on is not None
    assert first.completed_on.earliest == datetime.date(2027, 5, 3)
    assert second.target is not None
    assert (third.target_date, third.target) == ("Ongoing", None)
    assert dict(first.columns) == {
        "recommendation": 0, "action": 1, "lead": 2, "milestones": 3, "target-date": 4, "completion": 5,
    }  # fmt: skip


def test_the_recommendation_as_a_heading_above_tables_of_which_only_the_first_has_headings() -> None:
    actions = _actions(
        f"## Recommendation 1\n\n{_COLUMNS}| Local | Audit referrals | Fenshire Police | June 2027 | |\n\n"
        "## Recommendation 2\n\n**Fenshire Council**\n\n"
        "|  |  |  |  |  |\n|---|---|---|---|---|\n| Local | Publish the plan | Fenshire Council | May 2027 | |\n"
    )
    assert [(a.recommendation, a.action, a.scope) for a in actions] == [
        ("1", "Audit referrals", "Local"),
        ("2", "Publish the plan", "Local"),
    ]


def test_rows_across_the_table_are_headings() -> None:
    actions = _actions(
        f"{_COLUMNS}| Recommendation 1 – Fenshire Police | | | | |\n| a) Referrals | | | | |\n"
        "| Local | Audit referrals | Fenshire Police | June 2027 | |\n| b) Training | | | | |\n"
        "| Local | Train staff | Fenshire Police | July 2027 | |\n| Recommendation 2 | | | | |\n"
        "| Local | Publish | Fenshire Council | July 2027 | |\n"
    )
    assert [(a.recommendation, a.item, a.action) for a in actions] == [
        ("1", "a", "Audit referrals"),
        ("1", "b", "Train staff"),
        ("2", "", "Publish"),
    ]
    assert actions[2].heading == "Recommendation 2"


def test_a_second_header_row_of_prompts_and_a_header_repeated_are_no_actions() -> None:
    prompts = (
        "| Local, regional or national? | What actions need to occur? | | Date the recommendation should "
        "be implemented by | |\n"
    )
    row = "| Local | Audit referrals | Fenshire Police | June 2027 | |\n"
    again = "| Scope | Action to take | Lead Agency | Target date | Date of completion |\n"
    facts = facts_of(f"{_HEAD}{_COLUMNS}{prompts}{row}{again}{prompts}{row}")
    assert [a.action for a in facts.actions] == ["Audit referrals", "Audit referrals"]
    assert facts.tables[0].header_rows == 2
    assert facts.locate(facts.actions[0].block or 0).row == 1


def test_a_row_with_an_update_alone_goes_on_from_the_one_above() -> None:
    (action,) = _actions(
        "| Action | Lead agency | Target date | RAG | Progress update |\n|---|---|---|---|---|\n"
        "| Audit referrals | Fenshire Police | June 2027 | Amber | Update: begun |\n| | | | Green | Update: done |\n"
    )
    assert action.status == ("Amber", "Green")
    assert action.updates == ("Update: begun", "Update: done")


def test_a_plan_written_downwards() -> None:
    (action,) = _actions(
        "| Recommendation 1 | Police to audit |\n|---|---|\n| Action to take | Audit referrals |\n| Lead agency "
        "| Fenshire Police |\n"
        "| Target date | June 2027 |\n| Outcome | Fewer errors |\n"
    )
    assert (action.action, action.lead, action.target_date, action.outcome) == (
        "Audit referrals",
        "Fenshire Police",
        "June 2027",
        "Fewer errors",
    )


def test_empty_rows_are_no_actions() -> None:
    assert len(_actions(f"{_COLUMNS}| Local | Audit referrals | Fenshire Police | June 2027 | |\n| | | | | |\n")) == 1


def test_an_action_without_a_lead_is_one_all_the_same() -> None:
    (action,) = _actions(f"{_COLUMNS}| Local | Audit referrals | | | |\n")
    assert (action.lead, action.target, action.completed_on, action.lead_person) == ("", None, None, None)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("DCI Ann Other, Crime and Safeguarding, Fenshire Police", "DCI Ann Other"),
        ("Fenshire Police – DI Writer", "DI Writer"),
        ("Ann Other for Fenshire Hospitals NHS Trust", "Ann Other"),
        ("Ann Other, Named Nurse", "Ann Other"),
        ("Fenshire County Council", None),
        ("Head of Safeguarding", None),
        ("TBC", None),
        ("", None),
    ],
)
def test_the_person_in_a_lead_cell(text: str, person: str | None) -> None:
    assert lead_person(text, lexicon_for(vocabulary())) == person


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Green\n\nAmber for implementation", ("Green", "Amber")),
        ("GREEN", ("Green",)),
        ("In progress", ("In progress",)),
        ("on track", ("In progress",)),
        ("Awaiting funding", ("Awaiting funding",)),
        ("Completed", ("Complete",)),
        ("", ()),
    ],
)
def test_status_words(text: str, words: tuple[str, ...]) -> None:
    assert status_words(text, lexicon_for(vocabulary())) == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("COMPLETE 01/11/2023", datetime.date(2023, 11, 1)),
        ("Commenced 18/11/21\nCOMPLETE 13/09/2022", datetime.date(2022, 9, 13)),
        ("Commenced 18/11/21", None),
        ("13/09/2022", datetime.date(2022, 9, 13)),
        ("Complete", None),
        ("", None),
    ],
)
def test_the_date_of_completion(text: str, day: datetime.date | None) -> None:
    found = completion_date(text, lexicon_for(vocabulary()))
    assert (found.earliest if found else None) == day
