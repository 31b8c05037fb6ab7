"""Rules made at random come back as they were written; junk made at random is refused with a place, never a crash."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dhr_qa.rulebook import decode
from dhr_qa.rulebook.model import Group, Selector
from dhr_qa.rulebook.surface import SELECTOR_OPTIONS
from tests.rulebook.made import compiled, faults


def _dumped(data: Any) -> str:
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.representer.ignore_aliases = lambda _: True
    yaml.dump(data, out)
    return out.getvalue()


_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="{}\ufeff"
)
_TEXT = st.text(_LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip() == text)
_GROUP = st.sampled_from(["family", "dated-terms", "people:victim", "register:events"]) | st.fixed_dictionaries(
    {"any": st.lists(st.sampled_from(["the panel", "@family", "relative*", "(a|b) c"]), min_size=1, max_size=3)}
)


def _one_or_more(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return strategy | st.lists(strategy, min_size=1, max_size=3)


_SCALARS = st.booleans() | st.integers(-99, 99) | _TEXT
_OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "role": _one_or_more(st.sampled_from(["panel", "family-involvement"])),
    "role-not": _one_or_more(st.sampled_from(["panel", "family-involvement"])),
    "parts": _one_or_more(st.sampled_from(["body", "table", "header"])),
    "mentions": _one_or_more(_GROUP),
    "without": _one_or_more(_GROUP),
    "window": st.integers(0, 5),
    "limit": st.integers(1, 9),
    "quotations": st.sampled_from(["include", "exclude", "only"]),
    "position": st.just({"from": 0.25, "to": 0.5}),
    "table": _one_or_more(st.just("action-plan")),
    "where": st.dictionaries(
        st.sampled_from(["words", "text"]),
        _one_or_more(_SCALARS) | st.fixed_dictionaries({"min": st.integers(0, 9), "present": st.booleans()}),
        min_size=1, max_size=2,
    ),
}  # fmt: skip
_SELECTOR = st.sampled_from(["sentence", "paragraph", "heading", "note"]).flatmap(
    lambda select: st.fixed_dictionaries(
        {"select": st.just(select)},
        optional={key: value for key, value in _OPTIONS.items() if key in SELECTOR_OPTIONS[select]},
    )
)
_RULE = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True),
        "title": _TEXT,
        "topic": st.just("structure"),
        "severity": st.sampled_from(["critical", "major", "minor", "info"]),
        "confidence": st.just("certain"),
        "since": st.just("0.1"),
        "applies-to": st.just({"documents": ["any"]}),
        "rationale": _TEXT,
        "given": _SELECTOR,
        "check": st.fixed_dictionaries({"kind": st.just("count"), "max": st.integers(0, 9)}),
        "message": _TEXT,
        "remedy": _TEXT,
        "examples": st.fixed_dictionaries(
            {"pass": st.just([{"text": "a"}]), "fail": st.lists(
                st.fixed_dictionaries({"text": _TEXT, "expect": st.just([{"message": "m"}])}), min_size=1, max_size=2)}
        ),
    }
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(_RULE)
def test_what_is_written_is_what_is_loaded(raw: dict[str, Any]) -> None:
    whole = decode.rulebook(json.loads(json.dumps(compiled(_dumped([raw])))))
    rule = whole.rules[0]
    assert (rule.id, rule.title, rule.severity, rule.rationale) == (
        raw["id"], raw["title"], raw["severity"], raw["rationale"],
    )  # fmt: skip
    assert [example["text"] for example in rule.examples["fail"]] == [one["text"] for one in raw["examples"]["fail"]]
    selector, written = rule.parts[0].given, raw["given"]
    for option, value in written.items():
        loaded = getattr(selector, option.replace("-", "_"))
        several = value if isinstance(value, list) else [value]
        if option in ("mentions", "without"):
            wanted: Any = tuple(Group(one) if isinstance(one, str) else Group(any=tuple(one["any"])) for one in several)
        elif option in ("role", "role-not", "parts"):
            wanted = tuple(several)
        elif option == "table":
            wanted = several[0] if len(several) == 1 else tuple(several)
        else:
            wanted = (0.25, 0.5) if option == "position" else value
        assert loaded == wanted
    untouched = Selector(written["select"])
    for option in set(_OPTIONS) - set(written):
        assert getattr(selector, option.replace("-", "_")) == getattr(untouched, option.replace("-", "_"))


# Whatever a file holds, the loader either reads it or says what is wrong.

_KEYS = (
    "id", "title", "topic", "given", "check", "checks", "when", "select", "kind", "role", "mentions", "any",
    "all", "not", "where", "min", "max", "message", "examples", "pass", "fail", "text", "expect", "at",
    "unless", "to", "register", "key", "phrases", "registers", "say", "forms", "applies-to", "documents",
    "guidance", "source", "position", "from", "of", "by", "otherwise", "question", "fallback", "patterns",
    "case", "aliases",
)  # fmt: skip
_WORDS = st.sampled_from(["sentence", "count", "panel", "family", "major", "any", "@family", "event:death"])
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-9, 9, width=16) | _TEXT | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
    max_leaves=25,
)


def _spoilt(raw: dict[str, Any], junk: dict[str, Any]) -> dict[str, Any]:
    return {**raw, **junk}


@settings(max_examples=120, deadline=None)
@given(_JUNK | st.lists(_JUNK, max_size=3) | st.builds(_spoilt, _RULE, st.dictionaries(
    st.sampled_from(["given", "check", "when", "checks", "message", "examples", "applies-to", "guidance", "aliases"]),
    _JUNK, max_size=3)).map(lambda rule: [rule]))  # fmt: skip
def test_junk_gives_faults_and_nothing_else(data: Any) -> None:
    for found in faults(_dumped(data)):
        assert found.count(":") >= 3


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["phrases", "registers", "x"]), _JUNK | st.dictionaries(
    st.sampled_from(["a", "b-c", "sections"]), _JUNK, max_size=2), max_size=2))  # fmt: skip
def test_junk_in_a_vocabulary_gives_faults_and_nothing_else(data: Any) -> None:
    for found in faults(vocabulary=_dumped(data)):
        assert found.count(":") >= 3
