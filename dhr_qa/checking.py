"""The whole way from paths to a result: documents, facts, rules, waivers. Each step is one call."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa import __version__, second
from dhr_qa.choosing import one_of, run_settings_for
from dhr_qa.engine.settings import RunSettings
from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.findings import DocumentSummary, Finding, Outcome, Result, ordered
from dhr_qa.many.given import Pack, PathLike, gather, rulebook_for, settings_for
from dhr_qa.many.job import Checker, Job, Part, Reading, Tell, facts_of, read_ahead
from dhr_qa.many.order import all_read, one_by_one, spread
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import DOCUMENT_KINDS, Rulebook
from dhr_qa.settings import Settings
from dhr_qa.waivers import about_waivers, check_names

__all__ = [
    "Pack", "PathLike", "Read", "Run", "Tell", "check", "filter_for", "gather", "inspect", "judged", "merged",
    "prepare", "read_packs", "rulebook_for", "settings_for",
]  # fmt: skip


class Read(Struct, frozen=True):
    """Documents that have been read before any rule runs, by pack, under settings and rules."""

    settings: Settings
    rulebook: Rulebook
    packs: tuple[tuple[Pack, Reading], ...]


class Run(Struct, frozen=True):
    """A check that is ready to begin: every option, setting and rule has been looked at.

    `tool`, `sources` and `rulebook` are those of every result that comes out of it.
    """

    packs: Sequence[Pack]
    failures: Sequence[DocumentError]
    checker: Checker
    tool: Mapping[str, str]
    jobs: int = 1
    dask: str = ""
    join: bool = True

    def results(self, parts: Iterable[Part] | None = None) -> Generator[Result]:
        """The result pack by pack, in the order given, nothing kept; then one of what concerns the run as a whole.

        The last one has the documents that could not be read, and what is to be said of the settings.
        `parts`: what came of the packs, instead of doing the work.
        """
        job, checker = self.checker.job, self.checker
        failures: list[Exception] = list(self.failures)
        secrets: set[str] = set()
        told: set[str] = set()
        used: set[int] = set()
        judged: set[int] = set()
        taken: dict[str, str] = {}
        for part in self._parts() if parts is None else parts:
            failures += part.result.failures
            secrets |= part.secrets
            told |= part.told
            used |= part.used
            judged |= part.judged
            result = replace(part.result, failures=())
            if job.run.redact:
                from dhr_qa.report.called import apart

                result = apart(result, str, taken)
            yield self._named(result)
        about = about_waivers(job.settings, checker.rulebook, job.run.as_of, used, judged)
        last = Result({}, (), (), ordered([*checker.notices, *about]), tuple(failures))
        if job.run.redact and (last.findings or last.failures):
            from dhr_qa.report.scrub import scrubbed

            last = scrubbed(last, checker.filter(frozenset(secrets), frozenset(told)))
        yield self._named(last)

    def _named(self, result: Result) -> Result:
        rulebook = self.checker.rulebook
        sources = {each.id: each.title for each in rulebook.vocabulary.registers.get("sources", ())}
        return replace(result, tool=dict(self.tool), sources=sources, rulebook=rulebook)

    def _parts(self) -> Iterator[Part]:
        if self.dask:
            from dhr_qa.many.cluster import Cluster

            with Cluster(self.checker.job, self.dask) as cluster:
                yield from spread(self.packs, cluster.work, self.join)
        elif self.jobs != 1 and len(self.packs) > 1:
            from dhr_qa.many.pool import Pool

            with Pool(self.checker.job, min(self.jobs or second.processors(), len(self.packs))) as pool:
                yield from spread(self.packs, pool.work, self.join)
        else:
            yield from one_by_one(self.packs, self.checker, self.join)


def check(
    paths: PathLike | Pack | Iterable[PathLike | Pack],
    *,
    profile: str | None = None,
    guidance: str | None = None,
    kind: str | None = None,
    config: PathLike | None = None,
    people: PathLike | None = None,
    as_of: datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    redact: bool = False,
    tell: Tell | None = None,
    jobs: int = 1,
    dask: str = "",
) -> Result:
    """Check files and folders and give everything that was found.

    A folder is one submission pack; so are files given one by one, if they can be papers of one review.

    Args:
        paths: one path or several; a Pack says which files are to be checked together.
        profile, guidance: override the settings file; else "draft" and "2016".
        kind: take every file as this kind of document, instead of finding out from its text.
        config: a settings file, instead of looking for dhr-qa.yaml from each path upward.
        people: a private list of real names, instead of the one that the settings name. None of its words is in
            what comes back; with `redact` neither are those of the document that it finds.
        as_of: the day that counts as today.
        select, ignore: rule ids or topics.
        redact: mask the words of the document in what sensitive rules say.
        tell: called now and then with a few words about what is being done.
        jobs: how many processes work side by side; 0 is as many as there are processors. The result is the same.
            A script that asks for more than one must guard its own code with `if __name__ == "__main__":`.
        dask: the address of a Dask scheduler, whose workers do it; see `dhr_qa.many.cluster`.

    Documents that cannot be read are in `Result.failures`; the others are still checked.
    Raises UsageError for a wrong option or settings file, RuleError for a wrong rule file.
    """
    run = prepare(
        paths, profile=profile, guidance=guidance, kind=kind, config=config, people=people, as_of=as_of,
        select=select, ignore=ignore, redact=redact, tell=tell, jobs=jobs, dask=dask, with_facts=True,
    )  # fmt: skip
    return merged(run.results())


def prepare(
    paths: PathLike | Pack | Iterable[PathLike | Pack],
    *,
    profile: str | None = None,
    guidance: str | None = None,
    kind: str | None = None,
    config: PathLike | None = None,
    people: PathLike | None = None,
    as_of: datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    redact: bool = False,
    tell: Tell | None = None,
    jobs: int = 1,
    dask: str = "",
    with_facts: bool = False,
    join: bool = True,
    settings: Settings | None = None,
    help: bool = False,
) -> Run:
    """As `check`, but nothing is read yet. `with_facts`: the results hold what was read of the documents.

    `join`: files given one by one may be the papers of one review. `settings`: instead of looking for any.
    `help`: this process may be forked, so that a second one takes its share of a long pack's rules.
    """
    packs, failures = gather(paths)
    ahead = read_ahead(packs) if help else {}
    settings = settings or settings_for(packs, config)
    rulebook = rulebook_for(settings)
    check_names(settings, rulebook)
    if kind is not None:
        one_of("kind", kind, DOCUMENT_KINDS)
    if jobs < 0:
        raise UsageError("the number of processes cannot be negative; 0 is one for each processor")
    run_settings = run_settings_for(
        settings, rulebook, profile=profile, guidance=guidance, as_of=as_of, select=select, ignore=ignore, redact=redact
    )
    job = Job(settings, run_settings, kind, Path(people) if people is not None else None, with_facts)
    checker = Checker(job, rulebook, tell, help, ahead)
    return Run(packs, failures, checker, _tool(rulebook, run_settings, settings), jobs, dask, join)


def read_packs(packs: Sequence[Pack], settings: Settings, rulebook: Rulebook, tell: Tell | None = None) -> Read:
    """The documents of packs, read; files given one by one that can be papers of one review are one pack."""
    checker = Checker(Job(settings, RunSettings()), rulebook, tell)
    return Read(settings, rulebook, tuple(all_read(packs, checker)))


def judged(read: Read, run_settings: RunSettings, tell: Tell | None = None) -> Result:
    """What the rules and the waivers say of documents that have been read, however often they are asked.

    Without a private list of names: nothing is read from the disk.
    """
    job = Job(replace(read.settings, people_file=None), run_settings, with_facts=True)
    checker = Checker(job, read.rulebook, tell)
    tool = _tool(read.rulebook, run_settings, read.settings)
    parts = (checker.check(pack, reading) for pack, reading in read.packs)
    return merged(Run([], [], checker, tool).results(parts))


def _tool(rulebook: Rulebook, run_settings: RunSettings, settings: Settings) -> dict[str, str]:
    return {
        "version": __version__,
        "rules": rulebook.version,
        "profile": run_settings.profile,
        "guidance": run_settings.guidance,
        "as_of": run_settings.as_of.isoformat(),
        "settings": settings.file,
    }


def merged(results: Iterable[Result]) -> Result:
    """Results of one run as one. There must be one at least."""
    documents: list[DocumentSummary] = []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    failures: list[Exception] = []
    bugs: list[str] = []
    facts: list[Facts] = []
    last = None
    for last in results:
        documents += last.documents
        outcomes += last.outcomes
        findings += last.findings
        failures += last.failures
        bugs += last.bugs
        facts += last.facts
    if last is None:
        raise ValueError("no result to merge")
    return replace(
        last,
        documents=tuple(documents),
        outcomes=tuple(outcomes),
        findings=ordered(findings),
        failures=tuple(failures),
        bugs=tuple(bugs),
        facts=tuple(facts),
    )


def inspect(
    paths: PathLike | Iterable[PathLike],
    *,
    kind: str | None = None,
    config: PathLike | None = None,
    tell: Tell | None = None,
) -> tuple[list[Facts], list[DocumentError]]:
    """The facts that the rules see, for every document, and what could not be read."""
    from dhr_qa.documents.copies import without_copies
    from dhr_qa.documents.read import read_document
    from dhr_qa.review.settle import share

    packs, failures = gather(paths)
    settings = settings_for(packs, config)
    rulebook = rulebook_for(settings)
    if kind is not None:
        one_of("kind", kind, DOCUMENT_KINDS)
    found: list[Facts] = []
    for pack in packs:
        documents = []
        for path in pack.paths:
            if tell is not None:
                tell(f"Reading {path.name}")
            try:
                documents.append(read_document(path))
            except DocumentError as error:
                failures.append(error)
        together = [facts_of(each, rulebook, settings, kind) for each in without_copies(documents)]
        share(together)
        found += together
    return found, failures


def filter_for(
    paths: PathLike | Iterable[PathLike], facts: Sequence[Facts], config: PathLike | None = None
) -> Callable[[str], str]:
    """What takes out of a text to be printed what documents should not hold, and the names of the private list."""
    from dhr_qa.report.secrets import secret_words

    settings = settings_for(gather(paths)[0], config)
    rulebook = rulebook_for(settings)
    checker = Checker(Job(settings, RunSettings()), rulebook)
    return checker.filter(secret_words(facts), frozenset())
