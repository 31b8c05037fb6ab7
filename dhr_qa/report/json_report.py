"""The result of a check as JSON, key for key as the contract has it (`schemas/check.json`)."""

from __future__ import annotations

import json
from typing import Any

from dhr_qa.errors import DocumentError
from dhr_qa.findings import DocumentSummary, Finding, Outcome, Passage, Result
from dhr_qa.wording import shortened

FORMAT = "dhr-qa/1"
_LONGEST = 200  #: characters of an excerpt


def render(result: Result, *, ascii_only: bool = False) -> str:
    """The whole result as indented JSON, ending in a newline."""
    return json.dumps(as_dict(result), indent=2, ensure_ascii=ascii_only) + "\n"


def as_dict(result: Result) -> dict[str, Any]:
    """The result as plain data. A document that could not be read stands there with that as `unread`."""
    tool = result.tool
    return {
        "format": FORMAT,
        "tool": {name: tool[name] for name in ("version", "rules", "profile", "guidance", "as_of")},
        "documents": [_document(each) for each in result.documents] + [_failure(each) for each in result.failures],
        "outcomes": [_outcome(each) for each in result.outcomes],
        "findings": [_finding(each) for each in result.findings],
        "summary": result.summary(),
    }


def _document(document: DocumentSummary) -> dict[str, Any]:
    return {
        "path": document.path,
        "kinds": list(document.kinds),
        "sha256": document.sha256,
        "words": document.words,
        "unread": [dict(item) for item in document.unread],
    }


def _failure(failure: Exception) -> dict[str, Any]:
    path = failure.file if isinstance(failure, DocumentError) else ""
    message = failure.message if isinstance(failure, DocumentError) else str(failure)
    unread = [{"what": f"the whole file: {message}", "location": {}}]
    return {"path": path, "kinds": [], "sha256": "", "words": 0, "unread": unread}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "topic": outcome.topic,
        "document": outcome.document,
        "outcome": outcome.outcome,
        "evidence": [_passage(each) for each in outcome.evidence],
        "question": outcome.question,
        "reason": outcome.reason or None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "excerpt": shortened(passage.excerpt, _LONGEST),
        "document": passage.document or None,
        "location": passage.location.as_dict(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "topic": finding.topic,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "document": finding.document,
        "message": finding.message,
        "why": finding.why.strip(),
        "remedy": finding.remedy.strip(),
        "guidance": [{"source": each.source, "ref": each.ref, "checked": each.checked} for each in finding.guidance],
        "excerpt": shortened(finding.excerpt, _LONGEST),
        "location": finding.location.as_dict(),
        "related": [_passage(each) for each in finding.related],
        "waived": finding.waived,
    }
