"""Rules as the engine sees them: frozen records, loaded straight from the compiled rulebook.

The written form (YAML) is checked by pydantic models in `schema.py`; this module is what remains after
that check, so that a run imports neither pydantic nor a YAML parser.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from dhr_qa.findings import Guidance
from dhr_qa.vocabulary import Vocabulary

DOCUMENT_KINDS = ("overview-report", "executive-summary", "action-plan", "feedback-letter", "cover-note")
PROFILES = ("draft", "submission", "publication")
EDITIONS = ("2016", "2024-draft")
CASE_TYPES = ("homicide", "suicide", "homicide-suicide")


class Group(Struct, frozen=True):
    """Words to look for: a phrase list by name, or phrases written on the spot ("@name" includes a list)."""

    list: str = ""
    any: tuple[str, ...] = ()


class Selector(Struct, frozen=True):
    """Which nodes a rule looks at. See the rule format for the meaning of each field."""

    select: str
    role: tuple[str, ...] = ()
    role_not: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    document: str = ""
    position: tuple[float, float] | None = None
    table: str | tuple[str, ...] = ""
    column: str | tuple[str, ...] = ""
    rows: str = "body"
    mentions: tuple[Group, ...] = ()
    without: tuple[Group, ...] = ()
    window: int = 0
    without_window: int | None = None  #: that of `without`, where it is another
    quotations: str = "include"
    where: Mapping[str, Any] = field(default_factory=dict)
    start: str = ""  #: `from` of an interval
    finish: str = ""  #: `to` of an interval
    of: str = ""  #: a register: of a mention or a phrase
    forms: str = ""  #: the field of its entries that lists the phrases (default: their forms)
    before: Selector | None = None  #: only nodes that stand before the first node of that selector
    after: Selector | None = None  #: only nodes that stand after it
    limit: int | None = None
    fallback: Selector | None = None


class Condition(Struct, frozen=True):
    """`given` with `check` (default: at least one), or a combination, or a setting of the run."""

    given: Selector | None = None
    check: Check | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: tuple[Condition, ...] = ()  #: `not`
    case: Mapping[str, Any] = field(default_factory=dict)
    profile: str = ""  #: the run is for this stage or a later one
    guidance: tuple[str, ...] = ()  #: the run is against one of these editions
    reason: str = ""  #: why the rule does not apply where this does not hold, in a few words


class Check(Struct, frozen=True):
    """The kind of a check and its options, as written after validation (groups and selectors as objects)."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        return self.options.get(name, default)


class Part(Struct, frozen=True):
    """One selector-check-message triple of a rule."""

    given: Selector
    check: Check
    message: Mapping[str, str]  #: key ("" for the only one) to text with named placeholders
    remedy: str = ""
    when: Condition | None = None
    severity: str = ""
    confidence: str = ""
    quantifier: str = "every"
    stop_on_fail: bool = False


class AppliesTo(Struct, frozen=True):
    documents: tuple[str, ...]
    formats: tuple[str, ...] = ()
    profile: str = "draft"
    guidance: tuple[str, ...] = ()
    case_type: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """One rule. `file` and `line` say where it is written, for `explain` and for error messages."""

    id: str
    title: str
    topic: str
    severity: str
    confidence: str
    since: str
    applies_to: AppliesTo
    rationale: str
    guidance: tuple[Guidance, ...]
    parts: tuple[Part, ...]
    remedy: str = ""
    when: Condition | None = None
    sensitive: bool = False
    aliases: tuple[str, ...] = ()
    examples: Mapping[str, Any] = field(default_factory=dict)  #: pass and fail, as written
    file: str = ""
    line: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of check it uses, each once: what `rules list` shows."""
        return tuple(dict.fromkeys(part.check.kind for part in self.parts))


class Rulebook(Struct, frozen=True):
    """All rules in order of topic and file, and the vocabulary they speak. `version` is like 2026.11."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    version: str = ""
    profiles: Mapping[str, str] = field(default_factory=dict)  #: stage to what it means, in order

    def rule(self, name: str) -> Rule | None:
        """A rule by its id or a former name."""
        for rule in self.rules:
            if rule.id == name or name in rule.aliases:
                return rule
        return None
