"""Counts, lists, cuts and guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.wording import clean, counted, did_you_mean, first_sentence, listed, near, quoted, shortened, titled


def test_counts_and_lists() -> None:
    assert [counted(1, "word"), counted(14500, "word"), counted(2, "entry", "entries")] == [
        "1 word", "14,500 words", "2 entries",
    ]  # fmt: skip
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == [
        "", "a", "a and b", "a, b or c",
    ]  # fmt: skip
    assert titled("terms-of-reference") == "Terms of reference"


def test_what_could_drive_or_mislead_a_terminal_is_taken_out() -> None:
    assert clean("a\x1b[31mred\x07 \u202eb\u2066\r\n c\x9b") == "a[31mred b c"


@given(st.text(max_size=300), st.integers(min_value=5, max_value=80))
def test_a_cut_is_no_longer_than_asked_for(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert len(cut) <= limit
    assert cut == clean(text) or cut.endswith("…")


def test_quotations_cut_between_words() -> None:
    assert quoted("The panel met on four occasions", 20) == "“The panel met on…”"
    assert quoted("[9 words masked]") == "[9 words masked]"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("Section 9.3 applies. Then more.", "Section 9.3 applies."),
        ("It asks “who?” and goes on", "It asks “who?” and goes on"),
        ("Only one", "Only one"),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("target-date-vage", "target-date-vague"),
        ("vague_target_date", "target-date-vague"),
        ("DOB", "dob"),
        ("qqq", ""),
    ],
)
def test_near_names(name: str, meant: str) -> None:
    assert near(name, ["target-date-vague", "dob", "smart"]) == meant
    assert did_you_mean(name, ["target-date-vague", "dob", "smart"]) == (f' Did you mean "{meant}"?' if meant else "")
