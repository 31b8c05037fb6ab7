"""What a command says of its options and arguments, without loading what makes a command line of it.

`Option` and `Argument` take what typer's take. The plain ways of calling a command (`quick`) read them as they are;
for all others `for_typer` puts typer's own in their place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin, get_type_hints


class Said:
    """An option (with names) or an argument (without), and whatever else typer is to know of it."""

    def __init__(self, *names: str, **more: Any) -> None:
        self.names = names
        self.more = more


def Option(*names: str, **more: Any) -> Any:
    """An option with its names."""
    return Said(*names, **more)


def Argument(**more: Any) -> Any:
    """An argument."""
    return Said(**more)


def hints(command: Callable[..., Any]) -> dict[str, Any]:
    """The declared types of a command's parameters, with what is said of them."""
    return get_type_hints(command, include_extras=True)


def for_typer(command: Callable[..., int]) -> Callable[..., int]:
    """The same command with everything said in typer's own words."""

    import inspect

    @functools.wraps(command)
    def typed(*args: Any, **options: Any) -> int:
        return command(*args, **options)

    known = {name: _typer(hint) for name, hint in hints(command).items()}
    signature = inspect.signature(command)
    parameters = [each.replace(annotation=known[name]) for name, each in signature.parameters.items()]
    typed.__annotations__ = known
    typed.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return typed


def _typer(hint: Any) -> Any:
    import typer

    if get_origin(hint) is not Annotated:
        return hint
    kind, *extras = get_args(hint)
    for each in extras:
        if isinstance(each, Said):
            said = typer.Option(*each.names, **each.more) if each.names else typer.Argument(**each.more)
            return Annotated[kind, said]
    return hint
