"""The page about rules says everything that a rule may write, and its examples are sound."""

from __future__ import annotations

import re

import pytest

from dhr_qa.findings import OUTCOMES, SEVERITIES, TOPICS
from dhr_qa.rulebook import decode, files, phrase_faults, surface
from dhr_qa.rulebook.compile import MAX_RULES, compile_files
from dhr_qa.rulebook.examples import run_examples
from dhr_qa.rulebook.files import RuleFile
from dhr_qa.rulebook.load import SOURCES, built_in
from dhr_qa.rulebook.schema import Example, Place, Rule, RulePart
from dhr_qa.rulebook.schema_small import Range

PAGE = SOURCES.parent / "docs" / "rules.md"
TEXT = PAGE.read_text(encoding="utf-8")
_WORDS = set(re.findall(r"[a-z0-9][a-z0-9.-]*[a-z0-9]|[a-z]", TEXT))


def keys(model: type) -> set[str]:
    return {info.alias for info in model.model_fields.values()}  # type: ignore[attr-defined]


def known() -> dict[str, set[str]]:
    return {
        "keys": keys(Rule) | keys(RulePart) | keys(Example) | keys(Place) | keys(Range),
        "selectors": set(surface.SELECTOR_OPTIONS),
        "options of selectors": {one for options in surface.SELECTOR_OPTIONS.values() for one in options},
        "checks": set(surface.CHECK_OPTIONS),
        "options of checks": {one for options in surface.CHECK_OPTIONS.values() for one in options},
        "values": {
            word
            for options in (*surface.CHECK_OPTIONS.values(), *surface.SELECTOR_OPTIONS.values())
            for sort in options.values()
            if sort.startswith("choice:")
            for word in sort.removeprefix("choice:").split("|")
        },
        "metrics": set(surface.METRICS),
        "comparisons": set(surface.COMPARISONS),
        "tests of fields": set(surface.WHERE_OPERATORS),
        "message keys": {key for some in surface.MESSAGE_KEYS.values() for key in some},
        "placeholders": {name for some in surface.PLACEHOLDERS.values() for name in some} - {"*"},
        "fields": {name for some in surface.NODE_FIELDS.values() for name in some} - {"*"},
        "lists from facts": set(surface.DYNAMIC_LISTS),
        "outcomes": set(OUTCOMES),
        "severities": set(SEVERITIES),
        "topics": set(TOPICS),
    }


@pytest.mark.parametrize("what", sorted(known()))
def test_everything_is_on_the_page(what: str) -> None:
    assert known()[what] - _WORDS == set()


def test_limits_are_as_they_are() -> None:
    limits = TEXT[TEXT.index("Limits: ") :].split("\n\n")[0]
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[0-9][0-9,]*", limits)]
    assert numbers == [
        files.MAX_FILES, files.MAX_FILE // 1024, files.MAX_TOTAL // 1024 // 1024, MAX_RULES, phrase_faults.MAX_PHRASE,
    ]  # fmt: skip


def test_the_first_rule_of_the_page_is_sound_and_does_what_it_says() -> None:
    rule = TEXT.split("```yaml\n")[1].split("```")[0]
    rule = rule.replace("id: family-draft-shared", "id: as-on-the-page")
    compact = compile_files([RuleFile("docs/rules.md", "rules.yaml", rule.encode())], built_in())
    results = list(run_examples(decode.rulebook(compact), ["as-on-the-page"]))
    assert len(results) == 2
    assert [str(result) for result in results if not result.ok] == []


def test_links_within_the_page_lead_somewhere() -> None:
    titles = {
        re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in TEXT.splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= titles
