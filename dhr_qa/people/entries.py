"""What a private list holds, as plain data that never shows itself: no text of it is in a repr or a message."""

from __future__ import annotations

import datetime

from msgspec import Struct

from dhr_qa.errors import UsageError


class PrivateListError(UsageError):
    """A private list that cannot be used. The message never holds anything of the list but a line number."""


class PrivateList(Struct, frozen=True):
    """The entries of a private list. `names` are whole names, `others` nicknames, former names and spellings."""

    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    births: tuple[datetime.date, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<a private list of {len(self)} entries>"

    def __len__(self) -> int:
        return len(self.names) + len(self.others) + len(self.births) + len(self.addresses) + len(self.numbers)
