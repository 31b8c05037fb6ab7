"""A pack that agrees in everything, and one that disagrees in ways that are labelled here: all found, nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.checking import check
from dhr_qa.findings import Result

FOLDER = Path(__file__).parent
AGREES, DISAGREES = FOLDER / "agrees", FOLDER / "disagrees"
TOPICS = ("consistency", "publication", "submission")
TODAY = datetime.date(2026, 11, 22)

#: What disagrees: the rule that finds it, the paper that it finds it in, and the words that tell it from others.
DISAGREEMENTS = [
    ("a recommendation is missing from the summary", "rec-count-match", "report", "numbered 3"),
    ("the plan numbers one that the report does not have", "rec-count-match", "plan", "numbered 5"),
    ("a recommendation has another date", "rec-text-match", "summary", "“…working days, from May 2027.”"),
    ("a term of reference has another year", "tor-or-es-match", "summary", "“…be moved in 2022.”"),
    ("the age of the person who died", "numbers-consistent", "summary", "as 42 here and as 41"),
    ("how often the panel met", "numbers-consistent", "summary", "panel meetings is 7"),
    ("how many organisations contributed", "numbers-consistent", "summary", "contributed is 6"),
    ("the same number does not fit its own list", "contributor-count", "summary", "“Six agencies contributed”"),
    ("the date of the decision", "dates-across-docs", "summary", "May 2024, the report 9 April 2024"),
    ("an agency is only in one list", "names-consistent", "summary", "“Probation Service”"),
    ("another is only in the other list", "names-consistent", "report", "“Marshwide Homes”"),
    ("the partnership has two names", "names-consistent", "report", "“Western Fenshire Community Safety Partnership”"),
    ("the chair's name is spelled in two ways", "chair-details-consistent", "summary", "“Judyth Arkright”"),
    ("an acronym is spelled out in two ways", "acronym-consistent", "summary", "assessment committee"),
    ("the covers have two versions", "same-version", "summary", "“Version 4”"),
    ("the covers have two dates", "same-version", "summary", "January 2026"),
]


@cache
def found(*paths: Path, profile: str = "submission") -> Result:
    return check(list(paths), profile=profile, select=TOPICS, as_of=TODAY)


def told(result: Result) -> list[tuple[str, str, str]]:
    return [(each.rule, Path(each.document).stem, each.message) for each in result.findings]


def test_a_pack_that_agrees_has_no_finding() -> None:
    for profile in ("draft", "submission"):
        result = found(AGREES, profile=profile)
        assert told(result) == []
        assert result.bugs == result.failures == ()
    questions = {each.rule for each in found(AGREES).outcomes if each.outcome == "needs-person"}
    assert questions == {"previous-feedback-addressed"}


def test_the_papers_of_a_pack_are_known_by_what_they_say() -> None:
    kinds = {Path(each.path).stem: each.kinds for each in found(AGREES).documents}
    assert kinds == {
        "letter": ("feedback-letter",),
        "note": ("cover-note",),
        "plan": ("action-plan",),
        "report": ("overview-report",),
        "summary": ("executive-summary",),
    }


@pytest.mark.parametrize(("what", "rule", "paper", "words"), DISAGREEMENTS, ids=[each[0] for each in DISAGREEMENTS])
def test_every_disagreement_is_found_once(what: str, rule: str, paper: str, words: str) -> None:
    matching = [one for one in told(found(DISAGREES)) if one[:2] == (rule, paper) and words in one[2]]
    assert len(matching) == 1, what


def test_nothing_else_is_found() -> None:
    known = [(rule, paper, words) for _, rule, paper, words in DISAGREEMENTS]
    others = [
        one for one in told(found(DISAGREES)) if not any(one[:2] == each[:2] and each[2] in one[2] for each in known)
    ]
    assert others == []


def test_the_other_paper_is_shown_beside_each_finding() -> None:
    compared = {"rec-text-match", "tor-or-es-match", "numbers-consistent", "dates-across-docs", "acronym-consistent"}
    for finding in found(DISAGREES).findings:
        if finding.rule in compared:
            assert [Path(each.document).stem for each in finding.related] == ["report"], finding.message


def loose(folder: Path, names: Sequence[str]) -> list[Path]:
    return [folder / f"{name}.md" for name in names]


def test_files_of_one_review_given_one_by_one_are_a_pack() -> None:
    together = found(*loose(DISAGREES, ["report", "summary", "plan"]))
    assert sorted(told(together)) == sorted(told(found(DISAGREES)))


def test_files_of_two_reviews_are_not_compared() -> None:
    two_reports = found(AGREES / "report.md", DISAGREES / "report.md", profile="draft")
    assert {one[1] for one in told(two_reports)} == {"report"}
    assert {one[2] for one in told(two_reports)} == {
        one[2] for one in told(found(DISAGREES / "report.md", profile="draft"))
    }
