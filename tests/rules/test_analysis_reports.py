"""The rules about the analysis on whole reports: the good example and what it could lose, the draft, the real one."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from dhr_qa.documents.model import Document
from dhr_qa.documents.read import read_document
from dhr_qa.engine.run import run
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed

STYLES = Path(__file__).parent / "styles"
EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "good" / "overview-report.docx"
SUMMARY = EXAMPLES / "good" / "executive-summary.md"
DRAFT = EXAMPLES / "draft" / "overview-report-draft.docx"
#: All of the topic but the choice of words, which has tests of its own.
RULES = tuple(rule.id for rule in load_rulebook().rules if rule.topic == "analysis" and rule.id != "hindsight-language")
#: Where the analysis of the good report stands.
LOOKED_AT = ("analysis", "key-issues", "conclusions", "lessons", "overview")


@cache
def read(path: Path) -> Document:
    return read_document(path)


def checked(document: Document, rules: tuple[str, ...] = RULES) -> tuple[list[Outcome], list[Finding]]:
    rulebook = load_rulebook()
    settings = RunSettings(as_of=datetime.date(2026, 11, 22), select=rules)
    outcomes, findings, bugs = run(rulebook, [read_facts(document, rulebook.vocabulary)], settings)
    assert bugs == []
    return outcomes, findings


def found(document: Document) -> dict[str, int]:
    return dict(Counter(finding.rule for finding in checked(document)[1]))


def asked(document: Document) -> set[str]:
    return {outcome.rule for outcome in checked(document)[0] if outcome.outcome == "needs-person"}


@pytest.mark.parametrize("path", [GOOD, SUMMARY], ids=lambda path: path.name)
def test_the_good_reports_give_no_finding_and_no_question(path: Path) -> None:
    assert (found(read(path)), asked(read(path))) == ({}, set())


def test_the_draft_has_what_was_planted_and_nothing_else() -> None:
    # Its answer about the pandemic was taken out, and a sentence about drink put in.
    assert found(read(DRAFT)) == {"alcohol-causation": 1, "covid-context": 1}
    assert asked(read(DRAFT)) == set()


def reworded(pattern: str, instead: str, roles: tuple[str, ...] = ()) -> Document:
    """The good report with words changed, everywhere or in sections of some roles."""
    document = read(GOOD)
    facts = read_facts(document, load_rulebook().vocabulary)
    blocks = [
        block
        if roles and not set(roles) & set(facts.roles_around(block.index))
        else replace(block, text=re.sub(pattern, instead, block.text))
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("rule", "outcome", "pattern", "instead", "roles"),
    [
        ("economic-abuse", "needs-person", r"(?i)(economic|financial)", "much", ()),
        ("good-practice", "fail", r"(?i)good practice|commends?|well\b|careful|skilled|prompt|thorough|good", "it", ()),
        ("children-analysed", "fail", r"(?i)\bchild(ren)?('s|’s)?\b|\bsons?\b|\bdaughters?\b", "it", LOOKED_AT),
        ("agency-analysis-complete", "fail", r"(?i)cafcass|family court|\bcourts?\b", "it", LOOKED_AT),
        ("previous-reviews", "fail", r"(?i)earlier DHRs|reviews of 2019 and 2021|same lesson", "papers", ()),
        ("covid-context", "fail", r"(?i)pandemic|lockdown|covid-19|furloughed", "spring", LOOKED_AT),
        ("perpetrator-analysis", "fail", r"Daniel|(?i:husband|partner|perpetrator|offender)", "he", LOOKED_AT),
        ("finding-has-recommendation", "needs-person", r"(?i)stalk\w*|pattern\w*|harass\w*|separation", "it",
         ("recommendations", "action-plan")),
        ("recommendation-has-finding", "fail", r"(?i)train(ing|ed)?\b|strang\w+|enquir\w+|pathway\w*", "it",
         ("analysis", "overview", "conclusions", "lessons", "chronology", "introduction", "equality", "background")),
        ("risk-assessment-analysis", "fail", r"(?i)\brisk\w*|DASH|MARAC|assess\w*", "it", LOOKED_AT),
        ("missed-opportunities", "fail", r"(?i)September|garden|last|breach\w*|arrest\w*|leave|night|officers?|order",
         "it", ("analysis", "conclusions", "lessons")),
        ("lessons-case-specific", "fail",
         r"(?i)Maya(’s|'s)?|Daniel|police|GP|hospitals?|trust|services?|council|MARAC|homes|Leena(’s)?|\bher\b|\bshe\b",
         "it", ("lessons",)),
    ],
)  # fmt: skip
def test_what_a_report_loses_is_missed(
    rule: str, outcome: str, pattern: str, instead: str, roles: tuple[str, ...]
) -> None:
    outcomes = {one.rule: one for one in checked(reworded(pattern, instead, roles), (rule,))[0]}
    assert outcomes[rule].outcome == outcome


@pytest.mark.parametrize(
    ("name", "findings", "questions"),
    [
        # A mother killed by her adult son. The GP practice told of two contacts, and nobody looked at them.
        ("parent_killed", {"agency-analysis-complete": 1}, set()),
        # A husband who killed his wife and himself. What his GP did not ask is answered by no recommendation.
        ("older_couple", {}, {"finding-has-recommendation"}),
    ],
)
def test_other_kinds_of_death(name: str, findings: dict[str, int], questions: set[str]) -> None:
    document = read(STYLES / f"{name}.md")
    assert (found(document), asked(document)) == (findings, questions)
    outcomes = {one.rule: one.outcome for one in checked(document)[0]}
    assert outcomes["suicide-analysis"] == "not-applicable"
    assert outcomes["children-analysed"] == "not-applicable"
    assert outcomes["perpetrator-analysis"] == "pass"


@needs_seed
@pytest.mark.parametrize("path", [SEED_DOCX, SEED_TXT], ids=lambda path: path.suffix)
def test_the_real_summary(path: Path) -> None:
    assert found(read(path)) == {
        "absence-claim": 5,
        "alcohol-causation": 3,
        "contradiction": 2,
        "finding-unspecified": 2,
        "lessons-case-specific": 1,
        "missed-opportunities": 1,
    }
    assert asked(read(path)) == {"finding-only-in-plan"}
