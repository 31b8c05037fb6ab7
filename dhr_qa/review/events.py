"""Dated events of the case and the review: death, decision, first panel meeting, completion, letter…

An event is a phrase of the register `events` in the same sentence as a date; on the title page and in a
letter a date that stands by itself may be one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Document
from dhr_qa.language.dates import FoundDate, find_dates
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.sentences import sentences
from dhr_qa.review.cells import when
from dhr_qa.review.facts import Event, TableKind
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.vocabulary import Entry

_REACH = 90
_TITLE, _LETTER = "title-page", "feedback-letter"
_ALONE = "alone"
_BEFORE_COST = 30  #: a date before its phrase must be nearer by so much than one after it
_PARTS = ("body", "textbox", "footnote", "endnote")
_BARRED = ("action-plan", "recommendations", "contents", "feedback-letter")


def find_events(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    tables: Sequence[TableKind],
    roles_at: Callable[[int], Sequence[str]],
    kind_at: Callable[[int], str],
) -> tuple[Event, ...]:
    """The events in reading order. The same event with the same date in one sentence is given once."""
    forms = lexicon.forms("events")
    hits = index.find(forms.matcher)
    found: list[Event] = []
    for block in document.blocks:
        roles = roles_at(block.index)
        kind = kind_at(block.index)
        titled, letter = _TITLE in roles, kind == _LETTER or _LETTER in roles
        if block.toc or not (block.part in _PARTS or titled):
            continue
        if titled or letter:
            found += _printed(document, lexicon, block.index, _TITLE if titled else _LETTER)
        elif block.index in hits and kind != "action-plan" and not set(roles) & set(_BARRED):
            found += _told(document, index, lexicon, block.index, hits[block.index], roles)
    found += _tabled(document, lexicon, tables)
    return tuple(sorted(_once(found), key=lambda event: (event.block, event.start)))


def _once(events: Sequence[Event]) -> list[Event]:
    seen = {(e.name, e.block, e.when.earliest, e.when.latest): e for e in reversed(events)}
    return list(seen.values())


def _told(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    block: int,
    hits: Sequence[tuple[int, int]],
    roles: Sequence[str],
) -> Iterator[Event]:
    """Events told in the sentences of a paragraph."""
    text = document.blocks[block].text
    dates = find_dates(text)
    if not dates:
        return
    folded = index.text(block)
    forms = lexicon.forms("events")
    for first, last in sentences(text):
        inside = [d for d in dates if first <= d.start < last]
        if not inside:
            continue
        for start, end in hits:
            if not first <= start < last:
                continue
            for entry in forms.identify_all(folded[start:end]):
                if entry.get("letter-only") or (entry.get("roles") and not set(entry.get("roles")) & set(roles)):
                    continue
                date = _nearest(inside, start, end, entry.get("reach", _REACH))
                if date is None or _other(lexicon, entry, folded[first:last]):
                    continue
                if entry.get("yields-to") and _nearer(lexicon, entry, date, (start, end), folded, hits, (first, last)):
                    continue
                if entry.get("range") and len(inside) > 1:
                    date = _period(text, inside)
                yield Event(entry.id, when(date), block, date.start, date.end)


def _nearest(dates: Sequence[FoundDate], start: int, end: int, reach: int) -> FoundDate | None:
    """The date that goes with a phrase: the nearest, one after it rather than one before."""

    def distance(date: FoundDate) -> int:
        return date.start - end if date.start >= end else start - date.end + _BEFORE_COST

    near = [d for d in dates if (d.start >= end or d.end <= start) and distance(d) <= reach]
    within = [d for d in dates if start <= d.start and d.end <= end]
    if within:  # "decided on 24 November to hold a review, and told the Home Office on 29 November"
        return within[0]
    over = [d for d in dates if d.start < end and start < d.end]
    return min(near, key=distance) if near else (over[0] if over else None)


def _nearer(
    lexicon: Lexicon,
    entry: Entry,
    date: FoundDate,
    own: tuple[int, int],
    folded: bytes,
    hits: Sequence[tuple[int, int]],
    sentence: tuple[int, int],
) -> bool:
    """Whether a date stands nearer to a phrase of an event that this one yields to."""
    forms = lexicon.forms("events")
    others = [
        (start, end)
        for start, end in hits
        if sentence[0] <= start < sentence[1]
        and any(one.id in entry.get("yields-to") for one in forms.identify_all(folded[start:end]))
    ]
    return any(_gap(date, *span) < _gap(date, *own) for span in others)


def _gap(date: FoundDate, start: int, end: int) -> int:
    """Characters between a date and a phrase, with what it costs a date to stand before its phrase."""
    return date.start - end if date.start >= end else start - date.end + _BEFORE_COST


def _period(text: str, dates: Sequence[FoundDate]) -> FoundDate:
    """One period from the dates of a sentence."""
    start, end = min(d.start for d in dates), max(d.end for d in dates)
    earliest, latest = min(d.earliest for d in dates), max(d.latest for d in dates)
    return FoundDate(earliest, latest, "range", text[start:end], "", start, end)


def _other(lexicon: Lexicon, entry: Entry, sentence: bytes) -> bool:
    """Whether the sentence holds a phrase that makes the event another one."""
    if not entry.get("unless"):
        return False
    forms = lexicon.forms("events", "unless")
    spans = forms.matcher.spans(sentence)
    return any(entry in forms.identify_all(sentence[start:end]) for start, end in spans)


def _printed(document: Document, lexicon: Lexicon, block: int, place: str) -> Iterator[Event]:
    """Events of a title page or a letter: dates after a cue in the same line, and dates that stand alone."""
    offset = 0
    for line in document.blocks[block].text.split("\n"):
        before = 0
        for date in find_dates(line):
            cued = _by_cue(lexicon, line[before : date.start], place)
            event = cued or (_by_itself(lexicon, line, date, place) if not before else None)
            before = date.end
            if event is not None:
                yield Event(event, when(date), block, offset + date.start, offset + date.end)
        offset += len(line) + 1


def _by_cue(lexicon: Lexicon, words: str, place: str) -> str | None:
    """The event that the words before a date name: on a title page by its cues, in a letter by its phrases."""
    forms = lexicon.forms("events", "cover") if place == _TITLE else lexicon.forms("events")
    folded = fold(words)
    hits = [entry for start, end in forms.matcher.spans(folded) for entry in forms.identify_all(folded[start:end])]
    named = [entry for entry in hits if place == _TITLE or entry.get("letter-only")]
    return named[0].id if named else None


def _by_itself(lexicon: Lexicon, line: str, date: FoundDate, place: str) -> str | None:
    rest = line[: date.start] + line[date.end :]
    if any(char.isalnum() for char in rest):
        return None
    field = "cover" if place == _TITLE else "letter"
    for entry in lexicon.register("events"):
        value = entry.get(field, ())
        if value == _ALONE or (not isinstance(value, str) and _ALONE in value):
            return entry.id
    return None


def _tabled(document: Document, lexicon: Lexicon, tables: Sequence[TableKind]) -> Iterator[Event]:
    """Events of a table of key dates: the words of a row name the event, its date cell gives the date."""
    forms = lexicon.forms("events")
    for known in tables:
        columns = dict(known.columns)
        if known.kind != "dates" or not {"date", "event"} <= set(columns):
            continue
        table = document.tables[known.table]
        for row in range(known.header_rows, table.rows):
            date_cell, name_cell = cell_at(table, row, columns["date"]), cell_at(table, row, columns["event"])
            if date_cell is None or name_cell is None or not date_cell.blocks:
                continue
            folded = fold(document.cell_text(name_cell))
            entry = next((e for s, t in forms.matcher.spans(folded) for e in forms.identify_all(folded[s:t])), None)
            for block in date_cell.blocks:
                dates = find_dates(document.blocks[block].text)
                if entry is not None and dates:
                    yield Event(entry.id, when(dates[0]), block, dates[0].start, dates[0].end)
                    break
