"""The files of a rule folder: which are read, and which are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dhr_qa.errors import RuleError, RuleProblem
from dhr_qa.rulebook import compile, files
from dhr_qa.rulebook.compile import compile_files
from dhr_qa.rulebook.files import rule_files
from tests.rulebook.made import RULE, changed, file, write


def refusals(path: Path) -> list[str]:
    with pytest.raises(RuleError) as caught:
        rule_files(path, "own")
    return str(caught.value).splitlines()


def test_yaml_files_in_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, b="1", a__z="2", a__b="3")
    (tmp_path / "c.yml").write_text("4", encoding="utf-8")
    (tmp_path / "README.md").write_text("no rule", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("5", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.yaml").write_text("6", encoding="utf-8")
    assert [(one.name, one.relative, one.text()) for one in rule_files(tmp_path, "own")] == [
        ("own/b.yaml", "b.yaml", "1"), ("own/c.yml", "c.yml", "4"),
        ("own/a/b.yaml", "a/b.yaml", "3"), ("own/a/z.yaml", "a/z.yaml", "2"),
    ]  # fmt: skip


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret="a: 1")
    folder = write(tmp_path / "own", inside="a: 1")
    (folder / "alias.yaml").symlink_to(folder / "inside.yaml")
    assert len(rule_files(folder)) == 2
    (folder / "leak.yaml").symlink_to(outside / "secret.yaml")
    assert refusals(folder) == ["own/leak.yaml: a link that leads out of the rule folder is not followed"]
    (folder / "leak.yaml").unlink()
    (folder / "more").symlink_to(outside)
    assert refusals(folder) == ["own/more: a folder that is a link is not followed"]


def test_a_dangling_link_and_a_loop_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    found = refusals(tmp_path)
    assert [line.split(":")[0] for line in found] == ["own/gone.yaml", "own/loop.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refusals(tmp_path) == ["own/pipe.yaml: not a plain file"]


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a="x" * 100, b="y" * 100, c="z" * 100)
    monkeypatch.setattr(files, "MAX_TOTAL", 250)
    assert "own/c.yaml: the rule folder holds more than" in refusals(tmp_path)[0]
    monkeypatch.setattr(files, "MAX_FILES", 2)
    assert refusals(tmp_path) == ["own/c.yaml: more than 2 files in one rule folder"]
    monkeypatch.setattr(files, "MAX_FILE", 99)
    assert [line.split(": ")[1] for line in refusals(tmp_path)] == ["larger than 0 KB"] * 3


def test_many_rules_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compile, "MAX_RULES", 2)
    text = "".join(changed(("id: family", f"id: n{number}-family")) for number in range(3))
    with pytest.raises(RuleError) as caught:
        compile_files([file("rules.yaml", text)])
    assert "rules.yaml:33:3: more than 2 rules in one folder" in str(caught.value)


def test_many_faults_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compile, "MAX_PROBLEMS", 5)
    with pytest.raises(RuleError) as caught:
        compile_files([file("rules.yaml", "- {}\n" * 50)])
    assert len(caught.value.problems) == 5


def test_text_that_is_not_utf8_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(RuleProblem) as caught:
        rule_files(tmp_path, "own")[0].text()
    assert str(caught.value) == "own/a.yaml:2:1: not UTF-8 text; save the file as UTF-8"


def test_a_mark_at_the_start_of_the_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + RULE.encode())
    assert rule_files(tmp_path)[0].text() == RULE


def test_a_folder_without_a_rule_file_is_no_folder_without_a_fault(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml.txt").write_text("[]", encoding="utf-8")
    with pytest.raises(RuleError, match="no rule file"):
        rule_files(tmp_path)
    (tmp_path / "RULES.YML").write_text("[]", encoding="utf-8")
    assert [file.relative for file in rule_files(tmp_path)] == ["RULES.YML"]
