"""The passages that are shown with a term of reference."""

from __future__ import annotations

from dhr_qa.engine.select import select
from dhr_qa.review.covered import Coverage, Limb, Taken
from dhr_qa.review.facts import Term
from tests.engine.make import facts, scope, selector

_TEXT = """# Terms {terms-of-reference}
Was she asked?
# Facts {chronology}
Nobody asked.
# Analysis {analysis}
Many are asked."""


def _shown(limb: Limb, *closest: Taken) -> list[tuple[int, int]]:
    term = Term("a", "Was she asked?", 1, coverage=Coverage("not-evident", (limb,), (), closest))
    (node,) = select(selector(select="term"), scope(facts(_TEXT, terms=(term,))))
    return [(each.blocks[0], each.start) for each in node.near]


def test_of_each_paragraph_the_first_passage_is_shown() -> None:
    assert _shown(Limb("asking", weak=(Taken(5, 9, 14),)), Taken(5, 0, 15), Taken(3, 0, 13)) == [(5, 9), (3, 0)]


def test_what_names_a_thing_elsewhere_is_shown_where_the_analysis_does_not_name_it() -> None:
    elsewhere = (("chronology", Taken(3, 7, 12)),)
    assert _shown(Limb("asking", elsewhere=elsewhere)) == [(3, 7)]
    assert _shown(Limb("asking", elsewhere=elsewhere, weak=(Taken(5, 9, 14),))) == [(5, 9)]
