"""`check --annotate` as people run it: copies, what is never written over, redaction, the real report."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.conftest import Review
from tests.annotate.making import covered, found, members
from tests.documents import builders as b
from tests.seed import SEED_DOCX, needs_seed

REPORT = b.docx_bytes(
    b.heading(1, "Overview report") + b.p("The panel met.") + b.p("Zanzibar stands here. Alma's number was 01632 then.")
)


@pytest.fixture
def draft(review: Review) -> Path:
    path = review.folder / "draft.docx"
    path.write_bytes(REPORT)
    return path


def annotate(review: Review, *args: str) -> tuple[int, str, str]:
    names = ("acceptance-word", "acceptance-number", "acceptance-question")
    return review.run("check", *args, *(word for name in names for word in ("--select", name)))


def test_a_copy_with_the_findings_at_their_words(review: Review, draft: Path) -> None:
    code, _, err = annotate(review, "draft.docx", "--annotate", "out.docx", "--no-redact")
    assert code == 1
    assert "out.docx: 4 comments." in err
    assert draft.read_bytes() == REPORT, "the document itself stays as it is"
    comments = found((review.folder / "out.docx").read_bytes())
    assert [each.covers for each in comments][1:] == ["The panel met.", "Zanzibar", "01632"]
    assert comments[0].text.startswith("Read by dhr-qa ")
    assert comments[1].text.startswith("Question for a person. Has somebody read this?")
    said = "Major. .Zanzibar. stands here.\nWhat would help: Write another word.\nRule acceptance-word"
    assert re.fullmatch(said, comments[2].text)
    assert "A number stands here" in comments[3].text
    assert "01632" in comments[3].text


def test_masked_as_everything_else_is(review: Review, draft: Path) -> None:
    annotate(review, "draft.docx", "--annotate", "out.docx", "--redact")
    comments = members((review.folder / "out.docx").read_bytes())["word/comments.xml"].decode()
    assert "01632" not in comments
    assert "A number stands here" in comments
    assert "quote are masked" in comments


def test_a_name_in_the_name_of_the_file(review: Review, draft: Path) -> None:
    """It is masked in the result, and the copy is written all the same."""
    review.write("list.yaml", "[Imogen Thackray]\n").chmod(0o600)
    draft.rename(review.folder / "Imogen Thackray.docx")
    code, _, err = annotate(
        review, "Imogen Thackray.docx", "--annotate", "copies/", "--people", "list.yaml", "--redact"
    )
    assert code == 1
    assert err == "The copy of •••••• ••••••••.docx: 4 comments.\n"
    assert len(found((review.folder / "copies" / "Imogen Thackray.docx").read_bytes())) == 4


def test_again_over_the_earlier_copy_and_from_it(review: Review, draft: Path) -> None:
    annotate(review, "draft.docx", "--annotate", "out.docx")
    first = (review.folder / "out.docx").read_bytes()
    assert annotate(review, "draft.docx", "--annotate", "out.docx")[0] == 1
    assert (review.folder / "out.docx").read_bytes() == first
    code, out, _ = annotate(review, "out.docx", "--annotate", "again.docx")
    assert code == 1
    assert "Comments by dhr-qa itself" in out
    assert (review.folder / "again.docx").read_bytes() == first


def test_a_folder_of_copies(review: Review, draft: Path) -> None:
    (review.folder / "other.docx").write_bytes(b.docx_bytes(b.p("Nothing here.")))
    code, _, err = annotate(review, "draft.docx", "other.docx", "draft.md", "--annotate", "copies")
    assert code == 1
    assert "No copy is made of draft.md" in err
    made = review.folder / "copies"
    assert sorted(path.name for path in made.iterdir()) == ["draft.docx", "other.docx"]
    assert covered((made / "draft.docx").read_bytes())


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["draft.docx", "--annotate", "draft.docx"], "would overwrite a document that is checked"),
        (["draft.docx", "--annotate", "./sub/../draft.docx"], "would overwrite a document that is checked"),
        (["draft.docx", "--annotate", "."], "would overwrite a document that is checked"),
        (["draft.docx", "other.docx", "--annotate", "out.docx"], "name a folder for the copies"),
        (["draft.docx", "sub/draft.docx", "--annotate", "copies/"], "two of the documents are called draft.docx"),
        (["draft.md", "--annotate", "out.docx"], "none is among these"),
        (["draft.docx", "--annotate", "out.docm"], "call it out.docx"),
        (["draft.docx", "--annotate", "theirs.docx"], "it is no copy by dhr-qa"),
        (["draft.docx", "--annotate", "text.docx"], "it is no copy by dhr-qa"),
        (["draft.docx", "--annotate", "no/such/out.docx"], "cannot write here"),
        (["draft.docx", "--annotate", "out.docx", "-f", "html=out.docx"], "two outputs"),
    ],
)
def test_what_is_refused(review: Review, draft: Path, args: list[str], words: str) -> None:
    (review.folder / "sub").mkdir()
    for name in ("other.docx", "theirs.docx", "sub/draft.docx"):
        (review.folder / name).write_bytes(b.docx_bytes(b.p("Mine.")))
    review.write("text.docx", "words")
    before = {path: path.read_bytes() for path in review.folder.rglob("*") if path.is_file()}
    code, _, err = annotate(review, *args)
    assert code == 2
    assert words in err
    after = {path: path.read_bytes() for path in review.folder.rglob("*") if path.is_file()}
    assert after == before


def test_what_people_have_written_in_a_copy_is_not_lost(review: Review, draft: Path) -> None:
    annotate(review, "draft.docx", "--annotate", "out.docx")
    copy = review.folder / "out.docx"
    parts = members(copy.read_bytes())
    comments = parts["word/comments.xml"].decode()
    theirs = b.comment(99, b.p("Mine."))
    parts["word/comments.xml"] = comments.replace("</w:comments>", f"{theirs}</w:comments>").encode()
    copy.write_bytes(b.zip_bytes(parts))
    kept = copy.read_bytes()
    code, _, err = annotate(review, "draft.docx", "--annotate", "out.docx")
    assert code == 2
    assert "people have written comments in this copy" in err
    assert copy.read_bytes() == kept


def test_a_document_that_cannot_be_read_gets_no_copy(review: Review, draft: Path) -> None:
    (review.folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    code, _, _ = annotate(review, "draft.docx", "broken.docx", "--annotate", "copies")
    assert code == 3
    assert [path.name for path in (review.folder / "copies").iterdir()] == ["draft.docx"]


@needs_seed
def test_the_real_report(review: Review) -> None:
    """Counts only: its words stay where they are."""
    before = hashlib.sha256(SEED_DOCX.read_bytes()).hexdigest()
    code, _, err = review.run("check", str(SEED_DOCX), "--annotate", "out.docx", "-q", "--config", _empty(review))
    assert code == 1
    assert hashlib.sha256(SEED_DOCX.read_bytes()).hexdigest() == before
    data = (review.folder / "out.docx").read_bytes()
    comments = found(data)
    assert f"{len(comments)} comments." in err
    assert len(comments) > 15
    assert sum(bool(each.covers) for each in comments) > 8
    with zipfile.ZipFile(SEED_DOCX) as archive:
        for name in archive.namelist():
            if name not in ("word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"):
                assert archive.read(name) == members(data)[name]


def _empty(review: Review) -> str:
    return str(review.write("empty.yaml", "# nothing\n"))
