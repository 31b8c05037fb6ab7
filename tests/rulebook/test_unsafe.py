"""Rule folders of third parties: nothing in them runs, and nothing in them makes the reader hang or fill the memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dhr_qa.errors import DhrQaError, RuleError
from dhr_qa.language.phrases import compile_re2
from dhr_qa.rulebook.files import MAX_FILES
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.settings import load
from tests.acceptance.conftest import RULES

WORD = RULES[: RULES.index("- id: acceptance-number")]


def refused(folder: Path, text: str, name: str = "rules.yaml") -> str:
    """What is said of a rule file, which must be said within seconds."""
    (folder / name).write_text(text, encoding="utf-8")
    start = time.monotonic()
    with pytest.raises(RuleError) as caught:
        load_rulebook([folder], use_cache=True)
    assert time.monotonic() - start < 20
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "theirs").mkdir()
    return tmp_path / "theirs"


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch {marker}']\n",
        "- id: !!python/object/apply:pathlib.Path.touch ['{marker}']\n",
        "- !<tag:yaml.org,2002:python/name:os.system> x\n",
        "- !ruby/object:X {a: 1}\n",
    ],
)
def test_tags_run_nothing(folder: Path, tmp_path: Path, text: str) -> None:
    marker = tmp_path / "ran"
    assert "tags (!) are not used" in refused(folder, text.replace("{marker}", str(marker)))
    settings = tmp_path / "dhr-qa.yaml"
    settings.write_text("profile: " + text.replace("{marker}", str(marker)).removeprefix("- "), encoding="utf-8")
    with pytest.raises(DhrQaError):
        load(settings)
    assert not marker.exists()


def test_entities_of_entities_in_yaml_are_refused_at_the_first(folder: Path, tmp_path: Path) -> None:
    lines = ['a0: &a0 ["x", "x"]', *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert "anchors (&) and aliases (*)" in refused(folder, "\n".join(lines))
    (tmp_path / "dhr-qa.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DhrQaError, match="anchors"):
        load(tmp_path / "dhr-qa.yaml")


def test_deep_and_large_files_are_refused(folder: Path) -> None:
    assert "deep" in refused(folder, "[" * 5_000 + "]" * 5_000)
    assert "larger than" in refused(folder, "- x\n" * 200_000)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a{1000}){1000}",
        "((((a{100}){100}){100}){100}){100}",
        "a{100000}",
        "(?=a)b",
        r"(a)\1",
        "(" * 2_000 + "a" + ")" * 2_000,
    ],
)
def test_patterns_that_could_not_be_kept_in_bounds_are_refused(folder: Path, pattern: str) -> None:
    said = refused(folder, f"phrases:\n  evil:\n    patterns: ['{pattern}']\n", "vocabulary.yaml")
    assert "vocabulary.yaml:3:" in said


def test_nested_quantifiers_are_harmless(folder: Path) -> None:
    (folder / "vocabulary.yaml").write_text("phrases:\n  evil:\n    patterns: ['(x+x+)+y']\n", encoding="utf-8")
    assert "evil" in load_rulebook([folder]).vocabulary.phrases
    start = time.monotonic()
    assert compile_re2("(x+x+)+y").search(b"x" * 200_000) is None
    assert time.monotonic() - start < 5


def test_a_folder_with_too_many_rules_is_refused(folder: Path) -> None:
    for number in range(MAX_FILES + 1):
        (folder / f"r{number:03}.yaml").write_text("[]\n", encoding="utf-8")
    with pytest.raises(RuleError, match="more than"):
        load_rulebook([folder])


def test_a_hundred_thousand_rules_are_refused_by_their_size(folder: Path) -> None:
    assert "larger than" in refused(folder, "".join(WORD.replace("acceptance-word", f"r{n}") for n in range(1_000)))
    for number in range(40):
        (folder / f"part{number}.yaml").write_text("- " + "x" * 400_000, encoding="utf-8")
    (folder / "rules.yaml").unlink()
    with pytest.raises(RuleError, match="more than 8 MB"):
        load_rulebook([folder])


def test_a_check_of_ones_own_runs_only_if_an_installed_package_offers_it(folder: Path, tmp_path: Path) -> None:
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", encoding="utf-8")
    rule = WORD.replace("{kind: match, none: [{any: [zanzibar]}]}", "{kind: custom, name: evil}")
    said = ""
    (folder / "rules.yaml").write_text(rule, encoding="utf-8")
    try:
        load_rulebook([folder])
    except RuleError as error:
        said = str(error)
    else:
        from dhr_qa.checking import check

        (tmp_path / "dhr-qa.yaml").write_text("rule-folders: [theirs]\n", encoding="utf-8")
        (tmp_path / "x.md").write_text("# Overview report\n\nText.\n", encoding="utf-8")
        result = check(tmp_path / "x.md", select=["acceptance-word"])
        said = " ".join(outcome.reason for outcome in result.outcomes)
        assert [outcome.outcome for outcome in result.outcomes] == ["could-not-check"]
    assert "evil" in said
    assert not (tmp_path / "ran").exists()
