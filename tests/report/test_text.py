"""The text report: what it must say and must never say, at any width."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dhr_qa.errors import DocumentError
from dhr_qa.findings import TOPICS, DocumentSummary, Result
from dhr_qa.report.arrange import READING_ORDER, in_full, sureness
from dhr_qa.report.text import render
from tests.report.sample_result import RESULT


def test_every_topic_has_its_place_in_the_reading_order() -> None:
    assert sorted(READING_ORDER) == sorted(TOPICS)


def test_the_voice_of_the_person_comes_first() -> None:
    shown = render(RESULT)
    assert shown.index("PEN PORTRAIT") < shown.index("ACTION PLAN") < shown.index("LANGUAGE")


@pytest.mark.parametrize("width", [10, 24, 30, 44, 60, 100, 200])
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, verbose: bool) -> None:
    lines = render(RESULT, width=width, verbose=verbose).splitlines()
    assert max(map(len, lines)) <= max(width, 24)
    assert not any(line != line.rstrip() for line in lines)


def test_plain_text_has_no_escapes_and_coloured_text_says_the_same() -> None:
    import re

    plain, coloured = render(RESULT), render(RESULT, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_escapes_of_the_document_are_not_passed_on() -> None:
    finding = replace(RESULT.findings[0], message="a\x1b]0;title\x07b", excerpt="\x1b[2J\u202ex")
    assert not {"\x1b", "\x07", "\u202e"} & set(render(replace(RESULT, findings=(finding,))))


def test_square_brackets_of_the_document_are_words() -> None:
    finding = replace(RESULT.findings[0], message="the text says [red]stop[/red] [/]")
    assert "[red]stop[/red] [/]" in render(replace(RESULT, findings=(finding,)))


def test_what_says_something_of_its_own_is_always_told() -> None:
    names = [f"“Name {letter}” stands in the text." for letter in "ABCDEFGH"]
    several = [replace(RESULT.findings[0], message=each) for each in names]
    told, rest = in_full(several, 3)
    assert [each.message for each in told] == names
    assert rest == []
    numbered = [replace(RESULT.findings[0], message=f"Action {number} has no lead.") for number in range(9)]
    told, rest = in_full(numbered, 3)
    assert (len(told), len(rest)) == (3, 6)
    mixed = [replace(RESULT.findings[0], confidence="likely"), replace(RESULT.findings[0], confidence="possible")]
    assert sureness(mixed) == " (likely or possible: please judge)"
    assert sureness([replace(RESULT.findings[0], confidence="certain")]) == ""


def test_repeated_findings_are_shown_three_times_and_then_by_place() -> None:
    shown = render(RESULT)
    assert shown.count("cannot be checked: “Ongoing”") == 3
    assert "And 5 more: table 4, rows 5 to 7, 9 and 12." in shown
    assert shown.count("Give the month and year") == 1
    assert render(RESULT, verbose=True).count("cannot be checked: “Ongoing”") == 8


def test_no_finding_is_said_as_such() -> None:
    clean = Result(RESULT.tool, (DocumentSummary("a.docx", ("overview-report",), "", 9),), RESULT.outcomes[1:2], ())
    clean = replace(clean, outcomes=tuple(replace(each, document="a.docx") for each in clean.outcomes))
    shown = render(clean)
    assert "no finding (1 rule ran)" in shown
    assert "compliant" not in shown.casefold()


def test_quiet_is_the_summary_only() -> None:
    assert len(render(RESULT, quiet=True, width=120).splitlines()) == 2


def test_what_was_not_read_is_in_the_report_itself() -> None:
    failed = replace(RESULT, failures=(DocumentError("damaged", "It is damaged.", "b.docx"),))
    for quiet in (False, True):
        assert "Not read: b.docx: It is damaged." in render(failed, quiet=quiet)


def test_findings_about_the_settings_have_their_own_heading() -> None:
    finding = replace(RESULT.findings[0], document="dhr-qa.yaml", rule="waiver-unused")
    assert "\ndhr-qa.yaml\n" in render(replace(RESULT, findings=(finding,)))
