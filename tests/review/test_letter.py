"""A letter beside the report that answers it: closest passages, numbers that it names, what changed."""

from __future__ import annotations

from dhr_qa.review.changes import CHANGED, GONE, NEW, SAME, compare
from dhr_qa.review.closeness import Closeness, passages_of
from dhr_qa.review.facts import Facts
from dhr_qa.review.letter import Answers, answers, touched
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

LETTER = """\
Dear Tom,

Thank you for submitting the report to the Quality Assurance Panel. The QA panel considered it in May 2026.

Areas for final development:

1. Economic abuse is named but not explored.
2. The effect of the pandemic should be considered.
3. Paragraph 4.2 is unclear.
4. There is no reference to firearms licensing.

I would be grateful if you could send a digital copy.

Yours sincerely
"""
REPORT = """\
# Overview report

# Analysis

4.1 Economic abuse is part of the statutory definition. From 2017 Maya's wages went into an account that Daniel held.

4.2 The general practice saw Maya seven times in three years and never asked her whether she was safe at home.

# Equality and diversity

5.1 The panel considered age, disability and race, and found that race mattered to how Maya was answered.

# Conclusions

6.1 The pandemic took away the places in which Maya could be seen, and nobody wrote to her in that year.
"""


def report(text: str = REPORT) -> Facts:
    return facts_of(text)


def ask(new: Facts, old: Facts | None = None) -> Answers:
    return answers([facts_of(LETTER, kind="feedback-letter")], [new], [old] if old else None, vocabulary())


def test_the_closest_passages_of_each_point() -> None:
    found = ask(report())
    assert [answer.point.number for answer in found.answers] == ["1", "2", "3", "4"]
    close = [[shown.text[:12] for shown in answer.passages] for answer in found.answers]
    assert close == [["4.1 Economic"], ["6.1 The pand"], ["4.2 The gene"], []]
    assert set(found.answers[0].passages[0].words) == {"economic", "abuse"}
    assert found.answers[2].passages[0].named
    assert found.changes is None
    assert [touched(answer) for answer in found.answers] == [None] * 4
    assert len(found.publishing) == 1


def test_what_changed_since_the_old_draft() -> None:
    old = REPORT.replace(" From 2017 Maya's wages went into an account that Daniel held.", "").replace(
        "6.1 The pandemic took away the places in which Maya could be seen, and nobody wrote to her in that year.",
        "6.1 The firearms licensing unit was not asked, and the panel regrets that no answer could be had from it.",
    )
    found = ask(report(), report(old))
    first, second, third, fourth = found.answers
    assert [shown.change for shown in first.passages] == [CHANGED]
    assert first.passages[0].after.endswith("Daniel held.")
    assert [shown.change for shown in second.passages] == [NEW]
    assert [(shown.named, shown.change) for shown in third.passages] == [(True, SAME)]
    assert [shown.change for shown in fourth.gone] == [GONE]
    assert [touched(answer) for answer in found.answers] == [True, True, False, True]
    assert found.changes == {NEW: 1, CHANGED: 1, GONE: 1}


def test_letters_headings_and_scraps_are_no_passages() -> None:
    texts = [passage.text for passage in passages_of([report(), facts_of(LETTER, kind="feedback-letter")])]
    assert len(texts) == 4
    assert not any("Dear" in text or text == "Analysis" for text in texts)


def test_a_heading_speaks_for_the_passages_below_it() -> None:
    index = Closeness(passages_of([report()]))
    assert index.closest("the equality and diversity of it")[0].passage.text.startswith("5.1")


def test_nothing_is_close_to_words_that_are_not_there() -> None:
    index = Closeness(passages_of([report()]))
    assert index.closest("zebras in Zanzibar") == []
    assert index.closest("") == []
    assert Closeness([]).closest("abuse") == []


def test_drafts_that_are_the_same() -> None:
    one, other = passages_of([report()]), passages_of([report()])
    changes = compare(one, other)
    assert set(changes.states.values()) == {SAME}
    assert changes.gone == ()
