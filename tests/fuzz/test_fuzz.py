"""A sample of the damaged files of `python -m tests.benchmarks.fuzz`, and all that ever ended badly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fuzz.judge import GOOD, Judge, lost_words
from tests.fuzz.mutate import CORPUS, files, mutated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no alarm clock to end a hang")

SAMPLE = 9  #: damaged copies of each kept file
#: File and seed of those that once ended badly.
ONCE_BAD: list[tuple[str, int]] = [
    ("small.docx", 5), ("awkward.docx", 46), ("small.odt", 618), ("awkward.odt", 926), ("awkward.odt", 1603),
    ("small.odt", 1619), ("tagged.pdf", 154), ("tagged.pdf", 192),
]  # fmt: skip


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("source", files(), ids=lambda path: path.name)
def test_damaged_files_end_well(source: Path, judge: Judge) -> None:
    for seed in range(SAMPLE):
        verdict, how = judge.verdict(source, seed)
        assert verdict.kind in GOOD, f"seed {seed} ({how}): {verdict.kind}: {verdict.detail}"


def test_what_once_ended_badly_ends_well(judge: Judge) -> None:
    for name, seed in ONCE_BAD:
        verdict, how = judge.verdict(CORPUS / name, seed)
        assert verdict.kind in GOOD, f"{name}, seed {seed} ({how}): {verdict.kind}: {verdict.detail}"


def test_the_kept_files_themselves_are_read(judge: Judge) -> None:
    for source in files():
        found = judge._rules if source.suffix == ".yaml" else judge._document
        assert found(source, source.read_bytes())[0].startswith("read"), source.name


def test_the_same_seed_gives_the_same_file() -> None:
    for source in files():
        assert mutated(source, 3) == mutated(source, 3)
        assert mutated(source, 3)[0] != mutated(source, 4)[0]


def test_the_judge_sees_silence() -> None:
    from dhr_qa.documents.read import read_document

    path = CORPUS / "small.docx"
    other = read_document(CORPUS / "plan.md")
    assert "nowhere else" in lost_words(path.read_bytes(), other)
    assert "cannot be read" in lost_words(path.read_bytes()[:300], other)
    assert lost_words(path.read_bytes(), read_document(path)) == ""
