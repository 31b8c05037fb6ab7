"""Waivers: what they cover, when they end, and what is said of those that cover nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Outcome
from dhr_qa.language.mask import mask
from dhr_qa.rulebook.model import AppliesTo, Rule, Rulebook
from dhr_qa.settings import Attestation, Place, RuleSetting, Settings, SettingsError, Waiver
from dhr_qa.vocabulary import Vocabulary
from dhr_qa.waivers import apply_waivers, check_names, key, named_by_text

TODAY = datetime.date(2026, 11, 22)
RULE = Rule(
    "dob", "No date of birth", "anonymisation", "critical", "certain", "0.1", AppliesTo(("any",)), "", (), (),
    aliases=("birth-date",),
)  # fmt: skip
BOOK = Rulebook((RULE,), Vocabulary())
FOUND = Finding(
    "dob", "anonymisation", "critical", "certain", "a/draft.docx", "A date of birth.", "", "", (),
    "born 03/04/1971 in Fen", Location(paragraph=3), sensitive=True, fingerprint="0123456789abcdef",
)  # fmt: skip


def waiver(**changes: Any) -> Waiver:
    plain = Waiver("dob", "agreed", "A. Chair", datetime.date(2027, 1, 31), text="03/04/1971", place=Place(4, 5))
    return replace(plain, **changes)


def applied(each: Waiver, outcome: str = "fail", found: Finding = FOUND) -> list[Finding]:
    outcomes = [Outcome("dob", "anonymisation", "a/draft.docx", outcome)]
    return apply_waivers([found], outcomes, Settings("dhr-qa.yaml", waivers=(each,)), BOOK, TODAY)


@pytest.mark.parametrize(
    "each",
    [
        waiver(),
        waiver(text="BORN  03/04/1971"),
        waiver(text="", fingerprint=FOUND.fingerprint),
        waiver(rule="birth-date"),
        waiver(document="draft.docx"),
        waiver(document="a/draft.docx"),
        waiver(until=TODAY),
    ],
)
def test_covers(each: Waiver) -> None:
    (finding,) = applied(each)
    assert finding.waived == f"agreed (A. Chair, until {each.until})"


def test_a_masked_finding_is_matched_by_its_plain_words_only() -> None:
    masked = replace(FOUND, excerpt=mask(FOUND.excerpt))
    settings = Settings("dhr-qa.yaml", waivers=(waiver(),))
    assert applied(waiver(), found=masked)[0].waived is None
    plain = {key(FOUND): FOUND.excerpt}
    assert apply_waivers([masked], [], settings, BOOK, TODAY, plain)[0].waived
    other = {key(FOUND): "born 03/04/1972 in Fen"}
    assert apply_waivers([masked], [], settings, BOOK, TODAY, other)[0].waived is None


def test_the_rules_whose_waivers_quote_words() -> None:
    waivers = (waiver(rule="birth-date"), waiver(rule="other", text="", fingerprint="f" * 16))
    assert named_by_text(Settings(waivers=waivers), BOOK) == ("dob",)


@pytest.mark.parametrize(
    "each",
    [waiver(text="1972"), waiver(fingerprint="f" * 16), waiver(document="other.docx"), waiver(document="raft.docx")],
)
def test_does_not_cover(each: Waiver) -> None:
    assert applied(each)[0].waived is None


def test_an_expired_waiver_no_longer_holds_and_is_itself_a_finding() -> None:
    finding, about = applied(waiver(until=datetime.date(2026, 11, 21)))
    assert finding.waived is None
    assert (about.rule, about.topic, about.severity) == ("waiver-expired", "submission", "minor")
    assert (about.document, about.location.line) == ("dhr-qa.yaml", 4)
    assert "2026-11-21" in about.message


def test_a_waiver_that_covers_nothing_is_a_finding() -> None:
    assert [each.rule for each in applied(waiver(text="1972"))] == ["dob", "waiver-unused"]
    assert [each.rule for each in applied(waiver(text="1972"), "pass")] == ["dob", "waiver-unused"]


@pytest.mark.parametrize("outcome", ["not-applicable", "could-not-check", "needs-person"])
def test_nothing_is_said_of_a_waiver_whose_rule_came_to_no_verdict(outcome: str) -> None:
    assert [each.rule for each in applied(waiver(text="1972"), outcome)] == ["dob"]


def test_nothing_is_said_of_a_waiver_for_another_document() -> None:
    assert [each.rule for each in applied(waiver(document="plan.docx"))] == ["dob"]


def test_names_of_rules_that_do_not_exist_are_faults_of_the_settings() -> None:
    settings = Settings(
        "dhr-qa.yaml",
        rules={"dod": RuleSetting(off=True, place=Place(2, 3)), "birth-date": RuleSetting(off=True)},
        waivers=(waiver(rule="doob", place=Place(9, 5)),),
        attestations=(Attestation("x", "yes", "A. Chair", TODAY, place=Place(12, 5)),),
    )
    with pytest.raises(SettingsError) as caught:
        check_names(settings, BOOK)
    assert str(caught.value).splitlines() == [
        'dhr-qa.yaml:2:3: there is no rule "dod". Did you mean "dob"?',
        'dhr-qa.yaml:9:5: there is no rule "doob". Did you mean "dob"?',
        'dhr-qa.yaml:12:5: there is no rule "x".',
    ]
