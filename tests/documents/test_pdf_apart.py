"""PDFs are read in a process of their own: what comes of one that dies, hangs, grows or answers nonsense."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dhr_qa.checking import check
from dhr_qa.documents import limits, pdf_apart
from dhr_qa.documents.pdf import read_pdf
from dhr_qa.documents.pdf_apart import read_pdf_apart
from dhr_qa.errors import DocumentError, place_of
from tests.documents import pdf_writer as w

GOOD = w.pdf_bytes([w.text(72, 100, "The panel met four times.")], info={"Author": "A Writer"})
DIES = "import os; os.abort()" if os.name == "nt" else "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
PRELUDE = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); import dhr_qa.documents.pdf_apart as p; "


def refused(code: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_pdf_apart(Path("report.pdf"), GOOD, code)
    assert caught.value.file == "report.pdf"
    assert caught.value.exit_code == 3
    return caught.value


def test_it_reads_as_the_reader_itself_does() -> None:
    assert read_pdf_apart(Path("report.pdf"), GOOD) == read_pdf(Path("report.pdf"), GOOD)


def test_a_refusal_comes_through() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf_apart(Path("a “b”\n.pdf"), b"%PDF-1.7\nnothing")
    assert (caught.value.code, caught.value.file) == ("damaged", "a “b”\n.pdf")


@pytest.mark.parametrize("code", [DIES, "pass", "raise SystemExit(3)", "print('no answer')"])
def test_a_process_that_ends_early_is_told(code: str) -> None:
    error = refused(code)
    assert error.code == "crashed"
    assert "Other files were checked" in error.message


def test_a_process_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PDF_SECONDS", 0.3)
    monkeypatch.setattr(limits, "MAX_PDF_GRACE", 0.1)
    assert "longer than the most" in refused("import time; time.sleep(60)").message


def test_a_fault_of_ours_keeps_its_name_and_place() -> None:
    code = PRELUDE + "import dhr_qa.documents.pdf as r\nr.flow_of = None\np.child()"
    with pytest.raises(RuntimeError) as caught:
        read_pdf_apart(Path("report.pdf"), GOOD, code)
    assert type(caught.value).__name__ == "TypeError"
    assert place_of(caught.value).startswith("documents/pdf.py:")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to this bound")
def test_memory_has_an_end() -> None:
    code = PRELUDE + "import dhr_qa.documents.pdf as r\nr._pages = lambda *_: bytearray(3 << 30)\np.child()"
    assert "not memory enough" in refused(code).message


def test_what_a_library_prints_is_no_part_of_the_answer() -> None:
    code = PRELUDE + "import os\nr = p._answer\np._answer = lambda *g: (os.write(1, b'noise'), r(*g))[1]\np.child()"
    assert read_pdf_apart(Path("report.pdf"), GOOD, code).words == 5


def test_it_is_read_here_where_no_process_may_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(subprocess, "run", refuse)
    assert read_pdf_apart(Path("report.pdf"), GOOD).words == 5


def test_the_others_are_still_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "overview-report.md").write_text("# Overview report\n\nThe panel met.\n", encoding="utf-8")
    (tmp_path / "executive-summary.pdf").write_bytes(GOOD)
    monkeypatch.setattr(pdf_apart, "_CHILD", DIES)
    result = check(tmp_path)
    assert [Path(each.path).name for each in result.documents] == ["overview-report.md"]
    (failure,) = result.failures
    assert "PDFium" in str(failure)
    assert not result.bugs


def test_nothing_is_written_to_a_disk(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(GOOD)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    clean = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    code = (
        "import sys; from pathlib import Path; from dhr_qa.documents.read import read_document; "
        "print(read_document(Path(sys.argv[1])).words, 'pypdfium2' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=clean, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["5", "False"]
    assert sorted(tmp_path.iterdir()) == [path, temporary]
    assert not list(temporary.iterdir())
