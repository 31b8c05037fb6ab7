"""One rule's page: what it looks for, why, where that comes from, examples, and how to switch it off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dhr_qa.findings import Guidance
from dhr_qa.report.page import PLAIN_WIDTH, Page
from dhr_qa.rulebook.model import Rule, Rulebook
from dhr_qa.wording import clean, listed, spoken, titled

_EXAMPLE_LINES = 24
_BY_WORDS = "text: words that the finding quotes"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def render(rule: Rule, rulebook: Rulebook, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """The page of one rule, ending in a newline."""
    page = Page(width, colour)
    page.write((rule.id, "bold"))
    page.write(rule.title)
    page.blank()
    page.write(
        f"{titled(rule.topic)}; severity {rule.severity}; confidence {rule.confidence}; since version {rule.since}."
    )
    page.write(_scope(rule))
    _title(page, "Why it matters")
    page.write(clean(rule.rationale), indent=2)
    messages = _messages(rule)
    if messages:
        _title(page, "What it says")
    for message in messages:
        page.write(message, indent=2, label="–", hang=2)
    _title(page, "What helps")
    for remedy in dict.fromkeys(clean(text) for text in (rule.remedy, *(part.remedy for part in rule.parts)) if text):
        page.write(remedy, indent=2)
    if rule.guidance:
        _title(page, "Where this comes from")
        for source in rule.guidance:
            page.write(_source(source, rulebook), indent=2)
    _example(page, "An example without a finding", rule.examples.get("pass", ()))
    _example(page, "An example with a finding", rule.examples.get("fail", ()))
    if rule.parts:
        _switching_off(page, rule)
    if rule.file:
        page.blank()
        page.write((f"Written in {clean(rule.file)}{f', line {rule.line}' if rule.line else ''}.", "dim"))
    return page.text()


def _title(page: Page, words: str) -> None:
    page.blank()
    page.write((words.upper(), "bold"))


def _scope(rule: Rule) -> str:
    """What the rule is for, in one sentence."""
    to = rule.applies_to
    if not rule.parts:
        return "Looks at: the settings, dhr-qa.yaml."
    special = {"any": "any kind of document", "pack": "all papers of a review together"}
    kinds = listed([special.get(kind) or spoken(kind) for kind in to.documents])
    parts = [f"Looks at: {kinds}"]
    if to.formats:
        parts.append(f"as {listed(to.formats, 'or')}")
    if to.profile != "draft":
        parts.append(f"from the profile {to.profile} on")
    if to.guidance:
        parts.append(f"under the guidance of {listed(to.guidance, 'or')}")
    if to.case_type:
        parts.append(f"in cases of {listed([spoken(each) for each in to.case_type], 'or')}")
    return ", ".join(parts) + "."


def _messages(rule: Rule) -> list[str]:
    """What the rule can say; a question stands for what only a person can decide."""
    said = []
    for part in rule.parts:
        said += [clean(text) for text in part.message.values()]
        otherwise = part.check.get("otherwise")
        question = part.check.get("question") or (otherwise.get("question") if isinstance(otherwise, Mapping) else None)
        if question:
            said.append(f"A question for a person: {clean(str(question))}")
    return [_PLACEHOLDER.sub("…", text) for text in dict.fromkeys(said)]


def _source(guidance: Guidance, rulebook: Rulebook) -> str:
    register = rulebook.vocabulary.registers.get("sources", ())
    entry = next((each for each in register if each.id == guidance.source), None)
    title = clean(entry.title) if entry is not None and entry.title else spoken(guidance.source)
    link = entry.get("url") if entry is not None else None
    text = f"{title}{', ' + clean(guidance.ref) if guidance.ref else ''}{f' <{link}>' if link else ''}."
    return text if guidance.checked else f"{text} The reference has not yet been checked in the source itself."


def _example(page: Page, title: str, examples: Sequence[Mapping[str, Any]]) -> None:
    """The first example that is plain text, or several papers of it, with what it makes the rule say."""
    plain = [each for each in examples if "text" in each] or [each for each in examples if "files" in each]
    if not plain:
        return
    example = next((each for each in plain if "outcome" not in each), plain[0])
    _title(page, title)
    papers: Mapping[str, str] = {"": example["text"]} if "text" in example else example["files"]
    for kind, text in papers.items():
        if kind:
            page.write(f"In the {spoken(kind)}:", indent=2)
        lines = str(text).strip().splitlines()
        for line in lines[:_EXAMPLE_LINES]:
            page.write(clean(line), indent=4) if line.strip() else page.blank()
        if len(lines) > _EXAMPLE_LINES:
            page.write("…", indent=4)
    for expected in example.get("expect", ()):
        message = clean(str(expected.get("message", "")))
        if message:
            page.write(f"gives: {message}", indent=2)


def _switching_off(page: Page, rule: Rule) -> None:
    _title(page, "To switch it off")
    page.write(f"For one run: dhr-qa check --ignore {rule.id} …", indent=2)
    page.write("For a review, in dhr-qa.yaml (a severity in place of off lowers it instead):", indent=2)
    page.write("rules:", indent=4)
    page.write(f"{rule.id}: off", indent=6)
    page.write("For one finding, in dhr-qa.yaml:", indent=2)
    page.write("waivers:", indent=4)
    page.write(f"- rule: {rule.id}", indent=6)
    which = "fingerprint: of the finding, as --format json gives it" if rule.sensitive else _BY_WORDS
    for line in (which, "reason: why it may stand", "by: who decided",
                 "until: 2027-12-31"):  # fmt: skip
        page.write(line, indent=8)
