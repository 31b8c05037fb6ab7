"""`dhr-qa diff`: what has become of the findings of one draft in the next."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from dhr_qa.cli.main import fault
from dhr_qa.cli.options import day, names, targets
from dhr_qa.cli.progress import Progress
from dhr_qa.cli.shared import AsOf, Config, Edition, Ignore, Kind, Level, Profile, Redact, Select
from dhr_qa.cli.streams import ascii_only, colour, note, redact_by_default, say, width, write_file
from dhr_qa.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from dhr_qa.findings import worst_at_least


def command(
    old: Annotated[Path, typer.Argument(metavar="OLD", hidden=True)],
    new: Annotated[Path, typer.Argument(metavar="NEW", hidden=True)],
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="FORMAT[=FILE]", help="text (the default) or json. May be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    profile: Profile = None,
    guidance: Edition = None,
    kind: Kind = None,
    config: Config = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help="The least severity of a new finding that makes the exit code 1.")
    ] = "major",
    select: Select = None,
    ignore: Ignore = None,
    redact: Redact = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show only the summary.")] = False,
) -> int:
    """Compare two drafts: which findings are fixed, which are new and which are still there.

    OLD and NEW are documents, or folders with the reports of a pack. A finding is known again by its rule and
    its words, so that it is still the same when paragraphs have moved. Each draft is checked with the settings
    file that governs it, unless --config names one for both.

    The exit code is 1 where there is a new finding at or above the fail level; what was there before does not count.

    \b
    Examples:
      dhr-qa diff "Report v3.docx" "Report v4.docx"
      dhr-qa diff submitted/ resubmitted/ --profile submission
      dhr-qa diff v3.docx v4.docx --format json -o changes.json
    """
    from dhr_qa.checking import check, gather
    from dhr_qa.report import diff_json, diff_text
    from dhr_qa.report.changes import compare, masked

    packs, missing = gather([old, new])
    chosen = targets(format or [], output, ("text", "json"), [file for pack in packs for file in pack.paths])
    if missing:
        for error in missing:
            note(str(error))
        return EXIT_UNREADABLE
    hide = redact_by_default() if redact is None else redact
    today = day(as_of) or datetime.date.today()
    with Progress() as tell:
        results = [
            check(
                path, profile=profile, guidance=guidance, kind=kind, config=config, as_of=today,
                select=names(select), ignore=names(ignore), redact=hide, tell=tell,
            )
            for path in (old, new)
        ]  # fmt: skip
    failures = [failure for result in results for failure in result.failures]
    for failure in failures:
        note(str(failure))
    if not all(result.documents for result in results):
        return EXIT_UNREADABLE
    before, after = results
    changes = compare(before, after)
    if hide:
        changes = masked(changes, before, after)
    for target in chosen:
        to_file = target.path is not None
        if target.format == "json":
            text = diff_json.render(changes, before, after, ascii_only=not to_file and ascii_only())
        else:
            text = diff_text.render(
                changes, before, after, width=100 if to_file else width(), colour=not to_file and colour(),
                masked=hide, quiet=quiet,
            )  # fmt: skip
        if target.path is not None:
            write_file(target.path, text)
        else:
            say(text)
    bugs = [bug for result in results for bug in result.bugs]
    if bugs:
        note(fault(rules=bugs))
        return EXIT_BUG
    if failures:
        return EXIT_UNREADABLE
    return EXIT_FINDINGS if worst_at_least(changes.new, fail_on) else EXIT_OK
