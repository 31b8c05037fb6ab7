"""YAML text: what plain words stand for, where things stand, and what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.errors import RuleProblem
from dhr_qa.rulebook.positions import place
from dhr_qa.rulebook.yaml_text import MAX_DEPTH, Parsed, parse_yaml


def test_plain_words_and_quoted_ones() -> None:
    text = (
        "a: [1, -2, 2.5, true, False, null, ~, yes, on, 2026-11-22, 1e3, 0x10, \"1\", 'true', 12345678901234567890]\n"
    )
    assert parse_yaml(text, "f").data == {
        "a": [1, -2, 2.5, True, False, None, None, "yes", "on", "2026-11-22", "1e3", "0x10", "1", "true",
              "12345678901234567890"]
    }  # fmt: skip


def test_blocks_of_text_and_keys_that_look_like_numbers() -> None:
    parsed = parse_yaml("2016: >\n  two\n  lines\nb: |\n  two\n  lines\nc:\n", "f")
    assert parsed.data == {"2016": "two lines\n", "b": "two\nlines\n", "c": None}


def test_places_of_keys_and_values() -> None:
    parsed = parse_yaml("- id: a\n  list: [x, {deep: 1}]\n-\n  id: b\n", "f")
    assert place(parsed.places, (0, "id")) == (1, 7)
    assert place(parsed.places, (0, "id"), key=True) == (1, 3)
    assert place(parsed.places, (0, "list", 1, "deep")) == (2, 20)
    assert place(parsed.places, (1, "id"), key=True) == (4, 3)
    # A step that nobody wrote stands for the nearest thing that somebody did.
    assert place(parsed.places, (0, "list", "tag", 1, "deep", "more")) == (2, 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1", "f:1:4: anchors (&) and aliases (*) are not used in rule files; put such text in quotes"),
        ("a: *x", "f:1:4: anchors (&) and aliases (*) are not used in rule files; put such text in quotes"),
        (
            "x: !!python/object/apply:os.system [id]",
            "f:1:4: tags (!) are not used in rule files; put such text in quotes",
        ),
        ("a: !thing 1", "f:1:4: tags (!) are not used in rule files; put such text in quotes"),
        ("a: 1\nb: 2\na: 3", 'f:3:1: the key "a" stands twice'),
        ("? [a]\n: b", "f:1:3: a key must be a word, not a list or a mapping"),
        ("--- 1\n--- 2\n", "f:2:1: a second YAML document begins here; a rule file holds one"),
        ("a:\n\t- b", "f:2:1: not valid YAML: found character '\\t' that cannot start any token"),
        ("a: 'b", "f:1:6: not valid YAML: found unexpected end of stream"),
        ("a: b: c", "f:1:5: not valid YAML: mapping values are not allowed here"),
        ("a: \x00", "f:1:1: not valid YAML: special characters are not allowed"),
        ("[" * 100, f"f:1:{MAX_DEPTH + 1}: nested more than {MAX_DEPTH} deep"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(RuleProblem) as caught:
        parse_yaml(text, "f")
    assert str(caught.value) == message


def test_many_values_are_refused() -> None:
    with pytest.raises(RuleProblem, match="values in one file"):
        parse_yaml("[" + "1," * 200_001 + "]", "f")


@pytest.mark.parametrize("text", ["[" * 500_000, "{a: " * 100_000, "- " * 250_000, "a: " + "[{" * 100_000])
def test_depth_does_not_exhaust_anything(text: str) -> None:
    start = time.process_time()
    with pytest.raises(RuleProblem):
        parse_yaml(text, "f")
    assert time.process_time() - start < 5


def test_nothing_is_nothing() -> None:
    assert parse_yaml("", "f").data is None
    assert parse_yaml("# only a remark\n", "f").data is None


_PIECES = st.sampled_from(
    ["a", "- ", ": ", "? ", "\n", "  ", "[", "]", "{", "}", ",", "&x ", "*x ", "!t ", "!!int ", "|", ">", "'", '"', "#",
     "%YAML 1.2\n", "---\n", "...\n", "\t", "1", "~", "é", "\u2028", "\ufeff", "\\", "<<: ", "@", "`"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(_read(text), (Parsed, RuleProblem))


def _read(text: str) -> Parsed | RuleProblem:
    try:
        return parse_yaml(text, "f")
    except RuleProblem as problem:
        return problem
