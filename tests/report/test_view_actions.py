"""The action plan by date: how each action stands, and a chart that is true to its dates."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from msgspec.structs import replace

from dhr_qa.report.plain_words import Words, when
from dhr_qa.report.view_actions import actions, grid, terms
from dhr_qa.report.view_model import Actions
from dhr_qa.review.facts import Action, Facts, When, with_known
from tests.report.sample_page import FACTS, RULEBOOK, month

WORDS = Words(RULEBOOK)
TODAY = datetime.date(2026, 11, 22)


def plan(*rows: Action, today: datetime.date = TODAY, masked: bool = False) -> Actions:
    made = actions(with_known(replace(FACTS), actions=rows), WORDS, today, masked, "plan.docx")
    assert made is not None
    return made


def states(made: Actions) -> list[str]:
    column = made.grid.headings.index("How it stands")
    return [row[column] for row in made.grid.rows]


def day(*parts: int) -> When:
    date = datetime.date(*parts)
    return When(date, date, "day")


def test_no_plan_no_part() -> None:
    assert actions(replace(FACTS), WORDS, TODAY, False, "a") is None
    assert terms(replace(FACTS), WORDS, False, "a") is None


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Action(0, 1, target=month(2026, 12)), "To come"),
        (Action(0, 1, target=month(2026, 11)), "To come"),  # its last day has not passed
        (Action(0, 1, target=month(2026, 10)), "Late"),
        (Action(0, 1, target=month(2026, 10), status=("Amber", "Green")), "Finished"),
        (Action(0, 1, target=month(2026, 10), status=("Green", "Amber")), "Late"),  # the last status counts
        (Action(0, 1, target=month(2026, 10), completed_on=day(2026, 1, 2)), "Finished"),
        (Action(0, 1, target=month(2026, 10), completed="Not yet complete"), "Late"),
        (Action(0, 1, target_date="Ongoing"), "No date"),
        (Action(0, 1, target_date="Ongoing", completed_on=day(2026, 1, 2)), "Finished"),
    ],
)
def test_how_an_action_stands(action: Action, state: str) -> None:
    assert states(plan(action)) == [state]


def test_rows_stand_by_date_and_those_without_come_last() -> None:
    made = actions(FACTS, WORDS, TODAY, False, "a")
    assert made is not None
    assert [row[0] for row in made.grid.rows] == ["By January 2020", "June 2026", "March 2027", "Ongoing"]
    assert made.summary == "4 actions: 1 late, 1 to come, 1 finished and 1 without a date."


def test_a_date_that_was_read_otherwise_says_how() -> None:
    made = plan(Action(0, 1, target_date="end of Q1 2026", target=month(2026, 3)))
    assert made.grid.rows[0][0] == "end of Q1 2026 (read as March 2026)"


def test_columns_without_anything_are_left_out() -> None:
    made = grid("Caption", ["a", "b", "c"], [["1", "", "x"], ["2", "", ""]])
    assert made.headings == ("a", "c")
    assert made.rows == (("1", "x"), ("2", ""))
    assert "Date of completion" not in plan(Action(0, 1, target=month(2026, 3))).grid.headings


def test_the_chart_is_true_to_the_dates() -> None:
    rows = [Action(0, number, str(number), target=month(2026, number)) for number in range(1, 13)]
    chart = plan(*rows).chart
    assert chart is not None
    ends = [bar.x_end for bar in chart.bars]
    assert ends == sorted(ends)
    assert all(chart.left <= bar.x <= bar.x_end <= chart.right for bar in chart.bars)
    assert all(after.y - before.y == chart.bars[1].y - chart.bars[0].y for before, after in pairwise(chart.bars))
    assert chart.today is not None
    late = [bar.x_end < chart.today for bar in chart.bars]
    assert [bar.state for bar in chart.bars] == ["late" if each else "ahead" for each in late]
    assert [tick.label for tick in chart.ticks][:2] == ["Jan 2026", "Mar 2026"]


def test_a_late_finish_is_drawn_to_its_day() -> None:
    done = Action(0, 1, target=month(2026, 1), completed_on=day(2026, 9, 1))
    chart = plan(done).chart
    assert chart is not None
    assert chart.bars[0].done is not None
    assert chart.bars[0].x_end < chart.bars[0].done <= chart.right


@pytest.mark.parametrize("today", [datetime.date(2019, 1, 1), datetime.date(2040, 1, 1)])
def test_a_plan_of_long_ago_is_not_squeezed_by_today(today: datetime.date) -> None:
    chart = plan(Action(0, 1, target=month(2026, 1)), Action(0, 2, target=month(2026, 6)), today=today).chart
    assert chart is not None
    assert chart.today is None
    assert chart.bars[-1].x_end - chart.bars[0].x > (chart.right - chart.left) / 2


def test_one_day_only_and_many_years_are_drawn_too() -> None:
    assert plan(Action(0, 1, target=day(2026, 3, 1))).chart is not None
    chart = plan(Action(0, 1, target=month(1999, 1)), Action(0, 2, target=month(2099, 1))).chart
    assert chart is not None
    assert 2 <= len(chart.ticks) <= 9


def test_without_any_date_there_is_no_chart() -> None:
    made = plan(Action(0, 1, target_date="Ongoing"))
    assert made.chart is None
    assert made.summary == "1 action: 1 without a date."


def test_long_words_in_place_of_a_number_leave_room_for_the_action() -> None:
    made = plan(
        Action(0, 1, "Fenshire and Fenmarch NHS Foundation Trust", "b", action="Train staff", target=month(2027, 1))
    )
    assert made.chart is not None
    assert made.chart.bars[0].label == "b Train staff"


def test_masked_it_shows_dates_and_numbers_and_no_words() -> None:
    row = Action(0, 1, "Zephyrine's ward", "b", action="Tell Zephyrine", lead="Z. Okonjo, Police", lead_person="Okonjo",
                 target_date="When Zephyrine agrees, March 2027", target=month(2027, 3), completed="by Okonjo",
                 status=("Amber",))  # fmt: skip
    made = plan(row, masked=True)
    assert made.grid.rows[0][0] == "March 2027"
    assert "Amber" in made.grid.rows[0]
    assert not any(word in str(made) for word in ("Zephyrine", "Okonjo", "agrees", "Police"))


def test_a_status_of_ones_own_is_masked_too() -> None:
    row = Action(0, 1, "1", target=month(2027, 3), status=("Waiting for Zephyrine",))
    assert "Waiting for Zephyrine" in plan(row).grid.rows[0]
    assert "Zephyrine" not in str(plan(row, masked=True))


def test_terms_have_their_labels_their_kind_and_their_place() -> None:
    made = terms(FACTS, WORDS, False, "a")
    assert made is not None
    assert made.headings == ("Item", "What it asks", "Kind", "Where")
    assert made.rows[1] == ("b", "To finish within six months.", "Process", "paragraph 6")
    plain: Facts = with_known(replace(FACTS), terms=FACTS.terms[:1])
    only = terms(plain, WORDS, False, "a")
    assert only is not None
    assert only.headings == ("Item", "What it asks", "Where"), "no column where nothing is known"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, ""),
        (day(2027, 3, 1), "1 March 2027"),
        (month(2027, 3), "March 2027"),
        (When(datetime.date(2027, 1, 1), datetime.date(2027, 12, 31), "year"), "2027"),
        (When(datetime.date(2027, 1, 1), datetime.date(2027, 3, 31), "quarter"), "1 January 2027 to 31 March 2027"),
        (When(datetime.date(2027, 9, 1), datetime.date(2027, 9, 30), "day", problem="not a day"), "September 2027"),
    ],
)
def test_dates_in_words(date: When | None, said: str) -> None:
    assert when(date) == said
