"""Output that outlives old encodings, closed pipes and places that cannot be written to."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dhr_qa.cli import streams
from dhr_qa.cli.streams import note, say, write_file
from dhr_qa.errors import UsageError


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def as_stdout(monkeypatch: pytest.MonkeyPatch, stream: object) -> None:
    monkeypatch.setattr(sys, "stdout", stream)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "“Łódź” – ok…"), ("cp1252", "“?ód?” – ok…"), ("ascii", '"??d?" - ok...')],
)
def test_any_encoding_can_show_any_text(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    raw = io.BytesIO()
    as_stdout(monkeypatch, io.TextIOWrapper(raw, encoding=encoding))
    streams.prepare()
    streams.say("“Łódź” – ok…")
    assert raw.getvalue().decode(encoding) == shown


@pytest.mark.parametrize(("encoding", "escape"), [("utf-8", False), ("UTF8", False), ("cp1252", True), ("ascii", True)])
def test_json_is_escaped_where_the_encoding_is_not_unicode(
    monkeypatch: pytest.MonkeyPatch, encoding: str, escape: bool
) -> None:
    as_stdout(monkeypatch, io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert streams.ascii_only() is escape


def test_a_reader_who_has_gone_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    as_stdout(monkeypatch, Closed())
    streams.say("text")
    streams.say("more")
    assert sys.stdout.getvalue() == "more"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("variable", "value", "masked"),
    [("CI", "", False), ("CI", "false", False), ("CI", "true", True), ("CI", "1", True)],
)
def test_masked_by_default_in_ci(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, masked: bool) -> None:
    as_stdout(monkeypatch, Terminal())
    monkeypatch.setenv(variable, value)
    assert streams.redact_by_default() is masked


def test_masked_by_default_off_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    as_stdout(monkeypatch, io.StringIO())
    assert streams.redact_by_default()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    as_stdout(monkeypatch, Terminal())
    assert streams.colour() or sys.platform == "win32"
    monkeypatch.setenv(name, value)
    assert not streams.colour()


def test_no_colour_off_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    as_stdout(monkeypatch, io.StringIO())
    assert not streams.colour()


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    as_stdout(monkeypatch, io.StringIO())
    assert streams.width() == 100
    as_stdout(monkeypatch, Terminal())
    assert streams.width() == 61
    monkeypatch.setenv("COLUMNS", "400")
    assert streams.width() == 120


def test_files_are_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    streams.write_file(tmp_path / "out.txt", "“a”\nb\n")
    assert (tmp_path / "out.txt").read_bytes() == "“a”\nb\n".encode()
    with pytest.raises(UsageError, match="cannot write here"):
        streams.write_file(tmp_path / "none" / "out.txt", "")


class Full(io.StringIO):
    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_what_cannot_be_written_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(UsageError, match="cannot write the output: No space left on device"):
        say("words")
    monkeypatch.setattr(sys, "stderr", Full())
    note("words that nobody can be told")
    monkeypatch.setattr(sys, "stdout", None)
    say("words for nobody")


def test_a_name_of_a_file_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    write_file(tmp_path / "out", "dr\udcffft.md")
    assert (tmp_path / "out").read_bytes() == b"dr?ft.md"
