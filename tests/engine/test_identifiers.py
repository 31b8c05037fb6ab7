"""The selector of identifiers, and where the findings on what hides stand."""

from __future__ import annotations

from typing import Any

from dhr_qa.documents.model import Mark, Property
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.select import select
from dhr_qa.review.facts import Facts
from dhr_qa.review.traces import find_traces
from dhr_qa.vocabulary import Vocabulary
from tests.engine.make import facts, rule, scope, selector, settings

WORDS = Vocabulary()
CHECK = {"kind": "count", "max": 0, "per": "node"}


def report() -> Facts:
    return facts(
        "# Panel {panel}\nRing 07700 900121.\n# Background {background}\nRing 07700 900122 or jo@example.com.\n"
        "=== feedback-letter\nRing 07700 900123.",
        marks=(Mark("hidden", "Ring 07700 900124 now.", "", "", 3, 0, 0, "hidden"),),
        properties=(Property("title", "07700 900125"),),
        format="docx",
        finders={"traces": lambda known: find_traces(known, WORDS)},
    )


def texts(**written: Any) -> list[str]:
    return [node.text[-3:] for node in select(selector(select="identifier", **written), scope(report(), words=WORDS))]


def test_narrowing() -> None:
    assert texts() == ["121", "122", "com", "124", "125"]
    assert texts(kind=["phone"], role=["background"]) == ["122", "124"]
    assert texts(role_not=["background"]) == ["121", "125"]
    assert texts(parts=["metadata"]) == ["125"]
    assert texts(document="feedback-letter") == [
        "123",
        "125",
    ]  # what belongs to the file goes with any of its documents
    assert texts(where={"kind": "email", "public": ""}) == ["com"]


def test_findings_say_the_part_and_quote_what_is_around() -> None:
    given = {"select": "identifier", "kind": ["phone"], "role-not": ["panel"]}
    tell = rule(given, CHECK, 'In {place}: "{value}".', documents=("overview-report",), sensitive=True)
    _, found = run_rule(tell, [report()], settings(), WORDS)
    assert sorted((each.message, each.location.part, each.excerpt) for each in found) == [
        ("In hidden text: “07700 900124”.", "hidden", "Ring 07700 900124 now."),
        ("In the properties of the file: “07700 900125”.", "metadata", "07700 900125"),
        ("In the text: “07700 900122”.", "body", "Ring 07700 900122 or jo@example.com."),
    ]
    _, masked = run_rule(tell, [report()], settings(redact=True), WORDS)
    assert {"In the text: “••••• ••••••”.", "In hidden text: “••••• ••••••”."} < {each.message for each in masked}
    assert not any("900" in f"{each.message}{each.excerpt}" for each in masked)
    assert [each.fingerprint for each in masked] == [each.fingerprint for each in found]
