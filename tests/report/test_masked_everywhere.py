"""What is masked stays masked in every format: no word planted in the text, a name, a heading or a plan comes out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.findings import Result
from dhr_qa.language.mask import mask
from dhr_qa.report import html_report
from dhr_qa.report.formats import WRITERS, Look
from dhr_qa.report.redact import redacted
from tests.report.sample_page import DRAFT, PAGE, PLANTED

LOOK = Look(masked=True, verbose=True)


def engine_masked(result: Result) -> Result:
    """The result as the engine gives it when it is told to redact: words and headings of sensitive rules masked."""
    return replace(
        result,
        findings=tuple(
            replace(
                finding,
                message=mask(finding.message),
                excerpt=mask(finding.excerpt),
                location=replace(finding.location, heading=mask(finding.location.heading or "")),
                related=tuple(replace(each, excerpt=mask(each.excerpt)) for each in finding.related),
            )
            if finding.sensitive
            else finding
            for finding in result.findings
        ),
    )


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("engine", [False, True], ids=["plain", "masked-by-the-engine"])
def test_no_planted_word_comes_out(name: str, engine: bool) -> None:
    plain = WRITERS[name](PAGE, Look(verbose=True))
    assert name == "github" or all(word in plain for word in PLANTED), "the words are there to be masked"
    shown = WRITERS[name](redacted(engine_masked(PAGE) if engine else PAGE), LOOK)
    assert [word for word in PLANTED if word.casefold() in shown.casefold()] == []


def test_a_page_masks_by_itself_what_it_is_told_to_mask() -> None:
    shown = html_report.render(PAGE, masked=True)
    assert not any(word in shown for word in PLANTED)
    assert shown == html_report.render(redacted(PAGE))


def test_a_masked_page_has_places_and_none_of_the_text() -> None:
    shown = html_report.render(PAGE, masked=True)
    assert "Places only." in shown
    assert "table 1, row 2" in shown
    for block in PAGE.facts[0].document.blocks:
        words = block.text.split()
        assert len(words) < 4 or " ".join(words[:4]) not in shown


def test_a_heading_with_a_name_is_masked_wherever_it_stands() -> None:
    others = [each for each in PAGE.findings if not each.sensitive and each.location.heading]
    assert any("Okonjo" in (each.location.heading or "") for each in others)
    masked = redacted(PAGE)
    assert not any("Okonjo" in (each.location.heading or "") for each in masked.findings)
    assert any(each.location.heading == "Action plan" for each in masked.findings), "other headings stay"


def test_masking_a_page_twice_changes_nothing() -> None:
    once = redacted(PAGE)
    assert redacted(once) == once
    assert once.masked


def test_a_place_without_a_heading_is_left_alone() -> None:
    bare = replace(PAGE.findings[0], location=Location(paragraph=3), document=DRAFT)
    assert redacted(replace(PAGE, findings=(bare,))).findings[0].location == Location(paragraph=3)
