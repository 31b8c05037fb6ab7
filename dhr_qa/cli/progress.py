"""Progress on standard error, for runs that take long, and only on a terminal: a line, or a bar for many documents."""

from __future__ import annotations

import shutil
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

_PATIENCE = 1.0  #: seconds before anything is shown
_INTERVAL = 0.1


class Progress:
    """Call it with a few words on what is being done; leaving the `with` block wipes the line."""

    def __init__(self) -> None:
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, words: str) -> None:
        if not self._shows or time.monotonic() < self._next:
            return
        room = shutil.get_terminal_size((80, 24)).columns - 1
        sys.stderr.write(f"\r{words[:room]:<{room}}")
        sys.stderr.flush()
        self._shown = True
        self._next = time.monotonic() + _INTERVAL

    def wipe(self) -> None:
        """Take the line away, because something else is about to be written."""
        if self._shown:
            room = shutil.get_terminal_size((80, 24)).columns - 1
            sys.stderr.write(f"\r{'':<{room}}\r")
            sys.stderr.flush()
            self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()


class Bar:
    """How many of `total` things are done, as a bar. Off a terminal, and for one thing, it is nothing."""

    def __init__(self, total: int, line: Progress) -> None:
        self._total = total
        self._line = line
        self._bar: RichProgress | None = None
        self._task: int | None = None

    def __enter__(self) -> Bar:
        if self._total > 1 and sys.stderr is not None and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            self._task = self._bar.add_task("", total=self._total)
            self._line.wipe()
            self._line._shows = False  # the bar takes the place of the line
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self) -> None:
        """One more is done."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)  # type: ignore[arg-type]

    def aside(self) -> AbstractContextManager[object]:
        """While this is entered other things can be written to the terminal."""
        if self._bar is None:
            self._line.wipe()
            return nullcontext()
        return _Aside(self._bar)


class _Aside:
    def __init__(self, bar: RichProgress) -> None:
        self._bar = bar

    def __enter__(self) -> None:
        self._bar.stop()

    def __exit__(self, *error: object) -> None:
        self._bar.start()
