"""Time and memory of `dhr-qa check` over many small reports, one by one and in several processes.

    python -m tests.benchmarks.many --files 1000 --jobs 1

Memory is what the process (with -j: it and its workers together) has resident when 100, 500 and 1,000 documents
have been told, as Linux counts it in /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks.bench import FOLDER

_WORDS = (
    *("panel", "review", "family", "agency", "learning", "support", "meeting", "referral", "housing", "police"),
    *("health", "adult", "worker", "record", "concern", "contact", "risk", "assessment", "visit"),
)
_MARKS = (100, 500, 1000)


def report(number: int, chance: random.Random) -> str:
    """A small report with names, dates and a plan, of about a thousand words."""
    name = f"Name{number}"
    items = "\n\n".join(
        f"{n}. On {1 + n % 28} March 20{10 + n % 14} the {chance.choice(_WORDS)} of Unit {number} met {name} and "
        f"{' '.join(chance.choices(_WORDS, k=40))}."
        for n in range(1, 21)
    )
    return (
        f"# Overview report {number}\n\n# Introduction\n\nThe victim, {name}, died in 2024.\n\n"
        f"# Terms of reference\n\n{items}\n\n# Recommendations\n\n"
        "| Recommendation | Action | Lead agency | Target date |\n|---|---|---|---|\n"
        f"| {number} | Train | Police | May 2026 |\n"
    )


def resident(process: int) -> float:
    """MiB that a process and its children have resident."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            status = (folder / "status").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if int(folder.name) == process or int(fields.get("PPid", "0")) == process:
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def measured(folder: Path, count: int, jobs: int) -> None:
    """Run once and print memory at the marks, and the time."""
    command = [sys.executable, "-m", "dhr_qa", "check", *(f"r{n:04}.md" for n in range(count)), "-j", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, env=environment) as child:
        told = 0
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith(b"r") and line.rstrip().endswith(b".md"):
                told += 1
                if told in _MARKS or told == count:
                    seconds = time.perf_counter() - start
                    memory = resident(child.pid)
                    print(f"-j {jobs}: {told:>5} documents  {seconds:>7.1f} s  {memory:>7.0f} MiB", flush=True)
            if line.startswith(b"SUMMARY"):
                break
        threading.Thread(target=child.stdout.read, daemon=True).start()
        child.wait()
    print(f"-j {jobs}: exit code {child.returncode}, {time.perf_counter() - start:.1f} s")


def main() -> None:
    """Write the reports and measure."""
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=1000)
    options.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    chosen = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        folder = Path(name)
        chance = random.Random(1)
        for number in range(chosen.files):
            (folder / f"r{number:04}.md").write_text(report(number, chance), encoding="utf-8")
        for jobs in chosen.jobs:
            measured(folder, chosen.files, jobs)


if __name__ == "__main__":
    main()
