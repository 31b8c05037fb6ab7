"""The output formats of `check`, in one table. A writer takes a result and a look, and gives text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from dhr_qa.findings import Result


class Look(Struct, frozen=True):
    """How output should look where a format leaves a choice."""

    width: int = 100
    colour: bool = False
    verbose: bool = False
    quiet: bool = False
    masked: bool = False  #: the words of the document have been masked; text says so
    ascii_only: bool = False
    fail_on: str = "major"  #: the least severity that counts as a failure


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


def _sarif(result: Result, look: Look) -> str:
    from dhr_qa.report import sarif

    return sarif.render(result, ascii_only=look.ascii_only)


def _html(result: Result, look: Look) -> str:
    from dhr_qa.report import html_report

    return _references(html_report.render(result, masked=look.masked), look)


def _markdown(result: Result, look: Look) -> str:
    from dhr_qa.report import markdown

    return markdown.render(result, masked=look.masked)


def _junit(result: Result, look: Look) -> str:
    from dhr_qa.report import junit

    return _references(junit.render(result, fail_on=look.fail_on), look)


def _github(result: Result, look: Look) -> str:
    from dhr_qa.report import github

    return github.render(result)


def _references(markup: str, look: Look) -> str:
    """Markup as it is, or with a reference for every character that the stream cannot show."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii") if look.ascii_only else markup


WRITERS: Mapping[str, Writer] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "html": _html,
    "markdown": _markdown,
    "junit": _junit,
    "github": _github,
}
#: The formats that show the text of the documents itself, or places in it, and so need `Result.facts`.
SHOW_TEXT = ("html", "sarif")
