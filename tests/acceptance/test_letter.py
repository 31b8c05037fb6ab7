"""`dhr-qa letter` as people run it."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from dhr_qa.report.schemas import output_schema
from tests.acceptance.conftest import Review

LETTER = """\
Dear Tom,

Thank you for submitting the report to the Quality Assurance Panel. The QA panel considered it in May 2026.

Areas for final development:

1. Economic abuse is named but not explored.
2. There is no reference to firearms licensing.

I would be grateful if you could send a digital copy.

Yours sincerely
"""
OLD = "# Overview report\n\n# Analysis\n\nEconomic abuse was seen by nobody until the spring of 2023.\n"
NEW = OLD + "\nFrom 2017 Daniel held the only card to the account: the panel sees economic abuse in that.\n"


def run(review: Review, *args: str) -> tuple[int, str, str]:
    review.write("letter.md", LETTER)
    review.write("old.md", OLD)
    review.write("new.md", NEW)
    return review.run("letter", *args)


def test_a_letter_and_a_report(review: Review) -> None:
    code, out, err = run(review, "letter.md", "--against", "new.md", "--no-redact")
    assert (code, err) == (0, "")
    assert "2 points to answer, set beside new.md." in out
    assert "shared words: economic, abuse" in out
    assert out.count("No passage close to this was found.") == 1
    assert "ABOUT SENDING AND PUBLISHING (1)" in out
    assert "answered" not in out.lower(), "the program does not say that a point has been answered"


def test_with_the_old_draft(review: Review) -> None:
    code, out, _ = run(review, "letter.md", "--against", "new.md", "--old", "old.md", "--no-redact")
    assert code == 0
    assert "Since old.md: 1 passage new, 0 changed, 0 gone." in out
    assert "new since the old draft" in out
    assert "as in the old draft" in out


def test_words_are_masked_off_a_terminal(review: Review) -> None:
    for extra in ([], ["--format", "json"]):
        code, out, _ = run(review, "letter.md", "--against", "new.md", *extra)
        assert code == 0
        assert "Daniel" not in out
        assert "economic" not in out.lower()
        assert "masked" in out


def test_json(review: Review) -> None:
    args = ["letter.md", "--against", "new.md", "--old", "old.md", "--format", "json", "--no-redact"]
    code, out, _ = run(review, *args)
    assert code == 0
    data = json.loads(out)
    Draft202012Validator(output_schema("letter")).validate(data)
    assert [point["number"] for point in data["points"]] == ["1", "2"]
    assert data["points"][0]["touched"] is True
    assert sorted(each["change"] for each in data["points"][0]["passages"]) == ["new", "same"]
    assert data["points"][1]["passages"] == []


def test_a_letter_annexed_to_its_report(review: Review) -> None:
    review.write("whole.md", f"{NEW}\n# Appendix B: Home Office feedback letter\n\n{LETTER}")
    code, out, _ = run(review, "whole.md", "--no-redact")
    assert code == 0
    assert "2 points to answer, set beside whole.md." in out


def test_several_papers_may_follow(review: Review) -> None:
    code, out, _ = run(review, "letter.md", "--against", "new.md", "old.md", "-o", "points.txt")
    assert (code, out) == (0, "")
    assert "set beside new.md and old.md" in (review.folder / "points.txt").read_text(encoding="utf-8")


def test_wrong_use(review: Review) -> None:
    assert run(review, "letter.md")[0] == 2
    assert "--against" in run(review, "letter.md")[2]
    assert run(review, "letter.md", "--against", "new.md", "-o", "new.md")[0] == 2
    assert run(review, "gone.md", "--against", "new.md")[0] == 3
    assert run(review, "letter.md", "--against", "gone.md")[0] == 3


def test_a_letter_that_is_not_there(review: Review) -> None:
    code, _, err = review.run("letter", "none.docx")
    assert code == 3
    assert "There is no such file" in err
