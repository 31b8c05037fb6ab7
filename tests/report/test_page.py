"""A page of text: what is laid out without rich is what rich would have laid out."""

from __future__ import annotations

import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.report.page import Page

WORDS = st.lists(st.text("ab-é’– ", max_size=45), max_size=30).map(" ".join) | st.text("a b\n", max_size=90)


COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@given(WORDS, st.sampled_from(["", "Help", "A long label for a margin"]), st.integers(10, 60), st.integers(0, 12))
def test_plain_paragraphs_are_laid_out_as_rich_does(words: str, label: str, width: int, hang: int) -> None:
    plain, coloured = Page(width), Page(width, colour=True)
    for page in (plain, coloured):
        page.write(words[:20], (words[20:], "dim"), indent=2, label=label, hang=hang)
    assert plain.text() == COLOURS.sub("", coloured.text())


def test_wide_and_joined_characters_keep_their_columns() -> None:
    page = Page(24)
    page.write("漢字" * 20)
    assert [len(line) for line in page.text().splitlines()] == [12, 12, 12, 4]


def test_a_plain_page_loads_no_rich() -> None:
    code = """
import sys
from dhr_qa.report.page import Page
page = Page()
page.write("words", ("more", "bold"), indent=2, label="Help", hang=10)
sys.exit("rich" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
