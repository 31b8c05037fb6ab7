"""The rules about action plans on whole reports: the good example, the draft, and the one real plan."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from pathlib import Path

from dhr_qa.documents.read import read_document
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def checked(path: Path) -> tuple[list[Outcome], list[Finding]]:
    rulebook = load_rulebook()
    settings = RunSettings(as_of=datetime.date(2026, 11, 22), select=("action-plan", "finding-only-in-plan"))
    outcomes, findings, bugs = run(rulebook, [read_facts(read_document(path), rulebook.vocabulary)], settings)
    assert bugs == []
    return outcomes, findings


def rules(path: Path) -> dict[str, int]:
    return dict(Counter(finding.rule for finding in checked(path)[1]))


def asked(path: Path) -> set[str]:
    return {outcome.rule for outcome in checked(path)[0] if outcome.outcome == "needs-person"}


def test_the_good_report_gives_no_finding_and_no_question() -> None:
    good = EXAMPLES / "good" / "overview-report.docx"
    assert (rules(good), asked(good)) == ({}, set())


def test_the_planted_faults_of_the_draft_are_found_and_nothing_else() -> None:
    assert rules(EXAMPLES / "draft" / "overview-report-draft.docx") == {
        "smart": 1, "rec-addressee": 1, "rec-has-plan-row": 1, "live-document-note": 1, "plan-governance": 1,
        "lead-present": 2, "target-date-present": 1, "target-date-vague": 1, "complete-with-open-work": 1,
    }  # fmt: skip


@needs_seed
def test_the_real_plan() -> None:
    assert rules(SEED_DOCX) == {
        "rec-has-plan-row": 1, "rec-rejected-complete": 2, "complete-with-open-work": 2, "lead-left": 1,
        "rag-contradiction": 6, "rec-addressee": 1, "target-date-vague": 1, "live-document-note": 1, "overdue": 1,
        "plan-columns": 1, "smart": 1, "target-date-ambiguous": 1, "update-after-completion": 1,
    }  # fmt: skip
    assert asked(SEED_DOCX) == {"outcome-stated", "national-issue-no-rec", "finding-only-in-plan"}
    (missing,) = (f.message for f in checked(SEED_DOCX)[1] if f.rule == "rec-has-plan-row")
    assert missing == "Recommendation 5 of the report has no row in the action plan."
    amber = [f for f in checked(SEED_DOCX)[1] if f.rule == "rag-contradiction"]
    assert {(f.location.table, f.location.column) for f in amber} == {(7, "status")}


@needs_seed
def test_what_a_scan_has_broken_is_not_held_against_the_plan() -> None:
    assert rules(SEED_TXT) == {"rec-rejected-complete": 1, "rec-addressee": 1, "live-document-note": 1, "smart": 1}
    assert {o.rule for o in checked(SEED_TXT)[0] if o.outcome == "could-not-check"} >= {
        "lead-present", "target-date-present", "target-date-vague", "rag-contradiction", "outcome-stated",
        "rec-has-plan-row", "complete-with-open-work",
    }  # fmt: skip
