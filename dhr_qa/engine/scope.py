"""Where one evaluation of a rule looks: documents, and which regions of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa.engine.groups import Groups, names_of
from dhr_qa.engine.reading import LETTERS, Reading
from dhr_qa.engine.results import NoWords
from dhr_qa.engine.settings import RunSettings
from dhr_qa.language.phrases import Matcher
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Group, Selector
from dhr_qa.vocabulary import Vocabulary

#: In place of a kind of document: everything in the file, whatever the kind.
WHOLE_FILE = "file"


class Session:
    """What the rules of one run share: the settings, the vocabulary's matchers and the documents as read."""

    def __init__(self, vocabulary: Vocabulary, settings: RunSettings) -> None:
        self.settings = settings
        self.vocabulary = vocabulary
        self.groups = Groups.of(vocabulary)
        self.tests: dict[int, tuple[Mapping[str, Any], list[tuple[str, Any]]]] = {}  #: by id of what a rule writes
        self._readings: dict[int, Reading] = {}

    def reading(self, facts: Facts) -> Reading:
        """A document as the engine reads it, made once for a run."""
        known = self._readings.get(id(facts))
        if known is None:
            known = self._readings[id(facts)] = Reading(facts, self.groups)
        return known


class Scope(Struct, frozen=True):
    """The documents of one evaluation. `kind` is the kind of document looked at; "" is all but letters, "file" all.

    `first` is whether things of the file as a whole (properties, marks without a place) belong here: they
    are looked at once, not once for every kind of document in a file.
    """

    session: Session
    readings: tuple[Reading, ...]
    kind: str = ""
    first: bool = True
    limits: dict[str, Any] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.session.vocabulary

    def of(self, selector: Selector) -> Scope:
        """The scope narrowed to the kind of document that a selector names."""
        return replace(self, kind=selector.document, first=True) if selector.document else self

    def has(self, reading: Reading, block: int | None) -> bool:
        """Whether a block (None: the file as a whole) is in scope."""
        if block is None:
            return self.first
        return self.takes(reading.kinds[block])

    def takes(self, kind: str) -> bool:
        """Whether a kind of document is in scope."""
        if self.kind == WHOLE_FILE:
            return True
        return kind == self.kind if self.kind else kind not in LETTERS

    def kinds(self) -> Iterator[str]:
        """The kinds of document in scope that the files hold."""
        for reading in self.readings:
            yield from (kind for kind in reading.facts.kinds if self.takes(kind))


def matcher_of(reading: Reading, group: Group) -> Matcher:
    """The matcher of a group that has to occur. Raises NoWords where the document gives it none."""
    found = reading.matcher(group)
    if found is None:
        raise NoWords(_no_words(group))
    return found


def matchers_of(reading: Reading, groups: Sequence[Group]) -> list[Matcher]:
    """The matchers of groups, those without words left out."""
    return [found for group in groups if (found := reading.matcher(group)) is not None]


def _no_words(group: Group) -> str:
    for name in names_of(group):
        source, _, which = name.partition(":")
        if source == "people":
            who = "people" if which == "*" else which.replace("-", " ")
            return f"the name of the {who} was not recognised in the document"
        if source == "agencies":
            return "no agency was recognised in the document"
    return "the words to look for are not in the vocabulary"
