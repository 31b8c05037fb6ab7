"""The command as a process of its own: what it imports, pipes, encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import OWN, Review

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("typer", "click", "rich", "pydantic", "ruamel", "lxml", "re2", "jsonschema", "docx", "dhr_qa.cli", "nupunkt")


def run(*args: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        cwd=folder or ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        timeout=120,
        check=False,
    )


def imported(code: str, *names: str, folder: Path | None = None) -> set[str]:
    """Which of the modules `names` a process has imported after running `code`."""
    printing = f"import json, sys\n{code}\nsys.stderr.write('\\n' + json.dumps(list(sys.modules)))"
    done = run("-c", printing, folder=folder)
    modules = json.loads(done.stderr.decode().splitlines()[-1])
    return {name for name in names if any(each == name or each.startswith(f"{name}.") for each in modules)}


def test_the_version_is_answered_before_anything_heavy_is_imported() -> None:
    code = "sys.argv = ['dhr-qa', '--version']\nfrom dhr_qa.__main__ import main\nassert main() == 0"
    assert imported(code, *HEAVY) == set()
    assert run("-m", "dhr_qa", "--version").stdout.decode().startswith("dhr-qa ")


def test_importing_the_package_is_cheap_and_its_names_are_there() -> None:
    assert imported("import dhr_qa\ndhr_qa.__version__\ndir(dhr_qa)", *HEAVY) == set()
    code = "import dhr_qa\nfrom dhr_qa import check, inspect, load_rulebook, Finding, Result\nassert callable(check)"
    assert imported(code, "pydantic", "ruamel", "rich", "typer") == set()


def test_a_check_of_a_word_file_needs_no_yaml_and_no_pydantic(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Overview report", 1)
    document.add_paragraph("The panel met four times.")
    document.save(str(tmp_path / "draft.docx"))
    (tmp_path / ".git").mkdir()  # the search for settings ends here
    code = "from dhr_qa import check\nfrom dhr_qa.report.text import render\nassert render(check('draft.docx'))"
    imported(code, folder=tmp_path)  # the rulebook is compiled and kept, where that has not been done
    assert imported(code, "pydantic", "ruamel", "jsonschema", "docx", "jinja2", "typer", folder=tmp_path) == set()
    code = "from dhr_qa.cli.main import main\nassert main(['check', 'draft.docx', '--quiet']) in (0, 1)"
    assert imported(code, "ruamel", "jsonschema", "docx", "jinja2", folder=tmp_path) == set()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_encoding_of_the_terminal_will_do(review: Review, encoding: str) -> None:
    review.write("draft.md", "# Report\n\nZanzibar “Łódź” → here.\n")
    done = run(
        "-m", "dhr_qa", "check", "draft.md", *OWN, "--no-redact", folder=review.folder, PYTHONIOENCODING=encoding
    )
    assert done.returncode == 1, done.stderr.decode()
    assert "Zanzibar" in done.stdout.decode(encoding)
    done = run(
        "-m", "dhr_qa", "check", "draft.md", *OWN, "--no-redact", "-f", "json",
        folder=review.folder, PYTHONIOENCODING=encoding,
    )  # fmt: skip
    assert "Łódź" in json.loads(done.stdout.decode(encoding))["findings"][0]["excerpt"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_pipe_that_closes_early_is_no_error(review: Review) -> None:
    command = f"{sys.executable} -m dhr_qa check draft.md --no-redact --verbose | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, cwd=review.folder, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stderr == b""
    assert done.stdout.startswith(b"dhr-qa ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_complete_the_command(shell: str) -> None:
    done = run("-m", "dhr_qa", folder=ROOT, _DHR_QA_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert b"dhr-qa" in done.stdout


def test_help_into_a_closed_pipe_found_nothing() -> None:
    """Exit code 1 would mean that a report has findings."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-m", "dhr_qa", "--help"], cwd=ROOT, stdout=write, check=False)
    os.close(write)
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("args", "wanted"), [(["--version"], 2), (["rules", "schema"], 2), (["check", "none.md"], 3)])
def test_a_full_disk_is_told_by_the_exit_code(args: list[str], wanted: int) -> None:
    with Path("/dev/full").open("w") as full:
        stdout = full if wanted == 2 else subprocess.DEVNULL
        stderr = full if wanted == 3 else subprocess.PIPE
        done = subprocess.run(
            [sys.executable, "-m", "dhr_qa", *args], cwd=ROOT, stdout=stdout, stderr=stderr, text=True, check=False
        )
    assert done.returncode == wanted
    assert "Traceback" not in (done.stderr or "")
