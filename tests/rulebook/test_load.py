"""Loading: the built-in rules, folders of one's own, the cache, and how little a run has to import."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dhr_qa.errors import RuleError
from dhr_qa.rulebook import cache, compile, decode, load
from dhr_qa.rulebook.load import load_rulebook
from tests.rulebook.made import RULE, changed, compiled, whole, write


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DHR_QA_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small rulebook in the place of the project's own."""
    folder = whole(tmp_path / "rules")
    monkeypatch.setattr(load, "SOURCES", folder)
    monkeypatch.setattr(load, "COMPILED", tmp_path / "none.json")
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever rules are compiled."""
    count: list[int] = []
    real = compile.compile_files

    def counted(*args: Any, **kwargs: Any) -> Any:
        count.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(compile, "compile_files", counted)
    return count


def entries() -> list[Path]:
    folder = cache.folder()
    assert folder is not None
    return sorted(folder.glob("rulebook-*.json"))


def test_rules_are_compiled_once(rules: Path, compilations: list[int]) -> None:
    first = load_rulebook()
    assert [rule.id for rule in first.rules] == ["family-draft-shared"]
    assert (first.version, first.rules[0].file) == ("2026.11", "rules/family-voice/draft.yaml")
    assert len(compilations) == 1
    again = load_rulebook()
    assert len(compilations) == 1
    assert again.rules[0].parts == first.rules[0].parts
    assert again.vocabulary == first.vocabulary


def test_a_changed_file_is_compiled_anew(rules: Path, compilations: list[int]) -> None:
    load_rulebook()
    write(rules, **{"family-voice__draft": changed(("severity: major", "severity: minor"))})
    assert load_rulebook().rules[0].severity == "minor"
    assert len(compilations) == 2
    (rules / "family-voice" / "draft.yaml").unlink()
    assert load_rulebook().rules == ()


def test_another_version_of_the_tool_does_not_use_the_cache(
    rules: Path, compilations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rulebook()
    monkeypatch.setattr("dhr_qa.__version__", "99.0")
    load_rulebook()
    assert len(compilations) == 2


def _with_digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


_SOUND: bytes = json.dumps({"format": decode.FORMAT}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"0" * 64 + b"\n" + _SOUND,
        _with_digest(b"not json"),
        _with_digest(b"[]"),
        _with_digest(b"null"),
        _with_digest(_SOUND),
        _with_digest(b'{"format": 99, "rules": []}'),
        _with_digest(b'{"format": 1, "version": "", "profiles": {}, "vocabulary": {}, "rules": [{"id": 1}]}'),
        _with_digest(b"[" * 100_000),
    ],
)
def test_a_damaged_cache_is_no_cache(rules: Path, compilations: list[int], content: bytes) -> None:
    load_rulebook()
    for path in entries():
        path.write_bytes(content)
    assert [rule.id for rule in load_rulebook().rules] == ["family-draft-shared"]
    assert len(compilations) == 2
    load_rulebook()  # what was damaged has been written anew
    assert len(compilations) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no file modes")
def test_a_cache_that_others_may_write_to_is_no_cache(rules: Path, compilations: list[int]) -> None:
    load_rulebook()
    for path in entries():
        path.chmod(0o666)
    load_rulebook()
    assert len(compilations) == 2


def test_the_cache_folder_may_not_be_there_or_not_be_one(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (str(tmp_path / "file"), str(tmp_path / "file" / "below"), "", "/proc/none/such", "\x00bad"):
        if "\x00" not in folder:
            monkeypatch.setenv("DHR_QA_CACHE_DIR", folder)
            assert len(load_rulebook().rules) == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_a_home_that_is_missing_does_no_harm(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DHR_QA_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody" / "home"))
    assert len(load_rulebook().rules) == 1
    monkeypatch.setattr(
        "platformdirs.user_cache_dir", lambda *args, **kwargs: (_ for _ in ()).throw(OSError("no home"))
    )
    assert cache.folder() is None
    assert len(load_rulebook().rules) == 1


def test_no_cache_leaves_nothing_behind(rules: Path) -> None:
    load_rulebook(use_cache=False)
    folder = cache.folder()
    assert folder is not None
    assert not folder.exists()


def test_the_cache_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_FILES", 4)
    for number in range(12):
        cache.store(f"n{number}", number)
    folder = cache.folder()
    assert folder is not None
    assert len(list(folder.iterdir())) <= 4
    assert cache.fetch("n11") == 11


def test_folders_of_ones_own_are_laid_over_one_another(rules: Path, tmp_path: Path, compilations: list[int]) -> None:
    first = write(tmp_path / "first", words="phrases: {ours: [cousin]}\n")
    second = write(tmp_path / "second", rules=changed(("id: family-draft-shared", "id: mine"), ("[family,", "[ours,")))
    third = write(
        tmp_path / "third", x=changed(("  since", "  overrides: true\n  since"), ("severity: major", "severity: info"))
    )
    book = load_rulebook([first, second, third])
    assert {rule.id: rule.severity for rule in book.rules} == {"family-draft-shared": "info", "mine": "major"}
    assert "ours" in book.vocabulary.phrases
    count = len(compilations)
    load_rulebook([first, second, third])
    assert len(compilations) == count, "folders of one's own are cached too"
    with pytest.raises(RuleError) as caught:  # without the first folder the second lacks its list
        load_rulebook([second])
    assert str(caught.value).startswith(f'{second}/rules.yaml:10:66: unknown phrase list "ours"')


def test_a_single_file_will_do(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "own", rule=changed(("id: family-draft-shared", "id: mine")))
    assert load_rulebook([folder / "rule.yaml"]).rule("mine") is not None


def test_a_folder_that_is_not_there_is_said(rules: Path, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rulebook([tmp_path / "nowhere"])
    assert str(caught.value) == f"{tmp_path / 'nowhere'}: there is no such file or folder"


def test_the_compiled_rulebook_of_the_wheel_is_used(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilations: list[int]
) -> None:
    path = tmp_path / "rulebook.json"
    path.write_text(json.dumps(compiled(changed(("id: family-draft-shared", "id: from-the-wheel")))), encoding="utf-8")
    monkeypatch.setattr(load, "COMPILED", path)
    assert [rule.id for rule in load_rulebook().rules] == ["from-the-wheel"]
    assert compilations == []
    own = write(tmp_path / "own", rule=RULE)
    assert len(load_rulebook([own]).rules) == 2
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(RuleError, match="missing or damaged"):
        load_rulebook()


def test_no_rules_at_all_is_said(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SOURCES", tmp_path / "none")
    with pytest.raises(RuleError, match="missing or damaged"):
        load_rulebook()


_PROBE = """
import json, sys
from pathlib import Path
from dhr_qa.rulebook import load
load.COMPILED = Path(sys.argv[1])
book = load.load_rulebook()
slow = {"pydantic", "ruamel", "jsonschema", "re2", "platformdirs", "difflib"}
print(json.dumps([len(book.rules), sorted(slow.intersection(name.partition(".")[0] for name in sys.modules))]))
"""


def test_a_run_imports_neither_pydantic_nor_a_yaml_parser(tmp_path: Path) -> None:
    path = tmp_path / "rulebook.json"
    path.write_text(json.dumps(compiled()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(path)], capture_output=True, check=True, text=True, cwd=load.SOURCES.parent
    )
    assert json.loads(done.stdout) == [1, []]


def test_rules_are_not_validated_again_at_every_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DHR_QA_CACHE_DIR")  # compiling all rules is not what is measured
    compact = load.built_in()
    rules = compact["rules"]
    compact["rules"] = (rules * (150 // len(rules) + 1))[:150]
    text = json.dumps(compact)
    best = 1.0
    for _ in range(9):
        start = time.process_time()
        decode.rulebook(json.loads(text))
        best = min(best, time.process_time() - start)
    assert best < 0.15, f"{best * 1000:.1f} ms; decoding takes a tenth of it, validating several times as much"


def test_examples_are_read_only_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    compact = compiled()
    compact["rules"][0]["examples"] = "not even JSON"
    book = decode.rulebook(compact)
    with pytest.raises(ValueError, match="Expecting value"):
        book.rules[0].examples["pass"]
