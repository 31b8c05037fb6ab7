"""How well names are found in the labelled reports to work with, and in the same reports with names of other origins.

The part set apart is scored by hand only: `python -m tests.benchmarks.names --kept`.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.names import facts_of, found_in, labelled, measure
from tests.names.corpus_reader import ORIGINS as GROUPS
from tests.names.corpus_reader import Sample, read_corpus
from tests.names.substitute import ORIGINS, Recall, substituted

DEV = read_corpus("dev")
OPENED = read_corpus("opened")
SECOND = read_corpus("second")
THIRD = read_corpus("third")
FOURTH = read_corpus("fourth")
FIFTH = read_corpus("fifth")
SIXTH = read_corpus("sixth")
SEVENTH = read_corpus("seventh")
EIGHTH = read_corpus("eighth")
#: Reports in which names of other origins are put: a plan in tables, pasted terms of reference, running text.
STYLES = [sample for sample in DEV if sample.name.startswith(("action-plan", "terms-of", "suicide"))]


def _named(sample: Sample) -> str:
    return f"{sample.split}/{sample.name}"


@pytest.mark.parametrize("sample", [*DEV, *OPENED, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH], ids=_named)
def test_every_label_has_its_place_in_what_a_reader_gives(sample: Sample) -> None:
    places = list(labelled(sample))
    assert {id(place.label) for place in places} == {id(label) for label in sample.labels}
    for place in places:
        assert place.end > place.start


def test_real_names_are_found_and_little_else() -> None:
    score = measure(DEV)
    assert score.recall("leak") >= 0.97
    assert score.recall("professional") >= 0.97
    assert score.precision >= 0.97
    assert score.detection >= 0.97
    assert score.role_right >= 0.88 * (score.role_right + score.role_wrong)
    for origin in GROUPS:
        assert score.recall(f"origin {origin}") >= 0.95, origin
    for form in ("full", "title", "single", "split", "initials", "address", "upper", "lower"):
        assert score.recall(f"form {form}") >= 0.9, form


def test_the_part_that_was_set_apart_first_stays_found() -> None:
    score = measure(OPENED)
    assert score.recall("leak") >= 0.97
    assert score.recall("professional") >= 0.97
    assert score.precision >= 0.97
    assert score.plain_precision >= 0.95  # one report there never explains a pseudonym
    for origin in GROUPS:
        assert score.recall(f"origin {origin}") >= 0.9, origin


def test_the_part_that_was_set_apart_second_stays_found() -> None:
    score = measure(SECOND)
    assert score.recall("all") >= 0.95
    assert score.precision >= 0.95


def test_the_part_that_was_set_apart_third_stays_found() -> None:
    score = measure(THIRD)
    assert score.recall("all") >= 0.98
    assert score.precision >= 0.97


def test_the_part_that_was_set_apart_fourth_stays_found() -> None:
    score = measure(FOURTH)
    assert score.recall("all") >= 0.97
    assert score.precision >= 0.96


def test_the_part_that_was_set_apart_fifth_stays_found() -> None:
    score = measure(FIFTH)
    assert score.recall("all") >= 0.97
    assert score.precision >= 0.97


def test_the_part_that_was_set_apart_sixth_stays_found() -> None:
    score = measure(SIXTH)
    assert score.recall("all") >= 0.98
    assert score.precision >= 0.97


def test_the_part_that_was_set_apart_seventh_stays_found() -> None:
    score = measure(SEVENTH)
    assert score.recall("all") >= 0.98
    assert score.precision >= 0.97


def test_a_pseudonym_that_is_never_explained_is_a_class_of_its_own() -> None:
    report = next(sample for sample in OPENED if sample.unexplained)
    score = measure([report])
    assert score.told["left out"] >= 5
    assert score.told["false"] == 0
    assert score.plain_precision < score.precision
    assert score.right + score.told["left out"] <= score.flagged


@pytest.mark.parametrize("origin", ORIGINS)
def test_names_of_every_origin_are_found_alike(origin: str) -> None:
    recall = Recall()
    for sample in STYLES:
        text, puts = substituted(sample, origin)
        for put, found in found_in(text, puts):
            recall.add(put.times, found)
    assert recall.all["several"] > 100
    assert recall.all["single"] > 10
    assert recall.of("several") >= 0.95, str(recall)
    assert recall.of("single") >= 0.8, str(recall)


def test_a_substitution_keeps_the_words_that_are_nobodys_name() -> None:
    sample = STYLES[0]
    text, puts = substituted(sample, "yoruba")
    assert text != sample.text
    assert len(puts) > 50
    for put in puts:
        assert text[put.start : put.end]
        assert put.times >= 1
    kept = {label.text for label in sample.labelled("not", "pseudonym")}
    assert all(each in text for each in kept)
    assert substituted(sample, "yoruba") == (text, puts)


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("A community organisation in the north of the county, Roshni, gave advice.", []),
        ("A charity called Roshni gave advice.", []),
        ("She went to Savera, a charity for women.", []),
        ("They met in the cafe at Marks and Spencer at their request.", []),
        ("A friend at the shop, Noreen, gave advice.", ["Noreen"]),
        ("Wes, a shop assistant, saw it.", ["Wes"]),
        ("The panel members who reviewed this extract were Judith Wragg and Blessing Osei.", []),
        ("The panel's specialist adviser, Marta Ribeiro, works for a charity.", []),
        ("Please return comments to Bernard Shelley by 14 June.", []),
        ("Her sister was supported by Tessa Huxtable of Hundred Families.", []),
        ("Her sister was supported by Tessa Huxtable of Fenshire Council.", ["Tessa Huxtable"]),
    ],
)
def test_bodies_and_those_who_help_a_review(sentence: str, flagged: list[str]) -> None:
    facts = facts_of(f"# Report\n\n{sentence}\n")
    assert [each.name for each in facts.mentions if not each.allowed] == flagged


def test_a_title_and_a_name_in_the_column_of_names_used() -> None:
    facts = facts_of(
        "# Report\n\n## Pseudonyms\n\n| Known in this report as | Relationship to the victim |\n|---|---|\n"
        "| Nadia | The victim |\n| Tariq | Husband and perpetrator |\n| Mrs Hussain | Mother-in-law |\n\n"
        "Mrs Hussain was seen by PC Alan Dodd.\n"
    )
    assert [each.name for each in facts.mentions if not each.allowed] == ["PC Alan Dodd"]
