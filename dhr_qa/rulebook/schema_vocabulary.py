"""The written form of vocabulary files (phrase lists and registers) and of the profiles."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from dhr_qa.rulebook.schema_base import Names, Slug, Text, Written


class Phrases(Written):
    """Phrases that mean the same to a rule."""

    phrases: Names = Field([], description="Phrases in the phrase language.")
    patterns: Names = Field([], description="RE2 patterns, matched on plain ASCII text.")
    case: bool = Field(False, description="true: capitals must match exactly.")
    say: dict[str, Text] = Field({}, description="Phrase to what to write in its place.")


def _as_list(value: Any) -> Any:
    return {"phrases": value} if isinstance(value, list) else value


PhraseList = Annotated[Phrases, BeforeValidator(_as_list, json_schema_input_type=Phrases | list[str])]


class RegisterEntry(Written):
    """One entry of a register. Fields beside these are free, and rules may ask for them."""

    model_config = ConfigDict(extra="allow")

    id: Slug = Field(description="The name of the entry, as rules use it.")
    title: str = Field("", description="The name of the entry, as people read it.")
    forms: Names = Field([], description="Phrases by which it is recognised.")


class VocabularyFile(Written):
    """A file of `vocabulary/`: words that rules share."""

    phrases: dict[Slug, PhraseList] = Field({}, description="Phrase lists by name.")
    registers: dict[Slug, list[RegisterEntry]] = Field({}, description="Registers by name: lists of entries.")


class ProfileText(Written):
    """What a stage means."""

    title: Text = Field(description="The stage in a few words.")
    extends: Text | None = Field(None, description="The stage before, whose rules run too.")


class ProfilesFile(Written):
    """`profiles.yaml` of the rulebook: its version and the stages of a report."""

    version: Text = Field(description='The version of the rulebook: year and month, as in "2026.11".')
    profiles: dict[Slug, ProfileText] = Field(description="The stages from the first to the last.")
