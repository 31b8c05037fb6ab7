"""Masking: what is masked, and that nothing of it is left anywhere."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.findings import Result
from dhr_qa.language.mask import mask as mask_letters
from dhr_qa.report.json_report import render
from dhr_qa.report.redact import mask, masked_message, redacted
from tests.report.sample_result import RESULT


def test_a_few_words_are_masked_letter_by_letter_and_more_by_number() -> None:
    assert mask("Alma Fenwick") == "A••• F••••••"
    assert mask("he said that his brother had gone") == "[7 words masked]"
    assert mask("") == ""


def test_masking_twice_changes_nothing() -> None:
    once = redacted(RESULT)
    assert redacted(once) == once


def test_no_excerpt_is_left() -> None:
    shown = render(redacted(RESULT))
    for finding in RESULT.findings:
        for words in [finding.excerpt, *(passage.excerpt for passage in finding.related)]:
            assert not words or finding.rule == "target-date-vague" or words not in shown
    for outcome in RESULT.outcomes:
        assert not any(passage.excerpt in shown for passage in outcome.evidence if len(passage.excerpt.split()) > 3)
    assert "Fenwick" not in shown
    assert "1971" not in shown


def test_messages_of_rules_that_are_not_sensitive_stay_readable() -> None:
    shown = {finding.message for finding in redacted(RESULT).findings}
    assert "“committed” treats the death as a crime." in shown


def test_what_the_engine_has_masked_already_keeps_its_message() -> None:
    finding = next(each for each in RESULT.findings if each.sensitive)
    message = "A date of birth (“dd/mm/yyyy”) stands here: ••/••/••••."
    masked = replace(finding, excerpt=mask_letters(finding.excerpt), message=message, related=())
    result = Result(RESULT.tool, RESULT.documents, (), (masked,))
    assert redacted(result).findings[0].message == message


def test_a_message_loses_quotations_and_names_of_the_excerpt() -> None:
    said = masked_message("The name Fenwick (“Alma”) stands in the text.", ["saw Alma Fenwick there"])
    assert said == "The name F•••••• (“A•••”) stands in the text."
