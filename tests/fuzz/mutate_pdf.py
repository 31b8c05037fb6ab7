"""Damages a PDF at its own seams: objects, references, entries, numbers, streams, the table of objects."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj\b", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_ENTRY = re.compile(rb"/[A-Za-z]\w*\s*(?:/[\w-]+|-?[\d.]+(?: 0 R)?|\([^()]*\)|\[[^\[\]]*\])")
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_OPERATOR = re.compile(rb"(?<=[\s\])])[A-Za-z*'\"]{1,3}(?=\s)")
_TABLE = re.compile(rb"\d{10} \d{5} [nf]|startxref\s+\d+|/(?:Size|Prev|W|Index) ?[\[\d][\d ]*\]?")
_ODD = (
    b"-1", b"0", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e30",
    b"0.00000000001", b"null", b"[]", b"<<>>", b"(x)", b"/X", b"true", b"1 0 R", b"2 0 R", b"9999 0 R",
    b"[" * 400 + b"]" * 400, b"<</A" * 300 + b">>" * 300, b"(" * 200, b"<" + b"f" * 3000 + b">",
)  # fmt: skip
_OPERATORS = (
    b"q", b"Q", b"BT", b"ET", b"Tj", b"TJ", b"cm", b"Tm", b"Tf", b"Do", b"BI", b"ID", b"EI", b"BMC", b"EMC", b"BDC",
    b"W", b"n", b"re", b"f", b"gs", b"sh", b"Td", b"TL", b"T*", b"'", b'"', b"d0", b"scn",
)  # fmt: skip


def _swap_in(data: bytes, chance: random.Random, what: re.Pattern[bytes], new: Callable[[bytes], bytes]) -> bytes:
    """One place of a pattern replaced."""
    found = list(what.finditer(data))
    if not found:
        return data
    each = chance.choice(found)
    return data[: each.start()] + new(each.group()) + data[each.end() :]


def objects(data: bytes, chance: random.Random) -> bytes:
    """An object dropped, doubled under another number, emptied, or put in another's place."""
    found = list(_OBJECT.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    how = chance.randrange(4)
    if how == 0:
        return data[: one.start()] + data[one.end() :]
    head = one.group().split(b" ", 1)[0]
    if how == 1:
        return data[: one.end()] + b"\n" + re.sub(rb"^\d+", head, other.group()) + data[one.end() :]
    if how == 2:
        return data[: one.start()] + head + b" 0 obj\n" + chance.choice(_ODD) + b"\nendobj" + data[one.end() :]
    return data[: one.start()] + re.sub(rb"^\d+", head, other.group()) + data[one.end() :]


def references(data: bytes, chance: random.Random) -> bytes:
    """A reference led elsewhere: to itself, to a page, to nothing; trees become circles."""
    numbers = [each.split(b" ", 1)[0] for each in _OBJECT.findall(data)] or [b"1"]
    for _ in range(chance.choice((1, 1, 3))):
        data = _swap_in(data, chance, _REFERENCE, lambda _: chance.choice(numbers) + b" 0 R")
    return data


def entries(data: bytes, chance: random.Random) -> bytes:
    """An entry of a dictionary dropped, doubled, or given an odd value."""

    def new(entry: bytes) -> bytes:
        key = re.match(rb"/\w+", entry)
        assert key is not None
        return chance.choice((b"", entry + entry, key.group() + b" " + chance.choice(_ODD)))

    return _swap_in(data, chance, _ENTRY, new)


def numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers outside of streams given odd values."""
    for _ in range(chance.choice((1, 2, 5))):
        data = _swap_in(data, chance, _NUMBER, lambda _: chance.choice(_ODD[:12]))
    return data


def table(data: bytes, chance: random.Random) -> bytes:
    """The table of objects and what leads to it made wrong."""

    def new(entry: bytes) -> bytes:
        return _NUMBER.sub(lambda _: chance.choice((*_ODD[:8], b"%010d" % chance.randrange(len(data)))), entry, count=1)

    for _ in range(chance.choice((1, 1, 4))):
        data = _swap_in(data, chance, _TABLE, new)
    return data


def streams(data: bytes, chance: random.Random) -> bytes:
    """What a stream holds, unpacked where it is packed: operators, numbers and bytes changed, and packed again."""

    def new(whole: bytes) -> bytes:
        found = _STREAM.fullmatch(whole)
        assert found is not None
        inside = found.group(1)
        try:
            plain, packed = zlib.decompress(inside), True
        except zlib.error:
            plain, packed = inside, False
        how = chance.randrange(6)
        if how == 0:
            plain = _swap_in(plain, chance, _OPERATOR, lambda _: chance.choice(_OPERATORS))
        elif how == 1:
            plain = _swap_in(plain, chance, _NUMBER, lambda _: chance.choice(_ODD))
        elif how == 2:
            plain = chance.choice(_OPERATORS[:12]) * 1 + (b" " + chance.choice(_OPERATORS) + b" ") * 5000 + plain
        elif how == 3:
            plain = plain[: chance.randrange(len(plain) + 1)]
        elif how == 4:
            place = chance.randrange(len(plain) + 1)
            plain = plain[:place] + bytes(chance.randrange(256) for _ in range(8)) + plain[place + 8 :]
        else:
            plain = plain * chance.choice((2, 300))
        return b"stream\n" + (zlib.compress(plain) if packed else plain) + b"\nendstream"

    return _swap_in(data, chance, _STREAM, new)


def raw_streams(data: bytes, chance: random.Random) -> bytes:
    """The packed bytes of a stream damaged, or cut short."""

    def new(whole: bytes) -> bytes:
        place = chance.randrange(8, max(len(whole) - 10, 9))
        if chance.random() < 0.3:
            return whole[:place] + b"\nendstream"
        return whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :]

    return _swap_in(data, chance, _STREAM, new)


CHANGES = (objects, objects, references, references, entries, entries, numbers, table, streams, streams, raw_streams)
