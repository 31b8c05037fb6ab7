"""The settings of a review: `dhr-qa.yaml`, found from the checked file upward, and what it holds."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from dhr_qa.errors import DhrQaError, UsageError

FILE_NAMES = ("dhr-qa.yaml", "dhr-qa.yml")
_LARGEST = 1_000_000  #: bytes; a settings file is written by hand


class SettingsError(UsageError):
    """A settings file that cannot be used; `problems` holds every fault, in file order."""

    def __init__(self, problems: list[DhrQaError]) -> None:
        first = problems[0]
        super().__init__(first.message, first.file, first.line, first.column)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Place(Struct, frozen=True):
    """Where a setting is written; line and column count from 1."""

    line: int = 1
    column: int = 1


class RuleSetting(Struct, frozen=True):
    """What the settings change about one rule."""

    off: bool = False
    severity: str = ""
    limits: Mapping[str, int | float] = field(default_factory=dict)
    place: Place = Place()


class KnownPerson(Struct, frozen=True):
    """A person of the review, by the pseudonym (or, with consent, the name) that the report uses."""

    pseudonym: str
    role: str
    relation: str = ""


class Waiver(Struct, frozen=True):
    """A decision to live with a finding: which, why, whose, until when. See `dhr_qa.waivers`."""

    rule: str
    reason: str
    by: str
    until: datetime.date
    fingerprint: str = ""
    text: str = ""
    document: str = ""
    place: Place = Place()


class Attestation(Struct, frozen=True):
    """A person's answer to the question of a rule: yes, no or not-applicable."""

    rule: str
    answer: str
    by: str
    on: datetime.date
    document: str = ""
    place: Place = Place()


class Settings(Struct, frozen=True):
    """All that one settings file says; an empty one where there is no file."""

    file: str = ""
    case: Mapping[str, str] = field(default_factory=dict)
    people: tuple[KnownPerson, ...] = ()
    allowed_names: tuple[str, ...] = ()
    profile: str = ""
    guidance: str = ""
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    rule_folders: tuple[Path, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    people_file: Path | None = None


def find(path: Path) -> Path | None:
    """The settings file for a document or folder: its own folder's, or that of the nearest folder above.

    The search ends at the root of the repository that holds the document, else at the home folder, else at the
    working folder; where it stands below none of these, only its own folder counts.
    """
    start = path.resolve()
    home = Path.home()
    folders: list[Path] = []
    for folder in (start, *start.parents):
        if not folder.is_dir():
            continue
        folders.append(folder)
        if (folder / ".git").exists() or folder == home:
            break
    else:
        here = Path.cwd()
        folders = folders[: folders.index(here) + 1] if here in folders else folders[:1]
    files = (folder / name for folder in folders for name in FILE_NAMES)
    return next((file for file in files if file.is_file()), None)


def load(path: Path) -> Settings:
    """Read one settings file. Raises SettingsError with the place of every fault."""
    shown = shown_path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError("this file is too large to be a settings file", shown)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError("there is no such settings file", shown) from None
    except UnicodeDecodeError:
        raise UsageError("this settings file is not plain text (UTF-8)", shown) from None
    except OSError as error:
        raise UsageError(f"this settings file cannot be read: {error.strerror or error}", shown) from None
    from dhr_qa.settings_file import parse  # pydantic and the YAML parser: only where there is a file

    return parse(text, shown, path.parent)


def shown_path(path: Path) -> str:
    """A path as people like to read it: below the working folder without its beginning."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)
    return str(path) if relative.startswith("..") else relative
