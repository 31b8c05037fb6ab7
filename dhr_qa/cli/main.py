"""Runs the command line; the one place that catches errors and turns them into words and exit codes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dhr_qa import __version__
from dhr_qa.cli.streams import note, prepare
from dhr_qa.errors import EXIT_BUG, EXIT_OK, EXIT_USAGE, DhrQaError, UsageError, place_of
from dhr_qa.wording import did_you_mean

INTERRUPTED = 130
_NOT_ONE = re.compile(r"'([^']*)' is not one of (.*)")
_QUOTED = re.compile(r"'([^']*)'")


def main(args: Sequence[str]) -> int:
    """Run dhr-qa with these arguments. Gives the exit code; see the contract."""
    args, debug = _without_debug(args)
    prepare()
    try:
        code: Any = _run(args)
    except DhrQaError as error:
        note(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        note("Stopped.")
        return INTERRUPTED
    except SystemExit as exit_:
        code = EXIT_OK if _reader_has_gone() else exit_.code
    except Exception as error:
        if hasattr(error, "format_message"):  # the family of typer's errors of use, by whatever name
            return _wrong_use(error, args)
        note(fault(error))
        if debug:
            import traceback

            traceback.print_exc()
        return EXIT_BUG
    if code == INTERRUPTED:
        note("Stopped.")
    return code if isinstance(code, int) else EXIT_OK


def _run(args: Sequence[str]) -> Any:
    if any(not arg and not before.startswith("-") for before, arg in pairwise(args)):
        raise UsageError("one of the words after the command is empty; a file or folder was probably meant.")
    from dhr_qa.cli.quick import quick

    plain = quick(args)
    if plain is not None:
        return plain()
    from dhr_qa.cli.app import app

    return app(args=args, prog_name="dhr-qa", standalone_mode=False)


def _reader_has_gone() -> bool:
    """Whether a page of help met a pipe that had been closed: typer ends with 1 then, and 1 means findings here."""
    return type(sys.stdout).__name__ == "PacifyFlushWrapper"


def _without_debug(args: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without --debug, which may stand anywhere before "--"."""
    end = list(args).index("--") if "--" in args else len(args)
    kept = [arg for arg in args[:end] if arg != "--debug"]
    return [*kept, *args[end:]], len(kept) < end


def _wrong_use(error: Any, args: Sequence[str] = ()) -> int:
    """A wrong option or command: typer's own sentence, and where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "dhr-qa"
    if context is not None and type(error).__name__ == "NoArgsIsHelpError":
        note(context.get_help())
        return EXIT_USAGE
    dashed = next((arg for arg in args if arg.startswith("-") and os.path.exists(arg)), None)
    file = f" For the file of this name write ./{dashed}" if dashed else ""
    note(f"{_with_guess(error.format_message())}{file}\nFor help: {command} --help")
    return EXIT_USAGE


def _with_guess(message: str) -> str:
    """A message about a value that is none of several, with the one that was probably meant."""
    message = message.replace("Value error, ", "")
    wrong = _NOT_ONE.search(message)
    return message + did_you_mean(wrong[1], _QUOTED.findall(wrong[2])) if wrong else message


def fault(error: BaseException | None = None, rules: Sequence[str] = ()) -> str:
    """What to tell the user about a bug: calm, with what a report needs and nothing of any document."""
    import platform

    where = f"{type(error).__name__} at {place_of(error)}" if error is not None else "; ".join(rules)
    return (
        "dhr-qa has met a fault of its own. It is not the fault of your document, and nothing in it was changed.\n"
        f"Please report it to {_address()}, with this line, which holds no words of your document:\n"
        f"  dhr-qa {__version__}, Python {platform.python_version()}, {sys.platform}: {where}\n"
        "(With --debug dhr-qa shows more; that may hold words of your document.)"
    )


def _address() -> str:
    """Where the package says that faults are to be reported."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        links = metadata("dhr-qa").get_all("Project-URL") or []
    except PackageNotFoundError:
        links = []
    addresses = dict(link.split(", ", 1) for link in links if ", " in link)
    return addresses.get("Issues") or "the people from whom you have dhr-qa"
