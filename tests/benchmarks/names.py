"""Measures how names are found: precision and recall over the labelled reports, and over names of many origins.

python -m tests.benchmarks.names                the part to work with (all that is not set apart), with what was missed
python -m tests.benchmarks.names --kept         the part set apart: numbers and kinds of misses only, no text
python -m tests.benchmarks.names --substitute   names of other origins put into the reports of dev

A name that a paper uses all through, and of which it never says whether it is a pseudonym, is told once and in words
of its own. Spans of such a name are a class by themselves: right where the label says leak, left out where it is a
pseudonym that the paper really never explains (its opening comment lists those under "unexplained"), false otherwise.
Recall and all other counts know nothing of this; precision is printed in both ways, "with nothing left out" being that
in which every pseudonym that is flagged counts as false.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Block, Document
from dhr_qa.review.facts import Facts, Mention
from dhr_qa.review.read import read_facts
from tests.names.corpus_reader import ALLOWED, MUST_FIND, NOT_A_NAME, Label, Sample, form_of, read_corpus, unveil, veil
from tests.names.substitute import ORIGINS, Put, Recall, substituted
from tests.review.making import document_of
from tests.review.vocab import vocabulary

_LETTERS = re.compile(r"[^\W_]+")
Unit = tuple[int, ...]
#: The parts to work with; "kept" is set apart.
OPEN = ("dev", "opened", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label where the reader of Markdown has put it: in a block, or in a cell (its paragraphs joined)."""

    unit: Unit
    start: int
    end: int
    label: Label


@dataclass
class Score:
    """Counts over one or more reports."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    flagged: int = 0  #: spans reported as names that may not stand
    right: int = 0  #: of those, spans that are such names
    told: Counter[str] = field(default_factory=Counter)  #: such spans: "right", "left out" or "false"
    detected: int = 0  #: spans reported as names of people at all
    people: int = 0  #: of those, spans that are names of people
    role_right: int = 0
    role_wrong: int = 0
    false_on: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, Label]] = field(default_factory=list)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self, key: str) -> float:
        both = self.found[key] + self.missed[key]
        return self.found[key] / both if both else 1.0

    @property
    def precision(self) -> float:
        """Right ones of those flagged; a pseudonym that the paper never explains, told as such, is left out."""
        flagged = self.flagged - self.told["left out"]
        return self.right / flagged if flagged else 1.0

    @property
    def plain_precision(self) -> float:
        """The same with nothing left out: every pseudonym that is flagged counts as false."""
        return self.right / self.flagged if self.flagged else 1.0

    @property
    def detection(self) -> float:
        return self.people / self.detected if self.detected else 1.0


def unit_of(block: Block) -> Unit:
    """What a block is measured with: its cell, or itself."""
    if block.table is not None and block.row is not None and block.column is not None:
        return block.table, block.row, block.column
    return (block.index,)


def offsets(document: Document) -> dict[int, int]:
    """Block to the offset at which it begins in its unit."""
    lengths: dict[Unit, int] = defaultdict(int)
    found = {}
    for block in document.blocks:
        unit = unit_of(block)
        found[block.index] = lengths[unit]
        lengths[unit] += len(block.text) + 1
    return found


def labelled(sample: Sample) -> Iterator[Labelled]:
    """Every label of a sample, in the place that a reader of its Markdown gives it."""
    texts: dict[Unit, list[str]] = defaultdict(list)
    for block in parse_markdown(veil(sample), f"{sample.name}.md").blocks:
        texts[unit_of(block)].append(block.text)
    waiting: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in sample.labels:
        waiting[label.category, _plain(label.text)].append(label)
    for unit, parts in texts.items():
        plain, spans = unveil("\n".join(parts))
        for category, start, end in spans:
            same = waiting[category, _plain(plain[start:end])]
            yield Labelled(unit, start, end, same.pop(0) if len(same) > 1 else same[0])


def _plain(text: str) -> str:
    return "".join(_LETTERS.findall(text.replace("<br>", ""))).casefold()


def score(sample: Sample, total: Score) -> Score:
    """Adds the counts of one report to `total`."""
    facts = read_facts(document_of(sample.text), vocabulary())
    begins = offsets(facts.document)
    spans: dict[Unit, list[tuple[int, int, Mention]]] = defaultdict(list)
    for mention in facts.mentions:
        if mention.block is not None and not mention.field:
            start = begins[mention.block] + mention.start
            unit = unit_of(facts.document.blocks[mention.block])
            spans[unit].append((start, start + mention.end - mention.start, mention))
    places = list(labelled(sample))
    by_unit: dict[Unit, list[Labelled]] = defaultdict(list)
    for place in places:
        by_unit[place.unit].append(place)
    for place in places:
        if place.label.category not in MUST_FIND:
            continue
        hits = [m for start, end, m in spans[place.unit] if start < place.end and place.start < end and not m.allowed]
        result = total.found if hits else total.missed
        for key in ("all", place.label.category, f"origin {place.label.origin}", f"form {form_of(place.label)}"):
            result[key] += 1
        if not hits:
            total.misses.append((sample.name, place.label))
        elif (hits[0].role == "professional") == (place.label.category == "professional"):
            total.role_right += 1
        else:
            total.role_wrong += 1
    for unit, found in spans.items():
        for start, end, mention in found:
            over = [p.label.category for p in by_unit[unit] if start < p.end and p.start < end]
            person = any(category in (*MUST_FIND, *ALLOWED) for category in over)
            total.detected += 1
            total.people += person
            if not mention.allowed:
                total.flagged += 1
                wanted = any(category in MUST_FIND for category in over)
                total.right += wanted
                if mention.throughout:
                    never = "pseudonym" in over and mention.name in sample.unexplained
                    total.told["right" if wanted else "left out" if never else "false"] += 1
                if not wanted:
                    why = over[0] if over else "unlabelled"
                    total.false_on[why] += 1
                    total.alarms.append((sample.name, why, mention.name))
    return total


def report(title: str, total: Score, text: bool) -> None:
    """Prints the counts; `text`: with what was missed and what was flagged wrongly."""
    print(f"{title}\n")
    print(f"{'recall of names to be found':<34}{total.recall('all'):.3f}  ({total.found['all']} of "
          f"{total.found['all'] + total.missed['all']})")  # fmt: skip
    for category in MUST_FIND:
        print(f"{'  ' + category:<34}{total.recall(category):.3f}")
    flagged = total.flagged - total.told["left out"]
    print(f"{'precision of what is flagged':<34}{total.precision:.3f}  ({total.right} of {flagged})")
    print(f"{'  with nothing left out':<34}{total.plain_precision:.3f}  ({total.right} of {total.flagged})")
    told = ", ".join(f"{total.told[kind]} {kind}" for kind in ("right", "left out", "false"))
    print(f"{'  told as used throughout':<34}{told}")
    print(f"{'precision of names of people':<34}{total.detection:.3f}  ({total.people} of {total.detected})")
    both = total.role_right + total.role_wrong
    print(f"{'professional or not, told rightly':<34}{total.role_right / both if both else 1:.3f}")
    for kind in ("origin", "form"):
        keys = sorted({key for key in (*total.found, *total.missed) if key.startswith(kind)})
        print(f"\nrecall by {kind}: " + ", ".join(f"{k.removeprefix(kind + ' ')} {total.recall(k):.2f}" for k in keys))
    misses = Counter((name, label.category, label.origin, form_of(label)) for name, label in total.misses)
    print("\nmissed: " + "; ".join(f"{' '.join(key[1:])} ×{count}" for key, count in misses.most_common()))
    print("flagged wrongly, by label: " + ", ".join(f"{why} {count}" for why, count in total.false_on.most_common()))
    if text:
        for name, label in total.misses:
            print(f"  missed   {name}:{label.line} {label.category} {label.text!r}")
        for name, why, words in total.alarms:
            print(f"  wrongly  {name} {why}: {words!r}")


def measure(samples: Iterable[Sample]) -> Score:
    """The counts over samples."""
    total = Score()
    for sample in samples:
        score(sample, total)
    return total


def facts_of(text: str) -> Facts:
    return read_facts(document_of(text), vocabulary())


def substitution(samples: Iterable[Sample], origins: Iterable[str] = ORIGINS) -> dict[str, Recall]:
    """Origin to recall, over reports with names of that origin in place of theirs."""
    recalls = {origin: Recall() for origin in origins}
    for sample in samples:
        for origin, recall in recalls.items():
            text, puts = substituted(sample, origin)
            for put, found in found_in(text, puts):
                recall.add(put.times, found)
    return recalls


def found_in(text: str, puts: Sequence[Put]) -> Iterator[tuple[Put, bool]]:
    """Each name put into a text, and whether it is flagged."""
    labels = tuple(Label("leak", put.start, put.end, text[put.start : put.end], 1, "") for put in puts)
    sample = Sample("put", "dev", "", "", (), text, labels)
    facts = facts_of(text)
    begins = offsets(facts.document)
    spans = defaultdict(list)
    for mention in facts.mentions:
        if mention.block is not None and not mention.field and not mention.allowed:
            start = begins[mention.block] + mention.start
            unit = unit_of(facts.document.blocks[mention.block])
            spans[unit].append((start, start + mention.end - mention.start))
    by_label = dict(zip(labels, puts, strict=True))
    for place in labelled(sample):
        hit = any(start < place.end and place.start < end for start, end in spans[place.unit])
        yield by_label[place.label], hit


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--kept", action="store_true", help="the part set apart; numbers only")
    options.add_argument("--substitute", action="store_true", help="recall by origin, names put in place of others")
    options.add_argument("--only", default="", help="reports whose name holds this")
    chosen = options.parse_args()
    if chosen.substitute:
        samples = [sample for sample in read_corpus(*OPEN) if chosen.only in sample.name]
        for origin, recall in substitution(samples).items():
            print(f"{origin:<14} {recall}")
        return 0
    split = "kept" if chosen.kept else "dev"
    samples = [sample for sample in read_corpus(*((split,) if chosen.kept else OPEN)) if chosen.only in sample.name]
    if not samples:
        print("No part is set apart at present: see tests/names/corpus/README.md.")
        return 0
    report(f"{split}: {len(samples)} reports", measure(samples), text=not chosen.kept)
    assert NOT_A_NAME not in MUST_FIND
    return 0


if __name__ == "__main__":
    sys.exit(main())
