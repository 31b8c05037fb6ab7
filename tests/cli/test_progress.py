"""The line of progress: only on a terminal, only for long runs, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from dhr_qa.cli import progress
from dhr_qa.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "30")
    with Progress() as tell:
        tell("Checking a report with a long name: a rule")
    return stream.getvalue()


def test_a_long_run_shows_one_line_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    said = shown(monkeypatch, Terminal())
    assert said.startswith("\rChecking a report with a long\r")
    assert said.endswith(f"\r{' ' * 29}\r")


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal()) == ""


def test_nothing_off_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    assert shown(monkeypatch, io.StringIO()) == ""
