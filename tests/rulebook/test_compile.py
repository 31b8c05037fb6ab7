"""From YAML to the compact form to records: nothing is lost, nothing is invented, order and merging hold."""

from __future__ import annotations

import json
import pickle

import pytest

from dhr_qa.errors import RuleError
from dhr_qa.rulebook import decode
from dhr_qa.rulebook.compile import compile_files
from dhr_qa.rulebook.model import Check, Condition, Group, Selector
from dhr_qa.rulebook.vocabularies import merged
from tests.rulebook.made import PROFILES, RULE, VOCABULARY, book, changed, compiled, faults, file


def test_a_rule_as_the_engine_sees_it() -> None:
    rule = book().rules[0]
    assert (rule.id, rule.topic, rule.severity, rule.file, rule.line) == (
        "family-draft-shared", "family-voice", "major", "rules.yaml", 1,
    )  # fmt: skip
    assert rule.applies_to.documents == ("overview-report",)
    assert rule.applies_to.profile == "draft"
    assert rule.guidance[0].source == "statutory-guidance-2016"
    part = rule.parts[0]
    assert part.given == Selector(
        "sentence", role=("family-involvement",), mentions=(Group("family"), Group(any=("draft", "@shared-with")))
    )
    assert part.check == Check("count", {"min": 1, "at": "family-involvement"})
    assert part.message == {"": "Nothing says so ({count} found)."}
    assert rule.kinds == ("count",)


def test_examples_are_as_written_with_their_line() -> None:
    examples = book().rules[0].examples
    assert list(examples) == ["pass", "fail"]
    assert examples["pass"] == [{"text": "The draft was shared with the family.", "line": 15}]
    assert examples["fail"][0]["line"] == 16


def test_checks_of_every_kind_keep_their_options() -> None:
    parts = """\
  checks:
    - given: {select: cell, table: action-plan, column: [lead, target-date], where: {words: {min: 2, mentions: family}}}
      check: {kind: match, none: family, unless: {select: event, role: death}, quantifier: some}
      message: 'x {match}'
      remedy: R
      severity: minor
      stop-on-fail: true
    - given: {select: event}
      check: {kind: relate, to: {register: events, key: id}, key: name, by: [folded, {edit-distance: 3}], mode: both,
              where: {id: {not: death}}}
      message: {left-only: l, right-only: r}
      remedy: R
      when: {all: [{select: section, role: panel}, {profile: submission}]}
    - given: {select: interval, from: death, to: decision}
      check: {kind: measure, metric: days, max: "event:death+3", otherwise: {question: Is it so?}}
    - given: {select: text, position: {to: 0.5}, fallback: {select: note}, before: {select: heading}}
      check: {kind: attest, question: Is it?, unless: {select: sentence, mentions: [family]}}
"""
    start, end = RULE.index("  given:"), RULE.index("  examples:")
    match, relate, measure, attest = book(RULE[:start] + parts + RULE[end:]).rules[0].parts
    assert match.given.column == ("lead", "target-date")
    assert match.given.table == "action-plan"
    assert match.given.where == {"words": {"min": 2, "mentions": (Group("family"),)}}
    assert match.check.options["none"] == (Group("family"),)
    assert match.check.options["unless"] == Selector("event", role=("death",))
    assert (match.quantifier, match.check.options["quantifier"], match.severity) == ("some", "some", "minor")
    assert match.stop_on_fail
    assert relate.check.options["to"] == {"register": "events", "key": ["id"]}
    assert relate.check.options["by"] == ("folded", {"edit-distance": 3})
    assert relate.check.options["where"] == {"id": {"not": "death"}}
    assert relate.message == {"left-only": "l", "right-only": "r"}
    assert relate.when == Condition(
        all=(Condition(given=Selector("section", role=("panel",))), Condition(profile="submission"))
    )
    assert (measure.given.start, measure.given.finish) == ("death", "decision")
    assert measure.check.options["otherwise"] == {"question": "Is it so?"}
    assert measure.check.options["max"] == "event:death+3"
    assert attest.given.position == (0.0, 0.5)
    assert attest.given.fallback == Selector("note")
    assert attest.given.before == Selector("heading")
    assert attest.check.options["unless"] == Selector("sentence", mentions=(Group("family"),))


def test_a_quantifier_may_stand_at_the_rule() -> None:
    match = ("{kind: count, min: 1, at: family-involvement}", "{kind: match, any: family}\n  quantifier: none")
    part = book(changed(match, (" ({count} found)", ""))).rules[0].parts[0]
    assert part.quantifier == "none"
    assert part.check.options["quantifier"] == "none"


def test_rules_come_in_order_of_topic_and_file() -> None:
    pen = changed(("family-voice", "pen-portrait"), ("id: family-draft-shared", "id: in-pen"))
    again = changed(("id: family-draft-shared", "id: later"))
    compact = compile_files(
        [file("z.yaml", pen), file("b.yaml", again), file("a.yaml", RULE), file("vocabulary.yaml", VOCABULARY)]
    )
    assert [rule["id"] for rule in compact["rules"]] == ["in-pen", "family-draft-shared", "later"]


def test_a_rulebook_can_be_sent_to_another_process() -> None:
    whole = book()
    copy = pickle.loads(pickle.dumps(whole))
    assert copy.rules[0].parts == whole.rules[0].parts
    assert dict(copy.rules[0].examples) == dict(whole.rules[0].examples)


def test_profiles_and_version() -> None:
    files = [file("vocabulary.yaml", VOCABULARY), file("rules.yaml", RULE)]
    whole = decode.rulebook(compile_files([*files, file("profiles.yaml", PROFILES)]))
    assert whole.version == "2026.11"
    assert list(whole.profiles) == ["draft", "submission", "publication"]
    with pytest.raises(RuleError, match="belongs to the built-in rulebook"):
        compile_files([file("profiles.yaml", PROFILES)], compile_files([*files, file("profiles.yaml", PROFILES)]))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("extends: draft", "extends: publication", 'profiles.yaml:4:15: "submission" extends "draft"'),
        ("  draft: {title: A draft}\n", "", "profiles.yaml:3:3: the profiles are, in this order: draft, submission, "),
        ('"2026.11"', "2026.11", "profiles.yaml:1:10: this must be text, not a number: put it in quotes"),
    ],
)
def test_profiles_with_a_fault(old: str, new: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        compile_files([file("profiles.yaml", changed((old, new), text=PROFILES))])
    assert message in str(caught.value)


def test_vocabulary_of_ones_own_adds_to_the_built_in_one() -> None:
    own = """\
phrases:
  family: [aunt, family]
  dated-terms: {phrases: [new term], say: {new term: newer term}}
  new-list: ["@family"]
registers:
  sections: [{id: panel, forms: [board], needed-in: [executive-summary], colour: red}, {id: extra, title: Extra}]
"""
    whole = decode.vocabulary(compiled(changed(("id: family-draft-shared", "id: mine")), own, compiled())["vocabulary"])
    assert whole.phrases["family"].phrases == ("family", "(mother|father)(s)?", "aunt")
    assert whole.phrases["dated-terms"].say == {"commit* suicide": "died by suicide", "new term": "newer term"}
    assert whole.phrases["new-list"].phrases == ("@family",)
    panel = whole.entry("sections", "panel")
    assert (panel.title, panel.forms) == ("Panel", ("review panel", "board"))
    assert panel.fields == {"order": 2, "needed-in": ["overview-report", "executive-summary"], "colour": "red"}
    assert [entry.id for entry in whole.register("sections")] == ["panel", "family-involvement", "extra"]


def test_what_is_built_in_cannot_be_changed() -> None:
    own = """\
phrases: {family: {phrases: [a], case: true}}
registers:
  sections: [{id: panel, title: Other, order: 3}]
"""
    assert faults("[]", own, compiled()) == [
        'vocabulary.yaml:1:19: "case" of the built-in phrase list "family" cannot be changed',
        'vocabulary.yaml:3:33: "title" of the built-in entry "panel" cannot be changed',
        'vocabulary.yaml:3:47: "order" of the built-in entry "panel" cannot be changed',
    ]


def test_merging_leaves_the_base_as_it_was() -> None:
    base = compiled()["vocabulary"]
    before = json.dumps(base)
    merged(base, {"phrases": {"family": {"phrases": ["x"], "patterns": [], "case": False, "say": {}}},
                  "registers": {"sections": [{"id": "panel", "title": "", "forms": ["x"], "order": 2}]}})  # fmt: skip
    assert json.dumps(base) == before
