"""Automatic labels ("3.2", "(b)", "Part 4:") that stand only in Word's list definitions.

Source: ECMA-376 part 1, 17.9 (numbering). Paragraphs of lists that share a definition count on, unless
their list says where to start anew. A level that was not yet used counts as at its first number.
"""

from __future__ import annotations

from msgspec import Struct, field

from dhr_qa.documents.docx_names import MC, VAL, Element, W, is_on, local, number_in
from dhr_qa.documents.docx_numerals import written
from dhr_qa.documents.docx_styles import Style, Styles

LEVELS = 9
BULLET = "•"
_MAX_LABEL = 200


class Level(Struct, frozen=True):
    """One level of a list. `restart` is the count of levels above whose use starts it anew (0: none)."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    sample: str = ""  #: the first of a custom format, such as "001"


class _List(Struct):
    definition: str  #: id of the definition that it counts on
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The list definitions of a document, from the root of its numbering part (None where it has none)."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        if root is None:
            return
        for element in root:
            if element.tag == W + "abstractNum":
                self._definitions.setdefault(element.get(W + "abstractNumId", ""), element)
            elif element.tag == W + "num":
                self._nums.setdefault(element.get(W + "numId", ""), element)

    def reference(self, num_id: str, level: int | None, style: Style) -> tuple[str, int] | None:
        """The list and level of a paragraph, from its own settings first and then its style's; None if no list."""
        chosen = num_id or style.num_id
        known = self.list(chosen) if chosen else None
        if known is None:
            return None
        if level is None:
            level = next((n for n, found in known.levels.items() if found.style and found.style == style.id), None)
        if level is None and not num_id:
            level = style.level
            if level is None:
                linked = (n for n, found in known.levels.items() if found.style and found.style == style.numbered_by)
                level = next(linked, None)
        return chosen, level or 0

    def list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = None  # a definition that leads back to itself finds no list
            self._lists[num_id] = self._work_out(num_id)
        return self._lists[num_id]

    def _work_out(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        if num is None or num_id == "0":
            return None
        reference = num.find(W + "abstractNumId")
        definition = "" if reference is None else reference.get(VAL, "")
        abstract = self._definitions.get(definition)
        if abstract is None:
            return None
        link = abstract.find(W + "numStyleLink")
        if link is not None:
            linked = self.list(self._styles.style(link.get(VAL, "")).num_id)
            if linked is None:
                return None
            found = _List(linked.definition, dict(linked.levels))
        else:
            found = _List(definition, dict(_level(element) for element in abstract.iterchildren(W + "lvl")))
        for override in num.iterchildren(W + "lvlOverride"):
            place = number_in(override.get(W + "ilvl"), 0, 0, LEVELS - 1) or 0
            own = override.find(W + "lvl")
            if own is not None:
                found.levels[place] = _level(own)[1]
            start = override.find(W + "startOverride")
            if start is not None:
                found.starts[place] = number_in(start.get(VAL), 0) or 0
        return found


def _level(element: Element) -> tuple[int, Level]:
    values: dict[str, str] = {}
    legal, picture = False, False
    for child in element:
        if child.tag == MC + "AlternateContent":
            child = next(child.iter(W + "numFmt"), child)
        name = local(child.tag)
        if name == "isLgl":
            legal = is_on(child)
        elif name == "lvlPicBulletId":
            picture = True
        elif name == "numFmt":
            values["sample"] = child.get(W + "format", "").partition(",")[0].strip()
        values.setdefault(name, child.get(VAL, ""))
    return number_in(element.get(W + "ilvl"), 0, 0, LEVELS - 1) or 0, Level(
        start=number_in(values.get("start"), 0) or 0,
        format="bullet" if picture else values.get("numFmt", "decimal"),
        text=values.get("lvlText", "") or (BULLET if picture else ""),
        restart=number_in(values.get("lvlRestart"), None, 0, LEVELS),
        legal=legal,
        style=values.get("pStyle", ""),
        sample=values.get("sample", ""),
    )


class Counters:
    """The running numbers of one story: the main text with its tables, or the text boxes, or the notes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def next(self, num_id: str, place: int) -> str:
        """Count a paragraph of list `num_id` at level `place` (from 0) and give its label, "" if it has none."""
        found = self._numbering.list(num_id)
        if found is None or place not in found.levels:
            return ""
        level = found.levels[place]
        counts = self._counts.setdefault(found.definition, [None] * LEVELS)
        if found.starts and num_id not in self._started:
            self._started.add(num_id)
            for started in found.starts:
                counts[started] = None
        current = counts[place]
        counts[place] = _start(found, place) if current is None else current + 1
        for deeper in range(place + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if place < (deeper if restart is None else restart):
                counts[deeper] = None
        if level.format == "bullet":
            return BULLET if level.text.strip() else ""
        return _label(found, level, counts)


def _start(found: _List, place: int) -> int:
    if place in found.starts:
        return found.starts[place]
    return found.levels[place].start if place in found.levels else 1


def _label(found: _List, level: Level, counts: list[int | None]) -> str:
    pieces = level.text.split("%")
    text = [pieces[0]]
    for piece in pieces[1:]:
        if not piece or piece[0] not in "123456789":
            text.append("%" + piece)
            continue
        place = int(piece[0]) - 1
        count = counts[place]
        shown = found.levels.get(place, level)
        number = _start(found, place) if count is None else count
        style = "decimal" if level.legal and shown.format != "none" else shown.format
        text.append(written(number, style, shown.sample))
        text.append(piece[1:])
    return "".join(text).strip()[:_MAX_LABEL]
