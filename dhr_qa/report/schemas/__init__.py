"""The JSON Schemas of what dhr-qa prints, as files beside this one."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

OUTPUTS = ("check", "inspect")


def output_schema(name: str) -> dict[str, Any]:
    """The schema of the JSON that `check` or `inspect` prints."""
    text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
