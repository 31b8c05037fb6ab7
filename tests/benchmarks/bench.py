"""Times `dhr-qa check` on long reports beside `pandoc -t plain` and others: `make bench`.

Every run is a new process. Wall time is the best and the median of the runs, CPU time the best; memory is the peak
of the process as the kernel counts it. The commands run turn by turn, so that a busy machine is fair to all. They
run as they do where they are installed: PYTHONDONTWRITEBYTECODE is taken out of their environment, and one run of
each that is not counted warms up what is kept between runs (Python's byte code, the compiled rules).

Beside it: `pandoc -t plain` where it is installed, python-docx reading every paragraph and cell, and proselint on the
text.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.benchmarks import make_report

#: Below the project's root, so that no settings file of the machine's own folders is found; git ignores it.
FOLDER = Path(__file__).resolve().parents[2] / ".benchmarks"


#: Words and tables of the reports; the smallest is the good example itself.
SIZES = ((0, 0), (40_000, 60), (200_000, 400))
_READ = """
import sys, docx
document = docx.Document(sys.argv[1])
print(sum(len(each.text) for each in document.paragraphs))
print(sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells))
"""


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock and of the processor, peak memory in MiB, exit code."""

    wall: float
    cpu: float
    peak: float
    code: int


def run(command: Sequence[str]) -> Run:
    """One run of a command, its output thrown away."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    child = os.posix_spawnp(command[0], command, here, file_actions=nowhere)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss / unit, os.waitstatus_to_exitcode(status))


@cache
def proselint() -> str:
    """Its command, or "" where it cannot be had.

    It is installed on first use, as the extra `bench` has it, in an environment of its own: it brings typing of
    google-re2 along, which would change what mypy says of dhr-qa.
    """
    home = FOLDER / "proselint"
    command = home / ("Scripts" if os.name == "nt" else "bin") / "proselint"
    if not command.is_file():
        print("Installing proselint below .benchmarks", file=sys.stderr)
        project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]
        pip = [str(command.with_name("python")), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        try:
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            subprocess.run([*pip, *project["optional-dependencies"]["bench"]], check=True)
        except (OSError, subprocess.CalledProcessError):
            print("proselint could not be installed: measuring without it", file=sys.stderr)
            return ""
    return str(command)


def commands(path: Path) -> dict[str, list[str]]:
    """What is measured on a report, by name."""
    beside = Path(sys.executable).parent
    found = {"dhr-qa check": [str(beside / "dhr-qa"), "check", str(path), "--fail-on", "never"]}
    if shutil.which("pandoc"):
        found["pandoc -t plain"] = ["pandoc", "-t", "plain", str(path)]
    else:
        print("pandoc is not installed: measuring without it", file=sys.stderr)
    if importlib.util.find_spec("docx"):
        found["python-docx"] = [sys.executable, "-c", _READ, str(path)]
    if (linter := proselint()) and shutil.which("pandoc"):
        text = path.with_suffix(".txt")
        subprocess.run(["pandoc", "-t", "plain", "-o", str(text), str(path)], check=True)
        found["proselint"] = [linter, "check", str(text)]
    return found


def measure(path: Path, count: int) -> bool:
    """Print the table of one report. Gives whether dhr-qa failed."""
    runs: dict[str, list[Run]] = {name: [] for name in commands(path)}
    for number in range(count + 1):
        for name, command in commands(path).items():
            done = run(command)
            if number:
                runs[name].append(done)
    print(f"{'command':<18} {'best s':>8} {'median s':>9} {'CPU s':>7} {'peak MiB':>9} {'exit':>5}")
    for name, results in runs.items():
        wall = [each.wall for each in results]
        shown = ",".join(str(code) for code in sorted({each.code for each in results}))
        cpu, peak = min(each.cpu for each in results), max(each.peak for each in results)
        print(f"{name:<18} {min(wall):>8.2f} {statistics.median(wall):>9.2f} {cpu:>7.2f} {peak:>9.0f} {shown:>5}")
    ours = runs["dhr-qa check"]
    if "pandoc -t plain" in runs:
        theirs = runs["pandoc -t plain"]
        wall_share = statistics.median(each.wall for each in ours) / statistics.median(each.wall for each in theirs)
        cpu_share = min(each.cpu for each in ours) / min(each.cpu for each in theirs)
        print(f"dhr-qa over pandoc: {wall_share:.2f} by the clock (median), {cpu_share:.2f} of the processor (best)")
    print()
    return any(each.code for each in ours)


def main() -> int:
    """Print the tables. Exit code 1 where dhr-qa failed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--report", type=Path, help="measure this file instead of the generated ones")
    chosen = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    print(f"{chosen.runs} runs each, {os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    if chosen.report is not None:
        print(chosen.report.name)
        return int(measure(chosen.report, chosen.runs))
    failed = False
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        for words, tables in SIZES:
            path = Path(folder) / f"report-{words}.docx"
            path.write_bytes(make_report.report(words, tables))
            print(f"A report of {words:,} words and {tables} tables" if words else "The good example")
            failed |= measure(path, chosen.runs)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
