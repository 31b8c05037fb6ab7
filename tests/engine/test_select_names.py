"""Names of people as nodes: which mention, where, of whom, how often."""

from __future__ import annotations

from dhr_qa.engine.select import select
from dhr_qa.review.facts import Mention, Names
from tests.engine.make import facts, scope, selector

_TEXT = "# Report {overview-report}\nAnn rang and Ann wept.\n# Terms {terms-of-reference}\nWhat Ann knew.\n"
_MENTIONS = (
    Mention("Ann", 1, 0, 3, "body", who=1, place="the text", role="person"),
    Mention("Ann", 1, 13, 16, "body", who=1, place="the text", role="person"),
    Mention("DI Bo", 1, 4, 8, "table", who=2, place="a table", role="professional", plan="lead", kind="title-name"),
    Mention("Ann", 3, 5, 8, "body", who=1, place="the text", role="person", near="Anna"),
    Mention("Maya", None, 0, 4, "metadata", who=3, place="a document variable", allowed="pseudonym", role="victim",
            around="Maya: notes"),
)  # fmt: skip


def _nodes(**options: object) -> list[tuple[object, ...]]:
    known = facts(_TEXT, names=Names(_MENTIONS))
    nodes = select(selector(select="name", **options), scope(known))
    return [(node.get("name"), node.get("occurrence"), node.get("times")) for node in nodes]


def test_one_node_for_each_mention_counted_by_person_and_place() -> None:
    assert _nodes() == [("Ann", 1, 2), ("Ann", 2, 2), ("DI Bo", 1, 1), ("Ann", 1, 1), ("Maya", 1, 1)]


def test_narrowed_by_role_kind_part_and_fields() -> None:
    assert _nodes(role=["professional"]) == [("DI Bo", 1, 1)]
    assert _nodes(kind=["title-name"]) == [("DI Bo", 1, 1)]
    assert _nodes(parts=["metadata"]) == [("Maya", 1, 1)]
    assert _nodes(where={"allowed": ""}, **{"role-not": ["professional"]}) == [
        ("Ann", 1, 2),
        ("Ann", 2, 2),
        ("Ann", 1, 1),
    ]
    assert _nodes(where={"section": ["terms-of-reference"]}) == [("Ann", 1, 1)]
    assert _nodes(where={"section": {"not": ["terms-of-reference"]}, "plan": "", "occurrence": 1, "allowed": ""}) == [
        ("Ann", 1, 2)
    ]
    assert _nodes(where={"near": {"present": True}}) == [("Ann", 1, 1)]


def test_what_is_not_in_the_text_is_shown_with_what_it_stands_in() -> None:
    known = facts(_TEXT, names=Names(_MENTIONS))
    (node,) = select(selector(select="name", parts=["metadata"]), scope(known))
    assert node.around == ("Maya: notes", 0, 4)
    assert node.locate().part == "metadata"
