"""The written form of small things: groups of words, limits, tests of fields, comparisons."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from dhr_qa.rulebook import surface
from dhr_qa.rulebook.schema_base import Names, Text, Word, Written, listed

Number = int | float
Scalar = str | bool | int | float
Scalars = Annotated[
    list[Scalar],
    BeforeValidator(
        lambda value: value if isinstance(value, list) else [value], json_schema_input_type=Scalar | list[Scalar]
    ),
]


def _limit(value: Any) -> Any:
    """A number, a date, or a limit that is known only when a document is read."""
    if isinstance(value, str) and not re.match(surface.SYMBOLIC_LIMIT, value):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(
                f'"{value}" is not a limit: write a number, a date as 2026-11-22, or one of '
                '"as-of", "event:NAME", "case:NAME", "field:NAME", with days after it as in "event:NAME+31"'
            ) from None
    return value


Limit = Annotated[int | float | str, AfterValidator(_limit)]


class Phrases(Written):
    """Words written on the spot instead of in a phrase list."""

    any: Names = Field(description='Phrases, or the name of a phrase list with an @ before it ("@family").')


Group = Annotated[
    Annotated[Text, Tag("list")] | Annotated[Phrases, Tag("phrases")],
    Discriminator(lambda value: "phrases" if isinstance(value, dict | Phrases) else "list"),
    Field(description="The name of a phrase list, or {any: [phrases or @list]}."),
]
Groups = Annotated[list[Group], BeforeValidator(listed, json_schema_input_type=Group | list[Group])]


class Range(Written):
    """A test of one field; all that are written must hold."""

    min: Limit | None = Field(None, description="The field is at least this number or date.")
    max: Limit | None = Field(None, description="The field is at most this number or date.")
    about: bool | None = Field(None, description="true: a date that only may lie within min and max counts too.")
    not_: Scalars | None = Field(None, description="The field is none of these.")
    any: Scalars | None = Field(None, description="The field is one of these.")
    present: bool | None = Field(None, description="true: the field is filled; false: it is empty.")
    mentions: Groups | None = Field(None, description="All of these groups of words occur in the field.")
    without: Groups | None = Field(None, description="None of these groups of words occurs in the field.")


def _where_tag(value: Any) -> str:
    if isinstance(value, dict | Range):
        return "range"
    return "several" if isinstance(value, list) else "one"


WhereValue = Annotated[
    Annotated[Scalar, Tag("one")] | Annotated[list[Scalar], Tag("several")] | Annotated[Range, Tag("range")],
    Discriminator(_where_tag),
]


class Share(Written):
    """A stretch of the document, as shares (0 to 1) of its words."""

    from_: Number = Field(0.0, ge=0, le=1, description="The first share of the document that counts.")
    to: Number = Field(1.0, ge=0, le=1, description="The last share of the document that counts.")

    @model_validator(mode="after")
    def _forward(self) -> Share:
        if self.from_ >= self.to:
            raise ValueError('"from" must be less than "to"')
        return self


class Otherwise(Written):
    """What a person is asked where the check would fail."""

    question: Text = Field(description="A question for a person who has read the passages.")


class ToRegister(Written):
    """The entries of a register as the other side of a comparison."""

    register_: Text = Field(description="The name of a register.")
    key: Names = Field(["title"], description="The field or fields of its entries that are compared.")


class Comparison(Written):
    """A way of comparing that lets small differences pass as near."""

    edit_distance: int | None = Field(None, ge=1, le=30, description="Up to so many letters differ.")
    similarity: Number | None = Field(None, ge=0, le=1, description="At least so similar, from 0 to 1.")
    wording: Number | None = Field(None, ge=0, le=1, description="So similar, and with the same figures and names.")
    overlap: Number | None = Field(None, ge=0, le=1, description="That share of the shorter text's words is in both.")

    @model_validator(mode="after")
    def _one(self) -> Comparison:
        if [self.edit_distance, self.similarity, self.wording, self.overlap].count(None) != 3:
            raise ValueError('give one of "edit-distance", "similarity", "wording" and "overlap"')
        return self


ComparisonWord = Annotated[str, Word(name for name, sort in surface.COMPARISONS.items() if sort == "word")]
By = Annotated[
    Annotated[ComparisonWord, Tag("word")] | Annotated[Comparison, Tag("comparison")],
    Discriminator(lambda value: "comparison" if isinstance(value, dict | Comparison) else "word"),
]
