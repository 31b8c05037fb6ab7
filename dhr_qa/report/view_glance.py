"""The page at a glance: the panel's questions with how each topic stands, and the steps of the family."""

from __future__ import annotations

from dhr_qa.findings import TOPICS, Finding, Outcome, Result
from dhr_qa.report.plain_words import Words
from dhr_qa.report.view_cards import Numbered, quote
from dhr_qa.report.view_model import Answer, PanelTest, Quote, Step, Tag, TopicState
from dhr_qa.vocabulary import Entry
from dhr_qa.wording import clean, counted

_MOST_PASSAGES = 2


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
        critical = any(group[0].topic == topic and group[0].severity == "critical" for group in page.put_right)
        tags.append(Tag("critical" if critical else "fail", f"{urgent} to put right", f"#put-right-{topic}"))
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

    Nothing is shown where the rules apply to none of the documents.
    """
    steps = []
    for entry in words.entries("family-steps"):
        rules = entry.get("rules", ())
        outcomes = [outcome for outcome in result.outcomes if outcome.rule in rules]
        applying = [outcome for outcome in outcomes if outcome.outcome != "not-applicable"]
        answers = [_answer(outcome, page, words) for outcome in applying or outcomes[:1]]
        if answers:
            steps.append(Step(clean(entry.title), tuple(answers)))
    none = all(answer.tag.state == "not-applicable" for step in steps for answer in step.answers)
    return () if none else tuple(steps)


def _answer(outcome: Outcome, page: Numbered, words: Words) -> Answer:
    state = outcome.outcome
    said = words.rule_title(outcome.rule)
    passages: tuple[Quote, ...] = ()
    href = ""
    if state == "needs-person":
        number = next((place for place, asked in enumerate(page.questions, start=1) if asked is outcome), 0)
        href, said = f"#question-{number}", clean(outcome.question or said)
    elif state == "fail":
        found = next((each for each in page.findings if _same(each, outcome)), None)
        if found is not None:
            href, said = f"#finding-{page.number(found)}", clean(found.message)
    elif state == "pass":
        passages = tuple(quote(passage) for passage in outcome.evidence[:_MOST_PASSAGES])
    if outcome.reason and state in ("pass", "could-not-check", "not-applicable"):
        said = f"{said} ({clean(outcome.reason)})"
    title = words.title("report-states", "found" if state == "pass" and passages else state)
    return Answer(Tag(state, title, href), said, passages)


def _same(finding: Finding, outcome: Outcome) -> bool:
    return finding.rule == outcome.rule and finding.document == outcome.document
