"""A PDF file as a whole: opened or refused with a sentence, its properties, bookmarks and attached files."""

from __future__ import annotations

import ctypes
import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct, field

from dhr_qa.documents import guard, limits
from dhr_qa.documents.model import Attachment, Property
from dhr_qa.documents.pdf_model import Pdfium
from dhr_qa.errors import DocumentError

_NAMES = (
    ("Title", "title", "core"), ("Author", "creator", "core"), ("Subject", "subject", "core"),
    ("Keywords", "keywords", "core"), ("CreationDate", "created", "core"), ("ModDate", "modified", "core"),
    ("Creator", "Application", "app"), ("Producer", "Producer", "app"),
)  # fmt: skip
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_MAX_BOOKMARKS = 10_000
_MAX_DEPTH = 12
_MAX_ATTACHED = 500
_HEAD = 1024
_KINDS = {
    "xlsx": "workbook", "xls": "workbook", "xlsm": "workbook", "ods": "workbook", "csv": "workbook",
    "pptx": "presentation", "ppt": "presentation", "mp3": "recording", "wav": "recording", "mp4": "recording",
    "png": "image", "jpg": "image", "jpeg": "image",
}  # fmt: skip


class Bookmark(Struct, frozen=True):
    """An entry of the outline that viewers show beside the pages; `page` from 1, 0 where it leads nowhere."""

    title: str
    level: int
    page: int


class Package(Struct):
    """An open PDF: PDFium's functions, the handle of the document, and what is known of the whole."""

    raw: Pdfium
    handle: Pdfium
    pages: int
    properties: list[Property] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Package]:
    """The PDF in `data`, closed at the end. Raises DocumentError (empty, too-large, damaged, encrypted)."""
    if len(data) > limits.MAX_FILE:
        raise limits.too_large(file)
    if b"%PDF-" not in data[:_HEAD]:
        raise DocumentError("damaged", "The name promises a PDF, but this is none; make the PDF again.", file)
    pdfium: Any = importlib.import_module("pypdfium2")  # late: only PDFs need it
    raw: Pdfium = importlib.import_module("pypdfium2.raw")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise _refused(raw.FPDF_GetLastError(), raw, file) from None
    try:
        pages = raw.FPDF_GetPageCount(document.raw)
        if pages < 1:
            raise DocumentError("damaged", "The PDF has no pages, or they cannot be found; make it again.", file)
        if pages > limits.MAX_PAGES:
            raise guard.bomb(file, f"it has {pages:,} pages")
        package = Package(raw, document.raw, pages)
        _read_properties(package)
        _read_bookmarks(package)
        _read_attachments(package)
        yield package
    finally:
        document.close()


def _refused(code: int, raw: Pdfium, file: str) -> DocumentError:
    if code == raw.FPDF_ERR_PASSWORD:
        return DocumentError(
            "encrypted", "The PDF has a password; save a copy without it and check that copy.", file
        )  # fmt: skip
    if code == raw.FPDF_ERR_SECURITY:
        return DocumentError(
            "encrypted",
            "The PDF is protected in a way that cannot be read; save a copy without it and check that.",
            file,
        )
    return DocumentError(
        "damaged", "The PDF is damaged or not finished; fetch it again, or make it anew from the Word document.", file
    )


def _wide(ask: Any, *given: Any) -> str:
    """The text that one of PDFium's functions puts into a buffer as UTF-16."""
    length = ask(*given, None, 0)
    if not 2 < length <= limits.MIB:
        return ""
    room = (ctypes.c_uint16 * (length // 2 + 1))()
    ask(*given, room, length)
    return bytes(room)[: length - 2].decode("utf-16-le", "replace").strip("\x00").strip()


def _read_properties(package: Package) -> None:
    raw, handle = package.raw, package.handle
    for key, name, source in _NAMES:
        value = _wide(raw.FPDF_GetMetaText, handle, key.encode())
        found = _DATE.match(value)
        if found:
            parts = [
                part or default
                for part, default in zip(found.groups(), ("", "01", "01", "00", "00", "00"), strict=True)
            ]
            value = "{}-{}-{}T{}:{}:{}Z".format(*parts)
        if value:
            package.properties.append(Property(name, value[:10_000], source))
    tagged = bool(raw.FPDFCatalog_IsTagged(handle))
    package.facts.append(("tagged", "yes" if tagged else "no"))
    if hasattr(raw, "FPDFCatalog_GetLanguage"):
        language = _wide(raw.FPDFCatalog_GetLanguage, handle)
        if language:
            package.facts.append(("language", language[:40]))


def _read_bookmarks(package: Package) -> None:
    """The outline, each entry once: a damaged one may run in a circle."""
    raw, handle = package.raw, package.handle
    seen: set[int] = set()
    todo = [(raw.FPDFBookmark_GetFirstChild(handle, None), 1)]
    while todo and len(package.bookmarks) < _MAX_BOOKMARKS:
        entry, level = todo.pop()
        address = ctypes.cast(entry, ctypes.c_void_p).value if entry else None
        if address is None or address in seen:
            continue
        seen.add(address)
        place = raw.FPDFBookmark_GetDest(handle, entry)
        page = raw.FPDFDest_GetDestPageIndex(handle, place) + 1 if place else 0
        title = " ".join(_wide(raw.FPDFBookmark_GetTitle, entry).split())
        if title:
            package.bookmarks.append(Bookmark(title, level, page))
        todo.append((raw.FPDFBookmark_GetNextSibling(handle, entry), level))
        if level < _MAX_DEPTH:
            todo.append((raw.FPDFBookmark_GetFirstChild(handle, entry), level + 1))


def _read_attachments(package: Package) -> None:
    raw, handle = package.raw, package.handle
    for number in range(min(raw.FPDFDoc_GetAttachmentCount(handle), _MAX_ATTACHED)):
        item = raw.FPDFDoc_GetAttachment(handle, number)
        if not item:
            continue
        size = ctypes.c_ulong()
        raw.FPDFAttachment_GetFile(item, None, 0, size)
        name = _wide(raw.FPDFAttachment_GetName, item) or f"attachment {number + 1}"
        package.attachments.append(
            Attachment(name, _KINDS.get(name.rpartition(".")[2].lower(), "document"), size.value)
        )
