"""Which files that were given one by one are papers of one review."""

from __future__ import annotations

import pytest

from dhr_qa.review.packs import card_of, one_review
from tests.review.making import facts_of

REPORT = "# Overview report\n\n# Introduction\n\nThe victim, {name}, died in 2024. {name} was 36.\n"
SUMMARY = "# Executive summary\n\n# Introduction\n\nThe victim, {name}, died in 2024. {name} was 36.\n"
PLAN = "| Recommendation | Action | Lead agency | Target date |\n|---|---|---|---|\n| 1 | Train | Police | May 2026 |\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([REPORT.format(name="Maya"), SUMMARY.format(name="Maya"), PLAN], True),
        ([REPORT.format(name="Maya"), SUMMARY.format(name="Mayra")], True),  # a slip, for a rule to find
        ([REPORT.format(name="Maya"), SUMMARY.format(name="Hannah")], False),
        ([REPORT.format(name="Maya"), REPORT.format(name="Maya")], False),
        ([REPORT.format(name="Maya"), PLAN, PLAN], True),
        ([SUMMARY.format(name="Maya"), "# Overview report\n\n# Introduction\n\nShe died in 2024.\n"], True),
    ],
)
def test_papers_of_one_review(texts: list[str], expected: bool) -> None:
    assert one_review([card_of(facts_of(text)) for text in texts]) is expected


def test_one_document_is_no_pack() -> None:
    assert not one_review([card_of(facts_of(PLAN))])
