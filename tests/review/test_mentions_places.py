"""A real name is found wherever a Word file can hide it, each in its part."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.read import finished
from dhr_qa.review.facts import Facts, Mention
from dhr_qa.review.read import read_facts
from tests.documents import builders as b
from tests.review.vocab import vocabulary
from tests.rules.anonymisation_fixtures import jpeg, tiff

#: Place to the name planted there and the part that is told.
PLANTED = {
    "body": ("Keith Barrow", "body"),
    "heading": ("Louise Cantrell", "body"),
    "table": ("Naseem Aslam", "table"),
    "split over paragraphs of a cell": ("Oluchi Nwosu", "table"),
    "footnote": ("Peter Dunmore", "footnote"),
    "endnote": ("Ramesh Solanki", "endnote"),
    "header": ("Sheila Prentice", "header"),
    "footer": ("Tomasz Wilk", "footer"),
    "text box": ("Ursula Brandt", "textbox"),
    "comment": ("Victor Okoro", "comment"),
    "comment author": ("Walter Simms", "comment"),
    "tracked insertion": ("Yvonne Lacey", "tracked-insertion"),
    "tracked insertion author": ("Zoe Marchant", "tracked-insertion"),
    "tracked deletion": ("Alice Penrose", "tracked-deletion"),
    "hidden text": ("Brian Colley", "hidden"),
    "alternative text": ("Claire Denham", "alt-text"),
    "link target": ("Diana Frost", "hyperlink"),
    "mail address of a link": ("elena.marin", "hyperlink"),
    "bookmark": ("Fatima Siddiqui", "body"),
    "field code": ("George Halden", "body"),
    "document variable": ("Helen Iveson", "metadata"),
    "people.xml": ("Imran Javed", "metadata"),
    "core property": ("Janet Kirkby", "metadata"),
    "title": ("Kenneth Loder", "metadata"),
    "company": ("Lydia Munro", "metadata"),
    "custom property": ("Martin Neale", "metadata"),
    "embedded file's name": ("Nadia Osman", "file"),
    "custom XML": ("Oscar Pledger", "file"),
    "image artist": ("Pamela Quirke", "file"),
    "file name": ("Quentin Radford", "file"),
}


def name(place: str) -> str:
    return PLANTED[place][0]


def planted() -> Facts:
    """The facts of a report with a name in each place."""
    body = "".join(
        (
            b.heading(1, "Overview report into the death of Maya"),
            b.heading(2, f"What {name('heading')} saw"),
            b.p(f"Her friend, {name('body')}, spoke to the panel."),
            b.p("They met.", b.note_ref("footnote", 1), b.note_ref("endnote", 1)),
            b.p(b.r(b.text_box(b.p(f"{name('text box')} told the chair.")))),
            b.p(b.commented(0, "The visit"), " went well."),
            b.p(b.ins(f"She wrote to {name('tracked insertion')}.", author=name("tracked insertion author"))),
            b.p("She rang", b.deleted(f" {name('tracked deletion')}", author="A Chair"), "."),
            b.p(b.r(f"{name('hidden text')} knew.", props="<w:vanish/>"), "Nobody asked."),
            b.p(b.picture("img", alt=f"A photograph of {name('alternative text')}")),
            b.p(b.link("the page", rid="page"), b.link("write", rid="mail"), b.bookmark("Fatima_Siddiqui_statement")),
            b.p(b.simple_field(f'INCLUDETEXT "Statement of {name("field code")}.docx"', "text")),
            b.tbl(
                b.tr("Name", "Seen by", header=True),
                b.tr(name("table"), b.tc(*(b.p(word) for word in name("split over paragraphs of a cell").split()))),
            ),
        )
    )
    data = b.docx_bytes(
        body,
        footnotes=b.note("footnote", 1, b.p(f"Statement of {name('footnote')}.")),
        endnotes=b.note("endnote", 1, b.p(f"As {name('endnote')} said.")),
        headers=[f"Draft for {name('header')}"],
        footers=[f"Printed by {name('footer')}"],
        comments=b.comment(0, b.p(f"Ask {name('comment')}."), author=name("comment author")),
        settings=f'<w:docVars><w:docVar w:name="Owner" w:val="{name("document variable")}"/></w:docVars>',
        people=f'<w15:person w15:author="{name("people.xml")}"/>',
        core=f"<dc:title>{name('title')} review</dc:title><dc:creator>{name('core property')}</dc:creator>",
        app=f"<Company>{name('company')}</Company>",
        custom=f'<property name="Case"><vt:lpwstr>{name("custom property")}</vt:lpwstr></property>',
        rels=[
            ("page", "hyperlink", "https://news.example/diana-frost-trial"),
            ("mail", "hyperlink", f"mailto:{name('mail address of a link')}@post.example"),
            ("img", "image", "media/image1.jpeg"),
            ("emb", "package", "embeddings/Nadia_Osman_notes.xlsx"),
        ],
        parts={
            "word/media/image1.jpeg": jpeg(tiff({0x013B: name("image artist").encode()})),
            "word/embeddings/Nadia_Osman_notes.xlsx": b"no workbook",
            "customXml/item1.xml": f"<x><owner>{name('custom XML')}</owner></x>",
        },
    )
    document = finished(read_docx(Path("Statement Quentin Radford v2.docx"), data))
    return read_facts(document, vocabulary())


@pytest.fixture(scope="module")
def mentions() -> tuple[Mention, ...]:
    return planted().mentions


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())


@pytest.mark.parametrize("place", PLANTED)
def test_a_name_is_found_in_every_place(place: str, mentions: tuple[Mention, ...]) -> None:
    wanted, part = PLANTED[place]
    found = [each for each in mentions if _key(each.name) == _key(wanted)]
    assert part in {each.part for each in found}
    assert {each.allowed for each in found} == {""}
    assert len(found) == (2 if place == "field code" else 1)  # what a field names is told as a link to the outside too


def test_offsets_give_the_name(mentions: tuple[Mention, ...]) -> None:
    document = planted().document
    for each in mentions:
        if each.around is not None:
            text = each.around
        else:
            assert each.block is not None
            text = document.blocks[each.block].text
        if each.end <= len(text):  # a name cut over paragraphs of a cell runs on
            assert " ".join(text[each.start : each.end].split()) == each.name


def test_nothing_else_is_taken_for_a_name(mentions: tuple[Mention, ...]) -> None:
    planted_names = {_key(wanted) for wanted, _ in PLANTED.values()}
    others = {each.name for each in mentions if _key(each.name) not in planted_names and not each.allowed}
    assert others == set()
