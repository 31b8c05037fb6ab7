"""What kind of case a review is about: homicide, suicide or both, names used, when it was commissioned."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from dhr_qa.documents.model import Document
from dhr_qa.language.index import TextIndex
from dhr_qa.review.facts import Event, Person
from dhr_qa.review.lexicon import Lexicon

_FRONT, _FRONT_BLOCKS = 0.25, 40  #: what is said of the death early on counts most
_FRONT_WEIGHT = 3
HOMICIDE, SUICIDE, BOTH = "homicide", "suicide", "homicide-suicide"


def find_case(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    people: Sequence[Person],
    events: Sequence[Event],
    case: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """Type, naming, commissioned, death and stage, as far as known; what `case` states goes before what is found."""
    found: dict[str, str] = {}
    kind = _type(document, index, lexicon)
    if kind:
        found["type"] = kind
    subjects = [p for p in people if p.role in ("victim", "perpetrator")]
    if subjects:
        found["naming"] = "pseudonym" if any(p.pseudonym for p in subjects) else "real-name-with-consent"
    for name in ("commissioned", "decision", "death", "completion"):
        event = next((e for e in events if e.name == name and not e.when.problem), None)
        if event is not None:
            found[name] = event.when.earliest.isoformat()
    if "commissioned" not in found and "decision" in found:
        found["commissioned"] = found["decision"]
    for key, value in (case or {}).items():
        if isinstance(value, datetime.date):
            found[key] = value.isoformat()
        elif isinstance(value, (str, int)):
            found[key] = str(value)
    return found


def _type(document: Document, index: TextIndex, lexicon: Lexicon) -> str:
    """Judged by how the death is spoken of; "" where nothing is said."""
    scores = {
        name: _score(document, index, lexicon, words)
        for name, words in (
            (HOMICIDE, "homicide-death"),
            (SUICIDE, "suicide-death"),
            (BOTH, "homicide-suicide-death"),
        )
    }
    if scores[BOTH] >= _FRONT_WEIGHT and scores[HOMICIDE]:
        return BOTH
    if not scores[HOMICIDE] and not scores[SUICIDE]:
        return ""
    return SUICIDE if scores[SUICIDE] > scores[HOMICIDE] else HOMICIDE


def _score(document: Document, index: TextIndex, lexicon: Lexicon, words: str) -> int:
    front = max(_FRONT * len(document.blocks), _FRONT_BLOCKS)
    parts = ("body", "textbox")
    hits = index.find(lexicon.list(words))
    return sum(
        len(spans) * (_FRONT_WEIGHT if block <= front else 1)
        for block, spans in hits.items()
        if document.blocks[block].part in parts
    )
