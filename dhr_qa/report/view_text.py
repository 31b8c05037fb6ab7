"""The text of a document by section, with findings and questions marked where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dhr_qa.documents.model import Block, Location, Table
from dhr_qa.findings import SEVERITIES, Result
from dhr_qa.report.places import place
from dhr_qa.report.plain_words import Words
from dhr_qa.report.spots import Spots
from dhr_qa.report.view_cards import Numbered, file_name, finding_label, question_label
from dhr_qa.report.view_marks import Mark, notes_of, paragraph
from dhr_qa.report.view_model import Chunk, DocumentText, Note, Paragraph, Tag, TextCell, TextTable
from dhr_qa.review.facts import Facts
from dhr_qa.wording import clean, counted, shortened

ASKED = "question"  #: the level of the note of a question
_MAIN = ("body", "table", "textbox")
_LARGE = 0.5  #: a section that is a greater share of the document is shown by its subsections
_WIDEST = 160  #: characters of a heading


def document_text(
    facts: Facts, result: Result, page: Numbered, words: Words, number: int, masked: bool
) -> DocumentText:
    """One document. Every note has an id that cards and questions link to; they are entered in `page.anchors`."""
    text = _Text(facts, words, number, masked)
    for finding in page.findings:
        if finding.document == facts.document.path:
            label = finding_label(page.number(finding))
            text.put(label, finding.severity, finding.message, finding.location, finding.excerpt, f"#finding-{label}")
    for asked, outcome in enumerate(page.questions, start=1):
        for order, passage in enumerate(outcome.evidence):
            if (passage.document or outcome.document) == facts.document.path:
                label = question_label(asked)
                href = f"#question-{asked}"
                key = f"{label}.{order}"
                text.put(label, ASKED, outcome.question or "", passage.location, passage.excerpt, href, key)
    page.anchors.update(text.anchors)
    return text.view()


class _Text:
    """Collects the marks of a document, block by block, then gives its sections."""

    def __init__(self, facts: Facts, words: Words, number: int, masked: bool) -> None:
        self.facts = facts
        self.words = words
        self.number = number
        self.masked = masked
        self.anchors: dict[str, str] = {}
        self._spots = Spots(facts)
        self._marks: dict[int, list[Mark]] = defaultdict(list)
        self._elsewhere: list[Note] = []

    def put(
        self, label: str, level: str, message: str, where: Location, excerpt: str, href: str, key: str = ""
    ) -> None:
        """Marks what a finding or a passage of a question is about; what is not in the text is kept apart."""
        anchor = f"text-{self.number}-{(key or label).replace('.', '-').lower()}"
        title = self.words.title("report-levels", level) if level in SEVERITIES else "Question"
        said = clean(place(where)) if self.masked else ""
        note = Note(anchor, label, level, title, clean(message), href, said)
        spot = self._spots.find(where, excerpt)
        if spot is None:
            if level != ASKED:
                self._elsewhere.append(note)
            return
        marks = self._marks[spot.block]
        note = next((mark.note for mark in marks if mark.note.label == label), note)  # one note says it once
        self.anchors[key or label] = note.id
        marks.append(Mark(spot.start, spot.end, note))

    def view(self) -> DocumentText:
        blocks = self.facts.document.blocks
        starts = [*self._starts(), len(blocks)]
        main = [
            self._chunk(first, [block for block in blocks[first:last] if block.part in _MAIN])
            for first, last in pairwise(starts)
        ]
        others = [block for block in blocks if block.part not in _MAIN]
        chunks = [chunk for chunk in main if chunk is not None]
        if others:
            last = self._chunk(len(blocks), others)
            chunks += [last] if last is not None else []
        name = file_name(self.facts.document.path)
        return DocumentText(name, tuple(chunks), tuple(self._elsewhere))

    def _starts(self) -> list[int]:
        """The blocks at which the sections to show begin, the first block among them."""
        sections = self.facts.sections
        children: dict[int | None, list[int]] = defaultdict(list)
        for number, section in enumerate(sections):
            children[section.parent].append(number)
        starts = {0}

        def enter(numbers: Sequence[int], last: int) -> None:
            firsts = [sections[number].first for number in numbers]
            starts.update(firsts)
            for number, first, end in zip(numbers, firsts, [*firsts[1:], last], strict=True):
                if end - first > _LARGE * last_block and children[number]:
                    enter(children[number], end)

        last_block = len(self.facts.document.blocks)
        enter(children[None], last_block)
        return sorted(starts)

    def _chunk(self, first: int, blocks: Sequence[Block]) -> Chunk | None:
        notes = notes_of([mark for block in blocks for mark in self._marks.get(block.index, ())])
        if not notes and (self.masked or not any(block.text.strip() for block in blocks)):
            return None
        items = () if self.masked else tuple(self._items(blocks))
        return Chunk(
            id=f"section-{self.number}-{first}",
            title=self._title(first),
            items=items,
            notes=notes,
            tags=tuple(_tags(notes)),
        )

    def _title(self, first: int) -> str:
        blocks = self.facts.document.blocks
        if first >= len(blocks):
            return "Notes, comments, headers and footers"
        section = self.facts.section_at(first)
        if self.masked:  # a heading may hold a name: say what sort of section it is
            roles = section.roles or section.inherited if section is not None else ()
            role = self.words.title("sections", roles[0]) if roles else "A section without a known title"
            return role
        heading = blocks[first] if section is not None and section.heading_block == first else None
        if heading is None or not heading.text.strip():
            return "Before the first heading"
        label = "" if heading.label_typed or heading.label == "•" else heading.label
        return shortened(f"{label} {heading.text}", _WIDEST)

    def _items(self, blocks: Sequence[Block]) -> Iterator[Paragraph | TextTable]:
        document = self.facts.document
        shown: set[int] = set()
        for position, block in enumerate(blocks):
            if block.table is not None and block.part == "table":
                outer = document.tables[block.table]
                while outer.within is not None:
                    outer = document.tables[outer.within]
                if outer.index not in shown:
                    shown.add(outer.index)
                    yield self._table(outer)
                    inner = [table for table in document.tables if table.within is not None]
                    yield from (self._table(each) for each in inner if outer.first <= each.first < outer.last)
            elif block.text.strip() and not (
                position == 0 and block.kind == "heading" and not self._marks[block.index]
            ):
                yield paragraph(block, self._marks.get(block.index, ()))

    def _table(self, table: Table) -> TextTable:
        document = self.facts.document
        headers = self.facts.header_rows(table)
        rows: dict[int, list[TextCell]] = defaultdict(list)
        found: list[Mark] = []
        for cell in sorted(table.cells, key=lambda each: (each.row, each.column)):
            said = []
            for index in cell.blocks:
                marks = self._marks.get(index, ())
                found += marks
                if document.blocks[index].text.strip():
                    said.append(paragraph(document.blocks[index], marks, noted=False))
            rows[cell.row].append(TextCell(cell.row < headers, cell.row_span, cell.column_span, tuple(said)))
        return TextTable(f"Table {table.index + 1}", tuple(tuple(rows[row]) for row in sorted(rows)), notes_of(found))


def _tags(notes: Iterable[Note]) -> Iterator[Tag]:
    """How much was found in a section: "2 findings", "1 question"."""
    findings = {note.label: note.level for note in notes if note.level != ASKED}
    asked = {note.label for note in notes if note.level == ASKED}
    if findings:
        worst = min(findings.values(), key=SEVERITIES.index)
        state = "fail" if SEVERITIES.index(worst) <= SEVERITIES.index("major") else "smaller"
        yield Tag(state, counted(len(findings), "finding"))
    if asked:
        yield Tag("needs-person", counted(len(asked), "question"))
