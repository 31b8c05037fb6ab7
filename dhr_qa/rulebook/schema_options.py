"""The written form of selectors, checks and conditions, made from the tables of `surface.py`.

The tables say which options there are and of which type; `descriptions.py` says what each is for. A new
option is a line in each of them: the models, the JSON Schema and the validation follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional, TypeAlias, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag, create_model, model_validator

from dhr_qa.documents.model import PARTS
from dhr_qa.rulebook import surface
from dhr_qa.rulebook.descriptions import CHECK, KINDS, SELECTOR
from dhr_qa.rulebook.model import DOCUMENT_KINDS, EDITIONS, PROFILES
from dhr_qa.rulebook.schema_base import Names, Slug, Text, Word, Written, listed, several
from dhr_qa.rulebook.schema_small import By, Group, Groups, Limit, Number, Otherwise, Share, ToRegister, WhereValue

Metric = Annotated[str, Word(surface.METRICS)]
_TYPES: dict[str, Any] = {
    "int": Annotated[int, Field(ge=0)], "number": Number, "bool": bool, "text": Text, "texts": Names, "fields": Names,
    "share": Share, "limit": Limit, "group": Group, "groups": Groups, "where": dict[str, WhereValue],
    "by": several(By), "mapping": dict[str, Any], "question": Otherwise, "metric": Metric,
}  # fmt: skip
#: Options whose values are known beyond their type.
_KNOWN: dict[str, Any] = {
    "parts": several(Annotated[str, Word(PARTS)]),
    "document": Annotated[str, Word((*DOCUMENT_KINDS, "file"))],
}
_NEEDED = {("Measure", "metric"), ("Value", "type"), ("Attest", "question"), ("Custom", "name")}


def _annotation(option: str, sort: str) -> Any:
    if sort.startswith("choice:"):
        return Annotated[str, Word(sort.removeprefix("choice:").split("|"))]
    return _KNOWN.get(option) or _TYPES[sort]


def _model(name: str, about: str, options: dict[str, str], said: dict[str, str], head: tuple[str, Any]) -> Any:
    """A model with a field for each option; `head` is the key, with its type, that says which kind it is."""
    fields: dict[str, Any] = {head[0] + "_": (head[1], Field(alias=head[0], description=said[head[0]]))}
    for option, sort in options.items():
        needed = (name, option) in _NEEDED
        annotation = _annotation(option, sort)
        fields[option.replace("-", "_") + "_"] = (
            annotation if needed else Optional[annotation],  # noqa: UP045 - it may be a forward reference
            Field(... if needed else None, alias=option, description=said[option]),
        )
    return create_model(name, __base__=Written, __doc__=about, **fields)


ProfileName = Annotated[str, Word(PROFILES)]
Edition = Annotated[str, Word(EDITIONS)]
Editions = Annotated[list[Edition], BeforeValidator(listed, json_schema_input_type=Edition | list[Edition])]

if TYPE_CHECKING:
    Selector: TypeAlias = Any
    Check: TypeAlias = Any
else:
    _TYPES["selector"] = "Selector"
    Selector = _model(
        "Selector",
        "Which parts of a document, or which facts about it, a rule looks at.",
        {option: sort for options in surface.SELECTOR_OPTIONS.values() for option, sort in options.items()},
        SELECTOR,
        ("select", Annotated[str, Word(surface.SELECTOR_OPTIONS)]),
    )
    Selector.model_rebuild(_types_namespace={"Selector": Selector})

    def _selector_or(tag: str) -> Discriminator:
        def decide(value: Any) -> str:
            chosen = isinstance(value, Selector) or (isinstance(value, dict) and "select" in value)
            return "selector" if chosen else tag

        return Discriminator(decide)

    _TYPES["selector"] = Selector
    _TYPES["silence"] = Annotated[
        Annotated[Selector, Tag("selector")] | Annotated[Groups, Tag("groups")], _selector_or("groups")
    ]
    _TYPES["to"] = Annotated[
        Annotated[Selector, Tag("selector")] | Annotated[ToRegister, Tag("toregister")], _selector_or("toregister")
    ]
    _kinds = tuple(
        _model(kind.title(), KINDS[kind], options, CHECK, ("kind", Literal[kind]))
        for kind, options in surface.CHECK_OPTIONS.items()
    )
    Check = Annotated[
        Union[_kinds],  # noqa: UP007 - a union of what a loop has made
        Field(discriminator="kind_", description="The question put to the selected nodes."),
    ]


class PlainCondition(Written):
    """One condition: a selector with a check, a stage, an edition of the guidance, or a fact of the case."""

    given: Selector | None = Field(None, description="What to look at; without a check: at least one is found.")
    check: Check | None = Field(None, description="What must hold of it.")
    profile: ProfileName | None = Field(None, description="The run is for this stage or a later one.")
    guidance: Editions | None = Field(None, description="The run is against one of these editions.")
    case: dict[Slug, Names] | None = Field(None, description="What is known of the case: {type: [suicide]}.")
    reason: Text | None = Field(None, description="Why the rule does not apply otherwise, in a few words.")

    @model_validator(mode="after")
    def _one(self) -> PlainCondition:
        forms = self.model_fields_set - {"check", "reason"}
        if len(forms) != 1:
            raise ValueError(
                'a condition is one of: a selector, "given" with "check", "profile", "guidance", "case", '
                'or "all", "any" or "not" of such'
            )
        if self.check is not None and self.given is None:
            raise ValueError('"check" goes with "given"')
        return self


def _expand(value: Any) -> Any:
    return {"given": value} if isinstance(value, dict) and "select" in value else value


Plain = Annotated[PlainCondition, BeforeValidator(_expand, json_schema_input_type=Selector | PlainCondition)]
Plains = Annotated[list[Plain], BeforeValidator(listed, json_schema_input_type=Plain | list[Plain])]


class FullCondition(PlainCondition):
    """A condition, or several of them joined, one level deep."""

    all: Plains | None = Field(None, description="All of these hold.")
    any: Plains | None = Field(None, description="At least one of these holds.")
    not_: Plains | None = Field(None, description="None of these holds.")


Condition = Annotated[FullCondition, BeforeValidator(_expand, json_schema_input_type=Selector | FullCondition)]
