"""What all models of the written form share: strictness, names with hyphens, one or several values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import core_schema

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def kebab(name: str) -> str:
    """The written key of a field: hyphens for underscores, and no underscore at the end (`not_` is "not")."""
    return name.rstrip("_").replace("_", "-")


class Written(BaseModel):
    """A mapping of a rule or vocabulary file. Unknown keys are errors; nothing is converted in silence."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=kebab)


def listed(value: Any) -> Any:
    """One value as a list of one: `role: panel` and `role: [panel]` mean the same."""
    return [value] if isinstance(value, (str, dict)) else value


class Word:
    """Annotation: the text is one of a few words."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(self.words)


def several(annotation: Any) -> Any:
    """The annotation of one value, or of a list of them."""
    return Annotated[list[annotation], BeforeValidator(listed, json_schema_input_type=annotation | list[annotation])]


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value) or len(value) > 60:
        raise ValueError(f'"{value}" is not a name: use small letters, digits and hyphens, as in "two-words"')
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("this must not be empty")
    return value


Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{_SLUG.pattern}$"})]
Text = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"minLength": 1})]
Names = Annotated[list[Text], BeforeValidator(listed, json_schema_input_type=Text | list[Text])]
Slugs = Annotated[list[Slug], BeforeValidator(listed, json_schema_input_type=Slug | list[Slug])]
