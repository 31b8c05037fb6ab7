"""What sort of case a review is about."""

from __future__ import annotations

import datetime

import pytest

from tests.review.making import facts_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna was killed by her husband. He was convicted of murder.", "homicide"),
        (
            "Anna took her own life in May 2021 after years of abuse. The inquest recorded a conclusion of suicide.",
            "suicide",
        ),
        ("Anna was murdered by her husband, who then took his own life.", "homicide-suicide"),
        ("This domestic homicide review is about Anna, who died by suicide.", "suicide"),
        (
            "Anna was killed. She had once attempted suicide, and her GP spoke of a risk of suicide. Ben was "
            "charged with murder.",
            "homicide",
        ),
        ("This review is about services.", ""),
    ],
)
def test_the_type_is_told_by_how_the_death_is_spoken_of(text: str, kind: str) -> None:
    assert facts_of(f"# Overview report\n\n# Introduction\n\n{text}\n").case.get("type", "") == kind


def test_dates_and_naming() -> None:
    case = facts_of(
        "# Overview report\n\n# Introduction\n\nThe death of Anna was notified on 3 May 2020. The partnership "
        "commissioned the "
        "review in June 2020.\n"
    ).case
    assert (case["commissioned"], case["naming"]) == ("2020-06-01", "pseudonym")


def test_the_settings_go_before_what_is_found() -> None:
    case = facts_of(
        "# Overview report\n\nAnna was murdered.\n",
        case={"type": "suicide", "commissioned": datetime.date(2021, 2, 3), "stage": None},
    ).case
    assert (case["type"], case["commissioned"]) == ("suicide", "2021-02-03")
    assert "stage" not in case
