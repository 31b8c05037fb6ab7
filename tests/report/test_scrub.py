"""The last filter: every text of a result that may hold words of a document goes through it; nothing else changes."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.errors import DocumentError
from dhr_qa.findings import Result
from dhr_qa.report.json_report import render
from dhr_qa.report.scrub import deep, scrubbed
from tests.engine.make import facts
from tests.report.sample_result import RESULT


def test_every_text_goes_through_the_filter() -> None:
    failure = DocumentError("missing", "There is no Fenwick here.", "drafts/Fenwick.docx")
    known = facts("# Report\nText.", path="drafts/Fenwick.docx")
    first = replace(RESULT.findings[0], document="drafts/Fenwick.docx", remedy="Ask Fenwick.")
    given = replace(RESULT, findings=(first, *RESULT.findings[1:]), failures=(failure,), facts=(known,))
    shown = scrubbed(given, lambda text: text.replace("Fenwick", "•••"))
    assert "Fenwick" in render(given)
    assert "Fenwick" not in render(shown)
    assert "Fenwick" not in f"{shown.failures} {shown.failures[0]} {shown.facts[0].document.path}"
    assert isinstance(shown.failures[0], DocumentError)
    assert shown.failures[0].code == "missing"


def test_a_filter_that_changes_nothing_changes_nothing() -> None:
    assert scrubbed(RESULT, str) == RESULT
    assert isinstance(scrubbed(RESULT, str), Result)


def test_texts_inside_plain_data() -> None:
    assert deep({"a": ["x", 1, None, {"b": "x"}]}, str.upper) == {"a": ["X", 1, None, {"b": "X"}]}
