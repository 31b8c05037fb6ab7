"""The words in which a page speaks to people, from the vocabulary: titles and explanations by their ids."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dhr_qa.review.facts import When
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.vocabulary import Entry
from dhr_qa.wording import clean, titled

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Words:
    """Titles of the registers. A name that no register has is spoken as it is written."""

    def __init__(self, rulebook: Rulebook | None) -> None:
        self._rulebook = rulebook
        registers = rulebook.vocabulary.registers if rulebook is not None else {}
        self._entries = {name: {entry.id: entry for entry in entries} for name, entries in registers.items()}

    def entries(self, register: str) -> Sequence[Entry]:
        """The entries of a register in order; none if there is no such register."""
        return tuple(self._entries.get(register, {}).values())

    def entry(self, register: str, name: str) -> Entry:
        return self._entries.get(register, {}).get(name) or Entry(name)

    def title(self, register: str, name: str) -> str:
        return clean(self.entry(register, name).title) or titled(name)

    def field(self, register: str, name: str, field: str) -> str:
        return clean(str(self.entry(register, name).get(field, "")))

    def about(self, register: str, name: str) -> str:
        return self.field(register, name, "about")

    def rule_title(self, name: str) -> str:
        rule = self._rulebook.rule(name) if self._rulebook is not None else None
        return clean(rule.title) if rule is not None else titled(name)

    def rule_why(self, name: str) -> str:
        rule = self._rulebook.rule(name) if self._rulebook is not None else None
        return clean(rule.rationale) if rule is not None else ""


def day(date: datetime.date) -> str:
    """ "22 November 2026"."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def month(date: datetime.date, short: bool = False) -> str:
    """ "November 2026", or "Nov 2026"."""
    name = _MONTHS[date.month - 1]
    return f"{name[:3] if short else name} {date.year}"


def when(date: When | None) -> str:
    """A date as precisely as it was read: "1 March 2027", "March 2027", "1 March 2027 to 30 June 2027", "2027"."""
    if date is None:
        return ""
    if date.precision == "day" and not date.problem:
        return day(date.earliest)
    if date.precision == "month" or date.problem:
        return month(date.earliest)
    if date.precision == "year":
        return str(date.earliest.year)
    return f"{day(date.earliest)} to {day(date.latest)}"
