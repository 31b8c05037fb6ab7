"""The result of a check as SARIF 2.1.0, for viewers and code scanning."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dhr_qa.documents.model import Location
from dhr_qa.errors import DocumentError
from dhr_qa.findings import Finding, Outcome, Passage, Result
from dhr_qa.report import sarif_rules
from dhr_qa.report.places import place
from dhr_qa.report.spots import Spots
from dhr_qa.wording import clean, shortened

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LONGEST = 200
_SUFFIX_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".yaml": "application/yaml",
}
#: What an outcome without findings is called in SARIF; a rule that fails has its findings instead.
_KINDS = {"pass": "pass", "not-applicable": "notApplicable", "needs-person": "review", "could-not-check": "open"}


def render(result: Result, *, ascii_only: bool = False) -> str:
    """The whole result as indented JSON, ending in a newline."""
    return json.dumps(as_dict(result), indent=2, ensure_ascii=ascii_only) + "\n"


def as_dict(result: Result) -> dict[str, Any]:
    """One run with its rules, the documents as artifacts, and a result for every finding and every other outcome.

    Words of Word files have no lines, so none are made up: a place is a logical location (the section, the
    paragraph or the cell), and a region in characters of the document's text, its paragraphs joined by newlines
    as `dhr-qa inspect` reads them. Markdown and text files have real lines; those are given instead.
    """
    rules = sarif_rules.rules(result)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    places = _Places(result)
    results = [_finding(each, index, places) for each in result.findings]
    results += [_outcome(each, index, places) for each in result.outcomes if each.outcome in _KINDS]
    tool = result.tool
    run = {
        "tool": {"driver": {"name": "dhr-qa", "version": tool["version"], "rules": rules}},
        "automationDetails": {"id": f"dhr-qa/{tool['profile']}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "artifacts": places.artifacts,
        "results": results,
        "properties": {name: tool[name] for name in ("rules", "profile", "guidance", "as_of")},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


class _Places:
    """The documents as artifacts, and places in them."""

    def __init__(self, result: Result) -> None:
        self.artifacts: list[dict[str, Any]] = []
        self._index: dict[str, int] = {}
        self._facts = {facts.document.path: facts for facts in result.facts}
        self._spots: dict[str, Spots] = {}
        self._starts: dict[str, list[int]] = {}
        for document in result.documents:
            artifact = self._artifact(document.path)
            if document.sha256:
                artifact["hashes"] = {"sha-256": document.sha256}
            if document.kinds:
                artifact["properties"] = {"kinds": list(document.kinds), "words": document.words}

    def _artifact(self, path: str) -> dict[str, Any]:
        if path not in self._index:
            artifact: dict[str, Any] = {"location": {"uri": uri(path)}}
            if media := _SUFFIX_TYPES.get(Path(path).suffix.lower()):
                artifact["mimeType"] = media
            self._index[path] = len(self.artifacts)
            self.artifacts.append(artifact)
        return self.artifacts[self._index[path]]

    def location(self, path: str, where: Location, excerpt: str = "") -> dict[str, Any]:
        """A SARIF location: the file, the characters or the line if there are any, and the place in words."""
        found: dict[str, Any] = {"message": {"text": clean(place(where))}}
        if path:
            self._artifact(path)
            physical: dict[str, Any] = {"artifactLocation": {"uri": uri(path), "index": self._index[path]}}
            if region := self._region(path, where, excerpt):
                physical["region"] = region
            found["physicalLocation"] = physical
        if logical := _logical(where):
            found["logicalLocations"] = [logical]
        return found

    def _region(self, path: str, where: Location, excerpt: str) -> dict[str, Any]:
        if where.line is not None:
            return {"startLine": where.line}
        facts = self._facts.get(path)
        if facts is None:
            return {}
        if path not in self._spots:
            self._spots[path] = Spots(facts)
            starts, length = [], 0
            for block in facts.document.blocks:
                starts.append(length)
                length += len(block.text) + 1
            self._starts[path] = starts
        spot = self._spots[path].find(where, excerpt)
        if spot is None:
            return {}
        first = spot.start or 0
        last = spot.end if spot.end is not None else len(facts.document.blocks[spot.block].text)
        return {"charOffset": self._starts[path][spot.block] + first, "charLength": last - first}


def uri(path: str) -> str:
    """A path as a reference that a URI parser reads: relative as it is, absolute as file:///…"""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    plain = path.replace("\\", "/")
    try:
        return quote(plain)
    except UnicodeEncodeError:  # bytes that stand for no character here
        return quote(os.fsencode(plain))


def _logical(where: Location) -> dict[str, Any]:
    """The place by its names: "Action plan/table 4/row 2/target-date"."""
    parts = [clean(where.heading or ""), where.part if where.part not in ("body", "table", "file") else ""]
    kind = "section"
    if where.table is not None:
        parts += [f"table {where.table}", "" if where.row is None else f"row {where.row}", clean(where.column or "")]
        kind = "cell" if where.column else "row" if where.row is not None else "table"
    elif where.paragraph is not None:
        parts.append(f"paragraph {where.paragraph}")
        kind = "paragraph"
    named = [part for part in parts if part]
    if not named:
        return {}
    logical: dict[str, Any] = {"name": named[-1], "fullyQualifiedName": "/".join(named), "kind": kind}
    details = {"section": where.section, "label": where.label, "page": where.page}
    if told := {name: value for name, value in details.items() if value is not None}:
        logical["properties"] = told
    return logical


def _result(rule: str, index: Mapping[str, int], kind: str, level: str, said: str) -> dict[str, Any]:
    return {"ruleId": rule, "ruleIndex": index[rule], "kind": kind, "level": level, "message": {"text": clean(said)}}


def _finding(finding: Finding, index: Mapping[str, int], places: _Places) -> dict[str, Any]:
    level = sarif_rules.LEVELS[finding.severity]
    found = _result(finding.rule, index, "fail", level, finding.message)
    found["locations"] = [places.location(finding.document, finding.location, finding.excerpt)]
    if finding.related:
        found["relatedLocations"] = _numbered(finding.related, finding.document, places)
    if finding.fingerprint:
        found["partialFingerprints"] = {"dhr-qa/v1": finding.fingerprint}
    if finding.waived is not None:
        found["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": clean(finding.waived)},
        ]
    found["properties"] = {
        "topic": finding.topic,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "remedy": clean(finding.remedy),
        "excerpt": shortened(finding.excerpt, _LONGEST),
    }
    return found


def _outcome(outcome: Outcome, index: Mapping[str, int], places: _Places) -> dict[str, Any]:
    said = {
        "pass": f"No finding. {outcome.reason}",
        "not-applicable": f"Does not apply: {outcome.reason}",
        "could-not-check": f"Could not be checked: {outcome.reason}",
    }.get(outcome.outcome, outcome.question or "")
    found = _result(outcome.rule, index, _KINDS[outcome.outcome], "none", said.rstrip(" :"))
    evidence = _numbered(outcome.evidence, outcome.document, places)
    found["locations"] = evidence[:1] or [places.location(outcome.document, Location(part="file"))]
    if evidence[1:]:
        found["relatedLocations"] = evidence[1:]
    found["properties"] = {"topic": outcome.topic}
    return found


def _numbered(passages: Sequence[Passage], document: str, places: _Places) -> list[dict[str, Any]]:
    found = []
    for number, each in enumerate(passages):
        where = places.location(each.document or document, each.location, each.excerpt)
        if each.excerpt:
            where["message"] = {"text": shortened(each.excerpt, _LONGEST)}
        found.append({"id": number, **where})
    return found


def _invocation(result: Result) -> dict[str, Any]:
    """Whether the run went well, and what went wrong."""
    notes = []
    for failure in result.failures:
        message = failure.message if isinstance(failure, DocumentError) else str(failure)
        note: dict[str, Any] = {"level": "error", "message": {"text": clean(message) or "The document was not read."}}
        if path := getattr(failure, "file", ""):
            note["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]
        notes.append(note)
    notes += [
        {"level": "error", "message": {"text": clean(f"A rule stopped by a fault in dhr-qa: {bug}")}}
        for bug in result.bugs
    ]
    found: dict[str, Any] = {"executionSuccessful": not notes}
    if notes:
        found["toolExecutionNotifications"] = notes
    return found
