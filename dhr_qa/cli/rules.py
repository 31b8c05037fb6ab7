"""`dhr-qa rules`: list the rules, check rule files, run the examples in rules, print schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from dhr_qa.cli.explain import complete_rule, rulebook_here
from dhr_qa.cli.said import for_typer
from dhr_qa.cli.shared import Config
from dhr_qa.cli.streams import ascii_only, colour, note, say, width
from dhr_qa.errors import EXIT_OK, EXIT_USAGE, UsageError
from dhr_qa.findings import TOPICS
from dhr_qa.wording import counted, did_you_mean

app = typer.Typer(help="List, check and test rules; print the schemas of files.", no_args_is_help=True)


@app.command("list")
@for_typer
def list_rules(
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help="Only this topic. May be given several times.")
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="How to print them.")
    ] = "text",
    config: Config = None,
) -> int:
    """List the rules by topic.

    \b
    Examples:
      dhr-qa rules list
      dhr-qa rules list --topic family-voice
      dhr-qa rules list --format json
      dhr-qa rules list --format markdown > rules.md
    """
    from dhr_qa.report.rule_list import as_json, as_markdown, as_text

    for name in topic or ():
        if name not in TOPICS:
            raise UsageError(f'there is no topic "{name}".{did_you_mean(name, TOPICS)}')
    rulebook = rulebook_here(config)
    rules = [rule for rule in rulebook.rules if not topic or rule.topic in topic]
    if format == "json":
        say(as_json(rulebook, rules, ascii_only=ascii_only()))
    elif format == "markdown":
        say(as_markdown(rulebook, rules))
    else:
        say(as_text(rulebook, rules, width=width(), colour=colour()))
    return EXIT_OK


@app.command("lint")
@for_typer
def lint_files(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
) -> int:
    """Check rule files and say what is wrong, as file:line:column: message.

    PATH is a rule file or a folder of them; there may be several. Without one, the rules of dhr-qa itself
    are checked, where their files are at hand.

    \b
    Examples:
      dhr-qa rules lint our-rules/
      dhr-qa rules lint our-rules/housing.yaml
    """
    from dhr_qa.rulebook.lint import lint
    from dhr_qa.rulebook.load import SOURCES

    if not paths and not SOURCES.is_dir():
        raise UsageError("the rules of dhr-qa are built in here; name a rule file or a folder to check")
    for path in paths or ():
        if not path.exists():
            raise UsageError("there is no such file or folder", str(path))
    problems = lint(paths or [SOURCES])
    say("".join(f"{problem}\n" for problem in problems))
    if problems:
        note(f"{counted(len(problems), 'fault')} found.")
        return EXIT_USAGE
    note("No fault found.")
    return EXIT_OK


@app.command("test")
@for_typer
def run_rule_examples(
    rules: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULE", hidden=True, autocompletion=complete_rule),
    ] = None,
    config: Config = None,
) -> int:
    """Run the examples inside rules: each must give what it says.

    RULE is the id of a rule; without one, the examples of all rules are run.

    \b
    Examples:
      dhr-qa rules test
      dhr-qa rules test target-date-vague
    """
    from dhr_qa.rulebook.examples import run_examples

    rulebook = rulebook_here(config)
    for name in rules or ():
        if rulebook.rule(name) is None:
            raise UsageError(f'there is no rule "{name}".{did_you_mean(name, [each.id for each in rulebook.rules])}')
    ran = failed = skipped = 0
    for result in run_examples(rulebook, rules or None):
        ran, failed, skipped = ran + (not result.skipped), failed + (not result.ok), skipped + bool(result.skipped)
        if not result.ok:
            say(f"{result}\n")
    left = f" {counted(skipped, 'example')} left out, for want of a Word file." if skipped else ""
    note(f"{counted(ran, 'example')} run, {failed or 'none'} failed.{left}")
    return EXIT_USAGE if failed else EXIT_OK


@app.command("schema")
@for_typer
def print_schema(
    of: Annotated[
        Literal["rules", "vocabulary", "config", "check", "inspect", "diff", "letter", "corpus"],
        typer.Option(
            "--of",
            help="Which files: what people write, or what check, inspect, diff, letter and corpus print as JSON.",
        ),
    ] = "rules",
) -> int:
    """Print the JSON Schema of rule files, vocabulary files, dhr-qa.yaml, or of the JSON that dhr-qa prints.

    \b
    Examples:
      dhr-qa rules schema > rules.schema.json
      dhr-qa rules schema --of config > dhr-qa.schema.json
    """
    if of in ("check", "inspect", "diff", "letter", "corpus"):
        from dhr_qa.report.schemas import output_schema

        schema = output_schema(of)
    elif of == "config":
        from dhr_qa.settings_file import config_schema

        schema = config_schema()
    else:
        from dhr_qa.rulebook.schema import json_schema

        schema = json_schema(of)
    say(json.dumps(schema, indent=2, ensure_ascii=ascii_only()) + "\n")
    return EXIT_OK
