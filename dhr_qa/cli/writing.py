"""Where the outputs of a check go, what is written as it comes, and what decides over the exit code."""

from __future__ import annotations

from dhr_qa.cli.options import Target
from dhr_qa.cli.streams import append_file, on_terminal, say, write_file
from dhr_qa.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from dhr_qa.findings import Result, worst_at_least
from dhr_qa.report.formats import Look


def write(target: Target, text: str) -> None:
    """Put a whole output where it is wanted."""
    if target.path is not None:
        write_file(target.path, text)
    else:
        say(text)


class Streamed:
    """The report as text, written as it comes, so that nothing of a finished document has to be kept."""

    def __init__(self, target: Target, look: Look) -> None:
        from dhr_qa.report.text import Stream

        self._path = target.path
        self._begun = False
        self._stream = Stream(
            look.width, colour=look.colour, verbose=look.verbose, quiet=look.quiet, masked=look.masked
        )

    @property
    def on_terminal(self) -> bool:
        """Whether what is written is seen at once."""
        return self._path is None and on_terminal()

    def add(self, result: Result) -> None:
        """The documents of one more result."""
        start = "" if self._begun else self._stream.begin(result.tool)
        self._put(start + self._stream.part(result))

    def end(self) -> None:
        """The summary."""
        self._put(self._stream.end())

    def _put(self, text: str) -> None:
        if self._path is None:
            if text:
                say(text)
        elif self._begun:
            append_file(self._path, text)
        else:
            write_file(self._path, text)
        self._begun = True


class Tally:
    """What decides over the exit code, counted result by result."""

    def __init__(self, fail_on: str) -> None:
        self._fail_on = fail_on
        self._unreadable = False
        self._found = False
        self.bugs: list[str] = []

    def add(self, result: Result) -> None:
        """Count one more result."""
        self.bugs += result.bugs
        self._unreadable = self._unreadable or bool(result.failures)
        self._found = self._found or worst_at_least(result.findings, self._fail_on)

    def exit_code(self) -> int:
        """The gravest thing that happened decides: a bug, a document not read, findings."""
        if self.bugs:
            return EXIT_BUG
        if self._unreadable:
            return EXIT_UNREADABLE
        return EXIT_FINDINGS if self._found else EXIT_OK
