"""The facts of a review, as plain records. Extractors fill them, rules ask them, `inspect` prints them.

A fact says where it stands: `block` is an index into `Document.blocks`, `start` and `end` are offsets in
that block's text. Role and kind names are the slugs of the contract; the words by which they are
recognised are in `rules/vocabulary/`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, overload

from msgspec import Struct, field

from dhr_qa.documents.model import Block, Document, Location, Table
from dhr_qa.language.index import TextIndex
from dhr_qa.review.action import Action as Action
from dhr_qa.review.action import Recommendation as Recommendation
from dhr_qa.review.blocks import MAIN_PARTS
from dhr_qa.review.covered import Coverage as Coverage
from dhr_qa.review.mention import Mention as Mention
from dhr_qa.review.mention import Names as Names
from dhr_qa.review.mention import UnknownWord as UnknownWord
from dhr_qa.review.when import When as When

if TYPE_CHECKING:
    from dhr_qa.review.traces import Trace

T = TypeVar("T")


class Region(Struct, frozen=True):
    """Blocks `first <= i < last` of a file that are one kind of document (a summary, a plan, a letter)."""

    kind: str
    first: int
    last: int


class Section(Struct, frozen=True):
    """A section: its heading (block index; None for text before the first heading) and its blocks.

    `first <= i < last` are its blocks, the heading included, subsections included. `roles` are the
    canonical roles (a heading may carry two); a subsection without a role of its own has its parent's
    roles in `inherited`. `how` says what the role rests on: "heading", "body" or "".
    """

    roles: tuple[str, ...]
    heading: str
    level: int
    first: int
    last: int
    heading_block: int | None = None
    label: str = ""
    words: int = 0
    inherited: tuple[str, ...] = ()
    how: str = "heading"
    kind: str = ""  #: the kind of document that it stands in
    parent: int | None = None  #: index into Facts.sections


class Person(Struct, frozen=True):
    """A person or a pseudonym. Roles: victim, perpetrator, family, child, other-subject, panel, chair,
    author, advocate, professional, letter. `allowed` says why the name may stand ("" where it may not)."""

    name: str
    role: str
    pseudonym: bool = False
    allowed: str = ""
    organisation: str = ""
    title: str = ""  #: job title or rank
    relation: str = ""  #: relation to the victim, as written
    mentions: int = 0
    block: int | None = None
    start: int = 0
    end: int = 0

    @property
    def entry(self) -> str:
        """Name, job title and organisation in one line, as a list of members gives them."""
        return ", ".join(part for part in (self.name, self.title, self.organisation) if part)


class Agency(Struct, frozen=True):
    """An agency named as contributor or on the panel. `contribution` as written (IMR, chronology…)."""

    name: str
    role: str  #: contributor or panel
    sort: str = ""  #: police, health, … from the agencies register
    contribution: str = ""
    block: int | None = None
    start: int = 0
    end: int = 0


class Term(Struct, frozen=True):
    """One item of the terms of reference. `process` marks an item about how the review is run."""

    label: str
    text: str
    block: int
    start: int = 0
    end: int = 0
    process: bool = False
    kind: str = ""
    coverage: Coverage | None = None  #: how far it is taken up; None where no text could answer


class Event(Struct, frozen=True):
    """Something dated that the review turns on (death, notification, decision…); names in the vocabulary."""

    name: str
    when: When
    block: int
    start: int
    end: int


class Acronym(Struct, frozen=True):
    """An acronym with every expansion given for it. `defined` and `first_use` are (block, start) or None."""

    acronym: str
    expansions: tuple[str, ...]
    uses: int
    first_use: tuple[int, int]
    defined: tuple[int, int] | None = None
    common: bool = False  #: the vocabulary says that it needs no expansion
    spelled: tuple[tuple[str, int, int], ...] = ()  #: each expansion with the block and the start of its first place


class Citation(Struct, frozen=True):
    """An Act, an edition of guidance or a section of an Act, as cited. `kind`: act, guidance or section."""

    kind: str
    title: str
    year: int | None
    text: str
    block: int
    start: int
    end: int
    section: str = ""


class TableKind(Struct, frozen=True):
    """What a table is (action-plan, panel, contributors, pseudonym-key, glossary, dates…) and its columns."""

    table: int
    kind: str
    header_rows: int
    columns: tuple[tuple[str, int], ...]  #: canonical column role to 0-based column


class Later(Generic[T]):
    """A fact of a document that is found when it is first asked for, by the one of `Facts.finders` with its name."""

    def __init__(self, empty: T) -> None:
        self._empty = empty  #: what it is where nothing finds it

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, facts: None, owner: type) -> Later[T]: ...
    @overload
    def __get__(self, facts: Facts, owner: type) -> T: ...
    def __get__(self, facts: Facts | None, owner: type) -> Later[T] | T:
        if facts is None:
            return self
        find = facts.finders.get(self._name)
        found: T = self._empty if find is None else find(facts)
        facts.__dict__[self._name] = found  # it goes before this the next time
        return found


class Facts(Struct, dict=True, eq=False):
    """All that is known of one document. Built once by `read_facts`; treated as read-only afterwards.

    What only some rules and pages ask for is found when it is asked for: a run in two processes finds it in one.
    """

    document: Document
    index: TextIndex
    regions: tuple[Region, ...] = ()
    sections: tuple[Section, ...] = ()
    people: tuple[Person, ...] = ()
    agencies: tuple[Agency, ...] = ()
    tables: tuple[TableKind, ...] = ()
    shared: tuple[Person, ...] = ()  #: people whom the other documents of the pack declare
    finders: Mapping[str, Callable[[Facts], Any]] = field(default_factory=dict)  #: name of a fact to what finds it

    terms: ClassVar[Later[tuple[Term, ...]]] = Later(())
    recommendations: ClassVar[Later[tuple[Recommendation, ...]]] = Later(())
    actions: ClassVar[Later[tuple[Action, ...]]] = Later(())
    events: ClassVar[Later[tuple[Event, ...]]] = Later(())
    acronyms: ClassVar[Later[tuple[Acronym, ...]]] = Later(())
    citations: ClassVar[Later[tuple[Citation, ...]]] = Later(())
    case: ClassVar[Later[Mapping[str, str]]] = Later({})  #: type, naming, commissioned, stage: as far as known
    names: ClassVar[Later[Names]] = Later(Names())  #: the names of people in every part of the file
    traces: ClassVar[Later[tuple[Trace, ...]]] = Later(())  #: the identifiers in every part of the file

    def __reduce__(self) -> tuple[Any, ...]:
        """For the way to another process: everything is found first, since what finds it stays here."""
        fields = tuple(getattr(self, name) for name in self.__struct_fields__ if name != "finders")
        return _arrived, (fields, {name: getattr(self, name) for name in LATER})

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document in the file, in the order in which they stand, each once."""
        return tuple(dict.fromkeys(region.kind for region in self.regions))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of a person's name: those of the text in reading order, then those that travel unseen."""
        return self.names.mentions

    @cached_property
    def _section_of_block(self) -> list[int]:
        """For every block the index of the innermost section it stands in (-1: none)."""
        owner = [-1] * len(self.document.blocks)
        for number, section in enumerate(self.sections):  # parents come before their subsections
            for index in range(section.first, section.last):
                owner[index] = number
        for block in self.document.blocks:  # a note or comment belongs where its mark stands
            if owner[block.index] < 0 and block.anchor is not None:
                owner[block.index] = owner[block.anchor]
        return owner

    def section_at(self, block: int) -> Section | None:
        """The innermost section that the block stands in."""
        number = self._section_of_block[block]
        return self.sections[number] if number >= 0 else None

    def roles_at(self, block: int) -> tuple[str, ...]:
        """The section roles that apply to a block: its section's own, or else those it inherits."""
        section = self.section_at(block)
        if section is None:
            return ()
        return section.roles or section.inherited

    @cached_property
    def _region_firsts(self) -> list[int]:
        return [region.first for region in self.regions]

    def kind_at(self, block: int) -> str:
        """The kind of document that a block stands in: a note's is its mark's, a header's or footer's the first."""
        found = self.document.blocks[block]
        if found.anchor is not None and found.part not in MAIN_PARTS:
            block = found.anchor
        place = bisect_right(self._region_firsts, block) - 1
        if place >= 0 and block < self.regions[place].last:
            return self.regions[place].kind
        return self.regions[0].kind if self.regions else ""

    def roles_around(self, block: int) -> tuple[str, ...]:
        """All roles of the sections that a block stands in, innermost first: a subsection's and those above it."""
        found: dict[str, None] = dict.fromkeys(self.roles_at(block))
        section = self.section_at(block)
        while section is not None and section.parent is not None:
            section = self.sections[section.parent]
            found.update(dict.fromkeys(section.roles))
        return tuple(found)

    def table_kind(self, table: int) -> TableKind | None:
        """What is known of a table, by its 0-based index."""
        return next((known for known in self.tables if known.table == table), None)

    def header_rows(self, table: Table) -> int:
        """How many header rows a table has: as its kind was recognised, else as its shape shows."""
        known = self.table_kind(table.index)
        return known.header_rows if known is not None else table.header_rows

    def column_name(self, table: Table, column: int) -> str:
        """The canonical role of a column, or its printed heading, or its number."""
        known = self.table_kind(table.index)
        if known is not None:
            for role, place in known.columns:
                if place == column:
                    return role
        for cell in table.cells:
            if cell.row == 0 and cell.column == column and table.header_rows:
                return self.document.cell_text(cell).strip() or str(column + 1)
        return str(column + 1)

    def locate(self, block: int, start: int | None = None, end: int | None = None) -> Location:
        """The place of a block, or of characters of it, as findings give it.

        In a table, offsets count within the whole cell's text (its paragraphs joined by newlines).
        """
        found: Block = self.document.blocks[block]
        section = self.section_at(block)
        roles = self.roles_at(block)
        table_number = row = None
        column = None
        if found.table is not None and found.row is not None and found.column is not None:
            table = self.document.tables[found.table]
            table_number = found.table + 1
            row = max(0, found.row - self.header_rows(table) + 1)
            column = self.column_name(table, found.column)
            cell = self.document.cell_of_block.get(block)
            if cell is not None and start is not None and end is not None:
                before = 0
                for index in cell.blocks:
                    if index == block:
                        break
                    before += len(self.document.blocks[index].text) + 1
                start, end = start + before, end + before
        return Location(
            part=found.part,
            section=roles[0] if roles else None,
            heading=section.heading if section else None,
            paragraph=found.number,
            label=found.label or None,
            table=table_number,
            row=row,
            column=column,
            page=found.page,
            line=found.line,
            start=start,
            end=end,
            block=block,
        )


#: The facts that are found when they are asked for.
LATER = tuple(name for name, value in vars(Facts).items() if isinstance(value, Later))


def with_known(facts: Facts, **found: Any) -> Facts:
    """Facts of which some that are found later are known already; the same object."""
    if unknown := found.keys() - set(LATER):
        raise TypeError(f"no such facts: {', '.join(sorted(unknown))}")
    facts.__dict__.update(found)
    return facts


def _arrived(fields: tuple[Any, ...], found: dict[str, Any]) -> Facts:
    """Facts in the process to which they were sent."""
    return with_known(Facts(*fields), **found)
