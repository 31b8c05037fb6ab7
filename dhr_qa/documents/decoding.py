"""Bytes to text for Markdown and plain text files, or a plain sentence on why that cannot be done."""

from __future__ import annotations

from dhr_qa.documents.limits import MAX_TEXT, MIB
from dhr_qa.errors import DocumentError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 27)) + b"\x7f"


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text of a file with line ends as \\n, and the name of the encoding it was in.

    UTF-8 and UTF-16 (with its mark at the start) are read as they are; other files are taken for
    Windows-1252, what older British word processors write. Raises DocumentError: empty, too-large,
    unsupported (not text at all) or damaged (neither encoding fits).
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError("empty", "The file is empty: there is nothing to check.", file)
    if len(data) > MAX_TEXT:
        raise DocumentError(
            "too-large", f"The file is larger than {MAX_TEXT // MIB} MB, far more than a report's text.", file
        )
    text, encoding = _text(data, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip():
        raise DocumentError("empty", "The file is empty: there is nothing to check.", file)
    return text, encoding


def _text(data: bytes, file: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _damaged(encoding, error.start + len(mark), file) from None
    start = data[:65536]
    if b"\x00" in start or len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 50:
        raise DocumentError(
            "unsupported",
            "This is not a text file. Save the report as a Word document (.docx) and check that.",
            file,
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error.start
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        raise _damaged("utf-8", fault, file) from None


def _damaged(encoding: str, place: int, file: str) -> DocumentError:
    return DocumentError(
        "damaged",
        f"The text cannot be decoded: byte {place + 1} does not fit {encoding.upper()}. "
        "Open the file in the program it was written with and save it as UTF-8 text or as .docx.",
        file,
    )
