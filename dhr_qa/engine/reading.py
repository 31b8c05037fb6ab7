"""One document as the engine reads it: what is worked out about its text once and used by every rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dhr_qa.documents.model import Block, Table
from dhr_qa.engine import fields
from dhr_qa.engine.groups import Groups, is_dynamic, names_of
from dhr_qa.engine.rows import Rows
from dhr_qa.language.phrases import Matcher
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Group

if TYPE_CHECKING:
    from dhr_qa.engine.nodes import Node
    from dhr_qa.language.dates import FoundDate
    from dhr_qa.review.ages import Age
    from dhr_qa.review.last_contacts import LastContact
    from dhr_qa.review.letters import Point
    from dhr_qa.review.misspelt import Slip
    from dhr_qa.review.organisations import Organisation
    from dhr_qa.review.speakers import Speakers

TEXT_PARTS = ("body", "table", "textbox", "footnote", "endnote")
#: Letters go with a pack: rules for the documents of a review do not read them unless they name them.
LETTERS = ("feedback-letter", "cover-note")
Spans = Sequence[tuple[int, int]]


class Candidates:
    """Blocks that a selector may look at, in order, with quick membership."""

    def __init__(self, blocks: Iterable[int]) -> None:
        self.blocks = tuple(blocks)
        self.members = frozenset(self.blocks)


class Reading:
    """The facts of a document with what rules ask of its text, each worked out when first asked for."""

    def __init__(self, facts: Facts, groups: Groups) -> None:
        self.facts = facts
        self.document = facts.document
        self.groups = groups
        self.candidates: dict[tuple[Any, ...], Candidates] = {}
        self.nodes: dict[tuple[Any, ...], list[Node]] = {}
        self._sentences: dict[int, Spans] = {}
        self._quotations: dict[int, Spans] = {}
        self._dates: dict[int, list[FoundDate]] = {}
        self._dynamic: dict[Group, Matcher | None] = {}
        self._matchers: dict[int, tuple[Group, Matcher | None]] = {}
        self._whole: dict[int, Matcher] = {}
        self._single: dict[tuple[int, int], Spans] = {}
        self._kept: dict[int, Matcher] = {}
        self._rows: dict[int, Rows] = {}

    # --- places -------------------------------------------------------------------------------------------

    @cached_property
    def home(self) -> list[int]:
        """For every block the block of the main text that it belongs to: what a note hangs on, else itself."""
        return [block.index if block.anchor is None else block.anchor for block in self.document.blocks]

    @cached_property
    def kinds(self) -> list[str]:
        """For every block the kind of document it stands in."""
        return [self.facts.kind_at(home) for home in self.home]

    @cached_property
    def roles(self) -> dict[str, set[int]]:
        """Section role to every block in such a section, its subsections and their notes included."""
        found: dict[str, set[int]] = {}
        for section in self.facts.sections:
            for role in section.roles or section.inherited:
                found.setdefault(role, set()).update(range(section.first, section.last))
        for block, home in enumerate(self.home):
            if home != block:
                for blocks in found.values():
                    if home in blocks:
                        blocks.add(block)
        return found

    def in_roles(self, roles: Iterable[str]) -> set[int]:
        return set().union(*(self.roles.get(role, ()) for role in roles))

    @cached_property
    def words(self) -> list[int]:
        """Words of every block."""
        return [len(block.text.split()) for block in self.document.blocks]

    @cached_property
    def _before(self) -> dict[str, list[int]]:
        """Kind to the words of that kind before each block, and the whole at the end."""
        found = {}
        for kind in set(self.kinds):
            own = [
                words if self.kinds[block.index] == kind and block.part in TEXT_PARTS else 0
                for block, words in zip(self.document.blocks, self.words, strict=True)
            ]
            found[kind] = list(accumulate(own, initial=0))
        return found

    def position(self, block: int) -> float:
        """The share (0 to 1) of the words of its kind of document that stand before a block."""
        home = self.home[block]
        before = self._before[self.kinds[home]]
        return before[home] / before[-1] if before[-1] else 0.0

    def kind_words(self, kind: str) -> int:
        """The words of one kind of document; of the whole file for the empty kind."""
        if not kind:
            return self.document.words
        return self._before[kind][-1] if kind in self._before else 0

    def rows(self, table: Table) -> Rows:
        """The rows of a table."""
        if table.index not in self._rows:
            self._rows[table.index] = Rows(self.facts, table)
        return self._rows[table.index]

    def in_header(self, block: Block) -> bool:
        """Whether a block stands in a header row of its table."""
        if block.table is None or block.row is None:
            return False
        return block.row < self.facts.header_rows(self.document.tables[block.table])

    # --- text ---------------------------------------------------------------------------------------------

    def sentences(self, block: int) -> Spans:
        """The sentences of a block as (start, end)."""
        if block not in self._sentences:
            from dhr_qa.language.sentences import sentences

            self._sentences[block] = sentences(self.document.blocks[block].text)
        return self._sentences[block]

    def sentence_at(self, block: int, place: int) -> tuple[int, int]:
        """The sentence of a block that a character stands in."""
        spans = self.sentences(block)
        number = bisect_right(spans, (place, len(self.document.blocks[block].text) + 1)) - 1
        if number >= 0 and place < spans[number][1]:
            return spans[number]
        return 0, len(self.document.blocks[block].text)

    def quotations(self, block: int) -> Spans:
        """The quotations of a block as (start, end)."""
        if block not in self._quotations:
            from dhr_qa.language.quotations import quotations

            self._quotations[block] = quotations(self.document.blocks[block].text)
        return self._quotations[block]

    def quoted(self, block: int, start: int, end: int) -> bool:
        """Whether characters of a block stand inside a quotation."""
        spans = self.quotations(block)  # in order, none within another
        number = bisect_right(spans, (start, len(self.document.blocks[block].text) + 1)) - 1
        return number >= 0 and end <= spans[number][1]

    def dates(self, block: int) -> list[FoundDate]:
        """The dates in a block."""
        if block not in self._dates:
            from dhr_qa.language.dates import find_dates

            text = self.document.blocks[block].text
            self._dates[block] = list(find_dates(text)) if any(char.isdigit() for char in text) else []
        return self._dates[block]

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations named in the document."""
        from dhr_qa.review.organisations import find_organisations

        return find_organisations(self.facts, self.groups.vocabulary)

    @cached_property
    def ages(self) -> tuple[Age, ...]:
        """The ages that are given of people with a name."""
        from dhr_qa.review.ages import find_ages

        return find_ages(self.facts, self.groups.vocabulary)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of the feedback letters in the file."""
        from dhr_qa.review.letters import find_points

        return find_points(self.facts, self.groups.vocabulary)

    @cached_property
    def last_contacts(self) -> tuple[LastContact, ...]:
        """The contacts in the last days before the death."""
        from dhr_qa.review.last_contacts import find_last_contacts

        return find_last_contacts(self.facts, self.groups.vocabulary)

    @cached_property
    def analysed(self) -> dict[str, int]:
        """Name of each contributing agency to the words of the analysis that speak of it."""
        from dhr_qa.review.analysed import words_on_agencies

        return words_on_agencies(self.facts, self.groups.vocabulary)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """The slips of spelling in the document."""
        from dhr_qa.review.misspelt import find_slips

        return find_slips(self.facts, self.groups.vocabulary)

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks and who is meant, for words of the text."""
        from dhr_qa.review.lexicon import lexicon_for
        from dhr_qa.review.speakers import Speakers

        return Speakers(self.facts, lexicon_for(self.groups.vocabulary))

    # --- words looked for ---------------------------------------------------------------------------------

    def matcher(self, group: Group) -> Matcher | None:
        """The matcher of a group, with this document's names where it asks for them; None: no words."""
        known = self._matchers.get(id(group))
        if known is None:
            dynamic = any(is_dynamic(name) for name in names_of(group))
            if dynamic and group not in self._dynamic:
                self._dynamic[group] = self.groups.matcher(group, self.facts)
            found = self._dynamic[group] if dynamic else self.groups.matcher(group)
            known = self._matchers[id(group)] = (group, found)  # the group is kept, so that its id stays its own
        return known[1]

    def hits(self, matcher: Matcher, blocks: Sequence[int]) -> dict[int, Spans]:
        """Block to the (start, end) of the words found there, at least for `blocks`.

        A list is searched for once in the whole document, unless it is only ever wanted in a few blocks.
        """
        if id(matcher) not in self._whole and len(blocks) * 8 > len(self.document.blocks):
            self._whole[id(matcher)] = matcher
        if id(matcher) in self._whole:
            return self.facts.index.find(matcher)  # type: ignore[return-value]
        found: dict[int, Spans] = {}
        for block in blocks:
            key = (id(matcher), block)
            spans = self._single.get(key)
            if spans is None:
                self._kept[id(matcher)] = matcher  # kept, so that its id stays its own
                spans = self._single[key] = self.facts.index.spans(matcher, block)
            if spans:
                found[block] = spans
        return found

    def field(self, node: Node, name: str) -> Any:
        """A field of a node that has to be worked out."""
        return fields.work_out(node, name)
