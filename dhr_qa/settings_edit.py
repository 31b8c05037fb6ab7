"""Writes a waiver or an answer into the text of `dhr-qa.yaml`, and leaves every other line as it is.

A new entry is put in as lines of text; only where the file is written in a way that does not allow it
(a list in brackets, an entry that is to be changed) the whole file is written anew by ruamel.yaml, which
keeps comments too. Either way the result is read again and must say what the old file said, and the new.
"""

from __future__ import annotations

import copy
import datetime
import io
import re
from collections.abc import Mapping
from typing import Any

from dhr_qa.errors import RuleProblem, UsageError
from dhr_qa.rulebook.yaml_text import parse_yaml

Item = Mapping[str, str]

HEADER = "# Settings of dhr-qa for this review. `dhr-qa init REPORT` writes a fuller one, with every key explained.\n"
_TOP_KEY = re.compile(r"[^\s#\-'\"\[\]{}]")
_ITEM = re.compile(r"( *)- ")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_WORDS_OF_YAML = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def with_entry(text: str, section: str, item: Item, same: tuple[str, ...], file: str) -> tuple[str, bool]:
    """`text` with `item` in its list `section`: the new text, and whether an entry there already was changed.

    An entry is the same where its keys `same` are equal (a missing one is empty). `text` is a settings file
    that has no fault, "" for none. Raises UsageError where the file cannot be changed without harm.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    old = parse_yaml(plain, file).data or {}
    entries = list(old.get(section) or [])
    known = next((place for place, entry in enumerate(entries) if _same(entry, item, same)), None)
    wanted = copy.deepcopy(old)
    made = ""
    if known is None:
        wanted[section] = [*entries, dict(item)]
        if not _in_brackets(plain, section):
            made = _inserted(plain, section, item, bool(entries))
    else:
        wanted[section] = [*entries[:known], {**entries[known], **item}, *entries[known + 1 :]]
    if not made or _data(made, file) != wanted:
        made = _rewritten(plain, section, item, known)
    if _data(made, file) != wanted:
        message = "this settings file is written in a way that cannot be changed safely; add the entry by hand"
        raise UsageError(message, file)
    return made.replace("\n", newline), known is not None


def _same(entry: Any, item: Item, keys: tuple[str, ...]) -> bool:
    return isinstance(entry, dict) and all(str(entry.get(key, "")) == str(item.get(key, "")) for key in keys)


def _data(text: str, file: str) -> Any:
    try:
        return parse_yaml(text, file).data
    except RuleProblem:
        return None


def _in_brackets(text: str, section: str) -> bool:
    return re.search(rf"^{section}:[^\S\n]*[\[{{]", text, re.MULTILINE) is not None


def _inserted(text: str, section: str, item: Item, filled: bool) -> str:
    """The text with the lines of a new entry put in after the last one, or at the end under a new key."""
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if re.match(rf"{section}:", line)), None)
    if start is None:
        before = (text if text.endswith("\n") or not text else text + "\n") or HEADER
        return f"{before}\n{section}:\n{_lines(item, '  ')}"
    end = next((number for number in range(start + 1, len(lines)) if _TOP_KEY.match(lines[number])), len(lines))
    inside = lines[start + 1 : end]
    indent = next((found[1] for line in inside if (found := _ITEM.match(line))), "  ") if filled else "  "
    said = [place for place, line in enumerate(inside) if line.strip() and not line.lstrip().startswith("#")]
    last = start + 1 + said[-1] if filled and said else start
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    return "".join([*lines[: last + 1], _lines(item, indent), *lines[last + 1 :]])


def _lines(item: Item, indent: str) -> str:
    """An entry of a list as lines."""
    keys = [f"{key}: {scalar(value)}" for key, value in item.items()]
    return "".join(f"{indent}{'  ' if number else '- '}{line}\n" for number, line in enumerate(keys))


def scalar(value: str) -> str:
    """A value as YAML: dates and simple words as they are, anything else in double quotes."""
    if _DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and value.casefold() not in _WORDS_OF_YAML):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _rewritten(text: str, section: str, item: Item, known: int | None) -> str:
    """The file written anew by ruamel.yaml, with an entry added or (place `known`) changed."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    offset = next((len(found[1]) for line in text.splitlines() if (found := _ITEM.match(line))), 2)
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    data = yaml.load(text)
    if data is None:
        data = CommentedMap()

    entry: dict[str, Any] = {}
    for key, words in item.items():
        if _DATE.fullmatch(words):
            entry[key] = datetime.date.fromisoformat(words)
        else:
            entry[key] = words if scalar(words) == words else DoubleQuotedScalarString(words)
    if known is None:
        if not data.get(section):
            data[section] = []
        data[section].append(CommentedMap(entry))
    else:
        data[section][known].update(entry)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()
