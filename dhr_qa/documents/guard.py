"""The guard before every parser: limits, the zip container and safe XML. Refusals are DocumentErrors.

A report may come from anyone, so nothing is trusted: sizes are checked before anything is unpacked, no
part is written to disk, no link is followed, and XML with a document type is refused. All limits stand
in `limits`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from lxml import etree

from dhr_qa.documents import docx_sniff, limits
from dhr_qa.documents.docx_names import Element, from_strict
from dhr_qa.errors import DocumentError

ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, struct.error, ValueError,
    OverflowError,
)  # fmt: skip

_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)  # fmt: skip
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}\?>")


def bomb(file: str, what: str) -> DocumentError:
    return DocumentError(
        "bomb", f"The file was not read because {what}, far more than a report needs; save it anew from Word.", file
    )


def damaged(file: str, what: str) -> DocumentError:
    return DocumentError("damaged", f"The file is damaged ({what}); open it in Word and save it again.", file)


def unsafe(file: str, what: str) -> DocumentError:
    return DocumentError(
        "unsafe", f"The file was not read because {what}, which Word never writes; ask where it comes from.", file
    )


def open_zip(data: bytes, file: str) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """The container of a .docx once it has passed every limit, and its members by name.

    `data` is the whole file, `file` its name for messages. The members' names come in lower case with
    forward slashes, since the standard compares them so. Raises DocumentError.
    """
    if not data:
        raise DocumentError(
            "empty", "The file is empty (0 bytes); wait until it has been copied or synchronised, then try again.", file
        )
    if len(data) > limits.MAX_FILE:
        raise limits.too_large(file)
    if not data.startswith(docx_sniff.ZIP):
        raise docx_sniff.refuse(data, file)
    _check_directory(data, file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (*ZIP_ERRORS, UnicodeDecodeError):
        raise damaged(file, "its end is missing or unreadable") from None
    return archive, _check_members(infos, file)


def _check_directory(data: bytes, file: str) -> None:
    """Refuse a table of contents of absurd length before the zip module reads it entry by entry."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_600))
    if place < 0 or place + 22 > len(data):
        raise damaged(file, "its end is missing, as after a copy that stopped half-way")
    count, size = struct.unpack_from("<HI", data, place + 10)
    if count > limits.MAX_MEMBERS and count != 0xFFFF:
        raise bomb(file, f"it has {count:,} parts inside")
    if size > limits.MAX_DIRECTORY and size != 0xFFFFFFFF:
        raise bomb(file, "its table of contents is over-long")


def _check_members(infos: list[zipfile.ZipInfo], file: str) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > limits.MAX_MEMBERS:
        raise bomb(file, f"it has {len(infos):,} parts inside")
    members: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in infos:
        name = info.filename.replace("\\", "/").lower()
        if name.endswith("/"):
            continue
        if ".." in name.split("/") or ":" in name[:3]:
            raise unsafe(file, "a part inside it names a place outside it")
        if info.flag_bits & 1:
            raise docx_sniff.encrypted(file)
        name = name.lstrip("/")
        if name in members:
            raise damaged(file, f"it holds {name} twice")
        members[name] = info
        total += info.file_size
        if total > limits.MAX_UNPACKED:
            raise bomb(file, f"it unpacks to more than {limits.MAX_UNPACKED // limits.MIB} MB")
        if info.file_size > limits.RATIO_FROM and info.file_size > limits.MAX_RATIO * max(info.compress_size, 1):
            raise bomb(file, f"{name} unpacks to {info.file_size // limits.MIB} MB")
    return members


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, limit: int = limits.MAX_XML) -> bytes:
    """One member unpacked, not above `limit` bytes. Raises DocumentError (bomb, damaged)."""
    if info.file_size > limit:
        raise bomb(file, f"{info.filename} unpacks to {info.file_size // limits.MIB} MB")
    try:
        return archive.read(info)
    except (*ZIP_ERRORS, UnicodeDecodeError):
        raise damaged(file, f"{info.filename} cannot be unpacked") from None


def parse_xml(data: bytes, name: str, file: str) -> tuple[Element, int]:
    """The root of an XML part and the count of its tags. Raises DocumentError (damaged, unsafe, bomb)."""
    data = _as_utf8(data, name, file)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise unsafe(file, f"{name} declares a document type")
    tags = data.count(b"<")
    if tags > limits.MAX_TAGS:
        raise bomb(file, f"{name} has {tags:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(from_strict(data), parser)
    except etree.XMLSyntaxError as error:
        said = str(error).lower()
        if "text node" in said or "huge input" in said:
            raise bomb(file, f"{name} holds more than 10 MB of text in one piece") from None
        if "depth" in said:
            raise unsafe(file, f"{name} is nested too deeply") from None
        place = f"line {error.lineno}" if error.lineno else "at its start"
        raise damaged(file, f"{name} is not well-formed XML, {place}") from None
    except (ValueError, LookupError, AssertionError):
        raise damaged(file, f"{name} is not XML") from None
    if root is None:
        raise damaged(file, f"{name} is empty")
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise unsafe(file, f"{name} declares a document type")
    return root, tags


def _as_utf8(data: bytes, name: str, file: str) -> bytes:
    """UTF-16 and UTF-32 turned into UTF-8, so that every check of bytes sees what the parser sees."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                raise damaged(file, f"{name} is not readable text") from None
            return _DECLARATION.sub("", text).lstrip("\ufeff").encode("utf-8", "replace")
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise damaged(file, f"{name} is not XML" if data.strip() else f"{name} is empty")
    return data
