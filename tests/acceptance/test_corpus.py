"""`dhr-qa corpus`: figures over a library, a chart of them, and no word or name of any document."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html

from dhr_qa.report.schemas import output_schema
from tests.acceptance.conftest import OWN, Review

SVG = "{http://www.w3.org/2000/svg}"
PACK_RULE = """\
- id: acceptance-same-word
  title: The same words stand in both papers
  topic: consistency
  severity: info
  confidence: certain
  since: "0.1"
  applies-to: {documents: [pack]}
  rationale: It is only here for a test.
  guidance: [{source: statutory-guidance-2016, ref: section 1}]
  given: {select: sentence, mentions: [{any: [zanzibar]}]}
  check: {kind: count, max: 1}
  message: '{count} stand here.'
  remedy: Write another word.
  examples:
    pass: [{files: {overview-report: Nothing here.}}]
    fail: [{files: {overview-report: Zanzibar. Zanzibar.}, expect: [{message: '2 stand here.'}]}]
"""


@pytest.fixture
def library(review: Review) -> Review:
    """Two single reports, a pack, a pack within it, a damaged file, and settings that are not to be used."""
    review.settings()
    review.write("our-rules/pack.yaml", PACK_RULE)
    review.write("lib/Karen Fenwick.md", "# Overview report\n\nZanzibar. Zanzibar again. Alma on 01632.\n")
    review.write("lib/two.md", "# Overview report\n\nNothing of the kind.\n")
    review.write("lib/bad.docx", "no Word file")
    review.write("lib/pack/report.md", "# Overview report\n\nZanzibar.\n")
    review.write("lib/pack/summary.md", "# Executive summary\n\nZanzibar.\n")
    review.write("lib/pack/old/plan.md", "# Action plan\n\nNothing.\n")
    review.write("lib/pack/dhr-qa.yaml", "rules: {acceptance-word: off}\n")
    review.write("lib/.hidden/secret.md", "Zanzibar.\n")
    return review


RULES = [*OWN, "--select", "acceptance-same-word"]


def figures(library: Review, *args: str) -> dict[str, Any]:
    code, out, _ = library.run("corpus", "lib", *RULES, "--format", "json", *args)
    assert code == 3
    data: dict[str, Any] = json.loads(out)
    Draft202012Validator(output_schema("corpus")).validate(data)
    return data


def test_the_figures(library: Review) -> None:
    data = figures(library)
    assert (data["documents"], data["packs"], data["unread"]) == (5, 1, {"not-docx": 1})
    rules = {each["rule"]: each for each in data["rules"]}
    names = ("applied", "failing", "share", "findings", "needs_person", "could_not_check")
    assert [rules["acceptance-word"][name] for name in names] == [5, 3, 0.6, 4, 0, 0]
    assert [rules["acceptance-number"][name] for name in names] == [5, 1, 0.2, 1, 0, 0]
    assert [rules["acceptance-question"][name] for name in names] == [5, 0, 0.0, 0, 5, 0]
    # each report by itself, the folder with two papers once, the folder with one once
    assert [rules["acceptance-same-word"][name] for name in names] == [4, 2, 0.5, 2, 0, 0]


def test_several_processes_count_the_same(library: Review) -> None:
    assert figures(library, "-j", "2") == figures(library)


@pytest.mark.parametrize("format", ["text", "csv", "json", "html", "svg"])
def test_no_word_of_a_document_and_no_name_of_a_file(library: Review, format: str) -> None:
    code, out, err = library.run("corpus", "lib", "--format", format)
    assert code == 3
    assert out
    for word in ("Karen", "Fenwick", "01632", "two.md", "bad.docx", "summary.md"):
        assert word not in out + err
    assert err == "1 file could not be read; on a terminal they are named.\n"


def test_csv_has_every_rule_that_ran(library: Review) -> None:
    rows = list(csv.DictReader(io.StringIO(library.run("corpus", "lib", *RULES, "-f", "csv")[1])))
    assert {row["rule"] for row in rows} == {each["rule"] for each in figures(library)["rules"]}
    assert next(row for row in rows if row["rule"] == "acceptance-word")["share"] == "0.6"


def test_the_chart_can_be_read_without_seeing_it_and_asks_for_nothing(library: Review) -> None:
    root = etree.fromstring(library.run("corpus", "lib", *RULES, "-f", "svg")[1].encode())
    assert root.get("role") == "img"
    names = (root.get("aria-labelledby") or "").split()
    assert [root.find(f".//*[@id='{name}']").tag for name in names] == [f"{SVG}title", f"{SVG}desc"]  # type: ignore[union-attr]
    desc = root.findtext(f"{SVG}desc") or ""
    assert "acceptance-word: 3 of 5 (60%)" in desc
    assert not root.findall(f".//{SVG}script")
    addresses = [value for each in root.iter() for name, value in each.items() if "href" in name or "http" in value]
    assert addresses == []
    bars = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == "url(#bar-major)"]
    assert sorted(int(bar.get("width") or 0) for bar in bars) == [14, 252]  # the legend, and 60% of 420


def test_the_page_has_the_chart_and_the_table(library: Review) -> None:
    page = html.fromstring(library.run("corpus", "lib", *RULES, "-f", "html")[1])
    assert page.get("lang") == "en-GB"
    assert len(page.findall(".//svg")) == 1
    heads = page.xpath("//th[@scope='row']/text()")
    assert set(heads) == {each["rule"] for each in figures(library)["rules"]}
    assert all(each.get("scope") for each in page.iter("th"))
    assert page.xpath("//script|//link|//img|//@src") == []


def test_where_nothing_fails_the_picture_says_so(review: Review) -> None:
    review.write("lib/one.md", "Nothing.\n")
    code, out, _ = review.run("corpus", "lib", "--select", "acceptance-word", "-f", "svg")
    assert code == 0
    assert "No rule failed." in out


def test_a_folder_without_reports(review: Review) -> None:
    assert review.run("corpus", "our-rules")[0] == 3
    assert review.run("corpus", "none")[0] == 3
    assert "no such folder" in review.run("corpus", "none")[2]


def test_the_library_is_never_overwritten(library: Review) -> None:
    code, _, err = library.run("corpus", "lib", "-f", "csv", "-o", "lib/two.md")
    assert code == 2
    assert "overwrite" in err


def test_settings_within_the_library_do_not_count_and_those_of_config_do(library: Review) -> None:
    library.write("other.yaml", "rule-folders: [our-rules]\nrules: {acceptance-word: off}\n")
    rules = {each["rule"]: each for each in figures(library, "--config", "other.yaml")["rules"]}
    assert rules["acceptance-word"]["applied"] == 0
    assert rules["acceptance-number"]["applied"] == 5
