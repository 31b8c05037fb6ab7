"""Waivers: decisions of people to live with a finding for a time, laid over what the rules found."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.errors import DhrQaError
from dhr_qa.findings import Finding, Outcome, fingerprint
from dhr_qa.rulebook.model import AppliesTo, Rule, Rulebook
from dhr_qa.settings import Place, Settings, SettingsError, Waiver
from dhr_qa.wording import clean, did_you_mean

Key = tuple[str, str, str, Location]
PEOPLE_TRACKED, PEOPLE_OPEN = "people-file-tracked", "people-file-open"


def _built_in(
    id: str, title: str, rationale: str, remedy: str, topic: str = "submission", severity: str = "minor"
) -> Rule:
    """A rule about the settings themselves, which no rule file can hold."""
    return Rule(
        id=id,
        title=title,
        topic=topic,
        severity=severity,
        confidence="certain",
        since="0.1",
        applies_to=AppliesTo(documents=("any",)),
        rationale=rationale,
        guidance=(),
        parts=(),
        remedy=remedy,
    )


BUILT_IN = {
    rule.id: rule
    for rule in (
        _built_in(
            "waiver-expired",
            "No waiver has passed its last day",
            "A waiver is a decision for a time. After its last day what it covered counts again.",
            "Decide again: put the matter right, or give the waiver a new reason and a new last day.",
        ),
        _built_in(
            "waiver-unused",
            "Every waiver covers a finding",
            "A waiver that covers nothing may be misspelt, or what it covered has been put right.",
            "Take the waiver out, or correct its fingerprint or text.",
        ),
        _built_in(
            PEOPLE_TRACKED,
            "The private list of names is not in a repository",
            "A private list of real names (--people, or people-file in the settings) is the surest way to find a name"
            " that was left in. In a repository it is copied to everybody who has the repository, for ever.",
            "Take it out (git rm --cached), keep it in a folder of its own outside the repository, and treat what it"
            " holds as known to everybody who has the history.",
            "anonymisation",
            "critical",
        ),
        _built_in(
            PEOPLE_OPEN,
            "Nobody else on the computer can read the private list of names",
            "A private list of real names is meant for one pair of eyes.",
            "Let only yourself read it: chmod 600 and the name of the file, or a folder that only you can open.",
            "anonymisation",
            "minor",
        ),
    )
}


def check_names(settings: Settings, rulebook: Rulebook) -> None:
    """Every rule that the settings name must exist. Raises SettingsError with all that do not."""
    names: list[tuple[str, Place]] = [(name, each.place) for name, each in settings.rules.items()]
    names += [(waiver.rule, waiver.place) for waiver in settings.waivers]
    names += [(answer.rule, answer.place) for answer in settings.attestations]
    known = [rule.id for rule in rulebook.rules]
    problems: list[DhrQaError] = [
        DhrQaError(f'there is no rule "{name}".{did_you_mean(name, known)}', settings.file, place.line, place.column)
        for name, place in names
        if rulebook.rule(name) is None
    ]
    if problems:
        raise SettingsError(sorted(problems, key=lambda each: (each.line or 0, each.column or 0)))


def apply_waivers(
    findings: Iterable[Finding],
    outcomes: Sequence[Outcome],
    settings: Settings,
    rulebook: Rulebook,
    as_of: datetime.date,
    excerpts: Mapping[Key, str] | None = None,
) -> list[Finding]:
    """The findings, waived ones marked, with one more for every waiver that has expired or covers nothing."""
    marked, used = waived(findings, settings, rulebook, as_of, excerpts)
    return [*marked, *about_waivers(settings, rulebook, as_of, used, judged(outcomes, settings, rulebook))]


def waived(
    findings: Iterable[Finding],
    settings: Settings,
    rulebook: Rulebook,
    as_of: datetime.date,
    excerpts: Mapping[Key, str] | None = None,
) -> tuple[list[Finding], frozenset[int]]:
    """The findings, waived ones marked, and the numbers of the waivers that cover any.

    `excerpts` holds the plain excerpts of findings (by `key`) that are masked here.
    """
    used: set[int] = set()
    result = []
    for finding in findings:
        for number, waiver in enumerate(settings.waivers):
            if _covers(waiver, finding, rulebook, excerpts or {}):
                used.add(number)
                if waiver.until >= as_of:
                    finding = replace(finding, waived=f"{waiver.reason} ({waiver.by}, until {waiver.until})")
                    break
        result.append(finding)
    return result, frozenset(used)


def judged(outcomes: Sequence[Outcome], settings: Settings, rulebook: Rulebook) -> frozenset[int]:
    """The numbers of the waivers whose rule came to a verdict on their document."""
    verdicts = [(each.rule, each.document) for each in outcomes if each.outcome in ("pass", "fail")]
    return frozenset(
        number
        for number, waiver in enumerate(settings.waivers)
        if any(
            rule == _id(waiver.rule, rulebook) and _same_file(waiver.document, document) for rule, document in verdicts
        )
    )


def about_waivers(
    settings: Settings, rulebook: Rulebook, as_of: datetime.date, used: Collection[int], judged: Collection[int]
) -> list[Finding]:
    """A finding for every waiver that has expired, and for each that covers nothing although its rule ran.

    `used` and `judged` are the numbers of the waivers that cover a finding, and of those whose rule came to a
    verdict in this run.
    """
    result = []
    for number, waiver in enumerate(settings.waivers):
        id = _id(waiver.rule, rulebook)
        if waiver.until < as_of:
            message = f"The waiver of {id} by {waiver.by} ended on {waiver.until}."
            result.append(_about("waiver-expired", message, waiver, settings.file))
        elif number not in used and number in judged:
            message = f"The waiver of {id} by {waiver.by} covers no finding."
            result.append(_about("waiver-unused", message, waiver, settings.file))
    return result


def _about(id: str, message: str, waiver: Waiver, file: str) -> Finding:
    """A finding about the settings file itself."""
    rule = BUILT_IN[id]
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=rule.severity,
        confidence="certain",
        document=file,
        message=message,
        why=rule.rationale,
        remedy=rule.remedy,
        guidance=(),
        excerpt="",
        location=Location(part="file", line=waiver.place.line),
        fingerprint=fingerprint(id, waiver.fingerprint or waiver.text, waiver.rule),
    )


def key(finding: Finding) -> Key:
    """What a finding is known by, masked or not."""
    return finding.rule, finding.document, finding.fingerprint, replace(finding.location, heading=None)


def named_by_text(settings: Settings, rulebook: Rulebook) -> tuple[str, ...]:
    """The ids of the rules with waivers that quote words: masked, two different words may look the same."""
    return tuple(dict.fromkeys(_id(waiver.rule, rulebook) for waiver in settings.waivers if waiver.text))


def _covers(waiver: Waiver, finding: Finding, rulebook: Rulebook, excerpts: Mapping[Key, str]) -> bool:
    """Whether a waiver is for this finding, whatever the date."""
    if _id(waiver.rule, rulebook) != finding.rule or not _same_file(waiver.document, finding.document):
        return False
    if waiver.fingerprint and waiver.fingerprint != finding.fingerprint:
        return False
    excerpt = excerpts.get(key(finding), finding.excerpt)
    return clean(waiver.text).casefold() in clean(excerpt).casefold()


def _id(name: str, rulebook: Rulebook) -> str:
    """The present id of a rule that may be named by a former one."""
    rule = rulebook.rule(name)
    return rule.id if rule else name


def _same_file(wanted: str, document: str) -> bool:
    """Whether a document's path ends in the path that was asked for ("" fits every document)."""
    if not wanted:
        return True
    ending = PurePath(wanted).parts
    return PurePath(document).parts[-len(ending) :] == ending
