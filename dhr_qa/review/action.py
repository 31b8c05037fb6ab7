"""Recommendations and the actions of an action plan as facts: what, to whom, by when, how far."""

from __future__ import annotations

import re

from msgspec import Struct

from dhr_qa.review.when import When

#: A reference that is a number: "3", "3.", "3a", "R3", "Rec 3", "No. 3"; not "SA1", which is of another list.
_REFERENCE = re.compile(r"\W*(?:r[a-z]*\.?|no\.?)?\s*([0-9]+(?:\.[0-9]+)*)[a-z]?\W*", re.I)


class Recommendation(Struct, frozen=True):
    """One recommendation, as the recommendations section gives it."""

    number: str
    text: str
    block: int
    start: int = 0
    end: int = 0
    addressee: str = ""
    kind: str = ""
    place: int = 0  #: which one it is in its document, from 1

    @property
    def name(self) -> str:
        """What a reader calls it: its number as printed, or else its place."""
        return self.number or str(self.place or "")

    @property
    def known_by(self) -> tuple[str, ...]:
        """What the rows of a plan can be matched to it by: its number, or else its place, and its words."""
        return tuple(part for part in (plain_number(self.number) or str(self.place or ""), self.text) if part)


class Action(Struct, frozen=True):
    """One action, from one row of a plan or from several that belong together.

    Attributes:
        table, row: where it begins, 0-based in the Document.
        recommendation, item: the number (or else the words) of the recommendation, and the letter within it;
            `ref` what the column of references has for the action.
        heading: the words of the heading, merged row or cell that gives the recommendation.
        said: the recommendation as the plan repeats it, with the paragraphs between its heading and the table.
        lead: the whole cell; of it `lead_agency`, `lead_role` and `lead_person`, "" (None) where not told apart.
        target_date: the whole cell; `target` the date that counts; `target_kind`, `target_fault` and
            `target_problem` as `language.target_dates.Target` has them; `target_again`: it goes on after that.
        status: the words of the status column in order, or what its signs or its colour stand for;
            `status_by`: words, sign, colour or updates (where the column is missing).
        state: what the last status comes to: open, late, done, none, or "" where it is not known.
        completed, completed_on: the cell that says when it was finished, and the day.
        done: words (not a date alone) say that it is finished.
        updates, update_dates: each update with the date that it gives of itself, or None; the earliest first.
        fields: the columns that the plan offers for it, by role; `columns` with their place, of a table with a header.
        cells: column role to the first block of its cell, for those that are filled or empty in its own rows.
        inherited: the column roles left empty because a row above says them for this one too. A lead and a
            target date are then filled in from there; scope and outcome stay as written.
        torn: words of the plan are broken, as in text from a scan or a PDF: what is missing may only be unread.
    """

    table: int
    row: int
    recommendation: str = ""
    item: str = ""
    scope: str = ""
    action: str = ""
    lead: str = ""
    lead_person: str | None = None
    target_date: str = ""
    target: When | None = None
    outcome: str = ""
    milestones: str = ""
    status: tuple[str, ...] = ()
    completed: str = ""
    completed_on: When | None = None
    updates: tuple[str, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()  #: column role to 0-based column
    block: int | None = None
    heading: str = ""
    said: str = ""
    lead_agency: str = ""
    lead_role: str = ""
    target_kind: str = ""
    target_fault: str = ""
    target_problem: str = ""
    target_again: bool = False
    target_based: bool = False
    status_by: str = ""
    state: str = ""
    done: bool = False
    ref: str = ""
    update_dates: tuple[When | None, ...] = ()
    fields: tuple[str, ...] = ()
    cells: tuple[tuple[str, int], ...] = ()
    inherited: tuple[str, ...] = ()
    torn: bool = False

    @property
    def number(self) -> str:
        """The number of the recommendation, without letters; "" where the plan gives words or another reference."""
        return plain_number(self.recommendation)

    @property
    def known_by(self) -> tuple[str, ...]:
        """What it can be matched to a recommendation by: the number, with and without its parts, and the words."""
        number = self.number
        first = number.partition(".")[0]  # of "2.1", the first action of recommendation 2
        whole = self.recommendation if number and self.recommendation != number else ""
        words = (self.said, self.heading) if self.said or self.heading else (self.action,)
        return tuple(dict.fromkeys(part for part in (number, first, whole, *words) if part))


def plain_number(text: str) -> str:
    """The number in the reference of a recommendation: "3" of "R3", "Rec 3" and "3a"; "" where there is none."""
    found = _REFERENCE.fullmatch(text) if len(text) <= 24 else None
    return found.group(1) if found is not None else ""
