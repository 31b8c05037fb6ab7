"""Annotations of GitHub: one command a line, escaped, the gravest first, no line that is not real."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.report.github import render
from tests.report.sample_page import PAGE

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,\r\n]+)(?:,[a-z]+=[^:,\r\n]+)*)::([^\r\n]+)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        found.append((match[1], dict(pair.split("=", 1) for pair in match[2].split(",")), match[3]))
    return found


def test_every_line_is_one_command() -> None:
    found = commands(render(PAGE))
    standing = [finding for finding in PAGE.findings if finding.waived is None]
    assert len(found) == 2 + len(standing) + 1 + 1 + 1  # a bug and a failure, a question, a check not run, the summary
    assert found[-1][2].startswith("1 critical, 3 major, 3 minor; 1 question for a person")


def test_the_gravest_come_first() -> None:
    levels = [level for level, _, _ in commands(render(PAGE))]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert "(critical)" in commands(render(PAGE))[2][1]["title"]


def test_a_line_only_where_the_file_has_lines() -> None:
    lines = {place.get("file"): place.get("line") for _, place, _ in commands(render(PAGE)) if place.get("line")}
    assert lines == {"letter.md": "7"}


def test_words_of_a_document_can_not_give_commands() -> None:
    hostile = "a%0A\r\n::error file=x::b, c: d\x1b[0m"
    finding = replace(PAGE.findings[0], message=hostile, document="dir\\a,b:c%.docx", location=Location())
    found = commands(render(replace(PAGE, findings=(finding,), outcomes=(), failures=(), bugs=())))
    assert len(found) == 2
    assert found[0][2].startswith("a%250A ::error file=x::b, c: d[0m ")
    assert found[0][1]["file"] == "dir/a%2Cb%3Ac%25.docx"


def test_the_text_itself_is_not_quoted() -> None:
    assert "lived in Fenmarch" not in render(PAGE), "annotations are seen by everybody who sees the repository"
