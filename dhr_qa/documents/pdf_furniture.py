"""Headers, footers, page numbers and notes at the foot of pages, told by where they stand and that they repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from dhr_qa.documents.pdf_lines import is_raised
from dhr_qa.documents.pdf_model import Line, Page

_MARGIN = 0.14  #: of the height of a page: furniture stands above or below
_LOOKED_AT = 4  #: lines at each end of a page
_NEAR = 4.0
_LEAST = 3  #: repeats that make furniture, where there are so many pages
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?[-–—|\s]*(?:page)?", re.I)
_SMALLER = 0.95  #: of the size of the text: notes are set in smaller letters
_NOTE_SIGN = re.compile(r"\d{1,3}")


class Furniture(Struct):
    """What was taken off the pages: each header and footer once, and whether a page number is among them."""

    headers: list[list[Line]] = field(default_factory=list)
    footers: list[list[Line]] = field(default_factory=list)
    numbered: bool = False


def _key(line: Line, page: Page) -> tuple[str, int]:
    """The words of a line, numbers aside, and its distance from the nearer end of the page."""
    top = line.box.y0 < page.height / 2
    distance = line.box.y0 if top else page.height - line.box.y1
    return _DIGITS.sub("#", "".join(line.text.split())).casefold(), round(distance / _NEAR) * (1 if top else -1)


def take_furniture(pages: Sequence[Page], lines: dict[int, list[Line]]) -> Furniture:
    """Takes headers and footers out of `lines` (page number to its lines outside tables) and gives them back."""
    candidates: list[tuple[Page, Line, str, int]] = []
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        here = lines.get(page.number, [])
        ends = here if len(here) <= 2 * _LOOKED_AT else here[:_LOOKED_AT] + here[-_LOOKED_AT:]
        for line in ends:
            if line.box.y1 > page.height * _MARGIN and line.box.y0 < page.height * (1 - _MARGIN):
                continue
            text, place = _key(line, page)
            candidates.append((page, line, text, place))
            seen.update({(text, each) for each in (place - 1, place, place + 1)})
    out = Furniture()
    known: set[str] = set()
    numbers: dict[str, set[str]] = {}
    taken: set[int] = set()
    for _, line, text, place in candidates:
        number = bool(_PAGE_NUMBER.fullmatch(text))
        artifact = any(word.look.tag == "Artifact" for word in line.words)
        often = seen[(text, place)] >= min(_LEAST, max(2, len(pages)))
        if not often and not artifact and not (number and seen[(text, place)] >= min(2, len(pages))):
            continue
        taken.add(id(line))
        numbers.setdefault(text, set()).add(line.text)
        if text not in known:
            known.add(text)
            (out.headers if place > 0 else out.footers).append([line])
    out.numbered = any("#" in text and len(said) >= min(2, len(pages)) for text, said in numbers.items())
    for number_of, here in lines.items():
        lines[number_of] = [line for line in here if id(line) not in taken]
    return out


def take_footnotes(page: Page, lines: list[Line], size: float) -> list[tuple[str, list[Line]]]:
    """Takes the notes at the foot of a page out of its `lines`: the sign of each, and its lines.

    They stand below all else, in smaller letters; the first words of the first are a number, which stands as a
    small raised figure in the text above, or under a short line.
    """
    start = len(lines)
    while start and lines[start - 1].size < _SMALLER * size and lines[start - 1].box.y0 > page.height * 0.3:
        start -= 1
    signs = {word.text for line in lines[:start] for word in line.words if is_raised(word, line)}
    while start < len(lines):
        sign = _sign(lines[start])
        if sign and (sign in signs or _ruled(page, lines[start])):
            break
        start += 1
    found: list[tuple[str, list[Line]]] = []
    for line in lines[start:]:
        sign = _sign(line)
        if sign and (not found or (sign in signs) or sign == str(int(found[-1][0]) + 1)):
            found.append((sign, [line]))
        else:
            found[-1][1].append(line)
    del lines[start:]
    return found


def _sign(line: Line) -> str:
    first = line.words[0]
    if len(line.words) < 2 or not _NOTE_SIGN.fullmatch(first.text):
        return ""
    apart = line.words[1].box.x0 - first.box.x1 > 0.4 * line.size
    return first.text if is_raised(first, line) or apart or first.look.size < line.size else ""


def _ruled(page: Page, line: Line) -> bool:
    """Whether a short line is drawn closely above, as Word puts it over notes."""
    return any(
        rule.width > rule.height and rule.width < 0.45 * page.width and -2 * line.size < rule.y1 - line.box.y0 <= 2
        for rule in page.rules
    )
