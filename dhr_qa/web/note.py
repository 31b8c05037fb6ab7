"""The readiness note: where a report stands, on one page for the file."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from dhr_qa.errors import DhrQaError
from dhr_qa.findings import Result
from dhr_qa.report import html_report
from dhr_qa.report.plain_words import day
from dhr_qa.report.view import build
from dhr_qa.report.view_cards import file_name
from dhr_qa.report.view_model import View
from dhr_qa.web.pages import asset, environment
from dhr_qa.web.state import Check
from dhr_qa.wording import shortened

_MOST_POINTS, _MOST_QUESTIONS, _MOST_ANSWERS = 9, 5, 4  #: so that it stays one page
_WIDEST = 90  #: characters of a line


class Short(Struct, frozen=True):
    """The first lines of a list, how many things it has in all, and how many are in none of the lines."""

    lines: tuple[tuple[str, str], ...]
    total: int
    more: int


def render(result: Result, check: Check, masked: bool) -> str:
    """The note as a page of its own, which loads nothing."""
    view = build(result, masked)
    style = f"{asset('style.css')}\n{asset('note.css')}"
    return html_report.framed(
        environment(),
        "note.html",
        style,
        "",
        html_report.policy(style, ""),
        view=view,
        points=_points(view),
        questions=_questions(view),
        answers=_answers(result, check),
        failures=tuple(f"{shortened(_name(each), _WIDEST - 20)} could not be read" for each in result.failures),
        unchecked=sum(outcome.outcome == "could-not-check" for outcome in result.outcomes),
    )


def _name(failure: Exception) -> str:
    return file_name(failure.file) if isinstance(failure, DhrQaError) and failure.file else "A document"


def _points(view: View) -> Short:
    cards = [card for topic in view.put_right for card in topic.cards]
    cards.sort(key=lambda card: card.level != "critical")
    places: Counter[tuple[str, str]] = Counter()  # of one point, which several documents may have
    for card in cards:
        said = card.points[0].message or card.heading  # where they differ, the first stands for all
        places[card.level_title, shortened(said, _WIDEST)] += len(card.points)
    lines = [
        (level, f"{words} ({number} places)" if number > 1 else words) for (level, words), number in places.items()
    ]
    return _short(lines, _MOST_POINTS, list(places.values()))


def _questions(view: View) -> Short:
    asked = Counter(one.question for one in view.questions)  # the same of several documents
    return _short([("", shortened(words, _WIDEST)) for words in asked], _MOST_QUESTIONS, list(asked.values()))


def _answers(result: Result, check: Check) -> Short:
    said = {"yes": "Yes", "no": "No", "not-applicable": "Does not apply"}
    rules = result.rulebook
    found = []
    for each in check.answers.values():
        rule = rules.rule(each.rule) if rules is not None else None
        title = shortened(rule.title if rule is not None else each.rule, _WIDEST - 30)
        found.append((said[each.answer], f"{title} ({shortened(each.by, 30)}, {day(each.on)})"))
    return _short(found, _MOST_ANSWERS)


def _short(lines: list[tuple[str, str]], most: int, counts: list[int] | None = None) -> Short:
    """The first `most` of the lines; `counts` says how many things each of them stands for, if not one."""
    counts = counts or [1] * len(lines)
    return Short(tuple(lines[:most]), sum(counts), sum(counts[most:]))
