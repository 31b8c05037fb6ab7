"""What a phrase needs: a text in which it occurs always has it, and most others are told apart without a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.needs import Words, joined, numbers_of, prepare
from dhr_qa.language.phrases import Matcher, PhraseError, matcher, packed, prepared
from dhr_qa.vocabulary import PhraseList

WORDS = (
    *("panel", "told", "informed", "isolat*", "one-off", "victim's", "report", "the", "a.b", "[number]", "e.g", "_x"),
    *("(", ")", "|", "?", "...", " ", " ", " ", "(draft)? ", "mother(s)?", "(no|never) ", " (was told|knew)", "'s"),
)


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        ("died by suicide", (("died",), ("by",), ("suicide",))),
        ("isolat*", (("isolat*",),)),
        ("one-off", (("one*",),)),
        ("mother(s)?", (("mother*",),)),
        ("(told|informed) the panel", (("told", "informed"), ("the",), ("panel",))),
        ("(draft)? report", (("report",),)),
        ("the (draft)? report", (("the",), ("report",))),
        ("shared ... with the family", (("shared",), ("with",), ("the",), ("family",))),
        ("met [number] times", (("met",), ("times",))),
        ("victim's", (("victim*",),)),
        ("... concluded", ()),
        ("(a|[number]) week", (("week",),)),
        ("un(happy|well)", (("un*",),)),
    ],
)
def test_needs(phrase: str, needed: object) -> None:
    assert prepared(phrase).needs == needed


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join), st.data())
def test_a_text_with_the_phrase_has_what_it_needs(phrase: str, data: st.DataObject) -> None:
    try:
        one = matcher([phrase])
        regexp = one.regexp
    except PhraseError:
        return
    plain = phrase.replace("*", "ed").replace("[number]", "3").replace("...", " of a long ")
    for sign in "()|?":
        plain = plain.replace(sign, data.draw(st.sampled_from(["", " "])))
    pieces = st.sampled_from(
        [*plain.split(), *plain.split(" "), "told", "never", "x", "oneoff", "one off", "victims", ","]
    )
    text = data.draw(st.one_of(st.just(plain), st.lists(pieces, max_size=8).map(" ".join)))
    folded = fold(text)
    if regexp.search(folded) is not None:
        assert Words([folded]).allowing(one.parts[0].needs) == 1


def test_blocks_as_bits() -> None:
    words = Words([b"The panel met", b"nothing", b"A panels met", b"", b"met the Panel"])
    assert numbers_of(words.with_word("panel")) == [0, 4]
    assert numbers_of(words.with_word("panel*")) == [0, 2, 4]
    assert numbers_of(words.allowing((("the", "a"), ("met",)))) == [0, 2, 4]
    assert words.allowing((("absent",),)) == 0
    assert numbers_of(words.allowing(())) == [0, 1, 2, 3, 4]


def test_the_index_finds_the_same_with_and_without_needs() -> None:
    texts = [f"Sentence {n}: the family was told of it." if n % 7 == 0 else "Nothing of the sort." for n in range(60)]
    texts[3] = "He told the\nfamily.\nThe family"
    for phrases in (["family was told"], ["told the family"], ["family", "absent"], ["absent words"], ["the fam*"]):
        quick = TextIndex(texts).find(matcher(phrases))
        whole = matcher(phrases)
        _ = whole.regexp  # a list that is compiled already is searched for as it is
        assert TextIndex(texts).find(whole) == quick
        assert quick == {
            number: spans for number, text in enumerate(texts) if (spans := list(matcher(phrases).spans(fold(text))))
        }


def test_patterns_of_ones_own_need_nothing() -> None:
    index = TextIndex(["abc", "def 12", "x" * 20])
    assert index.find(Matcher(PhraseList("own", ("absent",), (r"[0-9]+",)))) == {1: [(4, 6)]}
    assert index.spans(Matcher(PhraseList("own", ("absent",))), 1) == []


def test_what_a_rulebook_keeps_is_what_would_be_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    phrase = "(shared|sent) with the (whole)? panel of 9"
    fresh = prepared(phrase)
    known: dict[str, str] = {}
    for module in ("needs", "phrases"):
        monkeypatch.setattr(f"dhr_qa.language.{module}.KNOWN", known)
    prepare(joined({phrase: packed(phrase), "other": packed("other")}))
    assert set(known) == {phrase, "other"}
    assert prepared(f" {phrase} ") == fresh
