"""An ordinary draft written by python-docx, and read by it too: both readers must agree."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.shared import RGBColor

from dhr_qa.documents.docx import read_docx


def test_an_ordinary_draft() -> None:
    made = docx.Document()
    made.core_properties.author = "A Author"
    made.add_heading("Overview report", 0)
    for number in range(1, 4):
        made.add_heading(f"Section {number}", 1)
        made.add_heading(f"Part {number}.1", 2)
        paragraph = made.add_paragraph(f"Paragraph {number} with ")
        paragraph.add_run("bold").bold = True
        paragraph.add_run(" and red").font.color.rgb = RGBColor(0xC0, 0, 0)
        for item in "ab":
            made.add_paragraph(f"Item {item}", style="List Bullet")
            made.add_paragraph(f"Step {item}", style="List Number")
        table = made.add_table(rows=3, cols=3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{number}-{row}-{column}"
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
    made.sections[0].header.paragraphs[0].text = "OFFICIAL"
    made.add_comment(paragraph.runs, "Is this so?", author="B Reader")
    buffer = io.BytesIO()
    made.save(buffer)

    document = read_docx(Path("draft.docx"), buffer.getvalue())
    again = docx.Document(io.BytesIO(buffer.getvalue()))
    body = [block for block in document.blocks if block.part == "body"]
    wanted = [(p.text, p.style.name) for p in again.paragraphs if p.style is not None]
    assert [(block.text, block.style) for block in body] == wanted
    assert [block.level for block in body if block.kind == "heading"] == [1, 2, 1, 2, 1, 2]
    assert [block.label for block in body if block.text.startswith("Step")] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert {block.label for block in body if block.text.startswith("Item")} == {"•"}
    for ours, theirs in zip(document.tables, again.tables, strict=True):
        assert (ours.rows, ours.columns) == (3, 3)
        for cell in ours.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    assert theirs.cell(row, column).text.strip() == document.cell_text(cell)
        assert sum(cell.row_span * cell.column_span for cell in ours.cells) == 9
    assert [b.text for b in document.blocks if b.part == "header"] == ["OFFICIAL"]
    comment = next(mark for mark in document.marks if mark.kind == "comment")
    assert (comment.text, comment.author) == ("Is this so?", "B Reader")
    assert comment.block is not None
    assert document.blocks[comment.block].text[comment.start : comment.end] == "Paragraph 3 with bold and red"
    assert ("creator", "A Author") in [(p.name, p.value) for p in document.properties]
