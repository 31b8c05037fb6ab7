"""What comes out: findings, outcomes, their order, their fingerprints and the summary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from dhr_qa.documents.model import Location

if TYPE_CHECKING:  # a result carries them to the writers; nothing here looks inside
    from dhr_qa.review.facts import Facts
    from dhr_qa.rulebook.model import Rulebook

SEVERITIES = ("critical", "major", "minor", "info")
CONFIDENCES = ("certain", "likely", "possible")
OUTCOMES = ("pass", "fail", "not-applicable", "needs-person", "could-not-check")
TOPICS = (
    "structure", "terms-of-reference", "pen-portrait", "family-voice", "action-plan", "anonymisation",
    "independence", "equality", "timescales", "analysis", "language", "consistency", "legal-references",
    "publication", "submission",
)  # fmt: skip

_SPACE = re.compile(r"\s+")


class Passage(Struct, frozen=True):
    """Words of the document with their place: evidence for a pass, reading for a person, a related place."""

    excerpt: str
    location: Location
    document: str = ""


class Guidance(Struct, frozen=True):
    """Where an expectation comes from. `checked` is True once somebody has read it in the source itself."""

    source: str
    ref: str = ""
    checked: bool = False


class Finding(Struct, frozen=True):
    """One thing found, with its place, reason and remedy. See the contract for the meaning of each field."""

    rule: str
    topic: str
    severity: str
    confidence: str
    document: str
    message: str
    why: str
    remedy: str
    guidance: tuple[Guidance, ...]
    excerpt: str
    location: Location
    related: tuple[Passage, ...] = ()
    sensitive: bool = False
    waived: str | None = None
    fingerprint: str = ""


class Outcome(Struct, frozen=True):
    """What one rule said of one document. `question` is set where a person must answer."""

    rule: str
    topic: str
    document: str
    outcome: str
    evidence: tuple[Passage, ...] = ()
    question: str | None = None
    reason: str = ""  #: why it is not applicable or could not be checked, in a few words


class DocumentSummary(Struct, frozen=True):
    """What was read: a row of `documents` in the JSON."""

    path: str
    kinds: tuple[str, ...]
    sha256: str
    words: int
    unread: tuple[dict[str, Any], ...] = ()
    file: str = ""  #: where it is, for what has to find it again; `path` is what may be shown of that


class Result(Struct, frozen=True):
    """A whole run: what every writer takes, and all that it takes."""

    tool: dict[str, str]
    documents: tuple[DocumentSummary, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Exception, ...] = ()  #: documents that could not be read (DocumentError)
    bugs: tuple[str, ...] = ()  #: rules that failed unexpectedly, for exit code 4
    sources: Mapping[str, str] = field(default_factory=dict)  #: titles of the sources that findings name
    facts: tuple[Facts, ...] = ()  #: what was read of each document, for writers that show the text itself
    rulebook: Rulebook | None = None  #: the rules that ran and their vocabulary
    masked: bool = False  #: the words of the documents are not to be shown: not those of `facts` either

    def summary(self) -> dict[str, int]:
        """Counts by severity (waived findings left out) and of the two outcomes that need attention."""
        counts = dict.fromkeys(SEVERITIES, 0)
        for finding in self.findings:
            if finding.waived is None:
                counts[finding.severity] += 1
        for name in ("needs-person", "could-not-check"):
            counts[name] = sum(1 for outcome in self.outcomes if outcome.outcome == name)
        return counts


def fingerprint(rule: str, text: str, context: str = "") -> str:
    """16 hex digits of the rule, the section role and the text found: stable when paragraphs move.

    The digest is keyed by nothing, so a caller must pass a masked `text` where the text itself is secret.
    """
    normal = _SPACE.sub(" ", text).strip().casefold()
    digest = hashlib.sha256("\x1f".join((rule, context, normal)).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def sort_key(finding: Finding) -> tuple[Any, ...]:
    """Document, then severity, then topic, then place."""
    where = finding.location
    return (
        finding.document,
        SEVERITIES.index(finding.severity),
        TOPICS.index(finding.topic) if finding.topic in TOPICS else len(TOPICS),
        finding.rule,
        where.table or 0,
        where.paragraph or 0,
        where.row or 0,
        where.start or 0,
        finding.message,
    )


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order in which people read them."""
    return tuple(sorted(findings, key=sort_key))


def worst_at_least(findings: Sequence[Finding], level: str) -> bool:
    """Whether any finding that is not waived is at `level` or worse ("never" is always False)."""
    if level == "never":
        return False
    limit = SEVERITIES.index(level)
    return any(f.waived is None and SEVERITIES.index(f.severity) <= limit for f in findings)
