"""One line of progress on standard error, for runs that take long, and only on a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

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

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            room = shutil.get_terminal_size((80, 24)).columns - 1
            sys.stderr.write(f"\r{'':<{room}}\r")
            sys.stderr.flush()
