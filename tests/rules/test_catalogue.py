"""The rules keep to the catalogue: each has the topic, the severity and the kinds of document that it gives."""

from __future__ import annotations

import csv

import pytest

from dhr_qa.findings import SEVERITIES, TOPICS
from dhr_qa.rulebook.decode import rule as decoded
from dhr_qa.rulebook.load import SOURCES, built_in
from dhr_qa.rulebook.model import Rule

CATALOGUE = SOURCES / "catalogue.tsv"
#: The short names of the catalogue. Several joined by "+" are compared with one another, which a pack rule may do.
KINDS = {"OR": "overview-report", "ES": "executive-summary", "AP": "action-plan", "SP": "pack", "all": "any"}

with CATALOGUE.open(encoding="utf-8", newline="") as _file:
    ROWS = {row["slug"]: row for row in csv.DictReader(_file, delimiter="\t")}

RULES = [decoded(raw) for raw in built_in()["rules"]]


def test_the_catalogue_is_sound() -> None:
    with CATALOGUE.open(encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert lines[0] == "slug\ttopic\tdocuments\tseverity"
    assert len(ROWS) == len(lines) - 1, "a slug stands twice"
    for row in ROWS.values():
        assert row["topic"] in TOPICS
        assert row["severity"] in SEVERITIES
        assert set(row["documents"].replace("+", " ").split()) <= set(KINDS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_as_the_catalogue_has_it(rule: Rule) -> None:
    assert rule.file.startswith(f"rules/{rule.topic}/"), "a rule stands in the folder of its topic"
    row = ROWS.get(rule.id)
    if row is None:  # one more of the same style
        return
    assert (rule.topic, rule.severity) == (row["topic"], row["severity"])
    wanted = {KINDS[name] for name in row["documents"].replace("+", " ").split()}
    kinds = set(rule.applies_to.documents)
    if "+" in row["documents"] or wanted == {"pack"} or "pack" in kinds:  # compares documents
        assert kinds <= wanted | {"pack", "any"}
    else:  # a rule may leave out a kind in which its question makes no sense
        assert kinds <= wanted or "any" in wanted


# The catalogue's severity is that of a lead cell of the plan; it calls the same thing in the narrative major.
WEIGHS_MORE = {"named-professional"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_part_may_weigh_less_but_never_more(rule: Rule) -> None:
    for part in rule.parts:
        if part.severity and rule.id not in WEIGHS_MORE:
            assert SEVERITIES.index(part.severity) >= SEVERITIES.index(rule.severity)
