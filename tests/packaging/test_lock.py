"""requirements.lock gives every library that pyproject.toml asks for, and all that those need, with hashes."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [Requirement(each) for each in _PROJECT["dependencies"]]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
_ENTRY = re.compile(r"^([\w.-]+)==([\w.!+]+)(?: ; [^\\\n]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.M)
#: Name and version of every entry that has its hashes.
LOCKED = {canonicalize_name(name): number for name, number in _ENTRY.findall(LOCK)}
SYSTEMS = (("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix"))


def wanted_by(name: str) -> set[str]:
    """What a library that is installed here says that it needs, on any system and any of our Pythons."""
    out = set()
    for said in map(Requirement, requires(name) or []):
        places = [
            {"sys_platform": one, "platform_system": two, "os_name": three, "python_version": python, "extra": ""}
            for one, two, three in SYSTEMS
            for python in ("3.11", "3.12", "3.13", "3.14")
        ]
        if said.marker is None or any(said.marker.evaluate(place) for place in places):
            out.add(canonicalize_name(said.name))
    return out


def test_every_entry_has_its_hashes() -> None:
    begun = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(begun) == len(LOCKED) > len(ASKED)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_is_asked_for_is_locked_at_a_version_that_fits(asked: Requirement) -> None:
    name = canonicalize_name(asked.name)
    assert name in LOCKED, "bash tools/lock.sh makes the lock anew"
    assert asked.specifier.contains(LOCKED[name])


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_what_a_locked_library_needs_is_locked_too(name: str) -> None:
    try:
        if version(name) != LOCKED[name]:
            pytest.skip("another version is installed here, and may need other things")
    except PackageNotFoundError:
        pytest.skip("not needed on this system")
    assert wanted_by(name) <= set(LOCKED)


def test_nothing_is_locked_that_nothing_needs() -> None:
    asked = {canonicalize_name(each.name) for each in ASKED}
    entries = re.findall(r"^([\w.-]+)==.*\\\n(?:    --.*\n)+((?:    #.*\n)+)", LOCK, re.M)
    assert len(entries) == len(LOCKED)
    for name, reasons in entries:
        reason = set(re.findall(r"^    #(?: via|  ) ([\w.-]+)", reasons, re.M))
        assert reason, name
        assert reason <= set(LOCKED) | {"dhr-qa"}, f"{name}: what asked for it is not locked"
        assert ("dhr-qa" in reason) == (canonicalize_name(name) in asked), f"{name}: pyproject.toml says otherwise"
