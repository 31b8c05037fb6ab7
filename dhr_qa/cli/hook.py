"""`dhr-qa hook`: check the documents that a commit changes, each with the pack that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.cli.main import fault
from dhr_qa.cli.options import day, names
from dhr_qa.cli.said import Argument
from dhr_qa.cli.shared import AsOf, Config, Edition, FailOn, Ignore, Profile, Redact, Select
from dhr_qa.cli.streams import note, redact_by_default, say
from dhr_qa.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE, DocumentError
from dhr_qa.findings import SEVERITIES, Finding, Result, worst_at_least
from dhr_qa.wording import clean, counted, listed, severities_in_words, shortened

if TYPE_CHECKING:
    from dhr_qa.checking import Pack

_ANYTHING = "overview-report"  #: what a text is taken for where nothing says what it is
_ROLES = 3  #: sections that make a text without a title a report
_MOST = 12  #: findings of one document that are shown; the commit waits on a person, who can ask for the rest


class Changed(Struct, frozen=True):
    """The documents of one folder that a commit changes, and the pack that they belong to."""

    pack: Pack
    paths: tuple[Path, ...]
    settings: Path | None


def command(
    paths: Annotated[list[Path], Argument(metavar="FILE", hidden=True)],
    profile: Profile = None,
    guidance: Edition = None,
    config: Config = None,
    as_of: AsOf = None,
    fail_on: FailOn = "major",
    select: Select = None,
    ignore: Ignore = None,
    redact: Redact = None,
) -> int:
    """Check the documents that a commit changes: for pre-commit and other hooks of git.

    FILE is a changed file; there may be many, of any kind. Word documents and those Markdown and text files that
    are part of a review are checked, anything else is passed over. Each is checked with its pack: the reports in
    its folder, and those beside the dhr-qa.yaml that governs it. Only what is found in the changed documents, or
    by comparing the pack, is told.

    The exit code is 1 where there is a finding at or above the fail level, and the commit stops. The words of the
    documents are masked, as in every output that is no terminal.

    \b
    Examples:
      dhr-qa hook review/overview-report.docx
      dhr-qa hook --fail-on critical $(git diff --cached --name-only)
    """
    candidates = [path for path in paths if _may_be_a_report(path)]
    if not candidates:
        return EXIT_OK
    from dhr_qa.checking import check

    masked = redact_by_default() if redact is None else redact
    today = day(as_of)
    code = EXIT_OK
    for changed in _groups(candidates, config, masked):
        result = check(
            changed.pack, profile=profile, guidance=guidance, config=config, as_of=today,
            select=names(select), ignore=names(ignore), redact=masked,
        )  # fmt: skip
        result = _of_changed(result, changed)
        if masked:
            from dhr_qa.report.redact import redacted

            result = redacted(result)
        code = max(code, _tell(result, changed, fail_on, masked))
    return code


def _may_be_a_report(path: Path) -> bool:
    """Judged by the name alone, so that a commit without reports costs nothing."""
    from dhr_qa.documents.read import READABLE_SUFFIXES

    plain = not path.name.startswith((".", "~$")) and path.stem.casefold() != "readme"
    return plain and path.suffix.lower() in READABLE_SUFFIXES and path.is_file()


def _groups(paths: Iterable[Path], config: Path | None, masked: bool) -> list[Changed]:
    """The changed documents by the pack that they belong to."""
    from dhr_qa.checking import Pack, filter_for
    from dhr_qa.documents.read import documents_in
    from dhr_qa.settings import find

    folders: dict[tuple[Path, Path | None], list[Path]] = {}
    for path in dict.fromkeys(paths):
        folders.setdefault((path.parent, config or find(path)), []).append(path)
    found = []
    for (folder, settings), members in folders.items():
        reports = [path for path in members if _is_report(path, config)]
        for path in members:
            if path not in reports:
                shown = filter_for([path], [], config)(str(path)) if masked else path
                note(f"{shown}: no report of a review, so it was not checked.")
        if not reports:
            continue
        beside = [folder]
        if settings is not None and config is None and settings.parent.resolve() != folder.resolve():
            beside.append(settings.parent)
        known = {path.resolve() for path in reports}
        others = []
        for path in (path for each in beside for path in documents_in(each)):
            if path.resolve() not in known:
                known.add(path.resolve())
                others.append(path)
        found.append(Changed(Pack(str(folder), (*reports, *others)), tuple(reports), settings))
    return found


def _is_report(path: Path, config: Path | None) -> bool:
    """Whether a text is part of a review; a Word document is always looked at, whatever it is."""
    from dhr_qa.checking import inspect
    from dhr_qa.documents.read import WORD_SUFFIXES

    if path.suffix.lower() in WORD_SUFFIXES:
        return True
    facts, failures = inspect(path, config=config)
    if failures:
        return True  # and that is told
    roles = {role for each in facts for section in each.sections for role in section.roles if section.how == "heading"}
    return len(roles) >= _ROLES or any(kind != _ANYTHING for each in facts for kind in each.kinds)


def _of_changed(result: Result, changed: Changed) -> Result:
    """What the result says of the changed documents, and of the pack as a whole."""
    given = {str(path) for path in changed.paths}
    paths = _shown(result, given)
    rulebook = result.rulebook
    comparing = {rule.id for rule in rulebook.rules if "pack" in rule.applies_to.documents} if rulebook else set()
    read = {document.path for document in result.documents}

    def counts(document: str, rule: str) -> bool:
        return document in paths or rule in comparing or document not in read

    return replace(
        result,
        findings=tuple(each for each in result.findings if counts(each.document, each.rule)),
        outcomes=tuple(each for each in result.outcomes if counts(each.document, each.rule)),
        failures=tuple(each for each in result.failures if isinstance(each, DocumentError) and each.given in given),
    )


def _shown(result: Result, given: Iterable[str]) -> list[str]:
    """What documents are called in the result, where a name in the name of a file may be masked."""
    called = {each.file: each.path for each in result.documents}
    return [called[each] for each in given if each in called]


def _tell(result: Result, changed: Changed, fail_on: str, masked: bool) -> int:
    """Print what was found, and what can be done about it; gives the exit code."""
    for failure in result.failures:
        note(str(failure))
    if result.bugs:
        note(fault(rules=result.bugs))
    standing = [each for each in result.findings if each.waived is None]
    stopping = [each for each in standing if worst_at_least([each], fail_on)]
    for name in dict.fromkeys([*_shown(result, map(str, changed.paths)), *(each.document for each in stopping)]):
        _document(name, result, [each for each in stopping if each.document == name])
    if stopping:
        say(_advice(stopping, _to_type(result, changed, stopping), changed, fail_on, masked))
    if result.bugs:
        return EXIT_BUG
    if result.failures:
        return EXIT_UNREADABLE
    return EXIT_FINDINGS if stopping else EXIT_OK


def _document(name: str, result: Result, stopping: Sequence[Finding]) -> None:
    from dhr_qa.report.places import place

    standing = [each for each in result.findings if each.document == name and each.waived is None]
    counts = {severity: sum(each.severity == severity for each in standing) for severity in SEVERITIES}
    said = [listed(severities_in_words(counts)) or "no finding"]
    questions = sum(each.outcome == "needs-person" and each.document == name for each in result.outcomes)
    if questions:
        said.append(f"{counted(questions, 'question')} for a person")
    say(f"{clean(name)}: {'; '.join(said)}\n")
    for finding in stopping[:_MOST]:
        say(f"  {finding.severity} {finding.rule}: {shortened(finding.message, 110)} ({place(finding.location)})\n")
    if len(stopping) > _MOST:
        say(f"  and {len(stopping) - _MOST} more\n")


def _to_type(result: Result, changed: Changed, stopping: Sequence[Finding]) -> Path:
    """The document that commands are about; a word in its place where its name may not be shown."""
    called = {each.file: each.path for each in result.documents}
    found = {each.document for each in stopping}
    path = next((path for path in changed.paths if called.get(str(path)) in found), changed.paths[0])
    return path if called.get(str(path)) == str(path) else Path(f"FILE{path.suffix}")


def _advice(stopping: Sequence[Finding], path: Path, changed: Changed, fail_on: str, masked: bool) -> str:
    """What a person can do now, as commands to copy."""
    shown = f'"{path}"' if " " in str(path) else str(path)
    rule = stopping[0].rule
    commands = [(f"dhr-qa check {shown}", "everything that was found, why it matters and what would help")]
    if path.suffix.lower() == ".docx":
        copy = str(path.with_name(f"{path.stem} with comments.docx"))
        commands.append((f'dhr-qa check {shown} --annotate "{copy}"', "the same as comments in a copy of the document"))
    commands.append((f"dhr-qa waive {rule} --help", "let a finding stand for a time, with a reason"))
    if changed.settings is None:
        commands.append((f"dhr-qa init {shown}", "there are no settings for this review yet: write them"))
    commands.append(("git commit --no-verify", "commit all the same, this once"))
    lines = [f"Stopped by {counted(len(stopping), 'finding')} at or above “{fail_on}” (--fail-on). What can be done:"]
    lines += [f"  {words}\n      {purpose}" for words, purpose in commands]
    if masked:
        lines.append("The words of the document are masked here, since hooks write into logs.")
    return "\n".join(lines) + "\n"
