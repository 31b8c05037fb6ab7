"""The output formats of `check`, in one table. A writer takes a result and a look, and gives text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dhr_qa.findings import Result


@dataclass(frozen=True, slots=True)
class Look:
    """How output should look where a format leaves a choice."""

    width: int = 100
    colour: bool = False
    verbose: bool = False
    quiet: bool = False
    masked: bool = False  #: the words of the document have been masked; text says so
    ascii_only: bool = False


Writer = Callable[[Result, Look], str]


def _text(result: Result, look: Look) -> str:
    from dhr_qa.report import text

    return text.render(
        result,
        width=look.width,
        colour=look.colour,
        verbose=look.verbose,
        quiet=look.quiet,
        masked=look.masked,
    )


def _json(result: Result, look: Look) -> str:
    from dhr_qa.report import json_report

    return json_report.render(result, ascii_only=look.ascii_only)


WRITERS: Mapping[str, Writer] = {"text": _text, "json": _json}
