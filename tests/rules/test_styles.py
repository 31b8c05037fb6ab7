"""Reports in other styles than the model report, mostly good: the rules must understand them and say little.

Each is read by the rules on the person, the family, independence, equality, time and law, and by those on the analysis;
what they find and what they ask is held here word for word, so that a wider or a narrower phrase list shows at once
what it changes.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.read import finished
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook

STYLES = Path(__file__).parent / "styles"
TOPICS = ("pen-portrait", "family-voice", "independence", "equality", "timescales", "legal-references", "analysis")


@cache
def _checked(name: str) -> tuple[list[Outcome], list[Finding]]:
    rulebook = load_rulebook()
    text = (STYLES / f"{name}.md").read_text(encoding="utf-8")
    facts = read_facts(finished(parse_markdown(text, path=f"{name}.md")), rulebook.vocabulary, kind="overview-report")
    settings = RunSettings(profile="publication", as_of=datetime.date(2026, 11, 22), select=TOPICS)
    outcomes, findings, bugs = run(rulebook, [facts], settings)
    assert not bugs
    return outcomes, findings


@pytest.mark.parametrize(
    ("name", "findings", "questions"),
    [
        # One heading, numbered paragraphs, "Adult A"; a review of 2014 under the guidance of 2013.
        ("numbered_paragraphs", [("not-an-inquiry", "info")], ["family-leaflet"]),
        # A death by suicide; headings in plain words; no perpetrator before a court.
        ("suicide_review", [("dardr-status", "info")], ["family-updates"]),
        # A man killed by his partner, a man; the chair writes in the first person.
        ("male_victim", [("act-title", "major")], ["wider-network"]),
    ],
)
def test_what_is_found_and_asked(name: str, findings: list[tuple[str, str]], questions: list[str]) -> None:
    outcomes, found = _checked(name)
    assert [(finding.rule, finding.severity) for finding in found] == findings
    assert [outcome.rule for outcome in outcomes if outcome.outcome == "needs-person"] == questions
    assert not [outcome.rule for outcome in outcomes if outcome.outcome == "could-not-check"]


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("numbered_paragraphs", "pen-portrait-present", "Her parents told the author about a quiet, clever girl"),
        ("numbered_paragraphs", "family-draft-shared", "They read the draft of this report in January 2015"),
        ("numbered_paragraphs", "perpetrator-invited", "Adult B was seen in prison by the author"),
        ("numbered_paragraphs", "chair-independence", "Mrs Dunlop has not worked for any of the organisations"),
        ("suicide_review", "family-met-panel", "She and her daughters spent an afternoon with the panel"),
        ("suicide_review", "imr-author-independence", "somebody who had had nothing to do with Niamh's care"),
        ("suicide_review", "six-month", "while it waited for the inquest"),
        ("suicide_review", "parallel-review-outcome", "The coroner concluded that Niamh died by suicide"),
        ("male_victim", "family-updates", "They asked to hear from me every six weeks"),
        ("male_victim", "perpetrator-invited", "Marcus was invited, through his prison offender manager"),
        ("male_victim", "unconscious-bias", "assumptions about who is a victim of domestic abuse"),
        ("male_victim", "sentence-outcome", "sentenced in March 2022 to fourteen years"),
    ],
)
def test_a_rule_passes_for_the_right_reason(name: str, rule: str, words: str) -> None:
    outcome = next(outcome for outcome in _checked(name)[0] if outcome.rule == rule)
    assert outcome.outcome == "pass"
    assert any(words in passage.excerpt for passage in outcome.evidence), [p.excerpt for p in outcome.evidence]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("numbered_paragraphs", "da-definition"),
        ("numbered_paragraphs", "children-voice"),
        ("suicide_review", "perpetrator-invited"),
        ("suicide_review", "sentence-outcome"),
        ("male_victim", "children-voice"),
    ],
)
def test_a_rule_does_not_apply(name: str, rule: str) -> None:
    outcome = next(outcome for outcome in _checked(name)[0] if outcome.rule == rule)
    assert outcome.outcome == "not-applicable"
    assert outcome.reason
