"""Any document, any notes: the words stay, a second run changes nothing, and the comments come out again."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhr_qa.annotate.notes import Note
from dhr_qa.annotate.write import without_comments
from dhr_qa.documents.docx import read_docx
from tests.annotate.making import PATH, annotate, check_marks, found, main_part, members, normal, note
from tests.documents.disguise import Wanted, documents

_LETTERS = re.compile(r"\w")
_SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def commented(draw: st.DrawFn) -> tuple[bytes, list[Note]]:
    """A Word file, and notes on any places of it."""
    made: tuple[bytes, Wanted] = draw(documents())
    blocks = read_docx(PATH, made[0]).blocks
    notes = []
    for number in range(draw(st.integers(1, 8))):
        block = draw(st.one_of(st.none(), st.sampled_from(blocks))) if blocks else None
        if block is None:
            notes.append(note(f"n{number}"))
        else:
            ends = sorted(draw(st.tuples(*[st.integers(0, len(block.text))] * 2)))
            notes.append(note(f"n{number}", block.index, *ends))
    return made[0], notes


@_SETTINGS
@given(commented())
def test_annotated(made: tuple[bytes, list[Note]]) -> None:
    data, notes = made
    copy = annotate(data, *notes)

    before, after = read_docx(PATH, data), read_docx(PATH, copy)
    assert [(b.text, b.kind, b.label, b.spans) for b in after.blocks] == [
        (b.text, b.kind, b.label, b.spans) for b in before.blocks
    ]
    assert after.tables == before.tables
    assert after.marks == before.marks

    assert annotate(copy, *notes) == copy, "a second run gives the same bytes"
    assert annotate(annotate(data, notes[0]), *notes) in (copy, annotate(data, *notes))

    bare = without_comments(PATH, copy)
    assert normal(bare) == normal(data)
    assert not found(bare)

    was, now = members(data), members(copy)
    may_change = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in was if now[name] != was[name]} <= may_change
    assert set(now) - set(was) <= {"word/comments.xml"}

    if found(copy):
        check_marks(copy)
    for each, wanted in zip(found(copy), notes, strict=False):
        if wanted.block is not None and wanted.start != wanted.end and each.covers:
            text = before.blocks[wanted.block].text[wanted.start : wanted.end]
            if before.blocks[wanted.block].part in ("body", "table"):
                letters = iter(each.covers)
                assert all(letter in letters for letter in _LETTERS.findall(text)), "its words, and hidden ones between"
    assert len(main_part(copy)) == len(main_part(data))
