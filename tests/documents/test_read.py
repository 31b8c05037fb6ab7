"""Picking the reader, refusing what cannot be read, and the reports of a folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.read import documents_in, finished, left_out, read_document
from dhr_qa.errors import EXIT_UNREADABLE, DocumentError
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed


def refused(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    error = caught.value
    assert error.exit_code == EXIT_UNREADABLE
    assert error.file == str(path)
    assert error.message.endswith(".")
    return error


def test_a_text_file_has_digest_size_and_outline(tmp_path: Path) -> None:
    data = b"**Background**\n\nThe panel met four times.\n\n| A | B |\n|---|---|\n| c | d |\n"
    path = tmp_path / "Report.MD"
    path.write_bytes(data)
    document = read_document(path)
    assert (document.path, document.format, document.size) == (str(path), "md", len(data))
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [(block.kind, block.text) for block in document.blocks[:1]] == [("heading", "Background")]
    assert document.tables[0].header_rows == 1


def test_a_word_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    made = docx.Document()
    made.add_heading("Background", 1)
    made.add_paragraph("The panel met.")
    made.save(str(path))
    for name in ("report.docx", "copy.DOCX", "copy.docm", "copy.txt", "copy"):  # by name or by content
        other = tmp_path / name
        other.write_bytes(path.read_bytes())
        document = read_document(other)
        assert document.format == "docx"
        assert document.path == str(other)
        assert [block.text for block in document.blocks if block.part == "body"] == ["Background", "The panel met."]


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy-doc", "save it as .docx"),
        ("a.rtf", b"{\\rtf1}", "unsupported", ".docx"),
        ("a.odt", b"PK\x03\x04", "damaged", "damaged"),
        ("a.odt", b"only text", "damaged", "OpenDocument"),
        ("a.pdf", b"%PDF-1.7", "damaged", "make it anew"),
        ("a.txt", b"%PDF-1.7", "unsupported", "ends in .pdf"),
        ("a.pdf", b"PK\x03\x04", "damaged", "this is none"),
        ("a.txt", b"{\\rtf1}", "unsupported", "Rich Text"),
        ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy-doc", "old Word"),
        ("a.xyz", b"text", "unsupported", ".docx"),
        ("a.html", b"<p>", "unsupported", ".docx"),
        ("a.txt", b"", "empty", "empty"),
        ("a.txt", b"\x00\x01\x02", "unsupported", "not a text file"),
        ("a.docx", b"only text", "not-docx", ".docx"),
    ],
)
def test_other_files_are_refused_with_advice(tmp_path: Path, name: str, data: bytes, code: str, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refused(path)
    assert error.code == code
    assert says in error.message


def test_a_file_without_a_suffix_is_read_if_it_is_text(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("The panel met.")
    assert read_document(path).format == "txt"
    path.write_bytes(b"\x00\x01")
    assert refused(path).code == "unsupported"


def test_a_zip_under_a_text_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with zipfile.ZipFile(path, "w") as folder:
        folder.writestr("x.txt", "x")
    assert refused(path).code == "unsupported"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.docx").code == "missing"
    assert refused(tmp_path).code == "unsupported"
    assert refused(tmp_path / "a\x00b.txt").code == "missing"
    assert refused(tmp_path / ("x" * 5000)).code == "missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert refused(path).code == "unsupported"


def test_the_reports_of_a_folder(tmp_path: Path) -> None:
    for name in (
        "b plan.docx", "A report.DOCX", "~$report.docx", ".hidden.md", "notes.txt", "summary.md", "scan.pdf", "old.doc",
        "README.md", "photo.jpg", "dhr-qa.yaml",
    ):  # fmt: skip
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.docx").mkdir()
    assert [path.name for path in documents_in(tmp_path)] == [
        "A report.DOCX", "b plan.docx", "notes.txt", "scan.pdf", "summary.md",
    ]  # fmt: skip
    assert [path.name for path in left_out(tmp_path)] == ["old.doc"]
    with pytest.raises(DocumentError, match="folder"):
        documents_in(tmp_path / "none")


def test_finished_is_what_reading_adds() -> None:
    document = finished(parse_markdown("**Background**\n\nThe panel met four times.\n"))
    assert document.blocks[0].kind == "heading"
    assert finished(document) == document


def test_reading_text_needs_no_heavy_module() -> None:
    heavy = ("pydantic", "ruamel", "lxml", "docx", "typer", "jsonschema", "nupunkt", "re2")
    code = (
        "import sys\nfrom dhr_qa.documents.read import read_document\n"
        "from dhr_qa.documents.markdown import parse_markdown\nparse_markdown('# A')\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@needs_seed
def test_both_forms_of_the_sample_report_have_the_same_shape() -> None:
    word, plain = read_document(SEED_DOCX), read_document(SEED_TXT)
    assert (word.format, plain.format) == ("docx", "txt")

    def outline(document: object) -> list[str]:
        return [block.text for block in document.blocks if block.kind == "heading" and not block.toc]  # type: ignore[attr-defined]

    front = slice(0, 16)  # the text before the action plan
    assert outline(word)[front] == outline(plain)[front]
    assert sum(block.toc for block in word.blocks) == sum(block.toc for block in plain.blocks) == 10
    items = [[b.text for b in d.blocks if b.kind == "list-item" and b.part == "body"][:29] for d in (word, plain)]
    assert items[0] == items[1]
