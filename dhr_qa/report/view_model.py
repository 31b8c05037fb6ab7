"""What a page shows, as plain data: no markup, and every word that it needs. Built by `view`, shown by templates."""

from __future__ import annotations

from msgspec import Struct


class Quote(Struct, frozen=True):
    """Words of a document (in quotation marks, or masked) with their place; `href` leads to them on this page."""

    place: str
    words: str = ""
    href: str = ""
    document: str = ""


class Point(Struct, frozen=True):
    """One finding on its card. `message` is empty where the card's heading says it."""

    id: str
    number: int
    message: str
    where: Quote
    related: tuple[Quote, ...] = ()


class Card(Struct, frozen=True):
    """Findings of one rule that ask for the same thing."""

    level: str
    level_title: str
    topic: str
    heading: str
    points: tuple[Point, ...]
    why: str
    remedy: str
    source: str
    rule: str
    judge: str = ""  #: how sure the finding is, where it is less than certain
    document: str = ""


class TopicCards(Struct, frozen=True):
    """The cards of one topic."""

    topic: str
    title: str
    id: str
    cards: tuple[Card, ...]


class Question(Struct, frozen=True):
    """What a person must answer, with the passages to read."""

    id: str
    number: int
    topic: str
    topic_title: str
    question: str
    why: str
    rule: str
    passages: tuple[Quote, ...] = ()
    document: str = ""


class Tag(Struct, frozen=True):
    """How something stands, in a few words: "3 to put right". `state` chooses the colour."""

    state: str
    words: str
    href: str = ""


class TopicState(Struct, frozen=True):
    title: str
    tags: tuple[Tag, ...]


class PanelTest(Struct, frozen=True):
    """One of the panel's questions, with the topics that bear on it."""

    title: str
    about: str
    topics: tuple[TopicState, ...]


class Answer(Struct, frozen=True):
    """What one rule says of a step: how it stands, in which words, and the passages or the place where more is said."""

    tag: Tag
    words: str
    passages: tuple[Quote, ...] = ()


class Step(Struct, frozen=True):
    """A step of family involvement, as each of the rules that look for it found it."""

    title: str
    answers: tuple[Answer, ...]


class Grid(Struct, frozen=True):
    """A table with headings; a column that would be empty is left out."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    document: str = ""


class MatrixRow(Struct, frozen=True):
    """A term of reference: how it stands (`state` in words, `level` for its colours), and a word for each section."""

    label: str
    text: str
    state: str
    level: str
    cells: tuple[str, ...]
    missing: str = ""
    place: str = ""
    passages: tuple[Quote, ...] = ()


class Matrix(Struct, frozen=True):
    """The terms of reference of a document by the sections (`headings`) that take them up."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    document: str = ""


class Bar(Struct, frozen=True):
    """An action on the chart: `x` to `x_end` its target dates, `done` the day it was given as finished."""

    y: float
    label: str
    state: str
    x: float
    x_end: float
    done: float | None = None


class Tick(Struct, frozen=True):
    x: float
    label: str


class Chart(Struct, frozen=True):
    """The timeline of actions in the units of its drawing."""

    id: str
    title: str
    description: str
    width: int
    height: int
    left: int
    right: int
    bottom: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    states: tuple[tuple[str, str], ...]  #: the states that occur, for the key: id and title
    today: float | None = None


class Actions(Struct, frozen=True):
    """The action plan of one document."""

    grid: Grid
    chart: Chart | None
    summary: str


class Note(Struct, frozen=True):
    """A finding or a question beside the passage that it is about; `label` is what stands at the words marked."""

    id: str
    label: str
    level: str
    level_title: str
    message: str
    href: str
    place: str = ""


class Piece(Struct, frozen=True):
    """Words of a paragraph; `over` are the labels of the notes they are marked for, `labels` those that end here."""

    text: str
    labels: tuple[str, ...] = ()
    level: str = ""
    over: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    kind: str  #: heading, paragraph, list-item or footnote (any part beside the main text)
    label: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    whole: str = ""  #: the level, where the paragraph as a whole is marked
    over: tuple[str, ...] = ()  #: the labels of the notes that it is marked for as a whole


class TextCell(Struct, frozen=True):
    header: bool
    rows: int
    columns: int
    paragraphs: tuple[Paragraph, ...]


class TextTable(Struct, frozen=True):
    name: str
    rows: tuple[tuple[TextCell, ...], ...]
    notes: tuple[Note, ...] = ()


class Chunk(Struct, frozen=True):
    """A section of the text. Where the words are masked it has only the notes."""

    id: str
    title: str
    items: tuple[Paragraph | TextTable, ...]
    notes: tuple[Note, ...] = ()  #: of the whole chunk; shown only where there are no items
    tags: tuple[Tag, ...] = ()


class DocumentText(Struct, frozen=True):
    name: str
    chunks: tuple[Chunk, ...]
    elsewhere: tuple[Note, ...] = ()  #: what is said of the file as a whole


class Line(Struct, frozen=True):
    """A line of what was checked: words, the rules, and where that rests."""

    words: str
    rules: tuple[str, ...] = ()
    passages: tuple[Quote, ...] = ()


class Behind(Struct, frozen=True):
    """What stands behind the page: what did not run, was not read, was set aside, and what gave no finding."""

    failures: tuple[str, ...] = ()
    unchecked: tuple[Line, ...] = ()
    unread: tuple[Line, ...] = ()
    waived: tuple[Line, ...] = ()
    passed: tuple[Line, ...] = ()
    skipped: tuple[Line, ...] = ()


class Source(Struct, frozen=True):
    title: str
    details: str
    url: str
    refs: tuple[str, ...]
    read: str


class DocumentLine(Struct, frozen=True):
    name: str
    about: str


class Part(Struct, frozen=True):
    """A part of the page: its id is its anchor. `count` stands in the list of contents; None: no number."""

    id: str
    title: str
    about: str
    count: int | None = None


class View(Struct, frozen=True):
    """The whole page."""

    title: str
    about: str
    masked: bool
    made: str  #: which rules, for which stage, on which day
    documents: tuple[DocumentLine, ...]
    parts: tuple[Part, ...]
    summary: tuple[Tag, ...]
    tests: tuple[PanelTest, ...]
    put_right: tuple[TopicCards, ...]
    smaller: tuple[TopicCards, ...]
    questions: tuple[Question, ...]
    family: tuple[Step, ...]
    terms: tuple[Grid, ...]
    matrices: tuple[Matrix, ...]
    actions: tuple[Actions, ...]
    texts: tuple[DocumentText, ...]
    behind: Behind
    sources: tuple[Source, ...]
    levels: tuple[tuple[str, str, str], ...] = ()  #: id, title and meaning of the levels that occur
    topics: tuple[tuple[str, str], ...] = ()  #: of findings and questions, for the filter
    many: bool = False  #: several documents: say which one

    def part(self, name: str) -> Part:
        return next(each for each in self.parts if each.id == name)

    def has(self, name: str) -> bool:
        return any(each.id == name for each in self.parts)
