"""The command line as typer knows it: the commands, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from dhr_qa import __version__
from dhr_qa.cli import check, corpus, decide, diff, explain, hook, init, inspect, letter, new, rules, serve
from dhr_qa.cli.said import for_typer
from dhr_qa.cli.streams import say

HELP = """\
Check reports of Domestic Homicide Reviews before others read them.

dhr-qa reads Word and OpenDocument texts, PDFs, Markdown and text files on this
computer. Nothing is sent anywhere, and no document is changed. It says what was
found and what would help; it does not judge a review, and no finding does not mean
that nothing is wrong.

\b
Examples:
  dhr-qa check draft.docx            read a draft and say what was found
  dhr-qa check submission/           read every report in a folder as one pack
  dhr-qa inspect draft.docx          see what the rules see
  dhr-qa explain target-date-vague   see what a rule looks for, and why

\b
Exit codes:
  0  no finding at or above the fail level (--fail-on)
  1  a finding at or above it
  2  wrong use: an option, the settings file or a rule file cannot be used
  3  a document could not be read (the others were checked)
  4  a fault in dhr-qa itself (--debug shows more)
"""

app = typer.Typer(
    name="dhr-qa",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"dhr-qa {__version__}\n")
        raise typer.Exit


@app.callback()
def everywhere(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="If dhr-qa itself fails, show where. May stand after any command.")
    ] = False,
) -> None:
    """Options that every command has."""


_COMMANDS = (
    ("check", check.command, "Check reports."),
    ("inspect", inspect.command, "Show what the rules see of a report."),
    ("corpus", corpus.command, "Count which rules fail how often."),
    ("init", init.command, "Write a settings file for a report."),
    ("new", new.command, "Write an empty report in Word."),
    ("diff", diff.command, "Compare two drafts."),
    ("letter", letter.command, "Set a feedback letter beside the report."),
    ("waive", decide.waive, "Let a finding stand for a time."),
    ("attest", decide.attest, "Answer a question for a person."),
    ("hook", hook.command, "Check changed files, for hooks of git."),
    ("serve", serve.command, "Check reports in the browser."),
    ("explain", explain.command, "Explain a rule."),
)
for name, command, words in _COMMANDS:
    app.command(name, no_args_is_help=name != "serve", short_help=words)(for_typer(command))
app.add_typer(rules.app, name="rules", short_help="List, check and test rules.")
