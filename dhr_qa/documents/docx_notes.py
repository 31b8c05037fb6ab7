"""The stories beside the main text: footnotes, endnotes, headers, footers and comments."""

from __future__ import annotations

from dhr_qa.documents.docx_names import AUTHOR, DATE, ID, OWN_AUTHOR, TYPE, Element, R, W, is_on
from dhr_qa.documents.docx_paragraph import Unseen
from dhr_qa.documents.docx_story import removed, story
from dhr_qa.documents.docx_walk import Gathered, Walk
from dhr_qa.documents.model import Mark

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_notes(gathered: Gathered, name: str, kind: str) -> None:
    """Footnotes or endnotes (`kind`) from part `name`, in the order of their references in the text.

    A note whose reference is deleted or missing is not seen by a reader: its words become a mark.
    """
    root = gathered.package.optional(name) if name else None
    if root is None:
        return
    notes: dict[str, Element] = {}
    for element in root.iterchildren(W + kind):
        if element.get(TYPE) not in _SEPARATORS:
            notes.setdefault(element.get(ID, ""), element)
    shared = Walk(gathered, name, kind)
    for (note_kind, identity), (block, number) in list(gathered.notes.items()):
        if note_kind == kind and identity in notes:
            walk = Walk(gathered, name, kind, source=number or identity, anchor=block)
            walk.counters = shared.counters
            story(walk, notes.pop(identity))
    for identity, element in notes.items():
        lost = gathered.lost_notes.get((kind, identity), Unseen("hidden"))
        walk = Walk(gathered, name, kind)
        change = element.makeelement(element.tag, {AUTHOR: lost.author, DATE: lost.date})
        removed(walk, element, lost.kind, change, story)


def read_headers(gathered: Gathered, main: str) -> None:
    """Headers and footers, each once: those that sections name first, then any others in the file."""
    relations = gathered.package.relations(main)
    names: dict[str, str] = {}
    for section in gathered.sections:
        for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
            relation = relations.get(reference.get(R + "id", ""))
            if relation is not None and not relation.external:
                names.setdefault(relation.target, "header" if reference.tag == W + "headerReference" else "footer")
    for relation in relations.values():
        if relation.kind in ("header", "footer") and not relation.external:
            names.setdefault(relation.target, relation.kind)
    for part in ("header", "footer"):
        for name in (name for name, kind in names.items() if kind == part):
            root = gathered.package.optional(name)
            if root is not None:
                source = gathered.package.shown(name).rpartition("/")[2]
                story(Walk(gathered, name, part, source=source), root)


def read_sections(gathered: Gathered) -> None:
    """Facts about the sections: a title page of its own, pages on their side, how many there are."""
    facts = gathered.facts
    facts["sections"] = str(max(len(gathered.sections), 1))
    for place, section in enumerate(gathered.sections):
        title = section.find(W + "titlePg")
        if place == 0 and title is not None and is_on(title):
            facts["title-page"] = "yes"
        size = section.find(W + "pgSz")
        if size is not None and size.get(W + "orient") == "landscape":
            facts["landscape"] = "yes"


def read_comments(gathered: Gathered, name: str) -> None:
    """Comments: their paragraphs as blocks, and one mark each at the words that they are about.

    Those that dhr-qa itself put into a copy are not part of the report: they are only told of.
    """
    root = gathered.package.optional(name) if name else None
    if root is None:
        return
    for element in root.iterchildren(W + "comment"):
        identity, author = element.get(ID, ""), element.get(AUTHOR, "")
        if author == OWN_AUTHOR:
            gathered.unread("comments by dhr-qa itself; delete them before the report goes further", "")
            continue
        place = gathered.comments.get(identity)
        block = None if place is None else place.block
        first = len(gathered.blocks)
        story(Walk(gathered, name, "comment", source=identity, author=author, anchor=block), element)
        words = "\n".join(found.text for found in gathered.blocks[first:])
        start = end = None
        if place is not None and block is not None:
            start, end = place.start, place.end
            if end is None or place.end_block != block:
                end = len(gathered.blocks[block].text) if place.end_block is not None else start
        gathered.marks.append(Mark("comment", words, author, element.get(DATE, ""), block, start, end, "comment"))
