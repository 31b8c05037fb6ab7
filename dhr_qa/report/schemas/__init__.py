"""The JSON Schemas of what dhr-qa prints, as files beside this one."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def output_schema(name: str) -> dict[str, Any]:
    """The schema of the JSON that `check`, `inspect`, `diff`, `letter` or `corpus` prints."""
    schema = _file(name)
    if name == "diff":  # documents and findings as `check` has them
        check = _file("check")
        own = {each: check["properties"][each] for each in ("tool", "documents", "findings")}
        schema["$defs"] = {**check["$defs"], **own, **schema.get("$defs", {})}
    return schema


def _file(name: str) -> dict[str, Any]:
    text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
