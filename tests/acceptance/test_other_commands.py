"""`inspect`, `explain` and `rules` as people run them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from dhr_qa.report.explain import render
from dhr_qa.report.schemas import output_schema
from dhr_qa.rulebook.load import load_rulebook
from tests.acceptance.conftest import RULES, Review


def test_inspect_text_and_json(review: Review) -> None:
    code, out, _ = review.run("inspect", "draft.md")
    assert code == 0
    assert "SECTIONS" in out
    code, out, _ = review.run("inspect", "draft.md", "--format", "json")
    data = json.loads(out)
    Draft202012Validator(output_schema("inspect")).validate(data)
    assert data["documents"][0]["path"] == "draft.md"


def test_inspect_with_an_unreadable_document(review: Review) -> None:
    code, out, err = review.run("inspect", "none.md", "draft.md", "-f", "json")
    assert code == 3
    assert "none.md" in err
    assert len(json.loads(out)["documents"]) == 1


def test_explain_is_a_whole_page(review: Review) -> None:
    code, out, _ = review.run("explain", "acceptance-word")
    assert code == 0
    out = " ".join(out.split())  # where a line ends hangs on how long the folder's name is
    for words in (
        "The word Zanzibar is not used",
        "It means nothing.",
        '"…" stands here.',
        "Write another word.",
        "section 1",
        "Zanzibar is here.",
        "--ignore acceptance-word",
        "acceptance-word: off",
        "words.yaml, line 1",
    ):
        assert words in " ".join(out.split())


def test_every_rule_has_a_whole_page() -> None:
    rulebook = load_rulebook()
    assert len(rulebook.rules) > 50
    for rule in rulebook.rules:
        page = " ".join(render(rule, rulebook).split())
        assert page.startswith(f"{rule.id} {rule.title}")
        assert " ".join(rule.rationale.split()) in page
        assert "{" not in page.split("WHAT HELPS", maxsplit=1)[0]
        written = [one for one in rule.examples.get("fail") or () if "fixture" not in one]
        assert "WITH A FINDING" in page or not written


def test_explain_advises_no_private_words_in_the_settings(review: Review) -> None:
    assert "fingerprint: of the finding" in review.run("explain", "acceptance-number")[1]
    assert "text: words that" in review.run("explain", "acceptance-word")[1]


def test_explain_the_rules_about_the_settings(review: Review) -> None:
    for rule in ("waiver-expired", "waiver-unused"):
        assert "dhr-qa.yaml" in review.run("explain", rule)[1]


def test_explain_a_name_that_is_nearly_right(review: Review) -> None:
    code, _, err = review.run("explain", "acceptence-word")
    assert code == 2
    assert 'Did you mean "acceptance-word"?' in err


def test_rules_list(review: Review) -> None:
    code, out, _ = review.run("rules", "list", "--topic", "language")
    assert code == 0
    assert "acceptance-word" in out
    assert "acceptance-question" not in out
    assert review.run("rules", "list", "--topic", "langage")[0] == 2
    rules = json.loads(review.run("rules", "list", "--format", "json")[1])["rules"]
    rule = next(each for each in rules if each["id"] == "acceptance-word")
    assert (rule["topic"], rule["severity"], rule["kind"], rule["confidence"]) == (
        "language", "major", "match", "certain",
    )  # fmt: skip
    assert rule["documents"] == ["any"]
    assert rule["source"][0]["source"] == "statutory-guidance-2016"


def test_rules_lint(review: Review) -> None:
    assert review.run("rules", "lint", "our-rules") == (0, "", "No fault found.\n")
    review.write("our-rules/words.yaml", RULES.replace("severity: major", "severty: major"))
    code, out, err = review.run("rules", "lint", "our-rules")
    assert code == 2
    assert "words.yaml:4:3: " in out
    assert "found" in err
    assert review.run("rules", "lint", "none")[0] == 2


def test_rules_test(review: Review) -> None:
    code, out, err = review.run("rules", "test", "acceptance-word", "acceptance-question")
    assert (code, out) == (0, "")
    assert "3 examples run, none failed." in err
    review.write("our-rules/words.yaml", RULES.replace("Zanzibar is here.,", "Samarkand is here.,"))
    code, out, err = review.run("rules", "test", "acceptance-word")
    assert code == 2
    assert "acceptance-word, fail 1" in out
    assert "1 failed" in err


@pytest.mark.parametrize("of", ["rules", "vocabulary", "config", "check", "inspect", "diff", "letter", "corpus"])
def test_every_schema_is_a_schema(review: Review, of: str) -> None:
    code, out, _ = review.run("rules", "schema", "--of", of)
    assert code == 0
    Draft202012Validator.check_schema(json.loads(out))
