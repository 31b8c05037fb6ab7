"""References to other places of a report, and whether those places are there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dhr_qa.engine.select import select
from dhr_qa.engine.select_references import numbers_after, page_count
from dhr_qa.review.facts import Facts
from tests.engine.make import facts, scope, selector, vocabulary

WORDS = vocabulary(
    {"elsewhere": ["guidance"]},
    references=[
        {"id": "paragraph", "title": "paragraph", "target": "label", "forms": ["(paragraph|para)(s)?"]},
        {"id": "page", "title": "page", "target": "page", "forms": ["page(s)?"]},
        {"id": "appendix", "title": "appendix", "target": "heading", "forms": ["appendix", "appendices", "annex"]},
        {"id": "footnote", "title": "footnote", "target": "note", "forms": ["footnote(s)?"]},
    ],
)
REPORT = """
# 1 Introduction {introduction}
1.1 The review is described at paragraph 1.2.
1.2 Its terms are at Appendix A.
[^] A note.
# Appendix A: Terms of reference {terms-of-reference}
2.1 One.
"""


def found(text: str | Facts, **written: object) -> list[tuple[str, str]]:
    known = facts(text) if isinstance(text, str) else text
    nodes = select(selector(select="reference", **written), scope(known, words=WORDS))
    return [(node.get("match"), node.get("found")) for node in nodes]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("See paragraph 1.2.", [("paragraph 1.2", "there")]),
        ("See paragraph 24.6 below.", [("paragraph 24.6", "missing")]),
        ("See paragraph 1 and para 2.", [("paragraph 1", "there"), ("para 2", "there")]),
        ("See paragraphs 1.1, 1.2 and 1.9.", [
            ("paragraphs 1.1", "there"), ("paragraphs 1.2", "there"), ("paragraphs 1.9", "missing"),
        ]),
        ("See paragraphs 1.1 to 1.7 (seven).", [("paragraphs 1.1", "there"), ("paragraphs 1.7", "missing")]),
        ("See Appendix A and Annex C.", [("Appendix A", "there"), ("Annex C", "missing")]),
        ("See appendices A and B.", [("appendices A", "there"), ("appendices B", "missing")]),
        ("See footnote 1 and footnote 2.", [("footnote 1", "there"), ("footnote 2", "missing")]),
        ("See page 4.", [("page 4", "unknown")]),
        ("See paragraph 56(a), and page 12% of all.", []),
        ("The paragraph says so. An appendix is added.", []),
        ("The appendix I wrote.", [("appendix I", "missing")]),
    ],
)  # fmt: skip
def test_what_a_reference_names_and_whether_it_is_there(words: str, expected: list[tuple[str, str]]) -> None:
    text = f"{REPORT}# Analysis {{analysis}}\n{words}\n"
    assert found(text, role="analysis") == expected


def test_references_are_narrowed_like_words() -> None:
    assert found(REPORT, kind=["appendix"]) == [("Appendix A", "there"), ("Appendix A", "there")]
    assert found(REPORT, where={"found": "missing"}) == []
    text = f"{REPORT}# Analysis {{analysis}}\nParagraph 12 of the guidance. See paragraph 12.\n"
    assert found(text, role="analysis", without=["elsewhere"]) == [("paragraph 12", "missing")]


def test_a_label_that_word_counts_names_an_appendix() -> None:
    known = facts(REPORT)
    blocks = list(known.document.blocks)
    place = next(block.index for block in blocks if block.text.startswith("Appendix"))
    blocks[place] = replace(blocks[place], text="Terms of reference", label="Appendix A")
    known.document = replace(known.document, blocks=tuple(blocks))
    assert ("Appendix A", "there") in found(known, role="introduction")


def test_several_numbers_are_read_one_by_one() -> None:
    text = "paragraphs 3.1, 3.4 and 3.6 to 3.9, and 12 others"
    assert [number for number, _, _ in numbers_after(text, len("paragraphs"))] == ["3.1", "3.4", "3.6", "3.9"]


def test_pages_are_counted_by_what_can_be_believed() -> None:
    plain = facts("# Report\n" + "word " * 3000)
    assert page_count(replace(plain.document, pages=1)) is None  # nobody has 3,000 words on a page
    assert page_count(replace(plain.document, pages=9)) == 9
    listed = facts("# Contents\n~ Introduction\t3\n~ Recommendations ..... 27\n# Introduction\nText.\n")
    assert page_count(replace(listed.document, pages=1)) == 27
