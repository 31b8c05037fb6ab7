"""`dhr-qa check`: read reports, run the rules, print what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dhr_qa.cli.main import fault
from dhr_qa.cli.options import day, targets
from dhr_qa.cli.progress import Progress
from dhr_qa.cli.shared import Config, Kind, Paths
from dhr_qa.cli.streams import ascii_only, colour, note, redact_by_default, say, width, write_file
from dhr_qa.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from dhr_qa.findings import Result, worst_at_least
from dhr_qa.report.formats import WRITERS, Look

Level = Literal["critical", "major", "minor", "info", "never"]


def command(
    paths: Paths,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            help="text (the default), html, json, markdown, sarif, junit or github; with =FILE into a file. "
            "May be repeated.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    profile: Annotated[
        Literal["draft", "submission", "publication"] | None,
        typer.Option("--profile", help="The stage of the report: later stages run more rules. [default: draft]"),
    ] = None,
    guidance: Annotated[
        Literal["2016", "2024-draft"] | None,
        typer.Option("--guidance", help="The edition of the statutory guidance. [default: 2016]"),
    ] = None,
    kind: Kind = None,
    config: Config = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day that counts as today. [default: today]"),
    ] = None,
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help="The least severity that makes the exit code 1.")
    ] = "major",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE|TOPIC", help="Run only this rule or topic. May be repeated, or several with commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE|TOPIC", help="Leave this rule or topic out. May be repeated, or several with commas."),
    ] = None,
    redact: Annotated[
        bool | None,
        typer.Option(
            "--redact/--no-redact",
            help="Mask the words of the document in the output. [default: masked unless shown on a terminal]",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show every finding in full, and the rules without finding.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show only the summary.")] = False,
) -> int:
    """Read reports, run the rules and print what was found.

    PATH is a Word, Markdown or text file, or a folder of such files; there may be several. A folder is one
    submission pack: its documents are also compared with each other. Settings come from the file dhr-qa.yaml
    in the folder of the document or in a folder above it.

    Findings are grouped by topic. Some things no rule can decide: those are put as questions, with the
    passages to read. What could not be checked or read is listed at the end.

    \b
    Examples:
      dhr-qa check draft.docx
      dhr-qa check draft.docx --profile submission --fail-on critical
      dhr-qa check draft.docx --format text --format html=report.html
      dhr-qa check submission/ --format text --format json=findings.json
      dhr-qa check draft.docx --select action-plan --ignore target-date-vague
      dhr-qa check draft.docx --no-redact > findings.txt
    """
    from dhr_qa.checking import check, gather

    chosen = targets(format or [], output, WRITERS, [file for pack in gather(paths)[0] for file in pack.paths])
    today = day(as_of)
    masked = redact_by_default() if redact is None else redact
    with Progress() as tell:
        result = check(
            paths,
            profile=profile,
            guidance=guidance,
            kind=kind,
            config=config,
            as_of=today,
            select=_names(select),
            ignore=_names(ignore),
            redact=masked,
            tell=tell,
        )
    if masked:
        from dhr_qa.report.redact import redacted

        result = redacted(result)
    for failure in result.failures:
        note(str(failure))
    for target in chosen:
        to_file = target.path is not None
        look = Look(
            width=100 if to_file else width(),
            colour=not to_file and colour(),
            verbose=verbose,
            quiet=quiet,
            masked=masked,
            ascii_only=not to_file and ascii_only(),
            fail_on=fail_on,
        )
        text = WRITERS[target.format](result, look)
        if target.path is not None:
            write_file(target.path, text)
        else:
            say(text)
    if result.bugs:
        note(fault(rules=result.bugs))
    return _exit_code(result, fail_on)


def _exit_code(result: Result, fail_on: str) -> int:
    """The gravest thing that happened decides: a bug, a document not read, findings."""
    if result.bugs:
        return EXIT_BUG
    if result.failures:
        return EXIT_UNREADABLE
    return EXIT_FINDINGS if worst_at_least(result.findings, fail_on) else EXIT_OK


def _names(given: list[str] | None) -> list[str]:
    """Names of rules and topics, given one by one or several with commas between them."""
    return [name.strip() for text in given or () for name in text.split(",") if name.strip()]
