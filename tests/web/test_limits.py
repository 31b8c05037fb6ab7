"""Names of files as they are sent, and how much is held."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from dhr_qa.web.limits import LONGEST_NAME, MOST_CHECKS, MOST_FILES, TooMuch, file_name
from dhr_qa.web.state import Check, Store, Upload


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("report.docx", "report.docx"),
        (quote("Fen’s report & plan.docx"), "Fen’s report & plan.docx"),
        (quote("<img src=x onerror=alert(1)>.md"), "<img src=x onerror=alert(1)>.md"),
        (quote("../../etc/passwd"), "passwd"),
        ("C%3A%5Cpapers%5Creport.docx", "report.docx"),
        (quote("a\nb\x00\u202ec.docx"), "a bc.docx"),
        ("", "document"),
        ("..", "document"),
        (quote("folder/"), "document"),
        ("%FF%FE.md", "��.md"),
    ],
)
def test_names(sent: str, name: str) -> None:
    assert file_name(sent) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("very%20long%20" * 60 + "report.docx")
    assert len(name) <= LONGEST_NAME
    assert name.endswith(".docx")


def test_two_files_of_one_name_are_told_apart_unless_they_are_two_drafts() -> None:
    check = Check()
    for _ in range(3):
        check.add(Upload("Report.docx", b""))
    assert [each.name for each in check.uploads] == ["Report.docx", "Report (2).docx", "Report (3).docx"]
    drafts = Check(drafts=True)
    drafts.add(Upload("report.docx", b"", "old"))
    drafts.add(Upload("report.docx", b"", "new"))
    assert [each.name for each in drafts.uploads] == ["report.docx", "report.docx"]


def test_no_more_files_than_allowed() -> None:
    check = Check()
    for _ in range(MOST_FILES):
        check.add(Upload("a.md", b""))
    with pytest.raises(TooMuch, match="Up to 20 files"):
        check.add(Upload("a.md", b""))


def test_no_more_checks_and_bytes_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    for _ in range(MOST_CHECKS):
        store.begin(Check(state="done"))
    with pytest.raises(TooMuch, match="held already"):
        store.begin(Check())
    first = next(iter(store))
    store.forget(first.id)
    assert first.stopped
    unfinished = store.begin(Check())
    store.begin(Check())
    assert store.get(unfinished.id) is None, "what was never begun makes room"
    first = next(iter(store))
    first.uploads.append(Upload("a.md", b"12345"))
    monkeypatch.setattr("dhr_qa.web.state.MOST_BYTES", 8)
    store.room(3)
    with pytest.raises(TooMuch, match="Forget a check"):
        store.room(4)


def test_the_content_of_files_is_in_no_message() -> None:
    assert "Zephyrine" not in repr(Upload("a.md", b"Zephyrine"))
