"""Masks the words of a document in what is to be shown, so that a log or a message cannot give them away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Outcome, Passage, Result
from dhr_qa.language.mask import DOT
from dhr_qa.language.mask import mask as mask_letters
from dhr_qa.wording import counted

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAME = re.compile(r"[^\W\d_][\w'’-]*|\d[\d./:-]*")
_FEW = 6  #: words that are masked letter by letter, so that somebody who knows them can tell which they are


def mask(text: str) -> str:
    """What stands in place of words: a few letter by letter, more as their number. Masking twice changes nothing."""
    if text.endswith(" words masked]"):
        return text
    words = len(text.split())
    return mask_letters(text) if words <= _FEW else f"[{counted(words, 'word')} masked]"


def is_masked(text: str) -> bool:
    """Whether a text has been masked letter by letter, as the engine does it."""
    return DOT in text and mask_letters(text) == text


def redacted(result: Result) -> Result:
    """The same result with every excerpt masked, and the messages of sensitive findings as well.

    A heading that a sensitive finding must not repeat is masked wherever it stands.
    """
    sensitive = {finding.rule for finding in result.findings if finding.sensitive}
    findings = [_finding(finding) for finding in result.findings]
    outcomes = [_outcome(outcome, outcome.rule in sensitive) for outcome in result.outcomes]
    hidden = _hidden_headings(result.findings, findings)
    return replace(
        result,
        findings=tuple(_without(hidden, finding) for finding in findings),
        outcomes=tuple(replace(each, evidence=_unheaded(hidden, each.evidence)) for each in outcomes),
        masked=True,
    )


def _hidden_headings(before: Iterable[Finding], after: Iterable[Finding]) -> set[str]:
    """What headings look like, letter by letter masked, that sensitive findings do not repeat."""
    found = set()
    for old, new in zip(before, after, strict=True):
        heading = old.location.heading or ""
        if old.sensitive and heading and (is_masked(heading) or heading != new.location.heading):
            found.add(mask_letters(heading))
    return found


def _without(hidden: set[str], finding: Finding) -> Finding:
    return replace(
        finding,
        location=_unnamed(hidden, finding.location),
        related=_unheaded(hidden, finding.related),
    )


def _unheaded(hidden: set[str], passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(replace(each, location=_unnamed(hidden, each.location)) for each in passages)


def _unnamed(hidden: set[str], where: Location) -> Location:
    heading = where.heading or ""
    if heading and mask_letters(heading) in hidden:
        return replace(where, heading=mask(heading))
    return where


def _finding(finding: Finding) -> Finding:
    found = [finding.excerpt, *(passage.excerpt for passage in finding.related)]
    bare = finding.sensitive and not is_masked(finding.excerpt)
    return replace(
        finding,
        excerpt=mask(finding.excerpt),
        message=masked_message(finding.message, found) if bare else finding.message,
        location=_location(finding.location, found) if finding.sensitive else finding.location,
        related=_passages(finding.related, finding.sensitive, found),
    )


def _outcome(outcome: Outcome, sensitive: bool) -> Outcome:
    found = [passage.excerpt for passage in outcome.evidence]
    return replace(outcome, evidence=_passages(outcome.evidence, sensitive, found))


def _passages(passages: Iterable[Passage], sensitive: bool, found: list[str]) -> tuple[Passage, ...]:
    return tuple(
        replace(
            passage,
            excerpt=mask(passage.excerpt),
            location=_location(passage.location, found) if sensitive else passage.location,
        )
        for passage in passages
    )


def masked_message(message: str, found: Iterable[str]) -> str:
    """A message without the words found: quotations are masked, and so is every name or number of the excerpts.

    The engine masks messages itself, and more exactly, when it is told to; this is the second lock.
    """
    text = _QUOTED.sub(lambda quotation: mask_letters(quotation.group()), message)
    for word in sorted({word for excerpt in found for word in _NAME.findall(excerpt)}, key=len, reverse=True):
        if word[0].isupper() or word[0].isdigit():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", mask_letters(word), text)
    return text


def _location(where: Location, found: Iterable[str]) -> Location:
    """A place whose heading does not repeat the words found."""
    heading = where.heading
    if heading and masked_message(heading, found) != heading:
        return replace(where, heading=mask(heading))
    return where
