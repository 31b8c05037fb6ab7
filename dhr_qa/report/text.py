"""The report of a check as text: by document and topic, the voice of the person and the family first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dhr_qa.findings import SEVERITIES, DocumentSummary, Finding, Outcome, Passage, Result
from dhr_qa.report.arrange import groups, in_full, in_words, names, source_words, sureness, topics, unread_words
from dhr_qa.report.page import PLAIN_WIDTH, Page, Piece
from dhr_qa.report.places import place, places
from dhr_qa.wording import (
    clean,
    counted,
    first_sentence,
    listed,
    quoted,
    spoken,
    titled,
)

_STYLES = {"critical": "bold red", "major": "bold yellow", "minor": "bold cyan", "info": "bold"}
_IN_FULL = 3  #: findings that say the same which are shown in full
_HANG = 10
_INDENT = 2


def render(
    result: Result,
    *,
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    verbose: bool = False,
    quiet: bool = False,
    masked: bool = False,
) -> str:
    """The whole report, ending in a newline. `masked`: say that quotations have been masked."""
    stream = Stream(width, colour=colour, verbose=verbose, quiet=quiet, masked=masked)
    return stream.begin(result.tool) + stream.part(result) + stream.end()


class Stream:
    """The same report piece by piece, for a run over many documents. Of each no more is kept than its last line."""

    def __init__(
        self, width: int = PLAIN_WIDTH, *, colour: bool = False, verbose: bool = False, quiet: bool = False,
        masked: bool = False,
    ) -> None:  # fmt: skip
        self._width = width
        self._colour = colour
        self._verbose = verbose
        self._quiet = quiet
        self._masked = masked
        self._lines: list[str] = []
        self._faults: list[str] = []
        self._bugs: list[str] = []

    def begin(self, tool: Mapping[str, str]) -> str:
        """What stands above the first document."""
        page = self._page()
        if not self._quiet:
            _preamble(page, tool, self._masked)
        return page.text()

    def part(self, result: Result) -> str:
        """The documents of one result."""
        page = self._page()
        for name in names(result):
            findings = [each for each in result.findings if each.document == name]
            outcomes = [each for each in result.outcomes if each.document == name]
            if not self._quiet:
                _document(page, result, name, findings, outcomes, self._verbose)
            self._lines.append(f"{clean(name)}: {in_words(findings, outcomes)}")
        self._faults += [f"Not read: {clean(str(failure))}" for failure in result.failures]
        self._bugs += [f"A rule stopped by a fault in dhr-qa: {clean(bug)}" for bug in result.bugs]
        return page.text()

    def end(self) -> str:
        """The summary."""
        page = self._page()
        if not self._quiet:
            _title(page, "SUMMARY")
        indent = 0 if self._quiet else _INDENT
        for line in self._lines:
            page.write(line, indent=indent)
        for line in (*self._faults, *self._bugs):
            page.write((line, "bold red"), indent=indent)
        return page.text()

    def _page(self) -> Page:
        return Page(self._width, self._colour)


def _preamble(page: Page, tool: Mapping[str, str], masked: bool) -> None:
    page.write(
        (
            f"dhr-qa {tool['version']}, rules {tool['rules'] or 'unnumbered'}: profile {tool['profile']},"
            f" guidance {tool['guidance']}, as of {tool['as_of']}",
            "dim",
        )
    )
    if masked:
        page.write(("The words of the document are masked (--no-redact shows them).", "dim"))


def _document(
    page: Page,
    result: Result,
    name: str,
    findings: Sequence[Finding],
    outcomes: Sequence[Outcome],
    verbose: bool,
) -> None:
    document = next((each for each in result.documents if each.path == name), None)
    page.blank()
    page.write((clean(name), "bold underline"))
    if document is not None:
        if document.words or not document.unread:
            page.write(f"{_kinds(document)}, {counted(document.words, 'word')}")
        page.write((in_words(findings, outcomes), _style(findings)))
    standing = [each for each in findings if each.waived is None]
    for topic in topics(standing):
        page.blank()
        page.write((titled(topic).upper(), "bold"))
        for group in groups(each for each in standing if each.topic == topic):
            page.blank()
            _group(page, group, result.sources, verbose)
    _questions(page, [each for each in outcomes if each.outcome == "needs-person"])
    _unchecked(page, [each for each in outcomes if each.outcome == "could-not-check"])
    if document is not None:
        _unread(page, document)
    _waived(page, [each for each in findings if each.waived is not None])
    if verbose:
        _passes(page, outcomes)


def _kinds(document: DocumentSummary) -> str:
    words = listed([spoken(kind) for kind in document.kinds])
    return words[:1].upper() + words[1:] if words else "No known kind of document"


def _style(findings: Iterable[Finding]) -> str:
    """The style of the worst finding that stands."""
    standing = {each.severity for each in findings if each.waived is None}
    return _STYLES[min(standing, key=SEVERITIES.index)] if standing else ""


def _group(page: Page, group: Sequence[Finding], sources: Mapping[str, str], verbose: bool) -> None:
    first = group[0]
    full, rest = (group, []) if verbose else in_full(group, _IN_FULL)
    said = ""
    for finding in full:
        if finding.message != said:
            label = (titled(finding.severity), _STYLES[finding.severity])
            page.write((clean(finding.message), "bold" if page.colour else ""), indent=_INDENT, label=label, hang=_HANG)
            said = finding.message
        where: list[Piece] = [place(finding.location)]
        if finding.excerpt and clean(finding.excerpt) not in clean(finding.message):
            where.append(f": {quoted(finding.excerpt)}")
        _note(page, "Where", where)
        for passage in finding.related[:_IN_FULL]:
            _note(page, "See also", [_passage(passage)])
    if rest:
        _note(page, "", [f"And {counted(len(rest), 'more', 'more')}: {places(each.location for each in rest)}."])
    why = clean(first.why) if verbose else first_sentence(first.why)
    source = source_words(first.guidance, sources)
    if why or source:
        _note(page, "Why", [why, (f" ({source})" if source else "", "dim")])
    if first.remedy:
        _note(page, "Help", [max((clean(each.remedy) for each in group), key=len)])
    sure = sureness(group)
    _note(page, "", [(first.rule + sure, "dim")])


def _note(page: Page, label: str, pieces: Sequence[Piece]) -> None:
    page.write(*pieces, indent=_INDENT, label=(label, "dim") if label else "", hang=_HANG)


def _passage(passage: Passage) -> str:
    if not passage.excerpt:
        return place(passage.location)
    return f"{place(passage.location)}: {quoted(passage.excerpt)}"


def _title(page: Page, words: str) -> None:
    page.blank()
    page.write((words, "bold"))


def _questions(page: Page, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        return
    _title(page, f"QUESTIONS FOR A PERSON ({len(outcomes)})")
    for number, outcome in enumerate(outcomes, start=1):
        page.blank()
        page.write(clean(outcome.question or ""), indent=_INDENT, label=f"{number}.", hang=5)
        for passage in outcome.evidence[:_IN_FULL]:
            page.write("Read ", _passage(passage), indent=_INDENT, hang=5)
        rest = outcome.evidence[_IN_FULL:]
        if rest:
            page.write(f"And {places(each.location for each in rest)}.", indent=_INDENT, hang=5)
        page.write((outcome.rule, "dim"), indent=_INDENT, hang=5)


def _unchecked(page: Page, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        return
    _title(page, f"COULD NOT BE CHECKED ({len(outcomes)})")
    by_reason: dict[str, list[str]] = {}
    for outcome in outcomes:
        by_reason.setdefault(clean(outcome.reason) or "no reason is known", []).append(outcome.rule)
    for reason, rules in by_reason.items():
        page.write(f"{reason[:1].upper()}{reason[1:]}: ", (", ".join(rules), "dim"), indent=_INDENT)


def _unread(page: Page, document: DocumentSummary) -> None:
    if not document.unread:
        return
    _title(page, f"NOT READ ({len(document.unread)})")
    for item, times in Counter(unread_words(item) for item in document.unread).items():
        page.write(item if times == 1 else f"{item} ({times} times)", indent=_INDENT)


def _waived(page: Page, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    _title(page, f"WAIVED ({len(findings)})")
    for finding in findings:
        page.write(
            clean(finding.message),
            f" Waived: {clean(finding.waived or '')}. ",
            (finding.rule, "dim"),
            indent=_INDENT,
        )


def _passes(page: Page, outcomes: Sequence[Outcome]) -> None:
    passes = [each for each in outcomes if each.outcome == "pass"]
    if passes:
        _title(page, f"NO FINDING, AND WHERE IT RESTS ({len(passes)})")
    for outcome in passes:
        page.write(outcome.rule, (f" {clean(outcome.reason)}" if outcome.reason else "", "dim"), indent=_INDENT)
        for passage in outcome.evidence[:_IN_FULL]:
            page.write(_passage(passage), indent=_INDENT + 2)
        if len(outcome.evidence) > _IN_FULL:
            page.write(f"and {len(outcome.evidence) - _IN_FULL} more", indent=_INDENT + 2)
    skipped = [each for each in outcomes if each.outcome == "not-applicable"]
    if skipped:
        _title(page, f"DID NOT APPLY ({len(skipped)})")
    for outcome in skipped:
        page.write(outcome.rule, (f" {clean(outcome.reason)}" if outcome.reason else "", "dim"), indent=_INDENT)
