"""Whole reports: good ones are left alone, planted faults are found, and what is found in a real one is right."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.read import read_document
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from tests.language_corpus.corpus import RULES
from tests.seed import SEED_DOCX, needs_seed

ROOT = Path(__file__).parents[2]
EVERY = (*RULES, "acronym-expanded")


@cache
def checked(path: Path) -> tuple[list[Finding], list[str]]:
    """The findings of the rules of language in a file, and the rules that ask something."""
    book = load_rulebook()
    facts = read_facts(read_document(path), book.vocabulary)
    settings = RunSettings(profile="publication", as_of=datetime.date(2026, 11, 22), select=EVERY)
    outcomes, findings, bugs = run(book, [facts], settings)
    assert not bugs
    return findings, [outcome.rule for outcome in outcomes if outcome.outcome == "needs-person"]


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "tests" / "rules" / "styles").glob("*.md")),
        ROOT / "examples" / "good" / "overview-report.docx",
        ROOT / "examples" / "good" / "executive-summary.md",
    ],
    ids=lambda path: path.stem,
)
def test_a_good_report_is_left_alone(path: Path) -> None:
    findings, questions = checked(path)
    assert [finding.message for finding in findings] == []
    assert questions == []


def test_the_planted_faults_are_found_and_nothing_else() -> None:
    findings, _ = checked(ROOT / "examples" / "draft" / "overview-report-draft.docx")
    assert Counter(finding.rule for finding in findings) == {
        "victim-blaming": 2, "minimising": 1, "committed-suicide": 1, "acronym-expanded": 1, "typo": 1,
    }  # fmt: skip


@needs_seed
def test_a_real_report() -> None:
    findings, _ = checked(SEED_DOCX)
    found = Counter(finding.rule for finding in findings)
    assert found["victim-blaming"] >= 7
    assert found["typo"] >= 10
    assert set(found) <= {"victim-blaming", "minimising", "speculation", "ambiguity", "typo", "acronym-expanded"}
    slips = [finding.message for finding in findings if "is not in the dictionary" in finding.message]
    assert slips == []


def test_the_words_say_whom_and_what_to_write() -> None:
    findings, _ = checked(ROOT / "examples" / "draft" / "overview-report-draft.docx")
    blame = next(finding for finding in findings if finding.rule == "victim-blaming")
    assert blame.severity == "major"
    assert "what the service offered" in blame.message
    assert "the service as its subject" in blame.remedy
