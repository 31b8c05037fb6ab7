"""Spelling: slips are found with what was meant, and right words are left alone."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from dhr_qa.language import spelling
from dhr_qa.language.spelling import double_stops, doubled_words, joined_words, known, suggestion, unknown_words


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("recieved", "received"),
        ("seperate", "separate"),
        ("accomodation", "accommodation"),
        ("goverment", "government"),
        ("occured", "occurred"),
        ("refered", "referred"),
        ("safegaurding", "safeguarding"),
        ("perpertrator", "perpetrator"),
        ("behavior", "behaviour"),
        ("assesment", "assessment"),
    ],
)
def test_a_slip_has_one_word_that_is_meant(word: str, meant: str) -> None:
    assert not known(word)
    assert suggestion(word) == meant


RIGHT = """
    organized safeguarded signposted rehoused triaged learnings multiagency caregiving yoghurt coercively unsupported
    reoffending debriefed workstreams cyberstalking neighbourly enrolment ageing judgement
"""


@pytest.mark.parametrize("word", RIGHT.split())
def test_right_words_are_known(word: str) -> None:
    assert known(word)


@pytest.mark.parametrize("word", ["mirtazapine", "izzat", "xylqort"])
def test_a_word_without_a_neighbour_is_no_slip(word: str) -> None:
    assert known(word) or suggestion(word) is None


def test_what_is_no_word_is_passed_over() -> None:
    text = "www.fenshire.example/recieve me@recieve.org recieve_v2 Recieve O'Recieve 3recieve recieve.docx"
    assert list(unknown_words(text)) == []
    assert [text[a:b] for text in ["We (recieve) it."] for a, b, _ in unknown_words(text)] == ["recieve"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to the the flat", ["the the"]),
        ("The the flat", ["The the"]),
        ("Maya had had two partners, and that that visit mattered", []),
        ("she moved in in May", []),
        ("in the\nthe next line", []),
        ("a well-known known risk", []),
    ],
)
def test_words_written_twice(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b, _ in doubled_words(text)] == found


def test_words_grown_together() -> None:
    text = "spoke ofMaya to theOfficer of deVries, forXq and McDonald"
    found = [meant for _, _, meant in joined_words(text, {"Maya"}.__contains__)]
    assert found == ["of Maya", "the Officer"]


def test_full_stops_written_twice() -> None:
    assert len(list(double_stops("rang Maya..The call ended.. It was late..."))) == 2
    assert list(double_stops("and so on, etc.. The")) == []


def test_a_long_text_costs_little() -> None:
    text = "the oficer recieved a leter and xqzzt " * 4000
    began = time.perf_counter()
    assert len(list(unknown_words(text))) > 10_000
    assert sum(1 for _ in doubled_words(text)) == 0
    assert time.perf_counter() - began < 5


def test_a_word_without_end_costs_little() -> None:
    word = "overview" * 2_000
    began = time.perf_counter()
    assert list(unknown_words(f"the {word} of it"))
    assert suggestion(word) is None
    assert time.perf_counter() - began < 1


def test_the_list_of_rare_words_is_sound() -> None:
    path = Path(spelling.__file__).parents[1] / "data" / "rare-words.gz"
    words = gzip.decompress(path.read_bytes()).decode("ascii").splitlines()
    assert words == sorted(set(words))
    assert 2_000 < len(words) < 6_000
    for word in words[::100]:
        assert not known(word, rare=False)
        assert suggestion(word), "a word without a neighbour need not be listed"
        assert known(word)
