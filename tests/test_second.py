"""Rules that are run by two processes: nothing is lost or changed by it, whatever becomes of the second one."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dhr_qa import second
from dhr_qa.checking import check
from dhr_qa.report.json_report import as_dict

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="only there a second process is used")


def run(script: str) -> str:
    """What a script prints, in a process that has no other threads."""
    start = "import os, time\nfrom dhr_qa import second\nhere = os.getpid()\n"
    done = subprocess.run(
        [sys.executable, "-c", start + script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    return done.stdout.strip()


@needs_fork
def test_every_number_is_worked_once_and_both_processes_work() -> None:
    said = run(
        "work = lambda n: (n * n, os.getpid() == here, time.sleep(0 if n else 2))[:2]\n"
        "done = second.shared(work, [0, 3], [1, 2], range(4, 40))\n"
        "assert {n: square for n, (square, _) in done.items()} == {n: n * n for n in range(40)}\n"
        "assert done[0][1] and done[3][1] and not done[1][1]\n"
        "print(len({mine for _, mine in done.values()}))"
    )
    assert said == "2"


@needs_fork
@pytest.mark.parametrize("end", ["os._exit(1)", "os.kill(os.getpid(), 9)", "1 / 0", "lambda: 0"])
def test_what_the_second_process_does_not_give_is_done_by_the_first(end: str) -> None:
    said = run(
        f"work = lambda n: n if os.getpid() == here else {end}\n"
        "done = second.shared(lambda n: (time.sleep(0.01), work(n))[1], [], range(5), range(5, 20))\n"
        "print(done == {n: n for n in range(20)})"
    )
    assert said == "True"


@needs_fork
def test_an_error_in_the_first_process_ends_the_second_and_is_raised() -> None:
    said = run(
        "def work(n):\n"
        "    if os.getpid() != here: time.sleep(30)\n"
        "    raise KeyboardInterrupt\n"
        "try: second.shared(work, [0], [1], [])\n"
        "except KeyboardInterrupt: print('raised')\n"
        "try: os.waitpid(-1, 0)\n"
        "except ChildProcessError: print('ended')"
    )
    assert said.split() == ["raised", "ended"]


def test_with_other_threads_there_is_no_second_process() -> None:
    wait = threading.Event()
    other = threading.Thread(target=wait.wait)
    other.start()
    try:
        assert not second.possible()
    finally:
        wait.set()
        other.join()


def test_a_long_report_is_told_the_same_by_one_process_and_by_two(tmp_path: Path) -> None:
    text = (Path(__file__).parents[0] / "rules/styles/older_couple.md").read_text(encoding="utf-8")
    report = tmp_path / "long report.md"
    report.write_text(text + "\n\nThe panel met again in March and heard from the surgery.\n" * 600, encoding="utf-8")
    args = [sys.executable, "-m", "dhr_qa", "check", str(report), "--format", "json", "--no-redact"]
    two = subprocess.run(args, capture_output=True, text=True, check=False)
    one = check(report)
    assert one.documents[0].words > 4_000
    assert json.loads(two.stdout) == json.loads(json.dumps(as_dict(one), default=str))


@needs_fork
def test_work_that_is_begun_aside_is_waited_for_and_its_errors_are_raised() -> None:
    said = run(
        "from dhr_qa.errors import DocumentError\n"
        "def wrong(): raise DocumentError('damaged', 'It is damaged.', 'a.docx')\n"
        "good, bad, lost = (second.aside(work) for work in (lambda: os.getpid() != here, wrong,\n"
        "    lambda: os.getpid() if os.getpid() == here else os._exit(1)))\n"
        "assert good() and lost() == here\n"
        "try: bad()\n"
        "except DocumentError as error: print(error)\n"
        "try: os.waitpid(-1, 0)\n"
        "except ChildProcessError: print('ended')"
    )
    assert said.splitlines()[-1] == "ended"
    assert "It is damaged." in said


@needs_fork
def test_where_no_process_can_be_begun_all_is_done_here() -> None:
    said = run(
        "def refused(): raise OSError('no memory')\n"
        "os.fork = refused\n"
        "print(second.shared(lambda n: n, [0], [1], [2]) == {0: 0, 1: 1, 2: 2}, second.aside(lambda: 5)())"
    )
    assert said == "True 5"
