"""Checks a thousand damaged files: `python -m tests.benchmarks.fuzz --files 1000`.

None may end in a fault of the program, take over ten seconds, or be read in silence although its main part, or words of
it, could not be. Prints how they ended, and every bad one with the words that give it again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.benchmarks.bench import FOLDER
from tests.fuzz.judge import BAD, GOOD, Judge
from tests.fuzz.mutate import files


def main() -> int:
    """Print the figures. Exit code 1 where a file ended badly."""
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=1000)
    options.add_argument("--from-seed", type=int, default=0)
    options.add_argument("--only", default="", help="the name of one kept file")
    chosen = options.parse_args()
    sources = [path for path in files() if chosen.only in path.name]
    seen: Counter[tuple[str, str]] = Counter()
    slowest, where = 0.0, ""
    bad = 0
    start = time.perf_counter()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        judge = Judge(Path(folder))
        for number in range(chosen.files):
            source, seed = sources[number % len(sources)], chosen.from_seed + number // len(sources)
            verdict, how = judge.verdict(source, seed)
            seen[source.name, verdict.kind] += 1
            if verdict.seconds > slowest:
                slowest, where = verdict.seconds, f"{source.name} {seed}"
            if verdict.kind in BAD:
                bad += 1
                print(f"{verdict.kind}: {source.name} seed {seed} ({how}): {verdict.detail}", flush=True)
    kinds = (*GOOD, *BAD)
    print(f"{'kept file':<22}" + "".join(f"{kind:>25}" for kind in kinds))
    for source in sources:
        print(f"{source.name:<22}" + "".join(f"{seen[source.name, kind]:>25}" for kind in kinds))
    seconds = time.perf_counter() - start
    print(f"{chosen.files} files in {seconds:.0f} s, the slowest {slowest:.1f} s ({where}); {bad} ended badly")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
