"""Word files made from raw XML, byte for byte the same each time. For tests of anything that reads .docx.

    data = docx_bytes(p("The review panel met.") + tbl(tr(tc("Action"), tc("Lead"))))

The helpers give strings of XML. Content that begins with "<" is taken for XML, anything else for text
and escaped. Whatever they lack can be written by hand: the prefixes w, r, m, a, pic, wp, wps, wpg, mc, v, o, w14,
c and dgm are declared in every part.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_SCHEMAS = "http://schemas.openxmlformats.org/"
NAMESPACES = {
    "w": _SCHEMAS + "wordprocessingml/2006/main",
    "r": _SCHEMAS + "officeDocument/2006/relationships",
    "m": _SCHEMAS + "officeDocument/2006/math",
    "a": _SCHEMAS + "drawingml/2006/main",
    "pic": _SCHEMAS + "drawingml/2006/picture",
    "wp": _SCHEMAS + "drawingml/2006/wordprocessingDrawing",
    "c": _SCHEMAS + "drawingml/2006/chart",
    "dgm": _SCHEMAS + "drawingml/2006/diagram",
    "mc": _SCHEMAS + "markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
#: The namespaces that Strict OOXML spells in its own way.
STRICT = {
    NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    _SCHEMAS + "officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    NAMESPACES["m"]: "http://purl.oclc.org/ooxml/officeDocument/math",
    NAMESPACES["a"]: "http://purl.oclc.org/ooxml/drawingml/main",
    NAMESPACES["pic"]: "http://purl.oclc.org/ooxml/drawingml/picture",
    NAMESPACES["wp"]: "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    NAMESPACES["c"]: "http://purl.oclc.org/ooxml/drawingml/chart",
    NAMESPACES["dgm"]: "http://purl.oclc.org/ooxml/drawingml/diagram",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPES = {
    "docx": _WORD + "document.main+xml",
    "dotx": _WORD + "template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
AUTHOR, DATE = "A Chair", "2026-01-05T10:00:00Z"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)


def xml(content: str) -> str:
    """`content` as XML: what begins with "<" as it is, anything else as the text of a run."""
    return content if content.startswith("<") else r(content)


def joined(content: Sequence[str]) -> str:
    return "".join(xml(piece) for piece in content)


def _blocks(content: Sequence[str]) -> str:
    """Blocks: XML as it is, text as a paragraph."""
    return "".join(piece if piece.startswith("<") else p(piece) for piece in content)


# ---- inside a paragraph


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(*content: str, props: str = "") -> str:
    """A run. Text becomes <w:t>; `props` is the inside of its <w:rPr>."""
    inside = "".join(piece if piece.startswith("<") else t(piece) for piece in content)
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{inside}</w:r>"


def _tracked(tag: str, content: str, author: str, date: str) -> str:
    return f'<w:{tag} w:id="1" w:author={quoteattr(author)} w:date="{date}">{content}</w:{tag}>'


def ins(*content: str, author: str = AUTHOR, date: str = DATE) -> str:
    return _tracked("ins", joined(content), author, date)


def deleted(text: str, author: str = AUTHOR, date: str = DATE) -> str:
    return _tracked("del", f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>', author, date)


def moved_from(*content: str, author: str = AUTHOR, date: str = DATE) -> str:
    return _tracked("moveFrom", joined(content), author, date)


def moved_to(*content: str, author: str = AUTHOR, date: str = DATE) -> str:
    return _tracked("moveTo", joined(content), author, date)


def link(*content: str, rid: str = "", anchor: str = "") -> str:
    target = (f' r:id="{rid}"' if rid else "") + (f' w:anchor="{anchor}"' if anchor else "")
    return f"<w:hyperlink{target}>{joined(content)}</w:hyperlink>"


def smart_tag(*content: str) -> str:
    return f'<w:smartTag w:uri="u" w:element="place">{joined(content)}</w:smartTag>'


def simple_field(code: str, *content: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(code)}>{joined(content)}</w:fldSimple>"


def field(code: str, *content: str) -> str:
    """A complex field: its code, then its result."""
    return f"{field_start(code)}{joined(content)}{field_end()}"


def field_start(code: str, data: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def symbol(char: str, font: str = "Wingdings") -> str:
    return f'<w:sym w:font="{font}" w:char="{char}"/>'


def note_ref(kind: str, identity: int) -> str:
    """`kind`: footnote or endnote."""
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def commented(identity: int, *content: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{identity}"/>{joined(content)}<w:commentRangeEnd w:id="{identity}"/>'
        f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def bookmark(name: str) -> str:
    return f'<w:bookmarkStart w:id="9" w:name={quoteattr(name)}/><w:bookmarkEnd w:id="9"/>'


def text_box(*content: str, alt: str = "", fallback: bool = True) -> str:
    """A run with a text box in both of its spellings; `content` is blocks."""
    inside = f"<w:txbxContent>{_blocks(content)}</w:txbxContent>"
    modern = (
        f'<w:drawing><wp:anchor><wp:docPr id="1" name="Text Box 1" descr={quoteattr(alt)}/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>" if fallback else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml(inside: str, alt: str = "") -> str:
    return f"<w:r><w:pict><v:shape alt={quoteattr(alt)}>{inside}</v:shape></w:pict></w:r>"


def picture(rid: str, alt: str = "", name: str = "Picture 1") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr={quoteattr(alt)}/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rid}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


# ---- blocks


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, props: str = "", mark: str = "") -> str:
    """A paragraph. `num` is (list id, level from 0); `mark` the inside of the <w:rPr> of its end."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inside += props + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{joined(content)}</w:p>"


def heading(level: int, *content: str) -> str:
    return p(*content, style=f"Heading{level}")


def end_deleted(author: str = AUTHOR) -> str:
    """For `mark`: the paragraph's end is deleted."""
    return _tracked("del", "", author, DATE)


def end_inserted(author: str = AUTHOR) -> str:
    """For `mark`: the paragraph's end is inserted."""
    return _tracked("ins", "", author, DATE)


def sdt(*content: str, props: str = "", inline: bool = False) -> str:
    """A content control around blocks, rows or cells; around runs where `inline`."""
    inside = joined(content) if inline else _blocks(content)
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


PLACEHOLDER = "<w:showingPlcHdr/>"


def custom_xml(*content: str) -> str:
    return f'<w:customXml w:uri="u" w:element="e">{_blocks(content)}</w:customXml>'


def tbl(*rows: str, props: str = "") -> str:
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, props: str = "", header: bool = False) -> str:
    """A row; text becomes a cell."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    props += "<w:tblHeader/>" if header else ""
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inside}</w:tr>"


def tc(*content: str, span: int = 1, merge: str = "", shade: str = "", props: str = "") -> str:
    """A cell. `merge`: "restart" or "continue" for cells merged downwards."""
    inside = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        inside += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    inside += f'<w:shd w:val="clear" w:fill="{shade}"/>' if shade else ""
    return f"<w:tc><w:tcPr>{inside}{props}</w:tcPr>{_blocks(content) or '<w:p/>'}</w:tc>"


def changed(kind: str, author: str = AUTHOR) -> str:
    """For the `props` of a row or cell: ins, del, cellIns or cellDel."""
    return _tracked(kind, "", author, DATE)


# ---- lists and styles


def level(place: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def definition(identity: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def num(identity: int, definition_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition_id}"/>{more}</w:num>'


def style(identity: str, name: str, props: str = "", run: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{props}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        style(f"Heading{n}", f"heading {n}", f'<w:outlineLvl w:val="{n - 1}"/>', "<w:b/>", "Normal")
        for n in range(1, 5)
    )
    + style("TOC1", "toc 1")
    + style("TOCHeading", "TOC Heading", '<w:outlineLvl w:val="9"/>', "", "Heading1")
    + style("Strong", "Strong", run="<w:b/>", kind="character")
    + style("ListParagraph", "List Paragraph")
)


# ---- the file


def part(tag: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{tag} {DECLARED}>{inside}</{tag}>'.encode()


def note(kind: str, identity: int, *content: str) -> str:
    """A footnote or endnote for `docx_bytes(footnotes=…)`."""
    return f'<w:{kind} w:id="{identity}">{_blocks(content)}</w:{kind}>'


def comment(identity: int, *content: str, author: str = AUTHOR) -> str:
    return f'<w:comment w:id="{identity}" w:author={quoteattr(author)} w:date="{DATE}">{_blocks(content)}</w:comment>'


def zip_bytes(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file whose bytes depend on nothing but `members`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, data)
    return buffer.getvalue()


def relationships(rows: Sequence[tuple[str, str, str]]) -> bytes:
    """A .rels part from (id, kind, target); a target with "://" is outside the file."""
    lines = []
    for identity, kind, target in rows:
        address = kind if "://" in kind else f"{NAMESPACES['r']}/{kind}"
        mode = ' TargetMode="External"' if "://" in target or target.startswith(("mailto:", "file:", "\\")) else ""
        lines.append(f'<Relationship Id="{identity}" Type="{address}" Target={quoteattr(target)}{mode}/>')
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_SCHEMAS}package/2006/relationships">{"".join(lines)}'
        "</Relationships>"
    ).encode()


_SEPARATOR = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
_PROPERTIES = {
    "core": (
        "cp:coreProperties",
        f'xmlns:cp="{_SCHEMAS}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"',
        _SCHEMAS + "package/2006/relationships/metadata/core-properties",
    ),
    "app": (
        "Properties",
        f'xmlns="{_SCHEMAS}officeDocument/2006/extended-properties" '
        f'xmlns:vt="{_SCHEMAS}officeDocument/2006/docPropsVTypes"',
        "extended-properties",
    ),
    "custom": (
        "Properties",
        f'xmlns="{_SCHEMAS}officeDocument/2006/custom-properties" '
        f'xmlns:vt="{_SCHEMAS}officeDocument/2006/docPropsVTypes"',
        "custom-properties",
    ),
}


def docx_members(
    body: str = "",
    *,
    sect: str = "",
    styles: str = STYLES,
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    settings: str = "",
    people: str = "",
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    core: str = "",
    app: str = "",
    custom: str = "",
    rels: Sequence[tuple[str, str, str]] = (),
    parts: Mapping[str, bytes | str] | None = None,
    kind: str = "docx",
) -> dict[str, bytes | str]:
    """The members of a Word file by name, for tests that spoil one before `zip_bytes`.

    `body`, notes, comments, headers and footers are XML from the helpers (in headers and footers text
    may stand alone); `rels` more relationships of the main part, `parts` more members; the last section
    is `sect` plus references to the headers (default, first, even) and footers.
    """
    inner = {
        "styles": ("w:styles", styles),
        "numbering": ("w:numbering", numbering),
        "footnotes": ("w:footnotes", footnotes and _SEPARATOR.format("footnote") + footnotes),
        "endnotes": ("w:endnotes", endnotes and _SEPARATOR.format("endnote") + endnotes),
        "comments": ("w:comments", comments),
        "settings": ("w:settings", settings),
        "people": ("w15:people", people),
    }
    members: dict[str, bytes | str] = {}
    rows = [*rels]
    for name, (tag, inside) in inner.items():
        if inside:
            members[f"word/{name}.xml"] = part(tag, inside)
            rows.append((f"rId-{name}", name, f"{name}.xml"))
    references = ""
    for role, tag, pieces in (("header", "w:hdr", headers), ("footer", "w:ftr", footers)):
        for place, piece in enumerate(pieces):
            members[f"word/{role}{place + 1}.xml"] = part(tag, _blocks([piece]))
            rows.append((f"rId-{role}{place}", role, f"{role}{place + 1}.xml"))
            page = ("default", "first", "even")[place % 3]
            references += f'<w:{role}Reference w:type="{page}" r:id="rId-{role}{place}"/>'
    section = f"<w:sectPr>{references}{sect}</w:sectPr>" if references or sect else ""
    members["word/document.xml"] = part("w:document", f"<w:body>{_blocks([body] if body else [])}{section}</w:body>")
    members["word/_rels/document.xml.rels"] = relationships(rows)
    top = [("rId1", "officeDocument", "word/document.xml")]
    for name, inside in (("core", core), ("app", app), ("custom", custom)):
        if inside:
            tag, declared, address = _PROPERTIES[name]
            members[f"docProps/{name}.xml"] = f'<?xml version="1.0"?><{tag} {declared}>{inside}</{tag}>'
            top.append((f"rId-{name}", address, f"docProps/{name}.xml"))
    members["_rels/.rels"] = relationships(top)
    members |= parts or {}
    types = (
        f'<?xml version="1.0"?><Types xmlns="{_SCHEMAS}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="html" ContentType="text/html"/><Default Extension="txt" ContentType="text/plain"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPES[kind]}"/></Types>'
    )
    return {"[Content_Types].xml": types, **members}


def docx_bytes(body: str = "", *, strict: bool = False, **parts: Any) -> bytes:
    """A Word file. See `docx_members` for the keywords; `strict` spells its namespaces as Strict OOXML does."""
    members = docx_members(body, **parts)
    if strict:
        members = {name: to_strict(data) for name, data in members.items()}
    return zip_bytes(members)


def to_strict(data: bytes | str) -> bytes | str:
    if isinstance(data, bytes) and not data.lstrip().startswith(b"<"):
        return data
    text = data.decode() if isinstance(data, bytes) else data
    for usual, strict in STRICT.items():
        text = text.replace(f'"{usual}"', f'"{strict}"').replace(f'"{usual}/', f'"{strict}/')
    return text.encode()
