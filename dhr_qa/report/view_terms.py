"""The terms of reference by section: how each item stands, and where the report takes it up."""

from __future__ import annotations

from dhr_qa.findings import Passage
from dhr_qa.report.inspect_text import sections_of
from dhr_qa.report.plain_words import Words
from dhr_qa.report.redact import mask
from dhr_qa.report.view_actions import short_place
from dhr_qa.report.view_cards import quote
from dhr_qa.report.view_model import Matrix, MatrixRow
from dhr_qa.review.covered import LINKED, NOT_EVIDENT, OPEN, PARTLY, Coverage, Limb
from dhr_qa.review.facts import Facts, Term
from dhr_qa.wording import clean, counted, listed, shortened

_STATES = "coverage-states"
_CELLS = "coverage-cells"
_SHORT, _SHOWN = 8, 2
#: Which colours of the page go with a status; the status is always said in words as well.
_LEVELS = {NOT_EVIDENT: "major", PARTLY: "minor", OPEN: "needs-person"}


def matrix(facts: Facts, words: Words, masked: bool, name: str) -> Matrix | None:
    """The items of one document by the sections that take them up; None where nothing is known of any section."""
    roles = sections_of(facts)
    if not roles:
        return None
    rows = tuple(_row(facts, number, term, roles, words, masked) for number, term in enumerate(facts.terms, start=1))
    titles = tuple(_title(role, words) for role in roles)
    return Matrix(counted(len(rows), "item"), titles, rows, name)


def _title(role: str, words: Words) -> str:
    return words.title(_CELLS, role) if not words.entry("sections", role).title else words.title("sections", role)


def _row(facts: Facts, number: int, term: Term, roles: list[str], words: Words, masked: bool) -> MatrixRow:
    text = mask(clean(term.text)) if masked else clean(term.text)
    label = shortened(clean(term.label), _SHORT) or str(number)
    where = short_place(facts, term)
    cover = term.coverage
    if cover is None:
        state = words.title(_STATES, "process" if term.process else "not-judged")
        return MatrixRow(label, text, state, "", tuple("" for _ in roles), place=where)
    found = dict(cover.sections)
    asked = cover.status != "process"
    cells = tuple(words.title(_CELLS, found.get(role, "none")) if asked else "" for role in roles)
    missing = [_missing(limb, words, masked) for limb in cover.missing]
    shown = [] if masked and cover.status == OPEN else _passages(facts, cover, masked)
    return MatrixRow(
        label,
        text,
        words.title(_STATES, cover.status or "open"),
        _LEVELS.get(cover.status, "pass"),
        cells,
        listed(missing) if cover.status != LINKED else "",
        where,
        tuple(quote(each) for each in shown),
    )


def _missing(limb: Limb, words: Words, masked: bool) -> str:
    """What was not found, and the sections without an answer that do mention it."""
    title = mask(clean(limb.title)) if masked and _own(limb.title) else clean(limb.title)
    others = dict.fromkeys(_title(role, words) for role, _ in limb.elsewhere if words.entry("sections", role).title)
    return f"{title} (only under {listed(list(others))})" if others else title


def _own(title: str) -> bool:
    """Whether a limb is called by words of the document, not of the vocabulary."""
    return title.startswith('"') or title[:1].isupper()


def _passages(facts: Facts, cover: Coverage, masked: bool) -> list[Passage]:
    return [
        Passage(
            "" if masked or cover.status == LINKED else each.text,
            facts.locate(each.block, each.start, each.end),
            facts.document.path,
        )
        for each in cover.shown[:_SHOWN]
    ]
