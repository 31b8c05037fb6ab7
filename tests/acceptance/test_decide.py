"""`waive`, `attest` and `init` as people run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dhr_qa.settings import load
from tests.acceptance.conftest import Review

SINCE = ["--reason", "Agreed by the panel.", "--by", "A. Chair", "--until", "2099-01-31"]


def settings(review: Review) -> str:
    return (review.folder / "dhr-qa.yaml").read_text(encoding="utf-8")


def test_a_finding_is_waived_by_its_words(review: Review) -> None:
    review.settings("# our own remark\nrules: {}  # none yet\n")
    before = settings(review)
    assert review.check()[0] == 1
    code, out, _ = review.run("waive", "acceptance-word", "--text", "zanzibar", *SINCE)
    assert code == 0
    assert "dhr-qa.yaml: acceptance-word is waived until 2099-01-31." in out
    assert settings(review).startswith(before)
    assert review.check()[0] == 0
    assert review.found()["findings"][0]["waived"] == "Agreed by the panel. (A. Chair, until 2099-01-31)"


def test_by_its_fingerprint_in_a_document(review: Review) -> None:
    code, out, err = review.run("waive", "acceptance-number", "--document", "draft.md", *SINCE)
    assert (code, out) == (2, "")
    assert "nothing was written" in err
    assert "01632" not in err, "a private detail is not shown"
    fingerprint = next(
        each["fingerprint"] for each in review.found()["findings"] if each["rule"] == "acceptance-number"
    )
    assert fingerprint in err
    which = ["--document", "draft.md", "--fingerprint", fingerprint]
    code, out, _ = review.run("waive", "acceptance-number", *which, *SINCE)
    assert code == 0
    assert "It covers 1 finding in draft.md." in out
    assert load(review.folder / "dhr-qa.yaml").waivers[0].document == "draft.md"


def test_a_waiver_is_renewed(review: Review) -> None:
    review.run("waive", "acceptance-word", "--text", "zanzibar", *SINCE)
    code, out, _ = review.run("waive", "acceptance-word", "--text", "zanzibar", *SINCE[:-1], "2100-01-01")
    assert code == 0
    assert "(changed)" in out
    assert [str(each.until) for each in load(review.folder / "dhr-qa.yaml").waivers] == ["2100-01-01"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["acceptence-word", "--text", "x", *SINCE], 'Did you mean "acceptance-word"?'),
        (["acceptance-word", *SINCE], "say which finding"),
        (["acceptance-word", "--text", "x", *SINCE[:-1], "2020-01-01"], "is over already"),
        (["acceptance-word", "--text", "x", *SINCE[:-1], "soon"], "is not a day"),
        (["acceptance-word", "--fingerprint", "12", *SINCE], "16 digits"),
        (["acceptance-number", "--text", "x", *SINCE], "give --fingerprint instead"),
        (["acceptance-word", "--text", "x", "--by", "A"], "Missing option '--reason'"),
        (["acceptance-word", "--text", "Samarkand", "--document", "draft.md", *SINCE], "nothing was written"),
        (["acceptance-word", "--text", "x", "--reason", " ", "--by", "A", "--until", "2099-01-01"], "empty"),
    ],
)
def test_what_cannot_be_waived(review: Review, args: list[str], words: str) -> None:
    before = settings(review)
    code, _, err = review.run("waive", *args)
    assert code == 2
    assert words in err
    assert settings(review) == before


def test_a_question_is_answered(review: Review) -> None:
    when = ["--by", "A. Chair", "--on", "2026-01-31"]
    code, out, _ = review.run("attest", "acceptance-question", "--answer", "yes", *when)
    assert code == 0
    assert out == "Has somebody read this?\ndhr-qa.yaml: yes.\n"
    assert review.found()["summary"]["needs-person"] == 0
    code, out, _ = review.run("attest", "acceptance-question", "--answer", "no", "--by", "B. Author")
    assert "that is now a finding (changed)" in out
    answers = load(review.folder / "dhr-qa.yaml").attestations
    assert [(each.answer, each.by) for each in answers] == [("no", "B. Author")]
    assert "acceptance-question" in [each["rule"] for each in review.found()["findings"]]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["acceptance-qestion", "--answer", "yes", "--by", "A"], 'Did you mean "acceptance-question"?'),
        (["acceptance-word", "--answer", "yes", "--by", "A"], "asks no question"),
        (["acceptance-question", "--answer", "maybe", "--by", "A"], "maybe"),
        (["acceptance-question", "--answer", "yes", "--by", "A", "--on", "2099-01-01"], "still to come"),
        (["acceptance-question", "--answer", "yes"], "--by"),
    ],
)
def test_what_cannot_be_answered(review: Review, args: list[str], words: str) -> None:
    before = settings(review)
    code, _, err = review.run("attest", *args)
    assert code == 2
    assert words in err
    assert settings(review) == before


def test_a_file_is_made_where_there_is_none(review: Review) -> None:
    alone = review.folder / "alone"
    (alone / ".git").mkdir(parents=True)
    (alone / "report.md").write_text("# Overview report\n\nDied by suicide.\n", encoding="utf-8")
    code, out, _ = review.run("waive", "condolence-present", "--text", "x", "--config", "alone/dhr-qa.yaml", *SINCE)
    assert code == 0
    assert "alone/dhr-qa.yaml" in out.replace("\\", "/")
    assert load(alone / "dhr-qa.yaml").waivers[0].rule == "condolence-present"


def test_a_settings_file_with_a_fault_is_left_alone(review: Review) -> None:
    review.settings("profle: draft\n")
    before = settings(review)
    code, _, err = review.run("waive", "acceptance-word", "--text", "x", *SINCE)
    assert code == 2
    assert "dhr-qa.yaml:2:1" in err
    assert settings(review) == before


# --- init

REPORT = Path(__file__).parents[2] / "examples" / "good" / "overview-report.docx"


@pytest.fixture
def report(review: Review) -> Path:
    folder = review.folder / "review"
    (folder / ".git").mkdir(parents=True)
    path = folder / "report.docx"
    path.write_bytes(REPORT.read_bytes())
    return path


def test_init_fills_in_what_the_report_shows(review: Review, report: Path) -> None:
    code, out, _ = review.run("init", str(report))
    assert code == 0
    assert "written" in out
    text = (report.parent / "dhr-qa.yaml").read_text(encoding="utf-8")
    made = load(report.parent / "dhr-qa.yaml")
    assert made.case["type"] == "homicide"
    assert made.case["commissioned"] == "2024-10-16"
    roles = {each.pseudonym: each.role for each in made.people}
    assert (roles["Maya"], roles["Daniel"], roles["Leena"]) == ("victim", "perpetrator", "family")
    assert "Judith Arkwright" not in text, "the chair stands under her own name, and is no pseudonym"
    for key in ("people-file", "allowed-names", "rules", "rule-folders", "waivers", "attestations"):
        assert key in text
    assert review.run("check", str(report), "-q")[0] in (0, 1)


def test_init_lists_the_open_questions(review: Review, report: Path) -> None:
    review.run("init", str(report))
    text = (report.parent / "dhr-qa.yaml").read_text(encoding="utf-8")
    found = json.loads(review.run("check", str(report), "--profile", "publication", "-f", "json")[1])
    asked = [each["rule"] for each in found["outcomes"] if each["outcome"] == "needs-person"]
    assert asked
    for rule in asked:
        assert f"# - {{rule: {rule}, answer:" in text


def test_init_does_not_write_over_a_settings_file(review: Review, report: Path) -> None:
    review.run("init", str(report))
    file = report.parent / "dhr-qa.yaml"
    review.run("waive", "condolence-present", "--text", "x", "--config", str(file), *SINCE)
    review.run("attest", "family-leaflet", "--answer", "yes", "--by", "A", "--config", str(file))
    before = file.read_text(encoding="utf-8")
    code, _, err = review.run("init", str(report))
    assert code == 2
    assert "--force" in err
    assert file.read_text(encoding="utf-8") == before
    assert review.run("init", str(report), "--force")[0] == 0
    made = load(file)
    assert [each.rule for each in made.waivers] == ["condolence-present"], "decisions are not lost"
    assert [each.rule for each in made.attestations] == ["family-leaflet"]


def test_init_under_settings_of_a_folder_above(review: Review) -> None:
    review.write("sub/draft.md", "# Overview report\n\nThe panel met.\n")
    code, _, err = review.run("init", "sub/draft.md")
    assert code == 2
    assert "governs this report already" in err
    assert review.run("init", "sub/draft.md", "-o", "sub/dhr-qa.yaml")[0] == 0
    assert load(review.folder / "sub" / "dhr-qa.yaml").people == ()


def test_init_without_a_report(review: Review) -> None:
    assert review.run("init", "none.docx")[0] == 3
    assert review.run("init", "draft.md", "-o", "draft.md", "--force")[0] == 2
