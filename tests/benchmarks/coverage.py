"""Measures how coverage of terms of reference is judged: precision and recall over labelled reports.

python -m tests.benchmarks.coverage                the part to work with (dev), with every miss
python -m tests.benchmarks.coverage --kept         the other parts as well (each was scored once, then learned from),
                                                   and parts set apart by numbers only
python -m tests.benchmarks.coverage --apart        the misses of parts set apart (nothing was learned from them)
python -m tests.benchmarks.coverage --all          every item with its status
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dhr_qa.review.covered import NOT_EVIDENT
from dhr_qa.review.facts import Term
from tests.review.making import facts_of

CORPUS = Path(__file__).parents[1] / "coverage_corpus"
WORKED_WITH = "dev"
LEARNED_FROM = ("kept", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: Parts of which nothing was learned: whatever else lies beside the corpus.
APART = tuple(
    sorted({path.parent.name for path in CORPUS.glob("*/labels.tsv")}.difference((WORKED_WITH, *LEARNED_FROM)))
)
READINGS = ("answered", "partly", "unanswered", "process")
STATUSES = ("linked", "mentioned", "open", "partly", "not-evident", "process", "absent")


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled item with what the program says of it."""

    report: str
    item: int
    reading: str
    missing: str
    status: str
    said: tuple[str, ...]
    text: str
    elsewhere: bool = False  #: what is missing is mentioned where no answers are


def judged(part: str) -> list[Judged]:
    """Every labelled item of a part of the corpus."""
    found = []
    known: dict[str, tuple[Term, ...]] = {}
    with (CORPUS / part / "labels.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = row["report"]
            if name not in known:
                kind = "executive-summary" if name.startswith("summary") else "overview-report"
                known[name] = facts_of((CORPUS / part / f"{name}.md").read_text(encoding="utf-8"), kind=kind).terms
            term = next((each for each in known[name] if each.text.startswith(row["starts"])), None)
            cover = term.coverage if term is not None else None
            status = "absent" if cover is None else cover.status or "open"
            said = tuple(limb.title for limb in cover.missing) if cover is not None else ()
            text = term.text if term is not None else row["starts"]
            other = cover is not None and any(limb.elsewhere for limb in cover.missing)
            found.append(Judged(name, int(row["item"]), row["reading"], row["missing"], status, said, text, other))
    return found


def precision_recall(items: Sequence[Judged]) -> tuple[float, float]:
    """Of the items called not evident, the share that is unanswered; of those unanswered, the share called so."""
    called = [each for each in items if each.status == NOT_EVIDENT]
    right = sum(each.reading == "unanswered" for each in called)
    wanted = sum(each.reading == "unanswered" for each in items)
    return right / len(called) if called else 1.0, right / wanted if wanted else 1.0


def _fits(each: Judged) -> bool:
    return (
        each.status
        in {
            "answered": ("linked", "mentioned", "open"),
            "partly": ("partly",),
            "unanswered": ("not-evident",),
            "process": ("process",),
        }[each.reading]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--apart", action="store_true")
    given = parser.parse_args()
    parts = APART if given.apart else (WORKED_WITH, *LEARNED_FROM, *APART) if given.kept else (WORKED_WITH,)
    for part in parts:
        items = judged(part)
        table = Counter((each.reading, each.status) for each in items)
        print(f"{part}: {len(items)} items of {len({each.report for each in items})} reports")
        print(f"{'reading':<12}" + "".join(f"{status:>13}" for status in STATUSES))
        for reading in READINGS:
            print(f"{reading:<12}" + "".join(f"{table[reading, status]:>13}" for status in STATUSES))
        precision, recall = precision_recall(items)
        print(f"not-evident: precision {precision:.2f}, recall {recall:.2f}")
        for each in items if part not in APART or given.apart else ():
            if given.all or not _fits(each):
                print(f"  {each.report} {each.item}: {each.reading} ({each.missing}) → {each.status} {list(each.said)}")
                print(f"      {each.text[:110]}")
        print()


if __name__ == "__main__":
    main()
