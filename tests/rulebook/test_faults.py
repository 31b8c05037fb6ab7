"""Every sort of fault in a rule file: found, at its line and column, with the nearest right spelling."""

from __future__ import annotations

import pytest

from tests.rulebook.made import RULE, VOCABULARY, changed, compiled, faults

Change = tuple[str, str]


def test_the_sound_rule_has_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # How a rule is written.
        ("  title:", "  titel:", '2:3: unknown key "titel"; did you mean "title"?'),
        ("  rationale: Because it matters.\n", "", '1:3: the key "rationale" is missing'),
        (
            "id: family",
            "id: Family_",
            '1:7: "Family_-draft-shared" is not a name: use small letters, digits and hyphens, as in "two-words"',
        ),
        (
            "topic: family-voice",
            "topic: family-voices",
            '3:10: "family-voices" is not a value of "topic"; did you mean "family-voice"?',
        ),
        (
            "severity: major",
            "severity: bad",
            '4:13: "bad" is not a value of "severity"; it can be critical, major, minor, info',
        ),
        ("confidence: likely", "confidence: [likely]", "5:15: this must be text"),
        ('since: "0.1"', "since: 0.1", "6:10: this must be text, not a number: put it in quotes"),
        (
            "[overview-report]}",
            "[overview-report], guidance: [2016]}",
            "7:57: this must be text, not a number: put it in quotes",
        ),
        (
            "[overview-report]",
            "[overview-reprot]",
            '7:28: "overview-reprot" is not a value of "documents"; did you mean "overview-report"?',
        ),
        ("[overview-report]", "[]", "7:27: the list should have at least 1 item after validation, not 0"),
        ("rationale: Because it matters.", 'rationale: " "', "8:14: this must not be empty"),
        ("rationale: Because it matters.", "rationale:", "8:3: this must be text, but there is nothing"),
        (
            "select: sentence",
            "select: sentense",
            '10:19: "sentense" is not a value of "select"; did you mean "sentence"?',
        ),
        ("role: family", "roles: family", '10:29: unknown key "roles"; did you mean "role"?'),
        ("kind: count", "kind: cuont", '11:10: "cuont" is not a value of "kind"; did you mean "count"?'),
        ("kind: count, ", "", '11:10: the key "kind" is missing in "check"'),
        ("min: 1", "minimum: 1", '11:24: unknown key "minimum"; did you mean "min"?'),
        ("min: 1", "min: one", "11:29: this must be a number"),
        ("{any: [", "{any: [3, ", "10:81: this must be text, not a number: put it in quotes"),
        ("{any: [", "{some: 1, any: [", '10:75: unknown key "some"'),
        ("mentions:", "where: {words: {mni: 3}}, mentions:", '10:71: unknown key "mni"; did you mean "min"?'),
        (
            "mentions:",
            "where: {words: {min: soon}}, mentions:",
            '10:76: "soon" is not a limit: write a number, a date as 2026-11-22, or one of "as-of", ',
        ),
        ("mentions:", "position: {from: 0.5, to: 0.5}, mentions:", '10:65: "from" must be less than "to"'),
        ("mentions:", "parts: [bodie], mentions:", '10:63: "bodie" is not a value of "parts"; did you mean "body"?'),
        ("  given:", "  when: {selct: section}\n  given:", '10:10: unknown key "selct"'),
        (
            "  given:",
            "  when: {profile: draft, case: {type: suicide}}\n  given:",
            '10:9: a condition is one of: a selector, "given" with "check", "profile", ',
        ),
        ("  given:", "  when: {all: [{any: []}]}\n  given:", '10:17: unknown key "any"'),
        ("  given:", "  checks: []\n  given:", "10:11: the list should have at least 1 item"),
        ("{text: Nothing., ", "{", '16:12: an example has one of "text", "files" or "fixture"'),
        (
            "{text: Nothing., ",
            "{text: Nothing., as-of: 2026-02-30, ",
            '16:36: "2026-02-30" is not a date: write it as 2026-11-22',
        ),
        # What it speaks of.
        (
            "source: statutory",
            "source: statutary",
            '9:23: unknown source "statutary-guidance-2016"; did you mean "statutory-guidance-2016"?',
        ),
        (
            "role: family-involvement",
            "role: familly-involvement",
            '10:35: unknown section role "familly-involvement"; did you mean "family-involvement"?',
        ),
        ("mentions: [family,", "mentions: [famly,", '10:66: unknown phrase list "famly"; did you mean "family"?'),
        (
            "mentions: [family,",
            'mentions: ["@family",',
            '10:66: write "family" without the @ here; the @ is for lists within "any"',
        ),
        (
            "mentions: [family,",
            'mentions: ["people:victm",',
            '10:66: unknown phrase list "people:victm"; did you mean "people:victim"?',
        ),
        (
            "mentions: [family,",
            'mentions: ["register:section",',
            '10:66: unknown phrase list "register:section"; did you mean "register:sections"?',
        ),
        ('"@shared-with"', '"@shared"', '10:90: unknown phrase list "shared"'),
        ('any: ["draft"', 'any: ["(draft"', '10:81: a bracket is opened but not closed in "(draft"'),
        ('any: ["draft"', 'any: ["a|b"', '10:81: alternatives need brackets in "a|b"'),
        (
            "at: family-involvement",
            "at: famly-involvement",
            '11:36: unknown section role "famly-involvement"; did you mean "family-involvement"?',
        ),
        ("mentions:", "column: lead, mentions:", '10:55: "column" does not go with "select: sentence"'),
        (
            "mentions:",
            "where: {wrods: 3}, mentions:",
            '10:63: unknown field "wrods" of "select: sentence"; did you mean "words"?',
        ),
        (
            "mentions:",
            "where: {date: {min: 'event:deth+3'}}, mentions:",
            '10:75: unknown event "deth"; did you mean "death"?',
        ),
        (
            "mentions:",
            "where: {date: {min: 'field:dat'}}, mentions:",
            '10:75: unknown field "dat"; did you mean "date"?',
        ),
        (
            "mentions:",
            "where: {date: {min: 'case:typ'}}, mentions:",
            '10:75: unknown fact of the case "typ"; did you mean "type"?',
        ),
        ("min: 1,", "", '11:10: a count needs "min", "max" or "exactly"'),
        ("min: 1,", "min: 3, max: 2,", '11:29: "min" is greater than "max"'),
        ("min: 1,", "min: 1, exactly: 2,", '11:10: "exactly" stands alone, without "min" and "max"'),
        ("({count} found)", "({cuont} found)", '12:12: unknown placeholder "{cuont}"; did you mean "count"?'),
        (
            "({count} found)",
            "({count|one} found)",
            '12:12: "{count|one}" in a message must hold the name of a placeholder',
        ),
        ("({count} found)", "({count found)", '12:12: "{" in a message must hold the name of a placeholder'),
        ("  message: 'Nothing says so ({count} found).'\n", "", '1:3: the key "message" is missing'),
        (
            "  message: 'Nothing",
            "  message:\n    oder: 'Nothing",
            '13:5: a check of the kind "count" has one message, written as text',
        ),
        ("  remedy: Say when.\n", "", '1:3: the key "remedy" is missing'),
        ("remedy: Say when.", "remedy: Say {wen}.", '13:11: unknown placeholder "{wen}"'),
        ("min: 1,", "min: 1, otherwise: {question: 'Is {count} right?'},", "11:54: a question has no placeholders"),
        ("pass: [{text: The draft was shared with the family.}]", "pass: []", "14:3: the rule has no passing example"),
        (
            "fail: [{text: Nothing., expect: [{message: 'Nothing says so (0 found).'}]}]",
            "fail: []",
            "14:3: the rule has no failing example",
        ),
        (
            ", expect: [{message: 'Nothing says so (0 found).'}]",
            "",
            '16:12: a failing example says in "expect" what is found',
        ),
        ("family.}]", "family., expect: [{message: x}]}]", '15:58: "expect" belongs to failing examples'),
    ],
)
def test_one_fault(old: str, new: str, expected: str) -> None:
    found = faults(changed((old, new)))
    assert any(line.startswith(f"rules.yaml:{expected}") for line in found), "\n".join(found)
    assert len(found) <= 3, "one slip must not bury the reader"


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{kind: match}", '11:10: a match needs words: "none", "any" or "all"'),
        ("{kind: match, none: [famly]}", '11:31: unknown phrase list "famly"; did you mean "family"?'),
        ("{kind: match, none: family, unless: [famly]}", '11:47: unknown phrase list "famly"; did you mean "family"?'),
        (
            "{kind: match, none: family, unless: {select: event, role: dead}}",
            '11:68: unknown event "dead"; did you mean "death"?',
        ),
        ("{kind: measure, metric: words}", '11:10: a measure needs "min" or "max"'),
        ("{kind: measure, metric: wrods, min: 1}", '11:34: "wrods" is not a value of "metric"; did you mean "words"?'),
        ("{kind: measure, min: 1}", '11:10: the key "metric" is missing'),
        ("{kind: measure, metric: number, field: numbre, min: 1}", '11:49: unknown field "numbre"'),
        ("{kind: measure, metric: days, min: 'event:deth'}", '11:45: unknown event "deth"; did you mean "death"?'),
        ("{kind: value}", '11:10: the key "type" is missing'),
        ("{kind: value, type: date, register: secions}", '11:46: unknown register "secions"; did you mean "sections"?'),
        (
            "{kind: relate, key: date}",
            '11:10: a relate needs "to", the other side (only "mode: unique" and its like do without)',
        ),
        ("{kind: relate, to: {register: event}}", '11:40: unknown register "event"; did you mean "events"?'),
        (
            "{kind: relate, to: {register: events, key: idd}}",
            '11:53: unknown field "idd" of the register "events"; did you mean "id"?',
        ),
        (
            "{kind: relate, to: {register: events}, where: {ordr: 1}}",
            '11:57: unknown field "ordr" of the register "events"',
        ),
        ("{kind: relate, to: {select: action}, other-key: leed}", '11:58: unknown field "leed"; did you mean "lead"?'),
        (
            "{kind: relate, to: {register: events}, by: [exat]}",
            '11:54: "exat" is not a value of "by"; did you mean "exact"?',
        ),
        (
            "{kind: relate, to: {register: events}, by: [{edit-distance: 3, similarity: 0.9}]}",
            '11:54: give one of "edit-distance", "similarity", "wording" and "overlap"',
        ),
        ("{kind: attest}", '11:10: the key "question" is missing'),
    ],
)
def test_one_fault_of_a_check(check: str, expected: str) -> None:
    rule = changed(
        ("{kind: count, min: 1, at: family-involvement}", check), (" ({count} found)", ""), ("(0 found)", "")
    )
    found = faults(rule)
    assert any(line.startswith(f"rules.yaml:{expected}") for line in found), "\n".join(found)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("{select: phrase}", 'needs "mentions", groups of words, or "of", the name of a register'),
        ("{select: mention}", 'needs "of", the name of a register'),
        ("{select: mention, of: section}", 'unknown register "section"; did you mean "sections"?'),
        ("{select: interval, from: death}", '"from" and "to" go together'),
        ("{select: interval, from: death, to: decisoin}", 'unknown event "decisoin"; did you mean "decision"?'),
        ("{select: person, role: victem}", 'unknown role of a person "victem"; did you mean "victim"?'),
        ("{select: agency, role: contributer}", 'unknown role of an agency "contributer"; did you mean "contributor"?'),
        ("{select: table, kind: action-plans}", 'unknown kind of table "action-plans"; did you mean "action-plan"?'),
        ("{select: cell, table: action-plna}", 'unknown kind of table "action-plna"; did you mean "action-plan"?'),
        ("{select: cell, column: leads}", 'unknown column role "leads"; did you mean "lead"?'),
        ("{select: citation, kind: acts}", 'unknown kind of citation "acts"; did you mean "act"?'),
        (
            "{select: text, fallback: {select: text, role: pannel}}",
            'unknown section role "pannel"; did you mean "panel"?',
        ),
        ("{select: text, before: {select: row, window: 1}}", '"window" does not go with "select: row"'),
    ],
)
def test_one_fault_of_a_selector(selector: str, expected: str) -> None:
    given = '{select: sentence, role: family-involvement, mentions: [family, {any: ["draft", "@shared-with"]}]}'
    found = faults(changed((given, selector)))
    assert any(expected in line for line in found), "\n".join(found)
    # The same selector is looked through in conditions, and on the other side of a comparison.
    found = faults(changed(("  given: {sel", f"  when: {{not: [{selector}]}}\n  given: {{sel")))
    assert any(expected in line for line in found), "\n".join(found)


def test_messages_of_relate_have_keys_and_the_other_side() -> None:
    to = "{kind: relate, to: {register: events, key: id}, key: role, mode: both}"
    base: list[Change] = [("{kind: count, min: 1, at: family-involvement}", to), ("(0 found)", "")]
    sound = "message: {left-only: '{value} {other.title} {other.forms}', right-only: '{title}'}"
    assert faults(changed(*base, ("message: 'Nothing says so ({count} found).'", sound))) == []
    wrong = "message: {left: x, right-only: '{other.date}'}"
    assert faults(changed(*base, ("message: 'Nothing says so ({count} found).'", wrong))) == [
        'rules.yaml:12:13: unknown message key "left"; did you mean "left-only"?',
        'rules.yaml:12:34: unknown placeholder "{other.date}"; did you mean "other.id"?',
    ]


def test_several_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    second = changed(("id: family-draft-shared", "id: other"), ("title:", "titel:"), ("topic: family", "topic: famly"))
    first = changed(("role: family-involvement", "role: pannel"), ("({count}", "({cuont}"))
    found = faults(first + second)
    assert [line.split(": ")[0] for line in found] == [
        "rules.yaml:10:35", "rules.yaml:12:12", "rules.yaml:17:3", "rules.yaml:18:3", "rules.yaml:19:10",
    ]  # fmt: skip


def test_ids_are_given_once() -> None:
    twice = changed(("  since", "  aliases: [old-name]\n  since"))
    assert faults(twice + twice) == [
        'rules.yaml:18:7: the id "family-draft-shared" is taken by the rule at rules.yaml:1',
    ]
    other = changed(("id: family-draft-shared", "id: old-name"))
    assert faults(twice + other) == ['rules.yaml:18:7: the id "old-name" is taken by the rule at rules.yaml:1']


def test_a_rule_of_ones_own_takes_no_built_in_place_by_accident() -> None:
    base = compiled(changed(("  since", "  aliases: [old-name]\n  since")))
    none = "phrases: {mine: [x]}"
    assert faults(RULE, none, base) == [
        'rules.yaml:1:7: there is a built-in rule "family-draft-shared" already; to put this one in its place, '
        'write "overrides: true"'
    ]
    assert faults(changed(("  since", "  overrides: true\n  since")), none, base) == []
    assert faults(changed(("id: family-draft-shared", "id: old-name")), none, base) == [
        'rules.yaml:1:7: "old-name" is a former name of the rule "family-draft-shared"'
    ]
    mine = changed(("id: family-draft-shared", "id: my-own"), ("  since", "  overrides: true\n  since"))
    assert faults(mine, none, base) == ['rules.yaml:1:7: "overrides" is true, but there is no built-in rule "my-own"']


def test_a_question_takes_the_place_of_a_failing_example() -> None:
    asks = changed(
        ("at: family-involvement}", "at: family-involvement, otherwise: {question: Has it?}}"),
        ("fail: [{text: Nothing., expect: [{message: 'Nothing says so (0 found).'}]}]",
         "fail: [{text: Nothing., outcome: needs-person}]"),
        ("  message: 'Nothing says so ({count} found).'\n  remedy: Say when.\n", ""),
    )  # fmt: skip
    assert faults(asks) == []
    assert faults(changed(("outcome: needs-person", "outcome: not-applicable"), text=asks)) == [
        "rules.yaml:12:3: the rule has no failing example"
    ]


def test_a_sensitive_rule_hides_what_the_engine_would_leave_open() -> None:
    relate = "{kind: relate, to: {register: events}, key: role}"
    base: list[Change] = [("{kind: count, min: 1, at: family-involvement}", relate), ("(0 found)", ""),
                          ("  since", "  sensitive: true\n  since")]  # fmt: skip
    assert faults(changed(*base, ("({count} found)", "({key})"))) == [
        'rules.yaml:13:12: a sensitive rule hides the words it is about: write "{key.masked}"'
    ]
    assert faults(changed(*base, ("({count} found)", "({key.masked})"))) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  family: [family,", "  famil: []\n  family: [family,", '2:10: the phrase list "famil" is empty'),
        ('"(mother|father)(s)?"', '"(mother|father"', '2:20: a bracket is opened but not closed in "(mother|father"'),
        ('"(mother|father)(s)?"', '""', "2:20: this must not be empty"),
        ('"@family"', '"@familly"', '3:40: unknown phrase list "familly"; did you mean "family"?'),
        ("case: false", "cases: false", '3:52: unknown key "cases"; did you mean "case"?'),
        ('{"commit* suicide": died by suicide}', '{"commit*) suicide": x}', "4:53: a bracket is closed but not opened"),
        (
            'dated-terms: {phrases: ["commit* suicide"]',
            "dated-terms: {patterns: ['(?<x)']",
            "4:28: not a valid pattern",
        ),
        (
            'dated-terms: {phrases: ["commit* suicide"]',
            "dated-terms: {patterns: ['é']",
            "4:28: a pattern is matched on folded text: write it in plain ASCII",
        ),
        (
            'dated-terms: {phrases: ["commit* suicide"]',
            f"dated-terms: {{patterns: ['{'a' * 1001}']",
            "4:28: longer than 1000 characters",
        ),
        ("id: panel", "id: Panel", '7:12: "Panel" is not a name'),
        ("id: panel, ", "", '7:7: the key "id" is missing'),
        ("id: family-involvement", "id: panel", '8:12: the entry "panel" stands twice in the register "sections"'),
        ('forms: ["family ..."]', 'forms: ["family)"]', '8:55: a bracket is closed but not opened in "family)"'),
        ("registers:", "registries:", '5:1: unknown key "registries"; did you mean "registers"?'),
    ],
)
def test_one_fault_of_the_vocabulary(old: str, new: str, expected: str) -> None:
    found = faults(vocabulary=changed((old, new), text=VOCABULARY))
    assert found, "no fault was found"
    assert found[0].startswith(f"vocabulary.yaml:{expected}"), "\n".join(found)


def test_rules_are_not_blamed_for_a_vocabulary_that_cannot_be_read() -> None:
    found = faults(vocabulary=changed(("  family: [", "  family: ]"), text=VOCABULARY))
    assert [line.split(":")[0] for line in found] == ["vocabulary.yaml"]


@pytest.mark.parametrize("text", ["7", "text", "- 7\n- [a]\n- {}\n", "", "a: b", "[[[]]]", "- - a\n"])
def test_files_that_hold_something_else(text: str) -> None:
    assert faults(text), text
