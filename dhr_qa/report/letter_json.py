"""A feedback letter beside the report that answers it, as JSON (`schemas/letter.json`)."""

from __future__ import annotations

import json
from typing import Any

from dhr_qa.documents.model import Location
from dhr_qa.report.redact import mask
from dhr_qa.review.letter import Answer, Answers, Shown, touched
from dhr_qa.wording import clean

FORMAT = "dhr-qa-letter/1"


def render(answers: Answers, *, masked: bool = False, ascii_only: bool = False) -> str:
    """The points and the closest passages as indented JSON, ending in a newline."""
    return json.dumps(as_dict(answers, masked), indent=2, ensure_ascii=ascii_only) + "\n"


def as_dict(answers: Answers, masked: bool = False) -> dict[str, Any]:
    """The same as plain data. `masked`: without the words of the documents."""
    return {
        "format": FORMAT,
        "letters": list(answers.letters),
        "against": list(answers.against),
        "old": list(answers.old),
        "points": [_point(each, masked) for each in answers.answers],
        "publishing": [
            {
                "text": _words(each.point.text, masked),
                "document": each.document,
                "location": _place(each.location, masked),
            }
            for each in answers.publishing
        ],
        "changes": answers.changes,
    }


def _point(answer: Answer, masked: bool) -> dict[str, Any]:
    point = answer.point
    return {
        "number": point.number or None,
        "kind": point.kind,
        "under": (_words(point.under, masked) or None),
        "text": _words(point.text, masked),
        "document": answer.document,
        "location": _place(answer.location, masked),
        "passages": [_passage(each, masked) for each in answer.passages],
        "gone": [_passage(each, masked) for each in answer.gone],
        "touched": touched(answer),
    }


def _passage(shown: Shown, masked: bool) -> dict[str, Any]:
    return {
        "document": shown.document,
        "location": _place(shown.location, masked),
        "text": _words(shown.text, masked),
        "score": shown.score,
        "shared_words": [] if masked else list(shown.words),
        "named": shown.named,
        "change": shown.change or None,
        "before": None if masked else shown.before or None,
        "after": None if masked else shown.after or None,
    }


def _place(location: Location, masked: bool) -> dict[str, Any]:
    return location.as_dict() | ({"heading": None} if masked else {})


def _words(text: str, masked: bool) -> str:
    return mask(clean(text)) if masked and text else clean(text)
