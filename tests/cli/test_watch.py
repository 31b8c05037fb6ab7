"""`--watch`: what counts as a change, what does not, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from dhr_qa.cli import watch
from dhr_qa.errors import UsageError


class Clock:
    """Stands in for `time` in the module: each pause does the next thing, then Ctrl-C is pressed."""

    def __init__(self, *things: Callable[[], object]) -> None:
        self._things: Iterator[Callable[[], object]] = iter(things)

    def sleep(self, seconds: float) -> None:
        thing = next(self._things, None)
        if thing is None:
            raise KeyboardInterrupt
        thing()

    def strftime(self, form: str) -> str:
        return "12:00:00"


def nothing() -> None:
    """A pause in which nothing happens."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "draft.md"
    path.write_text("one", encoding="utf-8")
    return path


def runs(
    monkeypatch: pytest.MonkeyPatch, paths: list[Path], *things: Callable[[], object], outputs: Sequence[Path] = ()
) -> list[int]:
    done: list[int] = []

    def run() -> int:
        done.append(1)
        return len(done)

    monkeypatch.setattr(watch, "time", Clock(*things))
    code = watch.watching(run, paths, outputs=outputs)
    assert code == len(done), "the code of the last run"
    return done


def test_a_saved_document_is_checked_again(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change = lambda: draft.write_text("longer than before", encoding="utf-8")  # noqa: E731
    assert len(runs(monkeypatch, [draft], nothing, change, nothing, nothing)) == 2
    err = capsys.readouterr().err
    assert "Changed at 12:00:00" in err
    assert err.endswith("Stopped watching.\n")


def test_one_that_is_still_being_saved_is_waited_for(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def grow() -> None:
        draft.write_text(draft.read_text(encoding="utf-8") + "more", encoding="utf-8")

    assert len(runs(monkeypatch, [draft], grow, grow, grow, nothing, nothing)) == 2
    gone = [draft.unlink, nothing, lambda: draft.write_text("back", encoding="utf-8"), nothing]
    assert len(runs(monkeypatch, [draft], *gone)) == 3


def test_a_new_report_in_the_folder_the_settings_and_the_rules_count(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = draft.parent
    (folder / "our-rules").mkdir()
    write = lambda name, text: lambda: (folder / name).write_text(text, encoding="utf-8")  # noqa: E731
    things = [
        write("second.md", "x"), nothing,
        write("dhr-qa.yaml", "rule-folders: [our-rules]"), nothing,
        write("our-rules/words.yaml", "[]"), nothing,
        write("notes.log", "x"), nothing,
    ]  # fmt: skip
    assert len(runs(monkeypatch, [folder], *things)) == 4


def test_what_a_run_writes_is_no_change(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = draft.parent / "report.md"
    write = lambda: report.write_text("x" * (1 + time.monotonic_ns() % 1000), encoding="utf-8")  # noqa: E731
    assert len(runs(monkeypatch, [draft.parent], write, nothing, nothing, outputs=[report])) == 1


def test_a_wrong_setting_is_told_and_the_watch_goes_on(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([0, UsageError("this is wrong"), 1])

    def run() -> int:
        answer = next(answers)
        if isinstance(answer, UsageError):
            raise answer
        return answer

    grow = lambda: draft.write_text(draft.read_text(encoding="utf-8") + "x", encoding="utf-8")  # noqa: E731
    monkeypatch.setattr(watch, "time", Clock(grow, nothing, grow, nothing))
    assert watch.watching(run, [draft]) == 1
    assert "this is wrong" in capsys.readouterr().err

    def wrong() -> int:
        raise UsageError("wrong from the start")

    with pytest.raises(UsageError):
        watch.watching(wrong, [draft])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_as_a_process_it_checks_again_and_ends_quietly(draft: Path) -> None:
    draft.write_text("# Overview report\n\nThe panel met.\n", encoding="utf-8")
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        [sys.executable, "-m", "dhr_qa", "check", "draft.md", "--watch", "--quiet"],
        cwd=draft.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip
    stop = threading.Timer(60, process.kill)
    stop.start()
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "draft.md:" in process.stdout.readline()
        assert "Ctrl-C ends it" in process.stderr.readline()
        draft.write_text("# Overview report\n\nThe panel met four times.\n", encoding="utf-8")
        assert "Changed at" in process.stderr.readline()
        process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    finally:
        stop.cancel()
        process.kill()
    assert err.strip().endswith("Stopped watching.")
    assert "Traceback" not in err
    assert process.returncode in (0, 1)
