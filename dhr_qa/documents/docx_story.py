"""The blocks of a story: paragraphs, the controls and insertions around them, and what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from dhr_qa.documents import docx_fields, docx_html
from dhr_qa.documents.docx_drawing import chosen
from dhr_qa.documents.docx_inline import HANDLERS, children, control_titles, format_change, ignore, is_placeholder
from dhr_qa.documents.docx_names import AUTHOR, DATE, MC, VAL, Element, R, W, is_on, number_in, shade_in
from dhr_qa.documents.docx_paragraph import PILCROW, Change, Unseen
from dhr_qa.documents.docx_styles import numbering_in
from dhr_qa.documents.docx_walk import Walk

_P, _PPR = W + "p", W + "pPr"
_TOC_LINE = re.compile(r"\t\s*(?:\d{1,4}|[ivxlc]{1,7})\s*\Z")


def story(walk: Walk, root: Element) -> None:
    """Every block of a story, from the element that holds its paragraphs."""
    blocks(walk, root)
    flush(walk)


def blocks(walk: Walk, container: Element) -> None:
    """The paragraphs and tables inside `container`, in order."""
    walk.deeper()
    for child in container:
        tag = child.tag
        if tag == _P:
            paragraph(walk, child)
        else:
            handler = BLOCKS.get(tag)
            if tag in _LEAVES and handler is not None:
                handler(walk, child)
            elif next(child.iter(_P), None) is None:
                stray(walk, child)
            elif handler is not None:
                handler(walk, child)
            else:
                blocks(walk, child)
    walk.depth -= 1


def flush(walk: Walk) -> None:
    """Finish a paragraph whose end was deleted when nothing follows that it could be joined to."""
    if walk.para is not None:
        _finish(walk)


def paragraph(walk: Walk, element: Element) -> None:
    """A <w:p>. Where its end is deleted, the next paragraph carries on the same block."""
    if walk.para is None and not len(element):
        return  # an empty line
    para = walk.begin()
    if walk.recording:
        para.sources.append(element)
    start, changes = para.length, len(para.changes)
    ends: dict[str, Element] = {}
    if len(element) and element[0].tag == _PPR:
        ends = _properties(walk, element[0])
    else:
        para.style = walk.styles.paragraph(None)
        para.outline, para.list, para.shade = None, ("", None), ""
    para.base = walk.styles.format(para.style)
    if walk.open_tocs or para.style.is_toc_entry:
        para.toc = True
    children(walk, element)
    docx_fields.at_paragraph_end(walk)
    for wrap in walk.wraps:
        if para.length > start:
            para.change(Change(wrap.kind, start, para.length, None, wrap.span, wrap.author, wrap.date))
    if walk.sink is not None:
        walk.sink.append("\n")
    for name in ("ins", "moveTo"):
        if name in ends and len(para.changes) == changes and not walk.gone:
            _end_mark(walk, ends[name], "tracked-insertion" if name == "ins" else "moved-to")
    for name in ("del", "moveFrom"):
        if name in ends and not walk.gone:
            _end_deleted(walk, ends[name], "tracked-deletion" if name == "del" else "moved-from")
            return
    _finish(walk)


def _end_mark(walk: Walk, mark: Element, kind: str) -> None:
    para = walk.begin()
    author, date = mark.get(AUTHOR, ""), mark.get(DATE, "")
    para.change(Change(kind, para.length, para.length, PILCROW, "", author, date))


def _end_deleted(walk: Walk, mark: Element, kind: str) -> None:
    """The end of this paragraph is deleted: say so, and leave the paragraph open for the next one."""
    para = walk.begin()
    unseen = para.hide(kind, mark.get(AUTHOR, ""), mark.get(DATE, ""))
    unseen.texts.append("\n" if unseen.texts else PILCROW)


def _properties(walk: Walk, properties: Element) -> dict[str, Element]:
    """Read a <w:pPr> into the paragraph at work. Gives the tracked changes of the paragraph's end by name."""
    para = walk.begin()
    style_id, ends = None, {}
    para.outline, para.list, para.shade = None, ("", None), ""
    for child in properties:
        tag = child.tag
        if tag == W + "pStyle":
            style_id = child.get(VAL)
        elif tag == W + "numPr":
            para.list = numbering_in(child)
        elif tag == W + "outlineLvl":
            para.outline = number_in(child.get(VAL), None, 0, 9)
        elif tag == W + "shd":
            para.shade = shade_in(child)
        elif tag == W + "rPr":
            ends = _end_properties(walk, child)
        elif tag == W + "sectPr":
            walk.gathered.sections.append(child)
        elif tag == W + "pPrChange":
            format_change(walk, child)
    para.style = walk.styles.paragraph(style_id)
    return ends


def _end_properties(walk: Walk, properties: Element) -> dict[str, Element]:
    ends: dict[str, Element] = {}
    for child in properties:
        tag = child.tag
        if tag in _ENDS:
            ends[_ENDS[tag]] = child
        elif tag == W + "vanish":
            walk.begin().silent = is_on(child)
    return ends


_ENDS = {W + name: name for name in ("ins", "del", "moveTo", "moveFrom")}


def _finish(walk: Walk) -> None:
    """Make the paragraph a block, then the text boxes on it."""
    para = walk.para
    if para is None:
        return
    if walk.toc_controls and not para.toc and _TOC_LINE.search("".join(para.pieces[-9:])[-40:]):
        para.toc = True
    index = walk.finish()
    for box in para.boxes:
        inner = walk.box(index)
        if isinstance(box, str):
            inner.write(box, None)
            inner.finish()
        else:
            story(inner, box)


def stray(walk: Walk, element: Element) -> None:
    """Something between paragraphs that belongs inside one: a range mark, or loose text of odd software."""
    if HANDLERS.get(element.tag) is ignore:
        return
    pending = walk.para is not None
    if not pending:
        walk.begin().style = walk.styles.paragraph(None)
    handler = HANDLERS.get(element.tag, children)
    handler(walk, element)
    if not pending:
        docx_fields.at_paragraph_end(walk)
        _finish(walk)


def _control(walk: Walk, element: Element) -> None:
    """A content control around paragraphs, rows or cells."""
    with_control(walk, element, blocks)


def with_control(walk: Walk, element: Element, inside: Callable[[Walk, Element], None]) -> None:
    """Walk the content of a <w:sdt> by `inside`, knowing that it is a placeholder or a table of contents."""
    control_titles(walk, element)
    placeholder = is_placeholder(element)
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    contents = gallery is not None and gallery.get(VAL, "").lower() == "table of contents"
    walk.toc_controls += contents
    if placeholder:
        walk.wraps.append(Change("placeholder", 0, 0))
    for child in element.iterchildren(W + "sdtContent"):
        inside(walk, child)
    if placeholder:
        walk.wraps.pop()
    walk.toc_controls -= contents


def _inserted(kind: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        walk.wraps.append(Change(kind, 0, 0, None, "", element.get(AUTHOR, ""), element.get(DATE, "")))
        blocks(walk, element)
        walk.wraps.pop()

    return handler


def _removed(kind: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        removed(walk, element, kind, element, blocks)

    return handler


def removed(walk: Walk, element: Element, kind: str, change: Element, inside: Callable[[Walk, Element], None]) -> None:
    """Walk whole paragraphs, rows or cells that the final text does not show: they become one mark."""
    if walk.gone or walk.unseen is not None:
        inside(walk, element)
        return
    flush(walk)
    unseen = Unseen(kind, change.get(AUTHOR, ""), change.get(DATE, ""))
    walk.gone = True
    walk.enter(unseen)
    inside(walk, element)
    flush(walk)
    walk.leave()
    walk.gone = False
    if any(text.strip() for text in unseen.texts) or kind != "hidden":
        part = "table" if walk.part == "body" and walk.cell is not None else walk.part
        mark = unseen.mark(None, part)
        walk.gathered.marks.append(replace(mark, block=walk.last_block()))


def _alternatives(walk: Walk, element: Element) -> None:
    version = chosen(element)
    if version is not None:
        blocks(walk, version)


def _inserted_file(walk: Walk, element: Element) -> None:
    """An <w:altChunk>: another document that Word takes in when it opens this one."""
    flush(walk)
    relation = walk.relations.get(element.get(R + "id", ""))
    if relation is not None and not relation.external:
        docx_html.inserted(walk, relation.target)


def _section(walk: Walk, element: Element) -> None:
    walk.gathered.sections.append(element)


#: Tags that stand for something without a paragraph inside.
_LEAVES = {W + "altChunk", W + "sectPr"}
#: What to do with what stands among paragraphs; `docx` adds tables.
BLOCKS: dict[object, Callable[[Walk, Element], None]] = {
    W + "sdt": _control,
    W + "ins": _inserted("tracked-insertion"),
    W + "moveTo": _inserted("moved-to"),
    W + "del": _removed("tracked-deletion"),
    W + "moveFrom": _removed("moved-from"),
    W + "altChunk": _inserted_file,
    W + "sectPr": _section,
    MC + "AlternateContent": _alternatives,
}
