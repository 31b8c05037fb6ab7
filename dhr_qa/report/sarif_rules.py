"""The rules of a run as SARIF describes them, with their help in plain text and in Markdown."""

from __future__ import annotations

from typing import Any

from dhr_qa.findings import Finding, Guidance, Result
from dhr_qa.report.markdown_text import escaped
from dhr_qa.rulebook.model import Rule
from dhr_qa.wording import clean, first_sentence, titled

LEVELS = {"critical": "error", "major": "error", "minor": "warning", "info": "note"}


def rules(result: Result) -> list[dict[str, Any]]:
    """Every rule that said something, each once: as the rulebook has it, else as its first finding tells."""
    findings: dict[str, Finding] = {}
    for finding in result.findings:
        findings.setdefault(finding.rule, finding)
    topics = {outcome.rule: outcome.topic for outcome in result.outcomes}
    found = []
    for name in dict.fromkeys([*topics, *findings]):
        rule = result.rulebook.rule(name) if result.rulebook is not None else None
        if rule is not None:
            found.append(_of_rule(rule, result))
        elif name in findings:
            found.append(_of_finding(findings[name], result))
        else:
            found.append({"id": name, "properties": {"topic": topics[name]}})
    return found


def _of_rule(rule: Rule, result: Result) -> dict[str, Any]:
    remedies = dict.fromkeys(clean(text) for text in (rule.remedy, *(part.remedy for part in rule.parts)) if text)
    found = _described(
        rule.id, rule.title, rule.rationale, list(remedies), rule.guidance, rule.severity, rule.topic, result
    )
    found["properties"]["confidence"] = rule.confidence
    if rule.aliases:
        found["deprecatedIds"] = list(rule.aliases)
    return found


def _of_finding(finding: Finding, result: Result) -> dict[str, Any]:
    """For rules that stand in no rulebook: those about the settings file."""
    why = finding.why or finding.message
    remedies = [clean(finding.remedy)] if finding.remedy else []
    return _described(
        finding.rule, titled(finding.rule), why, remedies, finding.guidance, finding.severity, finding.topic, result
    )


def _described(
    name: str,
    title: str,
    why: str,
    remedies: list[str],
    guidance: tuple[Guidance, ...],
    severity: str,
    topic: str,
    result: Result,
) -> dict[str, Any]:
    why = clean(why) or clean(title)
    sources = [_source(each, result) for each in guidance]
    told = [why, *(f"What helps: {remedy}" for remedy in remedies), *(f"Source: {each}" for each in sources)]
    written = [
        escaped(why),
        *(f"**What helps:** {escaped(remedy)}" for remedy in remedies),
        *(f"**Source:** {escaped(each)}" for each in sources),
        f"`dhr-qa explain {name}` gives the whole page of this rule.",
    ]
    return {
        "id": name,
        "shortDescription": {"text": clean(title)},
        "fullDescription": {"text": first_sentence(why)},
        "help": {"text": "\n\n".join(told), "markdown": "\n\n".join(written)},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {"topic": topic, "severity": severity, "tags": [topic]},
    }


def _source(guidance: Guidance, result: Result) -> str:
    title = clean(result.sources.get(guidance.source, "")) or titled(guidance.source)
    return f"{title}, {clean(guidance.ref)}" if guidance.ref else title
