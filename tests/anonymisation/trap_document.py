"""A Word file with something planted in every place where a name or a number can hide.

    data, name = trap(lambda place: "Imogen Thackray")

`PLACES` lists the places with the part that a finding there names. Some places take no spaces: what is
planted there has low lines instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from tests.documents import builders as b
from tests.rules.anonymisation_fixtures import jpeg, tiff


@dataclass(frozen=True)
class Place:
    """A place by its name, the part that its findings have, and whether what stands there is one word."""

    name: str
    part: str
    one_word: bool = False


PLACES = (
    Place("heading", "body"),
    Place("paragraph", "body"),
    Place("list item", "body"),
    Place("table cell", "table"),
    Place("cell of an action plan", "table"),
    Place("text box", "textbox"),
    Place("footnote", "footnote"),
    Place("endnote", "endnote"),
    Place("page header", "header"),
    Place("page footer", "footer"),
    Place("comment", "comment"),
    Place("author of a comment", "comment"),
    Place("tracked insertion", "tracked-insertion"),
    Place("author of an insertion", "tracked-insertion"),
    Place("tracked deletion", "tracked-deletion"),
    Place("moved text", "tracked-deletion"),
    Place("hidden text", "hidden"),
    Place("description of a picture", "alt-text"),
    Place("description of a table", "alt-text"),
    Place("target of a link", "hyperlink", one_word=True),
    Place("mail address of a link", "hyperlink", one_word=True),
    Place("tip of a link", "hyperlink"),
    Place("bookmark", "body", one_word=True),
    Place("field code", "body", one_word=True),
    Place("title of a form field", "metadata"),
    Place("title property", "metadata"),
    Place("author property", "metadata"),
    Place("keywords property", "metadata"),
    Place("company property", "metadata"),
    Place("custom property", "metadata"),
    Place("document variable", "metadata"),
    Place("list of editors", "metadata"),
    Place("embedded workbook", "file"),
    Place("custom XML item", "file"),
    Place("building block", "file"),
    Place("artist of a photograph", "file"),
    Place("comment in a photograph", "file"),
    Place("first name of a picture", "file", one_word=True),
    Place("template of the file", "file", one_word=True),
    Place("name of the file", "file", one_word=True),
)


def trap(plant: Callable[[str], str]) -> tuple[bytes, str]:
    """The bytes of the file and its name. `plant` gives the words for a place by its name."""
    words = {place.name: plant(place.name) for place in PLACES}
    glued = {name: "_".join(text.split()) for name, text in words.items()}
    link_tip = f'<w:hyperlink w:anchor="a" w:tooltip="{words["tip of a link"]}">{b.r("see above")}</w:hyperlink>'
    code = f'INCLUDEPICTURE "pictures/{glued["field code"]}.png"'
    form_field = f'<w:alias w:val="{words["title of a form field"]}"/>'
    picture_name = f"{glued['first name of a picture']}.jpg"
    body = (
        b.heading(1, "Overview report")
        + b.heading(2, f"Background of {words['heading']}")
        + b.p(f"The review spoke about {words['paragraph']} at length.", b.note_ref("footnote", 1))
        + b.p(f"the panel heard about {words['list item']}", style="ListParagraph", num=(1, 0))
        + b.p("The panel met.", b.note_ref("endnote", 1), b.text_box(b.p(f"Ask about {words['text box']}.")))
        + b.p("It agreed", b.ins(f" with {words['tracked insertion']}", author="A Chair"), " in May.")
        + b.p("It wrote", b.ins(" twice", author=words["author of an insertion"]), " in May.")
        + b.p("It left", b.deleted(f" out {words['tracked deletion']} here"), " nothing.")
        + b.p("It moved", b.moved_from(f" what {words['moved text']} said"), " on.")
        + b.p("It hid ", b.r(f"what {words['hidden text']} said", props="<w:vanish/>"), " nothing.")
        + b.p(b.commented(0, "It was said."), b.commented(1, " It was heard."))
        + b.p(b.picture("photo", f"A portrait of {words['description of a picture']}", picture_name))
        + b.p(b.link("a study", rid="web"), " and ", b.link("mail", rid="mail"), " and ", link_tip)
        + b.p(b.bookmark(f"about_{glued['bookmark']}"), "Marked.")
        + b.p(b.field(code, "a picture"))
        + b.sdt("A field.", props=form_field)
        + b.tbl(
            b.tr("Person", "Note", header=True),
            b.tr("The neighbour", f"spoke to {words['table cell']}"),
            props=f'<w:tblDescription w:val="{words["description of a table"]}"/>',
        )
        + b.heading(2, "Action plan")
        + b.tbl(
            b.tr("Recommendation", "Action", "Lead agency", "Target date", header=True),
            b.tr("1", f"Write to {words['cell of an action plan']}", "Fenshire Police", "March 2027"),
        )
    )  # fmt: skip
    numbering = b.definition(0, b.level(0, "decimal", "%1.")) + b.num(1, 0)
    comments = b.comment(0, b.p(f"Is this about {words['comment']}?"))
    comments += b.comment(1, b.p("Check."), author=words["author of a comment"])
    photograph = jpeg(
        tiff({0x013B: words["artist of a photograph"].encode()}), words["comment in a photograph"].encode()
    )
    workbook = b.zip_bytes({"xl/sharedStrings.xml": f"<sst><si><t>{words['embedded workbook']}</t></si></sst>"})
    template = f"file:///C:/Users/{glued['template of the file']}/report.dotx"
    data = b.docx_bytes(
        body,
        numbering=numbering,
        footnotes=b.note("footnote", 1, b.p(f"See the notes on {words['footnote']}.")),
        endnotes=b.note("endnote", 1, b.p(f"See the papers of {words['endnote']}.")),
        headers=[b.p(f"Review {words['page header']}")],
        footers=[b.p(f"Copy for {words['page footer']}")],
        comments=comments,
        core=f"<dc:title>Report on {words['title property']}</dc:title>"
        f"<dc:creator>{words['author property']}</dc:creator><cp:keywords>{words['keywords property']}</cp:keywords>",
        app=f"<Company>{words['company property']}</Company>",
        custom=f'<property name="Case"><vt:lpwstr>{words["custom property"]}</vt:lpwstr></property>',
        settings=f'<w:docVars><w:docVar w:name="who" w:val="{words["document variable"]}"/></w:docVars>',
        people=f'<w15:person w15:author="{words["list of editors"]}"/>',
        rels=[
            ("web", "hyperlink", f"https://example.org/people/{glued['target of a link']}"),
            ("mail", "hyperlink", f"mailto:{glued['mail address of a link']}@example.com"),
            ("photo", "image", "media/a.jpeg"),
            ("book", "package", "embeddings/list.xlsx"),
            ("item", "customXml", "../customXml/item1.xml"),
            ("blocks", "glossaryDocument", "glossary/document.xml"),
            ("template", "attachedTemplate", template),
        ],
        parts={
            "word/media/a.jpeg": photograph,
            "word/embeddings/list.xlsx": workbook,
            "customXml/item1.xml": f"<case><who>{words['custom XML item']}</who></case>",
            "word/glossary/document.xml": b.part("w:glossaryDocument", b.p(words["building block"])),
        },
    )  # fmt: skip
    return data, f"{glued['name of the file']}_report.docx"


def trap_document(plant: Callable[[str], str]) -> Document:
    """The trap as the reader gives it."""
    data, name = trap(plant)
    return read_docx(Path("drafts") / name, data)
