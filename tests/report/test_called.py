"""Documents stay apart whose masked names are the same."""

from __future__ import annotations

import json

from dhr_qa.report.called import apart
from tests.acceptance.conftest import DRAFT, OWN, Review, review
from tests.report.sample_page import PAGE

__all__ = ["review"]  # the fixture


def test_two_names_that_look_alike_when_masked(review: Review) -> None:
    review.write("list.yaml", "[Jane Weston, Joan Winter]\n").chmod(0o600)
    for name in ("Jane Weston", "Joan Winter"):
        review.write(f"pack/{name}.md", DRAFT)
    shown = ["pack/•••• ••••••.md", "pack/•••• •••••• (2).md"]
    given = ["pack/Jane Weston.md", "pack/Joan Winter.md"]
    for paths in (["pack"], given, [*given, "-j", "2"]):
        _, out, _ = review.run("check", *paths, *OWN, "--people", "list.yaml", "-f", "json")
        found = json.loads(out)
        assert [each["path"] for each in found["documents"]] == shown, paths
        words = [each["document"] for each in found["findings"] if each["rule"] == "acceptance-word"]
        assert words == sorted(shown, key=lambda name: "(2)" not in name) or words == shown


def test_what_is_known_of_a_document_goes_with_its_name() -> None:
    first = PAGE.documents[0].path
    again = apart(PAGE, str, {first: "another file"})
    names = {each.path for each in again.documents}
    assert first not in names
    assert not any(each.document == first for each in (*again.findings, *again.outcomes))
    assert {each.document.path for each in again.facts} <= names
    assert apart(PAGE, str, {}) is PAGE
