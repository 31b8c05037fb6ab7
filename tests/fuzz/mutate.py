"""Damages files by a seed: bytes, parts of a zip, elements, attributes, lines. The same seed gives the same file."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.fuzz import mutate_pdf

CORPUS = Path(__file__).parent / "corpus"
Change = Callable[[bytes, random.Random], bytes]
MAIN = ("word/document.xml", "content.xml")  #: the main part of a Word document, of an OpenDocument text
Members = list[tuple[str, bytes]]

_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUES = (b"", b"-1", b"99999999999999999999", b"NaN", b"1e308", b"\xc3\xa9", b"x" * 3000, b"0x41", b"true", b"&#0;")
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"&", b"|", b"[" * 40, b"\r", b"\x0c", b"\t", b"```\n", b"> " * 30,
    b"---\n", "\u202e".encode(), "\U0001f600".encode(), b"\xed\xa0\x80", b": ", b"- ", b"{", b"'", b'"', b"&a *a ",
    b"!!python/x ",    b"(" * 60, b"a{1000}", b"(a+)+$", b"1e999", b"? ", b"<!--", b"[^1]: x\n", b"|---|\n",
)  # fmt: skip


def files() -> list[Path]:
    """The kept files that are damaged."""
    return sorted(path for path in CORPUS.iterdir() if path.is_file())


def mutated(path: Path, seed: int) -> tuple[bytes, str]:
    """A damaged copy of a file, and what was done to it."""
    chance = random.Random(f"{path.name} {seed}")
    data = path.read_bytes()
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        change = chance.choice(_changes(path, data))
        data = change(data, chance)
        done.append(change.__name__.strip("_"))
    return data, "+".join(done)


def _changes(path: Path, data: bytes) -> tuple[Change, ...]:
    if path.suffix == ".pdf":
        return (*mutate_pdf.CHANGES, _flip, _flip, _truncate, _insert, _cut)
    return _WORD if path.suffix in (".docx", ".odt") and _opens(data) else _PLAIN


# ---- any file


def _flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_PIECES) * chance.choice((1, 1, 2, 200)) + data[place:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[place + chance.randrange(1, 300) :]


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Lines doubled, dropped, swapped, pushed in or out."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 5))):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        how = chance.randrange(5)
        if how == 0:
            lines.insert(other, lines[one])
        elif how == 1 and len(lines) > 1:
            del lines[one]
        elif how == 2:
            lines[one], lines[other] = lines[other], lines[one]
        elif how == 3:
            lines[one] = b"  " + lines[one]
        else:
            lines[one] = lines[one].lstrip()
    return b"\n".join(lines)


# ---- Word files and OpenDocument texts


def _opens(data: bytes) -> bool:
    try:
        return bool(_opened(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _opened(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = []
        for info in archive.infolist():
            try:
                found.append((info.filename, archive.read(info)))
            except Exception:  # damaged before: it goes on as nothing
                found.append((info.filename, b""))
        return found


def _closed(members: Members) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there twice
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(zipfile.ZipInfo(name or "x"), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _in_part(data: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    """One XML part changed, the main one as often as all the others."""
    members = _opened(data)
    parts = [number for number, (name, _) in enumerate(members) if name.lower().endswith((".xml", ".rels"))]
    main = [number for number in parts if members[number][0].lower() in MAIN]
    chosen = main if main and chance.random() < 0.5 else parts
    if chosen:
        number = chance.choice(chosen)
        members[number] = (members[number][0], change(members[number][1]))
    return _closed(members)


def _member_flip(data: bytes, chance: random.Random) -> bytes:
    return _in_part(data, chance, lambda part: _flip(part, chance))


def _member_cut(data: bytes, chance: random.Random) -> bytes:
    return _in_part(data, chance, lambda part: chance.choice((_cut, _truncate, _insert))(part, chance))


def _attribute(data: bytes, chance: random.Random) -> bytes:
    """Attributes dropped, or given an odd value."""

    def change(part: bytes) -> bytes:
        found = list(_ATTRIBUTE.finditer(part))
        if not found:
            return part
        each = chance.choice(found)
        name, _, _ = each.group().partition(b"=")
        new = b"" if chance.random() < 0.5 else name + b'="' + chance.choice(_VALUES) + b'"'
        return part[: each.start()] + new + part[each.end() :]

    return _in_part(data, chance, change)


def _element(data: bytes, chance: random.Random) -> bytes:
    """An element, from its start to its end tag, dropped, doubled, moved or nested in itself."""

    def change(part: bytes) -> bytes:
        tags = list(_TAG.finditer(part))
        opening = [tag for tag in tags if not tag.group().startswith((b"</", b"<?", b"<!"))]
        if not opening:
            return part
        tag = chance.choice(opening)
        name = re.split(rb"[\s/>]", tag.group()[1:], maxsplit=1)[0]
        end = tag.end() if tag.group().endswith(b"/>") else part.find(b"</" + name + b">", tag.end()) + len(name) + 3
        if end <= tag.start():
            return part
        whole = part[tag.start() : end]
        how = chance.randrange(4)
        if how == 0:
            return part[: tag.start()] + part[end:]
        if how == 1:
            return part[:end] + whole * chance.choice((1, 50)) + part[end:]
        if how == 2:
            rest = part[: tag.start()] + part[end:]
            place = chance.choice([0, *(other.end() for other in _TAG.finditer(rest))])
            return rest[:place] + whole + rest[place:]
        deep = chance.choice((1, 30, 300))
        return part[: tag.start()] + tag.group() * deep + whole + (b"</" + name + b">") * deep + part[end:]

    return _in_part(data, chance, change)


def _parts(data: bytes, chance: random.Random) -> bytes:
    """Parts dropped, doubled, swapped, renamed, emptied, or in another encoding."""
    members = _opened(data)
    if not members:
        return data
    one, other = chance.randrange(len(members)), chance.randrange(len(members))
    how = chance.randrange(6)
    if how == 0:
        del members[one]
    elif how == 1:
        members.append((members[one][0], members[other][1]))
    elif how == 2:
        (name, first), (second_name, second) = members[one], members[other]
        members[one], members[other] = (name, second), (second_name, first)
    elif how == 3:
        odd = ("../" + members[one][0], "C:/x.xml", members[one][0].upper(), "", "a" * 400, "word/document.xml")
        members[one] = (chance.choice(odd), members[one][1])
    elif how == 4:
        members[one] = (members[one][0], b"")
    else:
        text = members[one][1].decode("utf-8", "replace")
        members[one] = (
            members[one][0],
            text.encode(chance.choice(("utf-16", "utf-32", "utf-7", "latin-1")), "replace"),
        )
    return _closed(members)


_PLAIN = (_flip, _truncate, _insert, _insert, _cut, _lines, _lines)
_WORD = (
    _flip, _truncate, _cut, _member_flip, _member_flip, _member_cut, _member_cut, _attribute, _attribute, _element,
    _element, _element, _parts, _parts,
)  # fmt: skip
