"""The readiness note: where a report stands, on one page for the file."""

from __future__ import annotations

from dataclasses import dataclass

from dhr_qa.findings import Result
from dhr_qa.report import html_report
from dhr_qa.report.view import build
from dhr_qa.report.view_model import View
from dhr_qa.web.pages import asset, environment
from dhr_qa.web.state import Check
from dhr_qa.wording import clean, shortened

_MOST_POINTS, _MOST_QUESTIONS, _MOST_ANSWERS = 12, 6, 5  #: so that it stays one page
_WIDEST = 110


@dataclass(frozen=True, slots=True)
class Short:
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
        questions=_short([("", shortened(one.question, _WIDEST)) for one in view.questions], _MOST_QUESTIONS),
        answers=_answers(result, check),
        failures=tuple(clean(str(each)) for each in result.failures),
        unchecked=sum(outcome.outcome == "could-not-check" for outcome in result.outcomes),
    )


def _points(view: View) -> Short:
    cards = [card for topic in view.put_right for card in topic.cards]
    cards.sort(key=lambda card: card.level != "critical")
    lines = [(card.level_title, _times(card.heading, len(card.points))) for card in cards]
    return _short(lines, _MOST_POINTS, [len(card.points) for card in cards])


def _times(words: str, number: int) -> str:
    return f"{shortened(words, _WIDEST)} ({number} places)" if number > 1 else words


def _answers(result: Result, check: Check) -> Short:
    said = {"yes": "Yes", "no": "No", "not-applicable": "Does not apply"}
    rules = result.rulebook
    found = []
    for each in check.answers.values():
        rule = rules.rule(each.rule) if rules is not None else None
        title = shortened(rule.title if rule is not None else each.rule, _WIDEST)
        found.append((said[each.answer], f"{title} ({each.by}, {each.on})"))
    return _short(found, _MOST_ANSWERS)


def _short(lines: list[tuple[str, str]], most: int, counts: list[int] | None = None) -> Short:
    """The first `most` of the lines; `counts` says how many things each of them stands for, if not one."""
    counts = counts or [1] * len(lines)
    return Short(tuple(lines[:most]), sum(counts), sum(counts[most:]))
