"""The page at a glance: the panel's questions with how each topic stands, and the steps of the family."""

from __future__ import annotations

from collections.abc import Sequence

from dhr_qa.findings import TOPICS, Outcome, Result
from dhr_qa.report.plain_words import Words
from dhr_qa.report.view_cards import Numbered, quote
from dhr_qa.report.view_model import PanelTest, Step, Tag, TopicState
from dhr_qa.vocabulary import Entry
from dhr_qa.wording import clean, counted

#: What weighs most where the rules of a step disagree.
_WEIGHT = ("fail", "needs-person", "could-not-check", "pass", "not-applicable")
_MOST_PASSAGES = 3


def panel_tests(result: Result, page: Numbered, words: Words) -> tuple[PanelTest, ...]:
    """The panel's questions; a topic about which nothing was asked is left out, and so is a question without any."""
    tests = list(words.entries("panel-tests"))
    known = {topic for test in tests for topic in test.get("topics", ())}
    others = [topic for topic in TOPICS if topic not in known]
    if others:
        tests.append(Entry("others", fields={"topics": others}))
    found = []
    for test in tests:
        topics = [_topic(topic, result, page, words) for topic in test.get("topics", ())]
        shown = tuple(topic for topic in topics if topic.tags)
        if shown:
            found.append(PanelTest(clean(test.title), clean(str(test.get("about", ""))), shown))
    return tuple(found)


def _topic(topic: str, result: Result, page: Numbered, words: Words) -> TopicState:
    outcomes = [outcome for outcome in result.outcomes if outcome.topic == topic]
    urgent = sum(len(group) for group in page.put_right if group[0].topic == topic)
    smaller = sum(len(group) for group in page.smaller if group[0].topic == topic)
    asked = [number for number, each in enumerate(page.questions, start=1) if each.topic == topic]
    unchecked = sum(outcome.outcome == "could-not-check" for outcome in outcomes)
    tags = []
    if urgent:
        tags.append(Tag("fail", f"{urgent} to put right", f"#put-right-{topic}"))
    if smaller:
        tags.append(Tag("smaller", counted(smaller, "smaller point"), f"#smaller-{topic}"))
    if asked:
        tags.append(Tag("needs-person", f"{len(asked)} to answer", f"#question-{asked[0]}"))
    if unchecked:
        tags.append(Tag("could-not-check", f"{counted(unchecked, 'check')} could not run", "#behind"))
    if not tags:
        passed = sum(outcome.outcome == "pass" for outcome in outcomes)
        if passed:
            tags.append(Tag("pass", f"No finding in {counted(passed, 'check')}"))
        elif outcomes:
            tags.append(Tag("not-applicable", words.title("report-states", "not-applicable")))
    return TopicState(words.title("report-topics", topic), tuple(tags))


def summary(result: Result, page: Numbered) -> tuple[Tag, ...]:
    """The page in a line: what there is to put right, to look at and to answer."""
    urgent = sum(map(len, page.put_right))
    smaller = sum(map(len, page.smaller))
    unchecked = sum(outcome.outcome == "could-not-check" for outcome in result.outcomes)
    tags = [
        Tag("fail", f"{counted(urgent, 'point')} to put right", "#put-right") if urgent else None,
        Tag("smaller", counted(smaller, "smaller point"), "#smaller") if smaller else None,
        Tag("needs-person", f"{counted(len(page.questions), 'question')} to answer", "#questions")
        if page.questions
        else None,
        Tag("could-not-check", f"{counted(unchecked, 'check')} could not run", "#behind") if unchecked else None,
        Tag("could-not-check", f"{counted(len(result.failures), 'document')} could not be read", "#behind")
        if result.failures
        else None,
    ]
    shown = tuple(tag for tag in tags if tag is not None)
    if shown:
        return shown
    ran = sum(outcome.outcome == "pass" for outcome in result.outcomes)
    return (Tag("pass", f"No finding in {counted(ran, 'check')}", "#behind"),) if ran else ()


def family_steps(result: Result, page: Numbered, words: Words) -> tuple[Step, ...]:
    """The steps that families ask for, each as the rules that look for it found it; one that no rule asks about is out.

    A step that applies to none of the documents says so, since its absence is no news.
    """
    steps = []
    for entry in words.entries("family-steps"):
        outcomes = [outcome for outcome in result.outcomes if outcome.rule in entry.get("rules", ())]
        if outcomes:
            steps.append(_step(entry, outcomes, page, words))
    return tuple(steps) if any(step.tag.state != "not-applicable" for step in steps) else ()


def _step(entry: Entry, outcomes: Sequence[Outcome], page: Numbered, words: Words) -> Step:
    state = min((outcome.outcome for outcome in outcomes), key=_WEIGHT.index)
    telling = [outcome for outcome in outcomes if outcome.outcome == state]
    links = []
    for number, asked in enumerate(page.questions, start=1):
        if any(asked is outcome for outcome in outcomes):
            links.append(Tag("needs-person", f"Question {number}", f"#question-{number}"))
    rules = {outcome.rule for outcome in outcomes if outcome.outcome == "fail"}
    for finding in page.findings:
        if finding.rule in rules:
            number = page.number(finding)
            links.append(Tag("fail", f"Finding {number}", f"#finding-{number}"))
    notes = dict.fromkeys(clean(outcome.reason) for outcome in telling if outcome.reason)
    found = [outcome for outcome in outcomes if outcome.outcome == "pass"]
    passages = [quote(passage) for outcome in found for passage in outcome.evidence]
    title = words.title("report-states", "found" if state == "pass" else state)
    return Step(
        title=clean(entry.title),
        tag=Tag(state, title),
        note="" if links else "; ".join(note[:1].upper() + note[1:] for note in notes),
        passages=tuple(dict.fromkeys(passages))[:_MOST_PASSAGES],
        links=tuple(links),
    )
