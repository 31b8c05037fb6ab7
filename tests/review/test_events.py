"""Dated events of the case and the review."""

from __future__ import annotations

import pytest

from tests.review.making import facts_of

_HEAD = "# Overview report\n\n# Timescales\n\n"


def _events(text: str, head: str = _HEAD) -> list[tuple[str, str]]:
    return [(e.name, e.when.earliest.isoformat()) for e in facts_of(head + text).events]


@pytest.mark.parametrize(
    ("sentence", "event", "day"),
    [
        ("Anna died in January 2020.", "death", "2020-01-01"),
        ("Anna was murdered on 3 May 2020.", "death", "2020-05-03"),
        (
            "Her death was notified to the community safety partnership on 20 January 2020.",
            "notification",
            "2020-01-20",
        ),
        ("Fenshire Police made the referral in February 2020.", "notification", "2020-02-01"),
        ("The decision to hold a review was made in March 2020.", "decision", "2020-03-01"),
        ("In March 2020 the partnership decided to undertake a DHR.", "decision", "2020-03-01"),
        ("The partnership commissioned the review in April 2020.", "commissioned", "2020-04-01"),
        ("The Home Office was notified on 4 April 2020.", "home-office-notified", "2020-04-04"),
        ("The independent chair was appointed in May 2020.", "chair-appointed", "2020-05-01"),
        ("The first panel meeting was held in June 2020.", "first-panel", "2020-06-01"),
        ("Individual management reviews were due by 1 August 2020.", "imr-due", "2020-08-01"),
        ("Ben was convicted of murder in June 2021.", "trial", "2021-06-01"),
        ("Ben was sentenced to life imprisonment in July 2021.", "sentence", "2021-07-01"),
        ("The inquest was held in May 2022.", "inquest", "2022-05-01"),
        ("The review was completed in September 2021.", "completion", "2021-09-01"),
        ("The report was submitted to the Home Office in October 2021.", "submission", "2021-10-01"),
        ("The report was signed off in October 2021.", "agreed", "2021-10-01"),
        (
            "The police informed the Safer Fenmarch Partnership of the death in writing on 24 May 2020.",
            "notification",
            "2020-05-24",
        ),
        ("Her death was referred to the partnership by the police in December 2020.", "notification", "2020-12-01"),
        (
            "On 12 May 2020 the chair determined that the circumstances fell within section 9(1).",
            "decision",
            "2020-05-12",
        ),
        ("On 25 August 2020 it resolved to conduct a review.", "decision", "2020-08-25"),
        ("Ms Verrin was appointed in April 2020 to chair the panel.", "chair-appointed", "2020-04-01"),
        ("I was appointed in October 2020.", "chair-appointed", "2020-10-01"),
        ("The panel came together for the first time in March 2020.", "first-panel", "2020-03-01"),
        ("The panel met on five occasions between May 2020 and February 2021.", "first-panel", "2020-05-01"),
        ("We took until June 2021.", "completion", "2021-06-01"),
    ],
)
def test_a_phrase_and_a_date_in_one_sentence(sentence: str, event: str, day: str) -> None:
    assert (event, day) in _events(sentence)


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Anna died. The panel met in May 2020.", "death"),
        ("Training was completed in May 2020.", "completion"),
        ("After the death of her mother's death in 2010 she moved.", "death"),
        ("The report will be completed by May 2023.", "completion"),
        ("The CPS took the decision not to prosecute in May 2019.", "decision"),
        ("The GP letter dated 3 May 2019 was not found.", "letter"),
        ("In May 2019 a referral to MARAC was made.", "notification"),
        ("The school was notified of the incident in May 2019.", "notification"),
        ("The review should have been finished by July 2023.", "completion"),
        ("In May 2020 the safeguarding children partnership concluded that the criteria were not met.", "decision"),
    ],
)
def test_what_is_not_that_event(sentence: str, event: str) -> None:
    assert event not in [name for name, _ in _events(sentence)]


def test_the_nearest_date_is_taken() -> None:
    found = _events("The chair was appointed in May 2020 and the first panel meeting took place in July 2020.")
    assert ("chair-appointed", "2020-05-01") in found
    assert ("first-panel", "2020-07-01") in found


def test_the_title_page() -> None:
    found = _events(
        "",
        "# Overview report into the death of Anna, who died in January 2020\n\nAnn Other\n\nSeptember 2021\n\n"
        "Revised September "
        "2023\n\n# Introduction\n\nText.\n",
    )
    assert found == [("death", "2020-01-01"), ("completion", "2021-09-01"), ("revised", "2023-09-01")]


def test_the_date_of_a_letter() -> None:
    found = _events(
        "",
        "# Home Office Feedback Letter\n\n29th February 2024\n\nDear Ann,\n\nThe report was considered in "
        "February 2024.\n",
    )
    assert found == [("letter", "2024-02-29"), ("qa-panel", "2024-02-01")]


def test_a_table_of_dates() -> None:
    found = _events(
        "| Date | Event |\n|---|---|\n| May 2020 | Chair appointed |\n| 3 June 2020 | First panel meeting |\n"
    )
    assert found == [("chair-appointed", "2020-05-01"), ("first-panel", "2020-06-03")]


def test_a_period_is_one_event() -> None:
    facts = facts_of(
        "# Overview report\n\n# Terms of Reference\n\n- Consider the period from January 2017 to January 2020.\n"
    )
    (period,) = (e for e in facts.events if e.name == "period")
    assert (period.when.earliest.isoformat(), period.when.latest.isoformat()) == ("2017-01-01", "2020-01-31")


def test_plans_and_contents_give_no_events() -> None:
    assert (
        _events(
            "| Action | Lead agency | Target date |\n|---|---|---|\n| The review was completed | Fenshire Police "
            "| May 2021 |\n",
            "# Action plan\n\n",
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "# Dissemination\n\nHer daughter's letter of December 2020 was not read by anybody until after the death.",
        "# Introduction\n\nThe panel agreed that the review would cover January 2017 to September 2021.",
    ],
)
def test_a_letter_of_the_family_and_a_period_are_no_steps_of_the_review(text: str) -> None:
    names = {event.name for event in facts_of(text, kind="overview-report").events}
    assert not names & {"letter", "decision"}
