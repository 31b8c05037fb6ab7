"""Drawings, shapes, pictures and objects: their words, their alternative text and the parts they show."""

from __future__ import annotations

from collections.abc import Callable

from dhr_qa.documents import docx_parts
from dhr_qa.documents.docx_cover import covers_words
from dhr_qa.documents.docx_names import (
    CHART,
    CHART_EX,
    DIAGRAM,
    GROUP,
    MC,
    PIC,
    SHAPE,
    VAL,
    WP,
    A,
    Element,
    O,
    R,
    V,
    W,
    number_in,
)
from dhr_qa.documents.docx_paragraph import Change
from dhr_qa.documents.docx_walk import Walk

_TRIMMED = 2_000  #: thousandths of a per cent; less than this is a trimmed edge
_NEAR = 8  #: a picture's description often stands in it twice
#: Names that Word gives to pictures itself.
_OWN_NAMES = ("picture ", "image", "graphic ", "chart ", "diagram ", "text box ", "shape ", "group ", "object ")


def drawing(walk: Walk, element: Element) -> None:
    """Everything inside a <w:drawing>, <w:pict> or <w:object>. Text boxes are kept for after the paragraph."""
    walk.deeper()
    for child in element:
        handler = _HANDLERS.get(child.tag)
        if handler is not None:
            handler(walk, child)
        elif child.get("alt"):
            _alt_text(walk, child.get("alt", ""))
            drawing(walk, child)
        elif len(child):
            drawing(walk, child)
    walk.depth -= 1


def chosen(element: Element) -> Element | None:
    """Of the versions of something, the one to read: the first choice with anything in it, else the fallback."""
    fallback = None
    for child in element:
        if child.tag == MC + "Choice" and len(child):
            return child
        if child.tag == MC + "Fallback":
            fallback = child
    return fallback


def _anchor(walk: Walk, element: Element) -> None:
    """A drawing that floats over the page; a plain shape over the text may hide words that are still there."""
    if covers_words(element):
        para = walk.begin()
        para.marks.append(Change("cover", para.length, para.length, ""))
    drawing(walk, element)


def _choice(walk: Walk, element: Element) -> None:
    version = chosen(element)
    if version is not None:
        drawing(walk, version)


def text_box(walk: Walk, element: Element) -> None:
    """A text box: its paragraphs follow the one it hangs on."""
    if walk.sink is None and not walk.gone:
        walk.begin().boxes.append(element)
        return
    sink = walk.sink if walk.sink is not None else []
    for node in element.iter(W + "t", W + "delText"):
        sink.append((node.text or "") + "\n")


def _words(walk: Walk, text: str) -> None:
    if not text.strip():
        return
    if walk.sink is None and not walk.gone:
        walk.begin().boxes.append(text)
    elif walk.sink is not None:
        walk.sink.append(text)


def _alt_text(walk: Walk, text: str) -> None:
    text = text.strip()
    para = walk.begin()
    if text and not any(mark.kind == "alt-text" and mark.text == text for mark in para.marks[-_NEAR:]):
        para.marks.append(Change("alt-text", para.length, para.length, text))


def _properties(walk: Walk, element: Element) -> None:
    """<wp:docPr> and its like: the title and description of a picture or shape."""
    _alt_text(walk, element.get("title", ""))
    _alt_text(walk, element.get("descr", ""))
    if len(element):
        drawing(walk, element)


def _show(walk: Walk, identity: str | None, first_name: str = "") -> str:
    """Note that the part behind a relationship is shown here. Gives its name, "" if it is not in the file."""
    relation = walk.relations.get(identity or "")
    if relation is None or relation.external or relation.target not in walk.gathered.package.members:
        return ""
    known_name = "" if first_name.lower().startswith(_OWN_NAMES) else first_name
    walk.begin().media.append((relation.target, known_name))
    return relation.target


def _picture(walk: Walk, element: Element) -> None:
    properties = element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    name = "" if properties is None else properties.get("name", "")
    if properties is not None:
        _properties(walk, properties)
    for blip in element.iter(A + "blip"):
        shown = _show(walk, blip.get(R + "embed"), name)
        if shown and _is_cropped(blip.getparent()):
            walk.gathered.cropped.add(shown)


def _is_cropped(fill: Element | None) -> bool:
    """Whether a picture's fill shows a piece of it only: what is cut off is still in the file."""
    source = None if fill is None else fill.find(A + "srcRect")
    return source is not None and any((number_in(source.get(side), 0, 0, 100_000) or 0) > _TRIMMED for side in "ltrb")


def _blip(walk: Walk, element: Element) -> None:
    _show(walk, element.get(R + "embed"))


def _image_data(walk: Walk, element: Element) -> None:
    _show(walk, element.get(R + "id"), element.get(O + "title", ""))


def _object(walk: Walk, element: Element) -> None:
    _show(walk, element.get(R + "id"))


def _chart(walk: Walk, element: Element) -> None:
    name = _show(walk, element.get(R + "id"))
    _shown_words(walk, name, docx_parts.chart_words)


def _diagram(walk: Walk, element: Element) -> None:
    name = _show(walk, element.get(R + "dm"))
    _shown_words(walk, name, docx_parts.diagram_words)


def _shown_words(walk: Walk, name: str, read: Callable[[Element], list[str]]) -> None:
    package = walk.gathered.package
    root = package.optional(name) if name and name not in package.used else None
    for text in [] if root is None else read(root):
        _words(walk, text)


def _text_path(walk: Walk, element: Element) -> None:
    """The words of WordArt and watermarks stand in an attribute."""
    _words(walk, element.get("string", ""))


def _drawn_text(walk: Walk, element: Element) -> None:
    """A paragraph of DrawingML text, as in a locked canvas."""
    _words(walk, "".join(node.text or "" for node in element.iter(A + "t")))


def _control(walk: Walk, element: Element) -> None:
    _show(walk, element.get(R + "id"), element.get(W + "name", element.get(VAL, "")))


_HANDLERS: dict[object, Callable[[Walk, Element], None]] = {
    MC + "AlternateContent": _choice,
    W + "txbxContent": text_box,
    W + "t": lambda walk, element: walk.write(element.text or "", element),
    WP + "anchor": _anchor,
    WP + "docPr": _properties,
    PIC + "pic": _picture,
    SHAPE + "cNvPr": _properties,
    GROUP + "cNvPr": _properties,
    A + "blip": _blip,
    A + "p": _drawn_text,
    V + "imagedata": _image_data,
    V + "textpath": _text_path,
    O + "OLEObject": _object,
    CHART + "chart": _chart,
    CHART_EX + "chart": _chart,
    DIAGRAM + "relIds": _diagram,
    W + "control": _control,
}
