"""Word files for the examples of rules on anonymisation: what hides under the surface of a file."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.documents import builders as b

_TITLE = b.heading(1, "Overview report")
_TEXT = b.p("The review panel met in May 2026.")
BLACK_PEN, WHITE = '<w:highlight w:val="black"/>', '<w:color w:val="FFFFFF"/>'


def hidden_identifiers() -> bytes:
    """Identifiers in a deletion, a comment, the target of a link and a property."""
    body = b.p("The panel met", b.deleted(" about 943 476 5919")) + b.p(
        b.commented(0, "Twice."), b.link("a link", rid="m")
    )
    return b.docx_bytes(
        _TITLE + body,
        comments=b.comment(0, b.p("Ring 07700 900123 first.")),
        custom='<property name="Case"><vt:lpwstr>AB 12 34 56 C</vt:lpwstr></property>',
        rels=[("m", "hyperlink", "mailto:maya84@example.com")],
    )


def blacked_out() -> bytes:
    """Words under a black pen, in white letters, and in the colour of their ground; and a header row that is fine."""
    same = '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>'
    header = b.tr(b.tc(b.p(b.r("Agency", props=WHITE)), shade="1F3864"), b.tc("Role", shade="000000"), header=True)
    return b.docx_bytes(
        _TITLE
        + b.p("Maya lived with ", b.r("Jo Finch", props=BLACK_PEN), " then.")
        + b.p("She moved ", b.r("to Saltby", props=WHITE))
        + b.p("She worked ", b.r("at the mill", props=same))
        + b.tbl(header, b.tr("Fenshire Police", "Panel"))
    )


def shaded_headers() -> bytes:
    """Dark header rows of tables, a yellow mark and white letters on a dark ground: all can be read."""
    header = b.tr(b.tc(b.p(b.r("Agency", props=WHITE)), shade="1F3864"), b.tc("Role", shade="000000"), header=True)
    banner = b.p(b.r("Summary", props=WHITE), props='<w:shd w:val="clear" w:fill="1F3864"/>')
    return b.docx_bytes(
        _TITLE
        + banner
        + b.p("She ", b.r("moved", props='<w:highlight w:val="yellow"/>'), " twice.")
        + b.tbl(header, b.tr("Fenshire Police", "Panel"))
    )


def covering_shape() -> bytes:
    """A black shape that floats over a line of text."""
    return b.docx_bytes(_TITLE + b.p("Maya lived with Jo Finch then. ", black_shape()))


def black_shape() -> str:
    """A run with a black rectangle in front of the text."""
    fill = '<wps:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></wps:spPr>'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="0">'
        '<wp:extent cx="2000000" cy="200000"/><wp:wrapNone/><wp:docPr id="7" name="Rectangle 7"/><a:graphic>'
        f"<a:graphicData><wps:wsp>{fill}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def tiff(entries: dict[int, bytes], gps: tuple[float, float] | None = None) -> bytes:
    """The bytes of Exif data: text by tag, and a place in degrees north and east."""
    rows: list[tuple[int, int, int, bytes]] = [(tag, 2, len(text) + 1, text + b"\0") for tag, text in entries.items()]
    if gps is not None:
        rows.append((0x8825, 4, 1, b""))
    rows.sort()
    start = 8 + 2 + 12 * len(rows) + 4
    data, heap = b"II*\0" + struct.pack("<IH", 8, len(rows)), b""
    for tag, kind, many, value in rows:
        if tag == 0x8825:
            continue
        place = start + len(heap)
        heap += value if len(value) > 4 else b""
        held = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", place)
        data += struct.pack("<HHI", tag, kind, many) + held
    if gps is not None:
        data += struct.pack("<HHII", 0x8825, 4, 1, start + len(heap))
    data += bytes(4) + heap
    if gps is not None:
        north, east = gps
        list_start = len(data)
        values = list_start + 2 + 12 * 4 + 4
        sides = (b"N" if north >= 0 else b"S", b"E" if east >= 0 else b"W")
        data += struct.pack("<H", 4)
        data += struct.pack("<HHI", 1, 2, 2) + sides[0].ljust(4, b"\0")
        data += struct.pack("<HHII", 2, 5, 3, values)
        data += struct.pack("<HHI", 3, 2, 2) + sides[1].ljust(4, b"\0")
        data += struct.pack("<HHII", 4, 5, 3, values + 24) + bytes(4)
        for degrees in (abs(north), abs(east)):
            data += struct.pack("<6I", int(degrees), 1, 0, 1, round((degrees - int(degrees)) * 3600 * 1000), 1000)
    return data


def jpeg(exif: bytes = b"", comment: bytes = b"", xmp: bytes = b"") -> bytes:
    """The bytes of a JPEG file that shows nothing."""
    out = b"\xff\xd8"
    for marker, block in ((0xE1, exif and b"Exif\0\0" + exif), (0xE1, xmp and b"http://ns.adobe.com/xap/1.0/\0" + xmp),
                          (0xFE, comment)):  # fmt: skip
        if block:
            out += bytes((0xFF, marker)) + struct.pack(">H", len(block) + 2) + block
    return out + b"\xff\xda\0\x02\xff\xd9"


def photograph() -> bytes:
    """A photograph that tells who took it, where and with which camera."""
    data = jpeg(tiff({0x013B: b"Jo Finch", 0xA431: b"0012345", 0x0110: b"Camera"}, (52.2053, -0.1218)))
    return b.docx_bytes(
        _TITLE + _TEXT + b.p(b.picture("p", "A garden")),
        rels=[("p", "image", "media/a.jpeg")],
        parts={"word/media/a.jpeg": data},
    )


def plain_photograph() -> bytes:
    """A photograph that tells only of its program, and the cover's author among the properties."""
    data = jpeg(tiff({0x0131: b"Program 1.0"}))
    return b.docx_bytes(
        _TITLE + b.p("Author: Judith Arkwright") + _TEXT + b.p(b.picture("p", "A garden")),
        core="<dc:creator>Judith Arkwright</dc:creator><cp:lastModifiedBy>Microsoft Office User</cp:lastModifiedBy>"
        "<dc:title>Overview report</dc:title>",
        rels=[("p", "image", "media/a.jpeg")],
        parts={"word/media/a.jpeg": data},
    )


def named_properties() -> bytes:
    """People in the properties, in a comment's author, hidden words, an embedded workbook, a name in the title."""
    core = (
        "<dc:creator>Jo Finch</dc:creator><cp:lastModifiedBy>R Okafor</cp:lastModifiedBy>"
        "<dc:title>Overview report Anita Shalloway</dc:title>"
    )
    hidden = b.p("The panel met. ", b.r("Ask her sister.", props="<w:vanish/>"))
    noted = b.p(b.commented(0, "It agreed."), b.ins("Twice.", author="S Marlowe"))
    return b.docx_bytes(
        _TITLE + _TEXT + hidden + noted + b.p(b.picture("p", "", "Picture 1")),
        core=core,
        comments=b.comment(0, b.p("Check."), author="Jo Finch"),
        rels=[("x", "package", "embeddings/list.xlsx"), ("p", "image", "media/a.png")],
        parts={"word/embeddings/list.xlsx": _workbook(), "word/media/a.png": b.PNG},
    )


def _workbook() -> bytes:
    text = '<si xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><t>Totals</t></si>'
    return b.zip_bytes({"xl/sharedStrings.xml": f"<sst>{text}</sst>"})


def cropped_picture() -> bytes:
    """A picture of which the page shows the left half."""
    picture = b.picture("p", "A letter").replace('r:embed="p"/>', 'r:embed="p"/><a:srcRect r="50000"/>')
    return b.docx_bytes(
        _TITLE + _TEXT + b.p(picture), rels=[("p", "image", "media/a.png")], parts={"word/media/a.png": b.PNG}
    )


FIXTURES: dict[str, Callable[[], bytes]] = {
    "hidden-identifiers": hidden_identifiers,
    "blacked-out": blacked_out,
    "shaded-headers": shaded_headers,
    "covering-shape": covering_shape,
    "photograph": photograph,
    "plain-photograph": plain_photograph,
    "named-properties": named_properties,
    "cropped-picture": cropped_picture,
}
