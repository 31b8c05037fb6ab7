"""Names that Word's XML uses, and safe readers of its attributes. Nothing here walks a document."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

_SCHEMAS = "http://schemas.openxmlformats.org/"
_OFFICE = "http://schemas.microsoft.com/office/"
W = "{" + _SCHEMAS + "wordprocessingml/2006/main}"
R = "{" + _SCHEMAS + "officeDocument/2006/relationships}"
M = "{" + _SCHEMAS + "officeDocument/2006/math}"
A = "{" + _SCHEMAS + "drawingml/2006/main}"
PIC = "{" + _SCHEMAS + "drawingml/2006/picture}"
WP = "{" + _SCHEMAS + "drawingml/2006/wordprocessingDrawing}"
CHART = "{" + _SCHEMAS + "drawingml/2006/chart}"
DIAGRAM = "{" + _SCHEMAS + "drawingml/2006/diagram}"
MC = "{" + _SCHEMAS + "markup-compatibility/2006}"
RELATIONS = "{" + _SCHEMAS + "package/2006/relationships}"
TYPES = "{" + _SCHEMAS + "package/2006/content-types}"
CHART_EX = "{" + _OFFICE + "drawing/2014/chartex}"
SHAPE = "{" + _OFFICE + "word/2010/wordprocessingShape}"
GROUP = "{" + _OFFICE + "word/2010/wordprocessingGroup}"
W14 = "{" + _OFFICE + "word/2010/wordml}"
W15 = "{" + _OFFICE + "word/2012/wordml}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741

#: The author of the comments that dhr-qa puts into a copy of a document.
OWN_AUTHOR = "dhr-qa"

VAL = W + "val"
ID = W + "id"
AUTHOR = W + "author"
DATE = W + "date"
TYPE = W + "type"

#: Strict OOXML spells its namespaces differently; the longer names stand before those they begin with.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _SCHEMAS + "wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _SCHEMAS + "officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _SCHEMAS + "officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/chartDrawing", _SCHEMAS + "drawingml/2006/chartDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", _SCHEMAS + "drawingml/2006/chart"),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", _SCHEMAS + "drawingml/2006/diagram"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", _SCHEMAS + "drawingml/2006/picture"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _SCHEMAS + "drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _SCHEMAS + "drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _SCHEMAS + "spreadsheetml/2006/main"),
)


def to_strict(data: bytes, like: bytes) -> bytes:
    """Undoes `from_strict` on XML that was made from the part `like`, which spelt its namespaces in this way."""
    for strict, usual in _STRICT:
        if strict in like and usual.encode() not in like:
            data = data.replace(usual.encode(), strict)
    return data


def from_strict(data: bytes) -> bytes:
    """The XML of a part with the namespaces of Strict OOXML replaced by the usual ones."""
    if b"purl.oclc.org/ooxml" not in data:
        return data
    for strict, usual in _STRICT:
        data = data.replace(strict, usual.encode())
    return data


def is_on(element: Element) -> bool:
    """Whether a switch such as <w:b/> or <w:b w:val="0"/> is on."""
    return element.get(VAL, "1") not in ("0", "false", "off")


def number_in(text: str | None, default: int | None = None, low: int = -32768, high: int = 32767) -> int | None:
    """`text` as a whole number from `low` to `high`, else `default`; never an error."""
    if not text or len(text) > 12:
        return default
    try:
        value = int(text)
    except ValueError:
        return default
    return value if low <= value <= high else default


def local(tag: object) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def colour_in(text: str | None) -> str:
    """A colour as RRGGBB in capitals; "" for none, "auto" or anything else."""
    if text and len(text) == 6 and text.isalnum():
        return text.upper()
    return ""


def shade_in(shd: Element) -> str:
    """The fill colour of a <w:shd> as RRGGBB, or "" where there is none."""
    if shd.get(VAL) == "solid":  # a solid pattern shows its own colour, not the fill behind it
        return colour_in(shd.get(W + "color"))
    fill = colour_in(shd.get(W + "fill"))
    return "" if fill == "FFFFFF" else fill
