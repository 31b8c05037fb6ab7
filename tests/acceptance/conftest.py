"""A review in a folder of its own: a draft, its settings and two rules that only these tests know."""

from __future__ import annotations

import io
import json
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dhr_qa.cli.main import main

RULES = """\
- id: acceptance-word
  title: The word Zanzibar is not used
  topic: language
  severity: major
  confidence: certain
  since: "0.1"
  applies-to: {documents: [any]}
  rationale: It is only here for a test. It means nothing.
  guidance: [{source: statutory-guidance-2016, ref: section 1}]
  given: {select: sentence}
  check: {kind: match, none: [{any: [zanzibar]}]}
  message: '"{match}" stands here.'
  remedy: Write another word.
  examples:
    pass: [{text: Nothing here.}]
    fail: [{text: Zanzibar is here., expect: [{message: '"Zanzibar" stands here.'}]}]
- id: acceptance-number
  title: No telephone number of Alma's stands in the report
  topic: anonymisation
  severity: minor
  confidence: certain
  since: "0.1"
  sensitive: true
  applies-to: {documents: [any]}
  rationale: It is only here for a test.
  guidance: [{source: statutory-guidance-2016, ref: section 1}]
  given: {select: paragraph}
  check: {kind: match, none: [{any: ['01632']}]}
  message: 'A number stands here: "{match}".'
  remedy: Take it out.
  examples:
    pass: [{text: Nothing here.}]
    fail: [{text: Call 01632., expect: [{message: 'A number stands here: "01632".'}]}]
- id: acceptance-question
  title: Somebody has read the report
  topic: family-voice
  severity: minor
  confidence: certain
  since: "0.1"
  applies-to: {documents: [any]}
  rationale: It is only here for a test.
  guidance: [{source: statutory-guidance-2016, ref: section 1}]
  given: {select: paragraph, limit: 1}
  check: {kind: attest, question: 'Has somebody read this?'}
  message: Nobody has read this.
  remedy: Read it.
  examples:
    pass: [{text: Nothing here., outcome: needs-person}]
    fail: []
"""
DRAFT = """\
# Overview report

The panel met four times.

Zanzibar is on this page. Alma could be rung on 01632 then.
"""
OWN = ["--select", "acceptance-word", "--select", "acceptance-number", "--select", "acceptance-question"]


@dataclass
class Review:
    """The folder, and running dhr-qa in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    screen: io.StringIO | None = None

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def settings(self, text: str = "") -> None:
        self.write("dhr-qa.yaml", "rule-folders: [our-rules]\n" + text)

    def run(self, *args: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        with redirect_stdout(self.screen) if self.screen else nullcontext():
            code = main(args)
        captured = self.capsys.readouterr()
        return code, captured.out, captured.err

    def check(self, *args: str) -> tuple[int, str, str]:
        """A check of the draft with the rules of these tests only."""
        return self.run("check", "draft.md", *OWN, *args)

    def found(self, *args: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.check("--format", "json", *args)[1])
        return data


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Review:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    made = Review(tmp_path, capsys)
    made.write("our-rules/words.yaml", RULES)
    made.write("draft.md", DRAFT)
    made.settings()
    return made


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(review: Review, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Standard output as a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    review.screen = Terminal()
    return review.screen
