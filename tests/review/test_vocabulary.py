"""The vocabulary itself: everything compiles, and everything that names something names what exists."""

from __future__ import annotations

import pytest

from dhr_qa.language.phrases import Matcher
from dhr_qa.review.lexicon import Lexicon
from tests.review.vocab import vocabulary

_REGISTERS = [name for name in vocabulary().registers if name not in ("sources", "guidance-editions")]


@pytest.mark.parametrize("name", sorted(vocabulary().phrases))
def test_every_phrase_list_compiles(name: str) -> None:
    assert Matcher(vocabulary().phrases[name]).regexp is not None


@pytest.mark.parametrize("name", _REGISTERS)
def test_every_form_leads_back_to_its_entry(name: str) -> None:
    lexicon = Lexicon(vocabulary())
    forms = lexicon.forms(name)
    for entry in vocabulary().register(name):
        for form in entry.forms:
            if form.isascii() and form.replace(" ", "").replace("-", "").isalpha():
                assert entry in forms.identify_all(form.encode()), form


@pytest.mark.parametrize("name", sorted(vocabulary().registers))
def test_ids_are_unique_and_entries_have_titles(name: str) -> None:
    entries = vocabulary().register(name)
    ids = [entry.id for entry in entries]
    assert len(set(ids)) == len(ids)
    # A part of a skeleton has the heading of its section unless it says another.
    assert name == "skeleton" or all(entry.title for entry in entries)


def test_sections_name_roles_and_phrase_lists_that_exist() -> None:
    words = vocabulary()
    roles = {entry.id for entry in words.register("sections")}
    kinds = {entry.id for entry in words.register("document-kinds")}
    for entry in words.register("sections"):
        assert set(entry.get("within", ())) <= roles
        assert set(entry.get("needed-in", ())) | set(entry.get("expected-in", ())) <= kinds
        evidence = entry.get("evidence") or {}
        lists = {*evidence.get("all", ()), *evidence.get("any", ()), *evidence.get("without", ())}
        lists |= {*evidence.get("at-least", ()), *evidence.get("at-most", ()), *evidence.get("total-at-least", ())}
        assert lists <= set(words.phrases)
        assert set(evidence.get("not-in", ())) <= roles


def test_the_roles_are_those_of_the_contract() -> None:
    assert {entry.id for entry in vocabulary().register("sections")} == {
        "title-page", "contents", "condolence", "pen-portrait", "introduction", "timescales", "confidentiality",
        "terms-of-reference", "methodology", "family-involvement", "contributors", "panel", "author",
        "parallel-reviews", "equality", "dissemination", "background", "chronology", "overview", "analysis",
        "good-practice", "key-issues", "conclusions", "lessons", "recommendations", "action-plan", "glossary",
        "appendix", "feedback-letter",
    }  # fmt: skip


def test_tables_name_columns_and_sections_that_exist() -> None:
    words = vocabulary()
    columns = {entry.id for entry in words.register("columns")}
    roles = {entry.id for entry in words.register("sections")}
    for entry in words.register("table-kinds"):
        assert set(entry.get("columns")) <= columns
        assert set(entry.get("key")) <= set(entry.get("columns"))
        assert entry.get("section") is None or entry.get("section") in roles


def test_events_name_roles_that_exist() -> None:
    roles = {entry.id for entry in vocabulary().register("sections")}
    for entry in vocabulary().register("events"):
        assert set(entry.get("roles", ())) <= roles


def test_nine_characteristics() -> None:
    assert len(vocabulary().register("characteristics")) == 9


def test_acts_carry_their_year_in_the_title() -> None:
    for entry in vocabulary().register("acts"):
        assert entry.title == f"{entry.get('short')} {entry.get('year')}"


def test_sources_say_whether_they_were_read() -> None:
    for entry in vocabulary().register("sources"):
        assert entry.get("read") in ("whole", "part", "no")
        url = str(entry.get("url", ""))
        assert not url or url.startswith("https://")
        assert " " not in url
