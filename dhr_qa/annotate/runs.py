"""Cutting a run of text in two where a comment begins or ends, and joining what such a cut has parted."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from dhr_qa.documents.docx_names import Element, W
from dhr_qa.documents.docx_symbols import clean

_R, _T, _RPR = W + "r", W + "t", W + "rPr"
#: What may stand at a cut.
_CUT = {
    W + name for name in ("t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def cut_text(node: Element, count: int) -> Element:
    """Part a <w:t> after `count` characters of the text that a reader sees; gives the second half, put after it."""
    text = node.text or ""
    place = _place(text, count)
    kept = node.get(_SPACE) == "preserve"
    second = etree.SubElement(_parent(node), node.tag, attributes(node))
    node.addnext(second)
    node.text, second.text = text[:place], text[place:]
    for half, needed in ((node, _ends_open(node.text)), (second, _begins_open(second.text))):
        if kept or needed:
            half.set(_SPACE, "preserve")
    return second


def cut_run(child: Element) -> Element:
    """Part the run that `child` stands in before `child`; gives the second run, of the same looks."""
    run = _parent(child)
    second = etree.SubElement(_parent(run), run.tag, attributes(run))
    run.addnext(second)
    looks = run.find(_RPR)
    if looks is not None:
        second.append(deepcopy(looks))
    moved: Element | None = child
    while moved is not None:
        following = moved.getnext()
        second.append(moved)
        moved = following
    return second


def join_runs(first: Element, second: Element) -> bool:
    """Make two runs one if `cut_run` could have parted them: then cutting there again gives the same two."""
    if first.tag != _R or second.tag != _R or first.getnext() is not second or (first.tail or "").strip():
        return False
    if first.tail or attributes(first) != attributes(second) or _looks(first) != _looks(second):
        return False
    inside = [child for child in second if child.tag != _RPR]
    last = first[-1] if len(first) else None
    if not inside or inside[0].tag not in _CUT or last is None or last.tag not in _CUT:
        return False
    if last.tag == _T and inside[0].tag == _T:
        if not _join_text(last, inside[0]):
            return False
        inside = inside[1:]
    for child in inside:
        first.append(child)
    first.tail = second.tail
    second.tail = None
    _parent(second).remove(second)
    return True


def _join_text(first: Element, second: Element) -> bool:
    """Join the halves of a text, unless they say otherwise of their outer spaces than halves would."""
    halves = (first.text or "", second.text or "")
    flags = (first.get(_SPACE) == "preserve", second.get(_SPACE) == "preserve")
    if {**attributes(first), _SPACE: ""} != {**attributes(second), _SPACE: ""} or first.tail:
        return False
    outer = _begins_open(halves[0]) or _ends_open(halves[1])
    if flags == (_ends_open(halves[0]), _begins_open(halves[1])) and not (all(flags) and outer):
        first.attrib.pop(_SPACE, "")
    elif all(flags):
        first.set(_SPACE, "preserve")
    else:
        return False
    first.text = halves[0] + halves[1]
    first.tail = second.tail
    return True


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element as a dict of its own."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def _begins_open(text: str) -> bool:
    return text[:1].isspace()


def _ends_open(text: str) -> bool:
    return text[-1:].isspace()


def _place(text: str, count: int) -> int:
    """Where in the text as written the first `count` characters of the text as seen end."""
    if len(clean(text)) == len(text):
        return count
    seen = 0
    for place, char in enumerate(text):
        if seen == count:
            return place
        seen += len(clean(char))
    return len(text)


def _looks(run: Element) -> bytes:
    found = run.find(_RPR)
    return b"" if found is None else etree.tostring(found, method="c14n", exclusive=True, with_tail=False)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("an element without a parent")
    return parent
