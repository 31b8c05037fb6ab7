"""Parts of a PDF that cannot be unpacked whole: PDFium shows what it can of them and says nothing."""

from __future__ import annotations

import re
import zlib

from dhr_qa.documents import limits
from dhr_qa.documents.model import Unread

_STREAM = re.compile(rb">>\s{0,9}stream\r?\n(?!\s{0,2}endstream)")
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_HEAD = 2_000  #: bytes of a dictionary that are looked at
_PIECE = 64 * 1024
_MOST = 128 * limits.MIB  #: unpacked in all; what lies after that is not judged


def torn(data: bytes) -> list[Unread]:
    """What is to be told of the packed parts of a PDF, pictures apart, whose bytes are damaged or cut short."""
    if b"/Encrypt" in data:
        return []  # their bytes look damaged to whoever has not the key
    count, left = 0, _MOST
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if not _PACKED.search(head) or _PICTURE.search(head):
            continue
        whole, size = _unpacks(data, found.end(), left)
        count += not whole
        left -= size
        if left <= 0:
            break
    if not count:
        return []
    said = "one packed part of it is" if count == 1 else f"{count} packed parts of it are"
    return [Unread(f"{said} damaged: words may be missing or wrong", "")]


def _unpacks(data: bytes, start: int, most: int) -> tuple[bool, int]:
    """Whether what begins at `start` can be unpacked to its end, and how much it holds; looks no further than `most`.

    Where it ends is written in itself, so what the dictionary says of its length does not matter.
    """
    unpacker = zlib.decompressobj()
    size = 0
    for place in range(start, len(data), _PIECE):
        piece = data[place : place + _PIECE]
        while piece:
            try:
                size += len(unpacker.decompress(piece, limits.MIB))
            except zlib.error:
                return False, size
            if unpacker.eof or size > most:
                return True, size
            piece = unpacker.unconsumed_tail
    return False, size
