"""`dhr-qa check`: read reports, run the rules, print what was found."""

from __future__ import annotations

import datetime
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Annotated

from msgspec import Struct

from dhr_qa.cli.main import fault
from dhr_qa.cli.options import Target, day, names, refuse_over, targets
from dhr_qa.cli.progress import Bar, Progress
from dhr_qa.cli.said import Option
from dhr_qa.cli.shared import (
    AsOf,
    Config,
    Dask,
    Edition,
    FailOn,
    Ignore,
    Jobs,
    Kind,
    Paths,
    People,
    Profile,
    Redact,
    Select,
)
from dhr_qa.cli.streams import (
    ascii_only,
    colour,
    note,
    redact_by_default,
    width,
)
from dhr_qa.cli.writing import Streamed, Tally, write
from dhr_qa.findings import Result
from dhr_qa.report.formats import SHOW_TEXT, WRITERS, Look


def command(
    paths: Paths,
    format: Annotated[
        list[str] | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            help="text (the default), html, json, markdown, sarif, junit or github; with =FILE into a file. "
            "May be repeated.",
        ),
    ] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
    ] = None,
    profile: Profile = None,
    guidance: Edition = None,
    kind: Kind = None,
    config: Config = None,
    people: People = None,
    as_of: AsOf = None,
    fail_on: FailOn = "major",
    select: Select = None,
    ignore: Ignore = None,
    redact: Redact = None,
    annotate: Annotated[
        Path | None,
        Option(
            "--annotate",
            metavar="COPY.docx",
            help="Write a copy of the Word document with the findings as comments; a folder for several documents.",
        ),
    ] = None,
    jobs: Jobs = 1,
    dask: Dask = "",
    watch: Annotated[
        bool, Option("--watch", help="Check again whenever a document or a setting is saved; Ctrl-C ends it.")
    ] = False,
    verbose: Annotated[
        bool, Option("--verbose", "-v", help="Show every finding in full, and the rules without finding.")
    ] = False,
    quiet: Annotated[bool, Option("--quiet", "-q", help="Show only the summary.")] = False,
) -> int:
    """Read reports, run the rules and print what was found.

    PATH is a Word, OpenDocument, PDF, Markdown or text file, or a folder of such files; there may be several. A folder
    is one submission pack: its documents are also compared with each other. So are several files, if they can be
    papers of one review. Folders within a folder are not looked into. Settings come from the file dhr-qa.yaml in the
    folder of the document or in a folder above it.

    With --annotate a copy of a Word document is written that has every finding as a comment at its words. The
    document itself is never changed.

    With --dask the documents are read by the workers of that scheduler, from the same paths: on this computer, or on
    others that have the same folders. Those computers then see the text, and the passages that findings quote pass
    between them and this one. It is the only option with which anything leaves this computer. It needs the extra
    "cluster"; a private list of names is never sent, so it cannot be used together with it.

    Findings are grouped by topic. Some things no rule can decide: those are put as questions, with the
    passages to read. What could not be checked or read is listed at the end.

    \b
    Examples:
      dhr-qa check draft.docx
      dhr-qa check draft.docx --profile submission --fail-on critical
      dhr-qa check draft.docx --format text --format html=report.html
      dhr-qa check submission/ --format text --format json=findings.json
      dhr-qa check draft.docx --select action-plan --ignore target-date-vague
      dhr-qa check draft.docx --people ~/private/names.yaml
      dhr-qa check draft.docx --no-redact > findings.txt
      dhr-qa check draft.docx --annotate "draft with comments.docx"
      dhr-qa check library/*.docx -j 0 --format text --format json=all.json
      dhr-qa check draft.docx --watch
    """
    run = _Run(
        list(paths), format or [], output, profile, guidance, kind, config, people, day(as_of), fail_on,
        names(select), names(ignore), redact_by_default() if redact is None else redact, annotate, jobs, dask,
        verbose, quiet,
    )  # fmt: skip
    if watch:
        from dhr_qa.cli.watch import watching

        return watching(run, [*run.paths, *([people] if people is not None else [])], config, run.outputs())
    return run()


class _Run(Struct, frozen=True):
    """A check as the options ask for it; calling it does it and gives the exit code."""

    paths: list[Path]
    formats: list[str]
    output: Path | None
    profile: str | None
    guidance: str | None
    kind: str | None
    config: Path | None
    people: Path | None
    as_of: datetime.date | None
    fail_on: str
    select: list[str]
    ignore: list[str]
    masked: bool
    annotate: Path | None
    jobs: int
    dask: str
    verbose: bool
    quiet: bool

    def outputs(self) -> list[Path]:
        """The files that it writes."""
        files = [Path(each.partition("=")[2]) for each in self.formats if "=" in each]
        return [*files, *(each for each in (self.output, self.annotate) if each is not None)]

    def __call__(self) -> int:
        from dhr_qa.checking import gather, merged, prepare

        inputs = [file for pack in gather(self.paths)[0] for file in pack.paths]
        chosen = targets(self.formats, self.output, WRITERS, inputs)
        copies = []
        if self.annotate is not None:
            from dhr_qa.cli.annotating import plan, write_copies

            copies = plan(self.annotate, inputs, [each.path for each in chosen if each.path is not None])
        streams = [Streamed(each, self._look(each)) for each in chosen if each.format == "text"]
        others = [each for each in chosen if each.format != "text"]
        whole = bool(others or copies)
        tally = Tally(self.fail_on)
        kept: list[Result] = []
        with Progress() as tell:
            run = prepare(
                self.paths,
                profile=self.profile,
                guidance=self.guidance,
                kind=self.kind,
                config=self.config,
                people=self.people,
                as_of=self.as_of,
                select=self.select,
                ignore=self.ignore,
                redact=self.masked,
                tell=tell,
                jobs=self.jobs,
                dask=self.dask,
                with_facts=any(each.format in SHOW_TEXT for each in others),
                help=True,
            )
            settings = run.checker.job.settings
            private = (self.people or settings.people_file, self.config, settings.file)
            refuse_over(
                self.outputs(), [Path(each) for each in private if each], "the settings or the private list of names"
            )
            with Bar(len(run.packs), tell) as bar, closing(run.results()) as results:
                for result in map(self._masked, results):
                    tally.add(result)
                    if result.failures:
                        with bar.aside():
                            for failure in result.failures:
                                note(str(failure))
                    for stream in streams:
                        with bar.aside() if stream.on_terminal else nullcontext():
                            stream.add(result)
                    if whole:
                        kept.append(result)
                    bar.advance()
        for stream in streams:
            stream.end()
        if whole:
            together = merged(kept)
            for target in others:
                write(target, WRITERS[target.format](together, self._look(target)))
            if copies:
                write_copies(copies, together, self.masked)
        if tally.bugs:
            note(fault(rules=tally.bugs))
        return tally.exit_code()

    def _masked(self, result: Result) -> Result:
        if not self.masked:
            return result
        from dhr_qa.report.redact import redacted

        return redacted(result)

    def _look(self, target: Target) -> Look:
        to_file = target.path is not None
        return Look(
            width=100 if to_file else width(),
            colour=not to_file and colour(),
            verbose=self.verbose,
            quiet=self.quiet,
            masked=self.masked,
            ascii_only=not to_file and ascii_only(),
            fail_on=self.fail_on,
        )
