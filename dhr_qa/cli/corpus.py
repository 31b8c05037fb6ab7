"""`dhr-qa corpus`: which rules fail how often over a library of reports."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dhr_qa.cli.main import fault
from dhr_qa.cli.options import Target, day, names, targets
from dhr_qa.cli.progress import Bar, Progress
from dhr_qa.cli.shared import AsOf, Config, Dask, Edition, Ignore, Jobs, Profile, Select
from dhr_qa.cli.streams import ascii_only, colour, note, redact_by_default, width
from dhr_qa.cli.writing import write
from dhr_qa.errors import EXIT_BUG, EXIT_OK, EXIT_UNREADABLE, DocumentError
from dhr_qa.wording import counted

if TYPE_CHECKING:
    from dhr_qa.report.corpus import Library

FORMATS = ("text", "csv", "json", "html", "svg")


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", hidden=True)],
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            help="text (the default), csv, json, html (a bar chart with the table beside it) or svg (the chart alone); "
            "with =FILE into a file. May be repeated.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    jobs: Jobs = 1,
    dask: Dask = "",
    profile: Profile = None,
    guidance: Edition = None,
    config: Config = None,
    as_of: AsOf = None,
    select: Select = None,
    ignore: Ignore = None,
) -> int:
    """Check a library of reports and count which rules fail how often.

    DIR is a folder. Every report in it counts as one document by itself. Every folder within it is one submission
    pack: each of its documents counts, and rules that compare the documents of a pack count the pack once.

    For each rule: its topic and severity, the documents that it is about, in how many of them it fails and what
    share that is, how many findings there are, how many documents leave a question for a person, and in how many it
    could not be checked. There is no word of any document in the figures, and no name of a file.

    All reports are judged alike: with the settings of --config, or of the dhr-qa.yaml in DIR or above it. Settings
    files within DIR are not looked at. The exit code is 3 where a file could not be read.

    \b
    Examples:
      dhr-qa corpus library/
      dhr-qa corpus library/ -j 0 --format csv -o failures.csv
      dhr-qa corpus library/ --format text --format html=failures.html
      dhr-qa corpus library/ --format svg -o failures.svg --select action-plan
    """
    from dhr_qa.checking import prepare
    from dhr_qa.many.given import library_packs, library_settings
    from dhr_qa.report.corpus import Count

    packs, failures = library_packs(folder)
    inputs = [path for pack in packs for path in pack.paths]
    chosen = targets(format or [], output, FORMATS, inputs)
    count = Count()
    lost: list[DocumentError] = [*failures]
    bugs: list[str] = []
    run = prepare(
        packs, profile=profile, guidance=guidance, as_of=day(as_of), select=names(select), ignore=names(ignore),
        jobs=jobs, dask=dask, join=False, settings=library_settings(folder, config),
    )  # fmt: skip
    with Progress() as line, Bar(len(packs), line) as bar, closing(run.results()) as results:
        for result in results:
            count.add(result)
            lost += [each for each in result.failures if isinstance(each, DocumentError)]
            bugs += result.bugs
            bar.advance()
    _tell(lost)
    library = count.library(dict(run.tool), run.checker.rulebook)
    if library.documents or not failures:
        for target in chosen:
            write(target, _written(library, target))
    if bugs:
        note(fault(rules=bugs))
        return EXIT_BUG
    return EXIT_UNREADABLE if lost else EXIT_OK


def _tell(lost: list[DocumentError]) -> None:
    """Which files could not be read; their names only where a person looks on."""
    if redact_by_default():
        if lost:
            note(f"{counted(len(lost), 'file')} could not be read; on a terminal they are named.")
        return
    for failure in lost:
        note(str(failure))


def _written(library: Library, target: Target) -> str:
    from dhr_qa.report import corpus, corpus_chart

    to_file = target.path is not None
    plain = not to_file and ascii_only()
    if target.format == "json":
        return corpus.as_json(library, ascii_only=plain)
    if target.format == "csv":
        return corpus.as_csv(library)
    if target.format in ("html", "svg"):
        text = corpus_chart.as_html(library) if target.format == "html" else corpus_chart.as_svg(library)
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if plain else text
    return corpus.as_text(library, width=100 if to_file else width(), colour=not to_file and colour())
