"""The published JSON Schema: right about our own files, strict about others, and helpful in an editor."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dhr_qa.rulebook import surface
from dhr_qa.rulebook.descriptions import CHECK, KINDS, SELECTOR
from dhr_qa.rulebook.files import rule_files
from dhr_qa.rulebook.load import SOURCES
from dhr_qa.rulebook.schema import json_schema
from dhr_qa.rulebook.yaml_text import parse_yaml
from tests.rulebook.made import PROFILES, RULE, VOCABULARY, changed


def validator(what: str) -> Draft202012Validator:
    schema = json_schema(what)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(what: str, text: str) -> list[Any]:
    return list(validator(what).iter_errors(parse_yaml(text, "f").data))


@pytest.mark.parametrize("file", rule_files(SOURCES, "rules"), ids=lambda file: file.name)
def test_our_own_files_are_valid(file: Any) -> None:
    data = parse_yaml(file.text(), file.name).data
    what = "rules" if isinstance(data, list) else "profiles" if file.relative == "profiles.yaml" else "vocabulary"
    assert [error.message for error in validator(what).iter_errors(data)] == []


def test_sound_files_are_valid() -> None:
    assert errors("rules", RULE) == []
    assert errors("vocabulary", VOCABULARY) == []
    assert errors("profiles", PROFILES) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  title:", "  titel:"),
        ("topic: family-voice", "topic: other"),
        ("severity: major", "severity: error"),
        ("id: family-draft-shared", "id: Family_Draft"),
        ('since: "0.1"', "since: 0.1"),
        ("select: sentence", "select: sentense"),
        ("role: family", "roles: family"),
        ("kind: count", "kind: cuont"),
        ("min: 1", "min: one"),
        ("min: 1", "minimum: 1"),
        ("documents: [overview-report]", "documents: [everything]"),
        ("{any: [", "{any: [3, "),
        ("expect: [{message", "expect: [{mesage"),
        ("  message:", "  message: [x]\n  remarks:"),
    ],
)
def test_faulty_rules_are_rejected(old: str, new: str) -> None:
    assert errors("rules", changed((old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phrases:\n", "phrasses:\n"),
        ("[family,", "[3,"),
        ("id: panel", "ident: panel"),
        ("id: panel", "id: A Panel"),
        ("case: false", "case: maybe"),
        ("registers:", "registers: []\nremarks:"),
    ],
)
def test_faulty_vocabularies_are_rejected(old: str, new: str) -> None:
    assert errors("vocabulary", changed((old, new), text=VOCABULARY))


def test_every_key_is_described() -> None:
    for what in ("rules", "vocabulary", "profiles"):
        for name, model in json_schema(what)["$defs"].items():
            assert model.get("description"), name
            for key, field in model.get("properties", {}).items():
                told = field.get("description") or "$ref" in field or "const" in field
                assert told, f"{name}.{key}"


def test_descriptions_are_of_options_that_there_are() -> None:
    selectors = {option for options in surface.SELECTOR_OPTIONS.values() for option in options}
    assert set(SELECTOR) == selectors | {"select"}
    checks = {option for options in surface.CHECK_OPTIONS.values() for option in options}
    assert set(CHECK) == checks | {"kind"}
    assert set(KINDS) == set(surface.CHECK_OPTIONS) == set(surface.PLACEHOLDERS)
    assert set(surface.NODE_FIELDS) == set(surface.SELECTOR_OPTIONS)


def test_an_option_has_one_type_wherever_it_is_allowed() -> None:
    seen: dict[str, str] = {}
    for options in surface.SELECTOR_OPTIONS.values():
        for option, sort in options.items():
            assert seen.setdefault(option, sort) == sort, option
