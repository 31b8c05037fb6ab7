"""What a run is to do: the settings of a review, with what somebody says over them, as the engine takes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dhr_qa.engine.settings import RunSettings
from dhr_qa.errors import UsageError
from dhr_qa.findings import TOPICS
from dhr_qa.rulebook.model import EDITIONS, PROFILES, Rulebook
from dhr_qa.settings import Settings
from dhr_qa.wording import did_you_mean


def run_settings_for(
    settings: Settings,
    rulebook: Rulebook,
    *,
    profile: str | None = None,
    guidance: str | None = None,
    as_of: datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    redact: bool = False,
) -> RunSettings:
    """What the engine is to do: the settings, with what a caller says over them. Raises UsageError."""
    return RunSettings(
        profile=one_of("profile", profile or settings.profile or "draft", PROFILES),
        guidance=one_of("guidance", guidance or settings.guidance or "2016", EDITIONS),
        as_of=as_of or datetime.date.today(),
        case=case_of(settings),
        attestations=_attestations(settings, rulebook),
        overrides=_overrides(settings, rulebook),
        select=_rules_or_topics(select, rulebook),
        ignore=_rules_or_topics(ignore, rulebook),
        redact=redact,
    )


def case_of(settings: Settings) -> dict[str, Any]:
    """What the settings say of the case and its people, for the extractors and the rules."""
    people = [{"pseudonym": each.pseudonym, "role": each.role, "relation": each.relation} for each in settings.people]
    return {**settings.case, "people": people, "allowed-names": list(settings.allowed_names)}


def _attestations(settings: Settings, rulebook: Rulebook) -> dict[str, dict[str, Any]]:
    """Rule id to the newest answer."""
    found = {}
    for each in sorted(settings.attestations, key=lambda each: each.on):
        rule = rulebook.rule(each.rule)
        if rule is not None:
            found[rule.id] = {"answer": each.answer, "by": each.by, "on": each.on.isoformat()}
    return found


def _overrides(settings: Settings, rulebook: Rulebook) -> dict[str, Mapping[str, Any]]:
    """Rule id to what the settings change about the rule."""
    found: dict[str, Mapping[str, Any]] = {}
    for name, each in settings.rules.items():
        rule = rulebook.rule(name)
        if rule is not None:
            found[rule.id] = {"severity": each.severity, "off": each.off, "limits": each.limits}
    return found


def _rules_or_topics(names: Iterable[str], rulebook: Rulebook) -> tuple[str, ...]:
    """Rule ids (former names turned into present ones) and topics. Raises UsageError for anything else."""
    found = []
    for name in names:
        rule = rulebook.rule(name)
        if rule is None and name not in TOPICS:
            known = [*(each.id for each in rulebook.rules), *TOPICS]
            raise UsageError(f'there is no rule or topic "{name}".{did_you_mean(name, known)}')
        found.append(rule.id if rule is not None else name)
    return tuple(found)


def one_of(what: str, value: str, values: Sequence[str]) -> str:
    """A value that is one of several. Raises UsageError."""
    if value not in values:
        raise UsageError(f'"{value}" is not a {what}.{did_you_mean(value, values)} Give {", ".join(values)}.')
    return value
