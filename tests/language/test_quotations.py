"""What stands inside quotation marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.quotations import quotations


def inside(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "I was scared" and left.', ["I was scared"]),
        ("‘Right to know’ or ‘Right to ask’.", ["Right to know", "Right to ask"]),
        ("any disclosures under 'Right to know' or 'Right to ask'.", ["Right to know", "Right to ask"]),
        ("(\"DVPN\") and ('DVPO')", ["DVPN", "DVPO"]),
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ("She said “he's got a knife” and ‘it’s bad’.", ["he's got a knife", "it’s bad"]),
        ("known as 'Jane's friend' here", ["Jane's friend"]),
        ("He said ‘the agencies’ duty was ignored’ twice.", ["the agencies’ duty was ignored"]),
        ("Jane's father didn't say. The agencies' duty is clear.", []),
        ("the children’s services’ reports", []),
        ("the victims' families' views were 'mixed'", ["mixed"]),
        ("the O'Neills' house and 'Clare's Law'", ["Clare's Law"]),
        ("in the '90s and 'til then", []),
        ('a 5\'10" man with "a knife"', ["a knife"]),
        ('She asked: "Why?"', ["Why?"]),
        ("„low” and «guillemets»", ["low", "guillemets"]),
        ('""', []),
        ("", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_marks_that_are_never_closed() -> None:
    assert inside('He said "stop. She left.') == []
    assert inside("He said 'stop. She left.") == []
    assert inside("“It went on and on. ") == ["It went on and on."]  # goes on in the next paragraph
    assert inside("'Tis over") == []


@given(st.text("ab s.(\"'“”‘’« »", max_size=40))
def test_spans_are_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end in quotations(text):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize("piece", ['"a ', "'a ", "s' a ", "“", "”", "‘a’ ", '("', "“‘"])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    quotations(piece * 50000)
    assert time.process_time() - started < 4
