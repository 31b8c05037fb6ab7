"""The files of a rule folder, within limits: only plain YAML files that really stand in the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dhr_qa.errors import RuleError, RuleProblem

SUFFIXES = (".yaml", ".yml")
MAX_FILE = 512 * 1024  #: bytes of one file
MAX_FILES = 400  #: files of one folder
MAX_TOTAL = 8 * 1024 * 1024  #: bytes of one folder


class RuleFile(Struct, frozen=True):
    """One file: `name` as it is shown in messages, `relative` as it is called within its folder."""

    name: str
    relative: str
    data: bytes

    def text(self) -> str:
        """The text. Raises RuleProblem if it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise RuleProblem("not UTF-8 text; save the file as UTF-8", self.name, line, 1) from None


def rule_files(path: Path, shown: str = "") -> list[RuleFile]:
    """The rule files at `path` (a folder or one file), in order of their names, hidden ones left out.

    `shown` stands for `path` in messages (default: the path itself). Raises RuleError for what cannot be
    used: nothing there, no rule file, too many or too large files, links that lead out of the folder.
    """
    shown = shown or str(path)
    if path.is_file():
        return [RuleFile(shown, path.name, _read(path, shown, path.resolve().parent))]
    if not path.is_dir():
        raise RuleError([RuleProblem("there is no such file or folder", shown)])
    found: list[RuleFile] = []
    problems: list[RuleProblem] = []
    root = path.resolve()
    total = 0
    for file in _walk(path, problems, shown):
        relative = file.relative_to(path).as_posix()
        name = f"{shown}/{relative}"
        if len(found) >= MAX_FILES:
            problems.append(RuleProblem(f"more than {MAX_FILES} files in one rule folder", name))
            break
        try:
            data = _read(file, name, root)
        except RuleError as error:
            problems += error.problems
            continue
        total += len(data)
        if total > MAX_TOTAL:
            problems.append(RuleProblem(f"the rule folder holds more than {MAX_TOTAL // 1024 // 1024} MB", name))
            break
        found.append(RuleFile(name, relative, data))
    if not found and not problems:
        problems.append(RuleProblem("there is no rule file (.yaml) in this folder", shown))
    if problems:
        raise RuleError(problems)
    return found


def _walk(path: Path, problems: list[RuleProblem], shown: str) -> Iterator[Path]:
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(folder) / name).is_symlink():
                relative = (Path(folder) / name).relative_to(path).as_posix()
                problems.append(RuleProblem("a folder that is a link is not followed", f"{shown}/{relative}"))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(folder) / name


def _read(file: Path, name: str, root: Path) -> bytes:
    """The bytes of one file. Raises RuleError if it is no plain file, too large, or stands outside `root`."""

    def refuse(message: str) -> RuleError:
        return RuleError([RuleProblem(message, name)])

    try:
        if not file.resolve().is_relative_to(root):
            raise refuse("a link that leads out of the rule folder is not followed")
        known = file.stat()
        if not stat.S_ISREG(known.st_mode):
            raise refuse("not a plain file")
        if known.st_size > MAX_FILE:
            raise refuse(f"larger than {MAX_FILE // 1024} KB")
        with file.open("rb") as handle:
            data = handle.read(MAX_FILE + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        raise refuse(f"cannot be read ({getattr(error, 'strerror', '') or 'a link that leads nowhere'})") from None
    if len(data) > MAX_FILE:
        raise refuse(f"larger than {MAX_FILE // 1024} KB")
    return data
