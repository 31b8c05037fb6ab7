"""What a page shows, as plain data: no markup, and every word that it needs. Built by `view`, shown by templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document (in quotation marks, or masked) with their place; `href` leads to them on this page."""

    place: str
    words: str = ""
    href: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding on its card. `message` is empty where the card's heading says it."""

    id: str
    number: int
    message: str
    where: Quote
    related: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
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


@dataclass(frozen=True, slots=True)
class TopicCards:
    """The cards of one topic."""

    topic: str
    title: str
    id: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Question:
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


@dataclass(frozen=True, slots=True)
class Tag:
    """How something stands, in a few words: "3 to put right". `state` chooses the colour."""

    state: str
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class TopicState:
    title: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class PanelTest:
    """One of the panel's questions, with the topics that bear on it."""

    title: str
    about: str
    topics: tuple[TopicState, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of a step: how it stands, in which words, and the passages or the place where more is said."""

    tag: Tag
    words: str
    passages: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of family involvement, as each of the rules that look for it found it."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with headings; a column that would be empty is left out."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A term of reference: how it stands (`state` in words, `level` for its colours), and a word for each section."""

    label: str
    text: str
    state: str
    level: str
    cells: tuple[str, ...]
    missing: str = ""
    place: str = ""
    passages: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The terms of reference of a document by the sections (`headings`) that take them up."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """An action on the chart: `x` to `x_end` its target dates, `done` the day it was given as finished."""

    y: float
    label: str
    state: str
    x: float
    x_end: float
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
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


@dataclass(frozen=True, slots=True)
class Actions:
    """The action plan of one document."""

    grid: Grid
    chart: Chart | None
    summary: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding or a question beside the passage that it is about; `label` is what stands at the words marked."""

    id: str
    label: str
    level: str
    level_title: str
    message: str
    href: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; `over` are the labels of the notes they are marked for, `labels` those that end here."""

    text: str
    labels: tuple[str, ...] = ()
    level: str = ""
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str  #: heading, paragraph, list-item or footnote (any part beside the main text)
    label: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    whole: str = ""  #: the level, where the paragraph as a whole is marked
    over: tuple[str, ...] = ()  #: the labels of the notes that it is marked for as a whole


@dataclass(frozen=True, slots=True)
class TextCell:
    header: bool
    rows: int
    columns: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    name: str
    rows: tuple[tuple[TextCell, ...], ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A section of the text. Where the words are masked it has only the notes."""

    id: str
    title: str
    items: tuple[Paragraph | TextTable, ...]
    notes: tuple[Note, ...] = ()  #: of the whole chunk; shown only where there are no items
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentText:
    name: str
    chunks: tuple[Chunk, ...]
    elsewhere: tuple[Note, ...] = ()  #: what is said of the file as a whole


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what was checked: words, the rules, and where that rests."""

    words: str
    rules: tuple[str, ...] = ()
    passages: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the page: what did not run, was not read, was set aside, and what gave no finding."""

    failures: tuple[str, ...] = ()
    unchecked: tuple[Line, ...] = ()
    unread: tuple[Line, ...] = ()
    waived: tuple[Line, ...] = ()
    passed: tuple[Line, ...] = ()
    skipped: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    details: str
    url: str
    refs: tuple[str, ...]
    read: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its id is its anchor. `count` stands in the list of contents; None: no number."""

    id: str
    title: str
    about: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class View:
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
