"""Private lists: every arrangement is read, nothing is passed over, and no message holds a word of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.people.entries import PrivateList, PrivateListError
from dhr_qa.people.reading import parse_private_list, read_private_list

BIRTH = datetime.date(1984, 5, 3)


def read(text: str) -> PrivateList:
    return parse_private_list(text, "names.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  - name: Imogen Thackray\n    born: 1984-05-03\n    address: 14 Alder Lane, Saltby FE4 2QX\n"
        "    numbers: [943 476 5919, it@example.com]",
        "- Imogen Thackray\n- 3 May 1984\n- 14 Alder Lane, Saltby FE4 2QX\n- 943 476 5919\n- it@example.com",
        "names: Imogen Thackray\ndates-of-birth: [03/05/1984]\naddresses: ['14 Alder Lane, Saltby FE4 2QX']\n"
        "numbers: ['943 476 5919', it@example.com]",
        "Imogen Thackray:\n  DOB: 03/05/1984\n  home: 14 Alder Lane, Saltby FE4 2QX\n  nhs_number: 943 476 5919\n"
        "  e-mail: it@example.com",
        "victim: {first name: Imogen, surname: Thackray, Date of birth: 3rd May 1984, note: killed 2024}\n"
        "other: ['14 Alder Lane, Saltby FE4 2QX', '943 476 5919', it@example.com]",
    ],
)
def test_every_arrangement_is_read(text: str) -> None:
    found = read(text)
    assert found.names == ("Imogen Thackray",)
    assert found.births == (BIRTH,)
    assert found.addresses == ("14 Alder Lane, Saltby FE4 2QX",)
    assert set(found.numbers) == {"943 476 5919", "it@example.com"}


def test_other_names_are_kept_apart_and_roles_are_not_sought() -> None:
    found = read("people:\n  - {name: Imogen Thackray, also: [Immy, Imogen Vale], role: victim, pseudonym: Maya}")
    assert (found.names, found.others, len(found)) == (("Imogen Thackray",), ("Immy", "Imogen Vale"), 3)


def test_words_of_relation_are_no_names() -> None:
    assert read("Maternal Grandmother:\n  name: Imogen Thackray").names == ("Imogen Thackray",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: [Imogen Thackray", "names.yaml:1: this private list is not valid YAML here"),
        ("Imogen: 1\nImogen: 2", "names.yaml:2: this private list is not valid YAML here"),
        ("- !!python/name:Imogen.Thackray x", "names.yaml:1: this private list is not valid YAML here"),
        ("", "names.yaml: this private list is empty"),
        ("people: []", "names.yaml: this private list is empty"),
        (f"numbers: {list(range(10_000, 16_000))}", "names.yaml: this private list has too many entries"),
    ],
)  # fmt: skip
def test_faults_are_told_by_their_line_alone(text: str, said: str) -> None:
    with pytest.raises(PrivateListError) as error:
        read(text)
    assert str(error.value) == said
    assert error.value.__cause__ is None
    assert error.value.__context__ is None


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for name, data, said in (
        ("none.yaml", None, "there is no such private list of names"),
        ("wide.yaml", "names: Zoë".encode("utf-16"), "not plain text"),
        ("large.yaml", b"#" * 1_000_001, "too large"),
    ):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(PrivateListError, match=said):
            read_private_list(path, name)


def test_a_list_does_not_show_itself() -> None:
    found = read("names: [Imogen Thackray]")
    assert "Thackray" not in f"{found!r} {found} {[found]} {vars(PrivateList)}"


@given(st.text(min_size=1, max_size=120))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_or_refused_without_a_word_of_it(text: str) -> None:
    said = "this private list"
    try:
        read(text)
    except PrivateListError as error:
        said = str(error).removeprefix("names.yaml").lstrip(":0123456789 ")
    assert said.startswith("this private list")
    assert len(said) < 60
