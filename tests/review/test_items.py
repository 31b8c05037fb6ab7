"""Items of lists: depth, labels and what introduces them."""

from __future__ import annotations

from dhr_qa.review.items import Item, inline_items, list_items
from tests.review.making import document_of


def _items(text: str) -> list[Item]:
    document = document_of(text)
    return list_items(document, range(len(document.blocks)))


def test_depth_and_parents() -> None:
    items = _items("1. One thing\n   - below it\n   - below it too\n2. Another thing\n")
    assert [(i.label, i.depth, i.parent) for i in items] == [
        ("1", 0, True),
        ("", 1, False),
        ("", 1, False),
        ("2", 0, False),
    ]


def test_letters_under_numbers_typed_by_hand() -> None:
    items = _items("1. One thing here\n\na) below it\n\nb) below it too\n\n2. Another thing here\n")
    assert [i.depth for i in items if i.label in ("a", "b")] in ([0, 0], [1, 1])
    assert [i.label for i in items] == ["1", "a", "b", "2"]


def test_i_after_h_is_a_letter_and_not_a_number() -> None:
    letters = "abcdefghij"
    items = _items("\n\n".join(f"{letter}) point {letter}" for letter in letters))
    assert [i.label for i in items] == list(letters)
    assert {i.depth for i in items} == {0}


def test_a_bullet_before_numbers_stands_beside_them() -> None:
    items = _items("- First point\n\n2. Second point\n3. Third point\n")
    assert [i.depth for i in items] == [0, 0, 0]


def test_the_line_before_a_list_leads_to_it() -> None:
    document = document_of("We asked:\n\n- one thing\n- two things\n\nAnd then:\n\n- three things\n")
    items = list_items(document, range(len(document.blocks)))
    assert [document.blocks[i.lead or 0].text for i in items] == ["We asked:", "We asked:", "And then:"]


def test_letters_in_a_sentence_need_to_begin_at_the_beginning() -> None:
    document = document_of("It asks (a) what, (b) how and (c) why.\n\nSee (b) and (c) and (d) above.\n")
    assert [item.text for item in inline_items(document.blocks[0])] == ["what", "how", "why."]
    assert inline_items(document.blocks[1]) == []
