"""The page at a glance: counts that are true, topics in their place, and nothing unchecked that looks passed."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.findings import Outcome, Result
from dhr_qa.report.view import build
from dhr_qa.report.view_model import View
from tests.report.sample_page import DRAFT, PAGE


def tags(view: View) -> dict[str, list[str]]:
    return {topic.title: [tag.words for tag in topic.tags] for test in view.tests for topic in test.topics}


def only(*outcomes: Outcome) -> Result:
    return replace(PAGE, findings=(), failures=(), bugs=(), outcomes=outcomes)


def test_each_topic_stands_under_its_question_with_what_is_to_do() -> None:
    view = build(PAGE)
    assert [test.title for test in view.tests] == ["Is it in good form?", "Did people take part?", ""]
    assert tags(view) == {
        "Anonymisation": ["1 to put right"],
        "Choice of words": ["3 smaller points"],
        "The family": ["1 to answer", "1 check could not run"],
        "Action plan": ["3 to put right"],  # it stands under no question of this vocabulary, and is not lost
    }
    assert [tag.words for tag in view.summary] == [
        "4 points to put right", "3 smaller points", "1 question to answer", "1 check could not run",
        "1 document could not be read",
    ]  # fmt: skip


def test_what_is_waived_is_not_counted() -> None:
    waived = tuple(replace(finding, waived="a reason") for finding in PAGE.findings)
    view = build(replace(PAGE, findings=waived))
    assert not view.put_right
    assert not view.smaller
    assert len(view.behind.waived) == len(waived)


def test_a_check_that_could_not_run_never_looks_passed() -> None:
    view = build(only(Outcome("committed-suicide", "language", DRAFT, "could-not-check", reason="a PDF")))
    assert tags(view) == {"Choice of words": ["1 check could not run"]}
    view = build(only(Outcome("committed-suicide", "language", DRAFT, "not-applicable", reason="none")))
    assert tags(view) == {"Choice of words": ["Not applicable"]}
    assert view.summary == ()
    assert build(only()).tests == ()


def test_no_finding_says_in_how_many_checks() -> None:
    passed = Outcome("committed-suicide", "language", DRAFT, "pass")
    view = build(only(passed, replace(passed, rule="other")))
    assert tags(view) == {"Choice of words": ["No finding in 2 checks"]}
    assert [tag.words for tag in view.summary] == ["No finding in 2 checks"]


def test_the_steps_of_the_family() -> None:
    view = build(PAGE)
    steps = {step.title: [(answer.tag.state, answer.words) for answer in step.answers] for step in view.family}
    assert steps == {
        "They could read the draft": [
            ("pass", "The family saw the draft report"),
            ("could-not-check", "The family was told of advocates (the file has no headings)"),
        ],
        "They could meet the panel": [("needs-person", "Was the family offered a meeting with the panel?")],
    }
    (found, _), (asked,) = (step.answers for step in view.family)
    assert found.tag.words == "Found in the text"
    assert "“Zephyrine's mother saw the draft report.”" in [passage.words for passage in found.passages]
    assert asked.tag.href == "#question-1"


def test_a_step_that_was_not_found_leads_to_its_finding() -> None:
    finding = replace(PAGE.findings[1], rule="family-draft-shared", topic="family-voice", message="Not found.")
    outcome = Outcome("family-draft-shared", "family-voice", finding.document, "fail")
    view = build(replace(only(outcome), findings=(finding,)))
    (answer,) = view.family[0].answers
    assert (answer.tag.href, answer.words) == ("#finding-1", "Not found.")


def test_steps_that_apply_to_no_document_are_left_out_together() -> None:
    no = Outcome("family-draft-shared", "family-voice", DRAFT, "not-applicable", reason="there is no overview report")
    assert build(only(no)).family == ()
    view = build(only(no, PAGE.outcomes[5]))
    assert [step.answers[0].tag.state for step in view.family] == ["not-applicable", "needs-person"]


def test_one_finding_many_times_is_one_card() -> None:
    view = build(PAGE)
    (plan,) = (topic for topic in view.put_right if topic.topic == "action-plan")
    (card,) = plan.cards
    assert card.heading == "Every action has a target date"
    assert [point.number for point in card.points] == [1, 2, 3]
    (names,) = (topic for topic in view.put_right if topic.topic == "anonymisation")
    assert names.cards[0].heading == "A name stands here: “Zephyrine Okonjo”."
    assert names.cards[0].points[0].message == "", "the heading has said it"


def test_a_result_without_a_rulebook_or_texts_still_makes_a_page() -> None:
    view = build(replace(PAGE, rulebook=None, facts=()))
    assert view.texts == ()
    assert tags(view)["Language"] == ["3 smaller points"]
    assert not view.has("terms")
