"""Whatever way Word spells it: text out is text in, nothing lost, nothing twice, cells where they stand."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from dhr_qa.documents.docx import read_docx, trace_docx
from tests.documents.disguise import Wanted, documents
from tests.documents.nodes import misread, renamed

_SETTINGS = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@_SETTINGS
@given(documents())
def test_text_out_is_text_in(made: tuple[bytes, Wanted]) -> None:
    data, wanted = made
    document = read_docx(Path("x.docx"), data)
    story = [block for block in document.blocks if block.part in ("body", "table") and block.text]
    assert [(b.text, b.kind, b.part, b.level) for b in story] == wanted.blocks
    assert [b.text for b in document.blocks if b.part == "footnote" and b.text] == wanted.notes
    found = [
        [(c.row, c.column, c.row_span, c.column_span, document.cell_text(c).strip("\n")) for c in table.cells]
        for table in document.tables
    ]
    assert [sorted(cells) for cells in found] == [sorted(cells) for cells in wanted.cells]
    unseen = [m.text for m in document.marks if m.kind in ("tracked-deletion", "moved-from", "hidden")]
    assert sorted("".join(unseen).replace("\n", "").replace("¶", "")) == sorted("".join(wanted.unseen))
    assert document.unread == ()
    for block in document.blocks:
        assert block.index == document.blocks.index(block)
        assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)


@_SETTINGS
@given(documents())
def test_every_text_node_is_read_once(made: tuple[bytes, Wanted]) -> None:
    changed, once, never = renamed(made[0])
    assert misread(read_docx(Path("x.docx"), changed), once, never) == []


@_SETTINGS
@given(documents())
def test_segments_lead_back_to_the_text(made: tuple[bytes, Wanted]) -> None:
    trace = trace_docx(Path("x.docx"), made[0])
    assert trace.document == read_docx(Path("x.docx"), made[0])
    for block in trace.document.blocks:
        if block.part not in ("body", "table") or not block.text:
            continue
        end = 0
        for segment in trace.segments[block.index]:
            assert segment.start == end
            assert (segment.element.text or "") == block.text[segment.start : segment.end]
            end = segment.end
        assert end == len(block.text)
