"""`dhr-qa inspect`: print the facts that the rules see."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dhr_qa.cli.options import targets
from dhr_qa.cli.progress import Progress
from dhr_qa.cli.shared import Config, Kind, Paths
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
from dhr_qa.errors import EXIT_OK, EXIT_UNREADABLE

_WIDEST = 160  #: columns of tables on a wide terminal


def command(
    paths: Paths,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            help="text (the default), json, or csv (the actions of the plan, for a spreadsheet).",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    kind: Kind = None,
    config: Config = None,
    redact: Annotated[
        bool | None,
        typer.Option(
            "--redact/--no-redact",
            help="Mask authors, properties and names that may not stand. [default: masked unless on a terminal]",
        ),
    ] = None,
) -> int:
    """Print what dhr-qa has understood of a report: the facts that the rules see.

    PATH is a Word, OpenDocument, PDF, Markdown or text file, or a folder of such files; there may be several.
    Printed are sections, people, terms of reference, recommendations, actions, dates, acronyms, and what the file
    carries unseen, such as tracked changes, comments and properties. When a finding seems wrong, look here first.

    \b
    Examples:
      dhr-qa inspect draft.docx
      dhr-qa inspect draft.docx --format json -o facts.json
      dhr-qa inspect plan.docx --kind action-plan
      dhr-qa inspect plan.docx --format csv -o actions.csv
    """
    from dhr_qa.checking import filter_for, gather, inspect
    from dhr_qa.report import actions_csv, inspect_json, inspect_text
    from dhr_qa.report.scrub import scrubbed_facts

    inputs = [file for pack in gather(paths)[0] for file in pack.paths]
    chosen = targets(format or [], output, ("text", "json", "csv"), inputs)
    masked = redact_by_default() if redact is None else redact
    with Progress() as tell:
        facts, failures = inspect(paths, kind=kind, config=config, tell=tell)
    clean = filter_for(paths, facts, config) if masked else str
    if masked:
        facts = [scrubbed_facts(each, clean) for each in facts]
    for failure in failures:
        note(clean(str(failure)))
    for target in chosen:
        on_file = target.path is not None
        if target.format == "json":
            text = inspect_json.render(facts, masked=masked, ascii_only=not on_file and ascii_only())
        elif target.format == "csv":
            text = actions_csv.render(facts, masked=masked, bom=on_file or not ascii_only())
        else:
            columns = READABLE_WIDTH if on_file or not on_terminal() else width(most=_WIDEST)
            text = inspect_text.render(facts, width=columns, colour=not on_file and colour(), masked=masked)
        if target.path is not None:
            write_file(target.path, text)
        else:
            say(text)
    return EXIT_UNREADABLE if failures else EXIT_OK
