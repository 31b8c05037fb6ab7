"""What a camera or a program wrote into a picture in the Exif form: who, where, when, with what.

The form is that of a TIFF file (Exif 2.32, CIPA DC-008): lists of tags with offsets. Every offset is checked and
every list bounded, so that no bytes, however odd, lead out of the data or into a loop.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MOST_TAGS = 200  #: of one list
_MOST_LISTS = 8
_MOST_BYTES = 4096  #: of one value
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_TEXT, _BYTES, _RATIONAL, _UNDEFINED = 2, 1, 5, 7
_MORE_LISTS = {0x8769: "main", 0x8825: "gps", 0xA005: "main", 0x014A: "main"}
_NAMES = {
    0x010D: "document", 0x010E: "description", 0x010F: "make", 0x0110: "model", 0x0131: "software", 0x0132: "changed",
    0x013B: "artist", 0x013C: "computer", 0x8298: "copyright", 0x9003: "taken", 0x9286: "comment",
    0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author", 0x9C9E: "keywords", 0x9C9F: "subject", 0xA420: "image-id",
    0xA430: "owner", 0xA431: "serial", 0xA435: "lens-serial", 0xC62F: "serial",
}  # fmt: skip
_WIDE = range(0x9C9B, 0x9CA0)  #: tags of Windows, in UTF-16
_ENCODINGS = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "shift-jis", bytes(8): "utf-8"}
_LATITUDE_SIDE, _LATITUDE, _LONGITUDE_SIDE, _LONGITUDE = 1, 2, 3, 4

Fields = list[tuple[str, str]]


def exif_fields(data: bytes) -> Fields:
    """Name and value of what the data tells, the place as decimal degrees ("gps"); nothing for data that is no Exif."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return []
    found: Fields = []
    place: dict[int, str | float] = {}
    waiting = [(struct.unpack_from(order + "I", data, 4)[0], "main")]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_LISTS:
        offset, sort = waiting.pop(0)
        if offset in seen:
            continue
        seen.add(offset)
        for tag, kind, value in _tags(data, order, offset):
            if tag in _MORE_LISTS and sort == "main":
                waiting.append((int.from_bytes(value[:4], "little" if order == "<" else "big"), _MORE_LISTS[tag]))
            elif sort == "gps":
                place |= _gps(tag, kind, value, order)
            elif tag in _NAMES:
                text = _words(tag, kind, value, order)
                if text and (_NAMES[tag], text) not in found:
                    found.append((_NAMES[tag], text))
    where = _degrees(place)
    return [*found, ("gps", where)] if where else found


def _tags(data: bytes, order: str, offset: int) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and bytes of every value of the list at `offset` that lies within the data."""
    if offset < 8 or offset + 2 > len(data):
        return
    count = min(struct.unpack_from(order + "H", data, offset)[0], _MOST_TAGS)
    for number in range(count):
        start = offset + 2 + 12 * number
        if start + 12 > len(data):
            return
        tag, kind, many = struct.unpack_from(order + "HHI", data, start)
        size = _SIZES.get(kind, 0) * many
        if size <= 0:
            continue
        place = start + 8 if size <= 4 else struct.unpack_from(order + "I", data, start + 8)[0]
        if place + min(size, _MOST_BYTES) <= len(data):
            yield tag, kind, data[place : place + min(size, _MOST_BYTES)]


def _words(tag: int, kind: int, value: bytes, order: str) -> str:
    if tag in _WIDE:
        text = value.decode("utf-16-le", "replace")
    elif kind == _UNDEFINED and value[:8] in _ENCODINGS:
        encoding = _ENCODINGS[value[:8]]
        if encoding == "utf-16":
            encoding += "-le" if order == "<" else "-be"
        text = value[8:].decode(encoding, "replace")
    elif kind in (_TEXT, _BYTES, _UNDEFINED):
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
    else:
        return ""
    return plain(text)


def plain(text: str) -> str:
    """Text without what follows its end, and without signs that do not print."""
    text = text.partition("\0")[0]
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _gps(tag: int, kind: int, value: bytes, order: str) -> dict[int, str | float]:
    if tag in (_LATITUDE_SIDE, _LONGITUDE_SIDE) and kind == _TEXT:
        return {tag: plain(value.decode("latin-1"))[:1].upper()}
    if tag in (_LATITUDE, _LONGITUDE) and kind == _RATIONAL and len(value) >= 24:
        parts = struct.unpack_from(order + "6I", value)
        ratios = [above / below if below else 0.0 for above, below in zip(parts[::2], parts[1::2], strict=True)]
        return {tag: ratios[0] + ratios[1] / 60 + ratios[2] / 3600}
    return {}


def _degrees(place: dict[int, str | float]) -> str:
    """The place as "52.20530, -0.12180"; "" where it is not given, or is the nought of a camera that knew none."""
    north, east = place.get(_LATITUDE), place.get(_LONGITUDE)
    if not isinstance(north, float) or not isinstance(east, float) or not (north or east):
        return ""
    if place.get(_LATITUDE_SIDE) == "S":
        north = -north
    if place.get(_LONGITUDE_SIDE) == "W":
        east = -east
    return f"{north:.5f}, {east:.5f}"
