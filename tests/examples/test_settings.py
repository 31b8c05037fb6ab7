"""The example settings can be used as they stand, and so can what they show in comments."""

from __future__ import annotations

import re
from pathlib import Path

import dhr_qa
from dhr_qa.settings import find, load
from dhr_qa.waivers import check_names
from examples import build_examples

SETTINGS = build_examples.HERE / "dhr-qa.yaml"


def test_settings_of_the_examples_name_people_and_rules_that_exist() -> None:
    report = build_examples.HERE / "good" / "overview-report.docx"
    assert find(report) == SETTINGS
    settings = load(SETTINGS)
    check_names(settings, dhr_qa.load_rulebook())
    source = build_examples.good_source()
    assert settings.people
    assert all(person.pseudonym in source for person in settings.people)


def test_what_the_comments_show_can_be_used(tmp_path: Path) -> None:
    text = SETTINGS.read_text(encoding="utf-8")
    used = re.sub(r"^# ((?:waivers|attestations):|  .*)$", r"\1", text, flags=re.MULTILINE)
    used = re.sub(r"^  some-rule: .*\n", "", used, flags=re.MULTILINE)
    path = tmp_path / "dhr-qa.yaml"
    path.write_text(used, encoding="utf-8")
    settings = load(path)
    assert settings.waivers
    assert settings.attestations
    check_names(settings, dhr_qa.load_rulebook())
