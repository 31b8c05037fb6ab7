"""Messages, excerpts and masks."""

from __future__ import annotations

from typing import Any

import pytest

from dhr_qa.engine.excerpts import MOST, excerpt
from dhr_qa.engine.groups import Groups, as_group, as_groups
from dhr_qa.engine.message import fill, placeholders, same_message, typographic
from dhr_qa.engine.nodes import joined, plain
from dhr_qa.language.mask import mask
from dhr_qa.review.facts import When
from dhr_qa.rulebook.model import Group
from tests.engine.make import TODAY, vocabulary

VALUES: dict[str, Any] = {"value": "Jane Weston", "count": 1, "several": ["a", "b"], "problem": "not a date", "n": 1.5}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('"{value}" is here', "“Jane Weston” is here"),
        ("{count} {count|term|terms}", "1 term"),
        ("{several|one|many}", "many"),
        ("{several} and {n}", "a and b and 1.5"),
        ("{value.masked}", "J••• W•••••"),
        ("none: {missing}.", "none: ."),
        ("a {not closed", "a {not closed"),
        ("two\n  lines", "two lines"),
        ("the agency's \"plan\" ('draft')", "the agency’s “plan” (‘draft’)"),
    ],
)
def test_fill(template: str, text: str) -> None:
    assert fill(template, VALUES.get) == text


def test_hidden_messages_keep_what_is_no_word_of_the_document() -> None:
    assert fill('"{value}" ({problem}, {count})', VALUES.get, hide=True) == "“J••• W•••••” (not a date, 1)"
    assert fill("{other.value}", {"other.value": "Jane"}.get, hide=True) == "J•••"


def test_long_values_are_cut_at_a_word() -> None:
    said = fill("{value}", {"value": "word " * 80}.get)
    assert len(said) <= 160
    assert said.endswith("word…")


def test_placeholders_and_quotes() -> None:
    assert placeholders("{a} {b|one|two} {c.masked} {row.label} {a}") == ("a", "b", "c", "row.label")
    assert same_message('"It\'s"', "“It’s”")
    assert not same_message("a", "b")
    assert typographic('say "a", then "b"') == "say “a”, then “b”"


def test_plain_values() -> None:
    assert plain(TODAY) == plain("2026-11-22") == "22 November 2026"
    assert plain(When(TODAY, TODAY, "day", "22 Nov 26")) == "22 Nov 26"
    assert (plain(None), plain(True), plain(3.0), plain(("a", "b", "c"))) == ("", "yes", "3", "a, b and c")
    assert joined([]) == ""
    assert joined(["a"]) == "a"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jane Weston", "J••• W•••••"),
        ("12 High St, AB1 2CD", "•• H••• S•, A•• •••"),
        ("O'Brien-Jones", "O'•••••-•••••"),
        ("Ælfgifu é", "Æ•••••• é"),
        ("", ""),
        ("07700 900123", "••••• ••••••"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert len(mask(text)) == len(text)


def test_excerpts_keep_the_words_found() -> None:
    text = "lead " * 100 + "the words found " + "tail " * 100
    start = text.index("the words")
    cut = excerpt(text, start, start + 15)
    assert "the words found" in cut
    assert len(cut) <= MOST
    assert cut.startswith("…lead ")
    assert cut.endswith(" tail…")


@pytest.mark.parametrize("place", [0, 3, 250, 495])
@pytest.mark.parametrize("length", [0, 4, 199, 200, 260])
def test_excerpts_are_short_wherever_the_words_are(place: int, length: int) -> None:
    text = "word " * 100
    assert len(excerpt(text, place, place + length)) <= MOST


def test_excerpts_of_short_or_unbroken_text() -> None:
    assert excerpt("Short.\nText.") == "Short. Text."
    assert len(excerpt("x" * 1000, 500, 510)) <= MOST
    assert excerpt("") == ""


def test_groups_of_words() -> None:
    words = vocabulary(
        {"a": ["alpha"], "b": {"phrases": ("@a", "beta")}, "loud": {"phrases": ("NHS",), "case": True}},
        acts=[{"id": "x", "title": "Some Act", "forms": ["the act"]}],
    )
    groups = Groups.of(words)
    assert groups is Groups.of(words)
    assert groups.matcher(Group("b")) is groups.matcher(Group("b"))

    def found(group: Any, text: str) -> bool:
        matcher = groups.matcher(as_group(group))
        return matcher is not None and matcher.found_in(text)

    assert found("b", "ALPHA")
    assert found("b", "beta")
    assert not found("b", "gamma")
    assert found({"any": ["@b", "gamma"]}, "alpha")
    assert found({"any": "gamma"}, "Gamma")
    assert found({"any": ["@loud", "alpha"]}, "Alpha")
    assert not found({"any": ["@loud", "alpha"]}, "nhs")
    assert found("register:acts", "The Act")
    assert not found("register:acts", "Some Act")
    assert groups.matcher(Group("people:victim")) is None
    assert as_groups("a") == (Group("a"),)
    assert as_groups(None) == ()
    with pytest.raises(KeyError):
        groups.matcher(Group("no-such-list"))


def test_how_often_is_no_secret() -> None:
    known = {"name": "Olwen", "times": 1}
    assert fill("{name} ({times} {times|time|times})", known.__getitem__, hide=True) == "O•••• (1 time)"
