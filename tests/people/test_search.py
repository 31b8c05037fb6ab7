"""The forms of a name, a day, an address and a number that are found, and the words that are none of them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.language.fold import fold
from dhr_qa.people.forms import address_forms, forms_of, one_edit, parts_of
from dhr_qa.people.reading import parse_private_list
from dhr_qa.people.search import Hit, Known, Search

LIST = """
people:
  - name: Imogen Thackray
    also: [Immy, Imogen Vale]
    born: 1984-05-03
    address: 14 Alder Lane, Saltby FE4 2QX
    numbers: [943 476 5919, 07700 900123, i.thackray@example.com, AB 12 34 56 C]
  - {first-name: May, surname: Okonkwo-Brown}
  - name: Siobhán O'Dwyer
  - name: Grace Lincoln
"""
SEARCH = Search(forms_of(parse_private_list(LIST, "x"), [("imogen", ("imo",))]))


def hits(text: str, known: Known | None = None, liberal: bool = False) -> list[Hit]:
    return SEARCH.hits(fold(text), known, liberal)


def found(text: str, known: Known | None = None) -> list[tuple[str, str]]:
    return [(hit.how, text[hit.start : hit.end]) for hit in hits(text, known)]


@pytest.mark.parametrize(
    ("text", "how", "words"),
    [
        ("saw Imogen Thackray there", "whole", "Imogen Thackray"), ("IMOGEN THACKRAY", "whole", "IMOGEN THACKRAY"),
        ("imogen thackray wrote", "whole", "imogen thackray"), ("Thackray, Imogen", "whole", "Thackray, Imogen"),
        ("Imogen  \n Thackray", "whole", "Imogen  \n Thackray"), ("I. Thackray", "whole", "I. Thackray"),
        ("Imogen Jane Thackray", "whole", "Imogen Jane Thackray"), ("Imo Thackray", "whole", "Imo Thackray"),
        ("imogen_thackray.docx", "whole", "imogen_thackray"), ("DHR_ImogenThackray_v2.docx", "whole", "ImogenThackray"),
        ("ithackray@fenshire.example", "glued", "ithackray"), ("thackrayi", "glued", "thackrayi"),
        ("thackrayimogen2", "glued", "thackrayimogen"), ("asked Imogen today", "word", "Imogen"),
        ("imogen's mother", "word", "imogen's"), ("the Thackrays", "word", "Thackrays"), ("Immy said", "word", "Immy"),
        ("Imogen Vale", "whole", "Imogen Vale"), ("her friend Imo", "usual", "Imo"), ("IT was I.T.", "initials", "IT"),
        ("met I. T. there", "initials", "I. T."), ("asked Imogan today", "near", "Imogan"),
        ("asked Imgoen today", "near", "Imgoen"), ("Mrs Thackrey", "near", "Thackrey"),
        ("Thackrayy", "near", "Thackrayy"),
        ("Siobhan O'Dwyer", "whole", "Siobhan O'Dwyer"), ("Siobhán ODwyer", "whole", "Siobhán ODwyer"),
        ("May Okonkwo Brown", "whole", "May Okonkwo Brown"), ("with Okonkwo then", "word", "Okonkwo"),
        ("and May told her", "word", "May"), ("with Grace then", "word", "Grace"),
    ],
)  # fmt: skip
def test_names(text: str, how: str, words: str) -> None:
    assert (how, words) in found(text)
    assert all(hit.sort == "name" for hit in hits(text))


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("03/05/1984", "birth"), ("3.5.84", "birth"), ("1984-05-03", "birth"), ("3rd May 1984", "birth"),
        ("3 of May 1984", "birth"), ("May 3, 1984", "birth"), ("03051984", "birth"), ("file_030584_x", "birth"),
        ("14 Alder Lane", "address"), ("14, alder ln.", "address"), ("FE42QX", "address"), ("fe4 2qx", "address"),
        ("943-476-5919", "number"), ("9434765919", "number"), ("+44 7700 900 123", "number"),
        ("07700-900-123", "number"), ("I.Thackray@Example.com", "number"), ("ab123456c", "number"),
    ],
)  # fmt: skip
def test_days_addresses_and_numbers(text: str, sort: str) -> None:
    assert sort in {hit.sort for hit in hits(text)}


@pytest.mark.parametrize(
    "text",
    [
        "In May 2020 she may go, on 3 May, by May, late May", "mark the grace period", "the Grace of it",
        "in Lincoln and near Lincoln", "Brown bread", "Valid and vale", "13/05/1984", "03/05/1985", "14 Elder Lane",
        "114 Alder Lanes", "1943 476 59190", "07700 900124", "imogenic Thackraysson", "it was IT-enabled2",
        "Crown Court", "a Mayor and the Maypole",
    ],
)  # fmt: skip
def test_words_that_are_none_of_them(text: str) -> None:
    assert found(text, Known(acronyms=frozenset({"IT"}))) == []


def test_an_ordinary_word_at_the_start_of_a_sentence_counts_once_it_is_known_as_a_name() -> None:
    assert found("May told her. May I go?") == []
    assert found("May told her. Then May left.") == [("word", "May"), ("word", "May")]
    assert found("May's son came.") == [("word", "May's")]
    assert [hit.how for hit in hits("May told her.", liberal=True)] == ["word"]


def test_what_the_document_and_the_settings_say() -> None:
    text = "Imogen Carr, the chair, and Imo. Then Imogan."
    assert found(text, Known(spans=((0, 11),), declared=frozenset({"imo", "imogan"}))) == []
    assert found("Imogen left.", Known(allowed=frozenset({"imogen"}))) == []
    assert found("Imogen Thackray", Known(allowed=frozenset({"imogen"}))) == [("whole", "Imogen Thackray")]
    assert found("Imogen Thackray", Known(allowed=frozenset({"imogen", "thackray"}))) == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Imogen Thackray", ["imogen", "thackray"]), ("Thackray, Imogen", ["imogen", "thackray"]),
        ("Dr Siobhán O'Dwyer", ["siobhan", "o'dwyer"]), ("Anne-Marie de la Cruz", ["anne-marie", "de", "la", "cruz"]),
        ("  ", []),
    ],
)  # fmt: skip
def test_parts_of_names(name: str, parts: list[str]) -> None:
    assert parts_of(name) == parts


def test_an_address_without_a_number_is_looked_for_by_its_first_line() -> None:
    assert len(list(address_forms("Rose Cottage, Saltby"))) == 1
    cottage = Search(forms_of(parse_private_list("addresses: ['Rose Cottage, Saltby']", "x")))
    assert [hit.sort for hit in cottage.hits(b"at Rose Cottage in Saltby")] == ["address"]


def test_names_in_other_scripts_are_kept_as_they_are() -> None:
    other = forms_of(parse_private_list("names: ['Олена Коваль', '王小明']", "x"))
    assert len(other.foreign) == 2
    assert not other.words


@given(st.text(alphabet="abcdefg", min_size=4, max_size=8), st.integers(0, 7), st.sampled_from("abcdefg"))
def test_one_edit(word: str, place: int, letter: str) -> None:
    place %= len(word)
    for other in (word[:place] + letter + word[place:], word[:place] + word[place + 1 :],
                  word[:place] + letter + word[place + 1 :]):  # fmt: skip
        assert one_edit(word, other) == (word != other)
    assert not one_edit(word, word + letter + letter)


@given(st.text(max_size=400), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_text_gives_spans_in_order(text: str, liberal: bool) -> None:
    spans = hits(text, liberal=liberal)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("piece", ["Imogen Thackra ", "I T ", "9434765", "May ", "14 Alder ", "Imogenn"])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(times: int) -> float:
        text = fold(piece * times)
        start = time.process_time()
        SEARCH.hits(text)
        return time.process_time() - start

    seconds(50)
    short = min(seconds(1_000) for _ in range(3))
    assert seconds(8_000) < 8 * short * 4 + 0.05
