"""The names that a rule may use: phrase lists, registers, roles, events, columns and fields of nodes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from dhr_qa.language.identifiers import KINDS as IDENTIFIER_KINDS
from dhr_qa.rulebook.surface import DYNAMIC_LISTS, NODE_FIELDS
from dhr_qa.rulebook.walk import listed
from dhr_qa.vocabulary import Vocabulary

PERSON_ROLES = (
    "victim", "perpetrator", "family", "child", "other-subject", "panel", "chair", "author", "advocate",
    "professional", "letter",
)  # fmt: skip
#: Of names that nobody declares: somebody; the author of a source; a judge or a party in a case of law.
NAMED_ROLES = ("person", "cited", "judge")
NAME_KINDS = ("given", "surname", "title-name", "full", "initials", "email", "file")
AGENCY_ROLES = ("contributor", "panel")
CITATION_KINDS = ("act", "guidance", "section")
CASE_FIELDS = ("type", "naming", "commissioned", "stage")

#: The registers in which names of a sort are kept.
SECTIONS, EVENTS, COLUMNS, TABLES, SOURCES = "sections", "events", "columns", "table-kinds", "sources"
REFERENCES, AGENCIES = "references", "agencies"
POINT_KINDS = ("numbered", "bullet", "prose", "publishing")
SLIP_KINDS = ("unknown", "doubled", "joined", "stops")


class Known:
    """What a vocabulary knows by name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def ids(self, register: str) -> tuple[str, ...]:
        """The ids of the entries of a register; none if there is no such register."""
        return tuple(entry.id for entry in self.vocabulary.registers.get(register, ()))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        return tuple(self.vocabulary.phrases)

    @cached_property
    def registers(self) -> tuple[str, ...]:
        return tuple(self.vocabulary.registers)

    def is_list(self, name: str) -> bool:
        """Whether a name may stand where a phrase list may: a list, or one made from facts or a register."""
        source, colon, which = name.partition(":")
        if not colon:
            return name in self.vocabulary.phrases
        if source == "people":
            return which in ("*", *PERSON_ROLES, *self.ids("person-roles"))
        if source == "agencies":
            return which in ("*", *AGENCY_ROLES)
        return source in DYNAMIC_LISTS and which in self.vocabulary.registers

    def near_lists(self) -> list[str]:
        """Names that may have been meant where a phrase list is not known."""
        people = [f"people:{role}" for role in PERSON_ROLES]
        agencies = [f"agencies:{role}" for role in AGENCY_ROLES]
        return [*self.lists, *people, *agencies, *(f"register:{name}" for name in self.registers)]

    def roles(self, select: str) -> tuple[str, tuple[str, ...]]:
        """What a role is called where `select` is written, and the roles there are."""
        if select in ("person", "age"):
            return "role of a person", (*PERSON_ROLES, *self.ids("person-roles"))
        if select == "name":
            return "role of a person", (*PERSON_ROLES, *self.ids("person-roles"), *NAMED_ROLES)
        if select == "agency":
            return "role of an agency", AGENCY_ROLES
        if select in ("event", "interval"):
            return "event", self.ids(EVENTS)
        return "section role", self.ids(SECTIONS)

    def kinds(self, select: str) -> tuple[str, tuple[str, ...]]:
        """What a kind is called where `select` is written, and the kinds there are; none: not known here."""
        if select in ("table", "row", "cell"):
            return "kind of table", self.ids(TABLES)
        if select == "reference":
            return "kind of reference", self.ids(REFERENCES)
        if select == "body":
            return "sort of agency", self.ids(AGENCIES)
        if select == "point":
            return "kind of point", POINT_KINDS
        if select == "slip":
            return "kind of slip", SLIP_KINDS
        if select == "citation":
            return "kind of citation", CITATION_KINDS
        if select == "name":
            return "kind of name", NAME_KINDS
        if select == "identifier":
            return "kind of identifier", IDENTIFIER_KINDS
        return "kind", ()

    def entry_fields(self, register: str) -> set[str]:
        """The fields that any entry of a register has."""
        entries = self.vocabulary.registers.get(register, ())
        return {"id", "title", "forms"}.union(*(entry.fields for entry in entries))

    def node_fields(self, selector: Mapping[str, Any]) -> Collection[str] | None:
        """The fields of the nodes of a selector; None where they may have any name."""
        select = selector["select"]
        fields = set(NODE_FIELDS.get(select, ("*",)))
        if "*" not in fields:
            return fields | set(self.ids(COLUMNS)) if select == "action" else fields
        if select == "reference":
            return fields | self.entry_fields(REFERENCES)
        if select in ("phrase", "mention"):
            return fields | (self.entry_fields(selector["of"]) if selector.get("of") else set())
        if select in ("row", "cell"):
            return fields | set(self.ids(COLUMNS))
        return None

    def other_fields(self, to: Mapping[str, Any] | None, given: Mapping[str, Any]) -> Collection[str] | None:
        """The fields of the other side of a comparison."""
        if to is None:
            return self.node_fields(given)
        if "select" in to:
            return self.node_fields(to)
        return self.entry_fields(to["register"])


def names(value: Any) -> list[str]:
    """One name or several as a list."""
    return [str(item) for item in listed(value)]
