"""What stands inside a paragraph: runs, and the insertions, links, fields and controls around them.

Tags without a handler are walked through, so that a wrapper nobody has heard of loses no words.
"""

from __future__ import annotations

from collections.abc import Callable

from dhr_qa.documents import docx_fields
from dhr_qa.documents.docx_drawing import chosen, drawing, text_box
from dhr_qa.documents.docx_names import AUTHOR, DATE, ID, MC, TYPE, VAL, Element, M, R, W, is_on
from dhr_qa.documents.docx_numerals import written
from dhr_qa.documents.docx_paragraph import Change, Segment, Unseen
from dhr_qa.documents.docx_styles import direct_settings
from dhr_qa.documents.docx_symbols import clean, symbol
from dhr_qa.documents.docx_walk import Walk
from dhr_qa.documents.model import Mark, Span

_NEAR = 8  #: how far back the same hand's change of looks counts as the same
_T, _RPR, _RPR_CHANGE, _R = W + "t", W + "rPr", W + "rPrChange", W + "r"


def children(walk: Walk, element: Element) -> None:
    """Walk everything inside `element`, a paragraph or something in one."""
    walk.deeper()
    if walk.recording:
        walk.wrappers.append(element)
    for child in element:
        tag = child.tag
        if tag == _R:
            run(walk, child)
        else:
            handler = HANDLERS.get(tag)
            if handler is not None:
                handler(walk, child)
            elif len(child):
                children(walk, child)
    if walk.recording:
        walk.wrappers.pop()
    walk.depth -= 1


def run(walk: Walk, element: Element) -> None:
    """A <w:r>: text of one look."""
    para = walk.begin()
    walk.format = look = para.base
    hides = look.hidden and walk.unseen is None
    if hides:
        walk.enter(para.hide("hidden"))
    for child in element:
        tag = child.tag
        if tag == _T:
            text = child.text
            if text:
                if not text.isascii() or "\n" in text:
                    text = clean(text, look.font)
                walk.write(text, child)
        elif tag == _RPR:
            settings = direct_settings(child)
            walk.format = look = walk.styles.format(para.style, settings)
            if look.hidden is not hides and (hides or walk.unseen is None):
                hides = look.hidden
                if hides:
                    walk.enter(para.hide("hidden"))
                else:
                    walk.leave()
            if len(child) and child[-1].tag == _RPR_CHANGE:
                format_change(walk, child[-1])
        else:
            handler = HANDLERS.get(tag)
            if handler is not None:
                handler(walk, child)
            elif len(child):
                children(walk, child)
    if hides:
        walk.leave()


def format_change(walk: Walk, element: Element) -> None:
    """A tracked change of looks: one mark for each hand in a paragraph."""
    para = walk.begin()
    author, date = element.get(AUTHOR, ""), element.get(DATE, "")
    if not any(mark.kind == "format-change" and mark.author == author for mark in para.marks[-_NEAR:]):
        para.marks.append(Change("format-change", para.length, para.length, "", "", author, date))


def _text(walk: Walk, element: Element) -> None:
    walk.write(clean(element.text or "", walk.format.font), element)


def _deleted_text(walk: Walk, element: Element) -> None:
    if walk.sink is not None:
        walk.sink.append(element.text or "")
    else:  # deleted text outside a deletion
        walk.begin().hide("tracked-deletion").texts.append(element.text or "")


def _fixed(text: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        walk.write(text, element)

    return handler


def _break(walk: Walk, element: Element) -> None:
    if element.get(TYPE) in ("page", "column"):
        if walk.sink is None:
            walk.begin().page_break()
    else:
        walk.write("\n", element)


def _symbol(walk: Walk, element: Element) -> None:
    try:
        code = int(element.get(W + "char", "0"), 16)
    except ValueError:
        code = 0
    walk.write(symbol(code, element.get(W + "font", "")), element)


def _inserted(kind: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        para = walk.begin()
        start, unseen = para.length, len(para.unseen)
        children(walk, element)
        if walk.sink is None and walk.para is para and (para.length > start or len(para.unseen) == unseen):
            author, date = element.get(AUTHOR, ""), element.get(DATE, "")
            para.change(Change(kind, start, para.length, None, "", author, date))

    return handler


def _removed(kind: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        if walk.unseen is not None:
            children(walk, element)
            return
        walk.enter(walk.begin().hide(kind, element.get(AUTHOR, ""), element.get(DATE, "")))
        children(walk, element)
        walk.leave()

    return handler


def _hyperlink(walk: Walk, element: Element) -> None:
    para = walk.begin()
    start = para.length
    children(walk, element)
    target = ""
    relation = walk.relations.get(element.get(R + "id", ""))
    if relation is not None:
        target = relation.target
        if walk.sink is None:
            walk.gathered.links.add((walk.name, relation.id))
    anchor = element.get(W + "anchor", "")
    if anchor:
        target += "#" + anchor
    if target and walk.sink is None:
        para.change(Change("hyperlink", start, para.length, target, target))
    tip = element.get(W + "tooltip", "").strip()
    if tip and walk.sink is None:
        para.marks.append(Change("tooltip", start, para.length, tip))


def _control(walk: Walk, element: Element) -> None:
    """A content control inside a paragraph; one that still shows its prompt is a placeholder."""
    para = walk.begin()
    start = para.length
    control_titles(walk, element)
    children(walk, element)
    if walk.sink is None and is_placeholder(element) and para.length > start:
        para.change(Change("placeholder", start, para.length))


def control_titles(walk: Walk, control: Element) -> None:
    """A mark for the title and the tag of a <w:sdt>: only whoever edits the file sees them."""
    for name in ("alias", "tag"):
        known = control.find(f"{W}sdtPr/{W}{name}")
        text = "" if known is None else known.get(VAL, "").strip()
        if any(char.isalnum() for char in text):
            walk.gathered.marks.append(Mark("control", text, block=walk.last_block(), part="metadata"))


def is_placeholder(control: Element) -> bool:
    """Whether a <w:sdt> shows its prompt because nobody has filled it in."""
    shows = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shows is not None and is_on(shows)


def _note(kind: str) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        gathered, key = walk.gathered, (kind, element.get(ID, ""))
        if walk.sink is not None or walk.gone:
            gathered.lost_notes.setdefault(key, walk.unseen or Unseen("hidden"))
            return
        number = ""
        if element.get(W + "customMarkFollows") not in ("1", "true", "on"):
            style, start = gathered.note_formats.get(kind, ("decimal", 1))
            count = gathered.note_counts.get(kind, start - 1) + 1
            gathered.note_counts[kind] = count
            number = written(count, style)
        para = walk.begin()
        para.notes.append((key, number))
        para.spans.append(Span("note", para.length, para.length, number))
        if para.segments is not None:
            para.segments.append(Segment(para.length, para.length, element, tuple(walk.wrappers)))

    return handler


def _comment(starts: bool) -> Callable[[Walk, Element], None]:
    def handler(walk: Walk, element: Element) -> None:
        para = walk.begin()
        para.comments.append((element.get(ID, ""), para.length, starts))

    return handler


def _comment_reference(walk: Walk, element: Element) -> None:
    """A comment's own mark: its place where it has no range, else nothing new."""
    para = walk.begin()
    para.comments.append((element.get(ID, ""), para.length, True))


def _bookmark(walk: Walk, element: Element) -> None:
    name = element.get(W + "name", "")
    if name and not name.startswith("_"):  # names with _ are Word's own
        para = walk.begin()
        para.marks.append(Change("bookmark", para.length, para.length, name))


def _alternatives(walk: Walk, element: Element) -> None:
    version = chosen(element)
    if version is not None:
        children(walk, version)


def _simple_field(walk: Walk, element: Element) -> None:
    docx_fields.simple(walk, element, children)


def _ruby(walk: Walk, element: Element) -> None:
    """Text with its reading above it: the reading follows in brackets."""
    for child in element.findall(W + "rubyBase"):
        children(walk, child)
    for child in element.findall(W + "rt"):
        if any(node.text for node in child.iter(_T)):
            walk.write(" (", child)
            children(walk, child)
            walk.write(")", child)


def _fraction(walk: Walk, element: Element) -> None:
    for child in element:
        if child.tag == M + "den":
            walk.write("/", child)
        children(walk, child)


def _page_number(walk: Walk, element: Element) -> None:
    if walk.part in ("header", "footer"):
        walk.gathered.facts["page-field"] = "yes"


def _sub_document(walk: Walk, element: Element) -> None:
    walk.gathered.unread("a sub-document kept in another file", walk.name)


def ignore(walk: Walk, element: Element) -> None:
    """Nothing here for a reader."""


_IGNORED = (
    "rPr", "pPr", "proofErr", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak", "softHyphen",
    "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator", "sdtPr", "sdtEndPr",
    "smartTagPr", "customXmlPr", "rubyPr", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong", "trPr", "tcPr",
    "tblPr", "tblGrid", "sectPr",
)  # fmt: skip

HANDLERS: dict[object, Callable[[Walk, Element], None]] = {
    **{W + name: ignore for name in _IGNORED},
    W + "r": run,
    W + "t": _text,
    M + "t": _text,
    W + "delText": _deleted_text,
    W + "instrText": docx_fields.instruction,
    W + "delInstrText": docx_fields.instruction,
    W + "fldChar": docx_fields.character,
    W + "fldSimple": _simple_field,
    W + "tab": _fixed("\t"),
    W + "ptab": _fixed("\t"),
    W + "br": _break,
    W + "cr": _fixed("\n"),
    W + "noBreakHyphen": _fixed("-"),
    W + "sym": _symbol,
    W + "ins": _inserted("tracked-insertion"),
    W + "moveTo": _inserted("moved-to"),
    W + "del": _removed("tracked-deletion"),
    W + "moveFrom": _removed("moved-from"),
    W + "hyperlink": _hyperlink,
    W + "sdt": _control,
    W + "footnoteReference": _note("footnote"),
    W + "endnoteReference": _note("endnote"),
    W + "commentRangeStart": _comment(True),
    W + "commentRangeEnd": _comment(False),
    W + "commentReference": _comment_reference,
    W + "bookmarkStart": _bookmark,
    W + "drawing": drawing,
    W + "pict": drawing,
    W + "object": drawing,
    W + "txbxContent": text_box,
    W + "ruby": _ruby,
    W + "pgNum": _page_number,
    W + "subDoc": _sub_document,
    M + "f": _fraction,
    MC + "AlternateContent": _alternatives,
}
