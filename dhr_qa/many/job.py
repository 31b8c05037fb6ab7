"""One pack of documents checked: the work that is done in this process, in another one, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa import second
from dhr_qa.choosing import case_of
from dhr_qa.documents.copies import without_copies
from dhr_qa.documents.model import Document
from dhr_qa.documents.read import read_document
from dhr_qa.engine.settings import RunSettings
from dhr_qa.errors import DhrQaError, DocumentError, place_of
from dhr_qa.findings import DocumentSummary, Finding, Result, ordered
from dhr_qa.many.given import Pack, rulebook_for
from dhr_qa.people import private_list
from dhr_qa.review.facts import Facts
from dhr_qa.review.packs import Card, card_of
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.settings import Settings
from dhr_qa.waivers import Key, judged, key, named_by_text, waived

Tell = Callable[[str], None]
LONG = 4_000  #: words from which on a second process saves more time than it costs
_LARGE = 60_000  #: bytes of a file that may have as many


class Job(Struct, frozen=True):
    """What holds for every pack of a run. It can be sent to another process."""

    settings: Settings
    run: RunSettings
    kind: str | None = None
    people: Path | None = None
    with_facts: bool = False  #: keep what was read, for writers that show the text itself


class Reading(Struct, frozen=True):
    """The facts of the documents of a pack that could be read, and what became of the others."""

    facts: list[Facts] = field(default_factory=list)
    failures: list[DocumentError] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)


class Part(Struct, frozen=True):
    """What came of one pack: its share of the result, and what the whole needs to know besides.

    `secrets` are words that the documents should not hold and `told` those of the private list that they do,
    for the filter of what is said of the run as a whole; `used` and `judged` are numbers of waivers.
    """

    result: Result
    cards: tuple[Card, ...] = ()
    secrets: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    used: frozenset[int] = frozenset()
    judged: frozenset[int] = frozenset()


class Checker:
    """A job with its rules loaded, ready for one pack after another. Nothing of a pack is kept afterwards."""

    def __init__(
        self,
        job: Job,
        rulebook: Rulebook | None = None,
        tell: Tell | None = None,
        help: bool = False,
        ahead: Mapping[Path, Callable[[], Document]] | None = None,
    ) -> None:
        self.job = job
        self.help = help  #: a second process may take its share of a long pack's work
        self._ahead = dict(ahead or {})  #: documents that are being read elsewhere
        self.rulebook = rulebook or rulebook_for(job.settings)
        people = job.people or job.settings.people_file
        self.private, self.notices = private_list(people, job.settings, self.rulebook.vocabulary)
        self.tell: Tell = tell or (lambda words: None)
        if self.private is not None and job.run.redact:
            self.tell = self.private.quietly(self.tell)

    def read(self, pack: Pack) -> Reading:
        """The facts of every document of a pack. No error of one document loses another."""
        reading = Reading()
        documents: list[Document] = []
        for path in pack.paths:
            self.tell(f"Reading {path.name}")
            with _kept(reading, path):
                documents.append(self.document_at(path, pack.data.get(path)))
        for document in documents if pack.apart else without_copies(documents):
            with _kept(reading, Path(document.path)):
                reading.facts.append(facts_of(document, self.rulebook, self.job.settings, self.job.kind, self.help))
        return reading

    def document_at(self, path: Path, data: bytes | None = None) -> Document:
        """The document in one file, or in `data` where its content is at hand. Raises DocumentError."""
        elsewhere = self._ahead.pop(path, None)
        return read_document(path, data) if elsewhere is None else elsewhere()

    def check(self, pack: Pack, reading: Reading | None = None) -> Part:
        """Read a pack (unless that is done) and run the rules. Raises only what ends the whole run."""
        try:
            return self._check(pack, reading or self.read(pack))
        except DhrQaError:
            raise
        except Exception as error:
            return broken(pack, f"checking a document: {type(error).__name__} at {place_of(error)}")

    def _check(self, pack: Pack, reading: Reading) -> Part:
        from dhr_qa.engine.run import run
        from dhr_qa.review.settle import share

        job, facts, private = self.job, reading.facts, self.private
        failed = Result({}, (), (), (), tuple(reading.failures), tuple(reading.bugs))
        if not facts:
            return Part(failed)
        share(facts)
        outcomes, found, bugs = run(
            self.rulebook,
            facts,
            job.run,
            lambda words: self.tell(f"Checking {pack.name}: {words}"),
            help=self.help and sum(one.document.words for one in facts) >= LONG,
        )
        if private is not None:
            outcomes, found, bugs = private.added(facts, self.rulebook, job.run, (outcomes, found, bugs))
        excerpts = _plain_excerpts(self.rulebook, facts, job)
        found, used = waived(found, job.settings, self.rulebook, job.run.as_of, excerpts)
        result = replace(
            failed,
            documents=(*map(summary_of, facts), *map(_left_out, pack.left_out)),
            outcomes=tuple(outcomes),
            findings=ordered(found),
            bugs=(*reading.bugs, *bugs),
            facts=tuple(facts) if job.with_facts else (),
        )
        secrets: frozenset[str] = frozenset()
        if job.run.redact:
            from dhr_qa.report.called import apart
            from dhr_qa.report.scrub import scrubbed
            from dhr_qa.report.secrets import filter_of, secret_words

            secrets = secret_words(facts)
            clean = _both(filter_of(secrets), private.scrub if private is not None else str)
            result = apart(replace(result, failures=()), clean, {})
            result = replace(scrubbed(result, clean), failures=tuple(reading.failures))
        return Part(
            result,
            tuple(map(card_of, facts)),
            secrets,
            private.take_told() if private is not None else frozenset(),
            used,
            judged(outcomes, job.settings, self.rulebook),
        )

    def filter(self, secrets: frozenset[str], told: frozenset[str]) -> Callable[[str], str]:
        """What takes out of a text what the documents should not hold, and the names of the private list."""
        from dhr_qa.report.secrets import filter_of

        if self.private is not None:
            self.private.told(told)
        return _both(filter_of(secrets), self.private.scrub if self.private is not None else str)


@contextmanager
def _kept(reading: Reading, path: Path) -> Iterator[None]:
    """Whatever goes wrong with one file is noted, and the others go on."""
    try:
        yield
    except DocumentError as error:
        reading.failures.append(error)
    except MemoryError:
        reading.failures.append(DocumentError("too-large", "There is not memory enough to read it.", str(path)))
    except Exception as error:
        reading.failures.append(_fault(path))
        reading.bugs.append(f"reading a document: {type(error).__name__} at {place_of(error)}")


def facts_of(document: Document, rulebook: Rulebook, settings: Settings, kind: str | None, help: bool = False) -> Facts:
    """What one document says. `help`: a second process may take its share."""
    from dhr_qa.review.read import read_facts

    aside = second.aside if help and document.words >= LONG and second.possible() else None
    return read_facts(document, rulebook.vocabulary, kind=kind, case=case_of(settings), aside=aside)


def read_ahead(packs: Sequence[Pack]) -> dict[Path, Callable[[], Document]]:
    """Begins to read the only document of a run in a second process, where that saves time.

    This one loads meanwhile what comes after the reading.
    """
    paths = [path for pack in packs for path in pack.paths if path not in pack.data]
    if len(paths) != 1 or not _is_long(paths[0]) or not second.possible():
        return {}
    document = second.aside(partial(read_document, paths[0]))
    for name in ("review.read", "engine.run"):
        import_module(f"dhr_qa.{name}")
    return {paths[0]: document}


def _is_long(path: Path) -> bool:
    try:
        return path.stat().st_size >= _LARGE
    except OSError:
        return False


def summary_of(facts: Facts) -> DocumentSummary:
    """What was read of one document: its row in `Result.documents`."""
    document = facts.document
    unread = tuple(
        {"what": each.what, "location": {"part": "file", "label": each.where} if each.where else {}}
        for each in document.unread
    )
    return DocumentSummary(document.path, facts.kinds, document.sha256, document.words, unread, document.path)


def broken(pack: Pack, bug: str) -> Part:
    """The part of a pack whose check stopped by a fault of the program."""
    return Part(Result({}, (), (), (), tuple(map(_fault, pack.paths)), (bug,)))


def lost(pack: Pack, why: str) -> Part:
    """The part of a pack whose process ended before it was done."""
    said = "; check the files of its folder one by one" if len(pack.paths) > 1 else "; check it alone"
    errors = (DocumentError("crashed", f"{why}{said}. Other files were checked.", str(path)) for path in pack.paths)
    return Part(Result({}, (), (), (), tuple(errors)))


def _fault(path: Path) -> DocumentError:
    return DocumentError("fault", "A fault in dhr-qa stopped its check; the other files were checked.", str(path))


def _both(first: Callable[[str], str], then: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: first(then(text))


def _left_out(path: Path) -> DocumentSummary:
    """The row of a document in a folder that was passed over."""
    what = f"the whole file: documents of this kind ({path.suffix}) are not read"
    return DocumentSummary(str(path), (), "", 0, ({"what": what, "location": {}},), str(path))


def _plain_excerpts(rulebook: Rulebook, facts: Sequence[Facts], job: Job) -> Mapping[Key, str]:
    """What masked findings quote, for the waivers that name them by their words; it goes into no output."""
    from dhr_qa.engine.run import run

    rules = named_by_text(job.settings, rulebook) if job.run.redact else ()
    if not rules:
        return {}
    _, findings, _ = run(rulebook, facts, replace(job.run, redact=False, select=rules))
    return _by_key(findings)


def _by_key(findings: Sequence[Finding]) -> dict[Key, str]:
    return {key(finding): finding.excerpt for finding in findings}
