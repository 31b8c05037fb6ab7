"""The status of an action: words, signs or the colour of a cell, and what the plan's own key makes of a colour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dhr_qa.documents.grid import row_texts
from dhr_qa.documents.model import Cell, Document
from dhr_qa.language.fold import fold
from dhr_qa.review.cells import status_words
from dhr_qa.review.facts import Region, TableKind
from dhr_qa.review.lexicon import Lexicon

REGISTER = "statuses"
WORDS, SIGN, COLOUR = "words", "sign", "colour"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NEAR = 70.0  #: how far, in RGB, a shade may be from one that is known
_LEAST_COLOUR = 24  #: the least difference between its parts that makes a shade a colour and no grey
_PICTURES = re.compile(r"[●•■◼▪⬤◉⬛█▇▉◆⬧]+")
_KEY = re.compile(rb"\s*(?:=|:|-|means|is|\()\s*")
_LEAST_KEY = 2


def read_status(document: Document, cell: Cell | None, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """The statuses that a cell gives, in order, by title where they are known; and whether by words, sign or colour."""
    if cell is None:
        return (), ""
    text = document.cell_text(cell)
    painted = _pictures(document, cell, lexicon)
    if painted:
        return painted, COLOUR
    found = status_words(text, lexicon)
    known = {entry.title for entry in lexicon.register(REGISTER)}
    if any(word in known for word in found):
        return found, WORDS if re.search(r"\w\w", text) else SIGN
    shade = colour_title(cell.shade, lexicon)
    if shade:
        return (shade,), COLOUR
    return found, WORDS if found else ""


def _pictures(document: Document, cell: Cell, lexicon: Lexicon) -> tuple[str, ...]:
    """Dots and squares whose letters are coloured: a traffic light made of type."""
    found = []
    for index in cell.blocks:
        block = document.blocks[index]
        if not block.text.strip():
            continue
        if _PICTURES.fullmatch(block.text.strip()) is None:
            return ()
        colour = next((span.value for span in block.spans if span.kind == "colour"), "")
        title = colour_title(colour, lexicon)
        if title:
            found.append(title)
    return tuple(found)


def colour_title(shade: str, lexicon: Lexicon) -> str:
    """The title of the status that a colour (RRGGBB) stands for: the nearest known one; "" for greys and others."""
    if _HEX.fullmatch(shade) is None:
        return ""
    parts = _rgb(shade)
    if max(parts) - min(parts) < _LEAST_COLOUR:
        return ""
    best, least = "", _NEAR
    for entry in lexicon.register(REGISTER):
        for sample in entry.get("colours", ()):
            if _HEX.fullmatch(str(sample)) is None:
                continue
            distance = sum((a - b) ** 2 for a, b in zip(parts, _rgb(str(sample)), strict=True)) ** 0.5
            if distance < least:
                best, least = entry.title, distance
    return best


def _rgb(shade: str) -> tuple[int, int, int]:
    return int(shade[0:2], 16), int(shade[2:4], 16), int(shade[4:6], 16)


def state_of(statuses: Sequence[str], key: Mapping[str, str], lexicon: Lexicon) -> str:
    """What the last of several statuses comes to: open, late, done or none; "" where that is not known."""
    if not statuses:
        return ""
    if statuses[-1] in key:
        return key[statuses[-1]]
    entry = next((entry for entry in lexicon.register(REGISTER) if entry.title == statuses[-1]), None)
    return str(entry.get("sort", "")) if entry is not None else ""


def is_finished(statuses: Sequence[str], key: Mapping[str, str], lexicon: Lexicon) -> bool:
    """Whether the last status itself says that the action is finished."""
    if not statuses:
        return False
    entry = next((entry for entry in lexicon.register(REGISTER) if entry.title == statuses[-1]), None)
    if entry is None:
        return False
    return key[entry.title] == "done" if entry.title in key else bool(entry.get("finished"))


def find_key(
    document: Document, lexicon: Lexicon, tables: Sequence[TableKind], regions: Sequence[Region], kind: str
) -> dict[str, str]:
    """What a plan's own key makes of its colours ("Blue = complete"): title to open, late, done or none.

    Looked for in the paragraphs of the plan and in its small tables; at least two colours must be explained.
    """
    found: dict[str, str] = {}
    plans = {known.table for known in tables if known.kind == kind}
    for region in regions:
        if region.kind != kind:
            continue
        texts = [block.text for block in document.blocks[region.first : region.last] if block.part == "body"]
        for table in document.tables:
            if region.first <= table.first < region.last and table.index not in plans and table.rows <= 8:
                texts += [" = ".join(t for t in row_texts(document, table, row) if t) for row in range(table.rows)]
        for text in texts:
            _explained(text, lexicon, found)
    return found if len(found) >= _LEAST_KEY else {}


def _explained(text: str, lexicon: Lexicon, found: dict[str, str]) -> None:
    folded = fold(text)
    spans = list(lexicon.forms(REGISTER).spans(folded))
    colours = [span for span in spans if span[2].get("colours")]
    for place, (_, end, entry) in enumerate(colours):
        sign = _KEY.match(folded, end)
        if sign is None:
            continue
        stop = colours[place + 1][0] if place + 1 < len(colours) else len(folded)
        meant = next((e for start, last, e in spans if end <= start and last <= stop and not e.get("colours")), None)
        if meant is not None and meant.get("sort"):
            found.setdefault(entry.title, str(meant.get("sort")))
