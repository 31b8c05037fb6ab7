"""`dhr-qa new` as people run it."""

from __future__ import annotations

import json

import pytest

from dhr_qa.documents.docx import read_docx
from tests.acceptance.conftest import Review


@pytest.mark.parametrize("kind", ["overview-report", "executive-summary", "action-plan"])
def test_an_empty_report_that_can_be_checked(review: Review, kind: str) -> None:
    code, out, _ = review.run("new", kind, "-o", "empty.docx")
    assert (code, out) == (0, "empty.docx: written. dhr-qa check lists what is still to be written in it.\n")
    code, out, _ = review.run("check", "empty.docx", "--format", "json")
    assert code == 1
    assert json.loads(out)["documents"][0]["kinds"] == [kind]


def test_a_file_that_is_there_is_not_written_over(review: Review) -> None:
    mine = review.write("mine.docx", "words")
    code, _, err = review.run("new", "action-plan", "-o", "mine.docx")
    assert code == 2
    assert "--force writes over it" in err
    assert mine.read_text(encoding="utf-8") == "words"
    assert review.run("new", "action-plan", "-o", "mine.docx", "--force")[0] == 0
    assert read_docx(mine, mine.read_bytes()).tables


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["overview-report", "-o", "empty.doc"], "empty.docx"),
        (["overview-report", "-o", "none/empty.docx"], "cannot write here"),
        (["overview-report"], "--output"),
        (["overview-reprot", "-o", "empty.docx"], "overview-report"),
    ],
)
def test_wrong_use(review: Review, args: list[str], words: str) -> None:
    code, _, err = review.run("new", *args)
    assert code == 2
    assert words in err
    assert not (review.folder / "empty.docx").exists()


def test_a_partnership_can_add_prompts_of_its_own(review: Review) -> None:
    review.write(
        "our-rules/vocabulary/skeleton.yaml",
        "registers:\n  skeleton:\n    - id: analysis\n      prompts: ['[Insert what Fenshire asks for]']\n",
    )
    assert review.run("new", "overview-report", "-o", "empty.docx")[0] == 0
    path = review.folder / "empty.docx"
    assert any("Fenshire asks" in block.text for block in read_docx(path, path.read_bytes()).blocks)
