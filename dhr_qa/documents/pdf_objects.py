"""The objects painted on a PDF page: looks of text, ruled lines, filled shapes and pictures.

Reads by PDFium's C functions. Every count is bounded: a page may be made to do harm.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from dhr_qa.documents import limits
from dhr_qa.documents.pdf_model import Box, Fill, Look, Page, Pdfium, around

_THIN = 2.6  #: points; a filled shape no thicker is a line
_SHORTEST = 4.0  #: of a line
_MAX_SEGMENTS = 400  #: of one path: more is a drawing, not a table
_MAX_NESTING = 8
_BOLD_WEIGHT = 600
_FORCED_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_NAMES = ("bold", "black", "heavy", "semibold")
_UNSEEN_MODES = (3, 7)
_MAX_CLIPS = 8
_ALL_OF_IT = 0.6  #: of a page: a shape as large is its ground, and covers nothing

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Sheet(Struct):
    """A loaded page while its objects are read: `turn` brings its coordinates to those of `Page`."""

    raw: Pdfium
    handle: Pdfium
    page: Page
    left: float
    bottom: float
    wide: float
    high: float
    rotation: int = 0
    tags: dict[int, tuple[str, int]] = field(default_factory=dict)  #: marked content id to tag and element
    looks: dict[int, Look] = field(default_factory=dict)  #: address of a text object to its look
    painted: int = 0

    def turn(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the page's own space as it is shown."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.rotation == 1:
            x0, y0, x1, y1 = y0, self.wide - x1, y1, self.wide - x0
        elif self.rotation == 2:
            x0, y0, x1, y1 = self.wide - x1, self.high - y1, self.wide - x0, self.high - y0
        elif self.rotation == 3:
            x0, y0, x1, y1 = self.high - y1, x0, self.high - y0, x1
        high = self.page.height
        return Box(min(x0, x1), high - max(y0, y1), max(x0, x1), high - min(y0, y1))


def read_objects(sheet: Sheet) -> None:
    """Puts the looks of text objects into `sheet`, and lines, fills and pictures into its page."""
    raw = sheet.raw
    count = raw.FPDFPage_CountObjects(sheet.handle)
    for number in range(min(count, limits.MAX_PAGE_OBJECTS)):
        _read(sheet, raw.FPDFPage_GetObject(sheet.handle, number), UNMOVED, 0, _NO_TAG)
    if sheet.painted >= limits.MAX_PAGE_OBJECTS:
        sheet.page.flaws.append("it holds far more objects than a page of a report")


_NO_TAG = ("", 0)


def _read(sheet: Sheet, item: Pdfium, matrix: Matrix, depth: int, around_tag: tuple[str, int]) -> None:
    raw = sheet.raw
    if not item or sheet.painted >= limits.MAX_PAGE_OBJECTS:
        return
    sheet.painted += 1
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        address = ctypes.cast(item, ctypes.c_void_p).value
        if address is not None:
            sheet.looks[address] = _look(sheet, item, matrix, around_tag)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        _path(sheet, item, matrix)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        box = _through(sheet, _times(_matrix(raw, item), matrix), [(0, 0), (1, 0), (0, 1), (1, 1)])
        sheet.page.pictures.append(Fill(box, "", sheet.painted))
    elif kind == raw.FPDF_PAGEOBJ_SHADING:
        box = _clipped(sheet, item, matrix, _bounds(sheet, item, matrix))
        sheet.page.fills.append(Fill(box, "", sheet.painted, rough=True))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_NESTING:
        inner = _times(_matrix(raw, item), matrix)
        tag = _tag(sheet, item, around_tag)
        for number in range(min(raw.FPDFFormObj_CountObjects(item), limits.MAX_PAGE_OBJECTS)):
            _read(sheet, raw.FPDFFormObj_GetObject(item, number), inner, depth + 1, tag)


def _matrix(raw: Pdfium, item: Pdfium) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return UNMOVED
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _colour(raw: Pdfium, item: Pdfium, stroke: bool = False) -> tuple[str, int]:
    """The colour (RRGGBB; "" for a pattern) that an object is filled or drawn with, and how opaque it is (0 to 255)."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    if not ask(item, red, green, blue, alpha):
        return "", 255
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}", alpha.value


def _tag(sheet: Sheet, item: Pdfium, above: tuple[str, int]) -> tuple[str, int]:
    raw = sheet.raw
    content = raw.FPDFPageObj_GetMarkedContentID(item)
    if content >= 0 and content in sheet.tags:
        return sheet.tags[content]
    for number in range(min(raw.FPDFPageObj_CountMarks(item), 8)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        room = (ctypes.c_uint16 * 24)()
        length = ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, room, ctypes.sizeof(room), length) and length.value <= 48:
            name = bytes(room)[: max(length.value - 2, 0)].decode("utf-16-le", "ignore")
            if name == "Artifact":
                return ("Artifact", 0)
    return above


def _look(sheet: Sheet, item: Pdfium, matrix: Matrix, above: tuple[str, int]) -> Look:
    raw = sheet.raw
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    _, _, c, d, _, _ = _times(_matrix(raw, item), matrix)
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    font = raw.FPDFTextObj_GetFont(item)
    bold, italic = _font(raw, font) if font else (False, False)
    colour, alpha = _colour(raw, item)
    tag, element = _tag(sheet, item, above)
    return Look(
        round(abs(size.value) * math.hypot(c, d), 1), bold or mode == 2, italic, colour,
        mode not in _UNSEEN_MODES and alpha > 8, sheet.painted, tag, element,
    )  # fmt: skip


def _font(raw: Pdfium, font: Pdfium) -> tuple[bool, bool]:
    room = ctypes.create_string_buffer(160)
    length = raw.FPDFFont_GetBaseFontName(font, room, 160)
    name = room.value.decode("latin-1").lower() if 0 < length <= 160 else ""
    flags = raw.FPDFFont_GetFlags(font)
    angle = ctypes.c_int()
    slanted = bool(raw.FPDFFont_GetItalicAngle(font, angle)) and angle.value != 0
    bold = any(word in name for word in _BOLD_NAMES) or (flags > 0 and bool(flags & _FORCED_BOLD))
    bold = bold or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return bold, slanted or "italic" in name or "oblique" in name or (flags > 0 and bool(flags & _ITALIC))


def _through(sheet: Sheet, matrix: Matrix, points: Sequence[tuple[float, float]]) -> Box:
    """The rectangle, as it is shown, that holds points of an object's own space."""
    a, b, c, d, e, f = matrix
    moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
    return around([sheet.turn(x, y, x, y) for x, y in moved])


def _bounds(sheet: Sheet, item: Pdfium, matrix: Matrix) -> Box:
    """The rectangle round an object; `matrix` is that of the form it stands in."""
    sides = [ctypes.c_float() for _ in range(4)]
    sheet.raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return _through(sheet, matrix, [(left, bottom), (right, bottom), (left, top), (right, top)])


def _clipped(sheet: Sheet, item: Pdfium, matrix: Matrix, box: Box) -> Box:
    """As much of a rectangle as the clipping of its object lets be seen."""
    raw = sheet.raw
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(min(raw.FPDFClipPath_CountPaths(clip), _MAX_CLIPS), 0) if clip else 0):
        points = []
        for place in range(min(raw.FPDFClipPath_CountPathSegments(clip, number), _MAX_SEGMENTS)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, number, place)
            if segment and raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            seen = _through(sheet, matrix, points)
            x0, y0 = max(box.x0, seen.x0), max(box.y0, seen.y0)
            box = Box(x0, y0, max(x0, min(box.x1, seen.x1)), max(y0, min(box.y1, seen.y1)))
    return box


def _path(sheet: Sheet, item: Pdfium, matrix: Matrix) -> None:
    """The lines and filled shapes of a path; of drawings only what they cover."""
    raw = sheet.raw
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = raw.FPDFPath_CountSegments(item)
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or count < 2 or not (fill.value or stroke.value):
        return
    colour, alpha = _colour(raw, item)
    solid = fill.value and alpha > 250 and not raw.FPDFPageObj_HasTransparency(item)
    shapes = _shapes(sheet, item, _times(_matrix(raw, item), matrix), count) if count <= _MAX_SEGMENTS else []
    if solid and (not shapes or not all(_is_rectangle(points) for points in shapes)):
        box = _clipped(sheet, item, matrix, _bounds(sheet, item, matrix))
        sheet.page.fills.append(Fill(box, colour, sheet.painted, rough=True))
    for points in shapes:
        whole = around([Box(x, y, x, y) for x, y in points])
        if fill.value and alpha > 8:
            if min(whole.width, whole.height) <= _THIN:
                if colour != "FFFFFF" and max(whole.width, whole.height) >= _SHORTEST:
                    sheet.page.rules.append(whole)
            elif solid and _is_rectangle(points):
                seen = _clipped(sheet, item, matrix, whole)
                large = seen.width * seen.height > _ALL_OF_IT * sheet.page.width * sheet.page.height
                sheet.page.fills.append(Fill(seen, colour, sheet.painted, rough=large))
        if stroke.value and _colour(raw, item, stroke=True)[0] != "FFFFFF":
            for (x0, y0), (x1, y1) in pairwise(points):
                edge = around([Box(x0, y0, x0, y0), Box(x1, y1, x1, y1)])
                if min(edge.width, edge.height) <= 1.0 and max(edge.width, edge.height) >= _SHORTEST:
                    sheet.page.rules.append(edge)


def _shapes(sheet: Sheet, item: Pdfium, matrix: Matrix, count: int) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path as they are shown; a part with a curve is left out."""
    raw = sheet.raw
    a, b, c, d, e, f = matrix
    found: list[list[tuple[float, float]]] = []
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                found.append(points)
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        px, py = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        box = sheet.turn(px, py, px, py)
        points.append((box.x0, box.y0))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        found.append(points)
    return found


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    if not 4 <= len(points) <= 6:
        return False
    return all(min(abs(x0 - x1), abs(y0 - y1)) <= 1.0 for (x0, y0), (x1, y1) in pairwise(points))
