"""What a picture carries beside what it shows: the Exif, XMP and IPTC data and the comments inside its file.

JPEG, PNG, TIFF, WebP and GIF files are read; pixels never are. Everything is bounded: a damaged or hostile
picture gives fewer facts, or none, and never an error.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from dhr_qa.documents import guard, limits
from dhr_qa.documents.docx_names import local
from dhr_qa.documents.exif import Fields, exif_fields, plain
from dhr_qa.errors import DocumentError

MOST_READ = 8 * limits.MIB  #: bytes of one picture
HEAD = limits.MIB  #: bytes in which a JPEG file has told all that it tells
JPEG = b"\xff\xd8"
_MOST_BLOCKS = 500
_MOST_TEXT = 64 * 1024
_MOST_FIELDS = 100
_EXIF, _XMP, _PHOTOSHOP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
_PNG, _GIF, _TIFF = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), (b"II*\0", b"MM\0*")
_IPTC = {
    5: "title", 40: "instructions", 80: "artist", 85: "artist-title", 90: "city", 92: "location", 95: "region",
    105: "headline", 110: "credit", 116: "copyright", 118: "contact", 120: "description", 122: "author",
}  # fmt: skip
#: Elements of XMP that tell of programs and of the making of the file, not of people or places.
_PROGRAM = frozenset(
    (
        "CreatorTool", "format", "InstanceID", "DocumentID", "OriginalDocumentID", "instanceID", "action", "changed",
        "softwareAgent", "when", "parameters", "ColorMode", "ICCProfile", "MetadataDate", "CreateDate", "ModifyDate",
        "about", "lang", "parseType", "xmptk", "resource", "documentID", "originalDocumentID", "ToolkitVersion",
    )
)  # fmt: skip


def image_fields(data: bytes) -> Fields:
    """Name and value of everything told by the bytes of a picture, each once; nothing for an unknown form."""
    found: Fields = []
    if data.startswith(JPEG):
        found = list(_jpeg(data))
    elif data.startswith(_PNG):
        found = list(_png(data))
    elif data.startswith(_TIFF):
        found = exif_fields(data)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        found = list(_webp(data))
    elif data.startswith(_GIF):
        found = list(_gif(data))
    return list(dict.fromkeys((name, value[:1000]) for name, value in found if value))[:_MOST_FIELDS]


def _jpeg(data: bytes) -> Iterator[tuple[str, str]]:
    place = 2
    for _ in range(_MOST_BLOCKS):
        if place + 4 > len(data) or data[place] != 0xFF:
            return
        marker = data[place + 1]
        if marker in (0xD9, 0xDA):  # the end, or the beginning of what is seen
            return
        if marker == 0xFF:
            place += 1
            continue
        size = struct.unpack_from(">H", data, place + 2)[0]
        block = data[place + 4 : place + 2 + size]
        place += 2 + max(size, 2)
        if marker == 0xE1 and block.startswith(_EXIF):
            yield from exif_fields(block[len(_EXIF) :])
        elif marker == 0xE1 and block.startswith(_XMP):
            yield from _xmp(block[len(_XMP) :])
        elif marker == 0xED and block.startswith(_PHOTOSHOP):
            yield from _iptc(block)
        elif marker == 0xFE:
            yield "comment", plain(block.decode("utf-8", "replace"))


def _png(data: bytes) -> Iterator[tuple[str, str]]:
    place = len(_PNG)
    for _ in range(_MOST_BLOCKS):
        if place + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, place)
        block = data[place + 8 : place + 8 + min(size, _MOST_TEXT)]
        place += 12 + size
        if kind == b"eXIf":
            yield from exif_fields(block)
        elif kind == b"tEXt":
            name, _, text = block.partition(b"\0")
            yield _name(name), plain(text.decode("latin-1"))
        elif kind == b"zTXt":
            name, _, text = block.partition(b"\0")
            yield _name(name), plain(_unpacked(text[1:]).decode("latin-1"))
        elif kind == b"iTXt":
            yield from _png_text(block)


def _png_text(block: bytes) -> Iterator[tuple[str, str]]:
    name, _, rest = block.partition(b"\0")
    packed = rest[:1] == b"\x01"
    pieces = rest[2:].split(b"\0", 2)
    if len(pieces) < 3:
        return
    text = _unpacked(pieces[2]) if packed else pieces[2]
    if name == b"XML:com.adobe.xmp":
        yield from _xmp(text)
    else:
        yield _name(name), plain(text.decode("utf-8", "replace"))


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_TEXT)
    except zlib.error:
        return b""


def _name(raw: bytes) -> str:
    return plain(raw.decode("latin-1")).lower().replace(" ", "-")[:40] or "text"


def _webp(data: bytes) -> Iterator[tuple[str, str]]:
    place = 12
    for _ in range(_MOST_BLOCKS):
        if place + 8 > len(data):
            return
        kind, size = struct.unpack_from("<4sI", data, place)
        block = data[place + 8 : place + 8 + min(size, _MOST_TEXT)]
        place += 8 + size + size % 2
        if kind == b"EXIF":
            yield from exif_fields(block.removeprefix(_EXIF))
        elif kind == b"XMP ":
            yield from _xmp(block)


def _gif(data: bytes) -> Iterator[tuple[str, str]]:
    """The comments of a GIF file: blocks that begin with 21 FE."""
    place = 0
    for _ in range(_MOST_BLOCKS):
        place = data.find(b"\x21\xfe", place) + 2
        if place < 2 or place >= len(data):
            return
        size = data[place]
        text = data[place + 1 : place + 1 + size]
        if size and len(text) == size and all(32 <= byte < 127 for byte in text):
            yield "comment", text.decode("ascii")


def _iptc(block: bytes) -> Iterator[tuple[str, str]]:
    """Records of the press (IPTC-IIM): each begins with 1C 02, a number and a length."""
    place = 0
    for _ in range(_MOST_BLOCKS):
        place = block.find(b"\x1c\x02", place)
        if place < 0 or place + 5 > len(block):
            return
        number, size = struct.unpack_from(">BH", block, place + 2)
        text = block[place + 5 : place + 5 + size]
        if number in _IPTC and len(text) == size:
            yield _IPTC[number], plain(text.decode("utf-8", "replace"))
        place += 5


def _xmp(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text of an XMP packet that is not about programs: people, titles, places."""
    try:
        root, _ = guard.parse_xml(data[:_MOST_TEXT].strip(b"\0 \n\r"), "XMP", "")
    except DocumentError:
        return
    for element in root.iter():
        named = [(local(element.tag), element.text), *((local(name), value) for name, value in element.attrib.items())]
        for name, value in named:
            text = plain(str(value or ""))
            if name in _PROGRAM or "://" in text or not any(char.isalpha() for char in text):
                continue
            parent = element.getparent()
            inside = parent.getparent() if name == "li" and parent is not None else None
            yield (local(inside.tag) if inside is not None else name).lower(), text
