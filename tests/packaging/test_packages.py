"""The built wheel and the unpacked sdist work where the source tree is not: installed, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "examples" / "draft" / "overview-report-draft.docx"
NO_NETWORK = """
import socket


def refuse(*args, **kwargs):
    raise RuntimeError("the network was used")


socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = socket.getaddrinfo = refuse
"""
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


def _run(*command: str | Path, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode in codes, f"exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist, the wheel built from the sdist, with the tools of this environment."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return wheel, sdist


def _installed(package: Path, folder: Path) -> Path:
    """An environment with this package and this environment's libraries, without the source tree and the network."""
    home = folder / "env"
    _run(sys.executable, "-m", "venv", "--without-pip", home, cwd=folder)
    python = home / SCRIPTS / "python"
    place = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # A path named in a .pth file is searched, but its own .pth files (the editable install) are not read.
    Path(place, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    Path(place, "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-build-isolation"]
    _run(*pip, "--no-index", "--ignore-installed", package, cwd=folder)
    return home / SCRIPTS


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_installed_package_checks_a_report_from_an_empty_folder(
    kind: str, built: tuple[Path, Path], tmp_path: Path
) -> None:
    scripts = _installed(built[kind == "sdist"], tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    home = _run(scripts / "python", "-c", "import dhr_qa; print(dhr_qa.__file__)", cwd=empty)
    assert home.startswith(str(tmp_path))
    assert _run(scripts / "dhr-qa", "--version", cwd=empty).startswith("dhr-qa ")
    answer = json.loads(_run(scripts / "dhr-qa", "check", REPORT, "--format", "json", cwd=empty, codes=(1,)))
    assert answer["format"] == "dhr-qa/1"
    assert "pen-portrait-present" in {finding["rule"] for finding in answer["findings"]}
    page = _run(scripts / "dhr-qa", "check", REPORT, "--format", "html", cwd=empty, codes=(1,))
    assert page.startswith("<!doctype html>")
    assert "What needs putting right" in page, "the templates and their words are in the package"
    assert list(empty.iterdir()) == []


def test_wheel_carries_the_compiled_rulebook_and_nothing_of_the_tests(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        names = wheel.namelist()
        rulebook = json.loads(wheel.read("dhr_qa/_rules/rulebook.json"))
    assert rulebook
    assert not [name for name in names if name.startswith(("tests/", "examples/", "rules/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_sdist_carries_what_a_stranger_needs_to_run_the_tests(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"Makefile", "hatch_build.py", "README.md", "LICENSE", "examples/good/overview-report.docx"} <= names
    assert any(name.startswith("rules/") and name.endswith(".yaml") for name in names)
    assert "tests/packaging/test_packages.py" in names
    assert not [name for name in names if name.startswith((".venv/", ".git/")) or "node_modules" in name]
