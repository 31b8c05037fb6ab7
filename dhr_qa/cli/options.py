"""Options that need more than typer to understand: outputs, days."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from dhr_qa.errors import UsageError
from dhr_qa.settings import FILE_NAMES
from dhr_qa.wording import did_you_mean, listed

_DOCUMENTS = (".docx", ".docm", ".odt", ".pdf", ".doc", ".dotx", ".rtf")  #: what no text is meant to be called


class Target(Struct, frozen=True):
    """One output: a format, and the file it goes to (None: standard output)."""

    format: str
    path: Path | None = None


def targets(formats: Sequence[str], output: Path | None, known: Iterable[str], inputs: Sequence[Path]) -> list[Target]:
    """What --format and -o ask for. Raises UsageError where they contradict each other or would overwrite a report."""
    known = list(known)
    found = []
    for each in formats:
        name, equals, file = each.partition("=")
        if name not in known:
            raise UsageError(f'"{name}" is not a format.{did_you_mean(name, known)} Give {listed(known, "or")}.')
        if equals and not file:
            raise UsageError(f'"{each}" names no file. Write {name}=FILE.')
        found.append(Target(name, Path(file) if file else None))
    plain = [number for number, target in enumerate(found) if target.path is None]
    if len(plain) > 1:
        raise UsageError("only one format can go to standard output. Give the others a file, such as json=report.json.")
    if output is not None:
        if plain:
            found[plain[0]] = Target(found[plain[0]].format, output)
        elif not found:
            found.append(Target("text", output))
        else:
            raise UsageError("-o goes with one format that names no file of its own.")
    files = [target.path for target in found if target.path is not None]
    refuse_over(files, inputs, "the document itself")
    for number, written in enumerate(files):
        if not _is_device(written) and any(_same_name(written, other) for other in files[:number]):
            raise UsageError(f"two outputs of this run would be written to one file: {written}")
        if written.is_file() and (written.suffix.lower() in _DOCUMENTS or written.name in FILE_NAMES):
            what = "a settings file" if written.name in FILE_NAMES else "a document"
            raise UsageError(f"there is {what} of this name already, and it would be lost: {written}")
    return found or [Target("text")]


def refuse_over(files: Iterable[Path], read: Iterable[Path], what: str) -> None:
    """Raise UsageError where one of the files to be written is one of those that are read."""
    read = list(read)
    for file in files:
        if any(same_file(file, path) for path in read):
            raise UsageError(f"this would overwrite {what}: {file}")


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _same_name(one: Path, other: Path) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def names(given: Iterable[str] | None) -> list[str]:
    """Names of rules and topics, given one by one or several with commas between them."""
    return [name.strip() for text in given or () for name in text.split(",") if name.strip()]


def day(text: str | None) -> datetime.date | None:
    """A day written as YYYY-MM-DD. Raises UsageError for anything else."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'"{text}" is not a day. Write it as 2027-01-31.') from None
