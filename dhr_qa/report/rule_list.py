"""The list of rules, as text or as JSON."""

from __future__ import annotations

import json
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


def _documents(rule: Rule) -> str:
    return listed([spoken(kind) for kind in rule.applies_to.documents])
