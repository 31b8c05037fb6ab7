"""The settings of one run, as the engine takes them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from dhr_qa.rulebook.model import PROFILES


class RunSettings(Struct, frozen=True):
    """What the user decided for a run.

    Attributes:
        profile: the stage of the review: draft, submission or publication.
        guidance: the edition of the guidance that applies.
        as_of: the day that counts as today.
        case: what the configuration says of the case: type, naming, commissioned, stage.
        attestations: rule id to {answer, by, on}; the answer is "yes", "no", "not applicable" or words.
        overrides: rule id to {severity, off, limits: {option of the check: value}}.
        select, ignore: rule ids or topics; an empty `select` is all rules.
        redact: mask the words of documents in what sensitive rules say.
        most: how many findings of one rule are listed for one document; of a sensitive rule `most_sensitive`, for
            a name that is left in at the place that was not listed is left in.
    """

    profile: str = "draft"
    guidance: str = "2016"
    as_of: datetime.date = field(default_factory=datetime.date.today)
    case: Mapping[str, Any] = field(default_factory=dict)
    attestations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    redact: bool = False
    most: int = 25
    most_sensitive: int = 500

    def reaches(self, profile: str) -> bool:
        """Whether the run is for `profile` or a later stage."""
        return PROFILES.index(self.profile) >= PROFILES.index(profile)
