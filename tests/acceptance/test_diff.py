"""`dhr-qa diff` as people run it."""

from __future__ import annotations

import json

from tests.acceptance.conftest import OWN, Review

OLD = """\
# Overview report

The panel met four times. Zanzibar is on this page.

Alma could be rung on 01632 then. And Zanzibar is here, where the police wrote of it.
"""
NEW = """\
# Overview report

And Zanzibar is here, where the police wrote of it.

The panel met four times. The number was 01632 in the end.

Zanzibar came to be on the last page.
"""


def diff(review: Review, *args: str) -> tuple[int, str, str]:
    review.write("old.md", OLD)
    review.write("new.md", NEW)
    return review.run("diff", *args, *OWN)


def test_two_drafts(review: Review) -> None:
    code, out, err = diff(review, "old.md", "new.md", "--no-redact")
    assert (code, err) == (0, "")
    assert "Before: old.md" in out
    assert "STILL THERE (3)" in out, "paragraphs have moved, and words around them have changed"
    assert "Zanzibar" in out
    code, out, _ = diff(review, "old.md", "old.md", "-q")
    assert (code, out) == (0, "0 fixed, 0 new, 3 still there; 1 question for a person.\n")


def test_the_fail_level_looks_at_what_is_new(review: Review) -> None:
    review.write("clean.md", "# Overview report\n\nThe panel met.\n")
    assert diff(review, "clean.md", "new.md")[0] == 1
    assert diff(review, "clean.md", "new.md", "--fail-on", "critical")[0] == 0
    assert diff(review, "new.md", "clean.md")[0] == 0


def test_json_and_masking(review: Review) -> None:
    code, out, _ = diff(review, "old.md", "new.md", "--format", "json")
    assert code in (0, 1)
    data = json.loads(out)
    assert data["format"] == "dhr-qa-diff/1"
    assert [each["path"] for each in (*data["before"], *data["after"])] == ["old.md", "new.md"]
    assert "01632" not in out
    assert "01632" in diff(review, "old.md", "new.md", "--no-redact", "--fail-on", "never", "-f", "json")[1]


def test_two_packs(review: Review) -> None:
    for folder, text in (("one", OLD), ("two", OLD), ("two", NEW)):
        review.write(f"{folder}/draft{len(text)}.md", text)
    code, out, _ = diff(review, "one", "two", "-q")
    assert code == 1
    assert out.startswith("0 fixed, 3 new, 3 still there")


def test_what_cannot_be_read(review: Review) -> None:
    code, out, err = diff(review, "none.md", "new.md")
    assert (code, out) == (3, "")
    assert "none.md" in err
    assert diff(review, "old.md")[0] == 2
    assert diff(review, "old.md", "new.md", "-o", "old.md")[0] == 2
