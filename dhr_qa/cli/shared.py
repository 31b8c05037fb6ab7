"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from dhr_qa.cli.said import Argument, Option

Paths = Annotated[
    list[Path],
    Argument(metavar="PATH", hidden=True),
]
Level = Literal["critical", "major", "minor", "info", "never"]
Profile = Annotated[
    Literal["draft", "submission", "publication"] | None,
    Option("--profile", help="The stage of the report: later stages run more rules. [default: draft]"),
]
Edition = Annotated[
    Literal["2016", "2024-draft"] | None,
    Option("--guidance", help="The edition of the statutory guidance. [default: 2016]"),
]
AsOf = Annotated[
    str | None,
    Option("--as-of", metavar="YYYY-MM-DD", help="The day that counts as today. [default: today]"),
]
FailOn = Annotated[Level, Option("--fail-on", help="The least severity that makes the exit code 1.")]
Select = Annotated[
    list[str] | None,
    Option(
        "--select",
        metavar="RULE|TOPIC",
        help="Run only this rule or topic. May be repeated, or several with commas.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    Option(
        "--ignore",
        metavar="RULE|TOPIC",
        help="Leave this rule or topic out. May be repeated, or several with commas.",
    ),
]
Redact = Annotated[
    bool | None,
    Option(
        "--redact/--no-redact",
        help="Mask the words of the document in the output. [default: masked unless shown on a terminal]",
    ),
]
Kind = Annotated[
    Literal["overview-report", "executive-summary", "action-plan", "feedback-letter", "cover-note"] | None,
    Option("--kind", help="What the document is. [default: found out from its text]"),
]
Config = Annotated[
    Path | None,
    Option(
        "--config", metavar="FILE", help="The settings file. [default: dhr-qa.yaml of the document's folder or above]"
    ),
]
People = Annotated[
    Path | None,
    Option(
        "--people",
        metavar="FILE",
        help="A private list of real names, dates of birth, addresses and numbers that must not appear. "
        "Nothing of it is ever printed.",
    ),
]
Jobs = Annotated[
    int,
    Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Check N documents or folders at a time; 0: as many as the computer has processors. What is found is the "
        "same.",
    ),
]
Dask = Annotated[
    str,
    Option(
        "--dask",
        metavar="ADDRESS",
        help="Let the workers of a Dask scheduler do it, such as tcp://10.0.0.5:8786. They read the documents, from "
        "the same paths.",
    ),
]
