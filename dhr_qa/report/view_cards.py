"""Findings as cards by topic, and questions with their passages, for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from dhr_qa.findings import Finding, Outcome, Passage, Result
from dhr_qa.report.arrange import groups, source_words, topic_key, topics
from dhr_qa.report.places import place
from dhr_qa.report.plain_words import Words
from dhr_qa.report.view_model import Card, Point, Question, Quote, TopicCards
from dhr_qa.wording import clean, opening, quoted

URGENT = ("critical", "major")
_MOST_RELATED = 3


class Numbered(Struct):
    """The findings and questions of a page in reading order, each with its number, and where they stand in the text.

    `anchors` is filled by the text: the label of a note to its id on the page.
    """

    put_right: list[list[Finding]]
    smaller: list[list[Finding]]
    questions: list[Outcome]
    numbers: dict[int, int]  #: id() of a finding to its number
    anchors: dict[str, str] = field(default_factory=dict)

    def number(self, finding: Finding) -> int:
        return self.numbers[id(finding)]

    @property
    def findings(self) -> list[Finding]:
        return [finding for group in (*self.put_right, *self.smaller) for finding in group]

    def href(self, label: str) -> str:
        anchor = self.anchors.get(label)
        return f"#{anchor}" if anchor else ""


def numbered(result: Result) -> Numbered:
    """The findings that stand (not waived), the urgent ones first, and the questions, in reading order."""
    standing = [finding for finding in result.findings if finding.waived is None]
    put_right = _grouped(finding for finding in standing if finding.severity in URGENT)
    smaller = _grouped(finding for finding in standing if finding.severity not in URGENT)
    questions = [outcome for outcome in result.outcomes if outcome.outcome == "needs-person"]
    questions.sort(key=lambda each: topic_key(each.topic))
    in_order = [finding for group in (*put_right, *smaller) for finding in group]
    numbers = {id(finding): number for number, finding in enumerate(in_order, start=1)}
    return Numbered(put_right, smaller, questions, numbers)


def _grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    found = list(findings)
    return [
        group
        for topic in topics(found)
        for document in dict.fromkeys(each.document for each in found)
        for group in groups(each for each in found if each.topic == topic and each.document == document)
    ]


def finding_label(number: int) -> str:
    """What marks a finding in the text."""
    return str(number)


def question_label(number: int) -> str:
    return f"Q{number}"


def cards(
    found: Sequence[list[Finding]], page: Numbered, words: Words, sources: Mapping[str, str], prefix: str
) -> tuple[TopicCards, ...]:
    """Groups of findings as cards, by topic. `prefix` begins the ids of the topics."""
    by_topic: dict[str, list[Card]] = {}
    for group in found:
        by_topic.setdefault(group[0].topic, []).append(_card(group, page, words, sources))
    return tuple(
        TopicCards(topic, words.title("report-topics", topic), f"{prefix}-{topic}", tuple(those))
        for topic, those in by_topic.items()
    )


def _card(group: Sequence[Finding], page: Numbered, words: Words, sources: Mapping[str, str]) -> Card:
    first = group[0]
    same = len({finding.message for finding in group}) == 1
    heading = clean(first.message) if same else words.rule_title(first.rule)
    points = [_point(finding, page, "" if same else clean(finding.message)) for finding in group]
    return Card(
        level=first.severity,
        level_title=words.title("report-levels", first.severity),
        topic=first.topic,
        heading=heading,
        points=tuple(points),
        why=opening(first.why),
        remedy=max((clean(each.remedy) for each in group), key=len),
        source=source_words(first.guidance, sources, most=4),
        rule=first.rule,
        judge=" or ".join(dict.fromkeys(each.confidence for each in group if each.confidence != "certain")),
        document=file_name(first.document),
    )


def _point(finding: Finding, page: Numbered, message: str) -> Point:
    number = page.number(finding)
    excerpt = finding.excerpt if clean(finding.excerpt) not in clean(finding.message) else ""
    passage = Passage(excerpt, finding.location, finding.document)
    return Point(
        id=f"finding-{number}",
        number=number,
        message=message,
        where=quote(passage, page.href(finding_label(number))),
        related=tuple(quote(each) for each in finding.related[:_MOST_RELATED]),
    )


def questions(page: Numbered, words: Words) -> tuple[Question, ...]:
    """The questions, with every passage that was found for them."""
    found = []
    for number, outcome in enumerate(page.questions, start=1):
        passages = tuple(
            quote(passage, page.href(f"{question_label(number)}.{place_}"))
            for place_, passage in enumerate(outcome.evidence)
        )
        found.append(
            Question(
                id=f"question-{number}",
                number=number,
                topic=outcome.topic,
                topic_title=words.title("report-topics", outcome.topic),
                question=clean(outcome.question or ""),
                why=opening(words.rule_why(outcome.rule)),
                rule=outcome.rule,
                passages=passages,
                document=file_name(outcome.document),
            )
        )
    return tuple(found)


def quote(passage: Passage, href: str = "") -> Quote:
    """A passage in words."""
    words = quoted(passage.excerpt) if passage.excerpt else ""
    return Quote(clean(place(passage.location)), words, href, file_name(passage.document))


def file_name(path: str) -> str:
    """A document as people call it: the name of its file."""
    return clean(Path(path.replace("\\", "/")).name) or clean(path)
