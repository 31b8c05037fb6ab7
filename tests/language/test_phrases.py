"""The phrase language."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher, PhraseError, compile_re2, matcher, phrase_pattern
from dhr_qa.vocabulary import PhraseList


def found(phrase: str, text: str) -> list[str]:
    return [text[start:end] for start, end in matcher([phrase]).spans(fold(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("died by suicide", "She Died  by\nsuicide.", ["Died  by\nsuicide"]),
        ("one-off", "one-off, one off, oneoff, one–off", ["one-off", "one off", "oneoff", "one–off"]),
        ("victim's", "the victim’s, the victims", ["victim’s", "victims"]),
        ("victims'", "victims' views, victims views, victimsx", ["victims", "victims"]),
        ("isolat*", "isolated, isolation, Isolate", ["isolated", "isolation", "Isolate"]),
        ("isolat*", "insolated", []),
        ("report", "reports reporting report", ["report"]),
        (
            "(told|informed) the panel",
            "told the panel, informed the panel, asked the panel",
            ["told the panel", "informed the panel"],
        ),
        ("(draft)? report", "the report; draft report; drafted report", ["report", "draft report", "report"]),
        ("the (draft)? report", "the report, the draft report", ["the report", "the draft report"]),
        ("the (very)? (draft)? report", "the report, the very draft report", ["the report", "the very draft report"]),
        ("(very)? (draft)? report", "very draft report, draft report", ["very draft report", "draft report"]),
        (
            "shared the report (in full)?",
            "shared the report in full, shared the report",
            ["shared the report in full", "shared the report"],
        ),
        ("(mother|sister)(s)?", "her mothers and a sister", ["mothers", "sister"]),
        ("(re)?assess*", "reassessed, assessment", ["reassessed", "assessment"]),
        ("the (re)?assessment", "the reassessment, the assessment", ["the reassessment", "the assessment"]),
        ("(a|b (c)?) d", "a d, b d, b c d", ["a d", "b d", "b c d"]),
        ("shared ... with the family", "shared the draft with the family", ["shared the draft with the family"]),
        ("shared … with the family", "shared with the family", ["shared with the family"]),
        ("shared ... with", "shared it. Then with", []),
        ("shared ... with", "shared a b c d e f g with", []),
        ("shared ... with", "shared a, b c d e f with", ["shared a, b c d e f with"]),
        ("shared ... (the)? family", "shared it with family", ["shared it with family"]),
        ("who was ...", "Who was Jane?", ["Who was"]),
        ("... was here", "Jane was here", ["was here"]),
        ("s.9", "s.9 and s.92 and sx9", ["s.9"]),
        ("c++", "in c++ code", ["c++"]),
    ],
)
def test_what_phrases_match(phrase: str, text: str, matches: list[str]) -> None:
    assert found(phrase, text) == matches


def test_dots_at_the_end_let_a_whole_heading_match() -> None:
    for phrase in ("who was ...", "(who was ...|about) "):
        regexp = matcher([phrase]).regexp
        assert regexp.fullmatch(fold("Who was Jane Doe"))
        assert not regexp.fullmatch(fold("Who wasn't there"))


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("(a", "not closed"),
        ("a)", "not opened"),
        ("a|b", "brackets"),
        ("a?", "question mark"),
        ("?", "question mark"),
        ("...", "no words"),
    ],
)
def test_faults_are_named(phrase: str, says: str) -> None:
    with pytest.raises(PhraseError, match=says):
        phrase_pattern(phrase)


@given(st.text("ab ()|?*.-' ", max_size=12))
def test_every_phrase_compiles_or_is_refused(phrase: str) -> None:
    try:
        pattern = phrase_pattern(phrase)
    except PhraseError:
        return
    compile_re2(pattern)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=5))
def test_plain_words_match_themselves(words: list[str]) -> None:
    phrase = " ".join(words)
    assert found(phrase, f"x {phrase.upper()} y")[0] == phrase.upper()


def test_the_longer_phrase_wins() -> None:
    made = matcher(["coercive", "coercive and controlling behaviour"])
    text = "Coercive and controlling behaviour, coercive acts"
    assert [text[a:b] for a, b in made.spans(fold(text))] == ["Coercive and controlling behaviour", "coercive"]


def test_lists_with_patterns_case_and_suggestions() -> None:
    made = Matcher(
        PhraseList("x", ("commit* suicide",), (r"\bDV\b",), case=True, say={"commit* suicide": "died by suicide"})
    )
    text = "He commited suicide. DV, dv, Commit suicide"
    assert [text[a:b] for a, b in made.spans(fold(text))] == ["commited suicide", "DV"]
    assert made.say("Committed Suicide") == "died by suicide"
    assert made.say("DV") is None
    assert made.found_in("some DV here")
    assert not made.found_in("none")


def test_patterns_see_each_block_as_a_line() -> None:
    regexp = compile_re2(r"^facts$")
    assert [m.span() for m in regexp.finditer(b"facts\nother facts\nFacts")] == [(0, 5), (18, 23)]


def test_faulty_lists_and_patterns() -> None:
    with pytest.raises(PhraseError, match="empty"):
        _ = Matcher(PhraseList("x")).regexp
    with pytest.raises(PhraseError, match="not a valid pattern"):
        compile_re2("(")
    with pytest.raises(PhraseError, match="ASCII"):
        compile_re2("café")


def test_no_pattern_can_hang() -> None:
    started = time.process_time()
    assert compile_re2("(a+)+$").search(b"a" * 5000 + b"b") is None
    list(matcher(["a ... b ... c"]).spans(b"a " * 20000))
    assert time.process_time() - started < 5
