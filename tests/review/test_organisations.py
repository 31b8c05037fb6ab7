"""The organisations that a document names."""

from __future__ import annotations

import pytest

from dhr_qa.review.organisations import find_organisations
from tests.review.making import facts_of
from tests.review.vocab import vocabulary


def named(text: str) -> list[tuple[str, str, int]]:
    found = find_organisations(facts_of(f"# Overview report\n\n# Methodology\n\n{text}\n"), vocabulary())
    return [(each.name, each.kind, each.count) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fenshire Police and Fenshire Constabulary met Fenshire Police.",
            [("Fenshire Police", "police", 2), ("Fenshire Constabulary", "police", 1)],
        ),
        ("Fenland and Coast NHS Foundation Trust wrote.", [("Fenland and Coast NHS Foundation Trust", "health", 1)]),
        (
            "Fenmarch District Council, Marshwide Homes and the Probation Service wrote.",
            [
                ("Fenmarch District Council", "council", 1),
                ("Marshwide Homes", "housing", 1),
                ("Probation Service", "probation", 1),
            ],
        ),
        ("The police came.", []),
    ],
)
def test_each_name_once(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert named(text) == expected


def test_the_root_is_what_tells_one_body_from_others_of_its_sort() -> None:
    found = find_organisations(facts_of("# Report\n\nFenshire Police and Fenshire Constabulary met.\n"), vocabulary())
    assert [each.root for each in found] == ["Fenshire", "Fenshire"]
