"""Rule files to the compact form: read, checked against the schema, checked for sense, put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from dhr_qa.errors import RuleError, RuleProblem
from dhr_qa.findings import TOPICS
from dhr_qa.rulebook import cache, decode, encode, vocabularies
from dhr_qa.rulebook.files import RuleFile, rule_files
from dhr_qa.rulebook.known import Known
from dhr_qa.rulebook.model import PROFILES
from dhr_qa.rulebook.positions import problem, schema_problems
from dhr_qa.rulebook.prepare import prepared
from dhr_qa.rulebook.validate import rule_problems
from dhr_qa.rulebook.vocabulary_faults import phrase_problems, reference_problems
from dhr_qa.rulebook.walk import listed
from dhr_qa.rulebook.yaml_text import Parsed, parse_yaml

PROFILES_FILE = "profiles.yaml"
MAX_RULES = 1000  #: rules of one folder
MAX_PROBLEMS = 200  #: faults that are listed

Compact = dict[str, Any]


class _Work(Struct):
    """What is known while the files of one folder are put together."""

    base: Mapping[str, Any] | None
    problems: list[RuleProblem] = field(default_factory=list)
    vocabularies: list[tuple[RuleFile, Parsed]] = field(default_factory=list)
    rules: list[tuple[RuleFile, Parsed]] = field(default_factory=list)
    profiles: tuple[RuleFile, Parsed] | None = None


def compile_rules(folder: Path) -> Compact:
    """The compact form of a whole rulebook in `folder`: what the wheel carries as rulebook.json.

    Raises RuleError with every fault found.
    """
    return compile_files(rule_files(folder, shown=folder.name))


def compile_files(files: Sequence[RuleFile], base: Mapping[str, Any] | None = None, use_cache: bool = False) -> Compact:
    """The compact form of these files, laid over `base` (the built-in rulebook) where it is given.

    Raises RuleError with every fault found, in the order of the files.
    """
    work = _Work(base)
    _sort_out(work, files, use_cache)
    vocabulary = _vocabulary(work)
    rules = _rules(work, vocabulary)
    version, profiles = _profiles(work)
    if work.problems:
        order = {file.name: number for number, file in enumerate(files)}
        work.problems.sort(key=lambda one: (order.get(one.file, -1), one.line or 0, one.column or 0))
        raise RuleError(work.problems[:MAX_PROBLEMS])
    return {
        "format": decode.FORMAT,
        "version": version,
        "profiles": profiles,
        "vocabulary": vocabulary,
        "rules": sorted(rules, key=lambda rule: (TOPICS.index(rule["topic"]), rule["file"], rule["line"])),
        "prepared": prepared(vocabulary, rules),
    }


def _sort_out(work: _Work, files: Sequence[RuleFile], use_cache: bool) -> None:
    """Every file read, and put with its kind: a list is rules, a mapping is vocabulary."""
    for file in files:
        try:
            parsed = _parsed(file, use_cache)
        except RuleProblem as fault:
            work.problems.append(fault)
            continue
        if parsed.data is None:
            work.problems.append(RuleProblem("the file is empty", file.name, 1, 1))
        elif file.relative == PROFILES_FILE:
            work.profiles = (file, parsed)
        elif isinstance(parsed.data, dict):
            work.vocabularies.append((file, parsed))
        elif isinstance(parsed.data, list):
            work.rules.append((file, parsed))
        else:
            message = "a rule file is a list of rules, and a vocabulary file a mapping with phrases and registers"
            work.problems.append(problem(message, file.name, parsed.places))


def _parsed(file: RuleFile, use_cache: bool) -> Parsed:
    """The data and places of a file; kept by its content, since parsing is the slowest part."""
    if not use_cache:
        return parse_yaml(file.text(), file.name)
    name = "file-" + cache.key([cache.stamp(), file.data])
    known = cache.fetch(name)
    if isinstance(known, dict) and isinstance(known.get("places"), list) and "data" in known:
        return Parsed(known["data"], known["places"])
    parsed = parse_yaml(file.text(), file.name)
    cache.store(name, {"data": parsed.data, "places": parsed.places})
    return parsed


def _schema(what: str, data: Any) -> tuple[list[dict[str, Any]], Any]:
    """The errors of data against a model of the written form, and the model."""
    from pydantic import ValidationError

    from dhr_qa.rulebook.schema import adapter, models

    model = models()[what]
    try:
        adapter(what).validate_python(data)
    except ValidationError as error:
        return [dict(one) for one in error.errors(include_url=False)], model
    return [], model


def _vocabulary(work: _Work) -> vocabularies.Layer:
    layer: vocabularies.Layer = {"phrases": {}, "registers": {}}
    origin: dict[tuple[str, str], tuple[RuleFile, Parsed]] = {}
    sound = []
    for file, parsed in work.vocabularies:
        errors, model = _schema("vocabulary", parsed.data)
        if errors:
            work.problems += schema_problems(errors, model, file.name, parsed.places)
            continue
        sound.append((file, parsed))
        work.problems += phrase_problems(parsed.data, parsed, file.name)
        more = encode.vocabulary(parsed.data)
        work.problems += vocabularies.add(layer, more, parsed, file.name)
        origin |= {(sort, name): (file, parsed) for sort in more for name in more[sort]}
    base = work.base["vocabulary"] if work.base else vocabularies.EMPTY
    whole, faults = vocabularies.merged(base, layer)
    for message, path in faults:
        file, parsed = origin[str(path[0]), str(path[1])]
        work.problems.append(problem(message, file.name, parsed.places, path))
    for file, parsed in sound:
        work.problems += reference_problems(parsed.data, whole, parsed, file.name)
    return whole


def _rules(work: _Work, vocabulary: vocabularies.Layer) -> list[Compact]:
    """The rules of all files with those of the base, each id once."""
    known = Known(decode.vocabulary(vocabulary))
    # Where a vocabulary file could not be used, its names are missing: that is not the rules' fault.
    complete = not work.problems
    rules = {rule["id"]: rule for rule in (work.base or {}).get("rules", ())}
    built_in = dict(rules)
    taken: dict[str, str] = {alias: rule["id"] for rule in built_in.values() for alias in rule["aliases"]}
    own: dict[str, str] = {}
    count = 0
    for file, parsed in work.rules:
        for number, raw in enumerate(parsed.data):
            count += 1
            if count > MAX_RULES:
                message = f"more than {MAX_RULES} rules in one folder"
                work.problems.append(problem(message, file.name, parsed.places, (number,)))
                return []
            errors, model = _schema("rule", raw)
            if errors:
                work.problems += schema_problems(errors, model, file.name, parsed.places, (number,))
                continue
            if complete:
                work.problems += rule_problems(raw, known, file.name, parsed.places, (number,))
            fault = _identity(raw, built_in, own, taken)
            if fault:
                work.problems.append(problem(fault, file.name, parsed.places, (number, "id")))
                continue
            line = parsed.places[2][number][0]
            own |= dict.fromkeys((raw["id"], *listed(raw.get("aliases"))), f"{file.name}:{line}")
            rules[raw["id"]] = encode.rule(raw, file.name, parsed.places[2][number])
    return list(rules.values())


def _identity(
    raw: Mapping[str, Any], built_in: Mapping[str, Any], own: Mapping[str, str], taken: Mapping[str, str]
) -> str:
    """Why a rule may not have the id that it has; "" if it may."""
    id = raw["id"]
    for name in (id, *listed(raw.get("aliases"))):
        if name in own:
            return f'the id "{name}" is taken by the rule at {own[name]}'
        if name in taken and taken[name] != id:
            return f'"{name}" is a former name of the rule "{taken[name]}"'
    if raw.get("overrides"):
        return "" if id in built_in else f'"overrides" is true, but there is no built-in rule "{id}"'
    if id in built_in:
        return f'there is a built-in rule "{id}" already; to put this one in its place, write "overrides: true"'
    return ""


def _profiles(work: _Work) -> tuple[str, dict[str, str]]:
    """The rulebook's version, and the stages with what they mean."""
    if work.base is not None:
        if work.profiles is not None:
            file, parsed = work.profiles
            message = f"{PROFILES_FILE} belongs to the built-in rulebook; a folder of your own has none"
            work.problems.append(problem(message, file.name, parsed.places))
        return work.base["version"], work.base["profiles"]
    if work.profiles is None:
        return "", {}
    file, parsed = work.profiles
    errors, model = _schema("profiles", parsed.data)
    if errors:
        work.problems += schema_problems(errors, model, file.name, parsed.places)
        return "", {}
    profiles = parsed.data["profiles"]
    if tuple(profiles) != PROFILES:
        message = f"the profiles are, in this order: {', '.join(PROFILES)}"
        work.problems.append(problem(message, file.name, parsed.places, ("profiles",)))
    for before, name in zip(("", *PROFILES), PROFILES, strict=False):
        if name in profiles and (profiles[name].get("extends") or "") != before:
            message = f'"{name}" extends "{before}"' if before else f'"{name}" extends nothing'
            work.problems.append(problem(message, file.name, parsed.places, ("profiles", name)))
    return parsed.data["version"], {name: one["title"] for name, one in profiles.items()}
