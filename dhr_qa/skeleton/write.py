"""Writes an empty report as a Word file: the same bytes each time, without any library for Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from dhr_qa.skeleton import markup
from dhr_qa.skeleton.plan import Grid, Part, Skeleton

_TIME = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {False: 9026, True: 13958}  #: the width of the text in twentieths of a point


def word_file(skeleton: Skeleton) -> bytes:
    """The bytes of a .docx file."""
    parts = {
        "[Content_Types].xml": markup.TYPES,
        "_rels/.rels": markup.PACKAGE_RELATIONS,
        "word/document.xml": _document(skeleton),
        "word/_rels/document.xml.rels": markup.RELATIONS,
        "word/styles.xml": markup.STYLES,
        "word/numbering.xml": markup.NUMBERING,
        "word/settings.xml": markup.SETTINGS,
        "word/header.xml": markup.header(skeleton.header),
        "word/footer.xml": markup.FOOTER,
        "docProps/core.xml": markup.core(skeleton.title),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def _document(skeleton: Skeleton) -> str:
    return (
        f'{markup.HEAD}<w:document xmlns:w="{markup.W}" xmlns:r="{markup.R}"><w:body>'
        f"{''.join(_body(skeleton))}</w:body></w:document>"
    )


def _body(skeleton: Skeleton) -> Iterator[str]:
    for number, line in enumerate(skeleton.cover):
        yield _paragraph(_run(line), "Title" if number == 1 else "Normal")
    if skeleton.contents:
        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        yield _paragraph(_run(skeleton.contents), "TOCHeading")
        yield _contents(skeleton)
        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    wide = False
    for number, part in enumerate(skeleton.parts):
        if part.wide is not wide:
            if number or skeleton.cover:
                yield markup.section(wide, last=False)
            wide = part.wide
        yield from _part(part)
    yield markup.section(wide, last=True)


def _part(part: Part) -> Iterator[str]:
    yield _paragraph(_run(part.heading), "Heading1")
    for number, prompt in enumerate(part.prompts):
        guidance = f" {part.guidance}" if part.guidance and not number else ""
        yield _control(_paragraph(_prompt(prompt + guidance), "NumberedParagraph"), prompt)
    if part.grid is not None:
        yield _table(part.grid, _WIDTHS[part.wide])
        yield "<w:p/>"


def _table(grid: Grid, width: int) -> str:
    widths = [width * share // sum(grid.shares) for share in grid.shares]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    rows = [_row([_paragraph(_run(each, bold=True), "TableText") for each in grid.headings], widths, header=True)]
    rows.append(_row([_control(_paragraph(_prompt(each), "TableText"), each) for each in grid.prompts], widths))
    rows += [_row([_paragraph("", "TableText")] * len(widths), widths)] * grid.empty
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: list[str], widths: list[int], header: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E9EF"/>' if header else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _contents(skeleton: Skeleton) -> str:
    """The list of contents, as Word makes it but for the numbers of pages, which it adds when it is updated."""
    lines = [f"{number}.\t{part.heading}" for number, part in enumerate(skeleton.parts, start=1)]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    inside = "".join(
        _paragraph((start if not number else "") + _run(line) + (end if number == len(lines) - 1 else ""), "TOC1")
        for number, line in enumerate(lines)
    )
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def _control(inside: str, prompt: str) -> str:
    """A content control that shows its prompt until somebody types into it."""
    name = escape(prompt.strip("[]")[:60], {'"': "&quot;"})
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def _paragraph(inside: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _run(text: str, bold: bool = False) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in text.split("\t"))
    return f"<w:r>{looks}{pieces}</w:r>"


def _prompt(text: str) -> str:
    grey = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    return f'<w:r>{grey}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
