"""Every text node of a Word file is read exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from tests.documents import builders as b
from tests.documents.awkward import BODY, awkward_bytes, awkward_parts
from tests.documents.nodes import misread, renamed
from tests.seed import SEED_DOCX, needs_seed

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "awkward" / "features.docx"


def check(data: bytes, at_least: int) -> None:
    changed, once, never = renamed(data)
    assert len(once) >= at_least
    assert misread(read_docx(Path("once.docx"), changed), once, never) == []


def test_awkward_file() -> None:
    check(awkward_bytes(), 100)


@pytest.mark.parametrize("wrap", ["cell", "text box", "footnote", "header", "control"])
def test_awkward_body_in_other_places(wrap: str) -> None:
    body = "".join(pieces for name, _, _, pieces in BODY if "note" not in name and pieces)
    parts = awkward_parts()
    if wrap == "cell":
        data = b.docx_bytes(b.tbl(b.tr(b.tc(body), "x")), **parts)
    elif wrap == "text box":
        data = b.docx_bytes(b.p("host", b.text_box(body)), **parts)
    elif wrap == "control":
        data = b.docx_bytes(b.sdt(body), **parts)
    elif wrap == "footnote":
        parts["footnotes"] = b.note("footnote", 2, body)
        data = b.docx_bytes(b.p("host", b.note_ref("footnote", 2)), **parts)
    else:
        parts["headers"] = [body]
        data = b.docx_bytes(b.p("body"), **parts)
    check(data, 80)


@pytest.mark.skipif(not _SHARED.exists(), reason="the file with known features is not here")
def test_shared_file_with_known_features() -> None:
    check(_SHARED.read_bytes(), 50)


@needs_seed
def test_published_report() -> None:
    check(SEED_DOCX.read_bytes(), 700)
