"""The words of the page in the rulebook: complete, and naming only what there is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from dhr_qa.findings import OUTCOMES, SEVERITIES, TOPICS
from dhr_qa.report.html_report import asset
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.vocabulary import Entry
from dhr_qa.wording import titled

ROOT = Path(__file__).resolve().parents[2]
BOOK = load_rulebook()
FIELDS = {
    "panel-tests": {"about", "topics"},
    "report-topics": set(),
    "report-levels": {"about"},
    "report-states": set(),
    "report-parts": {"about", "about-masked"},
    "family-steps": {"rules"},
    "action-states": {"counted"},
}


def entries(register: str) -> dict[str, Entry]:
    return {entry.id: entry for entry in BOOK.vocabulary.register(register)}


def test_entries_have_titles_and_no_stray_fields() -> None:
    for register, fields in FIELDS.items():
        for entry in entries(register).values():
            assert entry.title, f"{register}: {entry.id}"
            assert set(entry.fields) <= fields, "a comma in a title that is not quoted makes a field of what follows"


def test_the_panel_asks_three_questions_and_every_topic_bears_on_one() -> None:
    tests = entries("panel-tests")
    assert len(tests) == 3
    named = Counter(topic for entry in tests.values() for topic in entry.get("topics"))
    assert named == Counter(TOPICS)
    assert set(entries("report-topics")) == set(TOPICS)


def test_levels_states_and_parts_are_those_of_the_page() -> None:
    assert list(entries("report-levels")) == list(SEVERITIES)
    assert set(entries("report-states")) >= set(OUTCOMES) | {"found", "process"}
    assert set(entries("action-states")) == {"late", "ahead", "done", "undated"}
    parts = [name for name in entries("report-parts") if name != "page"]
    assert all(asset(f"{name}.html") for name in parts), "every part has its template"


def test_family_steps_name_rules_of_the_rulebook_or_of_its_catalogue() -> None:
    catalogue = (ROOT / "rules" / "catalogue.tsv").read_text(encoding="utf-8").splitlines()
    known = {line.split("\t")[0] for line in catalogue} | {rule.id for rule in BOOK.rules}
    steps = entries("family-steps")
    assert len(steps) == 7
    for entry in steps.values():
        assert set(entry.get("rules")) <= known, entry.id


def test_no_topic_is_shown_by_its_slug() -> None:
    assert all(
        entry.title != titled(name) or name in ("publication", "terms-of-reference")
        for name, entry in entries("report-topics").items()
    )
