"""What is held in memory while the page runs: checks with their files and answers. Nothing of it is ever written."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from dhr_qa.checking import Read
from dhr_qa.documents.limits import MIB
from dhr_qa.findings import Result
from dhr_qa.settings import FILE_NAMES, Attestation
from dhr_qa.web.limits import MOST_BYTES, MOST_CHECKS, MOST_FILES, TooMuch

OLD, NEW = "old", "new"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was put in. `draft`: which of two drafts it belongs to ("" where there are no two)."""

    name: str
    data: bytes = field(repr=False)
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Papers that were checked together, and what was found; the old or the new draft, or all there is."""

    read: Read
    result: Result


@dataclass
class Check:
    """One check, from the first file to the answers. The worker writes `state`, `words`, `done`, `of` and the sides."""

    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    stage: str = ""  #: "": what the settings say, else draft
    drafts: bool = False  #: an old and a new draft are compared
    uploads: list[Upload] = field(default_factory=list)
    made: datetime.datetime = field(default_factory=datetime.datetime.now)
    state: str = "filling"  #: filling, waiting, running, done or failed
    words: str = ""  #: what is being done, or what went wrong
    done: int = 0
    of: int = 0
    notices: list[str] = field(default_factory=list)  #: what to say of the settings file
    settings_text: str = ""  #: the settings file, if it could be used
    new: Side | None = None
    old: Side | None = None
    answers: dict[str, Attestation] = field(default_factory=dict)
    masked: Result | None = None  #: the result of the new side without names and numbers, once it was asked for
    stopped: bool = False

    @property
    def title(self) -> str:
        """What it is called in lists."""
        names = [upload.name for upload in self.uploads if not is_settings(upload.name)]
        if not names:
            return "No document"
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"

    @property
    def size(self) -> int:
        return sum(len(upload.data) for upload in self.uploads)

    @property
    def settings_files(self) -> list[Upload]:
        """The settings files that were put in with the documents; the first one counts."""
        return [upload for upload in self.uploads if is_settings(upload.name)]

    def documents(self, draft: str = "") -> list[Upload]:
        """The documents; `draft`: of one of two drafts."""
        found = [upload for upload in self.uploads if not is_settings(upload.name)]
        return [upload for upload in found if not draft or upload.draft == draft]

    def add(self, upload: Upload) -> None:
        """Take a file in, under a name that no other file of its draft has. Raises TooMuch."""
        if len(self.uploads) >= MOST_FILES:
            raise TooMuch(f"Up to {MOST_FILES} files can be checked together. Leave some out, or check them in turn.")
        taken = {each.name.casefold() for each in self.documents(upload.draft)}
        self.uploads.append(Upload(_free(upload.name, taken), upload.data, upload.draft))


class Store:
    """All checks of this run of the page, the newest first."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def __iter__(self) -> Iterator[Check]:
        return reversed(list(self._checks.values()))

    def __len__(self) -> int:
        return len(self._checks)

    def get(self, id: str) -> Check | None:
        return self._checks.get(id)

    def begin(self, check: Check) -> Check:
        """Hold one more check. Those that never began are let go first. Raises TooMuch."""
        if len(self._checks) >= MOST_CHECKS:
            for each in [each for each in self._checks.values() if each.state == "filling"]:
                self.forget(each.id)
        if len(self._checks) >= MOST_CHECKS:
            raise TooMuch(
                f"{MOST_CHECKS} checks are held already. Forget one of them on the first page, then try again."
            )
        self._checks[check.id] = check
        return check

    def room(self, size: int) -> None:
        """Raises TooMuch where files of `size` bytes are too many for all that is held."""
        if sum(check.size for check in self._checks.values()) + size > MOST_BYTES:
            raise TooMuch(
                f"The files that are held come to more than {MOST_BYTES // MIB} MB. Forget a check on the first page, "
                "then try again."
            )

    def forget(self, id: str) -> None:
        check = self._checks.pop(id, None)
        if check is not None:
            check.stopped = True


def is_settings(name: str) -> bool:
    return name.casefold() in FILE_NAMES


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){suffix}"
    return found
