"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", hidden=True),
]
Kind = Annotated[
    Literal["overview-report", "executive-summary", "action-plan", "feedback-letter"] | None,
    typer.Option("--kind", help="What the document is. [default: found out from its text]"),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The settings file. [default: dhr-qa.yaml of the document's folder or above]"
    ),
]
