"""Files that are broken, hostile or something else: each is refused with one plain sentence, or read all the same."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.documents import guard, limits
from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from dhr_qa.documents.read import read_document
from dhr_qa.errors import DocumentError
from tests.documents import builders as b
from tests.documents.awkward import awkward_bytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def read(data: bytes) -> Document:
    return read_docx(Path("some/report.docx"), data)


def good(**parts: Any) -> dict[str, bytes | str]:
    return b.docx_members(b.p("hello"), **parts)


def changed(**members: bytes | str | None) -> bytes:
    """A good file with members changed (None: left out). `document` stands for word/document.xml, and so on."""
    names = {"document": "word/document.xml", "rels": "_rels/.rels", "types": "[Content_Types].xml",
             "styles": "word/styles.xml"}  # fmt: skip
    result = good()
    for key, value in members.items():
        name = names.get(key, key)
        result.pop(name, None)
        if value is not None:
            result[name] = value
    return b.zip_bytes(result)


def document_xml(inside: str, before: str = "", encoding: str = "UTF-8") -> bytes:
    start = f'<?xml version="1.0" encoding="{encoding}"?>{before}<w:document {b.DECLARED}>'
    return f"{start}<w:body>{inside}</w:body></w:document>".encode(encoding)


def ole(name: str) -> bytes:
    return _OLE + name.encode("utf-16-le") + bytes(512)


def patched(data: bytes, change: Callable[[bytearray, zipfile.ZipInfo, int], None]) -> bytes:
    """The file with the main part's headers changed: `change` gets the bytes, the member, its central header."""
    name = "word/document.xml"
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    central = data.index(b"PK\x01\x02")
    while data[central + 46 : central + 46 + len(name)] != name.encode():
        central = data.index(b"PK\x01\x02", central + 4)
    change(out, info, central)
    return bytes(out)


def _encrypt(out: bytearray, info: zipfile.ZipInfo, central: int) -> None:
    out[central + 8] |= 1
    out[info.header_offset + 6] |= 1


def _method(out: bytearray, info: zipfile.ZipInfo, central: int) -> None:
    struct.pack_into("<H", out, central + 10, 97)
    struct.pack_into("<H", out, info.header_offset + 8, 97)


def _corrupt(out: bytearray, info: zipfile.ZipInfo, central: int) -> None:
    start = info.header_offset + 30 + len(info.filename)
    out[start + 8 : start + 40] = b"\xff" * 32


def _small(out: bytearray, info: zipfile.ZipInfo, central: int) -> None:
    struct.pack_into("<I", out, central + 24, 10)


def twice(name: str) -> bytes:
    """A good file with one more main part called `name`."""
    other = "z" * len(name)  # the zip module warns of a name that is there already
    second = b.part("w:document", f"<w:body>{b.p('second')}</w:body>")
    return b.zip_bytes(good() | {other: second}).replace(other.encode(), name.encode())


_XXE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
_XLSX = b.docx_members()["[Content_Types].xml"]
assert isinstance(_XLSX, str)
_XLSX = _XLSX.replace(
    b.MAIN_TYPES["docx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)
_GOOD = b.zip_bytes(good())

BAD: list[tuple[str, bytes, str, str]] = [
    ("no bytes", b"", "empty", "empty (0 bytes)"),
    ("only zero bytes", bytes(20_000), "damaged", "nothing but zero bytes"),
    ("half a file", _GOOD[: len(_GOOD) // 2], "damaged", "stopped half-way"),
    ("the first bytes of a file", _GOOD[:100], "damaged", "stopped half-way"),
    ("plain text", b"The review panel met.", "not-docx", "this is plain text"),
    ("binary", bytes(range(128, 256)) * 9, "not-docx", "not a Word document at all"),
    ("HTML", b"<!DOCTYPE html><html><p>x", "not-docx", "a web page"),
    ("MHTML", b"From: x\r\nMIME-Version: 1.0\r\n", "not-docx", "MHTML"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3", "not-docx", "this is a PDF"),
    ("RTF", b"{\\rtf1\\ansi x}", "not-docx", "RTF"),
    ("photograph", b"\xff\xd8\xff\xe0" + bytes(9), "not-docx", "photograph or scan"),
    ("flat XML", b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
     "not-docx", "flat XML"),
    ("Word 2003 XML", b'<?xml version="1.0"?><w:d xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
     "unsupported", "Word 2003 XML"),
    ("old Word", ole("WordDocument"), "legacy-doc", "old .doc document"),
    ("old Excel", ole("Workbook"), "not-docx", "old Excel workbook"),
    ("Outlook message", ole("__substg1.0_0037001F"), "not-docx", "Outlook message"),
    ("old Publisher", ole("Quill"), "unsupported", "old Office file"),
    ("password", ole("EncryptedPackage"), "encrypted", "a password or a rights label"),
    ("password inside the zip", patched(_GOOD, _encrypt), "encrypted", "a password or a rights label"),
    ("OpenDocument", b.zip_bytes({"mimetype": "application/vnd.oasis.opendocument.text"}), "not-docx", "OpenDocument"),
    ("e-book", b.zip_bytes({"mimetype": "application/epub+zip"}), "not-docx", "e-book"),
    ("Pages", b.zip_bytes({"Index/Document.iwa": "x"}), "not-docx", "Apple Pages"),
    ("some zip file", b.zip_bytes({"a.txt": "x"}), "not-docx", "a zip file without a Word document"),
    ("Excel", changed(types=_XLSX), "not-docx", "an Excel workbook"),
    ("unknown compression", patched(_GOOD, _method), "damaged", "word/document.xml cannot be unpacked"),
    ("corrupt compression", patched(_GOOD, _corrupt), "damaged", "word/document.xml cannot be unpacked"),
    ("size told too small", patched(_GOOD, _small), "damaged", "word/document.xml cannot be unpacked"),
    ("no content types", changed(types=None), "not-docx", "without a Word document"),
    ("no list of parts", changed(rels=None), "damaged", "its list of parts is missing"),
    ("no main part", changed(document=None), "damaged", "its main part is missing"),
    ("main part of another kind", changed(document=b.part("w:settings", "")), "damaged", "no text body"),
    ("malformed XML", changed(document="<w:document><w:p></w:document>"), "damaged", "not well-formed XML"),
    ("empty main part", changed(document=""), "damaged", "word/document.xml is empty"),
    ("main part of spaces", changed(document=" \n "), "damaged", "word/document.xml is empty"),
    ("main part no XML", changed(document="hello"), "damaged", "word/document.xml is not XML"),
    ("control character", changed(document=document_xml(b.p("a\x0bb"))), "damaged", "not well-formed XML"),
    ("broken UTF-16", changed(document=b"\xff\xfe<\x00\x00\xd8<\x00"), "damaged", "not readable text"),
    ("entity that names a file", changed(document=document_xml(b.p(b.r("<w:t>&x;</w:t>")), _XXE)),
     "unsafe", "document type"),
    ("entities of entities", changed(document=document_xml(b.p("x"), _LAUGHS)), "unsafe", "document type"),
    ("document type from elsewhere", changed(document=document_xml("", '<!DOCTYPE d SYSTEM "http://x.example/d">')),
     "unsafe", "document type"),
    ("document type in UTF-16", changed(document=document_xml(b.p("x"), _LAUGHS, "UTF-16")), "unsafe", "document type"),
    ("document type in UTF-32", changed(document=document_xml(b.p("x"), _LAUGHS, "UTF-32")), "unsafe", "document type"),
    ("document type in UTF-7", changed(document=b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<d/>'),
     "unsafe", "document type"),
    ("document type in the styles", changed(styles=b"<!DOCTYPE x><x/>"), "unsafe", "document type"),
    ("controls in controls without end", changed(document=document_xml("<w:sdt><w:sdtContent>" * 9000 + b.p("x")
     + "</w:sdtContent></w:sdt>" * 9000)), "unsafe", "nested too deeply"),
    ("runs in runs", changed(document=document_xml(b.p("<w:ins>" * 230 + b.r("x") + "</w:ins>" * 230))),
     "unsafe", "nested too deeply"),
    ("tables in tables", changed(document=document_xml("<w:tbl><w:tr><w:tc>" * 75 + b.p("x")
     + "</w:tc></w:tr></w:tbl>" * 75)), "unsafe", "nested too deeply"),
    ("member twice", twice("word/document.xml"), "damaged", "word/document.xml twice"),
    ("member twice in capitals", twice("WORD/Document.XML"), "damaged", "word/document.xml twice"),
    ("member outside the file", b.zip_bytes(good() | {"word/../../evil.xml": "x"}), "unsafe", "outside it"),
    ("member on a drive", b.zip_bytes(good() | {"C:/evil.xml": "x"}), "unsafe", "outside it"),
    ("compressed a thousandfold", b.zip_bytes(good() | {"word/media/zero.bin": bytes(4 << 20)}),
     "bomb", "unpacks to 4 MB"),
    ("something before the zip", b"junk" + _GOOD, "not-docx", "not a Word document"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code", "says"), BAD, ids=[name for name, *_ in BAD])
def test_refused(name: str, data: bytes, code: str, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data)
    error = caught.value
    assert (error.code, error.file) == (code, str(Path("some/report.docx")))
    assert says in error.message
    assert error.message[0].isupper()
    assert error.message.endswith(".")
    assert ";" in error.message or "so it was not read" in error.message  # what is wrong; what to do
    assert error.__suppress_context__ or error.__context__ is None


@pytest.mark.parametrize(
    ("limit", "value", "code", "says"),
    [
        ("MAX_FILE", 1000, "too-large", "larger than"),
        ("MAX_MEMBERS", 3, "bomb", "parts inside"),
        ("MAX_DIRECTORY", 100, "bomb", "table of contents"),
        ("MAX_UNPACKED", 2000, "bomb", "unpacks to more than"),
        ("MAX_TAGS", 10, "bomb", "tags"),
        ("MAX_TAGS_IN_ALL", 60, "bomb", "its parts have more than 60 tags"),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, code: str, says: str) -> None:
    data = b.docx_bytes(b.p("hello") * 9)
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.code == code
    assert says in caught.value.message


def test_limit_of_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    package = guard.open_zip(_GOOD, "x.docx")
    with pytest.raises(DocumentError, match="unpacks to"):
        guard.read_member(package[0], package[1]["word/document.xml"], "x.docx", limit=100)


def test_document_types_never_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.etree, "fromstring", None)
    for encoding in ("UTF-8", "UTF-16", "UTF-32"):
        with pytest.raises(DocumentError) as caught:
            guard.parse_xml(document_xml(b.p("x"), _LAUGHS, encoding), "x.xml", "x.docx")
        assert caught.value.code == "unsafe"


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b.zip_bytes({f"m{n}.xml": "" for n in range(limits.MAX_MEMBERS + 1)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(DocumentError, match="parts inside"):
        guard.open_zip(data, "x.docx")


def test_missing_parts_that_a_report_can_do_without() -> None:
    document = read(changed(styles=None))
    assert [block.text for block in document.blocks] == ["hello"]
    assert [(note.what, note.where) for note in document.unread] == [
        ("a part that the file refers to is missing", "word/styles.xml")
    ]


@pytest.mark.parametrize("name", ["styles", "numbering", "footnotes", "comments", "settings", "people", "header1"])
def test_damaged_parts_that_a_report_can_do_without(name: str) -> None:
    members = good(
        numbering="<w:num/>", footnotes=b.note("footnote", 1, "x"), comments=b.comment(1, "x"), settings="<w:zoom/>",
        people="<w15:person/>", headers=["x"],
    )  # fmt: skip
    members[f"word/{name}.xml"] = "<w:broken"
    document = read(b.zip_bytes(members))
    assert document.blocks[0].text == "hello"
    assert [(note.what, note.where) for note in document.unread] == [("a damaged part of the file", f"word/{name}.xml")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("backslashes", b.zip_bytes({name.replace("/", "\\"): data for name, data in good().items()})),
        ("capitals", b.zip_bytes({name.upper(): data for name, data in good().items()})),
        ("UTF-16", changed(document=document_xml(b.p("hello"), encoding="UTF-16"))),
        ("UTF-16 without a mark", changed(document=document_xml(b.p("hello"), encoding="UTF-16-LE"))),
        ("Latin 1", changed(document=document_xml(b.p("hello"), encoding="ISO-8859-1"))),
        ("UTF-8 with a mark", changed(document=b"\xef\xbb\xbf" + document_xml(b.p("hello")))),
        ("not compressed", b.zip_bytes(good(), zipfile.ZIP_STORED)),
        ("some nesting", changed(document=document_xml("<w:sdt><w:sdtContent>" * 60 + b.p("hello")
         + "</w:sdtContent></w:sdt>" * 60))),
        ("tables in tables", changed(document=document_xml("<w:tbl><w:tr><w:tc>" * 30 + b.p("hello")
         + "</w:tc></w:tr></w:tbl>" * 30))),
        ("picture that is not there", b.docx_bytes(b.p("hello", b.picture("rId7")), rels=[("rId7", "image", "NULL")])),
        ("relationship out of the file", b.docx_bytes(b.p("hello"), rels=[("rId7", "image", "../../../etc/passwd")])),
        ("attributes that are no numbers", b.docx_bytes(b.tbl(b.tr(b.tc(b.p("hello"), props='<w:gridSpan w:val="x"/>'),
         props='<w:gridBefore w:val="1e9"/>')))),
        ("absurd numbers", b.docx_bytes(b.tbl(b.tr(b.tc(b.p("hello"), props='<w:gridSpan w:val="999999999"/>'),
         props='<w:gridBefore w:val="-5"/>')))),
        ("comment in a text node", changed(document=document_xml("<w:p><w:r><w:t>hel<!-- x -->lo</w:t></w:r></w:p>"))),
        ("CDATA", changed(document=document_xml("<w:p><w:r><w:t><![CDATA[hello]]></w:t></w:r></w:p>"))),
        ("XML without type", changed(types="<Types/>")),
    ],
)  # fmt: skip
def test_odd_but_readable(name: str, data: bytes) -> None:
    assert "".join(block.text for block in read(data).blocks) == "hello", name


def test_nothing_outside_is_followed() -> None:
    members = good(rels=[("rId5", "image", "https://tracker.example/x.png"), ("rId6", "oleObject", "file:///c:/x.xls")])
    members["word/_rels/settings.xml.rels"] = b.relationships(
        [("rId1", "attachedTemplate", "https://t.example/x.dotm")]
    )
    document = read(b.zip_bytes(members))
    assert [(mark.kind, mark.text, mark.part) for mark in document.marks] == [
        ("external", "https://tracker.example/x.png", "file"),
        ("external", "file:///c:/x.xls", "file"),
        ("external", "https://t.example/x.dotm", "file"),
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_damage_of_any_kind_is_an_expected_error(data: st.DataObject) -> None:
    base = bytearray(_AWKWARD)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(base) - 1))
        how = data.draw(st.integers(0, 3))
        if how == 0:
            base[place] = data.draw(st.integers(0, 255))
        elif how == 1:
            del base[place : place + data.draw(st.integers(1, 400))]
        elif how == 2:
            base[place:place] = data.draw(st.binary(max_size=20))
        else:
            del base[place:]
        if not base:
            break
    _read_or_refuse(bytes(base))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.data())
def test_damaged_xml_of_any_kind_is_an_expected_error(data: st.DataObject) -> None:
    members = dict(_MEMBERS)
    name = data.draw(st.sampled_from([name for name in members if name.endswith((".xml", ".rels"))]))
    part = members[name]
    how = data.draw(st.integers(0, 2))
    place = data.draw(st.integers(0, len(part)))
    end = place + data.draw(st.integers(1, 300))
    if how == 0:
        part = part[:place] + part[end:]
    elif how == 1:
        part = part[:place] + part[place:end] * 3 + part[end:]
    else:
        old, new = data.draw(st.sampled_from(_SWAPS))
        part = part.replace(old, new)
    members[name] = part
    _read_or_refuse(b.zip_bytes(members))


_AWKWARD = awkward_bytes()
with zipfile.ZipFile(io.BytesIO(_AWKWARD)) as _archive:
    _MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}
_SWAPS = [
    (b'w:val="1"', b'w:val="x"'), (b'w:val="2"', b""), (b"<w:p>", b"<w:q>"), (b"w:tc>", b"w:p>"),
    (b"w:r>", b"w:p>"), (b"w:tr>", b"w:tbl>"), (b'"separate"', b'"begin"'), (b'"end"', b'"begin"'), (b"w:id=", b"w:x="),
    (b'"begin"', b'"end"'), (b"Target=", b"T="), (b"r:id=", b"r:embed="), (b"w:t>", b"w:sdt>"), (b"w:body>", b"w:tbl>"),
    (b"w:ins", b"w:del"), (b"w:sdtContent", b"w:r"), (b'"restart"', b'"\xc3\xa9"'), (b"w:numId", b"w:ilvl"),
]  # fmt: skip


def _read_or_refuse(data: bytes) -> None:
    try:
        document = read(data)
    except DocumentError:
        return
    for block in document.blocks:
        assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)
        assert block.anchor is None or block.anchor < len(document.blocks)
    for mark in document.marks:
        assert mark.block is None or mark.block < len(document.blocks)
    for table in document.tables:
        assert all(cell.column + cell.column_span <= table.columns for cell in table.cells)
        assert all(cell.row + cell.row_span <= table.rows for cell in table.cells)


def _checked(tmp_path: Path, name: str, data: bytes) -> DocumentError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    return caught.value


def test_more_text_than_can_be_checked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dhr_qa.documents.read.MAX_CHARACTERS", 100)
    assert _checked(tmp_path, "a.md", b"word " * 30).code == "too-large"
    assert _checked(tmp_path, "a.docx", b.docx_bytes(b.p("word " * 30))).code == "too-large"
    monkeypatch.setattr("dhr_qa.documents.read.MAX_BLOCKS", 5)
    assert "paragraphs" in _checked(tmp_path, "b.docx", b.docx_bytes(b.p("x") * 6)).message


def test_a_file_beyond_the_limit_is_not_taken_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dhr_qa.documents.read.MAX_FILE", 1000)
    assert _checked(tmp_path, "a.docx", _GOOD * 2).code == "too-large"
    assert _checked(tmp_path, "a.md", b"word " * 300).code == "too-large"


def test_text_in_one_piece_of_over_10_mb_is_told_as_that() -> None:
    with pytest.raises(DocumentError) as caught:
        read(b.docx_bytes(b.p("word " * 2_100_000)))
    assert caught.value.code == "bomb"
    assert "more than 10 MB of text in one piece" in caught.value.message


def test_elements_inside_a_text_do_not_hide_its_words() -> None:
    inner = "<w:t>one <w:t>two</w:t> <w:r><w:t>three</w:t></w:r></w:t>"
    assert [block.text for block in read(b.docx_bytes(f"<w:p><w:r>{inner}</w:r></w:p>")).blocks] == ["one two three"]
