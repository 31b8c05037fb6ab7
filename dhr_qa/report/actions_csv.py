"""The actions of action plans as a table for a spreadsheet: what was read, and what was made of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from dhr_qa.report.inspect_json import without_name
from dhr_qa.report.redact import mask
from dhr_qa.review.facts import Action, Facts, When
from dhr_qa.wording import clean as printable

BOM = "\ufeff"  #: by which a spreadsheet knows that the file is UTF-8
COLUMNS = (
    "Document", "Recommendation", "Item", "Recommendation in words", "Scope", "Action", "Milestones", "Lead agency",
    "Lead role", "Lead person", "Lead as written", "Target date as written", "Target from", "Target to", "Target kind",
    "Target problem", "Statuses", "Last status", "State", "Completed as written", "Completed on", "Outcome", "Updates",
    "Last update", "Table", "Row",
)  # fmt: skip
#: A cell that begins with one of these is a formula to a spreadsheet, also behind blanks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(facts: Sequence[Facts], *, masked: bool = False, bom: bool = True, clean: Callable[[str], str] = str) -> str:
    """The actions of all documents as CSV (RFC 4180), for a spreadsheet.

    No cell can be taken for a formula: an apostrophe stands before those that begin like one. `masked`: without
    the names of people who lead; `bom`: with the sign that the file is UTF-8; `clean` is laid over every text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in facts:
        for action in each.actions:
            writer.writerow([safe(clean(cell)) for cell in _row(each, action, masked)])
    return (BOM if bom else "") + out.getvalue()


def safe(text: str) -> str:
    """Text for a cell of a spreadsheet: nothing that prints strangely, nothing that would be calculated."""
    plain = "\n".join(line for part in text.splitlines() if (line := printable(part)))
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _row(facts: Facts, action: Action, masked: bool) -> tuple[str, ...]:
    person = action.lead_person or ""
    place = facts.locate(action.block) if action.block is not None else None
    dated = [when for when in action.update_dates if when is not None]
    return (
        facts.document.path,
        action.recommendation,
        action.item,
        action.said or action.heading,
        action.scope,
        action.action,
        action.milestones,
        action.lead_agency,
        without_name(action.lead_role, person, masked),
        mask(person) if masked and person else person,
        without_name(action.lead, person, masked),
        action.target_date,
        _first(action.target),
        _last(action.target),
        action.target_kind,
        action.target_problem,
        "; ".join(action.status),
        action.status[-1] if action.status else "",
        _state(action),
        action.completed,
        _last(action.completed_on),
        action.outcome,
        "\n".join(action.updates),
        _last(dated[-1]) if dated else "",
        str(action.table + 1),
        str(place.row) if place is not None and place.row else "",
    )


def _state(action: Action) -> str:
    """What the plan makes of the action; both where its last status and its completion do not go together."""
    if not (action.done or action.completed_on):
        return action.state
    return "done" if action.state in ("", "done") else f"{action.state}, given as complete"


def _first(when: When | None) -> str:
    return when.earliest.isoformat() if when is not None else ""


def _last(when: When | None) -> str:
    return when.latest.isoformat() if when is not None else ""
