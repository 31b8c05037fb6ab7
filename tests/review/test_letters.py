"""The points of feedback letters, however they are written."""

from __future__ import annotations

import pytest

from dhr_qa.review.letters import POINT_KINDS, Point, find_points
from dhr_qa.rulebook.known import POINT_KINDS as KNOWN
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

OPENING = """\
2 Marsham Street

Tom Ferriby

Dear Tom,

Thank you for submitting the report (Maya) for Fenmarch Community Safety Partnership to the Quality Assurance Panel.

The QA panel felt that this is a sensitive report. The pen portrait gave a good sense of Maya.
"""
CLOSE = """
Please ensure this letter is published alongside the report. I would be grateful if you could send a digital copy.

Yours sincerely,

Home Office Quality Assurance Panel
"""


def points(body: str, *kinds: str) -> list[Point]:
    found = find_points(facts_of(f"{OPENING}\n{body}\n{CLOSE}"), vocabulary())
    return [point for point in found if point.kind in (kinds or ("numbered", "bullet", "prose"))]


def test_numbered_points_and_those_below_one() -> None:
    found = points(
        "Areas for final development:\n\n"
        "1. Economic abuse is named. It is not explored.\n"
        "2. The equality section is thin:\n   - disability is not analysed;\n   - age is not considered.\n"
        "3. Name coercive control in the terms of reference.\n"
    )
    assert [(point.number, point.kind) for point in found] == [
        ("1", "numbered"), ("2.1", "numbered"), ("2.2", "numbered"), ("3", "numbered"),
    ]  # fmt: skip
    assert found[0].text == "Economic abuse is named. It is not explored."
    assert found[1].under == "The equality section is thin"
    assert found[0].under == "", "a line that only leads to the list says nothing of its points"


def test_bullets_under_heads() -> None:
    found = points("Structure:\n\n- Please bring the terms of reference forward.\n- Number every paragraph.\n")
    assert [(point.number, point.under) for point in found] == [("", "Structure"), ("", "Structure")]


def test_requests_in_prose() -> None:
    found = points(
        "It would have been helpful to hear from Maya's employer. The report is well written. "
        "There is no reference to economic abuse.\n"
    )
    assert [point.text for point in found] == [
        "It would have been helpful to hear from Maya's employer.", "There is no reference to economic abuse.",
    ]  # fmt: skip
    assert {point.kind for point in found} == {"prose"}


def test_what_every_letter_says_is_kept_apart() -> None:
    assert points("") == []
    assert len(points("", "publishing")) == 2
    assert points("The report may now be published.", "prose") == []


def test_a_letter_that_says_that_earlier_points_are_open() -> None:
    found = points("Although some issues of the previous letter were not addressed, the report may now be published.")
    assert [point.kind for point in found] == ["prose"]


def test_a_list_of_praise_asks_for_nothing() -> None:
    assert points("The panel commends:\n\n- the work with the family;\n- the pen portrait.\n") == []


@pytest.mark.parametrize("heading", ["# Appendix B: Home Office feedback letter", "# Feedback from the Home Office"])
def test_a_letter_annexed_to_a_report_with_heads_like_those_of_a_report(heading: str) -> None:
    report = "# Overview report\n\n# Introduction\n\nMaya died in 2024.\n\n# Conclusions\n\nThe panel concludes.\n"
    points_of = {"Terms of reference": "Please bring them forward.", "Equality and diversity": "Age is not considered."}
    body = "\n".join(f"**{head}:**\n\n- {text}\n" for head, text in points_of.items())
    facts = facts_of(f"{report}\n{heading}\n\n{OPENING}\n{body}\n{CLOSE}\n# Appendix C: Glossary\n\nIMR – a review\n")
    assert facts.kinds == ("overview-report", "feedback-letter")
    assert [r.kind for r in facts.regions] == ["overview-report", "feedback-letter", "overview-report"]
    found = [point for point in find_points(facts, vocabulary()) if point.kind == "bullet"]
    assert {point.under: point.text for point in found} == points_of


def test_other_documents_have_no_points() -> None:
    assert find_points(facts_of("# Overview report\n\n# Introduction\n\nThe police should act.\n"), vocabulary()) == ()


def test_rules_may_name_every_kind() -> None:
    assert KNOWN == POINT_KINDS
