"""How often each rule fails over a library of reports: counted result by result, no word or name of them kept."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from dhr_qa.errors import DocumentError
from dhr_qa.findings import SEVERITIES, Result
from dhr_qa.report.arrange import topic_key
from dhr_qa.report.page import PLAIN_WIDTH, Page
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.wording import clean, counted, listed

FORMAT = "dhr-qa-corpus/1"
COLUMNS = (
    "rule", "title", "topic", "severity", "applied", "failing", "share", "findings", "needs_person", "could_not_check",
)  # fmt: skip


class Row(Struct, frozen=True):
    """What one rule said over the library.

    `applied` counts the documents that the rule is about; `share` is that of them in which it `failing`. A rule
    that compares the papers of a pack counts the pack once.
    """

    rule: str
    title: str
    topic: str
    severity: str
    applied: int
    failing: int
    share: float
    findings: int
    needs_person: int
    could_not_check: int


class Library(Struct, frozen=True):
    """The figures of a whole library, the rules that fail most often first."""

    tool: dict[str, str]
    documents: int
    packs: int
    unread: dict[str, int]  #: why files could not be read, with how many
    rows: tuple[Row, ...]

    @property
    def failing(self) -> tuple[Row, ...]:
        """The rules that failed anywhere."""
        return tuple(row for row in self.rows if row.failing)


class Count:
    """Counts results as they come; keeps numbers only."""

    def __init__(self) -> None:
        self._outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._findings: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()
        self._documents = 0
        self._packs = 0

    def add(self, result: Result) -> None:
        """Count one more result."""
        self._documents += sum(1 for each in result.documents if each.sha256)
        self._packs += len(result.documents) > 1
        self._unread["unsupported"] += sum(1 for each in result.documents if not each.sha256)
        self._unread.update(each.code if isinstance(each, DocumentError) else "fault" for each in result.failures)
        for outcome in result.outcomes:
            self._outcomes[outcome.rule][outcome.outcome] += 1
        self._findings.update(finding.rule for finding in result.findings if finding.waived is None)

    def library(self, tool: dict[str, str], rulebook: Rulebook) -> Library:
        """The figures, with every rule that ran."""
        rows = [self._row(id, rulebook) for id in self._outcomes]
        rows.sort(key=lambda row: (-row.failing, -row.share, SEVERITIES.index(row.severity), row.rule))
        unread = {code: number for code, number in sorted(self._unread.items()) if number}
        return Library(dict(tool), self._documents, self._packs, unread, tuple(rows))

    def _row(self, id: str, rulebook: Rulebook) -> Row:
        rule = rulebook.rule(id)
        said = self._outcomes[id]
        applied = sum(number for outcome, number in said.items() if outcome != "not-applicable")
        return Row(
            rule=id,
            title=clean(rule.title) if rule is not None else id,
            topic=rule.topic if rule is not None else "",
            severity=rule.severity if rule is not None else "info",
            applied=applied,
            failing=said["fail"],
            share=round(said["fail"] / applied, 4) if applied else 0.0,
            findings=self._findings[id],
            needs_person=said["needs-person"],
            could_not_check=said["could-not-check"],
        )


def in_words(library: Library) -> str:
    """ "12 documents (3 packs); 1 file could not be read (damaged)"."""
    packs = f" ({counted(library.packs, 'pack')})" if library.packs else ""
    said = f"{counted(library.documents, 'document')}{packs}"
    lost = sum(library.unread.values())
    if lost:
        why = listed([f"{number} {code}" for code, number in library.unread.items()])
        said += f"; {counted(lost, 'file')} could not be read ({why})"
    return said


def as_text(library: Library, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """The figures as a table, ending in a newline: the rules that failed, then how many did not."""
    page = Page(width, colour)
    tool = library.tool
    page.write(
        (f"dhr-qa {tool['version']}, rules {tool['rules'] or 'unnumbered'}: profile {tool['profile']}, guidance "
         f"{tool['guidance']}, as of {tool['as_of']}", "dim")
    )  # fmt: skip
    page.write(f"{in_words(library)}.")
    shown = [row for row in library.rows if row.failing or row.needs_person or row.could_not_check]
    page.blank()
    page.table(
        ("Rule", "Topic", "Severity", "Failing", "Share", "Findings", "Person", "Unchecked"),
        [
            (row.rule, row.topic, row.severity, f"{row.failing} of {row.applied}", percent(row.share),
             str(row.findings), str(row.needs_person), str(row.could_not_check))
            for row in shown
        ],
        (1, 0, 0, 0, 0, 0, 0, 0),
    )  # fmt: skip
    page.blank()
    page.write(f"{counted(len(library.rows) - len(shown), 'more rule')} ran without finding and without question.")
    page.write(
        ("Failing: documents in which the rule found something, of those that it is about. Person: documents with a "
         "question for a person. A rule that does not fail may still not see everything.", "dim")
    )  # fmt: skip
    return page.text()


def percent(share: float) -> str:
    """A share in whole percent; what is not nothing is never 0."""
    whole = round(share * 100)
    return "under 1%" if share and not whole else f"{whole}%"


def as_json(library: Library, *, ascii_only: bool = False) -> str:
    """The figures as JSON, with every rule that ran (`schemas/corpus.json`)."""
    tool = library.tool
    data: dict[str, Any] = {
        "format": FORMAT,
        "tool": {name: tool[name] for name in ("version", "rules", "profile", "guidance", "as_of")},
        "documents": library.documents,
        "packs": library.packs,
        "unread": library.unread,
        "rules": [asdict(row) for row in by_topic(library.rows)],
    }
    return json.dumps(data, indent=2, ensure_ascii=ascii_only) + "\n"


def as_csv(library: Library) -> str:
    """The figures as CSV (RFC 4180), with every rule that ran."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, column) for column in COLUMNS] for row in by_topic(library.rows))
    return out.getvalue()


def by_topic(rows: Sequence[Row]) -> list[Row]:
    """Rows in reading order of their topics, so that the figures of two months can be laid side by side."""
    return sorted(rows, key=lambda row: (topic_key(row.topic), row.rule))
