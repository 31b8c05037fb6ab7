"""Help and guesses: every command shows examples, and a word that is nearly right is recognised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from dhr_qa.cli.app import app
from dhr_qa.cli.main import main


def commands(group: Any = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The names of every command, those of groups after the group's."""
    group = group or typer.main.get_command(app)
    found = []
    for name, command in group.commands.items():
        inner = commands(command, (*path, name)) if hasattr(command, "commands") else [(*path, name)]
        found += inner
    return found


def test_the_commands_are_there() -> None:
    assert {("check",), ("inspect",), ("diff",), ("init",), ("new",), ("waive",), ("attest",), ("hook",)} <= {
        *commands()
    }


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_with_examples(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*path, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"Usage: dhr-qa {' '.join(path)}" in said
    examples = said.partition("Examples:")[2].partition("Options:")[0]
    assert f"dhr-qa {' '.join(path)}" in examples
    assert max(map(len, examples.splitlines())) <= 120


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    command: Any = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    for option in command.params:
        if option.param_type_name == "option" and option.name != "help":
            assert option.help, f"{option.name} has no help"
            assert option.help.rstrip("]").endswith((".", "]", ":", ")")) or "[default" in option.help


@pytest.mark.parametrize(
    ("args", "guess"),
    [
        (["chek", "draft.md"], "check"),
        (["check", "--proflie", "draft", "draft.md"], "--profile"),
        (["check", "--profile", "drft", "draft.md"], "draft"),
        (["check", "--format", "jsn", "draft.md"], "json"),
        (["check", "--fail-on", "majr", "draft.md"], "major"),
        (["check", "--select", "famly-voice", "draft.md"], "family-voice"),
        (["check", "--ignore", "act-titel", "draft.md"], "act-title"),
        (["check", "darft.md"], "draft.md"),
        (["inspect", "draft.markdown"], "draft.md"),
        (["diff", "drafts.md", "draft.md"], "draft.md"),
        (["explain", "act-titel"], "act-title"),
        (["rules", "list", "--topic", "langage"], "language"),
        (["new", "overview-reprot", "-o", "x.docx"], "overview-report"),
        (["attest", "family-met-panel", "--answer", "yess", "--by", "A"], "yes"),
        (["attest", "family-met-pannel", "--answer", "yes", "--by", "A"], "family-met-panel"),
        (["waive", "act-titel", "--reason", "x", "--by", "A", "--until", "2099-01-01", "--text", "x"], "act-title"),
    ],
)
def test_what_was_probably_meant(
    args: list[str],
    guess: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "draft.md").write_text("# Overview report\n\nThe panel met.\n", encoding="utf-8")
    assert main(args) in (2, 3)
    err = capsys.readouterr().err
    assert f'Did you mean "{guess}"?' in err or f"Did you mean '{guess}'?" in err or f"options: {guess}" in err
    assert "Value error" not in err


def test_no_guess_where_nothing_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "overview-report.md").write_text("x", encoding="utf-8")
    assert main(["check", "zebra.docx"]) == 3
    assert "Did you mean" not in capsys.readouterr().err
