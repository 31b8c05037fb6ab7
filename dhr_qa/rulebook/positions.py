"""Where a fault stands in a rule file, and how it is said: line, column, plain words, the nearest right spelling."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from dhr_qa.errors import RuleProblem
from dhr_qa.rulebook.yaml_text import Places

Path = Sequence[str | int]

_QUOTED = re.compile(r"'([^']*)'")
_WHOLE = "this must be a whole number"
_WANTED = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}


def near(word: str, known: Iterable[str]) -> str:
    """`; did you mean "…"?` for the nearest of the known words; nothing where none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{found[0]}"?' if found else ""


def place(places: Places, path: Path, key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the value at `path`, or of its key.

    Steps that are not in the file are passed over: the models know steps (the kind of a check, an item of a
    list written as one value) that the author never wrote.
    """
    node, key_place = places, (places[0], places[1])
    for step in path:
        children = node[2]
        if isinstance(children, dict) and step in children:
            line, column, node = children[step]
            key_place = (line, column)
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            node = children[step]
            key_place = (node[0], node[1])
    return key_place if key else (node[0], node[1])


def problem(message: str, file: str, places: Places, path: Path = (), key: bool = False) -> RuleProblem:
    """A fault at the value (or key) at `path`."""
    line, column = place(places, path, key)
    return RuleProblem(message, file, line, column)


def schema_problems(
    errors: Iterable[Mapping[str, Any]], model: Any, file: str, places: Places, path: Path = ()
) -> list[RuleProblem]:
    """The errors of a pydantic ValidationError as faults, one for each place in the file.

    `model` is the class or annotation that was validated, `path` where its value stands in the file.
    """
    found: dict[tuple[int | None, int | None, str], RuleProblem] = {}
    for error in errors:
        unknown = error["type"] == "extra_forbidden"
        fault = problem(_words(error, model), file, places, (*path, *error["loc"]), key=unknown)
        # A value that fits none of several types gives one error for each; several keys may be missing.
        missing = fault.message if error["type"] == "missing" else ""
        known = found.setdefault((fault.line, fault.column, missing), fault)
        if error["type"] == "float_type" and known.message == _WHOLE:
            found[fault.line, fault.column, missing] = fault  # a whole number would do, and so would any other
    return list(found.values())


def _words(error: Mapping[str, Any], model: Any) -> str:
    """One error of pydantic in plain words."""
    kind, loc, given = error["type"], error["loc"], error.get("input")
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    context = error.get("ctx") or {}
    if kind == "extra_forbidden":
        return f'unknown key "{name}"{near(name, _keys(model, loc[:-1]))}'
    if kind == "missing":
        return f'the key "{name}" is missing'
    if kind == "literal_error" and not isinstance(given, str):
        kind = "string_type"
    if kind in ("literal_error", "union_tag_invalid"):
        known = _QUOTED.findall(str(context.get("expected") or context.get("expected_tags")))
        word = str(context.get("tag", given))
        what = "kind" if kind == "union_tag_invalid" else _field(model, loc)
        return f'"{word}" is not a value of "{what}"{near(word, known) or "; it can be " + ", ".join(known)}'
    if kind == "union_tag_not_found":
        return f'the key "kind" is missing in "{name}"'
    if kind in _WANTED:
        return f"this must be {_WANTED[kind]}{_hint(kind, given)}"
    if kind == "value_error":
        return str(context["error"])
    text = str(error["msg"])
    for said, plain in (("Input should", "this should"), ("List should", "the list should")):
        text = text.replace(said, plain)
    return text[0].lower() + text[1:]


def _hint(kind: str, given: Any) -> str:
    if given is None:
        return ", but there is nothing"
    if kind == "string_type" and isinstance(given, (bool, int, float)):
        return f", not {'true or false' if isinstance(given, bool) else 'a number'}: put it in quotes"
    return ""


def _models_in(annotation: Any) -> set[Any]:
    """The models named in an annotation, however deep."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return {annotation}
    return {model for inner in typing.get_args(annotation) for model in _models_in(inner)}


def _models_at(model: Any, loc: Path) -> set[Any]:
    """The models that may stand at a place: by field, then narrowed by the tags that pydantic adds."""
    current = _models_in(model)
    for step in loc:
        if not isinstance(step, str):
            continue
        fields = [info.annotation for known in current for info in known.model_fields.values() if info.alias == step]
        if fields:
            current = {inner for annotation in fields for inner in _models_in(annotation)}
        else:
            current = {known for known in current if step in known.__name__.lower()} or current
    return current


def _keys(model: Any, loc: Path) -> list[str]:
    return sorted({info.alias for known in _models_at(model, loc) for info in known.model_fields.values()})


def _field(model: Any, loc: Path) -> str:
    """The last written key of a place; steps that only pydantic knows are left out."""
    names = [step for step in loc if isinstance(step, str)]
    for end in range(len(names), 0, -1):
        if names[end - 1] in _keys(model, names[: end - 1]):
            return names[end - 1]
    return names[-1] if names else ""
