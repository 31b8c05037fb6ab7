"""`dhr-qa letter`: a feedback letter point by point, with the passages of the report that are closest to each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dhr_qa.cli.options import targets
from dhr_qa.cli.progress import Progress
from dhr_qa.cli.shared import Config, Redact
from dhr_qa.cli.streams import (
    READABLE_WIDTH,
    ascii_only,
    colour,
    note,
    on_terminal,
    redact_by_default,
    say,
    width,
    write_file,
)
from dhr_qa.errors import EXIT_OK, EXIT_UNREADABLE, UsageError

if TYPE_CHECKING:
    from dhr_qa.checking import Tell
    from dhr_qa.errors import DocumentError
    from dhr_qa.review.facts import Facts

KIND = "feedback-letter"


def command(
    letter: Annotated[Path, typer.Argument(metavar="LETTER", hidden=True)],
    more: Annotated[list[Path] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            metavar="PATH",
            help="The report, or the folder of papers, that answers the letter. May be repeated. "
            "[default: the file of the letter, where it is annexed to a report]",
        ),
    ] = None,
    old: Annotated[
        list[Path] | None,
        typer.Option(
            "--old", metavar="PATH", help="The draft that the letter is about: shows what changed. May be repeated."
        ),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="FORMAT[=FILE]", help="text (the default) or json."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    config: Config = None,
    redact: Redact = None,
) -> int:
    """Go through a feedback letter point by point, with the closest passages of the report beside each.

    LETTER is the letter of the Home Office, or a report with the letter annexed. Its points are numbered, in
    bullets, or requests in running text. PATH is a Word, OpenDocument, PDF, Markdown or text file, or a folder of them.

    A passage is close to a point if it shares its telling words, which are shown. Whether it answers the point is for
    a person to judge. With the old draft it is shown which of these passages are new or changed.

    \b
    Examples:
      dhr-qa letter letter.docx --against report.docx
      dhr-qa letter letter.docx --against submission/ --old first-draft.docx
      dhr-qa letter published-report.docx
      dhr-qa letter letter.docx --against report.docx --format json -o points.json --no-redact
    """
    from dhr_qa.checking import filter_for, gather, rulebook_for, settings_for
    from dhr_qa.report import letter_json, letter_text
    from dhr_qa.report.scrub import deep
    from dhr_qa.review.letter import answers

    paths = [*(against or []), *(more or [])]
    given = [pack for group in ([letter], paths, old or []) for pack in gather(group)[0]]
    chosen = targets(format or [], output, ("text", "json"), [file for pack in given for file in pack.paths])
    masked = redact_by_default() if redact is None else redact
    with Progress() as tell:
        letters, failures = _letters(letter, config, tell)
        if not letters and failures:
            hide = filter_for([letter], [], config) if masked else str
            note(hide("\n".join(map(str, failures))))
            return EXIT_UNREADABLE
        papers, unread = _read(paths, config, tell) if paths else (_with_report(letters, letter), [])
        before, lost = _read(old, config, tell) if old else (None, [])
        vocabulary = rulebook_for(settings_for(gather(paths or [letter])[0], config)).vocabulary
        found = answers(letters, papers, before, vocabulary)
    failures += unread + lost
    clean = (
        str if not masked else filter_for([letter, *paths, *(old or [])], [*letters, *papers, *(before or [])], config)
    )
    if masked:
        found = deep(found, clean)
    for failure in failures:
        note(clean(str(failure)))
    for target in chosen:
        on_file = target.path is not None
        if target.format == "json":
            text = letter_json.render(found, masked=masked, ascii_only=not on_file and ascii_only())
        else:
            columns = READABLE_WIDTH if on_file or not on_terminal() else width()
            text = letter_text.render(found, width=columns, colour=not on_file and colour(), masked=masked)
        if target.path is not None:
            write_file(target.path, text)
        else:
            say(text)
    return EXIT_UNREADABLE if failures else EXIT_OK


def _read(paths: Sequence[Path], config: Path | None, tell: Tell) -> tuple[list[Facts], list[DocumentError]]:
    from dhr_qa.checking import inspect

    return inspect(paths, config=config, tell=tell)


def _letters(letter: Path, config: Path | None, tell: Tell) -> tuple[list[Facts], list[DocumentError]]:
    """The files that hold a letter; where none is recognised, the file is taken to be one."""
    from dhr_qa.checking import inspect

    facts, failures = inspect([letter], config=config, tell=tell)
    holding = [each for each in facts if KIND in each.kinds]
    if facts and not holding:
        if len(facts) > 1:
            raise UsageError("no feedback letter was recognised in this folder; give the letter itself", str(letter))
        return inspect([letter], kind=KIND, config=config, tell=tell)
    return holding, failures


def _with_report(letters: Sequence[Facts], letter: Path) -> list[Facts]:
    """The files of the letters that hold a report, too. Raises UsageError where there is none to compare with."""
    found = [each for each in letters if set(each.kinds) - {KIND}]
    if not found:
        raise UsageError("say with --against which report answers the letter", str(letter))
    return found
