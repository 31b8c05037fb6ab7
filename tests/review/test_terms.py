"""Terms of reference in the layouts that reports use."""

from __future__ import annotations

import pytest

from tests.review.making import facts_of

_HEAD = "# Overview report\n\n# Terms of Reference\n\n"
_PROSE = "The panel considered the contact that each agency had and what was known to it at the time in question."


def _terms(text: str, head: str = _HEAD) -> list[tuple[str, str, bool]]:
    return [(term.label, term.text, term.process) for term in facts_of(head + text).terms]


def test_a_list_of_bullets() -> None:
    found = _terms(
        "The terms of reference were agreed by the panel:\n\n- Was Anna known to services?\n- Consider the "
        "impact of caring "
        "for her mother.\n- Request individual management reviews from each agency.\n"
    )
    assert found == [
        ("", "Was Anna known to services?", False),
        ("", "Consider the impact of caring for her mother.", False),
        ("", "Request individual management reviews from each agency.", True),
    ]


def test_letters_typed_by_hand() -> None:
    found = _terms("a) Was Anna known to services?\n\nb) Were there barriers to reporting?\n\nc) Was risk assessed?\n")
    assert [label for label, _, _ in found] == ["a", "b", "c"]
    assert found[1][1] == "Were there barriers to reporting?"


def test_offsets_leave_the_label_out() -> None:
    facts = facts_of(_HEAD + "a) Was Anna known to services?\n\nb) Were there barriers to reporting?\n")
    for term in facts.terms:
        assert facts.document.blocks[term.block].text[term.start : term.end] == term.text


def test_nested_bullets_count_without_the_lines_that_only_lead_to_them() -> None:
    found = _terms(
        "1. Agency contact:\n   - Was Anna known to services?\n   - Was information shared?\n"
        "2. Examine the response of the police.\n   - Was risk assessed?\n"
    )
    assert [text for _, text, _ in found] == [
        "Was Anna known to services?",
        "Was information shared?",
        "Examine the response of the police.",
        "Was risk assessed?",
    ]


def test_prose() -> None:
    found = _terms(
        "The review will consider whether Anna was known to services. It will also examine how agencies shared "
        "information. "
        "The chair was appointed in May 2021. Were there any barriers to reporting the abuse?\n"
    )
    assert [text for _, text, _ in found] == [
        "The review will consider whether Anna was known to services.",
        "It will also examine how agencies shared information.",
        "Were there any barriers to reporting the abuse?",
    ]


def test_letters_within_one_paragraph() -> None:
    found = _terms(
        "The review will consider: (a) whether Anna was known to services; (b) how agencies shared information; "
        "and (c) what "
        "barriers she met.\n"
    )
    assert [(label, text) for label, text, _ in found] == [
        ("a", "whether Anna was known to services"),
        ("b", "how agencies shared information"),
        ("c", "what barriers she met."),
    ]


def test_a_table() -> None:
    found = _terms(
        "| No | Question |\n|---|---|\n| 1 | Was Anna known to any of the services? |\n| 2 | Were there barriers "
        "to reporting the abuse? |\n"
    )
    assert [(label, text) for label, text, _ in found] == [
        ("1", "Was Anna known to any of the services?"),
        ("2", "Were there barriers to reporting the abuse?"),
    ]


def test_numbered_paragraphs_that_ask() -> None:
    found = _terms(
        "3.1 The panel agreed the terms at its first meeting in May.\n\n3.2 Was Anna known to services?\n\n"
        "3.3 Examine the response of the police.\n\n3.4 Were there barriers to reporting?\n"
    )
    assert [label for label, _, _ in found] == ["3.2", "3.3", "3.4"]


def test_the_purpose_of_all_reviews_is_process() -> None:
    found = _terms(
        "The purpose of a domestic homicide review is to:\n\n- establish what lessons are to be learned\n- "
        "prevent domestic "
        "violence and homicide\n\nThe review will consider the following questions:\n\n- Was Anna known to services?\n"
    )
    assert [process for _, _, process in found] == [True, True, False]


def test_a_full_list_in_an_appendix_goes_before_a_summary_in_the_text() -> None:
    facts = facts_of(
        f"{_HEAD}- Was Anna known to services?\n- Was risk assessed?\n\n# Conclusions\n\n{_PROSE}\n\n"
        "# Appendix A: Terms of Reference\n\n1. Was Anna known to any service?\n2. Was risk assessed by the police?\n"
        "3. Were there barriers?\n"
    )
    assert [term.label for term in facts.terms] == ["1", "2", "3"]


def test_two_lists_make_one_and_the_same_words_count_once() -> None:
    facts = facts_of(
        f"{_HEAD}- Was Anna known to services?\n- Was risk assessed?\n\n# Key lines of enquiry\n\n"
        "- Were there any barriers?\n- Was risk assessed?\n\n# Conclusions\n\n" + _PROSE
    )
    assert [term.text for term in facts.terms] == [
        "Was Anna known to services?",
        "Was risk assessed?",
        "Were there any barriers?",
    ]


def test_report_and_summary_in_one_file_have_their_own_terms() -> None:
    facts = facts_of(
        "# Executive Summary\n\n## Terms of Reference\n\n- Was Anna known to services?\n- Was risk assessed?\n\n"
        "# Overview Report\n\n## Terms of Reference\n\n- Was Anna known to services?\n- Was risk assessed by police?\n"
        "- Were there barriers?\n"
    )
    assert [term.kind for term in facts.terms] == ["executive-summary"] * 2 + ["overview-report"] * 3 or [
        term.text for term in facts.terms
    ].count("Was Anna known to services?") == 1


def test_no_section_no_terms() -> None:
    assert facts_of(f"# Overview report\n\n# Conclusions\n\n- One thing to consider here\n\n{_PROSE}\n").terms == ()


def test_a_list_under_a_numbered_paragraph_is_introduced_by_it() -> None:
    found = _terms(
        "4.1 The purpose of a domestic homicide review is to:\n\n(a) establish what lessons are to be learned;\n\n"
        "(b) highlight good practice wherever it was found.\n\n4.2 The review was asked to:\n\n"
        "1. Consider what each agency knew.\n\n2. Examine how risk was assessed.\n",
        head="# Overview report\n\n# 4. Terms of Reference\n\n",
    )
    assert [(label, process) for label, _, process in found] == [("a", True), ("b", True), ("1", False), ("2", False)]


def test_a_line_that_begins_the_list_is_no_section_of_its_own() -> None:
    text = (
        "# Terms of reference\n\nThe panel agreed these terms with Maya's family:\n\n"
        "- Did agencies recognise the risk to Maya?\n- Was information shared between agencies?\n\n"
        "# Background\n\nMaya was thirty-one and lived in Fenmarch with her two children and her dog.\n"
    )
    assert [term.text for term in facts_of(text).terms] == [
        "Did agencies recognise the risk to Maya?",
        "Was information shared between agencies?",
    ]


_ASKED = ("Was Clare's Law considered?", "How did the school respond?", "Was his gambling known to anybody?")
_NAMED = ("The use of Clare's Law", "The response of the school", "What was known of his gambling")


@pytest.mark.parametrize(
    "label",
    ["Q{}. ", "TOR {} ", "ToR {}: ", "Question {}: ", "o ", "– ", "3.{} ", "**{}. ", "### {}. ", "## ", ""],
)
def test_questions_that_no_list_marks(label: str) -> None:
    end = "**" if label.startswith("**") else ""
    lines = "\n\n".join(label.format(number) + text + end for number, text in enumerate(_ASKED, start=1))
    facts = facts_of(_HEAD + f"The panel asked these questions:\n\n{lines}\n\n# Analysis\n\n{_PROSE}\n")
    assert [term.text for term in facts.terms] == list(_ASKED)
    for term in facts.terms:
        assert facts.document.blocks[term.block].text[term.start : term.end] == term.text


@pytest.mark.parametrize("label", ["Q{}. ", "TOR {} ", "o ", "3.{} ", ""])
def test_matters_in_lines_below_one_with_a_colon(label: str) -> None:
    lines = "\n\n".join(label.format(number) + text for number, text in enumerate(_NAMED, start=1))
    found = _terms(f"The panel looked at:\n\n{lines}\n\nThe family saw them in draft.\n")
    assert [text for _, text, _ in found] == list(_NAMED)


@pytest.mark.parametrize(
    "lead",
    [
        "The review was asked to consider:",
        "The panel set itself these questions:",
        "The panel identified the following lines of enquiry:",
        "The questions put to the panel were:",
        "It was agreed that the review would address:",
    ],
)
def test_a_list_in_a_section_of_another_name(lead: str) -> None:
    items = "\n".join(f"- {text}" for text in _ASKED)
    found = _terms(f"The panel met five times.\n\n{lead}\n\n{items}\n", "# Overview report\n\n# Methodology\n\n")
    assert [text for _, text, _ in found] == list(_ASKED)


@pytest.mark.parametrize(
    "title", ["Key questions", "Focus of the review", "Review questions", "Key issues to be addressed"]
)
def test_other_titles(title: str) -> None:
    head = f"# Overview report\n\n# {title}\n\n"
    assert len(_terms("".join(f"{n}. {text}\n" for n, text in enumerate(_ASKED, start=1)), head)) == 3
