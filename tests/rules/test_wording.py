"""Ways in which reports say a thing, and near misses: each sentence must come to what its first sign says.

A file of `wording/` is a list of rules: "== RULE [type=KIND OF CASE]", then ": TEXT", the text around the sentences
("%%" is the sentence, "\\n" a line break), then one sentence a line: "+" the rule passes, "-" there is a finding,
"?" it asks a person, "0" it does not apply.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.read import finished
from dhr_qa.engine.run import run_rule
from dhr_qa.engine.settings import RunSettings
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rulebook

WORDING = Path(__file__).parent / "wording"
OUTCOMES = {"+": "pass", "-": "fail", "?": "needs-person", "0": "not-applicable"}


@cache
def _rulebook() -> Rulebook:
    return load_rulebook()


def _sentences() -> Iterator[tuple[str, str, str, str, str]]:
    for file in sorted(WORDING.glob("*.txt")):
        rule = case = around = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                rule, _, more = line[3:].partition(" ")
                case = more.removeprefix("type=")
            elif line.startswith(": "):
                around = line[2:]
            elif line:
                yield rule, case, around, line[0], line[2:]


def test_the_files_are_sound() -> None:
    names = {rule.id for rule in _rulebook().rules}
    every = list(_sentences())
    assert len(every) > 400
    for rule, _, around, sign, sentence in every:
        assert rule in names, rule
        assert sign in OUTCOMES, sentence
        assert "%%" in around, rule
        assert sentence, rule


@pytest.mark.parametrize(
    ("rule", "case", "around", "sign", "sentence"),
    [pytest.param(*each, id=f"{each[0]}-{number}") for number, each in enumerate(_sentences(), start=1)],
)
def test_a_sentence_is_understood(rule: str, case: str, around: str, sign: str, sentence: str) -> None:
    book = _rulebook()
    one = book.rule(rule)
    assert one is not None
    applies = one.applies_to
    known = {"type": case or applies.case_type[0]} if case or applies.case_type else {}
    kind = next((name for name in applies.documents if name != "any"), "overview-report")
    document = finished(parse_markdown(around.replace("%%", sentence).replace("\\n", "\n")))
    facts = read_facts(document, book.vocabulary, kind=kind, case=known)
    settings = RunSettings(profile=applies.profile, as_of=datetime.date(2026, 11, 22), case=known)
    outcome, found = run_rule(one, [facts], settings, book.vocabulary)
    said = [finding.message for finding in found] or outcome.reason or outcome.question
    assert outcome.outcome == OUTCOMES[sign], said
