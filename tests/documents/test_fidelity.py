"""Every word that LibreOffice or pandoc sees in an awkward file is read here too, or listed as unread."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dhr_qa.documents.model import Document
from dhr_qa.documents.read import read_document
from tests.documents.awkward import awkward_bytes
from tests.seed import SEED_DOCX, needs_seed

FEATURES = Path(__file__).resolve().parents[3] / "shared" / "awkward" / "features.docx"
_SHORT = 4
_NUMBER = re.compile(r"[0-9]+|[ivx]+")
#: What these programs say themselves: of a cross-reference that leads nowhere, and TeX for a formula.
LIBREOFFICE_SAYS = {"error", "reference", "source", "not", "found"}
PANDOC_SAYS = {"frac"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
needs_features = pytest.mark.skipif(not FEATURES.is_file(), reason="the shared awkward file is not beside the project")
KEPT = Path(__file__).resolve().parents[1] / "fuzz" / "corpus"
NAMES = [
    "awkward", pytest.param("features", marks=needs_features), pytest.param("seed", marks=needs_seed), "good", "draft",
]  # fmt: skip
ODT = {name: KEPT / f"{name}.odt" for name in ("awkward", "small")}
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def awkward_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("fidelity") / "awkward.docx"
    made.write_bytes(awkward_bytes())
    good, draft = EXAMPLES / "good" / "overview-report.docx", EXAMPLES / "draft" / "overview-report-draft.docx"
    files = {"awkward": made, "features": FEATURES, "seed": SEED_DOCX, "good": good, "draft": draft}
    return {name: path for name, path in files.items() if path.is_file()}


@pytest.fixture(scope="session")
def by_libreoffice(awkward_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What LibreOffice sees in each file: one start of it for all of them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, path in awkward_files.items():
        shutil.copy(path, folder / f"{name}.docx")
    shutil.copy(ODT["awkward"], folder / "odt-awkward.odt")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in awkward_files),
         str(folder / "odt-awkward.odt")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {path.stem: path.read_text(encoding="utf-8-sig") for path in folder.glob("*.txt")}


def ours(document: Document) -> str:
    """All that was read of a document, the places that were not read included."""
    said = [block.text for block in document.blocks] + [block.label for block in document.blocks]
    said += [mark.text for mark in document.marks] + [mark.author for mark in document.marks]
    said += [each.value for each in document.properties] + [each.what for each in document.unread]
    said += [str(each) for each in document.attachments]
    return "\n".join(said)


def missing(theirs: str, document: Document) -> list[str]:
    """The words of another reader that are nowhere in ours, apart from numbers of pages, lists and notes."""
    known = {word.casefold() for word in _WORD.findall(ours(document))}
    together = "".join(_WORD.findall(ours(document))).casefold()  # a soft hyphen, or a tab, parts words there only
    seen = dict.fromkeys(word.casefold() for word in _WORD.findall(theirs))
    return [word for word in seen if word not in together and not _made_of(word, known, together)]


def _made_of(word: str, known: set[str], together: str) -> bool:
    """Whether a word is ours, or several of ours run together (a deletion, a comment or a note's number beside it)."""
    reached = {0}
    for end in range(1, len(word) + 1):
        for start in sorted(reached):
            piece = word[start:end]
            whole = len(piece) >= _SHORT or start == 0 or end == len(word)  # "a" and "b" alone would make any word
            if ((piece in known or (len(piece) >= _SHORT and piece in together)) and whole) or _NUMBER.fullmatch(piece):
                reached.add(end)
                break
    return len(word) in reached


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_libreoffice_sees(
    name: str, awkward_files: dict[str, Path], by_libreoffice: dict[str, str]
) -> None:
    lost = missing(by_libreoffice[name], read_document(awkward_files[name]))
    assert set(lost) - LIBREOFFICE_SAYS == set()
    assert len(by_libreoffice[name].split()) > 20, "it saw something"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_every_word_that_pandoc_sees(name: str, awkward_files: dict[str, Path]) -> None:
    done = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "--track-changes=all", str(awkward_files[name])],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    theirs = done.stdout.decode()
    assert set(missing(theirs, read_document(awkward_files[name]))) - PANDOC_SAYS == set()
    assert len(theirs.split()) > 20, "it saw something"


def test_every_word_of_an_odt_that_libreoffice_sees(by_libreoffice: dict[str, str]) -> None:
    theirs = by_libreoffice["odt-awkward"]
    assert set(missing(theirs, read_document(ODT["awkward"]))) - LIBREOFFICE_SAYS == set()
    assert len(theirs.split()) > 20, "it saw something"


@pytest.mark.parametrize("name", ODT)
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_every_word_of_an_odt_that_pandoc_sees(name: str) -> None:
    done = subprocess.run(
        ["pandoc", "-f", "odt", "-t", "plain", "--wrap=none", str(ODT[name])],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    theirs = done.stdout.decode()
    assert set(missing(theirs, read_document(ODT[name]))) - PANDOC_SAYS == set()
    assert len(theirs.split()) > 20, "it saw something"


def test_a_word_that_is_lost_would_be_seen(awkward_files: dict[str, Path]) -> None:
    assert missing("panel Zanzibar 17", read_document(awkward_files["good"])) == ["zanzibar"]
