"""Nothing of a document leaves the process: no socket, no temporary file, no cache, whatever the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.acceptance.conftest import OWN, Review
from tests.acceptance.test_process import ROOT

#: A word that stands nowhere but in the documents of these tests.
SECRET = "Quillabamba"
NO_NETWORK = """
import socket


def refuse(*args, **kwargs):
    raise RuntimeError("the network was used")


class Refused(socket.socket):
    def __init__(self, family=-1, *args, **kwargs):
        if family not in (-1, getattr(socket, "AF_UNIX", -1)):  # the pipes between processes are no network
            refuse()
        super().__init__(family, *args, **kwargs)


socket.socket = Refused
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the built-in rules in it, which take seconds to compile."""
    cache = tmp_path_factory.mktemp("compiled")
    code = "from dhr_qa.rulebook.load import load_rulebook; load_rulebook()"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env={**os.environ, "DHR_QA_CACHE_DIR": str(cache)}
    )
    return cache


@pytest.fixture
def house(review: Review, compiled: Path) -> Review:
    """A review with Word documents, and folders of its own for the home, temporary files and the cache."""
    for name, words in (("old.docx", "panel"), ("draft.docx", "whole panel")):
        made = docx.Document()
        made.add_heading("Overview report", 1)
        made.add_paragraph(f"The victim, {SECRET}, died in 2024. The {words} met. Zanzibar.")
        made.save(str(review.folder / name))
    review.write("letter.md", f"# Feedback letter\n\nDear Chair\n\n1. Please say more of {SECRET} and the panel.\n")
    for name in ("home", "temporary", "site"):
        (review.folder / name).mkdir()
    shutil.copytree(compiled, review.folder / "cache")
    review.write("site/sitecustomize.py", NO_NETWORK)
    return review


COMMANDS = {
    "check": ["check", "draft.docx", *OWN],
    "check all formats": ["check", "draft.docx", "-f", "html=o/a.html", "-f", "sarif=o/a.sarif", "-f", "junit=o/a.xml"],
    "check in processes": ["check", "draft.docx", "old.docx", "draft.md", "-j", "2", *OWN],
    "annotate": ["check", "draft.docx", "--annotate", "o/copy.docx", *OWN],
    "inspect": ["inspect", "draft.docx", "-f", "json"],
    "diff": ["diff", "old.docx", "draft.docx", *OWN],
    "letter": ["letter", "letter.md", "--against", "draft.docx"],
    "corpus": ["corpus", ".", *OWN],
    "hook": ["hook", "draft.docx", *OWN],
    "init": ["init", "draft.docx", "-o", "o/dhr-qa.yaml"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_network_no_temporary_file_and_nothing_in_the_cache(house: Review, name: str) -> None:
    folder = house.folder
    (folder / "o").mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder / "site"), str(ROOT)]),
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "temporary"),
        "TEMP": str(folder / "temporary"),
        "DHR_QA_CACHE_DIR": str(folder / "cache"),
        "XDG_CACHE_HOME": str(folder / "home" / "cache"),
    }
    before = {path: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-m", "dhr_qa", *COMMANDS[name]],
        cwd=folder, env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"network" not in done.stderr
    assert {path: path.read_bytes() for path in before} == before, "no document is changed"
    assert [path for path in (folder / "temporary").rglob("*") if path.is_file()] == []
    assert [path for path in (folder / "home").rglob("*") if path.is_file()] == []
    kept = [path for path in (folder / "cache").rglob("*") if path.is_file()]
    assert [path.name for path in kept if SECRET.encode() in path.read_bytes()] == []
    outside = {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}
    assert outside <= {*(path.name for path in before), "o", "cache", "site", "our-rules"}, "written where nobody asked"


def test_the_guard_against_the_network_works(house: Review) -> None:
    code = "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(house.folder / "site")},
        capture_output=True,
        check=False,
    )
    assert b"the network was used" in done.stderr


def test_the_cache_is_used_by_these_tests(house: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = house.folder / "cache"
    monkeypatch.setenv("DHR_QA_CACHE_DIR", str(cache))
    house.run("check", "draft.md", *OWN)
    kept = [path for path in Path(cache).iterdir() if path.is_file()]
    assert kept, "rules are kept"
    assert all(b"Alma could be rung" not in path.read_bytes() for path in kept)


def test_the_private_list_and_the_settings_are_never_written_over(review: Review) -> None:
    people = review.folder / "list.yaml"
    people.write_text("[Imogen Thackray]\n", encoding="utf-8")
    for args in (["-o", "list.yaml"], ["-f", "json=list.yaml"]):
        code, _, err = review.run("check", "draft.md", "--people", "list.yaml", *args)
        assert code == 2
        assert "would overwrite the settings or the private list" in err
    review.settings("people-file: list.yaml\n")
    assert review.run("check", "draft.md", "-o", "list.yaml")[0] == 2
    assert review.run("inspect", "draft.md", "-o", "dhr-qa.yaml")[0] == 2
    assert people.read_text(encoding="utf-8") == "[Imogen Thackray]\n"
    assert "rule-folders" in (review.folder / "dhr-qa.yaml").read_text(encoding="utf-8")


def test_a_name_in_the_name_of_a_file_is_masked_by_every_command(review: Review) -> None:
    review.write("list.yaml", "[Imogen Thackray]\n").chmod(0o600)
    review.settings("people-file: list.yaml\n")
    review.write("Imogen Thackray.md", "# Overview report\n\n1. Please name the author.\n")
    given = ["Imogen Thackray.md"]
    for args in (
        ["check", *given], ["check", *given, "-f", "json"], ["inspect", *given], ["diff", *given, "draft.md"],
        ["letter", *given, "--against", "draft.md"], ["letter", *given, "--against", "draft.md", "-f", "json"],
        ["hook", *given], ["init", *given, "-o", "made.yaml"],
    ):  # fmt: skip
        _, out, err = review.run(*args)
        assert out or "no report of a review" in err
        assert "Thackray" not in out + err, args
    assert "Thackray" not in (review.folder / "made.yaml").read_text(encoding="utf-8")
