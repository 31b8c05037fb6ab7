"""`dhr-qa explain`: one rule's page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dhr_qa.cli.shared import Config
from dhr_qa.cli.streams import colour, say, width
from dhr_qa.errors import EXIT_OK, UsageError
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.wording import did_you_mean


def complete_rule(incomplete: str) -> list[str]:
    """Rule ids for the shell to complete."""
    try:
        return [rule.id for rule in rulebook_here(None).rules if rule.id.startswith(incomplete)]
    except Exception:  # a shell that completes must never print an error
        return []


def command(
    rule: Annotated[str, typer.Argument(metavar="RULE", hidden=True, autocompletion=complete_rule)],
    config: Config = None,
) -> int:
    """Explain a rule: what it looks for, why, where that comes from, examples, and how to switch it off.

    RULE is the id of a rule, as findings give it.

    \b
    Examples:
      dhr-qa explain target-date-vague
      dhr-qa rules list                  shows the ids of all rules
    """
    from dhr_qa.report.explain import render
    from dhr_qa.waivers import BUILT_IN

    rulebook = rulebook_here(config)
    found = rulebook.rule(rule) or BUILT_IN.get(rule)
    if found is None:
        known = [*(each.id for each in rulebook.rules), *BUILT_IN]
        raise UsageError(f'there is no rule "{rule}".{did_you_mean(rule, known)} dhr-qa rules list shows them all.')
    say(render(found, rulebook, width=width(), colour=colour()))
    return EXIT_OK


def rulebook_here(config: Path | None) -> Rulebook:
    """The rules as they are seen from the working folder."""
    from dhr_qa.checking import rulebook_for
    from dhr_qa.settings import Settings, find, load

    file = config or find(Path.cwd())
    return rulebook_for(load(file) if file else Settings())
