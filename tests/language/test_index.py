"""One search over all blocks gives what a search of each block gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.phrases import Matcher, matcher
from dhr_qa.vocabulary import PhraseList

texts = st.lists(st.text("ab c\n’“é", max_size=12), max_size=12)


def test_hits_have_the_offsets_of_their_block() -> None:
    index = TextIndex(["The family’s view", "", "a family; the FAMILY", "none"])
    assert index.find(matcher(["family"])) == {0: [(4, 10)], 2: [(2, 8), (14, 20)]}
    assert index.text(0) == b"The family's view"
    assert index.text(1) == b""


def test_a_phrase_does_not_run_on_into_the_next_block() -> None:
    index = TextIndex(["shared the draft", "with the family"])
    assert index.find(matcher(["shared ... with"])) == {}
    assert index.find(matcher(["draft with"])) == {}


def test_a_pattern_that_could_run_on_still_finds_what_is_within() -> None:
    index = TextIndex(["a b", "b", "x a", "a b"])
    made = Matcher(PhraseList("x", patterns=(r"a\s+b|b",)))
    assert index.find(made) == {0: [(0, 3)], 1: [(0, 1)], 3: [(0, 3)]}
    index = TextIndex(["x a", "b"])  # joined, "a b" would swallow the b that stands alone
    assert index.find(made) == {1: [(0, 1)]}


def test_the_answer_is_remembered_for_each_matcher() -> None:
    index = TextIndex(["one two"])
    one, two = matcher(["one"]), matcher(["two"])
    assert index.find(one) is index.find(one)
    assert index.find(two) == {0: [(4, 7)]}


@given(texts)
def test_joined_and_single_searches_agree(blocks: list[str]) -> None:
    made = matcher(["a", "b ... c", "a b", "(b)? c"])
    index = TextIndex(blocks)
    expected = {}
    for place, text in enumerate(blocks):
        spans = list(made.spans(fold(text)))
        if spans:
            expected[place] = spans
    assert index.find(made) == expected
    assert [index.text(place) for place in range(len(blocks))] == [fold(text) for text in blocks]
