"""The hook in a real repository, installed by pre-commit itself from a clone of this project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
#: What pip says where there is no way to the package index.
_OFFLINE = ("Could not find a version", "ConnectionError", "name resolution", "Network is unreachable")
_JUNK = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "*.egg-info")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: NOT TESTED that the hook works"),
]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    settings = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    settings |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_NOSYSTEM": "1"}
    settings |= {"PRE_COMMIT_HOME": str(folder.parent / "cache"), "NO_COLOR": "1", "PRE_COMMIT_COLOR": "never"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env={**kept, **settings}, capture_output=True, text=True, timeout=500, check=False
    )


def git(folder: Path, *args: str) -> str:
    done = run(folder, "git", *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of a review that uses the hook, ready to commit."""
    folder = tmp_path_factory.mktemp("hooked")
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=_JUNK)
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "the project")
    here = folder / "reviews"
    here.mkdir()
    git(here, "init", "-q", "-b", "main")
    (here / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {project}\n    rev: {git(project, 'rev-parse', 'HEAD')}\n    hooks:\n      - id: dhr-qa\n",
        encoding="utf-8",
    )
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "begin")
    done = run(here, sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    said = done.stdout + done.stderr
    if done.returncode and any(words in said for words in _OFFLINE):
        pytest.skip("the package index cannot be reached: NOT TESTED that pre-commit installs and runs the hook")
    assert done.returncode == 0, said
    return here


def commit(repository: Path, message: str) -> tuple[int, str]:
    git(repository, "add", "-A")
    done = run(repository, "git", "commit", "-m", message)
    return done.returncode, done.stdout + done.stderr


def test_a_commit_with_a_draft_is_stopped_with_advice(repository: Path) -> None:
    review = repository / "maya"
    review.mkdir()
    shutil.copy(EXAMPLES / "draft" / "overview-report-draft.docx", review / "overview report.docx")
    (review / "~$erview report.docx").write_bytes(b"lock file of Word")
    code, said = commit(repository, "the draft")
    assert code == 1
    assert "dhr-qa (Domestic Homicide Review reports)" in said
    assert "critical pen-portrait-present" in said
    assert 'dhr-qa init "' in said, "the first run says how to begin"
    assert "~$" not in said
    assert "Maya" not in said.replace("maya/", ""), "the words of the report are masked"
    assert git(repository, "log", "--format=%s") == "begin"


def test_then_what_is_fit_is_committed(repository: Path) -> None:
    git(repository, "reset", "-q", "--hard")
    git(repository, "clean", "-q", "-fd")
    review = repository / "other"
    review.mkdir()
    (review / "dhr-qa.yaml").write_text("profile: draft\n", encoding="utf-8")
    (review / "notes.md").write_text("# Notes\n\nNothing of a review.\n", encoding="utf-8")
    (review / "program.py").write_text("print()\n", encoding="utf-8")
    code, said = commit(repository, "notes")
    assert code == 0, said
    assert "Passed" in said
    (review / "program.py").write_text("print(1)\n", encoding="utf-8")
    code, said = commit(repository, "no report at all")
    assert code == 0, said
    assert "(no files to check)Skipped" in said
