"""The one real report, from end to end: it is read, checked and shown without surprises."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from dhr_qa.cli.main import main
from dhr_qa.report.schemas import output_schema
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed

pytestmark = needs_seed
KINDS = ["executive-summary", "action-plan", "feedback-letter"]


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SEED_DOCX), "--format", "json", "--as-of", "2026-11-22"]) == 1
    first = capsys.readouterr().out
    data = json.loads(first)
    Draft202012Validator(output_schema("check")).validate(data)
    assert data["documents"][0]["kinds"] == KINDS
    assert {"act-title", "guidance-edition"} <= {each["rule"] for each in data["findings"]}
    main(["check", str(SEED_DOCX), "--format", "json", "--as-of", "2026-11-22"])
    assert capsys.readouterr().out == first


def test_check_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SEED_DOCX), "--verbose"]) == 1
    shown = capsys.readouterr().out
    assert "LEGAL REFERENCES" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_inspect(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(SEED_DOCX), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    Draft202012Validator(output_schema("inspect")).validate(data)
    (document,) = data["documents"]
    assert document["kinds"] == KINDS
    assert {"terms-of-reference", "panel", "recommendations"} <= {each["role"] for each in document["sections"]}
    assert {"victim", "perpetrator", "chair"} <= {each["role"] for each in document["people"]}
    assert all(each["lead_person"] is None or "•" in each["lead_person"] for each in document["actions"])
    assert main(["inspect", str(SEED_DOCX)]) == 0
    assert "TERMS OF REFERENCE" in capsys.readouterr().out


def test_the_same_report_as_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SEED_TXT), "--quiet"]) in (0, 1)
    assert capsys.readouterr().err == ""
