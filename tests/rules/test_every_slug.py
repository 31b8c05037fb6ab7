"""Each line of the catalogue is decided by a rule or asked of a person, and docs/requirements.md says so."""

from __future__ import annotations

import csv
import json

import pytest

from dhr_qa.report.rule_list import as_json, as_markdown, decides
from dhr_qa.rulebook.load import SOURCES, load_rulebook
from dhr_qa.rulebook.model import Rule

PAGE = SOURCES.parent / "docs" / "requirements.md"
RULEBOOK = load_rulebook()
with (SOURCES / "catalogue.tsv").open(encoding="utf-8", newline="") as _file:
    SLUGS = [row["slug"] for row in csv.DictReader(_file, delimiter="\t")]

#: Lines of the catalogue that have no rule yet. This list may only become shorter.
ELSEWHERE: set[str] = set()


def test_every_slug_has_a_rule() -> None:
    assert {slug for slug in SLUGS if RULEBOOK.rule(slug) is None} == ELSEWHERE


def test_the_page_is_up_to_date() -> None:
    written = PAGE.read_text(encoding="utf-8")
    # To write it anew: dhr-qa rules list --format markdown > docs/requirements.md
    assert written == as_markdown(RULEBOOK, RULEBOOK.rules)
    for slug in set(SLUGS) - ELSEWHERE:
        assert f"| `{slug}` |" in written


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_decides_or_asks_and_rests_on_something(rule: Rule) -> None:
    assert decides(rule) in ("decides", "asks", "both")
    assert rule.guidance, "what does it rest on?"
    for part in rule.parts:
        question = part.check.get("question") if part.check.kind == "attest" else part.check.get("otherwise")
        if decides(rule) == "asks":
            assert question, "a rule that asks has a question in every part"


def test_the_list_as_json_says_how_each_rule_works() -> None:
    for each in json.loads(as_json(RULEBOOK, RULEBOOK.rules))["rules"]:
        assert each["kind"], each["id"]
        assert each["decides"] in ("decides", "asks", "both")
        assert each["confidence"] in ("certain", "likely", "possible")
        assert each["documents"], each["id"]
        assert each["source"], each["id"]
