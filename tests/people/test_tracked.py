"""Where a private list lies: in the care of git, or open to others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dhr_qa.cli.main import main
from dhr_qa.errors import UsageError
from dhr_qa.people.tracked import is_open_to_others, is_tracked
from dhr_qa.people.using import private_check
from dhr_qa.vocabulary import Vocabulary

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a list that git tracks and one that it does not."""
    for name in ("kept.yaml", "loose.yaml"):
        (tmp_path / name).write_text("names: [Imogen Thackray]\n", encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "kept.yaml")
    return tmp_path


@needs_git
def test_a_list_that_git_tracks_is_refused(repository: Path) -> None:
    assert is_tracked(repository / "kept.yaml")
    check, (finding,) = private_check(repository / "kept.yaml", Vocabulary())
    assert check is None
    assert (finding.rule, finding.severity, finding.topic) == ("people-file-tracked", "critical", "anonymisation")
    assert "Thackray" not in repr(finding)


@needs_git
def test_a_check_says_so_and_goes_on_without_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    (repository / "draft.md").write_text("# Overview report\n\nImogen Thackray was there.\n", encoding="utf-8")
    args = ["check", "draft.md", "--select", "anonymisation", "--format", "json", "--redact", "--people"]
    assert main([*args, "kept.yaml"]) == 1
    refused = json.loads(capsys.readouterr().out)["findings"]
    assert [each["document"] for each in refused if each["rule"] == "people-file-tracked"] == ["kept.yaml"]
    assert not any("private list stands" in each["message"] for each in refused)
    assert main([*args, "loose.yaml"]) == 1
    used = json.loads(capsys.readouterr().out)["findings"]
    assert "A name of the private list stands in the text." in [each["message"] for each in used]
    assert main(["explain", "people-file-tracked"]) == 0


@needs_git
def test_links_and_odd_names_are_seen_through(repository: Path) -> None:
    (repository / "link.yaml").symlink_to(repository / "kept.yaml")
    assert is_tracked(repository / "link.yaml")
    odd = repository / ":(glob)-n?mes*.yaml"
    odd.write_text("names: [A B]", encoding="utf-8")
    assert not is_tracked(odd)
    git(repository, "add", "--", ":(literal)" + odd.name)
    assert is_tracked(odd)


@needs_git
def test_a_list_that_git_does_not_track_is_used(repository: Path) -> None:
    assert not is_tracked(repository / "loose.yaml")
    check, notices = private_check(repository / "loose.yaml", Vocabulary())
    assert check is not None
    assert notices == []


@needs_git
def test_a_repository_runs_nothing_of_its_own(repository: Path, tmp_path: Path) -> None:
    sign = tmp_path / "ran"
    script = tmp_path / "hook.sh"
    script.write_text(f"#!/bin/sh\ntouch {sign}\n", encoding="utf-8")
    script.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(script))
    is_tracked(repository / "loose.yaml")
    assert not sign.exists()


def test_without_git_nothing_is_tracked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not is_tracked(repository / "kept.yaml")


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are Unix's")
def test_a_list_that_others_can_read_is_told(tmp_path: Path) -> None:
    open_folder = tmp_path
    while open_folder != open_folder.parent and open_folder.owner() == tmp_path.owner():
        try:
            open_folder.chmod(open_folder.stat().st_mode | 0o005)
        except PermissionError:
            break
        open_folder = open_folder.parent
    path = tmp_path / "names.yaml"
    path.write_text("names: [Imogen Thackray]", encoding="utf-8")
    path.chmod(0o604)
    if is_open_to_others(path):
        assert [each.rule for each in private_check(path, Vocabulary())[1]] == ["people-file-open"]
    path.chmod(0o600)
    assert not is_open_to_others(path)
    path.chmod(0o644)
    tmp_path.chmod(0o700)
    assert not is_open_to_others(path)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such private list"):
        private_check(tmp_path / "none.yaml", Vocabulary())
