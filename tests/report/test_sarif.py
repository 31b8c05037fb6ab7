"""SARIF: valid, with the right kinds, true places and nothing made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Result
from dhr_qa.report.sarif import render, uri
from tests.browser.tools import MODULES, needs_modules
from tests.report.sample_page import DRAFT, FACTS, LETTER, PAGE
from tests.report.sample_result import RESULT

SCHEMA = MODULES / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"


def run(result: Result = PAGE) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render(result))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


@needs_modules
@pytest.mark.parametrize("result", [PAGE, RESULT, replace(RESULT, outcomes=(), findings=(), documents=())])
def test_valid_against_the_schema(result: Result) -> None:
    validator = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    faults = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in validator.iter_errors(json.loads(render(result)))
    ]
    assert faults == []


def test_every_outcome_has_its_kind_and_only_findings_have_a_level() -> None:
    results = run()["results"]
    kinds = {(each["ruleId"], each["kind"]) for each in results}
    assert kinds >= {
        ("real-name-leak", "fail"),
        ("family-draft-shared", "pass"),
        ("family-met-panel", "review"),
        ("family-met-panel", "notApplicable"),
        ("family-advocacy-offered", "open"),
    }
    assert all((each["kind"] == "fail") == (each["level"] != "none") for each in results)
    assert sum(each["kind"] == "fail" for each in results) == len(PAGE.findings)
    levels = {each["properties"]["severity"]: each["level"] for each in results if each["kind"] == "fail"}
    assert levels == {"critical": "error", "major": "error", "minor": "warning"}


def test_every_result_points_to_its_rule_and_its_file() -> None:
    found = run()
    rules = found["tool"]["driver"]["rules"]
    for each in found["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        for place in each["locations"]:
            file = place["physicalLocation"]["artifactLocation"]
            assert found["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
    assert found["artifacts"][0]["hashes"] == {"sha-256": "ab" * 32}


def test_rules_have_help_for_people() -> None:
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    rule = rules["committed-suicide"]
    assert rule["shortDescription"]["text"] == "Suicide is not spoken of as a crime"
    assert "What helps: Write it down." in rule["help"]["text"]
    assert "A guide <of sorts>, section 6" in rule["help"]["text"]
    assert "A guide \\<of sorts\\>" in rule["help"]["markdown"], "words of sources are no markup"
    assert "dhr-qa explain committed-suicide" in rule["help"]["markdown"]


def test_rules_without_a_rulebook_are_told_from_their_findings() -> None:
    rules = {rule["id"]: rule for rule in run(RESULT)["tool"]["driver"]["rules"]}
    assert rules["target-date-vague"]["help"]["text"].startswith("An action without a date cannot be tracked.")
    assert rules["tor-present"] == {"id": "tor-present", "properties": {"topic": "terms-of-reference"}}


def of(message: str) -> Finding:
    return next(finding for finding in PAGE.findings if finding.message == message)


def test_a_word_file_gets_characters_of_its_text_and_no_made_up_line() -> None:
    text = "\n".join(block.text for block in FACTS.document.blocks)
    places = {
        each["message"]["text"]: each["locations"][0]["physicalLocation"]
        for each in run()["results"]
        if each["kind"] == "fail"
    }
    region = places["Write “died by suicide”."]["region"]
    assert set(region) == {"charOffset", "charLength"}
    assert text[region["charOffset"] :][: region["charLength"]] == "committed suicide"
    cell = places["The target date cannot be checked: “Ongoing”."]["region"]
    assert text[cell["charOffset"] :][: cell["charLength"]] == "Ongoing"
    assert "region" not in next(place for said, place in places.items() if said.startswith("There is no plan"))


def test_a_text_file_gets_its_line() -> None:
    (letter,) = (each for each in run()["results"] if each["message"]["text"] == "In the letter too.")
    physical = letter["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 7}
    assert physical["artifactLocation"]["uri"] == LETTER


def test_logical_places() -> None:
    finding = of("The target date cannot be checked: “Ongoing”.")
    (found,) = (each for each in run()["results"] if each["message"]["text"] == finding.message)
    (logical,) = found["locations"][0]["logicalLocations"]
    assert logical == {
        "name": "target-date",
        "fullyQualifiedName": "Action plan/table 1/row 2/target-date",
        "kind": "cell",
        "properties": {"section": "action-plan"},
    }


def test_fingerprints_and_waivers() -> None:
    (waived,) = (each for each in run()["results"] if "suppressions" in each)
    assert waived["suppressions"][0]["justification"].startswith("Her own words")
    assert all(each["partialFingerprints"]["dhr-qa/v1"] for each in run()["results"] if each["kind"] == "fail")


def test_what_went_wrong_is_told() -> None:
    invocation = run()["invocations"][0]
    assert invocation["executionSuccessful"] is False
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert said == ["The file is damaged.", "A rule stopped by a fault in dhr-qa: some-rule: ValueError"]
    assert run(RESULT)["invocations"] == [{"executionSuccessful": True}]


def test_paths_become_references(tmp_path: Path) -> None:
    assert uri(DRAFT) == "packs/draft%20%3Cv2%3E%20%26%20more.docx"
    assert uri("a\\b.docx") == "a/b.docx"
    assert uri(str(tmp_path / "a b.docx")).startswith("file:///")


def test_a_finding_about_a_file_that_was_not_read_has_its_artifact() -> None:
    finding = replace(PAGE.findings[0], document="dhr-qa.yaml", location=Location(part="file", line=3))
    found = run(replace(PAGE, findings=(finding,)))
    assert {"location": {"uri": "dhr-qa.yaml"}, "mimeType": "application/yaml"} in found["artifacts"]
    assert found["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_name_of_a_file_that_is_no_text_has_an_address() -> None:
    assert uri("dr\udcffft.md") == "dr%FFft.md"
