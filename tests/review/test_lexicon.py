"""Matchers made from the vocabulary."""

from __future__ import annotations

import re2

from dhr_qa.review.lexicon import Lexicon, lexicon_for, part
from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary
from tests.review.vocab import vocabulary


def _lexicon(*entries: Entry) -> Lexicon:
    return Lexicon(
        Vocabulary({"relations": PhraseList("relations", ("her (mother|ex-partner)",))}, {"things": entries})
    )


def test_the_longest_form_wins() -> None:
    lexicon = _lexicon(Entry("short", forms=("review",)), Entry("long", forms=("review panel",)))
    assert [(s, e, entry.id) for s, e, entry in lexicon.forms("things").spans(b"the review panel of a review")] == [
        (4, 16, "long"),
        (22, 28, "short"),
    ]


def test_first_goes_by_the_order_of_the_register() -> None:
    lexicon = _lexicon(Entry("special", forms=("children",)), Entry("general", forms=("council",)))
    found = lexicon.forms("things").first(b"Fenshire Council children")
    assert found is not None
    assert found.id == "special"
    assert lexicon.forms("things").first(b"nothing") is None


def test_open_forms_take_the_rest_of_a_line_but_only_themselves_in_text() -> None:
    lexicon = _lexicon(Entry("who", forms=("who was ...", "... story")))
    forms = lexicon.forms("things")
    assert forms.identify(b"who was anna") is not None
    assert forms.identify(b"anna's story") is not None
    assert forms.identify(b"anna's storybook") is None
    assert [(s, e) for s, e, _ in forms.spans(b"and who was there")] == [(4, 11)]


def test_a_form_shared_by_two_entries_gives_both() -> None:
    lexicon = _lexicon(Entry("one", forms=("outcome",)), Entry("two", forms=("outcome", "result")))
    assert [e.id for e in lexicon.forms("things").identify_all(b"Outcome")] == ["one", "two"]
    assert lexicon.forms("things").identify_all(b"outcomes") == ()


def test_broken_words_are_put_together() -> None:
    lexicon = _lexicon(Entry("one", forms=("target date",)))
    assert [e.id for e in lexicon.forms("things").identify_broken(b"Targ et d ate")] == ["one"]


def test_a_text_field_is_taken_word_for_word() -> None:
    lexicon = _lexicon(Entry("act", fields={"short": "Well-being (Wales) Act"}))
    assert [(s, e) for s, e, _ in lexicon.forms("things", "short").spans(b"the Well-being (Wales) Act 2014")] == [
        (4, 26)
    ]


def test_statements_keep_capitals_for_names() -> None:
    lexicon = _lexicon()
    pattern = lexicon.pattern(lexicon.statement("the victim, <relation> <name>", "[A-Z][a-z]+"), case=True)
    found = pattern.search(b"THE VICTIM, her mother Anna")
    assert found is not None
    assert b"THE VICTIM, her mother Anna"[slice(*part(found, "name"))] == b"Anna"
    assert pattern.search(b"the victim, her mother anna") is None


def test_part_of_a_group_that_is_not_there() -> None:
    assert part(re2.compile(b"(?P<a>x)?y").match(b"y"), "a") == (-1, -1)
    assert part(re2.compile(b"y").match(b"y"), "a") == (-1, -1)


def test_one_lexicon_for_one_vocabulary() -> None:
    assert lexicon_for(vocabulary()) is lexicon_for(vocabulary())
    assert lexicon_for(Vocabulary()) is not lexicon_for(vocabulary())
