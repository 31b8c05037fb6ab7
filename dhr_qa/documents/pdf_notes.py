"""The annotations of a PDF page: comments, stamps, bars over the text, and the values of form fields."""

from __future__ import annotations

import ctypes

from dhr_qa.documents.pdf_model import Note, Page, Pdfium
from dhr_qa.documents.pdf_objects import Sheet

_MAX_NOTES = 5_000
_MAX_TEXT = 64_000  #: bytes of one comment
_FREE_TEXT, _SQUARE, _CIRCLE, _HIGHLIGHT, _POPUP, _ATTACHED, _WIDGET, _REDACT = 3, 5, 6, 9, 16, 17, 20, 28
_COMMENTS = frozenset((1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 28))
_DARK = 60  #: of 255; a colour with no part brighter is a black-out


def read_notes(sheet: Sheet) -> None:
    """Puts what the annotations of a page say into it."""
    raw, page = sheet.raw, sheet.page
    for number in range(min(raw.FPDFPage_GetAnnotCount(sheet.handle), _MAX_NOTES)):
        item = raw.FPDFPage_GetAnnot(sheet.handle, number)
        if not item:
            continue
        try:
            _read(sheet, page, item)
        finally:
            raw.FPDFPage_CloseAnnot(item)


def _read(sheet: Sheet, page: Page, item: Pdfium) -> None:
    raw = sheet.raw
    kind = raw.FPDFAnnot_GetSubtype(item)
    rectangle = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(item, rectangle):
        return
    box = sheet.turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    name, date = _words(raw, item, b"T"), _words(raw, item, b"M")
    text = _words(raw, item, b"Contents")
    if kind == _WIDGET:
        value = _words(raw, item, b"V")
        page.notes.append(Note("field", value, "", "", box, _words(raw, item, b"TU") or name))
    elif kind == _FREE_TEXT and text:
        page.notes.append(Note("free-text", text, name, date, box))
    elif kind in _COMMENTS and text:
        page.notes.append(Note("comment", text, name, date, box))
    if kind in (_SQUARE, _CIRCLE, _HIGHLIGHT, _REDACT):
        inside = kind not in (_HIGHLIGHT,)
        colour = _dark(raw, item, inside)
        if kind == _REDACT or colour:
            page.notes.append(Note("bar", "", name, date, box, colour=colour or "000000"))
        elif kind == _HIGHLIGHT:
            page.notes.append(Note("highlight", "", name, date, box))


def _dark(raw: Pdfium, item: Pdfium, inside: bool) -> str:
    """The colour an annotation is filled with, if it is as dark as a black-out; else ""."""
    parts = [ctypes.c_uint() for _ in range(4)]
    which = raw.FPDFANNOT_COLORTYPE_InteriorColor if inside else raw.FPDFANNOT_COLORTYPE_Color
    if not raw.FPDFAnnot_GetColor(item, which, *parts) or parts[3].value < 250:
        return ""
    values = [part.value for part in parts[:3]]
    key = b"IC" if inside else b"C"
    if max(values) > _DARK or not raw.FPDFAnnot_HasKey(item, key):
        return ""
    return "".join(f"{value:02X}" for value in values)


def _words(raw: Pdfium, item: Pdfium, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(item, key, None, 0)
    if not 2 < length <= _MAX_TEXT:
        return ""
    room = (ctypes.c_uint16 * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(item, key, room, length)
    text = bytes(room)[: length - 2].decode("utf-16-le", "replace")
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
