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

_MOST_POINTS, _MOST_QUESTIONS, _MOST_ANSWERS = 9, 5, 5  #: so that it stays one page
_WIDEST = 110


@dataclass(frozen=True, slots=True)
class Short:
    """The first lines of a list, and how many more there are."""

    lines: tuple[tuple[str, str], ...]
    more: int

    @property
    def total(self) -> int:
        return len(self.lines) + self.more


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
        questions=_short([("", one.question) for one in view.questions], _MOST_QUESTIONS),
        answers=_answers(result, check),
        failures=tuple(clean(str(each)) for each in result.failures),
        unchecked=sum(outcome.outcome == "could-not-check" for outcome in result.outcomes),
    )


def _points(view: View) -> Short:
    cards = [card for topic in view.put_right for card in topic.cards]
    cards.sort(key=lambda card: card.level != "critical")
    return _short([(card.level_title, _times(card.heading, len(card.points))) for card in cards], _MOST_POINTS)


def _times(words: str, number: int) -> str:
    return f"{shortened(words, _WIDEST)} ({number} places)" if number > 1 else words


def _answers(result: Result, check: Check) -> Short:
    said = {"yes": "Yes", "no": "No", "not-applicable": "Does not apply"}
    rules = result.rulebook
    found = []
    for each in check.answers.values():
        rule = rules.rule(each.rule) if rules is not None else None
        found.append((said[each.answer], f"{rule.title if rule is not None else each.rule} ({each.by}, {each.on})"))
    return _short(found, _MOST_ANSWERS)


def _short(lines: list[tuple[str, str]], most: int) -> Short:
    kept = tuple((mark, shortened(words, _WIDEST)) for mark, words in lines[:most])
    return Short(kept, len(lines) - len(kept))
