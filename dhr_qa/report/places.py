"""Places in the words of a person who has the document open in Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhr_qa.documents.model import Location
from dhr_qa.wording import listed, shortened, spoken

_PARTS = {
    "footnote": "a footnote",
    "endnote": "an endnote",
    "header": "the page header",
    "footer": "the page footer",
    "textbox": "a text box",
    "comment": "a comment in the margin",
    "tracked-insertion": "a tracked insertion",
    "tracked-deletion": "a tracked deletion",
    "hidden": "hidden text",
    "alt-text": "the description of a picture",
    "hyperlink": "the address behind a link",
    "metadata": "the properties of the file",
}


def _column(column: str) -> str:
    return f"column “{shortened(spoken(column).capitalize() if column.islower() else column, 40)}”"


def _within(where: Location) -> list[str]:
    """The place without its heading, widest first."""
    pieces = []
    if where.page is not None:
        pieces.append(f"page {where.page}")
    if where.part in _PARTS:
        pieces.append(_PARTS[where.part])
    if where.table is not None:
        pieces.append(f"table {where.table}")
        if where.row is not None:
            pieces.append(f"row {where.row}" if where.row else "heading row")
        if where.column:
            pieces.append(_column(where.column))
    elif where.paragraph is not None:
        pieces.append(f"paragraph {where.paragraph}")
    if where.line is not None:
        pieces.append(f"line {where.line}")
    label = shortened((where.label or "").rstrip("."), 30)
    if label and label != "•" and where.table is None:
        pieces.append(f"numbered {label}" if where.paragraph is not None else label)
    return pieces


def place(where: Location) -> str:
    """ "table 4, row 2, column “Target date”", "paragraph 12, under “Terms of Reference”", …"""
    text = ", ".join(_within(where))
    if where.heading:
        heading = f"under “{shortened(where.heading, 60)}”"
        text = f"{text}, {heading}" if text else heading
    return text or "the document as a whole"


def places(locations: Iterable[Location], limit: int = 12) -> str:
    """Many places in few words: rows of one table and paragraphs under one heading stand together."""
    rows: dict[int, list[int]] = {}
    paragraphs: dict[str, list[int]] = {}
    others: list[str] = []
    order: list[tuple[str, int | str]] = []
    for where in locations:
        if where.table is not None and where.row:
            if where.table not in rows:
                order.append(("table", where.table))
            rows.setdefault(where.table, []).append(where.row)
        elif where.paragraph is not None and where.part == "body":
            heading = where.heading or ""
            if heading not in paragraphs:
                order.append(("heading", heading))
            paragraphs.setdefault(heading, []).append(where.paragraph)
        elif place(where) not in others:
            others.append(place(where))
            order.append(("other", place(where)))
    pieces: list[str] = []
    for kind, key in order[:limit]:
        if kind == "table" and isinstance(key, int):
            pieces.append(f"table {key}, {_numbers('row', rows[key])}")
        elif kind == "heading":
            under = f" under “{shortened(str(key), 40)}”" if key else ""
            pieces.append(_numbers("paragraph", paragraphs[str(key)]) + under)
        else:
            pieces.append(str(key))
    if len(order) > limit:
        pieces.append("other places")
    return "; ".join(pieces)


def _numbers(noun: str, numbers: Sequence[int]) -> str:
    """ "row 5", "rows 5 to 9 and 12"."""
    each = sorted(set(numbers))
    if len(each) == 1:
        return f"{noun} {each[0]}"
    runs: list[list[int]] = []
    for number in each:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs if len(run) != 2]
    pairs = [str(number) for run in runs if len(run) == 2 for number in run]
    ordered = sorted(spans + pairs, key=lambda text: int(text.split()[0]))
    if len(ordered) > 12:
        ordered = [*ordered[:12], "others"]
    return f"{noun}s {listed(ordered)}"
