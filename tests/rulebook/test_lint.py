"""Linting: faults as data, of several files at once, of the built-in rules and of folders of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.rulebook import lint as module
from dhr_qa.rulebook import load
from dhr_qa.rulebook.lint import lint
from tests.rulebook.made import RULE, changed, whole, write


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small rulebook in the place of the project's own."""
    monkeypatch.setenv("DHR_QA_CACHE_DIR", str(tmp_path / "cache"))
    folder = whole(tmp_path / "rules")
    for place in (load, module):
        monkeypatch.setattr(place, "SOURCES", folder)
    monkeypatch.setattr(load, "COMPILED", tmp_path / "none.json")
    return folder


def said(*paths: Path) -> list[str]:
    return [str(problem) for problem in lint(paths)]


def test_sound_rules_have_no_fault(rules: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "own", a=changed(("id: family", "id: own-family")))
    assert said(rules) == []
    assert said(own) == []
    assert said(own / "a.yaml", rules) == []


def test_faults_of_several_files(tmp_path: Path) -> None:
    one = changed(("id: family", "id: one-family"), ("title:", "titel:"))
    two = changed(("id: family", "id: two-family"), ("role: family-involvement", "role: pannel"))
    own = write(tmp_path / "own", a=one, b=two, c="- [", d="phrases: {x: ['(']}")
    assert said(own) == [
        f'{own}/a.yaml:1:3: the key "title" is missing',
        f'{own}/a.yaml:2:3: unknown key "titel"; did you mean "title"?',
        f"{own}/c.yaml:1:4: not valid YAML: expected the node content, but found '<stream end>'",
        f'{own}/d.yaml:1:15: a bracket is opened but not closed in "("',
    ]
    (own / "c.yaml").unlink()
    (own / "d.yaml").unlink()
    assert f'{own}/b.yaml:10:35: unknown section role "pannel"; did you mean "panel"?' in said(own)


def test_a_file_of_the_built_in_rules_is_checked_with_the_rest(rules: Path) -> None:
    other = changed(("id: family", "id: other-family"), ("severity: major", "severity: bad"))
    write(rules, **{"family-voice__other": other})
    assert said(rules / "family-voice" / "draft.yaml") == []
    assert len(said(rules / "family-voice")) == len(said(rules)) == 1
    assert said(rules)[0].startswith('rules/family-voice/other.yaml:4:13: "bad" is not a value of "severity"')


def test_a_whole_rulebook_stands_by_itself(rules: Path, tmp_path: Path) -> None:
    fork = whole(tmp_path / "fork")
    assert said(fork) == [], "the same ids as the built-in rules, but not laid over them"
    own = write(tmp_path / "own", a=RULE)
    assert "there is a built-in rule" in said(own)[0]


def test_folders_are_laid_over_one_another(tmp_path: Path) -> None:
    words = write(tmp_path / "words", words="phrases: {ours: [cousin]}\n")
    own = write(tmp_path / "own", a=changed(("id: family", "id: own-family"), ("[family,", "[ours,")))
    assert said(words, own) == []
    assert len(said(own)) == 1


def test_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert said(tmp_path / "none") == [f"{tmp_path / 'none'}: there is no such file or folder"]


def test_built_in_rules_that_cannot_be_used_are_said_first(rules: Path, tmp_path: Path) -> None:
    write(rules, **{"family-voice__draft": changed(("severity: major", "severity: bad"))})
    own = write(tmp_path / "own", a=changed(("id: family", "id: own-family")))
    assert [line.split(": ")[0] for line in said(own)] == ["rules/family-voice/draft.yaml:4:13"]
