"""The list of rules, as text, as JSON or as a page of Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dhr_qa.findings import TOPICS
from dhr_qa.report.page import PLAIN_WIDTH, Page
from dhr_qa.rulebook.model import Rule, Rulebook
from dhr_qa.wording import clean, counted, listed, spoken, titled

FORMAT = "dhr-qa-rules/1"


def as_json(rulebook: Rulebook, rules: Sequence[Rule], ascii_only: bool = False) -> str:
    """The rules as indented JSON, ending in a newline."""
    data = {"format": FORMAT, "version": rulebook.version, "rules": [_rule(rule) for rule in rules]}
    return json.dumps(data, indent=2, ensure_ascii=ascii_only) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    to = rule.applies_to
    return {
        "id": rule.id,
        "title": rule.title,
        "topic": rule.topic,
        "severity": rule.severity,
        "kind": "+".join(rule.kinds),
        "decides": decides(rule),
        "confidence": rule.confidence,
        "documents": list(to.documents),
        "profile": to.profile,
        "since": rule.since,
        "sensitive": rule.sensitive,
        "source": [{"source": each.source, "ref": each.ref, "checked": each.checked} for each in rule.guidance],
    }


def as_text(rulebook: Rulebook, rules: Sequence[Rule], *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """The rules by topic, ending in a newline."""
    page = Page(width, colour)
    version = f" of rulebook {rulebook.version}" if rulebook.version else ""
    page.write((f"{counted(len(rules), 'rule')}{version}. dhr-qa explain RULE gives the page of one.", "dim"))
    order = {topic: number for number, topic in enumerate(TOPICS)}
    for topic in sorted({rule.topic for rule in rules}, key=lambda each: order.get(each, len(order))):
        those = [rule for rule in rules if rule.topic == topic]
        page.blank()
        page.write((f"{titled(topic).upper()} ({len(those)})", "bold"))
        page.table(
            ("Rule", "Severity", "Documents", "What it checks"),
            [(rule.id, rule.severity, _documents(rule), clean(rule.title)) for rule in those],
            (0, 0, 2, 3),
        )
    return page.text()


def decides(rule: Rule) -> str:
    """How a rule comes to its result: "decides", "asks" (a person, with the passages to read) or "both"."""
    asking = [part.check.kind == "attest" or part.check.get("otherwise") is not None for part in rule.parts]
    if all(asking):
        return "asks"
    return "both" if any(asking) else "decides"


def as_markdown(rulebook: Rulebook, rules: Sequence[Rule]) -> str:
    """The rules by topic as tables of Markdown, with how each comes to its result and what it rests on."""
    titles = {entry.id: entry.title for entry in rulebook.vocabulary.registers.get("sources", ())}
    order = {topic: number for number, topic in enumerate(TOPICS)}
    told = Counter(decides(rule) for rule in rules)
    lines = ["# What is checked", ""]
    lines += [
        f"{counted(len(rules), 'rule')}: {told['decides']} decide, {told['asks']} ask a person, with the passages to "
        f"read, and {told['both']} do the one or the other, as the text allows. "
        "`dhr-qa explain RULE` gives the page of one."
    ]
    for topic in sorted({rule.topic for rule in rules}, key=lambda each: order.get(each, len(order))):
        those = [rule for rule in rules if rule.topic == topic]
        lines += ["", f"## {titled(topic)} ({len(those)})", ""]
        lines += ["| Rule | What it checks | Severity | How | How sure | Documents | From stage | Rests on |"]
        lines += ["|---|---|---|---|---|---|---|---|"]
        for rule in those:
            sources = listed(list(dict.fromkeys(titles.get(each.source, each.source) for each in rule.guidance)))
            cells = (
                f"`{rule.id}`", clean(rule.title), rule.severity, _HOW[decides(rule)], rule.confidence,
                _documents(rule), rule.applies_to.profile, sources,
            )  # fmt: skip
            lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"]
    return "\n".join(lines) + "\n"


_HOW = {"decides": "decides", "asks": "asks", "both": "decides or asks"}


def _documents(rule: Rule) -> str:
    return listed([spoken(kind) for kind in rule.applies_to.documents])
