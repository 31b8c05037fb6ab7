"""Every writer against its stored sample. To store new ones: python -m tests.report.test_report_samples"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dhr_qa.report import github, html_report, inspect_json, inspect_text, json_report, junit, markdown, sarif, text
from dhr_qa.report.redact import redacted
from tests.report.sample_page import PAGE
from tests.report.sample_result import FACTS, RESULT

SAMPLES = Path(__file__).parent / "samples"

WRITTEN: dict[str, Callable[[], str]] = {
    "check.txt": lambda: text.render(RESULT),
    "check-verbose-narrow.txt": lambda: text.render(RESULT, width=44, verbose=True),
    "check-quiet.txt": lambda: text.render(RESULT, quiet=True),
    "check-colour.ansi": lambda: text.render(RESULT, width=72, colour=True),
    "check-masked.txt": lambda: text.render(redacted(RESULT), masked=True),
    "check.json": lambda: json_report.render(RESULT),
    "check-masked.json": lambda: json_report.render(redacted(RESULT)),
    "check.sarif": lambda: sarif.render(PAGE),
    "check-junit.xml": lambda: junit.render(PAGE),
    "check-github.txt": lambda: github.render(PAGE),
    "check.md": lambda: markdown.render(PAGE),
    "check-masked.md": lambda: markdown.render(redacted(PAGE)),
    "check.html": lambda: html_report.render(PAGE),
    "check-masked.html": lambda: html_report.render(PAGE, masked=True),
    "inspect.txt": lambda: inspect_text.render([FACTS]),
    "inspect-masked.txt": lambda: inspect_text.render([FACTS], masked=True),
    "inspect.json": lambda: inspect_json.render([FACTS]),
    "inspect-masked.json": lambda: inspect_json.render([FACTS], masked=True),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_output_is_the_stored_sample(name: str) -> None:
    assert WRITTEN[name]() == (SAMPLES / name).read_bytes().decode("utf-8")


def test_every_sample_has_its_test() -> None:
    assert {path.name for path in SAMPLES.iterdir()} >= set(WRITTEN)


if __name__ == "__main__":
    for sample, write in WRITTEN.items():
        (SAMPLES / sample).write_bytes(write().encode("utf-8"))
