"""Reads a file: picks the reader by name and content, and adds what every document gets afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from dhr_qa.documents.grid import with_grid
from dhr_qa.documents.limits import MAX_BLOCKS, MAX_CHARACTERS, MAX_FILE, too_large, too_long
from dhr_qa.documents.model import Document
from dhr_qa.documents.outline import with_outline
from dhr_qa.errors import DocumentError

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".text")
PDF_SUFFIXES = (".pdf",)
ODT_SUFFIXES = (".odt", ".ott")
READABLE_SUFFIXES = WORD_SUFFIXES + TEXT_SUFFIXES + PDF_SUFFIXES + ODT_SUFFIXES

_ZIP, _OLE, _RTF, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"%PDF-"

_PDF_SAYS = ("unsupported", "This is a PDF under another name. Give it a name that ends in .pdf and check it again.")
_OTHER_KINDS = {
    ".doc": ("legacy-doc", "This is a document of an old Word (.doc). Open it in Word and save it as .docx."),
    ".dot": ("legacy-doc", "This is a template of an old Word (.dot). Open it in Word and save it as .docx."),
    ".rtf": ("unsupported", "Rich Text files (.rtf) cannot be read. Open the file in Word and save it as .docx."),
    ".pages": ("unsupported", "Pages documents cannot be read. In Pages choose Export To, Word and check the .docx."),
    ".html": ("unsupported", "Web pages cannot be read. Open the page in Word and save it as .docx."),
    ".htm": ("unsupported", "Web pages cannot be read. Open the page in Word and save it as .docx."),
    ".xlsx": ("unsupported", "Workbooks cannot be read. Copy the table into a Word document (.docx) and check that."),
    ".zip": ("unsupported", "This is a compressed folder. Take the files out of it and check them."),
}  # fmt: skip
_CONTENTS = ((_OLE, _OTHER_KINDS[".doc"]), (_RTF, _OTHER_KINDS[".rtf"]), (_PDF, _PDF_SAYS))
_LEFT_OUT_SUFFIXES = {".doc", ".dot", ".rtf", ".pages"}


def read_document(path: Path, data: bytes | None = None) -> Document:
    """The document in a file, with its headings, header rows, digest and size.

    `data` is its content where that is at hand; then the path is only its name, and nothing is read from a disk.
    Raises DocumentError, with a sentence for the user, for a file that is missing, of a kind that is not
    read, damaged or unsafe.
    """
    data = _bytes(path) if data is None else data
    if not data:
        raise DocumentError("empty", "The file is empty: there is nothing to check.", str(path))
    document = _reader_for(path, data)
    if len(document.blocks) > MAX_BLOCKS or sum(len(block.text) for block in document.blocks) > MAX_CHARACTERS:
        raise too_long(str(path))
    document = finished(document)
    return replace(document, path=str(path), sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def finished(document: Document) -> Document:
    """A document as its reader gave it, with what every document gets: headings, labels and header rows."""
    return with_grid(with_outline(document))


def _bytes(path: Path) -> bytes:
    name = str(path)
    try:
        if path.is_dir():
            raise DocumentError("unsupported", "This is a folder, not a file.", name)
        if path.exists() and not path.is_file():
            raise DocumentError("unsupported", "This is not an ordinary file.", name)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1) if path.stat().st_size <= MAX_FILE else b""
            if len(data) > MAX_FILE or (not data and path.stat().st_size > MAX_FILE):
                raise too_large(name)
    except FileNotFoundError:
        raise DocumentError("missing", "There is no such file.", name) from None
    except PermissionError:
        raise DocumentError("missing", "The file may not be opened: permission was refused.", name) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        raise DocumentError("missing", f"The file could not be opened: {reason}.", name) from None
    return data


def _reader_for(path: Path, data: bytes) -> Document:
    suffix = path.suffix.lower()
    if suffix in WORD_SUFFIXES:
        return _read_word(path, data)
    if suffix in PDF_SUFFIXES or (data.startswith(_PDF) and suffix not in TEXT_SUFFIXES):
        from dhr_qa.documents.pdf_apart import read_pdf_apart  # late: only PDFs need another process

        return read_pdf_apart(path, data)
    if suffix in ODT_SUFFIXES:
        from dhr_qa.documents.odt import read_odt

        return read_odt(path, data)
    if suffix not in TEXT_SUFFIXES and suffix in _OTHER_KINDS:
        raise DocumentError(*_OTHER_KINDS[suffix], str(path))
    for start, (code, message) in _CONTENTS:
        if data.startswith(start):
            raise DocumentError(code, message, str(path))
    if data.startswith(_ZIP):
        if b"word/document" in data or not suffix:
            return _read_word(path, data)  # a Word document under another name
        raise DocumentError(*_OTHER_KINDS[".zip"], str(path))
    if suffix in TEXT_SUFFIXES or not suffix:
        from dhr_qa.documents.markdown import read_markdown

        return read_markdown(path, data)
    raise DocumentError(
        "unsupported",
        f"Files of this kind ({suffix}) cannot be read. Word and OpenDocument texts (.docx, .odt), PDFs, "
        "Markdown (.md) and plain text (.txt) can.",
        str(path),
    )


def _read_word(path: Path, data: bytes) -> Document:
    from dhr_qa.documents.docx import read_docx  # late: a check of a text file needs no XML

    return read_docx(path, data)


def _reports(folder: Path) -> list[Path]:
    try:
        inside = [path for path in folder.iterdir() if not path.name.startswith((".", "~$")) and path.is_file()]
    except OSError as error:
        code = "missing" if isinstance(error, FileNotFoundError) else "unsupported"
        raise DocumentError(code, f"The folder cannot be opened: {error.strerror}.", str(folder)) from None
    return sorted(inside, key=lambda path: (path.name.casefold(), path.name))


def documents_in(folder: Path) -> list[Path]:
    """The reports in a folder (not in folders within it) that can be read, sorted by name.

    Hidden files, the lock files that Word leaves beside an open document (~$…) and files called README
    are no reports. Raises DocumentError where the folder cannot be opened.
    """
    return [
        path for path in _reports(folder)
        if path.suffix.lower() in READABLE_SUFFIXES and path.stem.casefold() != "readme"
    ]  # fmt: skip


def left_out(folder: Path) -> list[Path]:
    """Documents in a folder that `documents_in` leaves out because their kind is not read (.doc, .rtf…)."""
    return [path for path in _reports(folder) if path.suffix.lower() in _LEFT_OUT_SUFFIXES]
