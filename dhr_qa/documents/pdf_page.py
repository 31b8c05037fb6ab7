"""One page of a PDF: its words with their places and looks, its links, and the structure tags on it."""

from __future__ import annotations

import ctypes

from dhr_qa.documents import limits
from dhr_qa.documents.docx_symbols import clean
from dhr_qa.documents.pdf_model import Box, Link, Look, Note, Page, Pdfium, Word, around
from dhr_qa.documents.pdf_notes import read_notes
from dhr_qa.documents.pdf_objects import Sheet, read_objects

_BLANKS = frozenset((0, 9, 10, 13, 32, 0xA0, 0x200B, 0xFEFF))
_HYPHENS = frozenset((0x02, 0xAD))
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF06C, 0xF06E, 0xF071, 0xF0A8))
_UNREADABLE = "\ufffd"
_FULL = 0.6  #: of a page that a picture fills: a scan
_ABOVE, _BELOW = 0.8, 0.2  #: of the size of letters, over and under the line they stand on
_LEAST_SIDE, _MOST_SIDE = 1.0, 100_000.0  #: of a page, in points
_MAX_LINKS = 5_000
_MAX_WORK = 2_000_000  #: links times words of a page
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 60


def read_page(raw: Pdfium, document: Pdfium, number: int) -> Page:
    """Page `number` (from 0). A page that PDFium cannot load comes back empty, with a flaw."""
    handle = raw.FPDF_LoadPage(document, number)
    page = Page(number + 1, 595.0, 842.0)
    if not handle:
        page.flaws.append("it is damaged")
        return page
    try:
        sides = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        if all(_LEAST_SIDE <= side <= _MOST_SIDE for side in sides):
            page.width, page.height = sides
        else:
            page.flaws.append("it says that it has a size which no page has; its words may be out of order")
        sheet = _sheet(raw, handle, page)
        _read_tags(sheet)
        read_objects(sheet)
        text = raw.FPDFText_LoadPage(handle)
        if not text:
            page.flaws.append("its text cannot be read")
            return page
        try:
            _read_words(sheet, text)
        finally:
            raw.FPDFText_ClosePage(text)
        _read_links(sheet, document)
        read_notes(sheet)
    finally:
        raw.FPDF_ClosePage(handle)
    ground = page.width * page.height
    page.scanned = any(each.box.width * each.box.height >= _FULL * ground for each in page.pictures)
    return page


def _sheet(raw: Pdfium, handle: Pdfium, page: Page) -> Sheet:
    rotation = raw.FPDFPage_GetRotation(handle) % 4
    sides = [ctypes.c_float() for _ in range(4)]
    found = raw.FPDFPage_GetCropBox(handle, *sides) or raw.FPDFPage_GetMediaBox(handle, *sides)
    wide, high = (page.height, page.width) if rotation % 2 else (page.width, page.height)
    left, bottom = (sides[0].value, sides[1].value) if found else (0.0, 0.0)
    return Sheet(raw, handle, page, left, bottom, wide, high, rotation)


def _read_words(sheet: Sheet, text: Pdfium) -> None:
    raw, words = sheet.raw, sheet.page.words
    count = raw.FPDFText_CountChars(text)
    if count > limits.MAX_PAGE_CHARS:
        sheet.page.flaws.append(f"only its first {limits.MAX_PAGE_CHARS:,} characters were read")
    letters: list[str] = []
    first = last = -1
    current: int | None = None
    unknown = Look()

    def close() -> None:
        if letters:
            look = sheet.looks.get(current or 0, unknown)
            box = _word_box(sheet, text, first, last, look.size)
            if box is not None:
                words.append(Word("".join(letters), box, look))
            letters.clear()

    for place in range(min(count, limits.MAX_PAGE_CHARS)):
        code = raw.FPDFText_GetUnicode(text, place)
        if code in _BLANKS:
            close()
            continue
        item = ctypes.cast(raw.FPDFText_GetTextObject(text, place), ctypes.c_void_p).value
        if item != current:
            close()
            current = item
        if not letters:
            first = place
        last = place
        letters.append(_letter(code))
    close()


def _word_box(sheet: Sheet, text: Pdfium, first: int, last: int, size: float) -> Box | None:
    """Where a word stands, from its first and last letter; as high as its line, if it is written level."""
    raw = sheet.raw
    rectangle, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    boxes, feet = [], []
    for place in (first, last) if first != last else (first,):
        if not raw.FPDFText_GetLooseCharBox(text, place, rectangle):
            return None
        boxes.append(sheet.turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        if raw.FPDFText_GetCharOrigin(text, place, x, y):
            feet.append(sheet.turn(x.value, y.value, x.value, y.value))
    whole = around(boxes)
    if not feet or size <= 0 or abs(feet[-1].y0 - feet[0].y0) > max(1.0, abs(feet[-1].x0 - feet[0].x0) * 0.2):
        return whole
    return Box(whole.x0, feet[0].y0 - _ABOVE * size, whole.x1, feet[0].y0 + _BELOW * size)


def _letter(code: int) -> str:
    if code < 0x7F and code > 0x1F:
        return chr(code)
    if code in _HYPHENS:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _BULLETS:
        return "•"
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
        return _UNREADABLE
    return clean(chr(code)) if 0xE000 <= code <= 0xF8FF else chr(code)


def _read_tags(sheet: Sheet) -> None:
    """Which sort of element each piece of marked content belongs to, by the tree of a tagged PDF."""
    raw = sheet.raw
    tree = raw.FPDF_StructTree_GetForPage(sheet.handle)
    if not tree:
        return
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        todo = [(raw.FPDF_StructTree_GetChildAtIndex(tree, each), "", 0) for each in range(min(count, _MAX_ELEMENTS))]
        todo.reverse()
        seen = 0
        while todo and seen < _MAX_ELEMENTS:
            element, above, depth = todo.pop()
            seen += 1
            if not element:
                continue
            tag = _element_text(raw.FPDF_StructElement_GetType, element)
            if tag == "Figure":
                told = _element_text(raw.FPDF_StructElement_GetAltText, element)
                if told:
                    sheet.page.notes.append(Note("alt-text", told, "", "", Box(0.0, 0.0, 0.0, 0.0)))
            tag = tag if tag in _TELLING else above
            children = []
            for place in range(min(raw.FPDF_StructElement_CountChildren(element), _MAX_ELEMENTS)):
                content = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
                if content >= 0:
                    sheet.tags[content] = (tag, seen)
                elif depth < _MAX_DEPTH:
                    child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
                    if child:
                        children.append((child, tag, depth + 1))
            todo.extend(reversed(children))
    finally:
        raw.FPDF_StructTree_Close(tree)


_TELLING = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6", "TOC", "TOCI", "Note", "LI", "P", "Title", "TH", "TD"))


def _element_text(ask: Pdfium, element: Pdfium) -> str:
    room = ctypes.create_string_buffer(2048)
    length = ask(element, room, 2048)
    return room.raw[: length - 2].decode("utf-16-le", "ignore") if 2 <= length <= 2048 else ""


def _read_links(sheet: Sheet, document: Pdfium) -> None:
    raw = sheet.raw
    start = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    for _ in range(_MAX_LINKS):
        if not raw.FPDFLink_Enumerate(sheet.handle, start, link):
            return
        if not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        target = _target(raw, document, link)
        if target:
            box = sheet.turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            sheet.page.links.append(Link(box, target))


def _target(raw: Pdfium, document: Pdfium, link: Pdfium) -> str:
    place = raw.FPDFLink_GetDest(document, link)
    action = raw.FPDFLink_GetAction(link)
    if not place and action:
        place = raw.FPDFAction_GetDest(document, action)
    if place:
        return f"#page {raw.FPDFDest_GetDestPageIndex(document, place) + 1}"
    if not action:
        return ""
    for ask in (raw.FPDFAction_GetURIPath, None):
        room = ctypes.create_string_buffer(4096)
        length = ask(document, action, room, 4096) if ask else raw.FPDFAction_GetFilePath(action, room, 4096)
        if 1 < length <= 4096:
            return room.value.decode("utf-8", "replace")
    return ""


def put_links(page: Page) -> None:
    """Tells every word within the rectangle of a link where it leads."""
    for link in page.links[: _MAX_WORK // max(len(page.words), 1)]:
        for word in page.words:
            box: Box = word.box
            if link.box.holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2):
                word.link = link.target
