"""Tests of fields: equal, any of, between limits, present, with these words; certain about imprecise dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from dhr_qa.engine.groups import as_groups
from dhr_qa.engine.nodes import plain
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.results import CannotCheck
from dhr_qa.engine.scope import Scope
from dhr_qa.language.fold import folded
from dhr_qa.review.facts import Event, When
from dhr_qa.rulebook.surface import SYMBOLIC_LIMIT

_SYMBOL = re.compile(SYMBOLIC_LIMIT)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
Get = Callable[[str], Any]
#: What is asked of a value, with what it may have to look up to answer.
Test = Callable[[Any, Get, Scope, Reading | None], bool]


def holds(where: Mapping[str, Any], get: Get, scope: Scope, reading: Reading | None = None) -> bool:
    """Whether every field tested is as it should be. `get` gives a field's value by its name.

    Raises CannotCheck for a limit that the document or the configuration does not give.
    """
    known = scope.session.tests.get(id(where))
    if known is None:  # kept with what is written, so that its id stays its own
        known = scope.session.tests[id(where)] = (where, [(name, _test(written)) for name, written in where.items()])
    for name, test in known[1]:  # noqa: SIM110  a loop takes half the time
        if not test(get(name), get, scope, reading):
            return False
    return True


def _test(written: Any) -> Test:
    """What is written of a field, ready to be asked of many values."""
    if isinstance(written, Mapping):
        parts = [part for name in written if (part := _operator(name, written)) is not None]
        return parts[0] if len(parts) == 1 else _all_of(parts)
    if isinstance(written, (list, tuple, set, frozenset)):
        several = list(written)
        return lambda value, get, scope, reading: any(same(value, one) for one in several)
    return lambda value, get, scope, reading: same(value, written)


def _all_of(parts: Sequence[Test]) -> Test:
    return lambda value, get, scope, reading: all(part(value, get, scope, reading) for part in parts)


def _operator(name: str, test: Mapping[str, Any]) -> Test | None:
    wanted = test[name]
    if name in ("not", "not_"):
        inner = _test(wanted)
        return lambda value, get, scope, reading: not inner(value, get, scope, reading)
    if name == "any":
        return _test(wanted)
    if name == "present":
        return lambda value, get, scope, reading: is_present(value) == bool(wanted)
    if name in ("min", "max"):
        return _limited(name, wanted, bool(test.get("about")))
    if name in ("mentions", "without"):
        return _with_words(as_groups(wanted), wanted_there=name == "mentions")
    return None  # "about" goes with min and max


def _limited(side: str, written: Any, about: bool) -> Test:
    def test(value: Any, get: Get, scope: Scope, reading: Reading | None) -> bool:
        bound = written if isinstance(written, (int, float)) else limit(written, get, scope, reading)
        if isinstance(value, (list, tuple)):
            return any(within(one, side, bound, about) for one in value)
        return within(value, side, bound, about)

    return test


def _with_words(groups: Sequence[Any], wanted_there: bool) -> Test:
    def test(value: Any, get: Get, scope: Scope, reading: Reading | None) -> bool:
        texts = [str(one) for one in (value if isinstance(value, (list, tuple)) else (value,)) if one is not None]
        hits = (_occurs(group, texts, scope, reading) for group in groups)
        return all(hits) if wanted_there else not any(hits)

    return test


def _occurs(group: Any, texts: Sequence[str], scope: Scope, reading: Reading | None) -> bool:
    if not texts:
        return False
    found = reading.matcher(group) if reading is not None else scope.session.groups.matcher(group)
    return found is not None and any(found.found_in(text) for text in texts)


def is_present(value: Any) -> bool:
    """Whether a field holds something."""
    if value is None or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, (list, tuple, dict)):
        return len(value) > 0
    return True


def same(value: Any, wanted: Any) -> bool:
    """Whether a field's value, or one of its several values, is the one written."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(same(one, wanted) for one in value)
    if isinstance(wanted, bool) or isinstance(value, bool):
        return bool(value) is bool(wanted)
    if value is None:
        return wanted is None
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return value == wanted
    value, wanted = str(value), str(wanted)
    return value == wanted or _plainly(value) == _plainly(wanted)


@lru_cache(maxsize=1024)
def _plainly(text: str) -> str:
    return folded(text).strip()


def limit(written: Any, get: Get | None, scope: Scope, reading: Reading | None) -> Any:
    """A limit as a number or a When. Raises CannotCheck for a symbolic one that is not known."""
    if not isinstance(written, str):
        return as_when(written) or written
    if _ISO.fullmatch(written):
        return as_when(written)
    match = _SYMBOL.match(written)
    if match is None:
        return number_of(written)
    symbol, days = match.group(1), int(match.group(2) or 0)
    found = _symbol(symbol, get, scope, reading)
    if isinstance(found, When):
        shift = datetime.timedelta(days=days)
        moved = replace(found, earliest=found.earliest + shift, latest=found.latest + shift)
        return replace(moved, text=plain(moved.latest)) if days else moved
    return found + days if isinstance(found, (int, float)) else found


def _symbol(symbol: str, get: Get | None, scope: Scope, reading: Reading | None) -> Any:
    if symbol == "as-of":
        return as_when(scope.session.settings.as_of)
    source, _, name = symbol.partition(":")
    if source == "event":
        events = [
            event
            for one in ([reading] if reading is not None else []) + [r for r in scope.readings if r is not reading]
            for event in one.facts.events
            if event.name == name and scope.takes(one.kinds[event.block])
        ]
        if not events:
            raise CannotCheck(f"the date of the {name.replace('-', ' ')} was not recognised in the document")
        return most_precise(events).when
    if source == "case":
        value = case_of(scope).get(name)
        if value in (None, ""):
            raise CannotCheck(f'the configuration does not say "{name}" of the case')
        return as_when(value) or value
    value = get(name) if get is not None else None
    return as_when(value) or (number_of(value) if isinstance(value, str) else value)


def case_of(scope: Scope) -> dict[str, Any]:
    """What is known of the case: the configuration, then the document."""
    known: dict[str, Any] = {}
    for reading in scope.readings:
        for name, value in reading.facts.case.items():
            known.setdefault(name, value)
    return known | {name: value for name, value in scope.session.settings.case.items() if value not in (None, "")}


def most_precise(events: Iterable[Event]) -> Event:
    """Of several mentions of one event the first with the most exact date."""
    return min(events, key=lambda event: (bool(event.when.problem), event.when.latest - event.when.earliest))


def as_when(value: Any) -> When | None:
    """A date in any form as a When, or None."""
    if isinstance(value, When):
        return value
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return When(value, value, "day", plain(value))
    if isinstance(value, str) and _ISO.match(value):
        try:
            day = datetime.date.fromisoformat(value[:10])
        except ValueError:
            return None
        return When(day, day, "day", plain(day))
    return None


def number_of(value: Any) -> float | None:
    """The number in a value, or None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return value
    found = _FIRST_NUMBER.search(str(value))
    return float(found.group().replace(",", "")) if found else None


def within(value: Any, side: str, bound: Any, possibly: bool = False) -> bool:
    """Whether a value keeps to one limit; of imprecise dates: certainly, or at least possibly."""
    if value is None or bound is None:
        return False
    if isinstance(bound, When):
        when = as_when(value)
        if when is None:
            return False
        if possibly:
            return when.latest >= bound.earliest if side == "min" else when.earliest <= bound.latest
        return when.earliest >= bound.latest if side == "min" else when.latest <= bound.earliest
    number = number_of(value)
    if number is None or not isinstance(bound, (int, float)):
        return False
    return number >= bound if side == "min" else number <= bound
