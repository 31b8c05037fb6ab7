"""A small rulebook for the tests of the rulebook: vocabulary, one sound rule, and ways to compile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dhr_qa.errors import RuleError
from dhr_qa.rulebook import decode
from dhr_qa.rulebook.compile import compile_files
from dhr_qa.rulebook.files import RuleFile
from dhr_qa.rulebook.model import Rulebook

VOCABULARY = """\
phrases:
  family: [family, "(mother|father)(s)?"]
  shared-with: {phrases: [shared with, "@family"], case: false}
  dated-terms: {phrases: ["commit* suicide"], say: {"commit* suicide": died by suicide}}
registers:
  sections:
    - {id: panel, title: Panel, forms: [review panel], order: 2, needed-in: [overview-report]}
    - {id: family-involvement, title: Family, forms: ["family ..."]}
  events:
    - {id: death, title: Death, forms: [died]}
    - {id: decision, title: Decision, forms: [decided]}
  columns: [{id: lead, title: Lead}, {id: target-date, title: Target date}]
  table-kinds: [{id: action-plan, title: Plan}]
  person-roles: [{id: victim, title: Victim}]
  sources: [{id: statutory-guidance-2016, title: Guidance}]
"""

PROFILES = """\
version: "2026.11"
profiles:
  draft: {title: A draft}
  submission: {title: Ready to send, extends: draft}
  publication: {title: Ready to print, extends: submission}
"""

RULE = """\
- id: family-draft-shared
  title: The family saw the draft
  topic: family-voice
  severity: major
  confidence: likely
  since: "0.1"
  applies-to: {documents: [overview-report]}
  rationale: Because it matters.
  guidance: [{source: statutory-guidance-2016, ref: section 6}]
  given: {select: sentence, role: family-involvement, mentions: [family, {any: ["draft", "@shared-with"]}]}
  check: {kind: count, min: 1, at: family-involvement}
  message: 'Nothing says so ({count} found).'
  remedy: Say when.
  examples:
    pass: [{text: The draft was shared with the family.}]
    fail: [{text: Nothing., expect: [{message: 'Nothing says so (0 found).'}]}]
"""


def changed(*pairs: tuple[str, str], text: str = RULE) -> str:
    """The sound rule with pieces of it replaced; every piece must be there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def file(name: str, text: str | bytes) -> RuleFile:
    return RuleFile(name, name, text if isinstance(text, bytes) else text.encode())


def compiled(rules: str = RULE, vocabulary: str = VOCABULARY, base: dict[str, Any] | None = None) -> dict[str, Any]:
    return compile_files([file("vocabulary.yaml", vocabulary), file("rules.yaml", rules)], base)


def book(rules: str = RULE, vocabulary: str = VOCABULARY) -> Rulebook:
    return decode.rulebook(compiled(rules, vocabulary))


def faults(rules: str = RULE, vocabulary: str = VOCABULARY, base: dict[str, Any] | None = None) -> list[str]:
    """What is wrong, as it is printed; nothing if nothing is."""
    try:
        compiled(rules, vocabulary, base)
    except RuleError as error:
        return str(error).splitlines()
    return []


def write(folder: Path, **files: str) -> Path:
    """A rule folder on disk; `vocabulary__words` is vocabulary/words.yaml."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def whole(folder: Path, **files: str) -> Path:
    """A whole rulebook on disk, with files added or replaced."""
    return write(folder, **{"profiles": PROFILES, "vocabulary__words": VOCABULARY, "family-voice__draft": RULE} | files)
