"""Writes long reports for the benchmark, 40,000 words and 60 tables or as asked, the same every time.

The prose is the good example's, its sentences dealt out again by a fixed random seed, so that headings,
names, dates and terms occur as often as in life and no paragraph stands twice.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

from examples import build_examples, markup, word

WORDS, TABLES = 40_000, 60


def source(words: int = WORDS, tables: int = TABLES) -> str:
    """The long report in the examples' markup. The good example is part of it, so it is never shorter than that."""
    good = build_examples.good_source()
    dice = random.Random(20_260_924)
    prose = [line.text for line in markup.lines(good) if line.kind == "paragraph"]
    sentences = [part for text in prose for part in re.split(r"(?<=[.?!]) ", text) if "[^" not in part]
    plan = next(line for line in markup.lines(good) if line.kind == "table" and line.text == "plan")
    widths = ",".join(str(width) for width in plan.widths)
    front, back = good.split("\n@landscape\n")
    grown = [front]
    missing = words - len(good.split())
    section = 0
    while missing > 0:
        section += 1
        rows = ["| " + " | ".join(dice.choice(plan.rows[1:])) + " |" for _ in range(3)]
        text = [" ".join(dice.sample(sentences, 3)) for _ in range(3)]
        table = (
            [f"@table plan {widths}", "| " + " | ".join(plan.rows[0]) + " |", *rows] if section <= tables - 6 else []
        )
        piece = "\n\n".join([f"## Agency report {section}", *text, "\n".join(table)])
        missing -= len(piece.split())
        grown.append(piece)
    if section < tables - 6 and missing <= 0 < section:
        raise ValueError(f"only {section} sections fitted: {tables} tables need {tables - 6}")
    return "\n\n".join(grown) + "\n\n@landscape\n" + back


def report(words: int = WORDS, tables: int = TABLES) -> bytes:
    """The long report as a Word file."""
    paper = word.Paper(
        title="Domestic homicide review: a long report",
        author=build_examples.PARTNERSHIP,
        last_modified_by=build_examples.PARTNERSHIP,
        header="Draft overview report",
        chart=build_examples.CONTACTS,
        chart_caption="Entries by year",
        chart_alt="Bar chart of entries in the combined chronology by year.",
    )
    return word.write(source(words, tables), paper)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(report())
