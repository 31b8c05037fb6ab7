"""Measures the rules of language on labelled sentences: precision and recall of each rule.

python -m tests.benchmarks.language          the part to work with (dev), with every miss and false alarm
python -m tests.benchmarks.language --kept   the part set apart: the table; --list names its misses and false alarms
"""

from __future__ import annotations

import argparse
import sys

from tests.language_corpus.corpus import RULES, Score, read_corpus, score


def table(total: Score) -> str:
    """Rule, sentences that it should find, traps, what it found rightly and wrongly, precision and recall."""
    lines = [f"{'rule':<20}{'to find':>8}{'traps':>7}{'found':>7}{'wrong':>7}{'precision':>11}{'recall':>8}"]
    for rule in (*RULES, ""):
        wanted = total.right[rule] + total.missed[rule] if rule else total.right.total() + total.missed.total()
        traps = total.traps[rule] if rule else total.traps.total()
        right = total.right[rule] if rule else total.right.total()
        wrong = total.wrong[rule] if rule else total.wrong.total()
        lines.append(
            f"{rule or 'all':<20}{wanted:>8}{traps:>7}{right:>7}{wrong:>7}"
            f"{total.precision(rule):>11.2f}{total.recall(rule):>8.2f}"
        )
    return "\n".join(lines)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--kept", action="store_true", help="the part set apart")
    options.add_argument("--list", action="store_true", help="with its misses and false alarms")
    chosen = options.parse_args()
    split = "kept" if chosen.kept else "dev"
    total = score(split)
    print(f"{split}: {len(read_corpus(split))} sentences\n\n{table(total)}")
    if chosen.list or not chosen.kept:
        for rule, item in total.misses:
            print(f"  missed  {rule}: {item.text}")
        for rule, item, message in total.alarms:
            print(f"  wrongly {rule} [{item.note}]: {item.text} -> {message}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
