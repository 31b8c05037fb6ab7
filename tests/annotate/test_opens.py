"""Other programs open the annotated copy: python-docx, and LibreOffice, which must show the same words."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest

from dhr_qa.annotate.notes import MOST
from dhr_qa.documents.docx import read_docx
from tests.annotate.making import PATH, annotate, note
from tests.documents import builders as b

EXAMPLE = Path(__file__).parents[2] / "examples" / "good" / "overview-report.docx"
_GALLERY = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
_PLAIN = '<w:alias w:val="Name"/><w:tag w:val="name"/><w:id w:val="17"/><w:text/>'
#: Everything in which a carelessly placed comment has cost words in LibreOffice, or stopped it.
DELICATE = b.docx_bytes(
    b.sdt(b.p("Cover"), b.p(b.text_box("Cover box")), props=_GALLERY)
    + b.p(b.r("First note"), b.note_ref("footnote", 1), b.r(" between them "), b.note_ref("footnote", 2), b.r("."))
    + b.p(b.r("Third"), b.note_ref("footnote", 3), b.r(" and an end"), b.note_ref("endnote", 1))
    + b.sdt(b.p("alpha beta gamma"), props=_PLAIN)
    + b.p(b.sdt("delta epsilon", props=_PLAIN, inline=True), b.r(" zeta "), b.simple_field("TITLE", "eta theta"))
    + b.p(b.r("iota "), b.field('DATE \\@ "d MMMM yyyy"', b.r("kappa "), b.r("lambda")), b.r(" mu"))
    + b.p(b.ins("nu xi"), b.deleted("omicron"), b.link("pi rho", anchor="x"), b.smart_tag("sigma tau"))
    + b.p(f'<w:dir w:val="ltr">{b.r("upsilon phi")}</w:dir>', b.r(" chi"))
    + b.tbl(b.tr("psi omega", "one two"), b.sdt(b.tr("three four", "five six")))
    + b.p(b.r("host "), b.text_box("seven eight"))
    + b.p(b.commented(1, "Last.")),
    comments=b.comment(1, b.p("Of somebody else, with the number of a note.")),
    footnotes="".join(b.note("footnote", n, b.p(f"Footnote {name}")) for n, name in ((1, "A"), (2, "B"), (3, "C"))),
    endnotes=b.note("endnote", 1, b.p("Endnote D")),
    headers=["Head"],
)


def notes_everywhere(data: bytes, step: int = 1) -> bytes:
    """A comment on every block, on its second word or so and on its last letters, up to what one file may have."""
    notes = []
    for block in read_docx(PATH, data).blocks[::step]:
        notes.append(note(f"whole {block.index}", block.index))
        if len(block.text.strip()) > 6:
            notes.append(note(f"within {block.index}", block.index, 2, 5))
            notes.append(note(f"end {block.index}", block.index, len(block.text) - 3, len(block.text)))
    return annotate(data, *notes[: MOST - 1], note("file"))


@pytest.mark.parametrize("data", [EXAMPLE.read_bytes(), DELICATE], ids=["example", "delicate"])
def test_python_docx_opens_it_and_reads_the_same(data: bytes) -> None:
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(notes_everywhere(data)))
    assert [each.text for each in after.paragraphs] == [each.text for each in before.paragraphs]
    ours = [comment for comment in after.comments if comment.author == "dhr-qa"]
    assert ours
    assert ours[-1].text == "file"


SOFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(
    SOFFICE is None or shutil.which("pdftotext") is None or os.name == "nt",
    reason="LibreOffice (soffice) and pdftotext are not installed: NOT TESTED that LibreOffice opens annotated copies",
)
def test_libreoffice_shows_the_same_words(tmp_path: Path) -> None:
    data = {"delicate": DELICATE, "example": EXAMPLE.read_bytes()}
    for name, original in data.items():
        (tmp_path / f"{name}-before.docx").write_bytes(original)
        (tmp_path / f"{name}-after.docx").write_bytes(notes_everywhere(original, 1 if name == "delicate" else 9))
    convert(tmp_path, *sorted(tmp_path.glob("*.docx")))
    for name in data:
        before, after = (words(tmp_path / f"{name}-{when}.pdf") for when in ("before", "after"))
        assert sum(before.values()) > 40
        assert after == before


def convert(folder: Path, *files: Path) -> None:
    """Let LibreOffice make PDFs; in a session of its own, so that nothing of it outlives the time."""
    command = [
        "timeout", "-k", "5", "100", "setsid", "soffice", f"-env:UserInstallation=file://{folder}/profile",
        "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    with (folder / "log").open("w") as log:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    assert done.returncode == 0, (folder / "log").read_text()


def words(pdf: Path) -> Counter[str]:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return Counter(done.stdout.split())
