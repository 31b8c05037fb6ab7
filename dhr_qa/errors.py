"""The one family of errors: a plain sentence, where it applies, and the exit code it leads to."""

from __future__ import annotations

import traceback
from pathlib import Path

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREADABLE, EXIT_BUG = 0, 1, 2, 3, 4


class DhrQaError(Exception):
    """An expected failure. `message` is a sentence for the user; `file`, `line`, `column` place it."""

    exit_code = EXIT_USAGE

    def __init__(self, message: str, file: str = "", line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = self.file
        if self.file and self.line is not None:
            place += f":{self.line}"
            if self.column is not None:
                place += f":{self.column}"
        return f"{place}: {self.message}" if place else self.message


class UsageError(DhrQaError):
    """A wrong option, a wrong name or a configuration that cannot be used."""


class RuleError(DhrQaError):
    """Rule or vocabulary files that cannot be used; `problems` holds every fault found, in file order."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        first = problems[0]
        super().__init__(first.message, first.file, first.line, first.column)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class RuleProblem(DhrQaError):
    """One fault in a rule file, at its line and column."""


class DocumentError(DhrQaError):
    """A document that cannot be read. `code` says why: empty, damaged, encrypted, legacy-doc, not-docx,
    too-large, bomb, unsafe, unsupported, missing; crashed, fault (the program ended, or was wrong, over it)."""

    exit_code = EXIT_UNREADABLE

    def __init__(self, code: str, message: str, file: str = "", given: str = "") -> None:
        super().__init__(message, file)
        self.code = code
        self.given = given or file  #: where it is; `file` is what may be shown of that

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str, str]]:
        """For the way from one process to another."""
        return type(self), (self.code, self.message, self.file, self.given)


def place_of(error: BaseException) -> str:
    """The line of ours where an unexpected error arose: file and number, no text.

    An error that comes from another process says its own `place`.
    """
    told = getattr(error, "place", None)
    if isinstance(told, str):
        return told
    own = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(own)]
    if not frames:
        return "an unknown place"
    return f"{Path(frames[-1].filename).relative_to(own).as_posix()}:{frames[-1].lineno}"
