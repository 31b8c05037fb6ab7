"""Cutting a paragraph at what is marked in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.documents.model import Block
from dhr_qa.report.view_marks import Mark, paragraph
from dhr_qa.report.view_model import Note

TEXT = "He said that she had committed suicide."


def note(label: str, level: str = "minor") -> Note:
    return Note(f"n{label}", label, level, level, "message", "#x")


def pieces(marks: list[Mark], text: str = TEXT) -> list[tuple[str, tuple[str, ...], str]]:
    made = paragraph(Block(0, "paragraph", "body", text), marks)
    return [(piece.text, piece.labels, piece.level) for piece in made.pieces]


def test_without_marks_the_text_is_one_piece() -> None:
    assert pieces([]) == [(TEXT, (), "")]


def test_overlapping_marks_share_their_pieces_and_the_graver_shows() -> None:
    assert pieces([Mark(17, 30, note("1")), Mark(21, 38, note("2", "major"))]) == [
        ("He said that she ", (), ""),
        ("had ", (), "minor"),
        ("committed", ("1",), "major"),
        (" suicide", ("2",), "major"),
        (".", (), ""),
    ]


def test_a_finding_weighs_more_than_a_question() -> None:
    assert pieces([Mark(0, 2, note("Q1", "question")), Mark(0, 2, note("3", "info"))])[0] == ("He", ("Q1", "3"), "info")


def test_a_mark_of_nothing_or_of_a_long_paragraph_marks_the_whole() -> None:
    for mark in (Mark(None, None, note("1", "major")), Mark(5, 5, note("1", "major"))):
        made = paragraph(Block(0, "paragraph", "body", TEXT), [mark])
        assert (made.whole, len(made.pieces)) == ("major", 1)
    long = "word " * 100
    made = paragraph(Block(0, "paragraph", "body", long), [Mark(0, 490, note("1"))])
    assert (made.whole, len(made.pieces)) == ("minor", 1)
    made = paragraph(Block(0, "paragraph", "body", long * 3), [Mark(0, 490, note("1"))])
    assert (made.whole, len(made.pieces)) == ("", 2)


def test_a_note_stands_once_however_often_it_marks() -> None:
    same = note("Q1", "question")
    made = paragraph(Block(0, "paragraph", "body", TEXT), [Mark(0, 2, same), Mark(3, 7, same)])
    assert made.notes == (same,)
    assert paragraph(Block(0, "paragraph", "body", TEXT), [Mark(0, 2, same)], noted=False).notes == ()


def test_automatic_labels_are_shown_and_typed_ones_are_text_already() -> None:
    assert paragraph(Block(0, "list-item", "body", "one", label="(a)"), []).label == "(a)"
    assert paragraph(Block(0, "list-item", "body", "(a) one", label="(a)", label_typed=True), []).label == ""
    assert paragraph(Block(0, "paragraph", "header", "Draft"), []).kind == "footnote"


@given(st.lists(st.tuples(st.integers(-3, 50), st.integers(-3, 50)), max_size=6))
def test_no_word_is_lost_or_doubled(spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, note(str(number))) for number, (start, end) in enumerate(spans)]
    assert "".join(text for text, _, _ in pieces(marks)) == TEXT
