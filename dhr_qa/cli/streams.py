"""Standard output and error: what they can show, and writing that outlives closed pipes and old encodings."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from dhr_qa.errors import UsageError

PLAIN_WIDTH = 100  #: of text that does not go to a terminal
READABLE_WIDTH = 120
_NO_CHARACTER = "replace"  #: for bytes in the name of a file that stand for no character

_PLAIN = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "*", "×": "x", "\u00a0": " ",
}  # fmt: skip


def _plain(error: UnicodeError) -> tuple[str, int]:
    """For `codecs`: the nearest plain characters for what an encoding cannot show."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    characters = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in characters), error.end


def prepare() -> None:
    """Let the streams show any text, if need be with plainer characters. Called once, at the start."""
    codecs.register_error("dhr-qa-plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="dhr-qa-plain")


def on_terminal() -> bool:
    """Whether standard output goes to a person's terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width(most: int = READABLE_WIDTH) -> int:
    """Columns for text on standard output; prose no wider than is pleasant to read, tables up to `most`."""
    if not on_terminal():
        return PLAIN_WIDTH
    return min(most, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns)


def colour() -> bool:
    """Whether text on standard output may have colours."""
    if not on_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32":
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return True


def ascii_only() -> bool:
    """Whether standard output cannot carry every character, so that JSON must escape them."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        return codecs.lookup(encoding).name != "utf-8"
    except LookupError:
        return True


def redact_by_default() -> bool:
    """Whether to mask the words of documents unless told otherwise: off a terminal, and in CI."""
    return not on_terminal() or os.environ.get("CI", "").casefold() not in ("", "0", "false")


def say(text: str) -> None:
    """Write to standard output. A reader who has gone away is no error, and nor is one that there never was.

    Raises UsageError where the text cannot be written, as on a full disk.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
    except OSError as error:
        _close_quietly()
        raise UsageError(f"cannot write the output: {error.strerror or error}") from None


def note(text: str) -> None:
    """One line to standard error. Where that cannot be written the exit code must still tell what happened."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


def write_file(path: Path, text: str) -> None:
    """Write a report to a file, as UTF-8. Raises UsageError where that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8", errors=_NO_CHARACTER, newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", str(path)) from None


def append_file(path: Path, text: str) -> None:
    """Add to a report that has been begun with `write_file`. Raises UsageError where that cannot be done."""
    try:
        with path.open("a", encoding="utf-8", errors=_NO_CHARACTER, newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", str(path)) from None


def _close_quietly() -> None:
    """Send the rest of standard output nowhere, so that Python does not complain at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, io.UnsupportedOperation):
        sys.stdout = io.StringIO()
