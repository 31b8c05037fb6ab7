"""The one handler: what becomes of errors, and how much of them is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dhr_qa import __main__, __version__
from dhr_qa.cli import app as app_module
from dhr_qa.cli import quick as quick_module
from dhr_qa.cli.main import fault, main
from dhr_qa.errors import DhrQaError, DocumentError, UsageError

SECRET = "Alma Fenwick of 3 High Street"


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(*args: Any, **options: Any) -> int:
        raise error

    monkeypatch.setattr(quick_module, "quick", lambda args: None)
    monkeypatch.setattr(app_module, "app", run)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no", "dhr-qa.yaml", 3, 1), 2, "dhr-qa.yaml:3:1: no\n"),
        (DocumentError("damaged", "It is damaged.", "a.docx"), 3, "a.docx: It is damaged.\n"),
        (DhrQaError("no"), 2, "no\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (SystemExit(1), 1, ""),
    ],
)
def test_expected_errors_are_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    failing(monkeypatch, error)
    assert main(["check", "a.docx"]) == code
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", said)


def test_a_bug_is_told_calmly_and_without_the_words_of_the_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ValueError(SECRET))
    assert main(["check", "a.docx"]) == 4
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert SECRET not in said
    assert "ValueError at cli/main.py:" in said
    assert __version__ in said


def test_errors_of_the_short_way_are_told_alike(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> int:
        raise UsageError("no")

    monkeypatch.setattr(quick_module, "quick", lambda args: run)
    assert main(["check", "a.docx"]) == 2
    assert capsys.readouterr().err == "no\n"


def test_debug_shows_the_traceback_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for args in (["--debug", "check", "a.docx"], ["check", "a.docx", "--debug"]):
        failing(monkeypatch, ValueError("why"))
        assert main(args) == 4
        assert "Traceback" in capsys.readouterr().err


def test_rules_that_stopped_are_named() -> None:
    assert "dob: ValueError" in fault(rules=["dob: ValueError"])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["chekc"], "Did you mean 'check'?"),
        (["check", "a.docx", "--profil", "draft"], "--profile"),
        (["check", "a.docx", "--profile", "drat"], "draft"),
        (["check", "a.docx", "--kind", "poem"], "overview-report"),
        (["check", ""], "is empty"),
        (["check"], "Usage: dhr-qa check"),
        ([], "Usage: dhr-qa"),
        (["rules"], "schema"),
    ],
)
def test_wrong_use_is_exit_code_2_and_says_what_was_meant(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err


@pytest.mark.parametrize("command", ["check", "inspect", "explain", "serve", "rules list", "rules lint", "rules test"])
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert "Examples:" in said
    assert f"  dhr-qa {command}" in said


def test_commands_of_later_versions_are_absent(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("init", "diff", "letter", "new", "waive", "attest", "corpus"):
        assert main([command]) == 2
    capsys.readouterr()


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["dhr-qa", option])
    assert __main__.main() == 0
    assert main([option, "--debug"]) == 0
    assert capsys.readouterr().out == f"dhr-qa {__version__}\n" * 2


def test_a_file_whose_name_begins_with_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-draft.md").write_text("x", encoding="utf-8")
    assert main(["check", "-draft.md"]) == 2
    assert "write ./-draft.md" in capsys.readouterr().err
