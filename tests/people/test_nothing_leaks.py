"""Whatever stands on a private list, and wherever it stands in a document, nothing of it comes out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhr_qa.cli.main import main
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.engine.settings import RunSettings
from dhr_qa.language.known_words import classes_of
from dhr_qa.people.entries import PrivateList
from dhr_qa.people.looking import PrivateCheck
from dhr_qa.report.formats import WRITERS
from dhr_qa.review.read import read_facts
from dhr_qa.rulebook.load import load_rulebook
from tests.anonymisation.trap_document import trap, trap_document

SYLLABLES = ("vo", "zu", "ki", "xa", "bre", "tho", "lun", "mir", "dze", "qua", "jor", "fek", "wyn", "pho", "gru")
WORD = (
    st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=4).map("".join).filter(lambda word: not classes_of(word))
)
PEOPLE = st.tuples(WORD, WORD).filter(lambda pair: pair[0] != pair[1])
BORN, NUMBER, HOUSE = "17 February 1963", "07700 900531", "41 Sallow Lane"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the program keeps, shared by the tests, so that the rules are compiled once."""
    return tmp_path_factory.mktemp("cache")


@contextlib.contextmanager
def _at(folder: Path, cache: Path) -> Iterator[None]:
    """The working folder, the home and the cache of the program."""
    before = os.getcwd(), dict(os.environ)
    os.chdir(folder)
    os.environ.update({"XDG_CACHE_HOME": str(cache), "HOME": str(folder)})
    try:
        yield
    finally:
        os.chdir(before[0])
        os.environ.clear()
        os.environ.update(before[1])


def _run(*args: str) -> tuple[int, str]:
    """Exit code and everything that was printed."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(args)
    return code, out.getvalue() + err.getvalue()


def _list(folder: Path, first: str, last: str) -> Path:
    path = folder / "private.yaml"
    text = f"people:\n  - {{name: {first} {last}, born: {BORN}, address: {HOUSE}, numbers: ['{NUMBER}']}}\n"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def _files(*folders: Path) -> list[str]:
    """Everything that stands in files below folders."""
    return [path.read_bytes().decode("latin-1") for one in folders for path in one.rglob("*") if path.is_file()]


def _secrets(first: str, last: str) -> list[str]:
    return [first, last, "1963", "17 feb", "900531", "41 sallow", "sallow lane"]


@given(person=PEOPLE)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_comes_out_in_any_format(cache: Path, person: tuple[str, str]) -> None:
    first, last = (word.capitalize() for word in person)
    planted = f"{first} {last}, {BORN}, {HOUSE}, {NUMBER}"
    with tempfile.TemporaryDirectory() as name, _at(folder := Path(name), cache):
        data, file = trap(lambda place: planted if "file" not in place and "link" not in place else f"{first} {last}")
        folder.joinpath(file).write_bytes(data)
        people = _list(folder, first, last)
        outputs = [f"--format={kind}=out.{kind}" for kind in WRITERS if kind != "text"]
        code, shown = _run("check", file, "--people", str(people), "--redact", "--verbose", "--format=text", *outputs)
        assert code == 1, shown
        found = json.loads(folder.joinpath("out.json").read_text("utf-8"))
        private = [each for each in found["findings"] if "private list" in each["message"]]
        assert {each["rule"] for each in private} >= {"real-name-leak"}
        code, facts = _run("inspect", file, "--format=json", "--redact", "--config", str(_settings(folder, people)))
        assert code == 0, facts
        folder.joinpath(file).unlink()
        people.unlink()
        folder.joinpath("dhr-qa.yaml").unlink()
        everything = [shown, facts, *_files(folder, cache)]
    for text in everything:
        low = text.lower()
        assert [secret for secret in _secrets(first.lower(), last.lower()) if secret in low] == []


def _settings(folder: Path, people: Path) -> Path:
    path = folder / "dhr-qa.yaml"
    path.write_text(f"people-file: {people.name}\n", encoding="utf-8")
    return path


@given(person=PEOPLE)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_the_document_does_not_hold_is_never_shown(cache: Path, person: tuple[str, str]) -> None:
    first, last = (word.capitalize() for word in person)
    with tempfile.TemporaryDirectory() as name, _at(folder := Path(name), cache):
        folder.joinpath("draft.md").write_text("# Overview report\n\nThe panel met four times.\n", encoding="utf-8")
        people = _list(folder, first, last)
        outputs = [f"--format={kind}=out.{kind}" for kind in WRITERS if kind != "text"]
        _, shown = _run("check", "draft.md", "--people", str(people), "--no-redact", "--format=text", "-v", *outputs)
        people.unlink()
        everything = [shown, *_files(folder, cache)]
    for text in everything:
        assert [secret for secret in _secrets(first.lower(), last.lower()) if secret in text.lower()] == []


def test_without_masking_only_the_words_of_the_document_are_shown() -> None:
    book = load_rulebook()
    facts = read_facts(trap_document(lambda place: "thackray imogen"), book.vocabulary, kind="overview-report")
    check = PrivateCheck(PrivateList(names=("Imogen Thackray",)), book.vocabulary)
    found = check.look(facts, book, RunSettings())
    assert found
    assert all("Imogen" not in f"{each.message} {each.excerpt}" for each in found)


def test_a_pseudonym_that_is_also_on_the_list_is_told_once() -> None:
    book = load_rulebook()
    text = "# Confidentiality\n\nThe pseudonym Maya is used for the victim.\n\n# Background\n\nMaya left. Maya came.\n"
    facts = read_facts(parse_markdown(text), book.vocabulary, kind="overview-report")
    found = PrivateCheck(PrivateList(names=("Maya Thackray",)), book.vocabulary).look(facts, book, RunSettings())
    assert [(each.confidence, each.location.line) for each in found] == [("possible", 3)]
    assert "also one of the names of the private list" in found[0].message


def _always(words: str) -> Callable[[str], str]:
    return lambda place: words


@pytest.mark.parametrize("other", ["Bo Li", "Wilhelmina Featherstonehaugh-Cholmondeley"])
def test_fingerprints_and_findings_do_not_depend_on_the_name(other: str) -> None:
    book = load_rulebook()
    marks = []
    for name in ("Imogen Thackray", other):
        facts = read_facts(trap_document(_always(name)), book.vocabulary, kind="overview-report")
        check = PrivateCheck(PrivateList(names=(name,)), book.vocabulary)
        found = check.look(facts, book, RunSettings(redact=True))
        marks.append(sorted((each.fingerprint, each.message, each.excerpt) for each in found))
    assert marks[0] == marks[1]


def test_nothing_is_told_by_reprs_errors_or_progress(tmp_path: Path) -> None:
    check = PrivateCheck(PrivateList(names=("Imogen Thackray",)), load_rulebook().vocabulary)
    assert "Thackray" not in f"{check!r} {check} {[check]}"
    told: list[str] = []
    check.quietly(told.append)("Reading drafts/Imogen_Thackray_v2.docx")
    assert told == ["Reading drafts/••••••_••••••••_v2.docx"]


def test_a_broken_list_stops_the_check_without_a_word_of_it(tmp_path: Path, cache: Path) -> None:
    with _at(tmp_path, cache):
        (tmp_path / "draft.md").write_text("# Overview report\n", encoding="utf-8")
        for text in (
            "names: [Imogen Thackray",
            "Imogen: Thackray\nImogen: Thackray",
            "!Thackray x",
            "- &Imogen x\n- *Imogen",
        ):
            (tmp_path / "private.yaml").write_text(text, encoding="utf-8")
            for extra in ((), ("--debug",)):
                code, shown = _run("check", "draft.md", "--people", "private.yaml", *extra)
                assert code == 2
                assert "this private list is not valid YAML here" in shown
                assert "Imogen" not in shown
                assert "Thackray" not in shown
