"""Markdown: what a document says stays words, whatever signs are in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from dhr_qa.report.markdown import render
from dhr_qa.report.markdown_text import escaped
from dhr_qa.wording import clean
from tests.report.sample_page import PAGE, SCRIPT

SIGNS = st.text(alphabet="ab 1.)(*_`#<>[]!|~&;=-+:\\/@$\"'{}\t", max_size=40)


def text_of(markdown: str) -> tuple[str, set[str]]:
    """The plain text of Markdown, and the sorts of markup in it."""
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(markdown)
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in (*tokens, *inline)} - {"paragraph_open", "inline", "paragraph_close", "text"}
    return "".join(child.content for child in inline), kinds - {"text_special"}


@given(SIGNS)
def test_any_signs_are_shown_as_they_are(text: str) -> None:
    shown, markup = text_of(escaped(text))
    assert markup == set()
    assert shown.replace("\u200b", "") == clean(text)


@given(SIGNS)
def test_and_so_they_are_in_a_list(text: str) -> None:
    shown, markup = text_of(f"- {escaped(text)} end")
    assert shown.replace("\u200b", "") == f"{clean(text)} end".strip()
    assert markup <= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


@pytest.mark.parametrize("text", ["ask @somebody", "https://example.org/a", "see www.example.org", "mailto:a@b.org"])
def test_nobody_is_called_and_nothing_is_linked(text: str) -> None:
    assert escaped(text) != text
    assert escaped(text).replace("\u200b", "") == text


def test_the_report_says_everything() -> None:
    shown = render(PAGE)
    plain = text_of(shown)[0].replace("\u200b", "")
    for finding in PAGE.findings:
        assert clean(finding.message) in plain
    assert "Was the family offered a meeting with the panel?" in plain
    assert "Could not be checked (1)" in plain
    assert "**Not read:** broken.docx" in shown
    assert "compliant" not in shown.casefold()


def test_no_markup_of_the_document_is_markup_of_the_report() -> None:
    assert SCRIPT not in render(PAGE)
    kinds = text_of(render(PAGE))[1]
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_block", "fence"}


def test_many_findings_of_one_rule_are_cut_with_their_places() -> None:
    vague = next(each for each in PAGE.findings if each.rule == "target-date-vague" and each.location.table)
    many = tuple(replace(vague, location=replace(vague.location, row=row)) for row in range(1, 21))
    shown = render(replace(PAGE, findings=many))
    assert "And 10 more: table 1, rows 11 to 20." in shown
