"""Keeps documents apart whose names have become the same by masking: the second is called "… (2)"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from msgspec.structs import replace

from dhr_qa.findings import Passage, Result
from dhr_qa.review.facts import LATER, Facts, with_known


def apart(result: Result, shown: Callable[[str], str], taken: dict[str, str]) -> Result:
    """The result with other names for documents of which another one is shown by the same name.

    `shown` says what a name will look like. `taken` holds which file each look belongs to, and takes up those of this
    result.
    """
    names: dict[str, str] = {}
    for document in result.documents:
        name, number = document.path, 1
        while taken.setdefault(shown(name), document.file) != document.file and number <= len(taken):
            number += 1
            name = _numbered(document.path, number)
        if number > 1:
            names[document.path] = name
    return _renamed(result, names) if names else result


def _numbered(path: str, number: int) -> str:
    suffix = PurePath(path).suffix
    return f"{path.removesuffix(suffix)} ({number}){suffix}"


def _renamed(result: Result, names: Mapping[str, str]) -> Result:
    def passages(given: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(replace(each, document=names.get(each.document, each.document)) for each in given)

    return replace(
        result,
        documents=tuple(replace(each, path=names.get(each.path, each.path)) for each in result.documents),
        findings=tuple(
            replace(each, document=names.get(each.document, each.document), related=passages(each.related))
            for each in result.findings
        ),
        outcomes=tuple(
            replace(each, document=names.get(each.document, each.document), evidence=passages(each.evidence))
            for each in result.outcomes
        ),
        facts=tuple(_of_other_name(each, names) for each in result.facts),
    )


def _of_other_name(facts: Facts, names: Mapping[str, str]) -> Facts:
    """The same facts; those that were found already are not looked for again, since they may be masked."""
    path = facts.document.path
    if path not in names:
        return facts
    found = {name: getattr(facts, name) for name in LATER if name in facts.__dict__}
    return with_known(replace(facts, document=replace(facts.document, path=names[path])), **found)
