"""What travels with a Word file unseen: people, variables, macros, links to the outside; and its settings."""

from __future__ import annotations

from dhr_qa.documents.docx_names import VAL, W15, Element, W, number_in
from dhr_qa.documents.docx_numerals import FORMATS
from dhr_qa.documents.docx_styles import theme_language
from dhr_qa.documents.docx_walk import Gathered
from dhr_qa.documents.model import Mark, Property


def read_settings(gathered: Gathered, settings: Element | None) -> list[Property]:
    """Facts and properties from the settings part; also the way that notes are numbered."""
    gathered.note_formats = {"footnote": ("decimal", 1), "endnote": ("lowerRoman", 1)}
    language = gathered.styles.language or theme_language(settings)
    if language:
        gathered.facts["language"] = language
    properties: list[Property] = []
    for child in () if settings is None else settings:
        tag = child.tag
        if tag == W + "docVars":
            for variable in child.iterchildren(W + "docVar"):
                name, value = variable.get(W + "name", ""), variable.get(VAL, "")
                gathered.marks.append(Mark("variable", f"{name}: {value}" if name else value, part="metadata"))
        elif tag == W + "trackRevisions":
            gathered.facts["tracking"] = "on"
        elif tag == W + "documentProtection":
            properties.append(Property("documentProtection", child.get(W + "edit", ""), "settings"))
        elif tag in (W + "footnotePr", W + "endnotePr"):
            kind = "footnote" if tag == W + "footnotePr" else "endnote"
            gathered.note_formats[kind] = _note_format(child, gathered.note_formats[kind])
    return properties


def _note_format(properties: Element, usual: tuple[str, int]) -> tuple[str, int]:
    style, start = usual
    for child in properties:
        if child.tag == W + "numFmt" and child.get(VAL, "") in FORMATS:
            style = child.get(VAL, style)
        elif child.tag == W + "numStart":
            start = number_in(child.get(VAL), start) or start
    return style, start


def read_people(gathered: Gathered, root: Element | None) -> None:
    """The authors whom people.xml lists, with their accounts."""
    for person in () if root is None else root.iter(W15 + "person"):
        author = person.get(W15 + "author", "")
        texts = [author, *(info.get(W15 + "userId", "") for info in person.iter(W15 + "presenceInfo"))]
        for text in dict.fromkeys(text for text in texts if text):
            gathered.marks.append(Mark("person", text, author=author, part="metadata"))


def read_outside(gathered: Gathered) -> None:
    """Links from any part to something outside the file. They are told, never followed."""
    package = gathered.package
    for name in list(package.members):
        if not name.endswith(".rels") or "_rels/" not in name:
            continue
        folder, _, base = name.rpartition("_rels/")
        source = (folder + base.removesuffix(".rels")).removeprefix("/")
        for relation in package.relations(source).values():
            if not relation.external or (source, relation.id) in gathered.links:
                continue
            if relation.kind == "hyperlink":
                gathered.marks.append(Mark("hyperlink", relation.target, part="hyperlink"))
            else:
                gathered.marks.append(Mark("external", relation.target, part="file"))


def read_macros(gathered: Gathered) -> None:
    """One mark for each part with program code."""
    package = gathered.package
    for name in package.members:
        if name.endswith("vbaproject.bin"):
            gathered.marks.append(Mark("macro", package.shown(name), part="file"))
