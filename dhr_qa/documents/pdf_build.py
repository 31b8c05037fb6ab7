"""Paragraphs and tables of a PDF to the parts of a Document: blocks, tables, marks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dhr_qa.documents.model import Attachment, Block, Cell, Mark, Span, Table
from dhr_qa.documents.pdf_headings import Headings
from dhr_qa.documents.pdf_join import LongTable
from dhr_qa.documents.pdf_model import Note, Page, Word
from dhr_qa.documents.pdf_paragraphs import Measure, Paragraph, paragraphs_of

_PARTS = {"hidden": "hidden"}


class Builder:
    """Gathers blocks in reading order."""

    def __init__(self, usual: Measure, headings: Headings) -> None:
        self.usual = usual
        self.headings = headings
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.marks: list[Mark] = []
        self.attachments: list[Attachment] = []
        self.signs: dict[str, int] = {}
        self.numbers = 0
        self.pages: dict[int, int] = {}  #: page to the last block that begins on it

    def paragraph(self, item: Paragraph, table: tuple[int, int, int] | None = None, part: str = "") -> int | None:
        """Adds a paragraph; None where it says nothing a reader sees. Unseen words of it become marks."""
        part = part or ("table" if table else item.part)
        text = item.text.text.strip()
        if not text:
            self._fates(item, len(self.blocks) - 1 if self.blocks else None, part, False)
            return None
        lead = len(item.text.text) - len(item.text.text.lstrip())
        spans = tuple(
            replace(span, start=max(span.start - lead, 0), end=min(max(span.end - lead, 0), len(text)))
            for span in item.text.spans()
        )
        index = len(self.blocks)
        number = None
        if part == "body":
            self.numbers += 1
            number = self.numbers
        self.blocks.append(
            Block(
                index, item.kind, part, text, number=number, label=item.label, level=item.level, style=item.style,
                table=table[0] if table else None, row=table[1] if table else None, column=table[2] if table else None,
                toc=item.toc, page=item.page, source=item.source, spans=spans,
                anchor=self.signs.get(item.source) if part == "footnote" else None,
            )
        )  # fmt: skip
        if part in ("body", "table"):
            self.pages[item.page] = index
        for span in spans:
            if span.kind == "note" and part != "footnote":
                self.signs[span.value] = index
        self._links(index, spans, text)
        self._fates(item, index, part, True)
        return index

    def _links(self, index: int, spans: Sequence[Span], text: str) -> None:
        for span in spans:
            if span.kind == "hyperlink" and not span.value.startswith("#"):
                self.marks.append(Mark("hyperlink", span.value, block=index, start=span.start, end=span.end,
                                       part="hyperlink"))  # fmt: skip

    def _fates(self, item: Paragraph, index: int | None, part: str, own: bool) -> None:
        """A mark for each run of words withheld in the same way."""
        run: list[tuple[Word, int, int]] = []
        for entry in [*item.text.fates, None]:
            if entry is not None and run and entry[0].fate == run[-1][0].fate and self._close(item, run[-1], entry):
                run.append(entry)
                continue
            if run:
                kind = run[0][0].fate
                text = item.text.text[run[0][1] : run[-1][2]] or " ".join(word.text for word, _, _ in run)
                start, end = (run[0][1], run[-1][2]) if own else (None, None)
                self.marks.append(Mark(kind, text, block=index, start=start, end=end, part=_PARTS.get(kind, part)))
            run = [entry] if entry is not None else []

    def _close(self, item: Paragraph, one: tuple[Word, int, int], other: tuple[Word, int, int]) -> bool:
        return not item.text.text[one[2] : other[1]].strip()

    def table(self, long: LongTable) -> None:
        """Adds a proved table with its cells."""
        index, first = len(self.tables), len(self.blocks)
        cells = []
        for cell in sorted(long.cells, key=lambda cell: (cell.row, cell.column)):
            place = (index, cell.row, cell.column)
            blocks = []
            for item in paragraphs_of(cell.lines, cell.left, cell.right, self.usual, cell=True):
                self.headings.mark_in_cell(item)
                added = self.paragraph(item, place)
                if added is not None:
                    blocks.append(added)
            cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, tuple(blocks), shade=cell.shade))
        self.tables.append(Table(index, long.rows, len(long.edges) - 1, tuple(cells), first, len(self.blocks)))

    def beside(self, page: Page) -> None:
        """Comments, fields and pictures of a page, once its text is in."""
        block = self.pages.get(page.number)
        for number, note in enumerate(page.notes, 1):
            if note.kind == "comment":
                self._comment(note, block, page, number)
            elif note.kind == "field" and note.name:
                self.marks.append(Mark("control", note.name, block=block, part="body"))
            elif note.kind == "alt-text":
                self.marks.append(Mark("alt-text", note.text, block=block, part="alt-text"))
        self.attachments.extend(
            Attachment(f"picture {number} on page {page.number}", "image", 0, block=block)
            for number, _ in enumerate(page.pictures[:100], 1)
            if not page.scanned
        )

    def _comment(self, note: Note, block: int | None, page: Page, number: int) -> None:
        source = f"{page.number}.{number}"
        index = len(self.blocks)
        self.blocks.append(
            Block(index, "paragraph", "comment", note.text, anchor=block, page=page.number, source=source,
                  author=note.author)
        )  # fmt: skip
        self.marks.append(Mark("comment", note.text, note.author, note.date, block, part="comment"))
