"""Styles: what a paragraph or run looks like once its styles and its own settings are put together.

Styles are worked out when first used, since a template brings hundreds that no paragraph has.
Source: ECMA-376 part 1, 17.7 (styles; 17.7.3 for the switches that cancel each other out).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.docx_names import VAL, Element, W, colour_in, is_on, number_in, shade_in

_HEADING = re.compile(r"heading ([1-9])\Z")
_CAPITALS = {"toc": "TOC", "toa": "TOA", "of": "of", "annotation": "Comment"}
#: Built-in styles that the file spells in small letters and Word shows with capitals.
_BUILT_IN = re.compile(
    r"(?:heading|toc|index) [1-9]\Z|(?:header|footer|caption|index heading|table of (?:figures|authorities)|toa heading"
    r"|(?:foot|end)note (?:text|reference)|annotation (?:text|reference|subject)|line number|page number)\Z"
)
_MAX_CHAIN = 30

# Places in the tuple that holds the direct settings of a run.
_STYLE, _BOLD, _ITALIC, _STRIKE, _HIDDEN, _COLOUR, _HIGHLIGHT, _SHADE, _FONT = range(9)
Direct = tuple[str | None, ...]
_NOTHING: Direct = (None,) * 9


class Format(Struct, frozen=True):
    """How a stretch of text looks. `spans` are (kind, value) pairs as in `model.Span`."""

    spans: tuple[tuple[str, str], ...] = ()
    hidden: bool = False
    font: str = ""


class Style(Struct, frozen=True):
    """A style with everything that it inherits.

    `outline` is 0 to 8 for headings, 9 for body text, None where nothing is said. `numbered_by` is the
    style in the chain that brought `num_id` in; `level` is the list level set beside it.
    """

    id: str = ""
    name: str = ""
    outline: int | None = None
    num_id: str = ""
    level: int | None = None
    numbered_by: str = ""
    shade: str = ""
    run: Direct = _NOTHING
    table_shade: bool = False

    @property
    def is_toc_entry(self) -> bool:
        return self.name.startswith("TOC ") and self.name[4:].isdigit()

    @property
    def heading_level(self) -> int | None:
        """1 to 9 for a heading style."""
        if self.outline is not None:
            return self.outline + 1 if self.outline < 9 else (1 if self.name == "TOC Heading" else None)
        match = _HEADING.match(self.name.lower())
        return int(match[1]) if match else (1 if self.name == "TOC Heading" else None)


def _colour_of(element: Element) -> str | None:
    colour = colour_in(element.get(VAL))
    if not colour and element.get(W + "themeColor") in ("background1", "light1"):
        colour = "FFFFFF"
    return colour


def _switch(element: Element) -> str:
    return "on" if is_on(element) else ""


_READERS: dict[object, tuple[int, Callable[[Element], str | None]]] = {
    W + "rStyle": (_STYLE, lambda element: element.get(VAL)),
    W + "b": (_BOLD, _switch),
    W + "i": (_ITALIC, _switch),
    W + "strike": (_STRIKE, _switch),
    W + "dstrike": (_STRIKE, _switch),
    W + "vanish": (_HIDDEN, _switch),
    W + "color": (_COLOUR, _colour_of),
    W + "highlight": (_HIGHLIGHT, lambda element: element.get(VAL, "").replace("none", "")),
    W + "shd": (_SHADE, shade_in),
    W + "rFonts": (_FONT, lambda element: element.get(W + "ascii") or element.get(W + "hAnsi")),
}


def direct_settings(properties: Element) -> Direct:
    """The settings of a <w:rPr> itself, without its styles."""
    found: list[str | None] | None = None
    for child in properties:
        reader = _READERS.get(child.tag)
        if reader is not None:
            if found is None:
                found = [None] * 9
            found[reader[0]] = reader[1](child)
    return _NOTHING if found is None else tuple(found)


def _over(lower: Direct, upper: Direct) -> Direct:
    """`upper` laid over `lower`, where `upper` says anything."""
    if upper is _NOTHING:
        return lower
    return tuple(old if new is None else new for old, new in zip(lower, upper, strict=True))


class Styles:
    """The styles of a document, from the root of its styles part (None where it has none)."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._formats: dict[tuple[str, Direct], Format] = {}
        self._default = ""
        self.language = ""
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements.setdefault(style_id, element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = style_id
        language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        own = self._elements.get(self._default)
        own_language = None if own is None else own.find(f"{W}rPr/{W}lang")
        for found in (own_language, language):
            if found is not None and not self.language:
                self.language = found.get(VAL, "")

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; the default style for None and for names that the file does not define."""
        if style_id is None or style_id not in self._elements:
            style_id = self._default
        return self.style(style_id)

    def style(self, style_id: str) -> Style:
        """A style of any type; an empty one where it is not defined."""
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._work_out(style_id)
        return known

    def _work_out(self, style_id: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        name: str = style_id
        while name in self._elements and name not in seen and len(chain) < _MAX_CHAIN:
            seen.add(name)
            chain.append(self._elements[name])
            based_on = self._elements[name].find(W + "basedOn")
            name = "" if based_on is None else based_on.get(VAL, "")
        style = Style()
        for element in reversed(chain):
            style = _laid_over(style, element)
        return style

    def format(self, style: Style, direct: Direct = _NOTHING) -> Format:
        """How a run looks in a paragraph of `style` with `direct` settings."""
        key = (style.id, direct)
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self._combine(style.run, direct)
        return known

    def _combine(self, paragraph: Direct, direct: Direct) -> Format:
        settings = list(paragraph)
        character_style = direct[_STYLE]
        if character_style:
            character = self.style(character_style).run
            for place, value in enumerate(character):
                if value is not None:
                    toggled = place in (_BOLD, _ITALIC, _STRIKE, _HIDDEN) and value and settings[place]
                    settings[place] = "" if toggled else value
        settings = list(_over(tuple(settings), direct))
        spans = [
            (kind, value if kind in ("highlight", "colour", "shade") else "")
            for kind, value in (
                ("bold", settings[_BOLD]), ("italic", settings[_ITALIC]), ("strike", settings[_STRIKE]),
                ("highlight", settings[_HIGHLIGHT]), ("shade", settings[_SHADE]),
                ("colour", settings[_COLOUR] if settings[_COLOUR] != "000000" else ""),
            )
            if value
        ]  # fmt: skip
        return Format(tuple(spans), bool(settings[_HIDDEN]), settings[_FONT] or "")


def _laid_over(base: Style, element: Element) -> Style:
    """The style of `element` over the one it is based on."""
    name_element = element.find(W + "name")
    style_id = element.get(W + "styleId", "")
    changes: dict[str, object] = {
        "id": style_id,
        "name": as_shown("" if name_element is None else name_element.get(VAL, "")),
    }
    run = element.find(W + "rPr")
    if run is not None:
        changes["run"] = _over(base.run, direct_settings(run))
    for child in element.findall(W + "pPr/*"):
        if child.tag == W + "outlineLvl":
            changes["outline"] = number_in(child.get(VAL), None, 0, 9)
        elif child.tag == W + "shd":
            changes["shade"] = shade_in(child)
        elif child.tag == W + "numPr":
            num_id, level = numbering_in(child)
            if num_id:
                changes |= {"num_id": num_id, "numbered_by": style_id, "level": level}
            elif level is not None:
                changes["level"] = level
    if element.get(W + "type") == "table":
        shaded = any(shade_in(shd) for shd in element.iter(W + "shd"))
        changes["table_shade"] = base.table_shade or shaded
    return replace(base, **changes)


def numbering_in(properties: Element) -> tuple[str, int | None]:
    """The list id and level of a <w:numPr>: "" and None where they are not set."""
    num_id, level = "", None
    for child in properties:
        if child.tag == W + "numId":
            num_id = child.get(VAL, "")
        elif child.tag == W + "ilvl":
            level = number_in(child.get(VAL), None, 0, 8)
    return num_id, level


def as_shown(name: str) -> str:
    """The name of a style as Word shows it: "heading 1" in the file is "Heading 1" on the screen."""
    if not _BUILT_IN.match(name.lower()):
        return name
    return " ".join(_CAPITALS.get(word, word.capitalize()) for word in name.lower().split(" "))


def theme_language(settings: Element | None) -> str:
    """The language that the settings part names, "" if none."""
    found = None if settings is None else settings.find(W + "themeFontLang")
    return "" if found is None else found.get(VAL, "")
