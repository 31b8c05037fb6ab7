"""The labelled sentences: the rules of language find what they should, and keep silent where they should."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.benchmarks.language import table
from tests.language_corpus.corpus import RULES, Item, Score, read_corpus, score


def _total(split: str, _known: dict[str, Score] = {}) -> Score:  # noqa: B006 - measured once
    if split not in _known:
        _known[split] = score(split)
    return _known[split]


@pytest.mark.parametrize("split", ["dev", "kept"])
def test_the_corpus_is_sound(split: str) -> None:
    items = read_corpus(split)
    assert len(items) >= 200
    for item in items:
        assert set(item.labels) <= set(RULES), item.text
        assert not item.trap or item.trap in RULES, item.note
        assert item.text.count("[[") == item.text.count("]]") <= 1
    assert sum(1 for item in items if item.trap) * 2 >= len(items), "half of them are traps"
    assert max(Counter(item.text for item in items).values()) == 1
    covered = Counter(label for item in items for label in item.labels)
    assert all(covered[rule] >= 3 for rule in RULES)


def test_the_halves_share_nothing() -> None:
    def texts(split: str) -> set[str]:
        return {item.text for item in read_corpus(split)}

    assert not texts("dev") & texts("kept")


def test_the_half_to_work_with() -> None:
    total = _total("dev")
    assert total.precision() >= 0.98, _said(total)
    assert total.recall() >= 0.97, table(total)
    for rule in RULES:
        assert total.precision(rule) >= 0.9, _said(total)


def test_the_half_set_apart() -> None:
    total = _total("kept")
    assert total.precision() >= 0.95, table(total)
    assert total.recall() >= 0.85, table(total)


def _said(total: Score) -> list[tuple[str, Item, str]]:
    return total.alarms
