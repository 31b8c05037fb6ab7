"""Times `dhr-qa check` on a long report beside `pandoc -t plain`: `make bench`.

Every run is a new process. Wall time is the best and the median of the runs; memory is the peak of the
process as the kernel counts it. Both commands run turn by turn, so that a busy machine is fair to both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import make_report

#: Below the project's root, so that no settings file of the machine's own folders is found; git ignores it.
FOLDER = Path(__file__).resolve().parents[2] / ".benchmarks"


def run(command: Sequence[str]) -> tuple[float, float, int]:
    """Seconds, peak memory in MiB and exit code of one run of a command, its output thrown away."""
    start = time.perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=nowhere)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / unit, os.waitstatus_to_exitcode(status)


def main() -> int:
    """Print the table. Exit code 1 where a command failed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--report", type=Path, help="measure this file instead of the generated one")
    chosen = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = chosen.report
        if path is None:
            path = Path(folder) / "long-report.docx"
            path.write_bytes(make_report.report())
        beside = Path(sys.executable).parent / "dhr-qa"
        commands = {"dhr-qa check": [str(beside), "check", str(path), "--fail-on", "never"]}
        if shutil.which("pandoc"):
            commands["pandoc -t plain"] = ["pandoc", "-t", "plain", str(path)]
        else:
            print("pandoc is not installed: measuring dhr-qa alone", file=sys.stderr)
        runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
        for _ in range(chosen.runs):
            for name, command in commands.items():
                runs[name].append(run(command))
    print(f"{path.name}, {chosen.runs} runs each, {os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    print(f"{'command':<18} {'best s':>8} {'median s':>9} {'peak MiB':>9} {'exit':>5}")
    failed = False
    for name, results in runs.items():
        seconds = [result[0] for result in results]
        codes = {result[2] for result in results}
        failed |= codes != {0}
        peak = max(result[1] for result in results)
        shown = ",".join(str(code) for code in sorted(codes))
        print(f"{name:<18} {min(seconds):>8.2f} {statistics.median(seconds):>9.2f} {peak:>9.0f} {shown:>5}")
    if len(runs) == 2:
        ours, theirs = (statistics.median(result[0] for result in results) for results in runs.values())
        print(f"\nmedian time of dhr-qa over pandoc: {ours / theirs:.2f}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
