"""Every format through the command: written, readable, masked by default, and the same exit code."""

from __future__ import annotations

import io
import json
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from dhr_qa.report.formats import WRITERS
from tests.acceptance.conftest import Review

FILES = {
    "text": "a.txt", "json": "a.json", "sarif": "a.sarif", "html": "a.html", "markdown": "a.md", "junit": "a.xml",
    "github": "a.log",
}  # fmt: skip
NUMBER = "01632"  #: of the draft; a sensitive rule finds it


def write_all(review: Review, *args: str) -> dict[str, str]:
    formats = [word for name, file in FILES.items() for word in ("--format", f"{name}={file}")]
    code, out, _ = review.check(*formats, *args)
    assert (code, out) == (1, "")
    return {name: Path(review.folder, file).read_text(encoding="utf-8") for name, file in FILES.items()}


def test_every_format_can_be_written_at_once(review: Review) -> None:
    assert set(FILES) == set(WRITERS)
    written = write_all(review, "--no-redact")
    assert all("Zanzibar" in text for text in written.values())
    assert json.loads(written["sarif"])["version"] == "2.1.0"
    root = etree.fromstring(written["junit"].encode())
    assert (root.get("failures"), root.get("tests")) == ("1", "3")
    page = lxml.html.document_fromstring(written["html"])
    assert "Zanzibar" in [node.text_content() for node in page.iter("mark")]
    assert written["github"].startswith("::error file=draft.md,line=5,title=acceptance-word (major)::")


def test_off_a_terminal_every_format_is_masked(review: Review) -> None:
    for name, text in write_all(review).items():
        assert NUMBER not in text, name
    shown = write_all(review, "--no-redact")
    assert all(NUMBER in shown[name] for name in FILES), "it was there to be masked"


def test_the_page_of_a_pack_has_every_document(review: Review) -> None:
    review.write("pack/one.md", "# Overview report\n\nZanzibar once.\n")
    review.write("pack/two.md", "# Executive summary\n\nZanzibar twice.\n")
    code, out, _ = review.run("check", "pack", "--select", "acceptance-word", "--no-redact", "--format", "html")
    assert code == 1
    page = lxml.html.document_fromstring(out)
    assert page.find(".//h1").text_content() == "2 documents"
    assert len([node for node in page.iter("mark") if node.text_content() == "Zanzibar"]) == 2


def test_what_junit_fails_is_what_the_exit_code_counts(review: Review) -> None:
    code, out, _ = review.check("--format", "junit", "--fail-on", "critical")
    assert code == 0
    assert etree.fromstring(out.encode()).get("failures") == "0"


def test_a_near_miss_of_a_format_is_named(review: Review) -> None:
    code, _, err = review.check("--format", "sarf")
    assert code == 2
    assert 'Did you mean "sarif"?' in err
    assert "text, json, sarif, html, markdown, junit or github" in err


@pytest.mark.parametrize("format", ["html", "junit"])
def test_a_stream_that_shows_ascii_only_gets_references(
    review: Review, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    class Ascii(io.StringIO):
        encoding = "ascii"

        def isatty(self) -> bool:
            return False

    review.write("draft.md", "# Report\n\nZanzibar “Łódź”.\n")
    review.screen = Ascii()
    review.check("--no-redact", "--format", format)
    shown = review.screen.getvalue()
    assert shown.isascii()
    assert "&#321;&#243;d&#378;" in shown
