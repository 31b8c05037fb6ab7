"""The lexicon: what is in it, that it is found, and that looking costs next to nothing."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dhr_qa.language import known_words
from dhr_qa.language.known_words import CAPITAL, GIVEN, GIVEN_RARE, NAME, PLACE, SURNAME, WORD, classes_of

DATA = Path(known_words.__file__).parents[1] / "data"
LINE = re.compile(r"[a-z ]{1,3}\t\|(?:[a-z ]*[0-7]{2}\|)+")


@pytest.mark.parametrize(
    ("word", "has", "lacks"),
    [
        ("margaret", GIVEN, WORD),
        ("grace", GIVEN | WORD, PLACE),
        ("folasade", GIVEN, WORD),
        ("memory", GIVEN_RARE | WORD, PLACE),
        ("walker", SURNAME | WORD, PLACE),
        ("safeguarding", WORD, NAME),
        ("anglican", CAPITAL, NAME | WORD),
        ("leicester", PLACE, WORD),
        ("milton keynes", PLACE, NAME),
        ("a", WORD, PLACE),
    ],
)
def test_classes(word: str, has: int, lacks: int) -> None:
    assert classes_of(word) & has == has
    assert classes_of(word) & lacks == 0


@pytest.mark.parametrize(
    "word", ["", "netherham", "margare", "margaretxx", "zzzz", "milton", "keynes x", "12", "Margaret"]
)
def test_what_is_not_in_it_has_no_class_of_a_longer_word(word: str) -> None:
    assert classes_of(word) == (classes_of("milton") & ~PLACE if word == "milton" else 0)


def test_every_line_is_as_the_reader_expects_it() -> None:
    text = gzip.decompress((DATA / "lexicon.gz").read_bytes()).decode("ascii")
    lines = text.splitlines()
    assert not [line for line in lines if not LINE.fullmatch(line)]
    starts = [line.split("\t")[0] for line in lines]
    assert starts == sorted(set(starts))
    entries = [start + entry[:-2] for start, line in zip(starts, lines, strict=True) for entry in line.split("|")[1:-1]]
    assert len(entries) == len(set(entries)) > 120_000
    sums = [int(entry[-2:], 8) for line in lines for entry in line.split("|")[1:-1]]
    for kind, least in ((GIVEN, 15_000), (GIVEN_RARE, 8_000), (SURNAME, 25_000), (WORD, 60_000), (PLACE, 6_000)):
        assert sum(bool(number & kind) for number in sums) >= least
    assert all(0 < number < 64 for number in sums)
    assert [classes_of(entry) for entry in entries[::997]] == sums[::997]


def test_it_is_half_a_megabyte_and_says_where_it_comes_from() -> None:
    assert 300_000 < (DATA / "lexicon.gz").stat().st_size < 550_000
    notice = (DATA / "NOTICE").read_text(encoding="utf-8")
    for source in ("Social Security", "census", "Faker", "nicknames", "GeoNames", "SCOWL", "WordNet", "by/4.0"):
        assert source in notice


def test_it_loads_in_a_moment() -> None:
    code = (
        "import time; start = time.process_time(); from dhr_qa.language.known_words import classes_of; "
        "classes_of('anna'); print(time.process_time() - start)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    )
    assert seconds < 0.1  # 0.02 on an idle machine; the limit leaves room for a busy one
