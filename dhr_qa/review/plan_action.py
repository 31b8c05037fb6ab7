"""One action put together from the cells that belong to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Cell, Document
from dhr_qa.language.fold import fold
from dhr_qa.language.target_dates import Target, read_target
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.cells import completion_date, when
from dhr_qa.review.facts import Action, When
from dhr_qa.review.leads import agency_and_role, named_person
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.plan_heads import Above, number_in
from dhr_qa.review.plan_rows import PlanRow
from dhr_qa.review.statuses import is_finished, read_status, state_of
from dhr_qa.review.table_headers import column_role
from dhr_qa.review.updates import Update, read_updates

_LETTER = 1
_AND = re.compile(r"\s+(?:and|&)\s+|\s*/\s*")
_FROM_UPDATES = "updates"
_SHORT = 12  #: words of a sentence that says no more than that something is complete
_SENTENCES = re.compile(r"\n|[.;](?=\s|$)")
_FIRST_YEAR, _LAST_YEAR = 2005, 2060

_MOST_TARGETS, _LONG_TARGET = 2000, 200  #: how many target dates are remembered, and how long one may be


class Source(Struct, frozen=True):
    """What is read, with what. `key`: what the plan's own key makes of its colours; `torn`: see `Action`."""

    document: Document
    lexicon: Lexicon
    lower: Collection[bytes] = ()
    key: Mapping[str, str] = field(default_factory=dict)
    torn: bool = False


class Draft(Struct):
    """An action in the making: the rows that belong to it, one after the other."""

    table: int
    row: int
    columns: tuple[tuple[str, int], ...]
    above: Above
    said: str
    ref: str
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    inherited: list[str] = field(default_factory=list)
    torn: bool = False

    def add(self, row: PlanRow, cells: Mapping[str, Cell]) -> None:
        """One more row: its texts go below those of the rows before."""
        texts = row.texts or {}
        for role, cell in cells.items():
            self.cells.setdefault(role, []).append(cell)
            if texts.get(role):
                self.texts.setdefault(role, []).append(texts[role])
        self.own |= row.own

    def take(self, before: Draft, roles: Iterable[str]) -> None:
        """What the action before says of these columns, for this one too."""
        for role in roles:
            if before.text(role):
                self.texts[role] = list(before.texts[role])
                self.cells[role] = list(before.cells[role])
                self.inherited.append(role)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(role for role, _ in self.columns) or tuple(self.cells)

    def text(self, role: str) -> str:
        return "\n".join(self.texts.get(role, ()))


def made(source: Source, draft: Draft) -> Action:
    """The action that a draft comes to."""
    document, lexicon = source.document, source.lexicon
    number, item, heading, said = _recommendation(draft, lexicon)
    action = draft.text("action") or draft.text("recommendation")
    label = split_label(action)[0].strip("(). ")
    if not item and label and not label.isdigit() and len(label) == _LETTER:
        item = label
    lead = "\n".join(text for text in (draft.text("lead"), draft.text("lead-officer")) if text)
    person = named_person(draft.text("lead-officer") or draft.text("lead"), lexicon, source.lower)
    unset = lexicon.list("lead-none").is_whole(fold(squeezed(lead)))
    agency, role = ("", "") if unset else agency_and_role(lead, person, lexicon)
    target = _target(source, draft)
    completed = draft.text("completion")
    updates = [u for cell in draft.cells.get("updates", ()) for u in read_updates(document, cell, lexicon)]
    newest_first = _newest_first(updates)
    updates = updates[::-1] if newest_first else updates
    status, by = _status(source, draft, updates)
    if newest_first and by != _FROM_UPDATES and len(status) == len(updates):
        status = status[::-1]
    blocks = [b for cells in draft.cells.values() for cell in cells if cell.row >= draft.row for b in cell.blocks]
    filled = [b for b in blocks if document.blocks[b].text.strip()]
    fields = draft.fields
    outcome = draft.text("outcome")
    done = _done(completed, target, lexicon) or is_finished(status, source.key, lexicon)
    if "outcome" not in fields and "completion" in fields and _names_outcome(source, draft):
        outcome = _without_completion(completed, lexicon)
        if outcome or done:  # a cell for both is filled when the action is complete
            fields = (*fields, "outcome")
    return Action(
        table=draft.table,
        row=draft.row,
        recommendation=number,
        ref=squeezed(draft.ref),
        item=item,
        scope=squeezed(draft.text("scope")) or draft.above.scope,
        action=action,
        lead=squeezed(lead),
        lead_person=person,
        target_date=squeezed(draft.text("target-date")),
        target=when(target.date) if target.date is not None and target.kind != "complete" else None,
        outcome=outcome,
        milestones=draft.text("milestones"),
        status=status,
        completed=squeezed(completed),
        completed_on=completion_date(completed, lexicon) or _completed_in_target(target),
        updates=tuple(update.text for update in updates),
        columns=draft.columns,
        block=min(filled) if filled else (blocks[0] if blocks else None),
        heading=heading,
        said=said,
        lead_agency=agency,
        lead_role=role,
        target_kind=target.kind,
        target_fault=target.fault,
        target_problem=target.problem,
        target_again=target.again,
        target_based=target.based,
        status_by=by,
        state=state_of(status, source.key, lexicon),
        done=done,
        update_dates=tuple(update.when for update in updates),
        fields=fields,
        cells=_places(draft, fields),
        inherited=tuple(draft.inherited),
        torn=draft.torn,
    )


def _places(draft: Draft, fields: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Column role to the first block of its cell; an outcome without a column of its own shares that of completion."""
    found = {role: cells[0].blocks[0] for role, cells in draft.cells.items() if cells[0].blocks}
    if "outcome" in fields and "outcome" not in found and "completion" in found:
        found["outcome"] = found["completion"]
    return tuple(found.items())


def _recommendation(draft: Draft, lexicon: Lexicon) -> tuple[str, str, str, str]:
    """Number (or words), item, heading and full words of the recommendation that an action belongs to."""
    above = draft.above
    if not draft.said and not draft.ref:
        return above.recommendation, above.item, above.words, above.text
    own = number_in(draft.ref, lexicon) or number_in(draft.said, lexicon)
    words = squeezed(draft.said)
    if draft.ref and not words and above.recommendation and own.startswith(f"{above.recommendation}."):
        own = above.recommendation  # "2.1" below "Recommendation 2" is the number of the action
    number = own or words or above.recommendation
    return number, above.item, words or above.words, words or above.text


def _read_target(text: str, lexicon: Lexicon, year: int | None = None) -> Target:
    """`read_target`; a plan says the same of many actions, so what it has said is remembered."""
    known: dict[tuple[str, int | None], Target] = lexicon.keep("targets", dict)
    found = known.get((text, year))
    if found is None:
        found = read_target(text, lexicon.list, year)
        if len(known) < _MOST_TARGETS and len(text) < _LONG_TARGET:
            known[text, year] = found
    return found


def _target(source: Source, draft: Draft) -> Target:
    if "target-date" not in draft.fields:
        return Target("missing", fault="missing", problem="there is no place for a date")
    return _read_target(draft.text("target-date"), source.lexicon, _year_in_header(source, draft))


def _header_text(source: Source, draft: Draft, role: str) -> str:
    """The printed heading of a column, from the rows above the action's own."""
    column = dict(draft.columns).get(role)
    table = source.document.tables[draft.table]
    if column is None:
        return ""
    cells = {
        id(c): c for row in range(min(draft.row, 3)) if (c := cell_at(table, row, column)) is not None and c.header
    }
    return " ".join(source.document.cell_text(cell) for cell in cells.values())


def _year_in_header(source: Source, draft: Draft) -> int | None:
    """The year that the heading of the column of target dates gives for all of them."""
    digits = [
        int(word)
        for word in _header_text(source, draft, "target-date").replace("(", " ").replace(")", " ").split()
        if word.isdigit()
    ]
    years = [year for year in digits if _FIRST_YEAR <= year <= _LAST_YEAR]
    return years[0] if len(years) == 1 else None


def _names_outcome(source: Source, draft: Draft) -> bool:
    """Whether the column of completion asks for the outcome as well, as the template does."""
    pieces = _AND.split(_header_text(source, draft, "completion"))
    return any(column_role(source.lexicon, piece, ("outcome",)) for piece in pieces)


def _without_completion(text: str, lexicon: Lexicon) -> str:
    """What a cell says beyond the day of completion: the outcome."""
    target = _read_target(text, lexicon)
    words = len(text.split())
    return text if words > (6 if target.dates or target.done else 3) else ""


def _newest_first(updates: Sequence[Update]) -> bool:
    """Whether the updates stand with the latest at the top: all have dates, and each is earlier than the one above."""
    dates = [update.when.earliest for update in updates if update.when is not None]
    return len(dates) == len(updates) > 1 and all(one > other for one, other in pairwise(dates))


def _status(source: Source, draft: Draft, updates: Iterable[Update]) -> tuple[tuple[str, ...], str]:
    """The statuses of the status column; where there is none, those that the updates give of themselves."""
    found: list[str] = []
    by = ""
    for cell in draft.cells.get("status", ()):
        several, how = read_status(source.document, cell, source.lexicon)
        found += several
        by = by or how
    if not found:
        found = [update.status for update in updates if update.status]
        by = _FROM_UPDATES if found else ""
    return tuple(found), by


def _completed_in_target(target: Target) -> When | None:
    return when(target.date) if target.kind == "complete" and target.date is not None else None


def _done(completed: str, target: Target, lexicon: Lexicon) -> bool:
    """Whether words in the cell of completion, or of the target date, say that the action is finished.

    A cell that begins by saying that it is not ("Not yet complete. Expected outcome: …") is not; and long
    sentences are about the outcome.
    """
    if target.done:
        return True
    pieces = [piece for piece in _SENTENCES.split(completed) if any(map(str.isalnum, piece))]
    for number, piece in enumerate(pieces):
        if len(piece.split()) <= _SHORT and _read_target(piece, lexicon).done:
            return True
        if number == 0 and lexicon.occurs("date-due", fold(piece)):
            return False
    return False
