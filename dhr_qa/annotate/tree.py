"""Questions about where an element stands in the tree of a Word story: what a comment may begin or end beside."""

from __future__ import annotations

from collections.abc import Iterator

from dhr_qa.documents.docx_names import MC, VAL, Element, W, is_on

P, R, PPR, SDT, BODY = W + "p", W + "r", W + "pPr", W + "sdt", W + "body"
FIELD_CHAR, FIELD_TYPE = W + "fldChar", W + "fldCharType"
START, END, REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_BOX, _TABLE, _ALTERNATIVES = W + "txbxContent", W + "tbl", MC + "AlternateContent"
#: What a comment may begin or end in: everything else inside a paragraph is taken whole. (LibreOffice loses the
#: words of a control, a formula or a field that a comment begins or ends in.)
_OPEN = {W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml")}
#: What may hold runs of fields.
_HOLDERS = _OPEN | {W + name for name in ("del", "moveFrom", "sdt", "sdtContent", "fldSimple", "dir", "bdo")}
_SHAPES = (W + "drawing", W + "pict", W + "object", MC + "AlternateContent")
#: What stands in a line without being any of its words.
_THIN = {START, END} | {
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "rPr", "pPr", "smartTagPr", "customXmlPr",
    )
}  # fmt: skip


def above(element: Element) -> Iterator[Element]:
    """The elements around one, from the inside out."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def paragraph_of(element: Element) -> Element | None:
    """The paragraph that an element stands in."""
    return next((each for each in above(element) if each.tag == P), None)


def unit(element: Element) -> tuple[Element, bool]:
    """What a comment on `element` begins or ends beside, and whether it is a run that may be cut in two.

    `element` is a <w:t> or the like. The unit is its run, or the widest thing around it that is taken whole.
    """
    around = [element]
    for each in above(element):
        if each.tag == P:
            break
        around.append(each)
    for each in reversed(around):
        if each.tag not in _OPEN:
            return each, each.tag == R and element.getparent() is each
    return element, False


def outermost(element: Element, forward: bool) -> Element:
    """`element`, or what it stands in if it is the first thing there (`forward`: the last)."""
    while True:
        parent = element.getparent()
        if parent is None or parent.tag not in _OPEN:
            return element
        sibling = element.getnext() if forward else element.getprevious()
        while sibling is not None and (sibling.tag in _THIN or is_reference(sibling)):
            sibling = sibling.getnext() if forward else sibling.getprevious()
        if sibling is not None:
            return element
        element = parent


def is_reference(element: Element) -> bool:
    """Whether an element is a run with nothing but the mark of a comment."""
    if element.tag != R:
        return False
    inside = [child for child in element if child.tag not in _THIN]
    return len(inside) == 1 and inside[0].tag == REFERENCE


def runs_in(holder: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, those of controls and links too, but not those of text boxes."""
    for child in holder:
        if child.tag == R:
            yield child
        elif child.tag in _HOLDERS:
            yield from runs_in(child)


def fields_in(paragraph: Element) -> list[tuple[Element, Element, frozenset[Element]]]:
    """The fields that begin and end in a paragraph, the outer ones only: first run, last run, and all of them."""
    runs = list(runs_in(paragraph))
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for place, run in enumerate(runs):
        for mark in run.iterchildren(FIELD_CHAR):
            kind = mark.get(FIELD_TYPE)
            if kind == "begin":
                opened.append(place)
            elif kind == "end" and opened:
                first = opened.pop()
                while spans and spans[-1][0] >= first:
                    spans.pop()
                spans.append((first, place))
    return [(runs[first], runs[last], frozenset(runs[first : last + 1])) for first, last in spans]


def control_around(paragraph: Element) -> Element | None:
    """The widest content control around a whole paragraph; a table of contents does not count."""
    found = None
    for each in above(paragraph):
        if each.tag == SDT and gallery(each) != "table of contents":
            found = each
    return found


def gallery(control: Element) -> str:
    """What Word took the content of a control from: "cover pages", "table of contents" or ""."""
    found = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return "" if found is None else found.get(VAL, "").lower()


def is_closed(control: Element) -> bool:
    """Whether nothing may be put into a control: a cover page, or one with shapes (LibreOffice never ends there)."""
    return gallery(control) == "cover pages" or next(control.iter(*_SHAPES), None) is not None


def is_in_choice(paragraph: Element) -> bool:
    """Whether a paragraph stands in a text box or in one of several versions of something."""
    return any(each.tag in (_BOX, _ALTERNATIVES) for each in above(paragraph))


def plain_paragraphs(root: Element) -> Iterator[tuple[Element, int]]:
    """The paragraphs of the main text that a note about the whole file may hang on, and how fit each is (0: best)."""
    for paragraph in root.iter(P):
        if is_in_choice(paragraph) or is_gone(paragraph):
            continue
        control = control_around(paragraph)
        if control is not None:
            if not is_closed(control):
                yield paragraph, 4
            continue
        in_table = any(each.tag == _TABLE for each in above(paragraph))
        drawn = next(paragraph.iter(*_SHAPES), None) is not None
        empty = next(paragraph.iter(W + "t"), None) is None
        yield paragraph, 3 if in_table else 2 if drawn else 1 if empty else 0


def is_gone(paragraph: Element) -> bool:
    """Whether a paragraph stands in something deleted or hidden as a whole, or in a deleted row."""
    for each in above(paragraph):
        if each.tag in (W + "del", W + "moveFrom"):
            return True
        if each.tag == W + "tr":
            for mark in each.iterfind(f"{W}trPr/*"):
                if mark.tag == W + "del" or (mark.tag == W + "hidden" and is_on(mark)):
                    return True
    return False
