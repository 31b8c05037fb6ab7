"""What can be taken away: each kind of file, with names hidden unless somebody chose otherwise."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from dhr_qa.annotate.write import has_own_comments
from dhr_qa.documents.docx import read_docx
from dhr_qa.settings_file import parse
from dhr_qa.web import take, work
from dhr_qa.web.state import Check, Store, Upload
from tests.web.live import REPORT

NAMES = ("Zephyrine", "Okonjo", "Perran", "Goss")


def done(*uploads: Upload, **options: bool) -> Check:
    check = Check(**options)
    for each in uploads:
        check.add(each)
    work.carry_out(check)
    assert check.state == "done", check.words
    return check


def word(text: str) -> bytes:
    """A Word document with the paragraphs of a text."""
    made = docx.Document()
    for line in text.splitlines():
        if line.startswith("#"):
            made.add_heading(line.lstrip("# "), 1)
        elif line and not line.startswith("|"):
            made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def check() -> Check:
    return done(Upload("notes.md", REPORT.encode()), Upload("report.docx", word(REPORT.replace("Olwen", "Nerys"))))


def text_of(check: Check, what: str, masked: bool) -> str:
    file = take.file(check, what, masked)
    assert file is not None
    return file.data.decode("utf-8-sig")


def test_the_files_and_their_names(check: Check) -> None:
    assert check.new is not None
    assert take.copies(check.new.result) == [("copy-1", "report.docx")]
    names = {
        what: (file.name, file.type)
        for what in ("report", "actions", "note", "copy-1")
        if (file := take.file(check, what, True))
    }
    assert names == {
        "report": ("notes - findings.html", "text/html; charset=utf-8"),
        "actions": ("notes - actions.csv", "text/csv; charset=utf-8"),
        "note": ("notes - readiness note.html", "text/html; charset=utf-8"),
        "copy-1": (
            "report - with comments.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    }
    assert take.file(check, "copy-0", True) is None, "a text file can have no comments"
    assert take.file(check, "anything", True) is None


@pytest.mark.parametrize("what", ["report", "note", "actions"])
def test_names_are_hidden_unless_they_are_asked_for(check: Check, what: str) -> None:
    hidden, shown = text_of(check, what, True), text_of(check, what, False)
    assert not [name for name in NAMES if name in hidden]
    if what != "note":
        assert [name for name in NAMES if name in shown]


def test_the_comments_of_the_copy_hide_names_too(check: Check) -> None:
    def comments(masked: bool) -> str:
        file = take.file(check, "copy-1", masked)
        assert file is not None
        assert has_own_comments(Path(file.name), file.data)
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return archive.read("word/comments.xml").decode()

    assert "Okonjo" in comments(False)
    hidden = comments(True)
    assert "Read by dhr-qa" in hidden
    assert not [name for name in NAMES if name in hidden]


def test_the_actions_are_a_table(check: Check) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(check, "actions", False))))
    assert [row["Target date as written"] for row in rows] == ["Ongoing"]
    assert [row["Document"] for row in rows] == ["notes.md"]


def test_the_note_says_where_the_report_stands(check: Check) -> None:
    note = text_of(check, "note", True)
    for words in (
        "Readiness note",
        "Does the review follow the guidance?",
        "To put right",
        "It is not a decision",
        "Read by",
    ):
        assert words in note
    assert "compliant" not in note.lower()


def test_answers_are_in_the_note_and_in_the_settings_and_change_the_findings() -> None:
    check = done(Upload("report.md", REPORT.encode()))
    assert check.new is not None
    asked = [each for each in check.new.result.outcomes if each.outcome == "needs-person"]
    rule = asked[0].rule
    work.answered(check, {rule: work.attestation(rule, "yes", 'Judith "J." Arkwright')})
    assert [each.outcome for each in check.new.result.outcomes if each.rule == rule] == ["pass"]
    assert "Arkwright" in text_of(check, "note", True)
    settings = parse(text_of(check, "settings", True), "dhr-qa.yaml", Path())
    assert [(each.rule, each.answer, each.by) for each in settings.attestations] == [
        (rule, "yes", 'Judith "J." Arkwright')
    ]
    work.answered(check, {rule: work.attestation(rule, "no", "Judith Arkwright")})
    assert rule in {each.rule for each in check.new.result.findings}
    work.answered(check, {})
    assert [each.outcome for each in check.new.result.outcomes if each.rule == rule] == ["needs-person"]


def test_answers_join_the_settings_that_were_put_in() -> None:
    given = "# Ours\nattestations:\n  - {rule: family-leaflet, answer: yes, by: T. Ferriby, on: 2026-01-31}\n"
    given += "people-file: names.yaml\n"
    check = done(Upload("a.md", REPORT.encode()), Upload("dhr-qa.yaml", given.encode()), Upload("dhr-qa.yml", b""))
    assert [notice.partition(";")[0].rpartition(": ")[2] for notice in check.notices] == [
        "More than one settings file was put in",
        "this page reads no further files, so “rule-folders” and “people-file” were left out.",
    ]
    work.answered(check, {"family-draft-shared": work.attestation("family-draft-shared", "no", "J. Arkwright")})
    text = text_of(check, "settings", False)
    assert text.startswith("# Ours\n")
    assert [each.rule for each in parse(text, "dhr-qa.yaml", Path()).attestations] == [
        "family-leaflet",
        "family-draft-shared",
    ]


def test_a_check_that_is_forgotten_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    check = Check()
    check.add(Upload("a.md", REPORT.encode()))
    store = Store()
    store.begin(check)
    real = work.judge

    def forgotten(*args: Any, **options: Any) -> Any:
        store.forget(check.id)
        return real(*args, **options)

    monkeypatch.setattr(work, "judge", forgotten)
    work.carry_out(check)
    assert (check.state, check.new) == ("failed", None)
    assert check.done < 5, "no rule ran any more"


def test_progress_counts_every_run_of_the_rules() -> None:
    other = REPORT.replace("Olwen", "Gwenllian").encode()
    check = done(Upload("a.md", REPORT.encode()), Upload("b.md", other), Upload("c.md", b""))
    assert check.done == check.of, "two reviews, checked one after the other, and a file that cannot be read"
    assert check.of > 100


def test_two_drafts_take_away_the_new_one() -> None:
    check = done(
        Upload("r.docx", word(REPORT), "old"), Upload("r.docx", word(REPORT + "\nEND OF NEW\n"), "new"), drafts=True
    )
    file = take.file(check, "copy-0", False)
    assert file is not None
    assert "END OF NEW" in [block.text for block in read_docx(Path("r.docx"), file.data).blocks]
