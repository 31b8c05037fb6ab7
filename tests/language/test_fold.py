"""Folding keeps every offset."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.fold import fold, folded, lookalikes


@given(st.text())
def test_one_byte_a_character_and_no_newline(text: str) -> None:
    for result in (fold(text).decode("ascii"), folded(text)):
        assert len(result) == len(text)
        assert result.isascii()
        assert "\n" not in result


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="`")))
def test_plain_english_is_left_alone(text: str) -> None:
    assert fold(text).decode() == text
    assert folded(text) == text.lower()


@given(st.text(), st.text())
def test_folding_works_character_by_character(one: str, two: str) -> None:
    assert fold(one + two) == fold(one) + fold(two)
    assert fold(fold(one).decode()) == fold(one)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("“It’s ‘so’”", "\"It's 'so'\""),
        ("1–2—3‑4−5", "1-2-3-4-5"),
        ("a\u00a0b\u2003c\u200bd\ufeff", "a b c d "),
        ("Ву Мау", "By May"),
        ("sınce café Zoë Łódź", "since cafe Zoe Lodz"),
        ("ﬁre ½ ² …", "fre 1 2 ."),
        ("one\ntwo\u2028three", "one\rtwo\rthree"),
        ("日本 😀 e\u0301", "xx ? ex"),
        ("«x» „y‟", '"x" "y"'),
        ("\ud800", "?"),
    ],
)
def test_what_becomes_of_signs(text: str, result: str) -> None:
    assert fold(text).decode() == result


def test_lookalikes_are_found_where_they_stand() -> None:
    assert lookalikes("By Ву") == [3, 4]
    assert lookalikes("naïve café “quoted”") == []


def test_folding_is_quick() -> None:
    text = "The panel’s view – in short – was “clear”. " * 25000
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 2
