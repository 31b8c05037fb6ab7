"""A result as the page shows it: every part of it as plain data, for the templates."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from dhr_qa.findings import SEVERITIES, DocumentSummary, Guidance, Outcome, Result
from dhr_qa.report.arrange import topic_key, unread_words
from dhr_qa.report.plain_words import Words, day
from dhr_qa.report.redact import redacted
from dhr_qa.report.view_actions import actions, terms
from dhr_qa.report.view_cards import Numbered, cards, file_name, numbered, questions, quote
from dhr_qa.report.view_glance import family_steps, panel_tests, summary
from dhr_qa.report.view_model import Behind, DocumentLine, Line, Part, Source, View
from dhr_qa.report.view_terms import matrix
from dhr_qa.report.view_text import document_text
from dhr_qa.wording import clean, counted, listed, spoken, titled


def build(result: Result, masked: bool = False) -> View:
    """The whole page. `masked`: no word of a document is shown, only places (also where the result says so)."""
    masked = masked or result.masked
    if masked and not result.masked:
        result = redacted(result)
    words = Words(result.rulebook)
    as_of = datetime.date.fromisoformat(result.tool["as_of"])
    page = numbered(result)
    shown = list(enumerate(result.facts, start=1))
    texts = tuple(document_text(facts, result, page, words, number, masked) for number, facts in shown)
    plans = [actions(facts, words, as_of, masked, file_name(facts.document.path)) for _, facts in shown]
    matrices = [matrix(facts, words, masked, file_name(facts.document.path)) for _, facts in shown]
    items = [
        terms(facts, words, masked, file_name(facts.document.path)) if known is None else None
        for (_, facts), known in zip(shown, matrices, strict=True)
    ]
    parts = {
        "glance": None,
        "put-right": sum(map(len, page.put_right)),
        "smaller": sum(map(len, page.smaller)),
        "questions": len(page.questions),
        "family": None,
        "terms": None,
        "actions": None,
        "text": None,
        "behind": None,
        "sources": None,
    }
    family = family_steps(result, page, words)
    sources = _sources(result, page, words)
    absent = {
        "family": not family, "terms": not any(items) and not any(matrices), "actions": not any(plans),
        "sources": not sources,
        "put-right": not page.put_right, "smaller": not page.smaller, "questions": not page.questions,
        "text": not any(text.chunks or text.elsewhere for text in texts),
    }  # fmt: skip
    return View(
        title=_title(result.documents),
        about=words.about("report-parts", "page"),
        masked=masked,
        made=_made(result, as_of),
        documents=tuple(_document(document) for document in result.documents),
        parts=tuple(_part(name, words, count, masked) for name, count in parts.items() if not absent.get(name)),
        summary=summary(result, page),
        tests=panel_tests(result, page, words),
        put_right=cards(page.put_right, page, words, result.sources, "put-right"),
        smaller=cards(page.smaller, page, words, result.sources, "smaller"),
        questions=questions(page, words),
        family=family,
        terms=tuple(item for item in items if item is not None),
        matrices=tuple(known for known in matrices if known is not None),
        actions=tuple(plan for plan in plans if plan is not None),
        texts=tuple(text for text in texts if text.chunks or text.elsewhere),
        behind=_behind(result),
        sources=sources,
        levels=_levels(page, words),
        topics=_topics(page, words),
        many=len(result.documents) > 1,
    )


def _part(name: str, words: Words, count: int | None, masked: bool) -> Part:
    about = words.field("report-parts", name, "about-masked") if masked else ""
    return Part(name, words.title("report-parts", name), about or words.about("report-parts", name), count)


def _title(documents: Sequence[DocumentSummary]) -> str:
    if len(documents) == 1:
        return file_name(documents[0].path)
    return counted(len(documents), "document") if documents else "No document"


def _document(document: DocumentSummary) -> DocumentLine:
    kinds = listed([spoken(kind) for kind in document.kinds]) or "no known kind of document"
    about = f"{kinds[:1].upper()}{kinds[1:]}, {counted(document.words, 'word')}" if document.words else "Not read"
    return DocumentLine(file_name(document.path), about)


def _made(result: Result, as_of: datetime.date) -> str:
    tool = result.tool
    return (
        f"{day(as_of)}, at the stage “{tool['profile']}”, against the guidance of {tool['guidance']}. "
        f"dhr-qa {tool['version']}, rules {tool['rules'] or 'unnumbered'}."
    )


def _levels(page: Numbered, words: Words) -> tuple[tuple[str, str, str], ...]:
    present = {finding.severity for finding in page.findings}
    return tuple(
        (level, words.title("report-levels", level), words.about("report-levels", level))
        for level in SEVERITIES
        if level in present
    )


def _topics(page: Numbered, words: Words) -> tuple[tuple[str, str], ...]:
    present = {finding.topic for finding in page.findings} | {outcome.topic for outcome in page.questions}
    return tuple((topic, words.title("report-topics", topic)) for topic in sorted(present, key=topic_key))


def _behind(result: Result) -> Behind:
    unread = [
        (document, Counter(unread_words(item) for item in document.unread))
        for document in result.documents
        if document.unread
    ]
    many = len(result.documents) > 1
    waived = [finding for finding in result.findings if finding.waived is not None]
    return Behind(
        failures=tuple(clean(str(failure)) for failure in result.failures)
        + tuple(f"A rule stopped by a fault in dhr-qa: {clean(bug)}" for bug in result.bugs),
        unchecked=_by_reason(result, "could-not-check"),
        unread=tuple(
            Line(f"{f'{file_name(document.path)}: ' if many else ''}{item}{f' ({times} times)' if times > 1 else ''}")
            for document, items in unread
            for item, times in items.items()
        ),
        waived=tuple(
            Line(f"{clean(each.message)} Set aside: {clean(each.waived or '')}.", (each.rule,)) for each in waived
        ),
        passed=_passed(result),
        skipped=_by_reason(result, "not-applicable"),
    )


def _by_reason(result: Result, outcome: str) -> tuple[Line, ...]:
    """The rules with an outcome, by the reason given."""
    found: dict[str, list[str]] = {}
    for each in result.outcomes:
        if each.outcome == outcome:
            found.setdefault(clean(each.reason) or "no reason is known", []).append(each.rule)
    return tuple(
        Line(f"{reason[:1].upper()}{reason[1:]}", tuple(dict.fromkeys(rules))) for reason, rules in found.items()
    )


def _passed(result: Result) -> tuple[Line, ...]:
    words = Words(result.rulebook)
    passed = [each for each in result.outcomes if each.outcome == "pass"]
    passed.sort(key=lambda each: topic_key(each.topic))
    return tuple(
        Line(
            words.rule_title(each.rule) + (f" ({clean(each.reason)})" if each.reason else ""),
            (each.rule,),
            tuple(quote(passage) for passage in each.evidence),
        )
        for each in passed
    )


def _sources(result: Result, page: Numbered, words: Words) -> tuple[Source, ...]:
    """The sources of what the page says, each once, with what of it is referred to."""
    refs: dict[str, dict[str, None]] = {}
    for guidance in _guidance(result, [finding.guidance for finding in page.findings], page.questions):
        refs.setdefault(guidance.source, {})
        if guidance.ref:
            refs[guidance.source][clean(guidance.ref)] = None
    found = []
    for name, said in refs.items():
        entry = words.entry("sources", name)
        details = ", ".join(clean(str(entry.get(key) or "")) for key in ("issuer", "date") if entry.get(key))
        read = {"whole": "Read in full", "part": "Read in part", "no": "Not read"}.get(str(entry.get("read", "")), "")
        note = clean(str(entry.get("note", "")))
        title = clean(entry.title) or clean(result.sources.get(name, "")) or titled(name)
        address = str(entry.get("url") or "")
        url = address if address.startswith("https://") else ""
        found.append(Source(title, details, url, tuple(said), ". ".join(part for part in (read, note) if part)))
    return tuple(sorted(found, key=lambda source: source.title.casefold()))


def _guidance(result: Result, given: Iterable[tuple[Guidance, ...]], asked: Iterable[Outcome]) -> Iterable[Guidance]:
    for those in given:
        yield from those
    for outcome in asked:
        rule = result.rulebook.rule(outcome.rule) if result.rulebook is not None else None
        if rule is not None:
            yield from rule.guidance
