"""One Word file with every awkward thing that drafts under review are known to hold, each with its own token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.documents import builders as b

NUMBERING = (
    b.definition(1, b.level(0, "decimal", "%1."), b.level(1, "decimal", "%1.%2"), b.level(2, "lowerLetter", "(%3)"))
    + b.definition(2, b.level(0, "decimal", "Recommendation %1:"))
    + b.definition(3, b.level(0, "bullet", "\uf0b7"))
    + b.num(1, 1)
    + b.num(2, 2)
    + b.num(3, 3)
)
_TICK = "<w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>"
_CHOICE = (
    "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='one'/><w:listEntry w:val='qFORMLISTq'/></w:ddList>"
    "</w:ffData>"
)
#: What is awkward, the token to look for, where it must be found (a kind of mark, or a part of the model), the XML.
#: "text" is the text of exactly one block.
BODY: list[tuple[str, str, str, str]] = [
    ("plain run", "qPLAINq", "text", b.p("qPLAINq")),
    ("tracked insertion", "qINSq", "text", b.p("a ", b.ins("qINSq"))),
    ("tracked insertion, as a mark", "qINSMARKq", "tracked-insertion", b.p(b.ins("qINSMARKq"), "seen")),
    ("tracked deletion", "qDELq", "tracked-deletion", b.p("a ", b.deleted("qDELq"), "b")),
    ("moved from here", "qMOVEDFROMq", "moved-from", b.p("a ", b.moved_from("qMOVEDFROMq"))),
    ("moved to here", "qMOVEDTOq", "text", b.p(b.moved_to("qMOVEDTOq"))),
    ("moved to here, as a mark", "qMOVEDMARKq", "moved-to", b.p(b.moved_to("qMOVEDMARKq"))),
    ("inserted, then deleted", "qINSDELq", "tracked-deletion", b.p("a", b.ins(b.deleted("qINSDELq")))),
    ("link inside an insertion", "qINSLINKq", "text", b.p(b.ins(b.link("qINSLINKq", anchor="x")))),
    ("insertion inside a link", "qLINKINSq", "text", b.p(b.link(b.ins("qLINKINSq"), anchor="x"))),
    ("control around a paragraph", "qSDTBLOCKq", "text", b.sdt(b.p("qSDTBLOCKq"))),
    ("control nobody has filled in", "qSDTPROMPTq", "placeholder", b.sdt(b.p("qSDTPROMPTq"), props=b.PLACEHOLDER)),
    ("control inside a paragraph", "qSDTRUNq", "text", b.p("x ", b.sdt("qSDTRUNq", inline=True))),
    ("control in a control", "qSDTSDTq", "text", b.sdt(b.sdt(b.p("qSDTSDTq")))),
    ("custom XML around a paragraph", "qCUSTOMBLOCKq", "text", b.custom_xml(b.p("qCUSTOMBLOCKq"))),
    ("smart tag", "qSMARTq", "text", b.p(b.smart_tag("qSMARTq"))),
    ("wrapper nobody knows", "qUNKNOWNq", "text", b.p(f"<w:p2>{b.r('qUNKNOWNq')}</w:p2>")),
    ("run without a paragraph", "qSTRAYq", "text", b.r("qSTRAYq")),
    ("link inside the file", "qLINKq", "text", b.p(b.link("qLINKq", anchor="place"))),
    ("link to the outside", "https://outside.example/qTARGETq", "hyperlink", b.p(b.link("words", rid="rIdLink"))),
    ("link made by a field", "https://field.example/qFIELDLINKq", "hyperlink",
     b.p(b.field('HYPERLINK "https://field.example/qFIELDLINKq"', "linked"))),
    ("simple field", "qSIMPLEq", "text", b.p(b.simple_field(" REF x ", "qSIMPLEq"))),
    ("code of a simple field", "REF qSIMPLECODEq", "field", b.p(b.simple_field(" REF qSIMPLECODEq ", "y"))),
    ("result of a field", "qRESULTq", "text", b.p(b.field("REF x", "qRESULTq"))),
    ("code of a field", "REF qCODEq \\h", "field", b.p(b.field("REF qCODEq \\h", "y"))),
    ("field in a field's code", "IF qINNERq = 1", "field",
     b.p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>',
         b.field("PAGE", "qINNERq"), "<w:r><w:instrText> = 1</w:instrText></w:r>"
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "shown", b.field_end())),
    ("field over two paragraphs", "qSECONDPARAq", "text",
     b.p("a", b.field_start("QUOTE x"), "first") + b.p("qSECONDPARAq", b.field_end())),
    ("tick box of an old form", "☒ ticked", "text",
     b.p(b.field_start("FORMCHECKBOX", _TICK), b.field_end(), " ticked")),
    ("list of an old form", "qFORMLISTq", "text", b.p(b.field_start("FORMDROPDOWN", _CHOICE), b.field_end())),
    ("prompt of a button field", "qBUTTONq here", "placeholder", b.p(b.field("MACROBUTTON NoMacro qBUTTONq here"))),
    ("text box", "qBOXq", "text", b.p("host", b.text_box("qBOXq", alt="qBOXALTq"))),
    ("alternative text of a text box", "qBOXALTq", "alt-text", ""),
    ("table in a text box", "qBOXTABLEq", "text", b.p(b.text_box(b.tbl(b.tr("qBOXTABLEq"))))),
    ("text box in a text box", "qBOXBOXq", "text", b.p(b.text_box(b.p("outer", b.text_box("qBOXBOXq"))))),
    ("older text box", "qVMLq", "text",
     b.p(b.vml(f"<v:textbox><w:txbxContent>{b.p('qVMLq')}</w:txbxContent></v:textbox>", alt="qVMLALTq"))),
    ("alternative text of an older text box", "qVMLALTq", "alt-text", ""),
    ("WordArt", "qWORDARTq", "text", b.p(b.vml('<v:textpath string="qWORDARTq"/>'))),
    ("alternative without a choice", "qFALLBACKq", "text",
     b.p(f"<mc:AlternateContent><mc:Fallback>{b.r('qFALLBACKq')}</mc:Fallback></mc:AlternateContent>")),
    ("hidden run", "qHIDDENq", "hidden", b.p("a", b.r("qHIDDENq", props="<w:vanish/>"))),
    ("run hidden by its style", "qHIDDENSTYLEq", "hidden",
     b.p("a", b.r("qHIDDENSTYLEq", props='<w:rStyle w:val="Secret"/>'))),
    ("hiding switched off", "qNOTHIDDENq", "text", b.p(b.r("qNOTHIDDENq", props='<w:vanish w:val="0"/>'))),
    ("highlighted run", "qMARKERq", "highlight", b.p("a", b.r("qMARKERq", props='<w:highlight w:val="yellow"/>'))),
    ("white letters", "qWHITEq", "white-text", b.p("a", b.r("qWHITEq", props='<w:color w:val="FFFFFF"/>'))),
    ("tick from a symbol font", "✓ after", "text", b.p(b.r(b.symbol("F0FC")), " after")),
    ("symbol kept as a private character", "✓ private", "text",
     b.p(b.r("\uf0fc", props='<w:rFonts w:ascii="Wingdings"/>'), " private")),
    ("soft hyphen", "coordination", "text", b.p(b.r("co", "<w:softHyphen/>", "ordination"))),
    ("soft hyphen as a character", "cooperation", "text", b.p("co\u00adoperation")),
    ("non-breaking hyphen", "non-fatal", "text", b.p(b.r("non", "<w:noBreakHyphen/>", "fatal"))),
    ("tab", "TAB\tBED", "text", b.p(b.r("TAB", "<w:tab/>", "BED"))),
    ("line break", "LINE\nBROKEN", "text", b.p(b.r("LINE", "<w:br/>", "BROKEN"))),
    ("page break", "PAGE\nBROKEN", "text",
     b.p(b.r('<w:br w:type="page"/>', "PAGE", '<w:br w:type="page"/>', "BROKEN", '<w:br w:type="page"/>'))),
    ("mathematics", "qMATHq", "text", b.p("<m:oMath><m:r><m:t>qMATHq</m:t></m:r></m:oMath>")),
    ("mathematics without a paragraph", "qMATHPARAq", "text",
     "<m:oMathPara><m:oMath><m:r><m:t>qMATHPARAq</m:t></m:r></m:oMath></m:oMathPara>"),
    ("fraction", "31/40", "text",
     b.p("<m:oMath><m:f><m:num><m:r><m:t>31</m:t></m:r></m:num><m:den><m:r><m:t>40</m:t></m:r></m:den></m:f></m:oMath>")),
    ("direction", "qDIRq", "text", b.p(f'<w:dir w:val="ltr">{b.r("qDIRq")}</w:dir>')),
    ("direction override", "qBDOq", "text", b.p(f'<w:bdo w:val="ltr">{b.r("qBDOq")}</w:bdo>')),
    ("ruby", "qBASEq (reading)", "text",
     b.p(b.r(f"<w:ruby><w:rubyPr/><w:rt>{b.r('reading')}</w:rt><w:rubyBase>{b.r('qBASEq')}</w:rubyBase></w:ruby>"))),
    ("deleted paragraph end", "qFIRSTHALFqqSECONDHALFq", "text",
     b.p("qFIRSTHALFq", mark=b.end_deleted()) + b.p("qSECONDHALFq")),
    ("deleted paragraph", "qWHOLEDELq", "tracked-deletion",
     b.p(b.deleted("qWHOLEDELq"), mark=b.end_deleted()) + b.p("next")),
    ("tracked change of looks", "B Panel", "format-change",
     b.p(b.r("looks", props='<w:b/><w:rPrChange w:id="1" w:author="B Panel" w:date="2026-01-01T00:00:00Z"/>'))),
    ("bookmark", "qBOOKMARKq", "bookmark", b.p(b.bookmark("qBOOKMARKq"), "marked")),
    ("note references", "qNOTEHOSTq", "text",
     b.p("qNOTEHOSTq", b.note_ref("footnote", 2), b.note_ref("endnote", 2), b.deleted("x"))),
    ("words commented on", "qCOMMENTEDq", "text", b.p("a ", b.commented(4, "qCOMMENTEDq"))),
    ("numbered heading", "1.|qNUMHEADq", "label", b.p("qNUMHEADq", style="Heading1", num=(1, 0))),
    ("second level", "1.2|qNUMSECONDq", "label", b.p("x", num=(1, 1)) + b.p("qNUMSECONDq", num=(1, 1))),
    ("third level", "(a)|qNUMTHIRDq", "label", b.p("qNUMTHIRDq", num=(1, 2))),
    ("label with words", "Recommendation 2:|qNUMRECq", "label", b.p("x", num=(2, 0)) + b.p("qNUMRECq", num=(2, 0))),
    ("bullet", "•|qBULLETq", "label", b.p("qBULLETq", num=(3, 0))),
    ("deleted list item is not counted", "Recommendation 3:|qNUMSKIPq", "label",
     b.p(b.deleted("gone"), num=(2, 0), mark=b.end_deleted()) + b.p("qNUMSKIPq", num=(2, 0))),
    ("picture's alternative text", "qPICALTq", "alt-text",
     b.p(b.picture("rIdPic", alt="qPICALTq", name="qPICNAMEq.jpg"))),
    ("inserted HTML", "qHTMLq", "text", '<w:altChunk r:id="rIdHtml"/>'),
    ("heading in inserted HTML", "qHTMLHEADq", "text", ""),
    ("inserted plain text", "qTXTq", "text", '<w:altChunk r:id="rIdTxt"/>'),
    ("chart title", "qCHARTq", "text", b.p('<w:r><w:drawing><c:chart r:id="rIdChart"/></w:drawing></w:r>')),
    ("SmartArt", "qSMARTARTq", "text", b.p('<w:r><w:drawing><dgm:relIds r:dm="rIdDiagram"/></w:drawing></w:r>')),
    ("tracked paragraphs between", "qBLOCKINSq", "text",
     f'<w:ins w:id="1" w:author="A Chair">{b.p("qBLOCKINSq")}</w:ins>'),
]  # fmt: skip
TABLE: list[tuple[str, str, str]] = [
    ("cell of a header row", "qHEADCELLq", "text"),
    ("merged down", "qMERGEDOWNq", "text"),
    ("text in the lower part of a merged cell", "qLOWERq", "text"),
    ("merged across", "qMERGEACROSSq", "text"),
    ("merged across, the older way", "qOLDMERGEq", "text"),
    ("nested table", "qNESTEDq", "text"),
    ("row in a control", "qSDTROWq", "text"),
    ("cell in a control", "qSDTCELLq", "text"),
    ("control in a cell", "qSDTINCELLq", "text"),
    ("deleted row", "qDELROWq\nqDELROW2q", "tracked-deletion"),
    ("hidden row", "qHIDDENROWq", "hidden"),
    ("deleted cell", "qDELCELLq", "tracked-deletion"),
    ("inserted row", "qINSROWq", "tracked-insertion"),
    ("row that starts late", "qLATEq", "text"),
    ("description of a table", "qTABLEALTq", "alt-text"),
]
_TABLE = b.tbl(
    b.tr("qHEADCELLq", "H2", "H3", header=True),
    b.tr(b.tc("qMERGEDOWNq", merge="restart"), b.tc("qMERGEACROSSq", span=2)),
    b.tr(b.tc(b.p("qLOWERq"), merge="continue"), "b", b.tc(b.tbl(b.tr("qNESTEDq")), b.p())),
    b.sdt(b.tr("qSDTROWq", "x", "y")),
    b.tr(b.sdt(b.tc("qSDTCELLq")), "x", b.tc(b.sdt(b.p("qSDTINCELLq")))),
    b.tr("qDELROWq", b.tc("qDELROW2q"), props=b.changed("del")),
    b.tr("qHIDDENROWq", props="<w:hidden/>"),
    b.tr(b.tc("qDELCELLq", props=b.changed("cellDel")), "x", "y"),
    b.tr("qINSROWq", props=b.changed("ins")),
    b.tr("qLATEq", props='<w:gridBefore w:val="2"/>'),
    b.tr(b.tc("qOLDMERGEq", props='<w:hMerge w:val="restart"/>'), b.tc(b.p(), props="<w:hMerge/>"), "z"),
    props='<w:tblCaption w:val="qTABLEALTq"/>',
)
BESIDE: list[tuple[str, str, str]] = [
    ("footnote", "qFOOTNOTEq", "text"),
    ("endnote", "qENDNOTEq", "text"),
    ("footnote that nothing refers to", "qLOSTNOTEq", "hidden"),
    ("comment", "qCOMMENTq", "text"),
    ("comment as a mark", "qCOMMENTq", "comment"),
    ("author of a comment", "qCOMMENTERq", "author"),
    ("header", "qHEADERq", "text"),
    ("header of the first page", "qFIRSTHEADERq", "text"),
    ("footer", "qFOOTERq", "text"),
    ("person", "qPERSONq", "person"),
    ("account of a person", "someone@qACCOUNTq.example", "person"),
    ("document variable", "Victim: qVARIABLEq", "variable"),
    ("template elsewhere", "file:///c:/qTEMPLATEq.dotx", "external"),
    ("unused link", "https://unused.example/qUNUSEDq", "hyperlink"),
    ("macro", "word/vbaProject.bin", "macro"),
    ("title", "qTITLEq", "property"),
    ("last author", "qLASTq", "property"),
    ("company", "qCOMPANYq", "property"),
    ("custom property", "qCUSTOMPROPq", "property"),
    ("custom XML item", "qCUSTOMITEMq", "attachment"),
    ("attribute of a custom XML item", "qCUSTOMATTRq", "attachment"),
    ("cell of an embedded workbook", "qWORKBOOKq rich", "attachment"),
    ("sheet of an embedded workbook", "qSHEETq", "attachment"),
    ("author of an embedded workbook", "qWORKBOOKAUTHORq", "attachment"),
    ("words of a chart", "qSERIESq", "attachment"),
    ("building block", "qBUILDINGq", "attachment"),
    ("name of a picture's file", "qPICNAMEq.jpg", "attachment"),
]
FEATURES: list[tuple[str, str, str]] = [
    *((name, token, where) for name, token, where, _ in BODY), *TABLE, *BESIDE,
]  # fmt: skip

_HTML = (
    "<!DOCTYPE html><html><head><title>no</title><style>p {}</style></head><body><h2>qHTMLHEADq</h2><p>qHTMLq "
    "<b>bold</b><br>line</p><script>no()</script><ul><li>item</li></ul>tail</body></html>"
)
_CHART = b.part(
    "c:chartSpace",
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>qCHARTq</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx>"
    "<c:strRef><c:strCache><c:pt><c:v>qSERIESq</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser></c:chart>",
)
_DIAGRAM = b.part(
    "dgm:dataModel",
    "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>qSMARTARTq</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>",
)


def workbook() -> bytes:
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b.zip_bytes(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{sheet}"><sheets><sheet name="qSHEETq"/></sheets></workbook>',
            "xl/sharedStrings.xml": f'<sst xmlns="{sheet}"><si><r><t>qWORKBOOKq </t></r><r><t>rich</t></r></si></sst>',
            "xl/media/image1.png": b.PNG,
            "docProps/core.xml": '<c xmlns:d="d"><d:creator>qWORKBOOKAUTHORq</d:creator></c>',
        }
    )


def awkward_parts() -> dict[str, Any]:
    """The keywords for `docx_bytes`, apart from the body."""
    return {
        "numbering": NUMBERING,
        "styles": b.STYLES + b.style("Secret", "Secret", run="<w:vanish/>", kind="character"),
        "footnotes": b.note("footnote", 2, "qFOOTNOTEq") + b.note("footnote", 3, "qLOSTNOTEq"),
        "endnotes": b.note("endnote", 2, "qENDNOTEq"),
        "comments": b.comment(4, "qCOMMENTq", author="qCOMMENTERq"),
        "headers": ["qHEADERq", "qFIRSTHEADERq"],
        "footers": [b.p("qFOOTERq ", b.field("PAGE", "3"))],
        "sect": "<w:titlePg/>",
        "settings": '<w:docVars><w:docVar w:name="Victim" w:val="qVARIABLEq"/></w:docVars><w:trackRevisions/>',
        "people": (
            '<w15:person w15:author="qPERSONq"><w15:presenceInfo w15:providerId="AD" '
            'w15:userId="someone@qACCOUNTq.example"/></w15:person>'
        ),
        "core": "<dc:title>qTITLEq</dc:title><cp:lastModifiedBy>qLASTq</cp:lastModifiedBy><cp:category/>",
        "app": "<Company>qCOMPANYq</Company><Pages>12</Pages>",
        "custom": '<property pid="2" name="Victim"><vt:lpwstr>qCUSTOMPROPq</vt:lpwstr></property>',
        "rels": [
            ("rIdLink", "hyperlink", "https://outside.example/qTARGETq"),
            ("rIdUnused", "hyperlink", "https://unused.example/qUNUSEDq"),
            ("rIdPic", "image", "media/image1.png"),
            ("rIdHtml", "aFChunk", "chunk.html"),
            ("rIdTxt", "aFChunk", "chunk.txt"),
            ("rIdChart", "chart", "charts/chart1.xml"),
            ("rIdDiagram", "diagramData", "diagrams/data1.xml"),
            ("rIdXml", "customXml", "../customXml/item1.xml"),
            ("rIdBook", "package", "embeddings/Microsoft_Excel_Sheet1.xlsx"),
        ],
        "parts": {
            "word/media/image1.png": b.PNG,
            "word/chunk.html": _HTML,
            "word/chunk.txt": "qTXTq\n\nsecond line",
            "word/charts/chart1.xml": _CHART,
            "word/diagrams/data1.xml": _DIAGRAM,
            "word/embeddings/Microsoft_Excel_Sheet1.xlsx": workbook(),
            "word/vbaProject.bin": b"macro",
            "word/glossary/document.xml": b.part("w:glossaryDocument", b.p("qBUILDINGq")),
            "word/_rels/settings.xml.rels": b.relationships(
                [("rId1", "attachedTemplate", "file:///c:/qTEMPLATEq.dotx")]
            ),
            "customXml/item1.xml": '<data who="qCUSTOMATTRq">qCUSTOMITEMq</data>',
        },
    }


def awkward_body() -> str:
    return "".join(pieces for _, _, _, pieces in BODY) + _TABLE + b.p("last")


def awkward_bytes(**more: Any) -> bytes:
    return b.docx_bytes(awkward_body(), **(awkward_parts() | more))


def tokens() -> Iterator[str]:
    """Every token that stands in the text of exactly one block."""
    for _, token, where in FEATURES:
        if where == "text":
            yield token
