"""The plain ways of calling a command, without loading what parses, explains and completes all the others.

Options are read from the same declarations as typer reads. Whatever is not plainly right here (help, a wrong
value, an option written together with its value) goes typer's way, which knows what to say about it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from dhr_qa.cli.said import Said, hints

Take = tuple[str, Callable[[str], Any] | None, bool]  #: parameter, reader of its value (None: a flag), and "several"


def quick(args: Sequence[str]) -> Callable[[], int] | None:
    """What runs `check` or `hook` with these arguments, or None where they have to go the long way."""
    if "--" in args or any(name.endswith("_COMPLETE") for name in os.environ):
        return None
    command: Callable[..., int]
    if args[:1] == ["check"]:
        from dhr_qa.cli import check

        command = check.command
    elif args[:1] == ["hook"]:
        from dhr_qa.cli import hook

        command = hook.command
    else:
        return None
    found = parsed(command, args[1:])
    return None if found is None else partial(command, **found)


def parsed(command: Callable[..., int], args: Sequence[str]) -> dict[str, Any] | None:
    """The parameters of a command from arguments, or None where that is not plain."""
    options, rest = _declared(command)
    found: dict[str, Any] = {}
    places: list[Path] = []
    left = list(args)[::-1]
    while left:
        arg = left.pop()
        if not arg.startswith("-"):
            places.append(Path(arg))
            if not arg:
                return None
            continue
        name, equals, value = arg.partition("=")
        if name not in options or (equals and not name.startswith("--")):
            return None
        parameter, read, several = options[name]
        if read is None:
            if equals:
                return None
            found[parameter] = several  # of a flag: what it says
            continue
        if not equals:
            value = left.pop() if left else ""
        if not value or value.startswith("-"):
            return None
        try:
            known = read(value)
        except ValueError:
            return None
        found[parameter] = [*found.get(parameter, ()), known] if several else known
    return {rest: places, **found} if places else None


def _declared(command: Callable[..., int]) -> tuple[dict[str, Take], str]:
    """Options by every name that is understood here, and the parameter that takes the paths."""
    options: dict[str, Take] = {}
    rest = ""
    for parameter, declared in hints(command).items():
        kind, *extras = get_args(declared) or (declared,)
        said = next((each for each in extras if isinstance(each, Said)), None)
        if said is None:
            continue
        if not said.names:
            rest = parameter
        kinds = [each for each in (get_args(kind) if NoneType in get_args(kind) else (kind,)) if each is not NoneType]
        for name in said.names:
            if kinds == [bool]:
                yes, _, no = name.partition("/")
                options[yes] = (parameter, None, True)
                if no:
                    options[no] = (parameter, None, False)
            elif len(kinds) == 1 and (read := _reader(kinds[0])) is not None:
                options[name] = (parameter, read, get_origin(kinds[0]) is list)
    return options, rest


def _reader(kind: Any) -> Callable[[str], Any] | None:
    """What makes a value of a type out of a word; it raises ValueError for a wrong one."""
    if get_origin(kind) is list:
        return _reader(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return partial(_one_of, get_args(kind))
    readers: dict[Any, Callable[[str], Any]] = {str: str, Path: Path}
    return readers.get(kind)


def _one_of(values: Sequence[str], word: str) -> str:
    if word not in values:
        raise ValueError(word)
    return word
