"""Target dates of actions as people write them: what kind each is, the date that counts, and what is wrong with it.

"By June 2022 then reviewed annually (June 2023)" is a date with reviews after it; "Ongoing" is none. The words
come from the vocabulary (`rules/vocabulary/target-dates.yaml`); this module knows only dates and their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.language.date_forms import MONTH, day_of, whole_month
from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher
from dhr_qa.language.scans import heal_breaks

#: date: a day, month, quarter, season or year · range: from … to … · recurring: goes on or comes again, after a first
#: date if `date` is set · ongoing · relative: counted from something else · reference: stands elsewhere · complete:
#: already done (`date`: when) · immediate · invalid: no such day · missing: empty, or still to be agreed · unparsed.
KINDS = (
    "date", "range", "recurring", "ongoing", "relative", "reference", "complete", "immediate", "invalid", "missing",
    "unparsed",
)  # fmt: skip

#: What each kind without a date lacks: the fault and how it is said.
_LACKS = {
    "recurring": ("no-date", "there is no date in it"),
    "ongoing": ("no-date", "there is no date in it"),
    "immediate": ("no-date", "there is no date in it"),
    "unparsed": ("no-date", "there is no date in it"),
    "relative": ("relative", "it counts from something else"),
    "reference": ("elsewhere", "it points to another place"),
    "missing": ("missing", "no date has been set"),
}
#: Lists of words in the order in which they decide what a text without a date is.
_WITHOUT = (
    ("date-reference", "reference"),
    ("date-unset", "missing"),
    ("date-immediate", "immediate"),
    ("date-recurring", "recurring"),
    ("date-relative", "relative"),
    ("date-ongoing", "ongoing"),
)
_LOOSE = ("season", "year")
_END_OF = re.compile(rb"\bend(?: of)?(?: the)?(?: [a-z]+){0,2}[\s(]*$", re.I)
#: What stands for a date in a target date, though elsewhere it may be something else: "3.3.27", "06/22", "Mar 22".
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:20)?\d\d)\b")
_FIGURES = re.compile(r"(\D*)(0?[1-9]|1[0-2])/(2\d)\s*")
_SHORT_YEAR = re.compile(rf"\b({MONTH})[ \t]?[-/'’ ][ \t]?'?(2\d)\b(?![\d:/-]|\s?(?:st|nd|rd|th)\b)", re.I)
_BARE = re.compile(
    rb"(?:^|[(/,;:-]|\b(?:by|in|of|until|till|before|from|to|early|mid|late|and|or))\s*"
    rb"(?P<date>(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>" + MONTH.encode() + rb"))"
    rb"(?=\s*(?:$|[,;:/()&.-]|or\b|and\b|to\b|(?-i:[A-Z])))",
    re.I,
)
_JOINERS = re.compile(rb"[\s/,;&()-]*(?:and|or|to)?[\s/,;&()-]*(?:by|in)?[\s]*", re.I)
_TO = re.compile(rb"\s*(?:-|to|until|till)\s*", re.I)
_NOT_LETTERS = re.compile(rb"[^A-Za-z]+")

Words = Callable[[str], Matcher]


class Target(Struct, frozen=True):
    """What a target date says.

    Attributes:
        kind: one of `KINDS`.
        date: the date that counts; None where there is none.
        dates: all dates in it, in order, those of reviews, starts and completion included.
        again: the action goes on, or is reviewed, after that date.
        based: of a relative one: it names what it counts from.
        done: words beside the date say that the action is complete.
        fault: "" where it can be held against a calendar, else missing, no-date, relative, elsewhere, year
            (no year), several (two dates, none of which is marked as the one), impossible or loose (only a
            year or a season).
        problem: the same in plain words.
    """

    kind: str
    date: FoundDate | None = None
    dates: tuple[FoundDate, ...] = ()
    again: bool = False
    based: bool = False
    done: bool = False
    fault: str = ""
    problem: str = ""


def read_target(text: str, words: Words, year: int | None = None) -> Target:
    """The target date that a cell holds.

    `words` gives the matcher of a phrase list by its name. `year` is what a day or a month without a year
    belongs to, where something beside the cell says so (a column headed "Target date 2027"). Linear time.
    """
    healed, _ = heal_breaks(_written_out(text))
    folded = fold(healed)
    if not any(chr(byte).isalnum() for byte in folded):
        return _lacking("missing")
    found = find_dates(healed)
    bare = _bare_months(healed, folded, found, year)
    if year is not None:
        found, bare = sorted([*found, *bare], key=lambda date: date.start), []
    if not found:
        if bare:
            return Target("date", fault="year", problem="the year is missing")
        return _without_date(folded, words)
    wrong = next((date for date in found if date.problem), None)
    if wrong is not None:
        return Target("invalid", None, tuple(found), fault="impossible", problem=wrong.problem)
    return _with_dates(folded, found, bare, words)


def _written_out(text: str) -> str:
    """The text with short dates written so that they are found: "3/3/27", "06/2022", "Mar 2022"."""
    text = _SHORT_YEAR.sub(r"\1 20\2", _DOTTED.sub(r"\1/\2/\3", text))
    return _FIGURES.sub(r"\g<1>\2/20\3", text) if _FIGURES.fullmatch(text) else text


def _lacking(kind: str, based: bool = False, dates: Sequence[FoundDate] = ()) -> Target:
    fault, problem = _LACKS.get(kind, ("", ""))
    again, done = kind == "recurring", kind == "complete"
    return Target(kind, None, tuple(dates), again, based, done, fault, problem)


def _without_date(folded: bytes, words: Words) -> Target:
    if _done(folded, words):
        return _lacking("complete")
    for name, kind in _WITHOUT:
        if words(name).occurs(folded):
            based = kind == "relative" and words("date-bases").occurs(folded)
            return _lacking(kind, based)
    return _lacking("unparsed")


def _done(folded: bytes, words: Words) -> list[int]:
    """Where words of completion end; those that tell of a time to come do not count."""
    due = list(words("date-due").spans(folded))
    ends = [
        end
        for start, end in words("completion-words").spans(folded)
        if not any(first < end and start < last for first, last in due)
    ]
    if not ends and not due:  # "COMPLET E": a word broken by a narrow column
        head = re.split(rb"\d", folded, maxsplit=1)[0]
        if words("completion-words").is_whole(_NOT_LETTERS.sub(b"", head)):
            ends.append(len(head.rstrip()))
    return ends


def _with_dates(folded: bytes, found: Sequence[FoundDate], bare: Sequence[FoundDate], words: Words) -> Target:
    every = tuple(found)
    done = _done(folded, words)
    finished = {id(date) for date in found if _follows(date, done, found)}
    left = [date for date in found if id(date) not in finished]
    if not left:
        return Target("complete", found[-1], every, done=True)
    again, left = _reviews(folded, left, words)
    begun = [end for _, end in words("date-begun").spans(folded)]
    starts = [
        date for date in left if _follows(date, begun, found) and len(folded[_last(begun, date) : date.start]) < 8
    ]
    if len(starts) == len(left):
        return Target("recurring", left[0], every, True, done=bool(done))
    left = [date for date in left if date not in starts]
    date, doubtful = _which(folded, left, bare, words)
    again = again or words("date-ongoing").occurs(folded)
    kind = "recurring" if again else "range" if date.precision == "range" else "date"
    fault = problem = ""
    if doubtful and not again:
        fault, problem = "several", "two dates are given"
    elif not again and date.precision in _LOOSE and _END_OF.search(folded[: date.start]) is None:
        fault, problem = "loose", f"only a {date.precision} is given"
    return Target(kind, date, every, again, False, bool(done), fault, problem)


def _follows(date: FoundDate, ends: Sequence[int], found: Sequence[FoundDate]) -> bool:
    """Whether one of some words stands before a date, with no other date between them."""
    before = max((other.end for other in found if other.end <= date.start), default=0)
    return any(before <= end <= date.start for end in ends)


def _last(ends: Sequence[int], date: FoundDate) -> int:
    return max((end for end in ends if end <= date.start), default=0)


def _reviews(folded: bytes, dates: Sequence[FoundDate], words: Words) -> tuple[bool, list[FoundDate]]:
    """Whether the action comes again, and the dates without those of its later reviews."""
    spans = list(words("date-recurring").spans(folded))
    if not spans:
        return False, list(dates)
    first = dates[0]
    return True, [
        date for date in dates if date is first or not any(first.end <= end <= date.start for _, end in spans)
    ]


def _which(
    folded: bytes, dates: Sequence[FoundDate], bare: Sequence[FoundDate], words: Words
) -> tuple[FoundDate, bool]:
    """The date that counts, and whether it is doubtful which one that is.

    A date that takes the place of an earlier one counts; of several things with a date each, the last. Two
    dates with nothing but "and" or a stroke between them leave it open.
    """
    if len(dates) == 1 and not bare:
        return dates[0], False
    moved = list(words("date-moved").spans(folded))
    if moved and len(dates) > 1:
        return dates[-1], False
    places = sorted([*dates, *bare], key=lambda date: date.start)
    for one, other in pairwise(places):
        between = folded[one.end : other.start]
        if (one.earliest, one.latest) == (other.earliest, other.latest) or _JOINERS.fullmatch(between) is None:
            continue
        if len(dates) == 2 and not bare and _TO.fullmatch(between) and one.earliest < other.earliest:
            return replace(other, earliest=one.earliest, precision="range"), False
        return dates[0], True
    return dates[-1], False


def _bare_months(healed: str, folded: bytes, found: Sequence[FoundDate], year: int | None) -> list[FoundDate]:
    """Months and days without a year, as dates of `year` (of any year, where none is known)."""
    bare = []
    for match in _BARE.finditer(folded):
        start, end = match.span("date")
        if any(date.start < end and start < date.end for date in found):
            continue
        number = _NUMBERS[match.group("month")[:3].lower()]
        first, last = whole_month(number, year or 2000)
        problem = ""
        if match.group("day"):
            first, problem = day_of(match.group("day").decode(), number, year or 2000)
            last = first
        precision = "day" if match.group("day") else "month"
        bare.append(FoundDate(first, last, precision, healed[start:end], problem, start, end))
    return bare


_NUMBERS = {
    name.encode(): number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
