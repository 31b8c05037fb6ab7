"""Build hook: compiles `rules/` into the wheel, so that an installed dhr-qa reads no YAML.

The wheel gets `dhr_qa/_rules/rulebook.json` (what a run loads) and the YAML beside it (what `explain` and
people read). Nothing is written into the source tree. An editable install reads `rules/` itself.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "dhr_qa/_rules"


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds the compiled rulebook and its sources to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the rules; a fault in one of them stops the build with its file, line and column."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        rules = root / "rules"
        self.folder = tempfile.mkdtemp(prefix="dhr-qa-build-")
        compiled = Path(self.folder) / "rulebook.json"
        compiled.write_text(
            json.dumps(compile_rules(root), ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )
        include: dict[str, str] = build_data["force_include"]
        include[str(compiled)] = f"{TARGET}/rulebook.json"
        for path in sorted(rules.rglob("*.yaml")):
            include[str(path)] = f"{TARGET}/{path.relative_to(rules).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was written for the build."""
        folder = getattr(self, "folder", None)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def compile_rules(root: Path) -> dict[str, Any]:
    """The compact rulebook of the project at `root`, compiled by its own code."""
    sys.path.insert(0, str(root))
    try:
        from dhr_qa.errors import RuleError
        from dhr_qa.rulebook.compile import compile_rules as compile_folder

        try:
            return compile_folder(root / "rules")
        except RuleError as error:
            raise SystemExit(f"The rules cannot be built:\n{error}") from None
    finally:
        sys.path.remove(str(root))
