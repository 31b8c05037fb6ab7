"""Texts that no report has, which once took for ever or ended in a fault: they are linear now."""

from __future__ import annotations

import time

import pytest

from dhr_qa.language.index import TextIndex
from tests.review.making import facts_of

CASES = {
    "capitals without end": lambda n: "Anna " * n,
    "short lines": lambda n: "a b\n\n" * n,
    "sentences of one paragraph": lambda n: "Anna rang 01632 960123 on 3 May 2021. " * (n // 4),
}


@pytest.mark.parametrize("name", CASES)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    def seconds(count: int) -> float:
        text = f"# Overview report\n\n{CASES[name](count)}\n"
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            _ = facts_of(text).names
            best = min(best, time.process_time() - start)
        return best

    seconds(10)
    small, large = seconds(2_000), seconds(8_000)
    assert large < 10 * small + 0.2, f"{small:.2f} s, then {large:.2f} s for four times as much"


def test_the_index_goes_to_another_process_without_what_was_found() -> None:
    import pickle

    index = TextIndex(["Anna"])
    assert pickle.loads(pickle.dumps(index)).folded == b"Anna"
