"""The options that need more than typer to understand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dhr_qa.cli.options import Target, day, targets
from dhr_qa.errors import UsageError

KNOWN = ("text", "json")


def test_text_on_standard_output_unless_told_otherwise() -> None:
    assert targets([], None, KNOWN, []) == [Target("text")]


@pytest.mark.parametrize(
    ("formats", "output", "expected"),
    [
        (["json"], None, [Target("json")]),
        (["json=a=b.json"], None, [Target("json", Path("a=b.json"))]),
        (["text", "json=a.json"], None, [Target("text"), Target("json", Path("a.json"))]),
        (["json"], Path("a.json"), [Target("json", Path("a.json"))]),
        ([], Path("a.txt"), [Target("text", Path("a.txt"))]),
        (["json=a.json", "text"], Path("b"), [Target("json", Path("a.json")), Target("text", Path("b"))]),
    ],
)
def test_outputs(formats: list[str], output: Path | None, expected: list[Target]) -> None:
    assert targets(formats, output, KNOWN, []) == expected


@pytest.mark.parametrize(
    ("formats", "output", "words"),
    [
        (["jsn"], None, 'Did you mean "json"'),
        (["json="], None, "names no file"),
        (["json", "text"], None, "only one format"),
        (["json=a.json"], Path("b"), "-o goes with"),
    ],
)
def test_what_contradicts_itself(formats: list[str], output: Path | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        targets(formats, output, KNOWN, [])


def test_a_report_is_never_overwritten(tmp_path: Path) -> None:
    report = tmp_path / "draft.md"
    report.write_text("text", encoding="utf-8")
    with pytest.raises(UsageError, match="overwrite"):
        targets(["json"], tmp_path / "." / "draft.md", KNOWN, [report])


def test_days() -> None:
    assert str(day("2026-11-22")) == "2026-11-22"
    assert day(None) is None
    for wrong in ("22/11/2026", "2026-02-30", "today", ""):
        with pytest.raises(UsageError, match="is not a day"):
            day(wrong)


@pytest.mark.parametrize("name", ["report.docx", "report.PDF", "dhr-qa.yaml"])
def test_nor_is_another_report_or_a_settings_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="would be lost"):
        targets([], tmp_path / name, KNOWN, [])


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two outputs"):
        targets(
            [f"json={tmp_path / 'out'}", f"html={tmp_path / 'x' / '..' / 'out'}"], None, ["text", "json", "html"], []
        )
    assert len(targets([f"json={os.devnull}", f"html={os.devnull}"], None, ["json", "html"], [])) == 2
