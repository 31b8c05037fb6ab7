"""Writes a report in the examples' markup as a Word file, the same every time.

python-docx lays the ground (package, styles, tables, pictures); what it has no words for is written as
XML here: automatic numbering, footnotes, fields, tracked changes. Nothing in the file depends on the
day, the machine or the order of a set.
"""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from examples import markup

WRITTEN = datetime.datetime(2026, 9, 24, 12, 0, 0, tzinfo=datetime.UTC)
_ZIP_TIME = (2026, 9, 24, 12, 0, 0)
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application><Company>{company}</Company><AppVersion>16.0000</AppVersion>"
    "</Properties>"
)
_NUMBERING = (  # style, number id, level, number format, text of the label, left indent and hanging (twips)
    ("Heading 1", 101, 0, "decimal", "%1.", 567, 567),
    ("Numbered Paragraph", 101, 1, "decimal", "%1.%2", 709, 709),
    ("Terms Item", 102, 0, "decimal", "%1.", 1134, 425),
    ("Recommendation", 103, 0, "decimal", "Recommendation %1:", 0, 0),
    ("Lettered Item", 104, 0, "lowerLetter", "(%1)", 1134, 425),
)
_STYLE_OF = {
    "paragraph": "Normal", "title": "Title", "subtitle": "Subtitle", "cover": "Cover", "heading-1": "Heading 1",
    "heading-plain": "Heading 1", "heading-2": "Heading 2", "term": "Terms Item", "bold": "Normal",
    "recommendation": "Recommendation", "lettered": "Lettered Item", "bullet": "List Bullet", "quote": "Quote",
}  # fmt: skip


@dataclass
class Paper:
    """What a Word file says beside its text: properties, header, who changed what, and its chart."""

    title: str
    author: str
    last_modified_by: str
    header: str
    reviewer: str = ""
    contents: tuple[tuple[markup.Line, str], ...] = ()  #: headings and pages, as the contents last had them
    chart: tuple[tuple[str, int], ...] = ()
    chart_alt: str = ""
    chart_caption: str = ""


def write(source: str, paper: Paper) -> bytes:
    """The bytes of a Word file for a source in the examples' markup."""
    return _Writer(source, paper).file()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name: what two builds are compared by."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


class _Writer:
    """One file in the making."""

    def __init__(self, source: str, paper: Paper) -> None:
        self.source, self.paper = source, paper
        self.document: Any = Document()
        self.notes = markup.notes(source)
        self.recommendations = markup.recommendations(source)
        self.footnotes: list[str] = []
        self.marks = 0
        self.numbered = False
        self.headings = 0

    def file(self) -> bytes:
        self._styles()
        self._page()
        for line in markup.lines(self.source):
            self._line(line)
        self._footnotes_part()
        self._properties()
        raw = io.BytesIO()
        self.document.save(raw)
        return _same_zip(raw.getvalue())

    # -- the ground: styles, numbering, page, properties

    def _styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        normal.paragraph_format.space_after = Pt(8)
        for name, base in (
            ("Numbered Paragraph", "Normal"), ("Terms Item", "Normal"), ("Recommendation", "Normal"),
            ("Lettered Item", "Normal"), ("Cover", "Normal"), ("toc 1", "Normal"), ("toc 2", "Normal"),
            ("footnote text", "Normal"),
        ):  # fmt: skip
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
        styles["footnote text"].font.size = Pt(9)
        reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
            styles[name].font.name = "Arial"
            styles[name].font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)
            fonts = styles[name].element.find(qn("w:rPr")).find(qn("w:rFonts"))
            for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[attribute]
        for level, indent in (("toc 1", 0.0), ("toc 2", 0.8)):
            shape = styles[level].paragraph_format
            shape.left_indent, shape.space_after = Cm(indent), Pt(2)
            shape.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        language = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
        language.set(qn("w:val"), "en-GB")
        self._numbering()

    def _numbering(self) -> None:
        root = self.document.part.numbering_part.element
        first_number = root.find(qn("w:num"))
        for number in dict.fromkeys(row[1] for row in _NUMBERING):
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:pStyle w:val="{self.document.styles[style].style_id}"/><w:lvlText w:val="{label}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
                for style, row, level, form, label, left, hanging in _NUMBERING
                if row == number
            )
            kind = "multilevel" if number == 101 else "singleLevel"
            first_number.addprevious(
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                    f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
                )
            )
            root.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>',
                )
            )
        for style, number, level, *_ in _NUMBERING:
            properties = self.document.styles[style].element.get_or_add_pPr()
            properties.append(_number(number, level))

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.header.paragraphs[0].text = markup.typographic(self.paper.header)
        footer = section.footer.paragraphs[0]
        footer.add_run("Page ")
        for instruction, result in (("PAGE", "1"), ("NUMPAGES", "60")):
            for element in _field(instruction, result):
                footer._p.append(element)
            if instruction == "PAGE":
                footer.add_run(" of ")

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author = self.paper.title, self.paper.author
        core.last_modified_by, core.language = self.paper.last_modified_by, "en-GB"
        core.created = core.modified = WRITTEN.replace(tzinfo=None)
        core.comments, core.keywords, core.subject, core.revision = "", "", "Domestic homicide review", 1
        package = self.document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype == RT.THUMBNAIL:
                del package.rels[key]
            elif relation.reltype == RT.EXTENDED_PROPERTIES:
                relation.target_part._blob = _APP.format(company=escape(self.paper.author)).encode()
        for key, relation in list(self.document.part.rels.items()):
            if relation.reltype == RT.CUSTOM_XML:  # a list of bibliography styles that the template brings along
                del self.document.part.rels[key]

    # -- lines

    def _line(self, line: markup.Line) -> None:
        match line.kind:
            case "toc":
                self._contents()
            case "picture":
                self._picture()
            case "landscape":
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
                section.orientation = WD_ORIENT.LANDSCAPE
                section.page_width, section.page_height = section.page_height, section.page_width
            case "table":
                self._table(line)
            case _:
                self._paragraph(line)

    def _paragraph(self, line: markup.Line) -> None:
        style = _STYLE_OF[line.kind]
        if line.kind == "paragraph" and self.numbered:
            style = "Numbered Paragraph"
        paragraph = self.document.add_paragraph(style=style)
        if line.kind.startswith("heading"):
            if line.kind != "heading-2":
                self.numbered = line.kind == "heading-1"
            if line.kind == "heading-plain":
                paragraph._p.get_or_add_pPr().append(_number(0, 0))
            self._bookmark(paragraph)
        if line.kind == "bold":
            paragraph.add_run(markup.typographic(line.text)).bold = True
            return
        self._runs(paragraph, line.text)

    def _bookmark(self, paragraph: Any) -> None:
        self.headings += 1
        name, number = f"_Toc{self.headings:06d}", 1000 + self.headings
        paragraph._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))

    def _runs(self, paragraph: Any, text: str) -> None:
        run: Any = None
        for piece in markup.pieces(text):
            match piece.kind:
                case "note":
                    paragraph._p.append(self._note(piece.text))
                case "insert" | "delete":
                    paragraph._p.append(self._change(piece))
                case "comment":
                    comment = self.document.add_comment(run, piece.text, author=self.paper.reviewer, initials="")
                    comment._comment_elm.set(qn("w:date"), WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ"))
                case "ref":
                    for element in _field("REF _Ref998877 \\h", piece.text):
                        paragraph._p.append(element)
                case _:
                    run = paragraph.add_run(piece.text)
                    run.bold = piece.kind == "bold" or None
                    run.italic = piece.kind == "italic" or None
                    if piece.kind == "highlight":
                        properties = run._r.get_or_add_rPr()
                        properties.append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="yellow"/>'))

    def _note(self, key: str) -> Any:
        self.footnotes.append(self.notes[key])
        return parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{self._note_style}"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
        )

    @property
    def _note_style(self) -> str:
        return str(self.document.styles["footnote reference"].style_id)

    def _change(self, piece: markup.Piece) -> Any:
        self.marks += 1
        tag, text = ("ins", "t") if piece.kind == "insert" else ("del", "delText")
        return parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="{500 + self.marks}" w:author="{escape(self.paper.reviewer)}" '
            f'w:date="{WRITTEN:%Y-%m-%dT%H:%M:%SZ}"><w:r><w:{text} xml:space="preserve">{escape(piece.text)}'
            f"</w:{text}></w:r></w:{tag}>"
        )

    # -- contents, chart, tables, footnotes

    def _contents(self) -> None:
        """The heading and a contents field with the entries that Word would have stored in it."""
        self.document.add_paragraph().add_run().add_break()
        heading = self.document.add_paragraph("Contents", style="toc 1")
        heading.runs[0].bold = True
        heading.paragraph_format.page_break_before = True
        number = 0
        for place, (line, page) in enumerate(self.paper.contents):
            paragraph = self.document.add_paragraph(style="toc 2" if line.kind == "heading-2" else "toc 1")
            if place == 0:
                for element in _field('TOC \\o "1-2" \\h \\z \\u', None):
                    paragraph._p.append(element)
            label = ""
            if line.kind == "heading-1":
                number += 1
                label = f"{number}.\u2002"
            paragraph.add_run(f"{label}{markup.typographic(line.text)}\t{page}")
            if place == len(self.paper.contents) - 1:
                paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))

    def _picture(self) -> None:
        paragraph = self.document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(_bars(self.paper.chart)), width=Cm(15))
        shape._inline.docPr.set("descr", markup.typographic(self.paper.chart_alt))
        shape._inline.docPr.set("name", "Figure 1")
        caption = self.document.add_paragraph("Figure ", style="Caption")
        for element in _field("SEQ Figure \\* ARABIC", "1"):
            caption._p.append(element)
        caption.add_run(f": {markup.typographic(self.paper.chart_caption)}")

    def _table(self, line: markup.Line) -> None:
        table = self.document.add_table(rows=len(line.rows), cols=len(line.widths))
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        for column, width in enumerate(line.widths):
            table.columns[column].width = Cm(width)
        size = Pt(8) if line.text == "plan" else Pt(10)
        for number, row in enumerate(line.rows):
            properties = table.rows[number]._tr.get_or_add_trPr()
            properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            if number == 0:
                properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            for column, text in enumerate(row):
                cell = table.cell(number, column)
                cell.width = Cm(line.widths[column])
                if line.text == "plan" and column == 0 and not text and number > 1:
                    table.cell(number - 1, 0).merge(cell)  # a further action of the same recommendation
                    continue
                paragraph = cell.paragraphs[0]
                self._runs(paragraph, self._filled(text))
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = size
                    run.bold = number == 0 or run.bold
                if number == 0:
                    cell._tc.get_or_add_tcPr().append(
                        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="D9E2F3"/>')
                    )
        self.document.add_paragraph()

    def _filled(self, text: str) -> str:
        """A cell "{rec 3}" holds the third recommendation."""
        if text.startswith("{rec "):
            number = int(text[5:-1])
            return f"Recommendation {number}: {self.recommendations[number - 1]}"
        return text

    def _footnotes_part(self) -> None:
        style = self.document.styles["footnote text"].style_id
        body = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{self._note_style}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{_note_runs(text)}</w:p></w:footnote>'
            for number, text in enumerate(self.footnotes, 1)
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {nsdecls("w")}>'
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f"</w:footnote>{body}</w:footnotes>"
        )
        name = PackURI("/word/footnotes.xml")
        part = Part(name, _FOOTNOTES_TYPE, xml.encode(), self.document.part.package)
        self.document.part.relate_to(part, RT.FOOTNOTES)


def _note_runs(text: str) -> str:
    italic = "<w:rPr><w:i/></w:rPr>"
    return "".join(
        f'<w:r>{italic if piece.kind == "italic" else ""}<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'
        for piece in markup.pieces(text)
    )


def _number(number: int, level: int) -> Any:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _field(instruction: str, result: str | None) -> list[Any]:
    """The runs of a field; without a result its end is left to the caller."""
    made = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    ]
    if result is not None:
        made += [f"<w:t>{escape(result)}</w:t>", '<w:fldChar w:fldCharType="end"/>']
    return [parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>") for inner in made]


def _bars(rows: tuple[tuple[str, int], ...]) -> bytes:
    """A plain bar chart as a PNG, stored without compression so that every machine writes the same bytes."""
    width, height, top = 540, 180, max(value for _, value in rows)
    step = width // len(rows)
    picture = [bytearray(b"\xff" * width * 3) for _ in range(height)]
    for place, (_, value) in enumerate(rows):
        tall = round(value / top * (height - 20))
        for y in range(height - 10 - tall, height - 10):
            for x in range(place * step + 12, (place + 1) * step - 12):
                picture[y][x * 3 : x * 3 + 3] = b"\x1f\x4e\x79"
    for x in range(width):
        picture[height - 10][x * 3 : x * 3 + 3] = b"\x33\x33\x33"
    data = b"".join(b"\x00" + bytes(row) for row in picture)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data, 0)) + chunk(b"IEND", b"")


def _same_zip(data: bytes) -> bytes:
    """The same package with its parts in a fixed order and at a fixed time."""
    found = parts(data)
    first = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in [*first, *sorted(set(found) - set(first))]:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, found[name])
    return out.getvalue()
