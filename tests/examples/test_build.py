"""The example reports are what their sources say, and say what an example must."""

from __future__ import annotations

import calendar
import re
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from examples import build_examples, faults, markup, word

HERE = build_examples.HERE
SUMMARY = HERE / "good" / "executive-summary.md"
#: Parts that the examples write themselves; the others come from the library's template.
WRITTEN = {"word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml", "word/footer1.xml"}


@pytest.fixture(scope="module")
def built() -> dict[Path, bytes]:
    return build_examples.built()


def _said(xml: bytes) -> list[tuple[object, str | None, list[tuple[str, str]]]]:
    """Every element of a part with its text and attributes: not its bytes, which depend on library versions."""
    return [
        (node.tag, node.text, sorted((str(key), str(value)) for key, value in node.attrib.items()))
        for node in etree.fromstring(xml).iter()
    ]


@pytest.mark.parametrize("path", ["good/overview-report.docx", "draft/overview-report-draft.docx"])
def test_stored_report_is_what_the_script_writes(path: str, built: dict[Path, bytes]) -> None:
    stored, fresh = word.parts((HERE / path).read_bytes()), word.parts(built[Path(path)])
    assert set(stored) == set(fresh)
    for name in WRITTEN & set(stored):
        assert _said(stored[name]) == _said(fresh[name]), f"{name}: run `make examples`"
    images = [name for name in stored if name.endswith(".png")]
    assert images
    assert all(stored[name] == fresh[name] for name in images)


def test_stored_list_of_faults_is_what_the_script_writes(built: dict[Path, bytes]) -> None:
    assert (HERE / "draft" / "FAULTS.md").read_bytes() == built[Path("draft/FAULTS.md")]


def test_writing_twice_gives_the_same_bytes(built: dict[Path, bytes]) -> None:
    assert build_examples.good_report() == built[Path("good/overview-report.docx")]


def test_good_report_is_full_length_and_does_not_repeat_itself() -> None:
    document = Document(str(HERE / "good" / "overview-report.docx"))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert sum(len(text.split()) for text in paragraphs) > 12_000
    sentences = [part for text in paragraphs for part in re.split(r"(?<=[.?!]) ", text) if len(part.split()) > 8]
    assert len(sentences) == len(set(sentences))


def test_every_footnote_is_used_once_and_written() -> None:
    source = build_examples.good_source()
    used = re.findall(r"\[\^(\w+)\](?!:)", source)
    assert sorted(used) == sorted(markup.notes(source))


def test_months_in_the_chronology_run_forward() -> None:
    source = build_examples.good_source()
    chronology = source[source.index("## 2017 to 2019") : source.index("# Overview")]
    months = list(calendar.month_name)[1:]
    first = re.findall(rf"^(?:Also in |In |At the end of )?({'|'.join(months)}) (\d{{4}})", chronology, re.MULTILINE)
    dates = [(int(year), months.index(month)) for month, year in first]
    assert len(dates) > 20
    assert all(before <= after for before, after in pairwise(dates))


def test_summary_repeats_terms_and_recommendations_word_for_word() -> None:
    source, summary = build_examples.good_source(), SUMMARY.read_text(encoding="utf-8")
    terms = [line.text for line in markup.lines(source) if line.kind == "term"]
    recommendations = markup.recommendations(source)
    assert (len(terms), len(recommendations)) == (14, 10)
    for number, text in enumerate(terms, 1):
        assert f"{number}. {text}\n" in summary
    for number, text in enumerate(recommendations, 1):
        assert f"**Recommendation {number}:** {text}\n" in summary


def test_each_edit_of_a_fault_changes_the_draft() -> None:
    good = build_examples.good_source()
    text = faults.draft(good)
    for fault in faults.FAULTS:
        if fault.new:
            assert fault.new.strip() in text, fault.rule
        elif fault.old:
            assert fault.old not in text, fault.rule


def test_an_edit_that_no_longer_fits_is_refused() -> None:
    good = build_examples.good_source().replace("Crime and Victims Act 2004, which came", "Crime Act, which came")
    with pytest.raises(ValueError, match="act-title"):
        faults.draft(good)
