"""A private list from its path to its use: refused where git tracks it, and told where others can read it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, fingerprint
from dhr_qa.people.entries import PrivateListError
from dhr_qa.people.looking import PrivateCheck
from dhr_qa.people.reading import read_private_list
from dhr_qa.people.tracked import is_open_to_others, is_tracked
from dhr_qa.settings import shown_path
from dhr_qa.vocabulary import Vocabulary
from dhr_qa.waivers import BUILT_IN, PEOPLE_OPEN, PEOPLE_TRACKED

_TRACKED = "Git keeps the private list of names, so it was not used."
_OPEN = "Other users of this computer can read the private list of names."


def private_check(
    path: Path, vocabulary: Vocabulary, allowed: Iterable[str] = ()
) -> tuple[PrivateCheck | None, list[Finding]]:
    """What to look with, and what is to be said of the list itself; nothing to look with where it is refused.

    `allowed` are names that the settings allow. Raises PrivateListError, which holds nothing of the list.
    """
    shown = shown_path(path)
    if is_tracked(path):
        return None, [_about(PEOPLE_TRACKED, _TRACKED, shown)]
    entries = read_private_list(path, shown)
    try:
        check = PrivateCheck(entries, vocabulary, allowed)
    except Exception:
        check = None
    if check is None:  # outside the handler: an error that is told later must not hold the one before
        raise PrivateListError("this private list cannot be used", shown)
    return check, [_about(PEOPLE_OPEN, _OPEN, shown)] if is_open_to_others(path) else []


def _about(id: str, message: str, shown: str) -> Finding:
    """A finding about the list as a file."""
    rule = BUILT_IN[id]
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=rule.severity,
        confidence="certain",
        document=shown,
        message=message,
        why=rule.rationale,
        remedy=rule.remedy,
        guidance=(),
        excerpt="",
        location=Location(part="file"),
        fingerprint=fingerprint(id, "", ""),
    )
