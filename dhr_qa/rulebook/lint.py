"""Checks rule files for everything that loading checks, and gives the faults instead of raising them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dhr_qa.errors import RuleError, RuleProblem
from dhr_qa.rulebook.compile import PROFILES_FILE, compile_files
from dhr_qa.rulebook.files import rule_files
from dhr_qa.rulebook.load import SOURCES, built_in


def lint(paths: Sequence[Path], use_cache: bool = True) -> list[RuleProblem]:
    """Every fault in these rule files and folders, in the order of the files.

    A folder with a `profiles.yaml` is a whole rulebook of its own; anything else is laid over the built-in
    rules, one path after another, as a run would do it. Files of the built-in rules themselves are checked
    together with the rest of them.
    """
    problems: list[RuleProblem] = []
    own = [path for path in paths if _is_built_in(path)]
    if own:
        wanted = [path.resolve() for path in own]
        problems += [
            problem for problem in _faults(SOURCES, SOURCES.name, None, use_cache)[1] if _concerns(problem, wanted)
        ]
    base: dict[str, Any] | None = None
    for path in paths:
        if path in own:
            continue
        if (path / PROFILES_FILE).is_file():
            problems += _faults(path, str(path), None, use_cache)[1]
            continue
        if base is None:
            try:
                base = built_in(use_cache)
            except RuleError as error:
                return [*problems, *error.problems]
        compact, faults = _faults(path, str(path), base, use_cache)
        problems += faults
        base = compact or base
    return problems


def _faults(
    path: Path, shown: str, base: dict[str, Any] | None, use_cache: bool
) -> tuple[dict[str, Any] | None, list[RuleProblem]]:
    """The compact form, or the faults that stand in its way."""
    try:
        return compile_files(rule_files(path, shown), base, use_cache), []
    except RuleError as error:
        return None, error.problems


def _is_built_in(path: Path) -> bool:
    return SOURCES.is_dir() and path.resolve().is_relative_to(SOURCES.resolve())


def _concerns(problem: RuleProblem, wanted: Sequence[Path]) -> bool:
    """Whether a fault stands in one of the files asked for."""
    file = (SOURCES.parent / problem.file).resolve()
    return any(file.is_relative_to(path) for path in wanted)
