"""The report of a check as Markdown, for a note, a pull request or a wiki."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhr_qa.findings import DocumentSummary, Finding, Outcome, Passage, Result
from dhr_qa.report.arrange import groups, in_full, in_words, names, source_words, sureness, topics, unread_words
from dhr_qa.report.markdown_text import escaped
from dhr_qa.report.places import place, places
from dhr_qa.wording import clean, counted, first_sentence, listed, quoted, spoken, titled

_IN_FULL = 10  #: findings that say the same which are shown in full
_PASSAGES = 3


def render(result: Result, *, masked: bool = False) -> str:
    """The whole report, ending in a newline. Every word of a document is escaped."""
    tool = result.tool
    lines = [
        "# What dhr-qa found",
        "",
        f"dhr-qa {escaped(tool['version'])}, rules {escaped(tool['rules'] or 'unnumbered')}: "
        f"profile {escaped(tool['profile'])}, guidance {escaped(tool['guidance'])}, as of {escaped(tool['as_of'])}. "
        "It says what was found in the text and what would help; it does not judge the review.",
        "",
    ]
    if masked or result.masked:
        lines += ["The words of the document are masked (`--no-redact` shows them).", ""]
    for failure in result.failures:
        lines += [f"**Not read:** {escaped(str(failure))}", ""]
    for bug in result.bugs:
        lines += [f"**A rule stopped by a fault in dhr-qa:** {escaped(bug)}", ""]
    for name in names(result):
        lines += _document(result, name)
    return "\n".join(lines).rstrip() + "\n"


def _document(result: Result, name: str) -> list[str]:
    document = next((each for each in result.documents if each.path == name), None)
    findings = [each for each in result.findings if each.document == name]
    outcomes = [each for each in result.outcomes if each.document == name]
    standing = [each for each in findings if each.waived is None]
    lines = [f"## {escaped(name)}", ""]
    if document is not None and document.words:
        kinds = listed([spoken(kind) for kind in document.kinds]) or "no known kind of document"
        lines += [f"{escaped(kinds[:1].upper() + kinds[1:])}, {counted(document.words, 'word')}.", ""]
    lines += [f"**{in_words(findings, outcomes)}**", ""]
    for topic in topics(standing):
        lines += [f"### {escaped(titled(topic))}", ""]
        for group in groups(each for each in standing if each.topic == topic):
            lines += _group(group, result)
    lines += _questions([each for each in outcomes if each.outcome == "needs-person"])
    lines += _unchecked([each for each in outcomes if each.outcome == "could-not-check"])
    lines += _unread(document) if document is not None else []
    waived = [each for each in findings if each.waived is not None]
    if waived:
        lines += [f"### Waived ({len(waived)})", ""]
        lines += [f"- {escaped(each.message)} Waived: {escaped(each.waived or '')}. `{each.rule}`" for each in waived]
        lines.append("")
    return lines


def _group(group: Sequence[Finding], result: Result) -> list[str]:
    first = group[0]
    sure = sureness(group)
    lines = []
    said = ""
    full, rest = in_full(group, _IN_FULL)
    for finding in full:
        if finding.message != said:
            lines.append(f"- **{titled(finding.severity)}:** {escaped(finding.message)}")
            said = finding.message
        where = f"  - Where: {escaped(place(finding.location))}"
        if finding.excerpt and clean(finding.excerpt) not in clean(finding.message):
            where += f": {escaped(quoted(finding.excerpt))}"
        lines.append(where)
        lines += [f"  - See also: {_passage(each)}" for each in finding.related[:_PASSAGES]]
    if rest:
        also = escaped(places(each.location for each in rest))
        lines.append(f"  - And {counted(len(rest), 'more', 'more')}: {also}.")
    why, source = first_sentence(first.why), source_words(first.guidance, result.sources)
    if why or source:
        lines.append(f"  - Why: {escaped(why)}{f' ({escaped(source)})' if source else ''}")
    if first.remedy:
        lines.append(f"  - What would help: {escaped(max((each.remedy for each in group), key=len))}")
    return [*lines, f"  - `{first.rule}`{sure}", ""]


def _passage(passage: Passage) -> str:
    said = f": {quoted(passage.excerpt)}" if passage.excerpt else ""
    return escaped(f"{place(passage.location)}{said}")


def _questions(outcomes: Sequence[Outcome]) -> list[str]:
    if not outcomes:
        return []
    lines = [f"### Questions for a person ({len(outcomes)})", ""]
    for number, outcome in enumerate(outcomes, start=1):
        lines.append(f"{number}. {escaped(outcome.question or '')}")
        lines += [f"   - Read {_passage(each)}" for each in outcome.evidence[:_PASSAGES]]
        if rest := outcome.evidence[_PASSAGES:]:
            lines.append(f"   - And {escaped(places(each.location for each in rest))}.")
        lines.append(f"   - `{outcome.rule}`")
    return [*lines, ""]


def _unchecked(outcomes: Sequence[Outcome]) -> list[str]:
    if not outcomes:
        return []
    by_reason: dict[str, list[str]] = {}
    for outcome in outcomes:
        by_reason.setdefault(clean(outcome.reason) or "no reason is known", []).append(f"`{outcome.rule}`")
    said = [f"- {escaped(why[:1].upper() + why[1:])}: {', '.join(rules)}" for why, rules in by_reason.items()]
    return [f"### Could not be checked ({len(outcomes)})", "", *said, ""]


def _unread(document: DocumentSummary) -> list[str]:
    if not document.unread:
        return []
    items = Counter(unread_words(item) for item in document.unread)
    said = [f"- {escaped(item)}{f' ({times} times)' if times > 1 else ''}" for item, times in items.items()]
    return [f"### Not read ({len(document.unread)})", "", *said, ""]
