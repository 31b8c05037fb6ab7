"""The settings file: where it is found, what it may hold, and faults at their line and column."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dhr_qa.errors import UsageError
from dhr_qa.rulebook.model import CASE_TYPES, EDITIONS, PROFILES
from dhr_qa.settings import SettingsError, find, load
from dhr_qa.settings_file import config_schema

WHOLE = """\
case: {type: homicide, naming: pseudonym, commissioned: 2024-03-01, stage: submission}
people:
  - {pseudonym: Alma, role: victim, relation: mother of two}
allowed-names: [Fenshire Women's Aid]
guidance: 2016
rules:
  target-date-vague: off
  page-numbers: info
  pen-portrait-substance: {severity: major, limits: {min: 120}}
rule-folders: [our-rules]
waivers:
  - {rule: dob, text: "1971", reason: agreed, by: A. Chair, until: 2027-01-31}
attestations:
  - {rule: family-draft-shared, answer: yes, by: A. Chair, on: 2026-11-01}
people-file: ../private/names.yaml
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "dhr-qa.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(folder: Path, text: str) -> list[tuple[int | None, int | None, str]]:
    with pytest.raises(SettingsError) as caught:
        load(write(folder, text))
    return [(each.line, each.column, each.message) for each in caught.value.problems]


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load(write(tmp_path, WHOLE))
    assert settings.case["commissioned"] == "2024-03-01"
    assert (settings.profile, settings.guidance) == ("submission", "2016")
    assert settings.people[0].relation == "mother of two"
    assert settings.allowed_names == ("Fenshire Women's Aid",)
    assert settings.rules["target-date-vague"].off
    assert settings.rules["page-numbers"].severity == "info"
    assert repr(dict(settings.rules["pen-portrait-substance"].limits)) == "{'min': 120}"
    assert settings.rule_folders == (tmp_path / "our-rules",)
    assert settings.waivers[0].until == datetime.date(2027, 1, 31)
    assert settings.waivers[0].place.line == 12
    assert settings.attestations[0].answer == "yes"
    assert settings.people_file == tmp_path / "../private/names.yaml"


def test_the_profile_is_the_stage_unless_one_is_named(tmp_path: Path) -> None:
    assert load(write(tmp_path, "case: {stage: publication}\nprofile: draft\n")).profile == "draft"


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    assert load(write(tmp_path, "# nothing yet\n")).rules == {}
    assert load(write(tmp_path, "rules:\n  # dob: off\ncase:\n  type:\nwaivers:\n")).waivers == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("profle: draft\n", 1, 1, 'Did you mean "profile"?'),
        ("case:\n  typ: homicide\n", 2, 3, 'Did you mean "type"?'),
        ("case:\n  type: homocide\n", 2, 3, 'Did you mean "homicide"?'),
        ("case: {commissioned: 2024}\n", 1, 8, "needs a date such as"),
        ("people:\n  - {pseudonym: Alma, role: child, pet: x}\n", 2, 36, "is not a key here"),
        ("people:\n  - {pseudonym: Alma}\n", 2, 5, '"role" is missing here.'),
        ("rules:\n  dob: {severty: minor}\n", 2, 9, 'Did you mean "severity"?'),
        ("rules:\n  dob: {limits: {max: many}}\n", 2, 18, "needs a number"),
        ("waivers:\n  - {rule: dob, reason: a, by: b, until: 2027-01-31}\n", 2, 5, "needs"),
        ("waivers:\n  - {rule: dob, text: x, reason: a, by: b, until: soon}\n", 2, 44, "needs a date"),
        ("waivers:\n  - {rule: dob, fingerprint: x, reason: a, by: b, until: 2027-01-31}\n", 2, 17, "16 digits"),
        ("attestations:\n  - {rule: dob, answer: maybe, by: b, on: 2027-01-31}\n", 2, 17, "Give yes, no or"),
        ("allowed-names: Alma\n", 1, 1, "needs a list"),
        ("case: [\n", 2, 1, "not valid YAML"),
        ("profile: draft\nprofile: draft\n", 2, 1, "stands twice"),
        ("a: &x 1\nb: *x\n", 1, 4, "settings files"),
    ],
)
def test_a_fault_is_placed_and_explained(tmp_path: Path, text: str, line: int, column: int, words: str) -> None:
    found = problems(tmp_path, text)
    assert [(each[0], each[1]) for each in found] == [(line, column)]
    assert words in found[0][2]


def test_all_faults_are_given_at_once(tmp_path: Path) -> None:
    assert [each[0] for each in problems(tmp_path, "profle: x\nguidance: 1066\npeople: none\n")] == [1, 2, 3]


def test_the_message_begins_with_file_line_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"^dhr-qa\.yaml:1:1: "):
        load(write(tmp_path, "profle: draft\n"))


def test_what_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such settings file"):
        load(tmp_path / "none.yaml")
    file = tmp_path / "dhr-qa.yaml"
    file.write_bytes(b"people: \xff\xfe")
    with pytest.raises(UsageError, match="not plain text"):
        load(file)


def test_found_upward_to_the_root_of_the_repository(tmp_path: Path) -> None:
    report = tmp_path / "review" / "drafts" / "draft.docx"
    report.parent.mkdir(parents=True)
    report.touch()
    file = write(tmp_path / "review", "profile: draft\n")
    assert find(report) is None  # below no repository, home or working folder: nobody's settings
    (tmp_path / "review" / ".git").mkdir()
    assert find(report) == file
    assert find(report.parent) == file
    (tmp_path / "review" / "drafts" / ".git").mkdir()
    assert find(report) is None


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    write(tmp_path, "profile: draft\n")
    near = write(tmp_path / "drafts", "profile: submission\n")
    assert find(tmp_path / "drafts" / "draft.docx") == near


def test_the_schema_knows_what_the_rules_know(tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = config_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["profile"]["anyOf"][0]["enum"] == list(PROFILES)
    assert schema["properties"]["guidance"]["anyOf"][0]["enum"] == list(EDITIONS)
    assert schema["$defs"]["CaseModel"]["properties"]["type"]["anyOf"][0]["enum"] == list(CASE_TYPES)
    validator = Draft202012Validator(schema)
    validator.validate({"rules": {"dob": "off", "smart": {"severity": "minor"}}, "profile": "draft"})
    assert not validator.is_valid({"profle": "draft"})
