"""The order in which people read findings: documents, topics, and the findings that ask for the same thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dhr_qa.findings import SEVERITIES, TOPICS, Finding, Guidance, Outcome, Result
from dhr_qa.wording import clean, counted, severities_in_words, spoken

#: The order in which a panel reads: the person who died and those who loved them, then the work, then the form.
READING_ORDER = (
    "pen-portrait", "family-voice", "equality", "analysis", "terms-of-reference", "action-plan", "anonymisation",
    "independence", "timescales", "structure", "language", "consistency", "legal-references", "publication",
    "submission",
)  # fmt: skip
_LONGEST_TITLE = 70
_LONGEST_GROUP = 40
_NUMBER = re.compile(r"[0-9]+")


def names(result: Result) -> list[str]:
    """The documents, then whatever else findings speak of: a pack as a whole, the settings file."""
    found = [document.path for document in result.documents]
    found += [finding.document for finding in result.findings]
    found += [outcome.document for outcome in result.outcomes]
    return list(dict.fromkeys(found))


def topics(findings: Iterable[Finding]) -> list[str]:
    """The topics of findings in reading order."""
    return sorted({finding.topic for finding in findings}, key=topic_key)


def topic_key(topic: str) -> int:
    """For sorting topics in reading order; one that is not known comes last."""
    return READING_ORDER.index(topic) if topic in READING_ORDER else len(TOPICS)


def groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one rule that ask for the same thing together, the most severe first."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        # The last of very many findings of a rule has a sentence more: that there are others.
        remedy = next((key[2] for key in found if key[2] and finding.remedy.startswith(key[2])), finding.remedy)
        found.setdefault((finding.rule, finding.severity, remedy), []).append(finding)
    return sorted(found.values(), key=lambda group: SEVERITIES.index(group[0].severity))


def in_full(group: Sequence[Finding], alike: int) -> tuple[list[Finding], list[Finding]]:
    """The findings of a group to be told in full, and those of which the places are enough.

    Of findings that say the same but for numbers, the first `alike` are told; what says something of its own is
    always told, up to a length that nobody would read to the end.
    """
    told: list[Finding] = []
    rest: list[Finding] = []
    said: Counter[str] = Counter()
    for finding in group:
        words = _NUMBER.sub("0", finding.message)
        said[words] += 1
        (told if said[words] <= alike and len(told) < _LONGEST_GROUP else rest).append(finding)
    return (list(group), []) if len(rest) == 1 else (told, rest)


def sureness(group: Sequence[Finding]) -> str:
    """ " (likely or possible: please judge)", "" where all of a group is certain."""
    levels = [each for each in dict.fromkeys(finding.confidence for finding in group) if each != "certain"]
    return f" ({' or '.join(levels)}: please judge)" if levels else ""


def source_words(guidance: Sequence[Guidance], sources: Mapping[str, str], most: int = 2) -> str:
    """ "statutory guidance 2016, section 6": by their titles the short ones, by their ids the long ones."""
    said = []
    for each in guidance[:most]:
        title = clean(sources.get(each.source, ""))
        name = title if 0 < len(title) <= _LONGEST_TITLE else spoken(each.source)
        said.append(f"{name}, {clean(each.ref)}" if each.ref else name)
    return "; ".join(said)


def unread_words(item: Mapping[str, object]) -> str:
    """Something that was not read, as a line: what, and where in the file."""
    what = clean(str(item.get("what", "")))
    location = item.get("location")
    where = clean(str(location.get("label") or "")) if isinstance(location, dict) else ""
    return f"{what[:1].upper()}{what[1:]}{f' ({where})' if where else ''}"


def in_words(findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> str:
    """ "3 major, 9 minor; 12 questions for a person; 2 rules could not be checked"."""
    counts = Counter(each.severity for each in findings if each.waived is None)
    tally = Counter(each.outcome for each in outcomes)
    ran = tally["pass"] + tally["fail"]
    none = f"no finding ({counted(ran, 'rule')} ran)" if ran else "no rule applied" if outcomes else "not checked"
    parts = [", ".join(severities_in_words(counts)) or none]
    if tally["needs-person"]:
        parts.append(counted(tally["needs-person"], "question") + " for a person")
    if tally["could-not-check"]:
        parts.append(counted(tally["could-not-check"], "rule") + " could not be checked")
    waived = sum(each.waived is not None for each in findings)
    if waived:
        parts.append(f"{waived} waived")
    return "; ".join(parts)
