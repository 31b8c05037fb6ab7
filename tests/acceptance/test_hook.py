"""`dhr-qa hook` as a hook of git calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.conftest import DRAFT, OWN, RULES, Review
from tests.acceptance.test_process import imported

SUMMARY = """\
# Executive summary

## Terms of reference

The panel met four times.

## Panel membership

Zanzibar is here too.
"""
CLEAN = "# Overview report\n\n## Terms of reference\n\nx\n\n## Methodology\n\nx\n\n## Conclusions\n\nx\n"
PACK_RULE = (
    RULES
    + """\
- id: acceptance-pack
  title: No document of the pack speaks of Samarkand
  topic: consistency
  severity: major
  confidence: certain
  since: "0.1"
  applies-to: {documents: [pack]}
  rationale: It is only here for a test.
  guidance: [{source: statutory-guidance-2016, ref: section 1}]
  given: {select: sentence}
  check: {kind: match, none: [{any: [samarkand]}]}
  message: '"{match}" stands in the pack.'
  remedy: Write another word.
  examples:
    pass: [{text: Nothing here.}]
    fail: [{text: Samarkand., expect: [{message: '"Samarkand" stands in the pack.'}]}]
"""
)
REPORT = DRAFT + "\n## Terms of reference\n\nx\n\n## Methodology\n\nx\n\n## Conclusions\n\nx\n"


def hook(review: Review, *args: str) -> tuple[int, str, str]:
    return review.run("hook", *args, *OWN)


def test_a_changed_report_stops_the_commit_and_says_what_can_be_done(review: Review) -> None:
    review.write("draft.md", REPORT)
    code, out, err = hook(review, "draft.md")
    assert (code, err) == (1, "")
    assert "draft.md: 1 major and 1 minor; 1 question for a person" in out
    assert "major acceptance-word:" in out
    assert "acceptance-number" not in out, "below the fail level"
    for words in ("dhr-qa check draft.md\n", "dhr-qa waive acceptance-word --help", "git commit --no-verify", "masked"):
        assert words in out
    assert "dhr-qa init" not in out, "there are settings"


def test_one_without_a_finding_passes(review: Review) -> None:
    review.write("clean.md", CLEAN)
    code, out, _ = hook(review, "clean.md")
    assert code == 0
    assert "clean.md: no finding" in out
    assert "Stopped by" not in out


def test_the_fail_level_can_be_set(review: Review) -> None:
    review.write("draft.md", REPORT)
    assert hook(review, "draft.md", "--fail-on", "critical")[0] == 0
    code, out, _ = hook(review, "draft.md", "--fail-on", "minor")
    assert code == 1
    assert "minor acceptance-number" in out
    assert "01632" not in out


def test_what_is_no_report_is_passed_over(review: Review) -> None:
    review.write("notes.md", "# Notes\n\nZanzibar.\n")
    code, out, err = hook(review, "notes.md", "program.py", "~$draft.docx", "README.md", "gone.docx")
    assert (code, out) == (0, "")
    assert err == "notes.md: no report of a review, so it was not checked.\n"


def test_nothing_heavy_is_imported_where_no_report_has_changed(tmp_path: Path) -> None:
    code = "from dhr_qa.cli.main import main\nassert main(['hook', 'program.py', 'README.md', '~$x.docx']) == 0"
    heavy = ("dhr_qa.rulebook.load", "dhr_qa.engine", "dhr_qa.review", "lxml", "ruamel", "re2", "jsonschema")
    assert imported(code, *heavy, folder=tmp_path) == set()


def test_only_the_changed_documents_and_the_pack_count(review: Review) -> None:
    review.write("our-rules/words.yaml", PACK_RULE)
    review.write("pack/overview.md", REPORT)
    review.write("pack/summary.md", SUMMARY)
    review.write("pack/clean.md", CLEAN)
    own = [*OWN, "--select", "acceptance-pack"]
    code, out, _ = review.run("hook", "pack/clean.md", *own)
    assert code == 0, out
    review.write("pack/summary.md", SUMMARY + "\nSamarkand.\n")
    code, out, _ = review.run("hook", "pack/clean.md", *own)
    assert code == 1, "the pack is compared, and that its documents differ shows in it"
    assert "acceptance-pack" in out
    assert "acceptance-word" not in out
    code, out, _ = review.run("hook", "pack/clean.md", "pack/summary.md", *own)
    assert out.count("Stopped by") == 1, "one pack, one report"
    assert "acceptance-word" in out


def test_the_pack_reaches_to_the_folder_of_the_settings(review: Review) -> None:
    review.write("our-rules/words.yaml", PACK_RULE)
    (review.folder / "draft.md").unlink()
    review.write("overview.md", CLEAN + "\nSamarkand.\n")
    review.write("plans/clean.md", CLEAN)
    assert review.run("hook", "plans/clean.md", *OWN, "--select", "acceptance-pack")[0] == 1


def test_two_reviews_with_settings_of_their_own(review: Review) -> None:
    for name in ("one", "two"):
        review.write(f"{name}/dhr-qa.yaml", "rule-folders: [../our-rules]\n")
        review.write(f"{name}/draft.md", REPORT)
    review.write("two/dhr-qa.yaml", "rule-folders: [../our-rules]\nrules: {acceptance-word: minor}\n")
    code, out, _ = hook(review, "one/draft.md", "two/draft.md")
    assert code == 1
    said = out.replace("\\", "/")
    assert "one/draft.md: 1 major" in said
    assert "two/draft.md: 2 minor" in said


def test_a_first_run_says_how_to_begin(review: Review) -> None:
    alone = review.folder / "alone"
    (alone / ".git").mkdir(parents=True)
    (alone / "over view.md").write_text(CLEAN, encoding="utf-8")
    code, out, _ = review.run("hook", "alone/over view.md", "--fail-on", "info")
    assert code == 1
    assert 'dhr-qa init "' in out.replace("\\", "/")
    assert "there are no settings for this review yet" in out


def test_a_document_that_cannot_be_read(review: Review) -> None:
    (review.folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = hook(review, "broken.docx")
    assert code == 3
    assert "no finding" not in out, "what could not be read was not checked"
    assert "broken.docx" in err
    review.write("clean.md", CLEAN)
    assert hook(review, "clean.md")[0] == 0, "one beside it that is broken does not stop another's commit"


def test_a_name_in_the_name_of_a_file_is_masked_and_its_findings_are_told(review: Review) -> None:
    """The document is known in the result by its masked name only: nothing may get lost over that."""
    review.settings("people-file: list.yaml\n")
    review.write("list.yaml", "[Imogen Thackray]\n").chmod(0o600)
    review.write("Imogen Thackray.md", REPORT)
    (review.folder / "Thackray broken.docx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = hook(review, "Imogen Thackray.md")
    assert code == 1
    assert ".md: 1 major and 1 minor; 1 question for a person" in out
    assert "dhr-qa check FILE.md\n" in out
    assert "no finding" not in out
    code, also, broken = hook(review, "Thackray broken.docx")
    assert code == 3
    assert "broken.docx: " in broken
    assert "no finding" not in also
    assert "Thackray" not in out + err + also + broken


def test_waived_findings_do_not_stop_it(review: Review) -> None:
    review.write("draft.md", REPORT)
    review.run("waive", "acceptance-word", "--text", "zanzibar", "--by", "A", "--reason", "r", "--until", "2099-01-01")
    assert hook(review, "draft.md")[0] == 0


@pytest.mark.parametrize("args", [["--select", "acceptence-word"], ["--as-of", "soon"]])
def test_wrong_use(review: Review, args: list[str]) -> None:
    review.write("draft.md", REPORT)
    assert review.run("hook", "draft.md", *args)[0] == 2


def test_the_hook_of_the_project_names_this_command() -> None:
    from dhr_qa.rulebook.yaml_text import parse_yaml

    root = Path(__file__).parents[2]
    text = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (entry,) = parse_yaml(text, "").data
    assert entry["entry"] == "dhr-qa hook"
    assert json.loads(json.dumps(entry))["require_serial"] is True
