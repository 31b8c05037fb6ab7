"""Tests of fields, symbolic limits and dates that are not exact."""

from __future__ import annotations

from typing import Any

import pytest

from dhr_qa.engine.results import CannotCheck
from dhr_qa.engine.where import holds, limit, same, within
from dhr_qa.review.facts import Event
from tests.engine.make import condition, facts, scope, vocabulary, when

KNOWN = facts("Some text.", events=(Event("decision", when("2020-03-10"), 0, 0, 3),))
WORDS = vocabulary({"done": ["complete*"]})
FIELDS: dict[str, Any] = {
    "n": 5,
    "text": "Amber",
    "list": ["Red", "Green"],
    "empty": " ",
    "no": None,
    "yes": True,
    "day": when("2021-05-01"),
    "month": when("2020-03"),
    "number": "12.5 MB",
    "none": (),
    "status": "COMPLETE June",
}


def test_holds() -> None:
    where = scope(KNOWN, words=WORDS, case={"commissioned": "2020-03-20"})
    good: list[dict[str, Any]] = [
        {"n": 5},
        {"n": [4, 5]},
        {"n": {"min": 5, "max": 5}},
        {"text": "amber"},
        {"text": {"not": "Red"}},
        {"text": {"not": ["Red", "Green"]}},
        {"list": "green"},
        {"list": {"not": "Blue"}},
        {"empty": {"present": False}},
        {"no": {"present": False}},
        {"none": {"present": False}},
        {"yes": True},
        {"number": {"min": 12}},
        {"text": {"any": ["Amber", "Red"]}},
        {"status": {"mentions": ["done"]}},
        {"text": {"without": ["done"]}},
        {"day": {"min": "2021-05-01", "max": "2021-05-01"}},
        {"day": {"min": "event:decision+31"}},
        {"day": {"max": "as-of"}},
        {"month": {"max": "case:commissioned", "about": True}},
        {"day": {"min": "field:month"}},
        {"month": {"min": "2020-03-01", "max": "2020-03-31"}},
    ]
    bad: list[dict[str, Any]] = [
        {"n": 4},
        {"n": {"min": 6}},
        {"text": "Red"},
        {"list": {"not": "Red"}},
        {"no": 5},
        {"no": {"min": 1}},
        {"empty": {"present": True}},
        {"status": {"without": ["done"]}},
        {"text": {"min": 1}},
        {"month": {"max": "case:commissioned"}},
        {"month": {"min": "2020-03-02"}},
        {"n": 5, "text": "Red"},
    ]
    for test in good:
        assert holds(test, FIELDS.get, where, where.readings[0]), test
    for test in bad:
        assert not holds(test, FIELDS.get, where, where.readings[0]), test


@pytest.mark.parametrize(("symbol", "reason"), [("event:death", "death"), ("case:commissioned", "commissioned")])
def test_a_limit_that_is_not_known_cannot_be_checked(symbol: str, reason: str) -> None:
    with pytest.raises(CannotCheck, match=reason):
        holds({"day": {"max": symbol}}, FIELDS.get, scope(KNOWN))


def test_limits_say_their_date() -> None:
    found = limit("event:decision+31", None, scope(KNOWN), None)
    assert (found.earliest.isoformat(), found.text) == ("2020-04-10", "10 April 2020")
    assert limit("event:decision-9", None, scope(KNOWN), None).earliest.isoformat() == "2020-03-01"
    assert limit(5, None, scope(KNOWN), None) == 5


def test_an_event_of_another_kind_of_document_is_no_limit() -> None:
    with pytest.raises(CannotCheck):
        limit("event:decision", None, scope(KNOWN, kind="action-plan"), None)


def test_imprecise_dates_possibly_and_certainly() -> None:
    month, day = when("2020-03"), when("2020-03-10")
    assert not within(month, "max", day)
    assert within(month, "max", day, possibly=True)
    assert not within(month, "min", day)
    assert within(month, "min", day, possibly=True)
    assert within(when("2020-02"), "max", day)
    assert not within(when("2020-04"), "max", day, possibly=True)


def test_same() -> None:
    assert same("Café", "cafe")
    assert same(True, True)
    assert not same(None, "x")
    assert same(None, None)
    assert same("3", 3)
    assert condition({"case": {"type": "suicide"}}).case == {"type": ["suicide"]}
