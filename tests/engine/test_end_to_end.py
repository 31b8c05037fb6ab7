"""From Markdown, and from the sample report, through the readers and the facts to findings."""

from __future__ import annotations

import time

import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.outline import with_outline
from dhr_qa.documents.read import read_document
from dhr_qa.engine.run import run
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rulebook
from tests.engine.make import rule, settings
from tests.seed import SEED_DOCX, needs_seed

REPORT = """
# Terms of reference

1. Were referrals acted upon?
2. Was risk assessed?

# Equality and diversity

Her age was considered.

# Action plan

| Recommendation | Action | Lead agency | Target date |
|---|---|---|---|
| 1 | Audit referrals | Fenshire Police | Ongoing |
"""


@pytest.fixture(scope="module")
def words() -> Rulebook:
    return load_rulebook()


def read(text: str, words: Rulebook) -> Facts:
    return read_facts(with_outline(parse_markdown(text)), words.vocabulary, kind="overview-report")


def test_markdown_to_findings(words: Rulebook) -> None:
    rules = (
        rule(id="terms", given={"select": "term"}, check={"kind": "count", "min": 3}, message="{count} of {min}"),
        rule(
            id="nine",
            given={"select": "mention", "of": "characteristics", "role": ["equality"]},
            check={
                "kind": "relate",
                "to": {"register": "characteristics", "key": "id"},
                "mode": "right-in-left",
                "together": True,
                "at": "equality",
            },
            message={"right-only": "{count} missing"},
        ),
        rule(
            id="dates",
            given={"select": "cell", "table": "action-plan", "column": "target-date"},
            check={"kind": "value", "type": "date"},
            message='action {row.label}: "{value}" ({problem})',
        ),
    )
    outcomes, findings, bugs = run(Rulebook(rules, words.vocabulary), [read(REPORT, words)], settings())
    assert bugs == []
    assert [outcome.outcome for outcome in outcomes] == ["fail"] * 3
    said = {finding.rule: (finding.message, finding.location) for finding in findings}
    assert said["terms"][0] == "2 of 3"
    assert said["nine"][0] == "8 missing"
    assert said["nine"][1].section == "equality"
    assert said["dates"][0] == "action 1: “Ongoing” (not a date)"
    assert (said["dates"][1].table, said["dates"][1].row, said["dates"][1].column) == (1, 1, "target-date")


@needs_seed
def test_the_sample_report_runs_without_bugs_and_quickly(words: Rulebook) -> None:
    facts = read_facts(read_document(SEED_DOCX), words.vocabulary)
    start = time.process_time()
    outcomes, findings, bugs = run(words, [facts], settings())
    took = time.process_time() - start
    assert bugs == []
    assert len(outcomes) == len(words.rules)
    assert all(outcome.reason for outcome in outcomes if outcome.outcome in ("not-applicable", "could-not-check"))
    assert all(finding.fingerprint and finding.message and "{" not in finding.message for finding in findings)
    assert all(len(finding.excerpt) <= 200 for finding in findings)
    assert took < 3
    assert run(words, [facts], settings())[1] == findings
