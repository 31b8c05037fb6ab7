"""The whole way from paths to a result: documents, facts, rules, waivers. Each step is one call."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dhr_qa import __version__
from dhr_qa.engine.settings import RunSettings
from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.findings import TOPICS, DocumentSummary, Finding, Outcome, Result, ordered
from dhr_qa.people import private_list
from dhr_qa.review.facts import Facts
from dhr_qa.review.packs import joined
from dhr_qa.rulebook.model import DOCUMENT_KINDS, EDITIONS, PROFILES, Rulebook
from dhr_qa.settings import Settings, find, load, shown_path
from dhr_qa.waivers import Key, apply_waivers, check_names, key, named_by_text
from dhr_qa.wording import did_you_mean

if TYPE_CHECKING:
    from dhr_qa.people.looking import PrivateCheck

PathLike = str | os.PathLike[str]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """Documents that are checked together: one file, or all the reports in a folder.

    `name` is the path of the file or folder, from which the settings are looked for.
    """

    name: str
    paths: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()  #: documents in the folder of a kind that is not read


def check(
    paths: PathLike | Pack | Iterable[PathLike | Pack],
    *,
    profile: str | None = None,
    guidance: str | None = None,
    kind: str | None = None,
    config: PathLike | None = None,
    people: PathLike | None = None,
    as_of: datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    redact: bool = False,
    tell: Tell | None = None,
) -> Result:
    """Check files and folders and give everything that was found.

    A folder is one submission pack; so are files given one by one, if they can be papers of one review.

    Args:
        paths: one path or several; a Pack says which files are to be checked together.
        profile, guidance: override the settings file; else "draft" and "2016".
        kind: take every file as this kind of document, instead of finding out from its text.
        config: a settings file, instead of looking for dhr-qa.yaml from each path upward.
        people: a private list of real names, instead of the one that the settings name. None of its words is in
            what comes back; with `redact` neither are those of the document that it finds.
        as_of: the day that counts as today.
        select, ignore: rule ids or topics.
        redact: mask the words of the document in what sensitive rules say.
        tell: called now and then with a few words about what is being done.

    Documents that cannot be read are in `Result.failures`; the others are still checked.
    Raises UsageError for a wrong option or settings file, RuleError for a wrong rule file.
    """
    tell = tell or _silent
    packs, failures = gather(paths)
    settings = settings_for(packs, config)
    rulebook = rulebook_for(settings)
    check_names(settings, rulebook)
    run_settings = RunSettings(
        profile=_one_of("profile", profile or settings.profile or "draft", PROFILES),
        guidance=_one_of("guidance", guidance or settings.guidance or "2016", EDITIONS),
        as_of=as_of or datetime.date.today(),
        case=_case(settings),
        attestations=_attestations(settings, rulebook),
        overrides=_overrides(settings, rulebook),
        select=_rules_or_topics(select, rulebook),
        ignore=_rules_or_topics(ignore, rulebook),
        redact=redact,
    )
    from dhr_qa.engine.run import run

    documents: list[DocumentSummary] = []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    bugs: list[str] = []
    excerpts: dict[Key, str] = {}
    read: list[Facts] = []
    private, notices = private_list(people or settings.people_file, settings, rulebook.vocabulary)
    if private is not None and redact:
        tell = private.quietly(tell)
    given = [(pack, _facts_of_pack(pack, failures, rulebook, settings, kind, tell)) for pack in packs]
    for pack, facts in joined(given, lambda pack: pack.paths == (Path(pack.name),)):
        if not facts:
            continue
        read += facts
        documents += [summary_of(each) for each in facts] + [_left_out(path) for path in pack.left_out]
        said, found, broken = run(rulebook, facts, run_settings, _progress(tell, pack.name))
        if private is not None:
            said, found, broken = private.added(facts, rulebook, run_settings, (said, found, broken))
        outcomes += said
        findings += found
        bugs += broken
        excerpts |= _plain_excerpts(rulebook, facts, run_settings, settings)
    findings = apply_waivers(findings, outcomes, settings, rulebook, run_settings.as_of, excerpts)
    tool = {
        "version": __version__,
        "rules": rulebook.version,
        "profile": run_settings.profile,
        "guidance": run_settings.guidance,
        "as_of": run_settings.as_of.isoformat(),
        "settings": settings.file,
    }
    result = Result(
        tool=tool,
        documents=tuple(documents),
        outcomes=tuple(outcomes),
        findings=ordered([*notices, *findings]),
        failures=tuple(failures),
        bugs=tuple(bugs),
        sources={each.id: each.title for each in rulebook.vocabulary.registers.get("sources", ())},
        facts=tuple(read),
        rulebook=rulebook,
    )
    if redact:
        from dhr_qa.report.scrub import scrubbed

        result = scrubbed(result, _filter(private, read, rulebook))
    return result


def inspect(
    paths: PathLike | Iterable[PathLike],
    *,
    kind: str | None = None,
    config: PathLike | None = None,
    tell: Tell | None = None,
) -> tuple[list[Facts], list[DocumentError]]:
    """The facts that the rules see, for every document, and what could not be read."""
    packs, failures = gather(paths)
    settings = settings_for(packs, config)
    rulebook = rulebook_for(settings)
    facts = [
        each for pack in packs for each in _facts_of_pack(pack, failures, rulebook, settings, kind, tell or _silent)
    ]
    return facts, failures


def filter_for(
    paths: PathLike | Iterable[PathLike], facts: Sequence[Facts], config: PathLike | None = None
) -> Callable[[str], str]:
    """What takes out of a text to be printed what documents should not hold, and the names of the private list."""
    settings = settings_for(gather(paths)[0], config)
    rulebook = rulebook_for(settings)
    private, _ = private_list(settings.people_file, settings, rulebook.vocabulary)
    return _filter(private, facts, rulebook)


def _filter(private: PrivateCheck | None, facts: Sequence[Facts], rulebook: Rulebook) -> Callable[[str], str]:
    from dhr_qa.report.secrets import secret_filter

    hide = secret_filter(facts, rulebook.vocabulary)
    scrub = private.scrub if private is not None else str
    return lambda text: hide(scrub(text))


def _plain_excerpts(
    rulebook: Rulebook, facts: Sequence[Facts], run_settings: RunSettings, settings: Settings
) -> dict[Key, str]:
    """What masked findings quote, for the waivers that name them by their words; it goes into no output."""
    from dhr_qa.engine.run import run

    rules = named_by_text(settings, rulebook) if run_settings.redact else ()
    if not rules:
        return {}
    _, findings, _ = run(rulebook, facts, replace(run_settings, redact=False, select=rules))
    return {key(finding): finding.excerpt for finding in findings}


def gather(paths: PathLike | Pack | Iterable[PathLike | Pack]) -> tuple[list[Pack], list[DocumentError]]:
    """The packs that paths name, in order, each path once, and the paths that lead nowhere."""
    from dhr_qa.documents.read import documents_in, left_out

    several = [paths] if isinstance(paths, (str, os.PathLike, Pack)) else paths
    given = [path if isinstance(path, Pack) else Path(path) for path in several]
    packs: list[Pack] = []
    failures: list[DocumentError] = []
    for path in dict.fromkeys(given):
        if isinstance(path, Pack):
            packs.append(path)
        elif path.is_dir():
            try:
                found, others = documents_in(path), left_out(path)
            except DocumentError as error:
                failures.append(error)
                continue
            if found:
                packs.append(Pack(str(path), tuple(found), tuple(others)))
            else:
                message = "There is no report in this folder that can be read."
                failures.append(DocumentError("missing", message, str(path)))
        elif path.exists():
            packs.append(Pack(str(path), (path,)))
        else:
            message = f"There is no such file or folder.{_nearest_file(path)}"
            failures.append(DocumentError("missing", message, str(path)))
    return packs, failures


def _nearest_file(path: Path) -> str:
    """' Did you mean "…"?' with the report beside it that has nearly that name, or ""."""
    from difflib import get_close_matches

    from dhr_qa.documents.read import documents_in

    try:
        by_stem = {each.stem.casefold(): each.name for each in documents_in(path.parent)}
    except DocumentError:
        return ""
    found = get_close_matches(path.stem.casefold(), by_stem, 1, 0.7)
    return f' Did you mean "{by_stem[found[0]]}"?' if found else ""


def settings_for(packs: Sequence[Pack], config: PathLike | None = None) -> Settings:
    """The settings of a run: those of `config`, else of the dhr-qa.yaml that governs every path."""
    if config is not None:
        return load(Path(config))
    found = list(dict.fromkeys(find(Path(pack.name)) for pack in packs))
    if len(found) > 1:
        files = " and ".join(shown_path(each) if each else "none" for each in found[:2])
        raise UsageError(f"these documents have different settings files ({files}); check each alone, or say --config")
    return load(found[0]) if found and found[0] else Settings()


def rulebook_for(settings: Settings) -> Rulebook:
    """The rules of the package with those of the folders that the settings name."""
    from dhr_qa.rulebook.load import load_rulebook

    for folder in settings.rule_folders:
        if not folder.exists():
            raise UsageError(f"there is no rule folder {shown_path(folder)}", settings.file)
    return load_rulebook(settings.rule_folders)


def summary_of(facts: Facts) -> DocumentSummary:
    """What was read of one document: its row in `Result.documents`."""
    document = facts.document
    unread = tuple(
        {"what": each.what, "location": {"part": "file", "label": each.where} if each.where else {}}
        for each in document.unread
    )
    return DocumentSummary(document.path, facts.kinds, document.sha256, document.words, unread)


def _left_out(path: Path) -> DocumentSummary:
    """The row of a document in a folder that was passed over."""
    what = f"the whole file: documents of this kind ({path.suffix}) are not read"
    return DocumentSummary(str(path), (), "", 0, ({"what": what, "location": {}},))


def _facts_of_pack(
    pack: Pack, failures: list[DocumentError], rulebook: Rulebook, settings: Settings, kind: str | None, tell: Tell
) -> list[Facts]:
    """The facts of every document that can be read; the others are added to `failures`."""
    from dhr_qa.documents.copies import without_copies
    from dhr_qa.documents.read import read_document
    from dhr_qa.review.read import read_facts
    from dhr_qa.review.settle import share

    if kind is not None:
        _one_of("kind", kind, DOCUMENT_KINDS)
    documents = []
    for path in pack.paths:
        tell(f"Reading {path.name}")
        try:
            documents.append(read_document(path))
        except DocumentError as error:
            failures.append(error)
    case = _case(settings)
    facts = [read_facts(each, rulebook.vocabulary, kind=kind, case=case) for each in without_copies(documents)]
    share(facts)
    return facts


def _case(settings: Settings) -> dict[str, Any]:
    """What the settings say of the case and its people, for the extractors and the rules."""
    people = [{"pseudonym": each.pseudonym, "role": each.role, "relation": each.relation} for each in settings.people]
    return {**settings.case, "people": people, "allowed-names": list(settings.allowed_names)}


def _attestations(settings: Settings, rulebook: Rulebook) -> dict[str, dict[str, Any]]:
    """Rule id to the newest answer."""
    found = {}
    for each in sorted(settings.attestations, key=lambda each: each.on):
        rule = rulebook.rule(each.rule)
        if rule is not None:
            found[rule.id] = {"answer": each.answer, "by": each.by, "on": each.on.isoformat()}
    return found


def _overrides(settings: Settings, rulebook: Rulebook) -> dict[str, Mapping[str, Any]]:
    """Rule id to what the settings change about the rule."""
    found: dict[str, Mapping[str, Any]] = {}
    for name, each in settings.rules.items():
        rule = rulebook.rule(name)
        if rule is not None:
            found[rule.id] = {"severity": each.severity, "off": each.off, "limits": each.limits}
    return found


def _rules_or_topics(names: Iterable[str], rulebook: Rulebook) -> tuple[str, ...]:
    """Rule ids (former names turned into present ones) and topics. Raises UsageError for anything else."""
    found = []
    for name in names:
        rule = rulebook.rule(name)
        if rule is None and name not in TOPICS:
            known = [*(each.id for each in rulebook.rules), *TOPICS]
            raise UsageError(f'there is no rule or topic "{name}".{did_you_mean(name, known)}')
        found.append(rule.id if rule is not None else name)
    return tuple(found)


def _one_of(what: str, value: str, values: Sequence[str]) -> str:
    if value not in values:
        raise UsageError(f'"{value}" is not a {what}.{did_you_mean(value, values)} Give {", ".join(values)}.')
    return value


def _progress(tell: Tell, name: str) -> Callable[[str], None]:
    return lambda words: tell(f"Checking {name}: {words}")


def _silent(words: str) -> None:
    """Tells nobody."""
