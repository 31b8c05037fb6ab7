"""The rulebook of a run: the built-in rules, and folders of the user's own laid over them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dhr_qa.errors import RuleError, RuleProblem
from dhr_qa.rulebook import decode
from dhr_qa.rulebook.model import Rulebook

COMPILED = Path(__file__).parents[1] / "_rules" / "rulebook.json"
SOURCES = Path(__file__).parents[2] / "rules"

_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


class _Loaded(Struct, frozen=True):
    """A compact form, what it holds, and a name for its content."""

    compact: dict[str, Any]
    book: Rulebook
    key: str


def load_rulebook(extra: Sequence[Path] = (), use_cache: bool = True) -> Rulebook:
    """The built-in rulebook with the rule folders (or single files) in `extra` laid over it, one after another.

    Built-in rules come compiled with the package, or are compiled from the project's `rules/` folder. What was
    compiled from YAML is kept in the user's cache folder and made anew when a file changes.

    Raises RuleError, with every fault at its file, line and column, if rules cannot be used.
    """
    loaded = _built_in(use_cache, keyed=bool(extra))
    for path in extra:
        loaded = _compiled(Path(path), str(path), loaded, use_cache)
    return loaded.book


def built_in(use_cache: bool = True) -> dict[str, Any]:
    """The compact form of the built-in rulebook: what rules of one's own are laid over."""
    return _built_in(use_cache, keyed=False).compact


def _built_in(use_cache: bool, keyed: bool) -> _Loaded:
    if COMPILED.is_file():
        try:
            data = COMPILED.read_bytes()
            compact = msgspec.json.decode(data)
            book = decode.rulebook(compact)
        except (OSError, *_DAMAGED):
            raise _broken() from None
        return _Loaded(compact, book, hashlib.sha256(data).hexdigest() if keyed else "")
    if not SOURCES.is_dir():
        raise _broken()
    return _compiled(SOURCES, SOURCES.name, None, use_cache)


def _broken() -> RuleError:
    message = "the built-in rulebook is missing or damaged; install dhr-qa again"
    return RuleError([RuleProblem(message, str(COMPILED))])


def _compiled(path: Path, shown: str, base: _Loaded | None, use_cache: bool) -> _Loaded:
    """A folder compiled, or found in the cache under a name made of all that it depends on."""
    from dhr_qa.rulebook import cache
    from dhr_qa.rulebook.files import rule_files

    files = rule_files(path, shown)
    parts = [part for file in files for part in (file.name, file.relative, file.data)]
    key = cache.key([cache.stamp(), base.key if base else "", *parts])
    if use_cache:
        known = cache.fetch(f"rulebook-{key}")
        try:
            return _Loaded(known, decode.rulebook(known), key)
        except _DAMAGED:
            pass  # nothing there, or nothing of use: it is compiled anew
    from dhr_qa.rulebook.compile import compile_files

    compact = compile_files(files, base.compact if base else None, use_cache)
    if use_cache:
        cache.store(f"rulebook-{key}", compact)
    return _Loaded(compact, decode.rulebook(compact), key)
