"""What a file really is, judged by its first bytes, when it is not the Word document its name promises."""

from __future__ import annotations

from dhr_qa.errors import DocumentError

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: First bytes, and what a person would call such a file.
_SIGNATURES = (
    (b"{\\rtf", "a Rich Text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a photograph or scan (JPEG)"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a scanned picture (TIFF)"),
    (b"MM\x00*", "a scanned picture (TIFF)"),
    (b"BM", "a picture"),
    (b"7z\xbc\xaf", "a compressed folder (7z)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"MZ", "a program"),
)

#: Names that an OLE container (the old Office format, and the wrapper of protected files) holds in UTF-16.
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted", ""),
    ("\tDRMContent", "encrypted", ""),
    ("WordDocument", "legacy-doc", ""),
    ("PowerPoint Document", "not-docx", "an old PowerPoint presentation"),
    ("Workbook", "not-docx", "an old Excel workbook"),
    ("__substg1.0_", "not-docx", "an Outlook message"),
)


def refuse(data: bytes, file: str) -> DocumentError:
    """The error for `data`, which does not begin as a .docx does: what it is and what would help."""
    if data.startswith(_OLE):
        return _refuse_ole(data, file)
    if not data.strip(b"\x00"):
        return DocumentError(
            "damaged",
            "The file holds nothing but zero bytes, as after a copy that failed; fetch it again from where it is kept.",
            file,
        )
    head = data[:4096]
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"http://schemas.microsoft.com/office/word/2003/wordml" in head:
        return DocumentError(
            "unsupported", "This is a Word 2003 XML file; open it in Word and save it as a .docx document.", file
        )
    if b"http://schemas.microsoft.com/office/2006/xmlpackage" in words:
        return _not_docx("a Word document saved as flat XML", file)
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return _not_docx(name, file)
    if b"%PDF-" in head[:1024]:
        return _not_docx("a PDF", file)
    if words.startswith((b"<!doctype html", b"<html")):
        return _not_docx("a web page (HTML)", file)
    if words.startswith(b"mime-version:") or b"\nmime-version:" in words:
        return _not_docx("a web page or message in one file (MHTML)", file)
    if words.startswith(b"<?xml"):
        return _not_docx("an XML file", file)
    return _not_docx("plain text" if _is_text(head) else "not a Word document at all", file)


def refuse_zip(names: set[str], mimetype: bytes, file: str) -> DocumentError:
    """The error for a zip file without the table of contents that every .docx has. `names` in lower case."""
    if b"opendocument" in mimetype:
        return _not_docx("an OpenDocument (LibreOffice) file", file)
    if b"epub" in mimetype:
        return _not_docx("an e-book", file)
    if any(name.endswith(".iwa") for name in names):
        return _not_docx("an Apple Pages document", file)
    return _not_docx("a zip file without a Word document in it", file)


def refuse_kind(content_type: str, file: str) -> DocumentError:
    """The error for an Office file whose main part is not a Word document."""
    if "spreadsheet" in content_type or "excel" in content_type:
        return _not_docx("an Excel workbook", file)
    if "presentation" in content_type or "powerpoint" in content_type:
        return _not_docx("a PowerPoint presentation", file)
    return _not_docx("an Office file of another kind", file)


def encrypted(file: str) -> DocumentError:
    """The error for a file that only its password or its owner opens."""
    return DocumentError(
        "encrypted", "The file has a password or a rights label; save a copy without it and check that copy.", file
    )


def _not_docx(what: str, file: str) -> DocumentError:
    return DocumentError(
        "not-docx", f"The name promises a Word document, but this is {what}; save the report as .docx and try again.",
        file,
    )  # fmt: skip


def _refuse_ole(data: bytes, file: str) -> DocumentError:
    for stream, code, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if code == "encrypted":
                return encrypted(file)
            if code == "legacy-doc":
                return DocumentError(
                    "legacy-doc",
                    "This is an old .doc document, whatever its name; open it in Word and save it as .docx.",
                    file,
                )
            return _not_docx(what, file)
    return DocumentError(
        "unsupported", "This is an old Office file of a kind that cannot be read; save the report as .docx.", file
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    text = head.decode("utf-8", "ignore")
    odd = sum(1 for char in text if not char.isprintable() and char not in "\r\n\t\f")
    return len(text.encode()) * 10 >= len(head) * 9 and odd * 100 <= len(text)
