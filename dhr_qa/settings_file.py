"""What may stand in `dhr-qa.yaml`: pydantic models of it, and faults placed at their line and column."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from dhr_qa.errors import DhrQaError, RuleProblem
from dhr_qa.rulebook.yaml_text import Parsed, parse_yaml
from dhr_qa.settings import (
    Attestation,
    KnownPerson,
    Place,
    RuleSetting,
    Settings,
    SettingsError,
    Waiver,
)
from dhr_qa.wording import did_you_mean, listed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_text(value: Any) -> Any:
    """Plain YAML reads 2016 as a number; an edition or a name is text all the same."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _as_answer(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _as_rule_setting(value: Any) -> Any:
    """`rule-id: off` is short for `rule-id: {off: true}`; `rule-id: minor` for `{severity: minor}`."""
    if value in ("off", False):
        return {"off": True}
    return {"severity": value} if isinstance(value, str) else value


def _as_day(value: Any) -> Any:
    """Only a written-out date: a bare number would be read as seconds since 1970."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("date", "not a date")
    return value


Day = Annotated[datetime.date, BeforeValidator(_as_day)]
Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
Number = Annotated[float, AfterValidator(lambda value: int(value) if value.is_integer() else value)]  # 12, not 12.0
Severity = Literal["critical", "major", "minor", "info"]
Role = Literal[
    "victim", "perpetrator", "family", "child", "other-subject", "panel", "chair", "author", "advocate", "professional",
]  # fmt: skip
Answer = Annotated[Literal["yes", "no", "not-applicable"], BeforeValidator(_as_answer)]


class _Model(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_alias=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: Any) -> Any:
        """A key with nothing after it says nothing, as when everything under it is commented out."""
        return {name: value for name, value in data.items() if value is not None} if isinstance(data, dict) else data


class CaseModel(_Model):
    """The case itself."""

    type: Literal["homicide", "suicide", "homicide-suicide"] | None = Field(None, description="How the person died.")
    naming: Literal["pseudonym", "real-name-with-consent"] | None = Field(
        None, description="Whether the report uses pseudonyms, or the real name with the family's consent."
    )
    commissioned: Day | None = Field(None, description="The day on which the review was commissioned.")
    stage: Literal["draft", "submission", "publication"] | None = Field(
        None, description="Where the report stands; also the profile, unless one is named."
    )


class PersonModel(_Model):
    """A person of the review, never by a real name unless the family has consented to it."""

    pseudonym: Text
    role: Role
    relation: Text | None = None


class RuleModel(_Model):
    """What to change about one rule."""

    off: bool = Field(False, description="Do not run the rule.")
    severity: Severity | None = None
    limits: dict[str, Number] = Field(default_factory=dict, description="Limits of the rule, such as min and max.")


class WaiverModel(_Model):
    """A decision to live with a finding for a while."""

    rule: Text
    fingerprint: Annotated[str, BeforeValidator(_as_text), Field(pattern="^[0-9a-f]{16}$")] | None = Field(
        None, description="The fingerprint of the finding, as the JSON gives it."
    )
    text: Text | None = Field(None, description="Words that the finding quotes.")
    document: Text | None = Field(None, description="The file name, where the waiver is for one document only.")
    reason: Text
    by: Text = Field(description="Who decided.")
    until: Day = Field(description="The last day on which the waiver holds.")

    @model_validator(mode="after")
    def _names_a_finding(self) -> WaiverModel:
        if self.fingerprint is None and self.text is None:
            raise ValueError(
                'a waiver needs "fingerprint" or "text", to say which finding it is for'
                ' (to switch the whole rule off, write it under "rules")'
            )
        return self


class AttestationModel(_Model):
    """A person's answer to a question that no rule can decide."""

    rule: Text
    answer: Answer
    by: Text
    on: Day
    document: Text | None = Field(None, description="The file name, where the answer is for one document only.")


class ConfigModel(_Model):
    """dhr-qa.yaml: the settings of one review."""

    case: CaseModel = Field(default_factory=lambda: CaseModel.model_validate({}))
    people: list[PersonModel] = []
    allowed_names: list[Text] = Field([], description="Names that may stand in the report.")
    profile: Literal["draft", "submission", "publication"] | None = None
    guidance: Annotated[Literal["2016", "2024-draft"] | None, BeforeValidator(_as_text)] = None
    rules: dict[str, Annotated[RuleModel, BeforeValidator(_as_rule_setting)]] = Field(
        default_factory=dict, description='A rule id with "off", a severity, or a mapping of changes.'
    )
    rule_folders: list[Text] = Field([], description="Folders of further rules, seen from this file.")
    waivers: list[WaiverModel] = []
    attestations: list[AttestationModel] = []
    people_file: Text | None = Field(None, description="A private list of real names that must not appear.")


def config_schema() -> dict[str, Any]:
    """The JSON Schema of dhr-qa.yaml, for editors."""
    schema = ConfigModel.model_json_schema(by_alias=True)
    short = {"anyOf": [{"$ref": "#/$defs/RuleModel"}, {"enum": ["off", "critical", "major", "minor", "info"]}]}
    schema["properties"]["rules"]["additionalProperties"] = short
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "dhr-qa.yaml"}


def parse(text: str, file: str, folder: Path) -> Settings:
    """Settings from the text of a file; `folder` is where its relative paths begin."""
    try:
        parsed = parse_yaml(text, file)
    except RuleProblem as problem:
        message = problem.message.replace("rule file", "settings file")
        raise SettingsError([DhrQaError(message, file, problem.line, problem.column)]) from None
    try:
        model = ConfigModel.model_validate({} if parsed.data is None else parsed.data)
    except ValidationError as error:
        problems = [_problem(detail, parsed, file) for detail in error.errors()]
        raise SettingsError(sorted(problems, key=lambda each: (each.line or 0, each.column or 0))) from None
    return _settings(model, parsed, file, folder)


def _settings(model: ConfigModel, parsed: Parsed, file: str, folder: Path) -> Settings:
    case = {name: str(value) for name, value in model.case.model_dump(exclude_none=True).items()}
    return Settings(
        file=file,
        case=case,
        people=tuple(KnownPerson(each.pseudonym, each.role, each.relation or "") for each in model.people),
        allowed_names=tuple(model.allowed_names),
        profile=model.profile or model.case.stage or "",
        guidance=model.guidance or "",
        rules={
            name: RuleSetting(each.off, each.severity or "", each.limits, _place(parsed, ("rules", name)))
            for name, each in model.rules.items()
        },
        rule_folders=tuple(folder / name for name in model.rule_folders),
        waivers=tuple(
            Waiver(
                rule=each.rule,
                reason=each.reason,
                by=each.by,
                until=each.until,
                fingerprint=each.fingerprint or "",
                text=each.text or "",
                document=each.document or "",
                place=_place(parsed, ("waivers", number)),
            )
            for number, each in enumerate(model.waivers)
        ),
        attestations=tuple(
            Attestation(
                each.rule, each.answer, each.by, each.on, each.document or "", _place(parsed, ("attestations", number))
            )
            for number, each in enumerate(model.attestations)
        ),
        people_file=folder / model.people_file if model.people_file else None,
    )


def _place(parsed: Parsed, path: tuple[str | int, ...], key: bool = False) -> Place:
    """Where the value at `path` stands (with `key` its key); the nearest place above where it is missing."""
    here = parsed.places
    line, column = here[0], here[1]
    for step in path:
        children = here[2]
        if isinstance(children, dict) and step in children:
            key_line, key_column, here = children[step]
            line, column = (key_line, key_column) if key or step == path[-1] else (here[0], here[1])
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            here = children[step]
            line, column = here[0], here[1]
        else:
            break
    return Place(line, column)


def _problem(detail: Any, parsed: Parsed, file: str) -> DhrQaError:
    """One fault that pydantic found, in plain words and at its place."""
    path = tuple(detail["loc"])
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = str(path[-1]) if path else "the file"
    value = given if isinstance(given, (str, int, float)) else None
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1])
        message = f'"{name}" is not a key here.{did_you_mean(name, known)} The keys are {listed(known)}.'
    elif kind == "missing":
        message = f'"{name}" is missing here.'
    elif kind == "literal_error":
        expected = context["expected"].replace("'", "")
        shown = f'"{value}"' if value is not None else "this"
        options = [option for part in expected.split(" or ") for option in part.split(", ")]
        guess = did_you_mean(str(value), options) if value is not None else ""
        message = f"{shown} is not a value of {_owner(path)}.{guess} Give {listed(options, 'or')}."
    elif kind.startswith("date"):
        message = f'{_owner(path)} needs a date such as 2027-01-31, not "{given}".'
    elif kind == "string_pattern_mismatch":
        message = f'{_owner(path)} is 16 digits and letters a to f, as the JSON output gives it, not "{given}".'
    elif kind == "value_error":
        message = str(context["error"]) + "."
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        message = f"{_owner(path)} needs keys with values, one to a line."
    elif kind == "list_type":
        message = f'{_owner(path)} needs a list: one line for each item, beginning with "- ".'
    elif kind in ("string_too_short", "too_short"):
        message = f"{_owner(path)} is empty."
    elif kind.startswith("float"):
        message = f'{_owner(path)} needs a number, not "{given}".'
    elif kind.startswith("bool"):
        message = f'{_owner(path)} is true or false, not "{given}".'
    else:
        message = f"{_owner(path)}: {detail['msg'][:1].lower()}{detail['msg'][1:]}."
    place = _place(parsed, path, key=True)
    return DhrQaError(message, file, place.line, place.column)


def _owner(path: tuple[str | int, ...]) -> str:
    names = [step for step in path if isinstance(step, str)]
    return f'"{names[-1]}"' if names else "the file"


def _keys_at(path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a place of the file."""
    models: dict[str, type[_Model]] = {
        "case": CaseModel,
        "people": PersonModel,
        "rules": RuleModel,
        "waivers": WaiverModel,
        "attestations": AttestationModel,
    }
    model = models[str(path[0])] if path else ConfigModel
    return [info.alias or name for name, info in model.model_fields.items()]
