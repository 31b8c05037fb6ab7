"""What a rule may write and what the engine understands are the same."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from msgspec.structs import fields

from dhr_qa.documents.model import Attachment, Mark, Property
from dhr_qa.engine import checks
from dhr_qa.engine.checks.measure import _METRICS, _OF
from dhr_qa.engine.checks.value import _TYPES
from dhr_qa.engine.select import select
from dhr_qa.review.covered import Coverage, Limb, Taken
from dhr_qa.review.facts import (
    Acronym,
    Action,
    Agency,
    Citation,
    Event,
    Facts,
    Mention,
    Names,
    Person,
    Recommendation,
    Term,
)
from dhr_qa.rulebook.model import Selector
from dhr_qa.rulebook.surface import CHECK_OPTIONS, METRICS, NODE_FIELDS, PLACEHOLDERS, SELECTOR_OPTIONS
from tests.engine.make import facts, scope, selector, vocabulary, when

THINGS = [{"id": "report", "title": "Report", "forms": ["report (of [number])?"]}]
REFERENCES = [{"id": "paragraph", "title": "paragraph", "target": "label", "forms": ["paragraph(s)?"]}]
AGENCIES = [{"id": "police", "title": "Police", "forms": ["police"]}]
#: The lists by which facts are found that nobody has handed in ready made.
LISTS = {
    "agency-names": ["fenmarch police"],
    "citation-leads": ["the"],
    "age-statements": ["aged [number]"],
    "age-at-death": ["died"],
    "age-at-other-times": ["when she met"],
    "salutations": ["dear"],
    "valedictions": ["yours"],
    "letter-requests": ["please"],
    "letter-publishing": ["publish"],
    "letter-leads": ["the following"],
    "letter-praise": ["well done"],
    "earlier-points-open": ["still open"],
    "agency-plain-words": ["service"],
    "last-contact-words": ["rang"],
    "last-days-certain": ["before her death"],
    "last-days": ["last days"],
    "the-death-itself": ["murder"],
    "telling-nothing": ["that"],
}
SORTS = [{"id": "police", "title": "Police", "forms": ["officer"]}]
REGISTERS = {"things": THINGS, "references": REFERENCES, "agencies": AGENCIES, "agency-sorts": SORTS}
WORDS = vocabulary({"any": ["(report|panel|text)"], **LISTS}, **REGISTERS)
LETTER = {"document": "feedback-letter"}


_HALF = Coverage("partly", (Limb("one", (Taken(1, 0, 3),)), Limb("other", (), (("panel", Taken(1, 0, 3)),))))


def everything() -> Facts:
    """A document with one of each thing."""
    known = facts(
        "# 1 Report {panel}\nThe report of 3 May 2020, see paragraph 2.\n- 2 item\n"
        "[^] Note on the report, jo@fenmarch.org.\n[c] Panel comment on the report.\n"
        "!table action-plan recommendation,lead\n| Rec | Lead |\n|---|---|\n| 1 | A |\n"
        "Fenmarch Police knew Ann, aged 36, of the report report.\n"
        "# Facts {background}\nAnn rang the police before her death.\n"
        f"# Looked at {{analysis}}\n{'Org did little. ' * 60}\n"
        "=== feedback-letter\n# Letter {feedback-letter}\nDear Jo,\nStructure:\n- Please move the terms.\n",
        format="docx",
        marks=(Mark("comment", "text", "A", "2020-01-01", 0), Mark("hidden", "text", part="header")),
        properties=(Property("creator", "A"),),
        attachments=(Attachment("image.png", "image", 10, ("text",)),),
        people=(Person("A", "panel", True, "named", "Org", "Chair", "none", 2, 1, 4, 10), Person("Ann", "victim")),
        agencies=(Agency("Org", "panel", "police", "IMR", 1, 4, 10), Agency("Org", "contributor")),
        terms=(Term("a", "Text of it", 1, 0, 5, coverage=_HALF),),
        recommendations=(Recommendation("1", "Do it", 1, addressee="Org"),),
        actions=(
            Action(
                0,
                1,
                "1",
                "a",
                "Local",
                "Do",
                "A",
                "B",
                "June 2027",
                when("2027-06"),
                "Good",
                "Step",
                ("Green",),
                "Done",
                when("2027-06"),
                ("Update",),
                block=6,
            ),
        ),
        events=(Event("death", when("2020-01-02"), 1, 4, 10), Event("decision", when("2020-03"), 1, 14, 24)),
        acronyms=(Acronym("IMR", ("A B",), 2, (1, 4), spelled=(("A B", 1, 4),)),),
        citations=(Citation("act", "Some Act", 2004, "Some Act 2004", 1, 4, 10, "9"),),
        pages=3,
        names=Names((Mention("report", 1, 4, 10, "body", title="Dr", role="panel", place="the text"),)),
    )
    return known


def test_every_selector_gives_nodes_with_the_fields_that_are_written_down() -> None:
    words = {
        "phrase": {"of": "things"}, "mention": {"of": "things"}, "interval": {"from": "death", "to": "decision"},
        "point": LETTER,
    }  # fmt: skip
    absent = {  # fields of blocks that this document does not fill
        "page",
        "style",
        "level",
        "label",
        "label-style",
        "next",
        "next-kind",
        "author",
        "number",
        "problem",
        "date",
        "defined",
        "sentence",
        "expansion",
        "title",
        "header",
        "shade",
        "lead-person",
        "how",
        "process",
    }
    assert set(SELECTOR_OPTIONS) == set(NODE_FIELDS)
    for name, names in NODE_FIELDS.items():
        nodes = list(select(selector(select=name, **words.get(name, {})), scope(everything(), words=WORDS)))
        assert nodes, name
        for field in set(names) - {"*"} - absent:
            assert any(node.get(field) is not None for node in nodes), (name, field)


@pytest.mark.parametrize("name", sorted(SELECTOR_OPTIONS))
def test_every_option_of_a_selector_is_a_field_of_the_model(name: str) -> None:
    known = {field.name for field in fields(Selector)}
    renamed = {"from": "start", "to": "finish"}
    for option in SELECTOR_OPTIONS[name]:
        assert renamed.get(option, option).replace("-", "_") in known, option


EXCLUDING: dict[str, Any] = {
    "role": ["no-such-role"],
    "kind": ["no-such-kind"],
    "name": ["no-such-name"],
    "parts": ["alt-text"],
    "position": {"from": 0.99, "to": 1.0},
    "table": "no-such-kind",
    "column": "no-such-column",
    "mentions": [{"any": ["nowhere"]}],
    "without": [
        {"any": ["(report|panel|text|a|1|item|image|draft.md|2020-01-02|do|org|act|imr|it|police|aged|terms|dear)"]}
    ],
    "where": {"text": "nothing like it"},
    "of": "nothing",
    "quotations": "only",
    "before": {"select": "text"},
    "after": {"select": "table", "where": {"number": 9}},
}


@pytest.mark.parametrize(
    ("name", "option"),
    [(name, option) for name, options in SELECTOR_OPTIONS.items() for option in options if option in EXCLUDING],
)
def test_every_option_that_narrows_does_narrow(name: str, option: str) -> None:
    """An option that the engine overlooked would leave all nodes in place."""
    words = vocabulary(LISTS, **REGISTERS, nothing=[])
    given: dict[str, dict[str, Any]] = {"phrase": {"of": "things"}, "mention": {"of": "things"}, "point": LETTER}
    base = given.get(name, {})
    where = scope(everything(), words=words)
    before = len(list(select(selector(select=name, **base), where)))
    after = len(list(select(selector(select=name, **{**base, option: EXCLUDING[option]}), where)))
    assert after < before, (before, after)


def test_checks_types_and_metrics() -> None:
    assert set(checks.CHECKS) == set(CHECK_OPTIONS) == set(PLACEHOLDERS)
    types = CHECK_OPTIONS["value"]["type"].removeprefix("choice:").split("|")
    assert {*_TYPES, "sequence"} == set(types)
    plain = {"days", "months", "number", "filled", "words", "pages", "megabytes", "capitals", "position", "overlap"}
    assert {*_METRICS, *_OF, *plain} == set(METRICS)


@pytest.mark.parametrize("kind", sorted(CHECK_OPTIONS))
def test_every_option_of_a_check_is_read_somewhere(kind: str) -> None:
    from dhr_qa.engine import evaluate
    from dhr_qa.engine.checks import common, keys

    modules = [checks.__dict__[kind], common, evaluate, keys]
    source = "".join(inspect.getsource(module) for module in modules)
    for option in CHECK_OPTIONS[kind]:
        assert f'"{option}"' in source, option
