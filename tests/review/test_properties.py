"""The properties of a file against its text."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Facts, Person
from dhr_qa.review.properties import is_public, unseen_words
from tests.engine.make import facts


def report() -> Facts:
    people = (Person("Judith Arkwright", "author"), Person("Maya", "victim", True))
    return facts("# Overview report\nThe report on Maya by Judith Arkwright for Fenmarch.", people=people)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("DHR Overview Report: Maya", []),
        ("Overview report Anita Shalloway v0.7", ["Anita", "Shalloway"]),
        ("OVERVIEW SHALLOWAY", ["SHALLOWAY"]),
        ("Final Draft Version for Fenmarch, September 2024", []),
        ("Review into the death of Grace", ["Grace"]),
        ("", []),
    ],
)
def test_names_that_the_text_does_not_use(value: str, words: list[str]) -> None:
    assert unseen_words(value, report()) == words


def test_whom_a_report_names_anyway() -> None:
    assert is_public("J. Arkwright", report())
    assert not is_public("Jo Finch", report())
    assert not is_public("Maya", report())
