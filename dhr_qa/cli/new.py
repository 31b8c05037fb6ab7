"""`dhr-qa new`: write an empty report in Word, with the sections it should have and what belongs in each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dhr_qa.cli.explain import rulebook_here
from dhr_qa.cli.shared import Config
from dhr_qa.cli.streams import say
from dhr_qa.errors import EXIT_OK, UsageError


def command(
    kind: Annotated[
        Literal["overview-report", "executive-summary", "action-plan"], typer.Argument(metavar="KIND", hidden=True)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The Word file to write (.docx).")],
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> int:
    """Write an empty report in Word: its sections in the order of the guidance, with what belongs in each.

    KIND is overview-report, executive-summary or action-plan. Under every heading stands in grey what is to be
    written; it goes when somebody types there. A check of the file lists the prompts that are still there.

    \b
    Examples:
      dhr-qa new overview-report -o "Overview report.docx"
      dhr-qa new action-plan -o "Action plan.docx"
    """
    from dhr_qa.skeleton.plan import skeleton
    from dhr_qa.skeleton.write import word_file

    if output.suffix.lower() != ".docx":
        raise UsageError(f"a Word document is written, so its name must end in .docx: {output.stem}.docx", str(output))
    if output.exists() and not force:
        raise UsageError("there is such a file already; --force writes over it", str(output))
    data = word_file(skeleton(rulebook_here(config).vocabulary, kind))
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", str(output)) from None
    say(f"{output}: written. dhr-qa check lists what is still to be written in it.\n")
    return EXIT_OK
