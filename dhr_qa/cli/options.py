"""Options that need more than typer to understand: outputs, days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from dhr_qa.errors import UsageError
from dhr_qa.wording import did_you_mean, listed


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
    for target in found:
        if target.path is not None and any(same_file(target.path, path) for path in inputs):
            raise UsageError(f"this would overwrite the document itself: {target.path}")
    return found or [Target("text")]


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return one.samefile(other)
    except OSError:
        return False


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
