"""Questions asked of facts: places, roles of notes, columns, and what odd documents come to."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dhr_qa.documents.model import Block, Cell, Document, Table
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from tests.review.making import document_of, facts_of
from tests.review.vocab import vocabulary

_REPORT = """# Overview report into the death of Anna

# Introduction

Anna died in May 2020. The perpetrator, her husband Ben, was convicted of murder in June 2021.
The panel sends its condolences.

# Terms of Reference

1. Was Anna known to services?
2. Were there any barriers to reporting?

# Review panel

| Name | Organisation |
|---|---|
| Ann Other | Fenshire Police |

# Analysis

Fenshire Police recorded that the Multi-Agency Risk Assessment Conference (MARAC) was told under the Care Act 2014.

# Recommendations

1. Fenshire Police should audit its referrals by June 2022.

# Action plan

| Action | Lead agency | Target date |
|---|---|---|
| Audit referrals | Fenshire Police | June 2022 |
"""


def test_a_cell_is_located_by_the_role_of_its_column() -> None:
    facts = facts_of(_REPORT)
    action = facts.actions[0]
    block = next(b.index for b in facts.document.blocks if b.text == "June 2022")
    place = facts.locate(block, 0, 4)
    assert (place.table, place.row, place.column, place.start, place.end) == (2, 1, "target-date", 0, 4)
    assert (place.section, place.heading) == ("action-plan", "Action plan")
    assert facts.locate(facts.document.tables[1].first).row == 0
    assert (action.table, action.row) == (1, 1)


def test_a_note_belongs_where_its_mark_stands() -> None:
    document = document_of(_REPORT)
    home = next(b.index for b in document.blocks if b.text.startswith("Fenshire Police recorded"))
    count = len(document.blocks)
    note = Block(count, "paragraph", "footnote", "See the annex.", anchor=home)
    header = Block(count + 1, "paragraph", "header", "Confidential")
    facts = read_facts(replace(document, blocks=(*document.blocks, note, header)), vocabulary())
    assert facts.roles_at(note.index) == ("analysis",)
    assert facts.kind_at(note.index) == "overview-report"
    assert facts.roles_at(header.index) == ()
    assert facts.kind_at(header.index) == "overview-report"
    plan = next(b.index for b in document.blocks if b.text == "Audit referrals")
    late = replace(note, anchor=plan)
    facts = read_facts(replace(document, blocks=(*document.blocks, late)), vocabulary())
    assert facts.kind_at(late.index) == "action-plan"


def test_roles_around_a_block_are_those_of_all_sections_above_it() -> None:
    facts = facts_of("# Overview report\n\n# Analysis\n\nOne two.\n\n## Good practice\n\nThree four.\n")
    last = len(facts.document.blocks) - 1
    assert facts.roles_at(last) == ("good-practice",)
    assert facts.roles_around(last) == ("good-practice", "analysis")


def test_everything_has_a_kind_of_the_kind_it_stands_in() -> None:
    facts = facts_of(_REPORT)
    assert {t.kind for t in facts.terms} == {r.kind for r in facts.recommendations} == {"overview-report"}
    assert len(facts.terms) == 2
    assert len(facts.recommendations) == len(facts.actions) == 1


def _repeated(count: int) -> Document:
    """A long document: the report, then its middle again and again, with tables."""
    middle = (
        "\n\n## Fenshire Police\n\n"
        + "\n\n".join(
            f"In May 201{n % 10} Anna told an officer of the Domestic Abuse Unit (DAU) that she was afraid. The "
            f"police did a "
            "risk assessment under the Care Act 2014 and referred her to MARAC, and her mother said that nobody called."
            for n in range(20)
        )
        + "\n\n| Action | Lead agency | Target date |\n|---|---|---|\n"
        + "| Audit referrals and report to the board | DCI Ann Other, Fenshire Police | June 2022 |\n" * 8
    )
    return document_of(_REPORT + middle * count)


def _seconds(document: Document) -> float:
    def once() -> float:
        begun = time.process_time()
        read_facts(document, vocabulary())
        return time.process_time() - begun

    return min(once() for _ in range(3))


def test_time_grows_with_the_size_of_the_document_and_no_faster() -> None:
    small, large = _repeated(15), _repeated(60)
    assert large.words > 40_000
    assert len(large.tables) > 60
    read_facts(small, vocabulary())
    assert _seconds(large) < 7 * _seconds(small)


def test_a_long_report_is_read_quickly() -> None:
    document = _repeated(60)
    read_facts(document_of(_REPORT), vocabulary())
    assert _seconds(document) < 1.0  # about 0.2 s on an idle machine


_WORDS = [
    "Anna", "the", "perpetrator", "Ben", "Recommendation 1", "Terms of Reference", "Analysis", "(IMR)", "May 2020",
    "Dear", "Act 2014", "Update:", "•", "a)", "1.", "2.3", "Fenshire Police", "should", "Action", "Lead agency",
    "Target date", "was killed", "\n", "\t", "“", "’", "é", "𝔸", "\u200b", "Ву", "section 9(3) of the", ":", "?",
    "executive summary",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    blocks: list[Block] = []
    tables: list[Table] = []
    for _ in range(draw(st.integers(0, 8))):
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["paragraph", "heading", "list-item"]))
            part = draw(st.sampled_from(["body", "body", "textbox", "footnote", "header"]))
            label = draw(st.sampled_from(["", "", "1.", "•", "(a)", "3.2", "Appendix A"]))
            level = draw(st.integers(0, 4)) if kind != "paragraph" else None
            blocks.append(
                Block(len(blocks), kind, part, draw(_TEXTS), label=label, level=level, toc=draw(st.booleans()))
            )
            continue
        rows, columns, first = draw(st.integers(1, 4)), draw(st.integers(1, 4)), len(blocks)
        cells = []
        for row in range(rows):
            merged = draw(st.booleans()) and columns > 1
            for column in range(1 if merged else columns):
                index = len(blocks)
                blocks.append(
                    Block(index, "paragraph", "table", draw(_TEXTS), table=len(tables), row=row, column=column)
                )
                cells.append(Cell(row, column, 1, columns if merged else 1, (index,)))
        header = draw(st.integers(0, rows))
        tables.append(Table(len(tables), rows, columns, tuple(cells), first, len(blocks), header))
    return Document("x.docx", "docx", tuple(blocks), tuple(tables))


@settings(max_examples=150, deadline=None)
@given(_documents())
def test_any_document_gives_facts_whose_places_exist(document: Document) -> None:
    facts: Facts = read_facts(document, vocabulary())
    blocks = document.blocks
    for section in facts.sections:
        assert 0 <= section.first < section.last <= len(blocks)
        parent = facts.sections[section.parent] if section.parent is not None else None
        assert parent is None or (parent.first <= section.first and section.last <= parent.last)
    for region, following in zip(facts.regions, facts.regions[1:], strict=False):
        assert region.first < region.last == following.first
    for term in facts.terms:
        assert blocks[term.block].text[term.start : term.end] == term.text
    for event in facts.events:
        assert blocks[event.block].text[event.start : event.end] == event.when.text
    for citation in facts.citations:
        assert blocks[citation.block].text[citation.start : citation.end] == citation.text
    for person in facts.people:
        assert blocks[person.block or 0].text[person.start : person.end] == person.name
    for action in facts.actions:
        assert action.row < document.tables[action.table].rows
    for block in blocks:
        facts.locate(block.index, 0, 1)
