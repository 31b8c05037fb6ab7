"""The action plan by target date: a table that says it all, and a chart of the same rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from msgspec import Struct

from dhr_qa.report.inspect_json import without_name
from dhr_qa.report.plain_words import Words, month, when
from dhr_qa.report.redact import mask
from dhr_qa.report.view_model import Actions, Bar, Chart, Grid, Tick
from dhr_qa.review.facts import Action, Facts, Term, When
from dhr_qa.wording import clean, counted, listed, shortened

DONE, LATE, AHEAD, UNDATED = "done", "late", "ahead", "undated"
_ORDER = (LATE, AHEAD, DONE, UNDATED)
_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _FOOT = 900, 330, 860, 14, 24, 34
_LABEL = 44  #: characters of a label on the chart
_SHORT = 8  #: a longer number is the words of a heading: the chart has no room for it
_MOST_TICKS = 8
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)  #: months between the ticks of the chart
_LONGEST = 120


class _Row(Struct, frozen=True):
    action: Action
    number: str
    state: str


def actions(facts: Facts, words: Words, as_of: datetime.date, masked: bool, name: str) -> Actions | None:
    """The actions of one document in the order of their target dates; None where it has no action plan."""
    if not facts.actions:
        return None
    finished = {clean(each.title).casefold() for each in words.entries("statuses") if each.get("sort") == "done"}
    rows = [_Row(each, _number(each, masked), _state(each, as_of, finished)) for each in facts.actions]
    rows.sort(key=lambda row: row.action.target.latest if row.action.target else datetime.date.max)
    counts = {state: sum(row.state == state for row in rows) for state in _ORDER}
    said = [f"{number} {words.field('action-states', state, 'counted')}" for state, number in counts.items() if number]
    summary = f"{counted(len(rows), 'action')}: {listed(said)}."
    return Actions(_grid(facts, rows, words, masked, name), _chart(rows, words, as_of, summary, masked), summary)


def _state(action: Action, as_of: datetime.date, finished: set[str]) -> str:
    """How an action stands: finished if a day of completion or the last status says so, else by its target date."""
    last = clean(action.status[-1]).casefold() if action.status else ""
    if action.completed_on is not None or last in finished:
        return DONE
    if action.target is None:
        return UNDATED
    return LATE if action.target.latest < as_of else AHEAD


def _number(action: Action, masked: bool) -> str:
    recommendation = clean(action.recommendation)
    if masked and not recommendation.replace(".", "").isdigit():
        recommendation = mask(recommendation)
    return ".".join(part for part in (recommendation, clean(action.item)) if part)


def _grid(facts: Facts, rows: Sequence[_Row], words: Words, masked: bool, name: str) -> Grid:
    def shown(text: str) -> str:
        return mask(clean(text)) if masked else shortened(text, _LONGEST)

    def lead(action: Action) -> str:
        return shown(without_name(action.lead, action.lead_person, masked))

    def target(action: Action) -> str:
        read = when(action.target)
        written = shown(action.target_date)
        return read if masked or not written else f"{written} (read as {read})" if _differs(written, read) else written

    columns: tuple[tuple[str, Callable[[_Row], str]], ...] = (
        (words.title("columns", "target-date"), lambda row: target(row.action)),
        (words.title("columns", "recommendation"), lambda row: row.number),
        (words.title("columns", "action"), lambda row: shown(row.action.action)),
        (words.title("columns", "lead"), lambda row: lead(row.action)),
        (words.title("columns", "completion"), lambda row: _completed(row.action, shown, masked)),
        (words.title("columns", "status"), lambda row: _status(row.action, words, masked)),
        ("How it stands", lambda row: words.title("action-states", row.state)),
        ("Where", lambda row: _where(facts, row.action)),
    )
    caption = "The actions by target date"
    return grid(caption, [title for title, _ in columns], [[cell(row) for _, cell in columns] for row in rows], name)


def _where(facts: Facts, action: Action) -> str:
    row = facts.locate(action.block).row if action.block is not None else None
    return f"table {action.table + 1}, row {row}" if row else f"table {action.table + 1}"


def _status(action: Action, words: Words, masked: bool) -> str:
    """The last status; where words are masked only one that the vocabulary knows, since others may say anything."""
    last = clean(action.status[-1]) if action.status else ""
    known = {clean(each.title) for each in words.entries("statuses")}
    return mask(last) if masked and last not in known else last


def _completed(action: Action, shown: Callable[[str], str], masked: bool) -> str:
    if masked:
        return when(action.completed_on)
    return shown(action.completed)


def _differs(written: str, read: str) -> bool:
    """Whether saying how a date was read tells the reader more than the date as written."""
    return bool(read) and read.casefold() not in written.casefold()


def grid(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], document: str = "") -> Grid:
    """A table without the columns that have nothing in any row."""
    kept = [number for number in range(len(headings)) if any(row[number] for row in rows)]
    return Grid(
        caption,
        tuple(headings[number] for number in kept),
        tuple(tuple(row[number] for number in kept) for row in rows),
        document,
    )


def _chart(rows: Sequence[_Row], words: Words, as_of: datetime.date, summary: str, masked: bool) -> Chart | None:
    dated = [(row, row.action.target) for row in rows if row.action.target is not None]
    if not dated:
        return None
    days = [date for _, target in dated for date in (target.earliest, target.latest)]
    days += [row.action.completed_on.latest for row, _ in dated if row.action.completed_on is not None]
    first, last = _month_start(min(days)), _month_start(max(days), 1)
    if as_of < last and (first - as_of).days < 366:
        first = min(first, _month_start(as_of))
    if as_of > first and (as_of - last).days < 366:
        last = max(last, _month_start(as_of, 1))
    span = (last - first).days

    def x(date: datetime.date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (date - first).days / span, 1)

    bars = tuple(_bar(row, target, _TOP + _ROW * (place + 0.5), x, masked) for place, (row, target) in enumerate(dated))
    bottom = _TOP + _ROW * len(dated)
    present = {bar.state for bar in bars}
    earliest, latest = min(target.earliest for _, target in dated), max(target.latest for _, target in dated)
    return Chart(
        id="actions-chart",
        title=f"{counted(len(dated), 'action')} with a target date, from {month(earliest)} to {month(latest)}",
        description=f"{summary} The table below has every row.",
        width=_WIDTH,
        height=bottom + _FOOT,
        left=_LEFT,
        right=_RIGHT,
        bottom=bottom,
        bars=bars,
        ticks=_ticks(first, last, x),
        states=tuple((state, words.title("action-states", state)) for state in _ORDER if state in present),
        today=x(as_of) if first <= as_of <= last else None,
    )


def _bar(row: _Row, target: When, y: float, x: Callable[[datetime.date], float], masked: bool) -> Bar:
    number = row.number if len(row.number) <= _SHORT or masked else clean(row.action.item)
    name = number if masked else f"{number} {row.action.action}".strip()
    done = row.action.completed_on
    return Bar(
        y=y,
        label=shortened(name, _LABEL) or "–",
        state=row.state,
        x=x(target.earliest),
        x_end=x(target.latest),
        done=x(done.latest) if done is not None else None,
    )


def _ticks(first: datetime.date, last: datetime.date, x: Callable[[datetime.date], float]) -> tuple[Tick, ...]:
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _STEPS if months / each <= _MOST_TICKS), _STEPS[-1])
    return tuple(
        Tick(x(date), month(date, short=True))
        for date in (_month_start(first, number) for number in range(0, months, step))
    )


def _month_start(date: datetime.date, more: int = 0) -> datetime.date:
    """The first day of the month of a date, or of one some months later."""
    count = date.year * 12 + date.month - 1 + more
    return datetime.date(count // 12, count % 12 + 1, 1)


def terms(facts: Facts, words: Words, masked: bool, name: str) -> Grid | None:
    """The terms of reference of one document, with what is known of each; None where it has none."""
    if not facts.terms:
        return None
    rows = []
    for number, term in enumerate(facts.terms, start=1):
        text = mask(clean(term.text)) if masked else clean(term.text)
        place = short_place(facts, term)
        process = words.title("report-states", "process") if term.process else ""
        rows.append([shortened(term.label, _SHORT) or str(number), text, process, place])
    headings = ["Item", "What it asks", "Kind", "Where"]
    return grid(counted(len(rows), "item"), headings, rows, name)


def short_place(facts: Facts, term: Term) -> str:
    """The number of the paragraph, or of the table and its row, that an item of the terms of reference stands in."""
    where = facts.locate(term.block)
    if where.table is not None:
        return f"table {where.table}, row {where.row}"
    return f"paragraph {where.paragraph}" if where.paragraph is not None else ""
