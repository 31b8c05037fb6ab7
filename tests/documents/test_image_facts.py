"""What pictures tell beside what they show; and that no bytes, however odd, do harm."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.exif import exif_fields
from dhr_qa.documents.image_facts import image_fields
from dhr_qa.documents.model import Attachment
from tests.documents import builders as b
from tests.rules.anonymisation_fixtures import cropped_picture, jpeg, photograph, tiff

TAGS = {0x013B: b"Jo Finch", 0x010E: b"The garden", 0xA431: b"0012345", 0x0131: b"P 1"}
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="x" xmp:CreatorTool="Program 2">'
    b"<dc:creator><rdf:Seq><rdf:li>Jo Finch</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in (*chunks, (b"IEND", b"")):
        out += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return out


def webp(kind: bytes, data: bytes) -> bytes:
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def iptc(number: int, text: bytes) -> bytes:
    record = b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return b"\xff\xd8\xff\xed" + struct.pack(">H", len(block) + 2) + block + b"\xff\xd9"


@pytest.mark.parametrize("data", [tiff(TAGS), jpeg(tiff(TAGS)), png((b"eXIf", tiff(TAGS))), webp(b"EXIF", tiff(TAGS))])
def test_exif_in_every_form(data: bytes) -> None:
    wanted = {"artist": "Jo Finch", "description": "The garden", "serial": "0012345", "software": "P 1"}
    assert dict(image_fields(data)) == wanted


@pytest.mark.parametrize(
    ("place", "words"),
    [((52.2053, 0.1218), "52.20530, 0.12180"), ((-33.5, -70.25), "-33.50000, -70.25000"), ((0.0, 0.0), None)],
)
def test_places(place: tuple[float, float], words: str | None) -> None:
    assert dict(image_fields(jpeg(tiff({}, place)))).get("gps") == words


def test_texts_in_other_forms() -> None:
    assert dict(image_fields(jpeg(xmp=XMP))) == {"creator": "Jo Finch"}
    assert dict(image_fields(jpeg(comment=b"Jo's garden"))) == {"comment": "Jo's garden"}
    assert dict(image_fields(iptc(80, b"Jo Finch"))) == {"artist": "Jo Finch"}
    plain, packed = (b"tEXt", b"Author\0Jo Finch"), (b"zTXt", b"Comment\0\0" + zlib.compress(b"At home"))
    wide = (b"iTXt", b"Title\0\0\0en\0\0" + "Jo’s garden".encode())
    assert dict(image_fields(png(plain, packed, wide))) == {
        "author": "Jo Finch", "comment": "At home", "title": "Jo’s garden",
    }  # fmt: skip
    assert dict(image_fields(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)))) == {"creator": "Jo Finch"}
    assert dict(image_fields(b"GIF89a" + bytes(7) + b"\x21\xfe\x08Jo Finch\0;")) == {"comment": "Jo Finch"}


def test_words_of_windows_are_wide() -> None:
    assert exif_fields(tiff({0x9C9D: "Jo".encode("utf-16-le")[:3]}))[0][0] == "author"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"II*\0", b"MM\0*\0\0\0\x08", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff", b"BM"]
)
def test_beginnings_of_pictures_tell_nothing(data: bytes) -> None:
    assert image_fields(data) == []


def test_lists_that_lead_back_to_themselves_end() -> None:
    loop = b"II*\0" + struct.pack("<IH", 8, 2) + struct.pack("<HHII", 0x8769, 4, 1, 8) * 2
    assert exif_fields(loop) == []


def test_lies_about_length_are_not_believed() -> None:
    assert exif_fields(b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 0x013B, 2, 0xFFFFFFFF, 8)) == []
    bomb = (b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 10_000_000))
    assert len(dict(image_fields(png(bomb)))["comment"]) <= 1000
    hostile = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert image_fields(jpeg(xmp=hostile)) == []


@given(
    st.integers(0, 200), st.binary(max_size=8), st.sampled_from([jpeg(tiff(TAGS, (1.0, 2.0)), b"c", XMP), tiff(TAGS)])
)
@settings(max_examples=150, deadline=None)
def test_damaged_pictures_do_no_harm(place: int, noise: bytes, data: bytes) -> None:
    image_fields(data[:place] + noise + data[place + len(noise) :])
    image_fields(data[:place])


def pictures(data: bytes) -> list[Attachment]:
    document = read_docx(Path("a.docx"), data)
    return [each for each in document.attachments if each.kind == "image"]


def test_pictures_of_a_word_file_have_their_facts() -> None:
    (picture,) = pictures(photograph())
    assert dict(picture.fields)["gps"] == "52.20530, -0.12180"
    assert dict(picture.fields)["artist"] == "Jo Finch"


def test_cropped_pictures_are_told() -> None:
    (picture,) = pictures(cropped_picture())
    assert dict(picture.fields) == {"cropped": "yes"}
    trimmed = b.picture("p").replace('r:embed="p"/>', 'r:embed="p"/><a:srcRect r="900"/>')
    whole = b.docx_bytes(b.p(trimmed), rels=[("p", "image", "media/a.png")], parts={"word/media/a.png": b.PNG})
    assert pictures(whole)[0].fields == ()


def test_a_picture_that_cannot_be_unpacked_is_told_as_unread() -> None:
    data = photograph()
    place = data.find(b"word/media/a.jpeg") + len(b"word/media/a.jpeg") + 4
    spoilt = data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]
    assert "a damaged picture" in [each.what for each in read_docx(Path("a.docx"), spoilt).unread]
