"""Words of a PDF that a reader does not see: unseen by their mode, off the page, under a bar, white on white."""

from __future__ import annotations

from dhr_qa.documents.docx_cover import contrast
from dhr_qa.documents.pdf_model import Box, Fill, Note, Page, Word

_ALIKE = 1.2  #: of WCAG contrast; letters and ground with less look alike
_UNDER = 0.6  #: of a word that a shape covers
_TINY = 1.2  #: points; nobody reads smaller letters
_PEN = 2.2  #: times the height of letters: a coloured ground no higher is from a marker pen
_MAX_WORK = 2_000_000  #: words times shapes


def judge(page: Page) -> None:
    """Sets the fate of every word of a page. Text under the picture of a scan was read by a machine: it counts."""
    bars = [Fill(note.box, note.colour, 1 << 30) for note in page.notes if note.kind == "bar"]
    fills = [*page.fills, *bars]
    if len(fills) * len(page.words) > _MAX_WORK:
        page.flaws.append("it has too many shapes to see whether words are covered")
        fills = bars
    marked = [note for note in page.notes if note.kind == "highlight"]
    paper = Box(0.0, 0.0, page.width, page.height)
    for word in page.words:
        word.fate = _fate(word, page, fills, paper, marked)


def _is_bright(colour: str) -> bool:
    """Whether a colour is one of a marker pen: not of a table's ground, nor red, amber or green for a status."""
    return colour in ("FFFF00", "00FFFF", "FF00FF")


def _fate(word: Word, page: Page, fills: list[Fill], paper: Box, marked: list[Note]) -> str:
    look, box = word.look, word.box
    if box.share_under(paper) < 0.2:
        return "hidden"
    if page.scanned:
        return ""
    if not look.visible or 0 < look.size < _TINY:
        return "hidden"
    ground, turn = "FFFFFF", -1
    over = pen = False
    for fill in fills:
        if box.share_under(fill.box) < _UNDER:
            continue
        if fill.order > look.order:
            over = over or (bool(fill.colour) and not fill.rough)
        elif fill.order > turn:
            ground, turn = fill.colour, fill.order
            pen = fill.box.height < _PEN * box.height and _is_bright(fill.colour)
    if over:
        return "covered"
    if not ground or not look.colour or contrast(ground, look.colour) >= _ALIKE:
        return "highlight" if pen or any(box.share_under(each.box) > 0.5 for each in marked) else ""
    if any(each.order < look.order and box.share_under(each.box) > 0.3 for each in page.pictures):
        return ""  # light letters on a picture
    return "white-text" if ground == "FFFFFF" else "covered"
