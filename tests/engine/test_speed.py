"""The cost of a run grows with the document, not faster, and 150 rules take well under a second."""

from __future__ import annotations

import random
import sys
import time

from dhr_qa.engine.run import run
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Rule, Rulebook
from dhr_qa.vocabulary import Vocabulary
from tests.engine.make import facts, rule, settings, vocabulary

VOCABULARY = [
    "the",
    "panel",
    "found",
    "that",
    "agency",
    "police",
    "officer",
    "victim",
    "family",
    "report",
    "domestic",
    "abuse",
    "had",
    "been",
    "told",
    "informed",
    "about",
    "risk",
    "assessment",
    "housing",
    "support",
    "children",
    "review",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "were",
    "by",
    "with",
    "for",
    "she",
    "he",
    "mother",
    "father",
    "sister",
    "letter",
]


def document(paragraphs: int, tables: int) -> Facts:
    dice = random.Random(7)

    def words(count: int) -> str:
        return " ".join(dice.choice(VOCABULARY) for _ in range(count))

    lines = []
    for number in range(paragraphs):
        if number % 20 == 0:
            lines.append(f"# Section {number} {{{('analysis', 'panel', 'background')[number // 20 % 3]}}}")
        lines.append(f"{words(20).capitalize()}. {words(20).capitalize()}. {words(18).capitalize()}.")
    for _ in range(tables):
        lines += ["!table action-plan action,lead,target-date", "| Action | Lead | Target |"]
        lines += [f"| {words(12)} | police | June 2027 |" for _ in range(12)] + [""]
    return facts("\n".join(lines))


def book() -> tuple[list[Rule], Vocabulary]:
    lists = {
        f"list-{n}": [f"{a} {b}", f"unheard{n}*", f"{b} ... {a}"]
        for n, (a, b) in enumerate(zip(VOCABULARY * 4, VOCABULARY[7:] * 5, strict=False))
    }
    rules = []
    for n in range(30):
        one, two, three = f"list-{n}", f"list-{n + 40}", f"list-{n + 80}"
        rules += [
            rule(
                given={"select": "sentence", "quotations": "exclude"},
                check={"kind": "match", "none": [{"any": [f"unheard{n}*"]}]},
            ),
            rule(
                given={"select": "sentence", "role": ["analysis"], "mentions": [one, two], "window": 1},
                check={"kind": "count", "min": 1},
            ),
            rule(
                given={"select": "paragraph", "without": [one]},
                check={"kind": "match", "any": [three], "quantifier": "some"},
            ),
            rule(
                given={"select": "cell", "table": "action-plan", "column": "target-date"},
                check={"kind": "value", "type": "text"},
            ),
            rule(
                given={"select": "section", "role": ["panel"]}, check={"kind": "measure", "metric": "words", "min": n}
            ),
        ]
    return rules, vocabulary(lists)


def seconds(known: Facts) -> float:
    rules, words = book()
    start = time.process_time()
    _, _, bugs = run(Rulebook(tuple(rules), words), [known], settings())
    assert bugs == []
    return time.process_time() - start


def test_cost_is_linear_and_small() -> None:
    seconds(document(40, 2))  # imports and first compilations
    small, large = document(175, 15), document(700, 60)
    assert large.document.words > 42_000
    one = min(seconds(small) for _ in range(2))
    four = min(seconds(large) for _ in range(2))
    assert four < one * 4 * 2.5, (one, four)
    assert four < 3, four  # on a quiet machine a fraction of this


def test_a_run_imports_nothing_slow() -> None:
    import subprocess

    code = (
        "import sys, dhr_qa.engine.run; "
        "slow = ('pydantic', 'ruamel', 'ruamel.yaml', 'docx', 'jsonschema', 'rapidfuzz', 'typer', 'nupunkt'); "
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
