"""`dhr-qa waive` and `dhr-qa attest`: write a decision or an answer into dhr-qa.yaml, validated first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from dhr_qa.cli.explain import complete_rule
from dhr_qa.cli.options import day
from dhr_qa.cli.streams import note, redact_by_default, say
from dhr_qa.errors import EXIT_OK, EXIT_USAGE, DhrQaError, UsageError
from dhr_qa.findings import Finding
from dhr_qa.rulebook.model import Rule, Rulebook
from dhr_qa.settings import FILE_NAMES, Settings, find, load, shown_path
from dhr_qa.wording import clean, counted, did_you_mean, shortened

_RuleName = Annotated[str, typer.Argument(metavar="RULE", hidden=True, autocompletion=complete_rule)]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who has decided.")]
_Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The file to write into. [default: dhr-qa.yaml here or above]"),
]
_SHOWN = 8  #: findings that are listed to choose from


def waive(
    rule: _RuleName,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why the finding may stand.")],
    by: _By,
    until: Annotated[
        str, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day of the waiver; then it counts again.")
    ],
    fingerprint: Annotated[
        str | None, typer.Option("--fingerprint", metavar="HEX", help="Which finding: its fingerprint in the JSON.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Which findings: words that they quote.")
    ] = None,
    document: Annotated[
        Path | None,
        typer.Option("--document", metavar="FILE", help="Only in this document; it is looked up there first."),
    ] = None,
    config: _Config = None,
) -> int:
    """Let a finding stand for a time: write a waiver into dhr-qa.yaml, with the reason, a name and a last day.

    RULE is the id of the rule. Which of its findings is meant is said by words that it quotes (--text) or by
    its fingerprint; with --document alone the findings of the rule in that document are listed with theirs.
    A waived finding is still listed, but no longer counted; after its last day it counts again. A waiver of the
    same finding that is there already gets the new reason, name and day. Comments in the file are kept.

    \b
    Examples:
      dhr-qa waive panel-core-agencies --text ambulance --by "Tom Ferriby" --until 2027-03-31 \\
          --reason "The ambulance service attended only on the day of the death."
      dhr-qa waive addresses --document draft.docx --fingerprint 0f3a5b7c9d1e2f40 --by "Tom Ferriby" \\
          --until 2027-03-31 --reason "The address of the refuge's public office."
    """
    last = day(until)
    if last is None or last < datetime.date.today():
        raise UsageError(f"--until {last} is over already. Give the last day on which the waiver holds.")
    file, rulebook = _settings(config, document)
    known = _known(rule, rulebook, rulebook.rules)
    if text and known.sensitive:
        raise UsageError(
            f"{known.id} finds private details, and those should not stand in the settings: "
            "give --fingerprint instead of --text"
        )
    if document is not None and document.is_file():
        findings = _findings(known, document, file if file.exists() else None)
        meant = [each for each in findings if _is_meant(each, fingerprint, text)]
        if not meant or not (fingerprint or text):
            return _list(known, findings, document)
        found = f" It covers {counted(len(meant), 'finding')} in {document.name}."
    elif not (fingerprint or text):
        raise UsageError(
            "say which finding: --text with words that it quotes, or --fingerprint; --document FILE alone lists them"
        )
    else:
        found = " Name the document with --document to see at once what it covers." if document is None else ""
    item = {"rule": known.id}
    item |= {"fingerprint": fingerprint.strip().lower()} if fingerprint else {}
    item |= {"text": clean(text)} if text else {}
    item |= {"document": document.name} if document is not None else {}
    item |= {"reason": clean(reason), "by": clean(by), "until": last.isoformat()}
    changed = _write(file, "waivers", item, ("rule", "fingerprint", "text", "document"))
    say(f"{shown_path(file)}: {known.id} is waived until {last}{' (changed)' if changed else ''}.{found}\n")
    return EXIT_OK


def attest(
    rule: _RuleName,
    answer: Annotated[
        Literal["yes", "no", "not-applicable"],
        typer.Option("--answer", help="The answer to the question that the rule asks."),
    ],
    by: _By,
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day of the answer. [default: today]")
    ] = None,
    config: _Config = None,
) -> int:
    """Answer a question that no rule can decide: write the answer into dhr-qa.yaml, with a name and a day.

    RULE is the id of the rule that asks. The answer "yes" settles the question, "no" makes it a finding, and
    "not-applicable" says that it does not arise. An answer that is there already is replaced. Comments in the
    file are kept.

    \b
    Examples:
      dhr-qa attest family-draft-shared --answer yes --by "Judith Arkwright"
      dhr-qa attest family-leaflet --answer not-applicable --by "Judith Arkwright" --on 2026-09-08
    """
    when = day(on) or datetime.date.today()
    if when > datetime.date.today():
        raise UsageError(f"--on {when} is still to come. Give the day on which the question was answered.")
    file, rulebook = _settings(config, None)
    asking = [each for each in rulebook.rules if _question(each)]
    known = _known(rule, rulebook, asking)
    question = _question(known)
    if not question:
        raise UsageError(
            f"{known.id} asks no question. To let a finding of it stand for a time: dhr-qa waive {known.id}"
        )
    item = {"rule": known.id, "answer": answer, "by": clean(by), "on": when.isoformat()}
    changed = _write(file, "attestations", item, ("rule", "document"))
    said = {"yes": "yes", "no": "no, and that is now a finding", "not-applicable": "it does not apply"}[answer]
    say(f"{question}\n{shown_path(file)}: {said}{' (changed)' if changed else ''}.\n")
    return EXIT_OK


def _settings(config: Path | None, document: Path | None) -> tuple[Path, Rulebook]:
    """The settings file to write into, which may be still to come, and the rules that hold under it."""
    from dhr_qa.checking import rulebook_for

    near = document if document is not None and document.exists() else Path.cwd()
    found = config or find(near)
    folder = near if near.is_dir() else near.parent
    file = found if found is not None else folder / FILE_NAMES[0]
    return file, rulebook_for(load(file) if file.exists() else Settings())


def _known(name: str, rulebook: Rulebook, near: Iterable[Rule]) -> Rule:
    rule = rulebook.rule(name)
    if rule is None:
        guess = did_you_mean(name, [each.id for each in near])
        raise UsageError(f'there is no rule "{name}".{guess} dhr-qa rules list shows them all.')
    return rule


def _question(rule: Rule) -> str:
    """The question that a rule asks, or may ask; "" where it asks none."""
    for part in rule.parts:
        options = part.check.options
        asking = options if part.check.kind == "attest" else options.get("otherwise") or {}
        if asking.get("question"):
            return clean(str(asking["question"]))
    return ""


def _findings(rule: Rule, document: Path, config: Path | None) -> list[Finding]:
    """The findings of one rule in a document that are not waived."""
    from dhr_qa.checking import check

    # At the last stage every rule runs; what the settings say of the stage does not matter here.
    result = check(document, select=[rule.id], config=config, profile="publication", redact=redact_by_default())
    if result.failures:
        raise result.failures[0]
    return [each for each in result.findings if each.rule == rule.id]


def _is_meant(finding: Finding, fingerprint: str | None, text: str | None) -> bool:
    if fingerprint and finding.fingerprint != fingerprint.strip().lower():
        return False
    return not text or clean(text).casefold() in clean(finding.excerpt).casefold()


def _list(rule: Rule, findings: list[Finding], document: Path) -> int:
    """Say which findings there are to choose from; nothing has been written."""
    if not findings:
        note(f"{document}: there is no finding of {rule.id} here; nothing was written.")
        return EXIT_USAGE
    note(f"{document}: say with --fingerprint which finding of {rule.id} is meant; nothing was written.")
    for finding in findings[:_SHOWN]:
        words = "" if finding.sensitive or redact_by_default() else f" “{shortened(finding.excerpt, 60)}”"
        note(f"  {finding.fingerprint}  {shortened(finding.message, 90)}{words}")
    if len(findings) > _SHOWN:
        note(f"  and {len(findings) - _SHOWN} more: dhr-qa check {document} --select {rule.id} --format json")
    return EXIT_USAGE


def _write(file: Path, section: str, item: dict[str, str], same: tuple[str, ...]) -> bool:
    """Write an entry into the settings file, if what comes out is a settings file without fault."""
    from dhr_qa.settings_edit import with_entry
    from dhr_qa.settings_file import parse

    shown = shown_path(file)
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        made, changed = with_entry(text, section, item, same, shown)
        parse(made, shown, file.parent)
        file.write_text(made, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", shown) from None
    except DhrQaError as error:
        raise UsageError(error.message, error.file or shown) from None
    return changed
