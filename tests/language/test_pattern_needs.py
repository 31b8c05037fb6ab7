"""What a pattern needs: a text in which it matches always has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.language.fold import fold
from dhr_qa.language.needs import Words, numbers_of
from dhr_qa.language.pattern_needs import pattern_needs
from dhr_qa.language.phrases import compile_re2, needs_of_pattern
from tests.review.vocab import vocabulary

TEXTS = sorted(Path(__file__).parents[1].glob("*/styles/*.md"))


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"(?i:\b(?:must|should) not be\b)", (("must", "should"), ("not",), ("be",))),
        ("Royal College", (("college*",),)),  # what stands before the first letter is not known
        (r"\bfriends?\b", (("friend*",),)),
        (r"\b(?:the )?(?:independent )?chair(?:man|woman)?\b", (("chair*",),)),
        (r"\bfoo(?: bar )?baz\b", (("foo*",),)),
        (r"\b[Ss]ection\b", (("section",),)),
        (r"\bD\.O\.B\.?", (("d",), ("o",), ("b*",))),
        (r"^written by:? <name>", (("written",), ("by*",))),
        (r"\b(?:police|[0-9]+ officers)\b", (("police", "officers"),)),
        (r"\b(?:police|\w+)\b", ()),
        (r"\bpolice{2,}\b", (("police*",),)),
        (r"[0-9]+|died", ()),
        (r"\bno+ne\b", (("no*",),)),
        ("unbalanced)", ()),
    ],
)
def test_needs_of_patterns(pattern: str, needed: object) -> None:
    assert pattern_needs(pattern) == needed


def test_every_text_in_which_a_pattern_of_the_rulebook_matches_has_what_it_needs() -> None:
    blocks = [fold(b.text) for path in TEXTS for b in parse_markdown(path.read_text(encoding="utf-8"), "a.md").blocks]
    words = Words(blocks)
    tried = 0
    for one in vocabulary().phrases.values():
        for pattern in one.patterns:
            regexp = compile_re2(pattern, one.case)
            hits = {number for number, block in enumerate(blocks) if regexp.search(block) is not None}
            tried += len(hits)
            assert hits <= set(numbers_of(words.allowing(needs_of_pattern(pattern)))), pattern
    assert tried > 500


def test_the_rulebook_keeps_what_would_be_worked_out() -> None:
    known = [pattern for one in vocabulary().phrases.values() for pattern in one.patterns]
    assert all(needs_of_pattern(pattern) == pattern_needs(pattern) for pattern in known)
