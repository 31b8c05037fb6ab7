"""`dhr-qa check` as people run it: exit codes, formats, packs, settings, waivers, answers."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dhr_qa.report.schemas import output_schema
from tests.acceptance.conftest import OWN, Review


def test_findings_are_exit_code_1_and_are_told(review: Review) -> None:
    code, out, err = review.check()
    assert (code, err) == (1, "")
    assert "Major     “Zanzibar” stands here." in out
    assert "1 major, 1 minor; 1 question for a person" in out
    assert "Has somebody read this?" in out


@pytest.mark.parametrize(("level", "code"), [("critical", 0), ("major", 1), ("minor", 1), ("info", 1), ("never", 0)])
def test_the_fail_level(review: Review, level: str, code: int) -> None:
    assert review.check("--fail-on", level)[0] == code


def test_nothing_at_the_fail_level_is_exit_code_0(review: Review) -> None:
    code, out, _ = review.run("check", "draft.md", "--select", "acceptance-number")
    assert code == 0
    assert "A number stands here" in out
    code, out, _ = review.run("check", "draft.md", "--select", "language", "--ignore", "language")
    assert code == 0
    assert "not checked" in out


def test_the_whole_rulebook_runs(review: Review) -> None:
    code, out, err = review.run("check", "draft.md", "--format", "json")
    data = json.loads(out)
    Draft202012Validator(output_schema("check")).validate(data)
    assert code == 1
    assert err == ""
    assert len(data["outcomes"]) > 50
    assert {each["outcome"] for each in data["outcomes"]} >= {"pass", "fail", "not-applicable", "needs-person"}


def test_json_is_what_its_schema_says_and_the_same_each_time(review: Review) -> None:
    first = review.check("--format", "json", "--as-of", "2026-11-22")[1]
    Draft202012Validator(output_schema("check")).validate(json.loads(first))
    assert review.check("--format", "json", "--as-of", "2026-11-22")[1] == first
    assert json.loads(first)["tool"]["as_of"] == "2026-11-22"


def test_several_formats_each_to_its_place(review: Review) -> None:
    code, out, _ = review.check("--format", "text", "--format", "json=out.json")
    assert code == 1
    assert "SUMMARY" in out
    assert json.loads((review.folder / "out.json").read_text(encoding="utf-8"))["summary"]["major"] == 1
    assert review.check("-o", "out.txt")[1] == ""
    assert "SUMMARY" in (review.folder / "out.txt").read_text(encoding="utf-8")


def test_the_report_itself_is_never_overwritten(review: Review) -> None:
    code, _, err = review.check("--format", "json", "-o", "draft.md")
    assert code == 2
    assert "overwrite" in err
    assert (review.folder / "draft.md").read_text(encoding="utf-8").startswith("# Overview report")


def test_an_unreadable_document_is_exit_code_3_and_the_others_are_checked(review: Review) -> None:
    review.write("bad.docx", "this is no Word file")
    code, out, err = review.run("check", "bad.docx", "draft.md", "none.md", *OWN, "--format", "json")
    assert code == 3
    assert err.startswith("none.md: There is no such file")
    assert "\nbad.docx: " in err
    data = json.loads(out)
    assert [each["path"] for each in data["documents"]] == ["draft.md", "none.md", "bad.docx"]
    assert data["documents"][2]["unread"][0]["what"].startswith("the whole file: ")
    assert data["summary"]["major"] == 1
    Draft202012Validator(output_schema("check")).validate(data)


def test_a_folder_is_a_pack_and_what_it_passes_over_is_said(review: Review) -> None:
    review.write("pack/summary.md", "# Executive summary\n\nZanzibar.\n")
    shutil.copy("draft.md", "pack/draft.md")
    review.write("pack/report.rtf", "{\\rtf1}")
    review.write("pack/notes/other.md", "Zanzibar")
    code, out, _ = review.run("check", "pack", *OWN, "--format", "json")
    data = json.loads(out)
    paths = [Path(each["path"]).as_posix() for each in data["documents"]]
    assert paths == ["pack/draft.md", "pack/summary.md", "pack/report.rtf"]
    assert ".rtf" in data["documents"][2]["unread"][0]["what"]
    assert data["summary"]["major"] == 2
    assert code == 1
    assert f"{Path('pack/report.rtf')}: not checked" in review.run("check", "pack", *OWN, "--quiet")[1]


def test_a_folder_without_reports_is_said(review: Review) -> None:
    (review.folder / "empty").mkdir()
    code, _, err = review.run("check", "empty")
    assert code == 3
    assert "no report in this folder" in err


def test_a_path_given_twice_is_checked_once(review: Review) -> None:
    data = json.loads(review.run("check", "draft.md", "draft.md", *OWN, "--format", "json")[1])
    assert len(data["documents"]) == 1


def test_the_kind_can_be_said(review: Review) -> None:
    assert review.found("--kind", "action-plan")["documents"][0]["kinds"] == ["action-plan"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--select", "acceptance-wrd"], 'Did you mean "acceptance-word"?'),
        (["--ignore", "langage"], 'Did you mean "language"?'),
        (["--as-of", "yesterday"], "is not a day"),
        (["--format", "pdf"], "is not a format"),
        (["--config", "none.yaml"], "no such settings file"),
        (["-o", "none/out.txt"], "cannot write here"),
    ],
)
def test_wrong_use_is_exit_code_2(review: Review, args: list[str], words: str) -> None:
    code, out, err = review.check(*args)
    assert (code, out) == (2, "")
    assert words in err


def test_a_fault_in_the_settings_has_its_place(review: Review) -> None:
    review.settings("profle: draft\nguidance: 1066\n")
    code, out, err = review.check()
    assert (code, out) == (2, "")
    assert [line.split(" ")[0] for line in err.splitlines()] == ["dhr-qa.yaml:2:1:", "dhr-qa.yaml:3:1:"]
    assert 'Did you mean "profile"?' in err
    review.settings("rules:\n  acceptance-wurd: off\n")
    assert review.check()[2].startswith("dhr-qa.yaml:3:3: there is no rule")


def test_a_fault_in_a_rule_has_its_place(review: Review) -> None:
    review.write("our-rules/words.yaml", "- id: acceptance-word\n  titel: x\n")
    code, _, err = review.check()
    assert code == 2
    assert "words.yaml:2:3: " in err


def test_different_settings_cannot_govern_one_run(review: Review) -> None:
    review.write("other/dhr-qa.yaml", "profile: draft\n")
    review.write("other/plan.md", "# Plan\n")
    code, _, err = review.run("check", "draft.md", "other/plan.md")
    assert code == 2
    assert "different settings files" in err
    assert review.run("check", "draft.md", "other/plan.md", "--config", "dhr-qa.yaml", *OWN)[0] == 1


def test_the_settings_say_profile_severity_and_off(review: Review) -> None:
    review.settings("profile: submission\nrules:\n  acceptance-word: info\n  acceptance-number: off\n")
    data = review.found()
    assert data["tool"]["profile"] == "submission"
    assert [(each["rule"], each["severity"]) for each in data["findings"]] == [("acceptance-word", "info")]
    outcomes = {each["rule"]: each["outcome"] for each in data["outcomes"]}
    assert outcomes["acceptance-number"] == "not-applicable"
    assert review.found("--profile", "publication")["tool"]["profile"] == "publication"


WAIVER = "waivers:\n  - {{rule: {}, text: {}, reason: agreed, by: A. Chair, until: 2027-01-31}}\n"


def test_a_waived_finding_stays_in_sight_and_does_not_fail_the_run(review: Review) -> None:
    review.settings(WAIVER.format("acceptance-word", "Zanzibar is"))
    code, out, _ = review.check("--as-of", "2026-11-22")
    assert code == 0
    assert "WAIVED (1)" in out
    data = review.found("--as-of", "2026-11-22")
    assert data["summary"]["major"] == 0
    assert data["findings"][0]["waived"] == "agreed (A. Chair, until 2027-01-31)"


def test_a_waiver_of_a_sensitive_finding_holds_when_masked_but_only_for_its_words(review: Review) -> None:
    review.settings(WAIVER.format("acceptance-number", '"01632"'))
    assert review.found("--redact", "--as-of", "2026-11-22")["summary"]["minor"] == 0
    review.settings(WAIVER.format("acceptance-number", '"01633"'))
    rules = [each["rule"] for each in review.found("--redact", "--as-of", "2026-11-22")["findings"]]
    assert "waiver-unused" in rules


def test_the_day_decides_over_a_waiver(review: Review) -> None:
    review.settings(WAIVER.format("acceptance-word", "Zanzibar"))
    assert review.check("--as-of", "2027-01-31")[0] == 0
    code, out, _ = review.check("--as-of", "2027-02-01")
    assert code == 1
    assert "The waiver of acceptance-word by A. Chair ended on 2027-01-31." in out
    assert "Where     line 3" in out


@pytest.mark.parametrize(("answer", "outcome"), [("yes", "pass"), ("no", "fail"), ("not-applicable", "not-applicable")])
def test_questions_are_answered_in_the_settings(review: Review, answer: str, outcome: str) -> None:
    review.settings(
        f"attestations:\n  - {{rule: acceptance-question, answer: {answer}, by: A. Chair, on: 2026-11-01}}\n"
    )
    data = review.found()
    assert {each["rule"]: each["outcome"] for each in data["outcomes"]}["acceptance-question"] == outcome
    assert ("acceptance-question" in [each["rule"] for each in data["findings"]]) == (outcome == "fail")


def test_a_private_list_of_names_that_is_not_there_is_never_passed_over_in_silence(review: Review) -> None:
    review.settings("people-file: ../private/names.yaml\n")
    code, out, err = review.check()
    assert (code, out) == (2, "")
    assert "there is no such private list of names" in err
    assert review.run("explain", "people-file-tracked")[0] == 0


def test_masked_off_a_terminal_unless_told_otherwise(review: Review) -> None:
    for args in ([], ["--format", "json"]):
        masked = review.check(*args)[1]
        assert "01632" not in masked
        assert "Alma" not in masked
        plain = " ".join(review.check("--no-redact", *args)[1].split())
        assert "01632" in plain
        assert "Alma could be rung" in plain
    assert "The words of the document are masked" in review.check()[1]


def test_fingerprints_do_not_depend_on_masking(review: Review) -> None:
    masked, plain = review.found("--redact"), review.found("--no-redact")
    marks = [[each["fingerprint"] for each in data["findings"]] for data in (masked, plain)]
    assert sorted(marks[0]) == sorted(marks[1])


def test_on_a_terminal_words_are_shown_in_colour_and_within_its_width(review: Review, terminal: io.StringIO) -> None:
    review.check()
    shown = terminal.getvalue()
    assert "01632" in shown
    assert "\x1b[1;33mMajor" in shown
    assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines())) <= 80


def test_ci_masks_even_on_a_terminal(review: Review, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    review.check()
    assert "01632" not in terminal.getvalue()


def test_no_color(review: Review, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    review.check()
    assert "\x1b" not in terminal.getvalue()
    assert max(map(len, terminal.getvalue().splitlines())) <= 80


def test_a_rule_that_stops_is_exit_code_4_and_the_others_run(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    from dhr_qa.engine.checks import CHECKS

    def stops(*args: object) -> None:
        raise ValueError("Alma Fenwick")

    monkeypatch.setitem(CHECKS, "attest", stops)  # type: ignore[arg-type]
    code, out, err = review.check()
    assert code == 4
    assert "“Zanzibar” stands here." in out
    assert "acceptance-question: ValueError" in err
    assert "Fenwick" not in out + err
    assert "Traceback" not in err
    assert "COULD NOT BE CHECKED (1)" in out


def test_stopping_a_run_is_exit_code_130(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dhr_qa.checking.prepare", stopped)
    assert review.check() == (130, "", "Stopped.\n")


def test_the_python_api_gives_the_same(review: Review) -> None:
    from dhr_qa import Finding, check, inspect

    result = check(["draft.md", Path("none.md")], select=["acceptance-word"], as_of=datetime.date(2026, 11, 22))
    assert [each.excerpt for each in result.findings] == ["Zanzibar is on this page. Alma could be rung on 01632 then."]
    assert isinstance(result.findings[0], Finding)
    assert [str(each) for each in result.failures] == ["none.md: There is no such file or folder."]
    assert result.tool["as_of"] == "2026-11-22"
    facts, failures = inspect("draft.md")
    assert facts[0].document.path == "draft.md"
    assert failures == []


def test_nothing_is_fetched_and_no_document_is_changed(review: Review, socket_disabled: None) -> None:
    before = {path: path.read_bytes() for path in review.folder.rglob("*") if path.is_file()}
    assert review.run("check", "draft.md")[0] == 1
    assert review.run("inspect", "draft.md")[0] == 0
    assert {path: path.read_bytes() for path in review.folder.rglob("*") if path.is_file()} == before


def test_never_a_score_and_never_compliant(review: Review) -> None:
    shown = "".join(review.run("check", "draft.md", *more)[1] for more in ([], ["--verbose"], ["--format", "json"]))
    assert "compliant" not in shown.casefold()
    assert "score" not in shown.casefold()
