"""Two drafts compared, as JSON (`schemas/diff.json`)."""

from __future__ import annotations

import json
from typing import Any

from dhr_qa.findings import Result
from dhr_qa.report.changes import Changes
from dhr_qa.report.json_report import as_dict

FORMAT = "dhr-qa-diff/1"


def render(changes: Changes, old: Result, new: Result, *, ascii_only: bool = False) -> str:
    """The comparison as indented JSON, ending in a newline. Findings are written as `check` writes them."""
    before, after = as_dict(old), as_dict(new)
    data: dict[str, Any] = {
        "format": FORMAT,
        "tool": after["tool"],
        "before": before["documents"],
        "after": after["documents"],
        "fixed": _findings(old, changes.fixed),
        "new": _findings(new, changes.new),
        "still": _findings(new, changes.still),
        "waived": _findings(new, changes.waived),
        "questions": {
            "new": [_question(each) for each in changes.asked],
            "still": [_question(each) for each in changes.asked_still],
            "gone": [_question(each) for each in changes.answered],
        },
        "summary": {
            "fixed": len(changes.fixed),
            "new": len(changes.new),
            "still": len(changes.still),
            "waived": len(changes.waived),
        },
    }
    return json.dumps(data, indent=2, ensure_ascii=ascii_only) + "\n"


def _findings(result: Result, findings: Any) -> list[dict[str, Any]]:
    from msgspec.structs import replace

    found: list[dict[str, Any]] = as_dict(replace(result, findings=tuple(findings), outcomes=()))["findings"]
    return found


def _question(outcome: Any) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "topic": outcome.topic,
        "document": outcome.document,
        "question": outcome.question,
    }
