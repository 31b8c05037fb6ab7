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
NINTH = read_corpus("ninth")
#: Reports in which names of other origins are put: a plan in tables, pasted terms of reference, running text.
STYLES = [sample for sample in DEV if sample.name.startswith(("action-plan", "terms-of", "suicide"))]


def _named(sample: Sample) -> str:
    return f"{sample.split}/{sample.name}"


@pytest.mark.parametrize("sample", [*DEV, *OPENED, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH, *NINTH], ids=_named)
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


def test_the_part_that_was_set_apart_eighth_stays_found() -> None:
    score = measure(EIGHTH)
    assert score.recall("all") >= 0.98
    assert score.precision >= 0.98


def test_the_part_that_was_set_apart_ninth_stays_found() -> None:
    score = measure(NINTH)
    assert score.recall("all") >= 0.98
    assert score.precision >= 0.98
    assert score.told["left out"] >= 20
    assert score.told["false"] == 0


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


def _flagged(text: str) -> list[str]:
    return [each.name for each in facts_of(f"# Report\n\n{text}\n").mentions if not each.allowed]


@pytest.mark.parametrize(
    "text",
    [
        "She asked Peabody about a flat. Peabody should train its staff.",
        "The plan did not move to the new electronic record, Rio, in 2019.",
        "Recorded as Merlin, not crimed. A worker could not see the earlier Merlin. They checked past Merlin reports.",
        "She moved to Averbourne in 2018. Averbourne told the panel that it was full.",
        "The death of a woman at an address in Jubilee Close, Kingsbere, was reported.",
        "Work with Haven (domestic abuse service) began. The council and Haven closed the case.",
        "Kavita wrote it. It was shared (Carers Link).",
        "It is called Chip In.",
        "The priest of Our Lady of Fátima offered.",
        "Vale say that the job is raised. They emailed Vale.",
        "Sandwell to follow in May.",
        "Rowan is the perpetrator service. The worker said that Rowan hears on Mondays. Rowan's list was long.",
        "He was barred from Quillon's. He drank at Quillon's in June.",
        "The nurse wrote to the Tamarind Foundation. Tamarind told her that she could come.",
        "He loved the songs of Lata.",
        "The tool is tested on Bevan, Beatrice and Lister wards.",
        "Letters are scanned to Quillman. Quillman shows that it was read.",
        "The form was on ViewFirst. He told ViewFirst of it.",
        "Ysgol Dewi rang. They sang Calon Lan.",
        "Tnt in office. Adv to ring the council.",
        "Wexcombe staff rang. The Orrel tenancy ended and Orrel officers called.",
        "Her age and sex counted. She and the children were White British.",
        "His relatives in Sri Lanka could not travel.",
        "She saw her GP in May, August and November 2018 with headaches.",
    ],
)
def test_bodies_systems_and_places_that_are_called_like_people(text: str) -> None:
    assert [name for name in _flagged(text) if name != "Kavita"] == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("In August Philippa left home. By April Tomasz had gone.", ["Philippa", "Tomasz"]),
        ("A note by April Sugden was found. Then she met June Hallam.", ["April Sugden", "June Hallam"]),
        ("Any luck with Chelsea H? Her mum says he has moved.", ["Chelsea H"]),
        ("Call from Beverley COLLYMORE at 20:14.", ["Beverley COLLYMORE"]),
        ("The officer will ask Beatriz if she would like to choose pseudonyms for the report.", ["Beatriz"]),
        ("The manager, Peabody, wrote. Mr Peabody wrote again.", ["Peabody", "Mr Peabody"]),
        ("She returned to Craig. Craig was her husband. She moved to Craig's flat.", ["Craig", "Craig", "Craig"]),
        ("Her lodger, Tegan Rushworth, wrote. Rushworth wrote twice.", ["Tegan Rushworth", "Rushworth"]),
    ],
)
def test_people_where_such_words_stand(text: str, flagged: list[str]) -> None:
    assert _flagged(text) == flagged


def test_sons_and_daughters_named_together_are_all_declared() -> None:
    facts = facts_of(
        "# Report\n\nNames have been changed. The victim is Petra and their sons are Josh and Reuben. "
        "Their children are known as Ada, Bertil and Cleo.\n\nReuben cried. Cleo rang. Bertil said no.\n"
    )
    assert [each.name for each in facts.mentions if not each.allowed] == []


def test_who_sat_at_another_meeting_is_not_of_the_panel() -> None:
    text = (
        "**Notes of the repairs and safeguarding liaison meeting, 12 June**\n\n"
        "Present: Olwen Maddocks (OM), Faisal Rahimi, Bo-Yeon Han\n\n1. Faisal Rahimi rang."
    )
    assert len(_flagged(text)) == 5
