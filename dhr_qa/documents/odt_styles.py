"""Styles and numbers of an OpenDocument text: names that authors see, looks of letters, labels of items, spans."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.docx_numerals import FORMATS
from dhr_qa.documents.model import Cell

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = (f"{{{_BASE}{name}:1.0}}" for name in ("office", "text", "table"))
STYLE, DRAW, META = (f"{{{_BASE}{name}:1.0}}" for name in ("style", "drawing", "meta"))
FO, SVG = f"{{{_BASE}xsl-fo-compatible:1.0}}", f"{{{_BASE}svg-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC, XLINK = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/xlink}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MOST_PARENTS = 12
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def number_of(element: Element, name: str, usual: int = 1, most: int = 1_000) -> int:
    """A whole number in an attribute, between 0 and `most`."""
    value = element.get(name, "")
    return min(int(value), most) if value.isdigit() and len(value) < 9 else usual


class Styles(Struct):
    """The styles of a document by family and name."""

    found: dict[tuple[str, str], Element] = field(default_factory=dict)
    lists: dict[str, Element] = field(default_factory=dict)
    outline: Element | None = None
    _looks: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def add(self, roots: Iterable[Element]) -> None:
        """Takes note of the styles in `roots`; automatic ones come after those with names."""
        for root in roots:
            for child in root.iter(STYLE + "style"):
                self.found[child.get(STYLE + "family", ""), child.get(STYLE + "name", "")] = child
            for child in root.iter(TEXT + "list-style"):
                self.lists[child.get(STYLE + "name", "")] = child
            self.outline = next(root.iter(TEXT + "outline-style"), self.outline)

    def chain(self, family: str, name: str) -> list[Element]:
        """A style and those that it rests on."""
        out: list[Element] = []
        while name and len(out) < _MOST_PARENTS and (style := self.found.get((family, name))) is not None:
            out.append(style)
            name = style.get(STYLE + "parent-style-name", "")
        return out

    def shown(self, name: str) -> str:
        """The name of a paragraph style as its author sees it: that of the style which an automatic one rests on."""
        for style in self.chain("paragraph", name):
            own = str(style.get(STYLE + "display-name") or style.get(STYLE + "name", ""))
            parent = style.getparent()
            if parent is None or parent.tag != OFFICE + "automatic-styles":
                return own.replace("_20_", " ")
        return name.replace("_20_", " ")

    def looks(self, family: str, name: str) -> dict[str, str]:
        """How letters of a style look: attributes by their plain names, those of the style itself first."""
        if (family, name) in self._looks:
            return self._looks[family, name]
        out = self._looks[family, name] = {}
        for style in self.chain(family, name):
            for properties in style.iterchildren(STYLE + "text-properties"):
                for key, value in properties.attrib.items():
                    out.setdefault(str(key).rpartition("}")[2], str(value))
        return out


class Numbers:
    """Counts the items of lists and gives their labels."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.counts: dict[str, dict[int, int]] = {}
        self._forms: dict[str, dict[int, Element]] = {}

    def label(self, style: str, level: int, key: str) -> str:
        """The label of the next item at `level` (from 1) of a list in `style`; lists of one `key` go on."""
        return self._next(self._levels(style, self.styles.lists.get(style)), level, key)

    def heading(self, level: int) -> str:
        """The number of the next heading, where headings are numbered."""
        return self._next(self._levels("\n", self.styles.outline), level, "outline")

    def _levels(self, name: str, style: Element | None) -> dict[int, Element]:
        if name not in self._forms:
            self._forms[name] = {} if style is None else {number_of(each, TEXT + "level"): each for each in style}
        return self._forms[name]

    def _next(self, levels: dict[int, Element], level: int, key: str) -> str:
        form = levels.get(level)
        if form is None:
            return ""
        if form.tag in (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"):
            return "•"
        counts = self.counts.setdefault(key, {})
        counts[level] = counts.get(level, number_of(form, TEXT + "start-value") - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if not form.get(STYLE + "num-format"):
            return form.get(STYLE + "num-suffix", "").strip() if form.get(STYLE + "num-prefix") is None else ""
        pattern = form.get(LOEXT + "num-list-format")
        if pattern is None:
            shown = range(level - number_of(form, TEXT + "display-levels") + 1, level + 1)
            pattern = ".".join(f"%{each}%" for each in shown if each > 0)
            pattern = form.get(STYLE + "num-prefix", "") + pattern + form.get(STYLE + "num-suffix", "")
        for each in range(1, level + 1):
            if f"%{each}%" in pattern:
                own = levels.get(each)
                style = own.get(STYLE + "num-format", "1") if own is not None else "1"
                start = number_of(own, TEXT + "start-value") if own is not None else 1
                write = FORMATS[_FORMATS.get(style, "decimal")]
                pattern = pattern.replace(f"%{each}%", write(counts.setdefault(each, start)))
        return pattern.strip()


def fitting(cells: list[Cell], rows: int, columns: int) -> list[Cell]:
    """Cells that stay within their table; where they would lie upon one another, none is merged."""
    found = [
        replace(
            cell, row_span=max(min(cell.row_span, rows - cell.row), 1),
            column_span=max(min(cell.column_span, columns - cell.column), 1),
        )
        for cell in cells
    ]  # fmt: skip
    if sum(cell.row_span * cell.column_span for cell in found) <= rows * columns:
        return found
    return [replace(cell, row_span=1, column_span=1) for cell in found]
