"""A date as a fact: as precise as the author gave it."""

from __future__ import annotations

import datetime

from msgspec import Struct


class When(Struct, frozen=True):
    """A date as precise as the author gave it: every day from `earliest` to `latest` fits.

    precision: day, month, quarter, season, year or range. An impossible date ("31st Sept 2023") has
    `problem` set and its dates are those of the month.
    """

    earliest: datetime.date
    latest: datetime.date
    precision: str
    text: str = ""
    problem: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"from": self.earliest.isoformat(), "to": self.latest.isoformat(), "precision": self.precision}
