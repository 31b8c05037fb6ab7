"""The written form of a rule, and the JSON Schema of rule and vocabulary files for editors and other tools."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, TypeAdapter, model_validator

from dhr_qa.documents.model import PARTS
from dhr_qa.findings import CONFIDENCES, OUTCOMES, SEVERITIES, TOPICS
from dhr_qa.rulebook.model import CASE_TYPES, DOCUMENT_KINDS
from dhr_qa.rulebook.schema_base import Slug, Slugs, Text, Word, Written, listed
from dhr_qa.rulebook.schema_options import Check, Condition, Edition, Editions, ProfileName, Selector
from dhr_qa.rulebook.schema_vocabulary import ProfilesFile, VocabularyFile

Severity = Annotated[str, Word(SEVERITIES)]
Kind = Annotated[str, Word(DOCUMENT_KINDS)]
Scope = Annotated[str, Word((*DOCUMENT_KINDS, "any", "pack"))]
Format = Annotated[str, Word(("docx", "odt", "md", "txt", "pdf"))]
CaseType = Annotated[str, Word(CASE_TYPES)]
Quantifier = Annotated[str, Word(("every", "some", "none"))]
Scopes = Annotated[list[Scope], BeforeValidator(listed, json_schema_input_type=Scope | list[Scope])]
Formats = Annotated[list[Format], BeforeValidator(listed, json_schema_input_type=Format | list[Format])]
CaseTypes = Annotated[list[CaseType], BeforeValidator(listed, json_schema_input_type=CaseType | list[CaseType])]


def _day(value: str) -> str:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError
        datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" is not a date: write it as 2026-11-22') from None
    return value


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"pattern": r"^\d{4}-\d\d-\d\d$"})]
Message = Annotated[
    Annotated[Text, Tag("text")] | Annotated[dict[str, Text], Tag("texts")],
    Discriminator(lambda value: "texts" if isinstance(value, dict) else "text"),
]


class Applies(Written):
    """Which documents, formats, stages, editions of the guidance and cases a rule is for."""

    documents: Scopes = Field(min_length=1, description="Kinds of document; any: all but the letter; pack: the set.")
    formats: Formats = Field([], description="File formats; default: all.")
    profile: ProfileName = Field("draft", description="The earliest stage at which the rule runs.")
    guidance: Editions = Field([], description='Editions of the guidance, in quotes: "2016". Default: all.')
    case_type: CaseTypes = Field([], description="Types of case; default: all.")


class Source(Written):
    """Where an expectation comes from."""

    source: Text = Field(description="The id of an entry of the register of sources.")
    ref: str = Field("", description="The section or paragraph.")
    checked: bool = Field(False, description="true once somebody has read it in the source itself.")


class Place(Written):
    """Where a finding stands; only the keys given are compared."""

    section: str | None = Field(None, description="Section role.")
    heading: str | None = Field(None, description="The heading as printed.")
    paragraph: int | None = Field(None, ge=1, description="Paragraph, counted from 1.")
    label: str | None = Field(None, description="The printed label of a paragraph.")
    table: int | None = Field(None, ge=1, description="Table, counted from 1.")
    row: int | None = Field(None, ge=0, description="Row below the header rows, counted from 1.")
    column: str | None = Field(None, description="Column role, or the heading of the column.")
    part: Annotated[str, Word(PARTS)] | None = Field(None, description="Part of the file.")
    page: int | None = Field(None, ge=1, description="Page, where the format has pages.")
    line: int | None = Field(None, ge=1, description="Line, where the format has lines.")
    start: int | None = Field(None, ge=0, description="First character, counted from 0.")
    end: int | None = Field(None, ge=0, description="The character after the last.")


class Expected(Written):
    """One finding that an example must give."""

    message: Text = Field(description="The whole message.")
    at: Place | None = Field(None, description="Where it stands.")
    severity: Severity | None = Field(None, description="Its severity, where parts of a rule differ.")
    excerpt: str | None = Field(None, description="The words that it is about.")
    document: str | None = Field(None, description="Packs: the kind of document that it stands in.")


class Example(Written):
    """A short text that the rule is tried on, with what it must say."""

    text: Text | None = Field(None, description="The document, in Markdown.")
    files: dict[Kind, Text] | None = Field(None, description="Packs: kind of document to its text.")
    fixture: Slug | None = Field(None, description="The name of a document that only the test suite can build.")
    kind: Annotated[str, Word((*DOCUMENT_KINDS, "auto"))] | None = Field(
        None, description="Kind of document; auto: found out from the text."
    )
    expect: list[Expected] | None = Field(None, description="Every finding that it must give.")
    outcome: Annotated[str, Word(OUTCOMES)] | None = Field(None, description="The outcome, if not pass or fail.")
    profile: ProfileName | None = Field(None, description="The stage that is checked for.")
    guidance: Edition | None = Field(None, description="The edition of the guidance.")
    as_of: Day | None = Field(None, description="The day on which it is checked.")
    case: dict[str, str] = Field({}, description="What is known of the case: type, naming, stage.")
    trap: Text | None = Field(None, description="The trap of the catalogue that this example is about.")

    @model_validator(mode="after")
    def _one_text(self) -> Example:
        if sum(value is not None for value in (self.text, self.files, self.fixture)) != 1:
            raise ValueError('an example has one of "text", "files" or "fixture"')
        return self


class Examples(Written):
    """Texts on which the rule is content, and texts on which it is not."""

    pass_: list[Example] = Field([], description="The outcome is pass, unless the example says otherwise.")
    fail: list[Example] = Field([], description="The findings are exactly those of `expect`.")


class RulePart(Written):
    """One selector, check and message of a rule that has several."""

    given: Selector = Field(description="What to look at.")
    check: Check = Field(description="What to ask of it.")
    message: Message | None = Field(None, description="The finding, with {placeholders}; or key to text.")
    remedy: Text | None = Field(None, description="What would help.")
    when: Condition | None = Field(None, description="The part is skipped where this does not hold.")
    severity: Severity | None = Field(None, description="The severity of this part's findings.")
    confidence: Annotated[str, Word(CONFIDENCES)] | None = Field(None, description="How sure this part is.")
    quantifier: Quantifier | None = Field(None, description="every node (default), some node, or none.")
    stop_on_fail: bool = Field(False, description="true: later parts are skipped when this one failed.")


class Rule(Written):
    """One rule: what is expected, why, how it is checked, and examples that prove it."""

    id: Slug = Field(description="The name of the rule. It never changes.")
    title: Text = Field(max_length=160, description="What must be true, as a short sentence.")
    topic: Annotated[str, Word(TOPICS)] = Field(description="The topic under which the rule is listed.")
    severity: Severity = Field(description="How much a finding matters.")
    confidence: Annotated[str, Word(CONFIDENCES)] = Field(description="How sure a finding is.")
    since: Text = Field(description='The version that first had the rule, in quotes: "0.1".')
    sensitive: bool = Field(False, description="true: its findings are about details that must not be repeated.")
    overrides: bool = Field(False, description="true: takes the place of the built-in rule of the same id.")
    aliases: Slugs = Field([], description="Former names of the rule.")
    applies_to: Applies
    rationale: Text = Field(description="Why it matters, for a chair to read.")
    guidance: list[Source] = Field([], description="Where the expectation comes from.")
    when: Condition | None = Field(None, description="Where this does not hold, the rule is not applicable.")
    given: Selector | None = Field(None, description="What to look at.")
    check: Check | None = Field(None, description="What to ask of it.")
    message: Message | None = Field(None, description="The finding, with {placeholders}; or key to text.")
    remedy: Text | None = Field(None, description="What would help, in one or two sentences.")
    quantifier: Quantifier | None = Field(None, description="every node (default), some node, or none.")
    checks: list[RulePart] | None = Field(None, min_length=1, description="Several parts instead of one.")
    examples: Examples = Field(description="Texts that prove the rule.")

    @model_validator(mode="after")
    def _one_form(self) -> Rule:
        if self.checks is None:
            if self.given is None or self.check is None:
                raise ValueError('a rule needs "given" and "check", or "checks"')
        elif any(part is not None for part in (self.given, self.check, self.message, self.quantifier)):
            raise ValueError('"checks" stands in place of "given", "check", "message" and "quantifier"')
        return self


@cache
def adapter(what: str) -> TypeAdapter[Any]:
    """The model of one rule ("rule"), or of a file: "rules", "vocabulary" or "profiles"."""
    return TypeAdapter(models()[what])


def models() -> dict[str, Any]:
    """The models of the written form by name."""
    return {"rule": Rule, "rules": list[Rule], "vocabulary": VocabularyFile, "profiles": ProfilesFile}


def json_schema(what: str = "rules") -> dict[str, Any]:
    """The JSON Schema (2020-12) of rule files (`what="rules"`), of vocabulary files ("vocabulary") or of
    `profiles.yaml` ("profiles")."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **adapter(what).json_schema(by_alias=True, mode="validation"),
        "title": f"dhr-qa {what} file",
    }
