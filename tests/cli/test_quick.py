"""The short way to `check` and `hook` understands what typer understands, or leaves it to typer."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from dhr_qa.cli import check
from dhr_qa.cli.quick import _declared, parsed, quick
from dhr_qa.cli.said import for_typer

PLAIN = [
    ["a.docx"],
    ["a.docx", "b", "--fail-on", "never"],
    ["--format", "text", "a.docx", "--format=json=x.json", "-o", "y.txt"],
    ["a.docx", "--redact", "--profile", "submission", "--guidance=2016"],
    ["a.docx", "--no-redact", "--redact", "-v", "--quiet"],
    ["a.docx", "--select", "a,b", "--select", "c", "--ignore", "d", "--as-of", "2026-01-31"],
    ["a.docx", "--kind", "action-plan", "--config", "c.yaml", "--people", "p.yaml", "--annotate", "n.docx", "--watch"],
]


@pytest.mark.parametrize("args", PLAIN)
def test_it_understands_what_typer_understands(args: list[str]) -> None:
    short = parsed(check.command, args)
    assert short is not None
    seen: dict[str, Any] = {}
    app = typer.Typer()

    def record(**given: Any) -> None:
        seen.update(given)

    typed = for_typer(check.command)
    signature = inspect.signature(typed)
    record.__signature__ = signature  # type: ignore[attr-defined]
    record.__annotations__ = typed.__annotations__
    app.command()(record)
    assert CliRunner().invoke(app, args).exit_code == 0
    whole = {**{name: each.default for name, each in signature.parameters.items()}, **short}
    assert {name: value or None for name, value in whole.items()} == {n: v or None for n, v in seen.items()}


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--fail-on", "never"],
        ["a.docx", "--help"],
        ["a.docx", "--fail-on", "nevr"],
        ["a.docx", "--fail-on"],
        ["a.docx", "--fail"],
        ["a.docx", "-fjson"],
        ["a.docx", "--output", "--quiet"],
        ["a.docx", "--quiet=yes"],
        ["a.docx", "-o=x"],
        [""],
    ],
)
def test_what_is_not_plain_is_left_to_typer(args: list[str]) -> None:
    assert parsed(check.command, args) is None


def test_other_commands_and_completion_are_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick(["inspect", "a.docx"]) is None
    assert quick(["check", "--", "a.docx"]) is None
    assert quick(["check", "a.docx"]) is not None
    assert quick(["hook", "a.docx", "b.md", "--fail-on", "critical"]) is not None
    monkeypatch.setenv("_DHR_QA_COMPLETE", "complete_bash")
    assert quick(["check", "a.docx"]) is None


def test_every_option_of_one_word_is_known() -> None:
    options, rest = _declared(check.command)
    assert rest == "paths"
    assert {"--format", "-f", "--output", "--fail-on", "--redact", "--no-redact", "--quiet"} <= set(options)


def test_the_short_way_does_not_load_what_the_long_way_needs(tmp_path: Path) -> None:
    script = (
        "import sys; from dhr_qa.cli.main import main; main(['check', 'missing.docx'])\n"
        "heavy = ('pydantic', 'jinja2', 'ruamel', 'typer', 'rich', 'dhr_qa.cli.app')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
