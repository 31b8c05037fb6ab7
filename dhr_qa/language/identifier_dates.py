"""Dates of birth, and the days on which something happened to a person, by the words beside a full date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.identifier_cues import Cues, line_end, line_start

Found = tuple[int, int, bool, str]

_BIRTH_REACH = 40
_EVENT_REACH = 70
_TOLD_REACH = 45
_DAY_RANGE = 3  #: days: "between 2 and 4 May" is as telling as a day
_AFTER_REACH = 12
_DIGITS = re.compile(rb"\d\d")
_SHORT = re.compile(rb"(?<![\d./-])\d{1,2}[./-]\d{1,2}[./-]\d\d(?:\d\d)?(?![\d/-])")
_STOP = re.compile(rb"[.;!?\r](?:\s|$)")
#: What may stand between words of birth and the date: no other verb, so that no other event can be meant.
_SIGNS = rb"[\s:,;.()\[/|='\"-]*"
_BIRTH_GAP = re.compile(
    _SIGNS + rb"(?:(?:(?:on|in|at|the|is|was|as|given|recorded|of)\b|[A-Z][\w'-]*)" + _SIGNS + rb"){0,6}"
)
#: "Her child was born. On 9 March a health visitor …": the date opens another sentence.
_ANEW = re.compile(rb"\.\s+[A-Z][a-z]+\b")
_BIRTH_AFTER = re.compile(rb"[\s,(\[/|-]*(?:(?:is|was) )?(?:(?:her|his|their|the|a) )?")


def births(text: bytes, cues: Cues) -> Iterator[Found]:
    """Full dates right after words such as "born" or "DOB", or right before them."""
    for line, start in _cued_lines(text, cues, "birth-words"):
        days = [date for date in find_dates(line.decode()) if date.precision == "day"]
        dates = [(date.start, date.end, not date.problem) for date in days]
        dates = sorted([*dates, *((*match.span(), True) for match in _SHORT.finditer(line))])
        for first, last in cues.matcher("birth-words").spans(line):
            after = bisect_left(dates, (last, 0, False))
            for begin, end, valid in dates[max(0, after - 2) : after + 2]:
                gap = line[last:begin] if 0 <= begin - last <= _BIRTH_REACH else None
                follows = gap is not None and _BIRTH_GAP.fullmatch(gap) and not _ANEW.search(gap)
                precedes = 0 <= first - end <= _AFTER_REACH and _BIRTH_AFTER.fullmatch(line[end:first])
                if follows or precedes:
                    yield start + begin, start + end, valid, ""


def events(text: bytes, cues: Cues) -> Iterator[Found]:
    """Full dates that belong to a death, a wedding, a sentence: the date after such words, else the one before."""
    for line, start in _cued_lines(text, cues, "personal-events"):
        dates = find_dates(line.decode())
        if not any(map(_is_full, dates)):
            continue
        for first, last in cues.matcher("personal-events").spans(line):
            date = _date_of(line, first, last, dates, cues)
            if date is not None and not _told(line, first, cues):
                yield start + date.start, start + date.end, True, ""


def _cued_lines(text: bytes, cues: Cues, name: str) -> Iterator[tuple[bytes, int]]:
    """The texts that hold such words and figures, each once, with their start."""
    done = -1
    for place, _ in cues.matcher(name).spans(text):
        if place < done:
            continue
        start, done = line_start(text, place), line_end(text, place)
        line = text[start:done]
        if _DIGITS.search(line):
            yield line, start


def _begin(date: FoundDate) -> int:
    return date.start


def _is_full(date: FoundDate) -> bool:
    if date.problem:
        return False
    return date.precision == "day" or (date.precision == "range" and (date.latest - date.earliest).days <= _DAY_RANGE)


def _date_of(line: bytes, first: int, last: int, dates: Sequence[FoundDate], cues: Cues) -> FoundDate | None:
    """The full date that words of an event go with; None where theirs is another or an imprecise one."""
    place = bisect_left(dates, last, key=_begin)
    following = dates[place] if place < len(dates) else None
    if following is not None and _joined(line[last : following.start], cues):
        return following if _is_full(following) else None
    place = bisect_left(dates, first, key=_begin) - 1
    preceding = dates[place] if place >= 0 else None
    if preceding is None or preceding.end > first or not _is_full(preceding):
        return None
    return preceding if _joined(line[preceding.end : first], cues) else None


def _told(line: bytes, first: int, cues: Cues) -> bool:
    """Whether the event is only what somebody was told of on the day: "notified of her death on 3 May"."""
    said = cues.last_before("told-of", line, first, _TOLD_REACH)
    return said is not None and not _STOP.search(line[said[1] : first])


def _joined(between: bytes, cues: Cues) -> bool:
    """Whether a date and words of an event are near each other, in one sentence, and nothing else happened between."""
    if len(between) > _EVENT_REACH or _STOP.search(between) or _is_period(between, cues):
        return False
    return not cues.occurs("other-events", between)


def _is_period(between: bytes, cues: Cues) -> bool:
    """Whether the date is one end of a period, or a day counted from the event: "weeks before her death"."""
    begins = any(not between[:start].strip(b" ,") for start, _ in cues.matcher("period-words").spans(between))
    return begins or any(not between[end:].strip(b" ,") for _, end in cues.matcher("counted-from").spans(between))
