"""The coverage of a term of reference as the fields and the passages of its node."""

from __future__ import annotations

from typing import Any

from dhr_qa.documents.labels import split_label
from dhr_qa.engine.excerpts import excerpt
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.review.covered import Taken
from dhr_qa.review.facts import Term

_SHORT = 110
_MOST = 3
OPEN = "open"  #: the field of an item of which only a person can tell


def coverage_of(term: Term, scope: Scope, reading: Reading) -> dict[str, Any]:
    """`values` and `near` of a term's node.

    Fields: short (its first words); coverage (a status of the contract, or open; nothing where it was not judged);
    basis (topics, or words where the vocabulary knows nothing that the item asks about); missing and taken-up (titles
    of limbs); elsewhere (titles of the sections without an answer that mention what is missing); weak (titles of limbs
    that the analysis only names or only speaks of in general); brief (whether it
    stands in a short summary without its report).
    """
    text = term.text[split_label(term.text, heading=False)[1] :].rstrip(" .;,")
    values: dict[str, Any] = {"short": excerpt(text, 0, 0, _SHORT)}
    cover = term.coverage
    if cover is None:
        return {"values": values}
    roles = dict.fromkeys(role for limb in cover.missing for role, _ in limb.elsewhere)
    titles = {entry.id: entry.title for entry in scope.vocabulary.registers.get("sections", ())}
    values |= {
        "coverage": cover.status or OPEN,
        "brief": cover.brief,
        "basis": "words" if cover.by_words else "topics",
        "missing": [limb.title for limb in cover.missing],
        "taken-up": [limb.title for limb in cover.taken_up],
        "elsewhere": [f'"{titles[role]}"' for role in roles if titles.get(role)],
        "weak": [limb.title for limb in cover.missing if limb.weak],
    }
    # Where the analysis names a thing in passing, what names it elsewhere is not worth a reader's time.
    mentions = [one for limb in cover.missing for one in (limb.weak or [taken for _, taken in limb.elsewhere])[:1]]
    near: dict[int, Taken] = {}  # of each paragraph the first
    for taken in (*mentions, *cover.closest):
        near.setdefault(taken.block, taken)
    return {"values": values, "near": tuple(_passage(taken, reading) for taken in list(near.values())[:_MOST])}


def _passage(taken: Taken, reading: Reading) -> Node:
    return Node("passage", reading, (taken.block,), taken.start, taken.end)
