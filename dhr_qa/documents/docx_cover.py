"""Letters that cannot be seen against their ground: a black bar over words hides them from the eye only.

Word shows automatic letters on a dark ground in white, so a dark ground alone covers nothing, but for the
black of a marker pen or of a run of words, with which people mean to black out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dhr_qa.documents.docx_names import MC, WP, A, Element, W, number_in
from dhr_qa.documents.model import Span

_HIGHLIGHTS = {
    "black": "000000", "white": "FFFFFF", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_CONTRAST = 1.2  #: of WCAG; at less than this letters and ground look alike
_BLACK = 0.02  #: of luminance
_WHITE = "FFFFFF"
_LEAST = (180_000, 90_000)  #: width and height of a shape, in EMU (0.5 cm by 0.25 cm), that can cover words
_PLAIN_FILLS = {"000000", _WHITE, "tx1", "dk1", "bg1", "lt1"}


def covered(ground: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Start and end of the letters of a paragraph that look like their ground.

    `ground` is the fill of its cell or of itself (RRGGBB or ""), `spans` are those of its runs; of one kind
    they do not overlap.
    """
    looks = [span for span in spans if span.kind in ("highlight", "shade", "colour") and span.end > span.start]
    turns = sorted([(span.start, 1, span) for span in looks] + [(span.end, 0, span) for span in looks], key=_turn)
    here: dict[str, str] = {}
    first: int | None = None
    for number, (place, begins, span) in enumerate(turns):
        if begins:
            here[span.kind] = span.value
        else:
            here.pop(span.kind, None)
        if number + 1 < len(turns) and turns[number + 1][0] == place:
            continue
        if _is_hidden(here, ground):
            first = place if first is None else first
        elif first is not None:
            yield first, place
            first = None


def _turn(turn: tuple[int, int, Span]) -> tuple[int, int]:
    return turn[0], turn[1]


def _is_hidden(here: dict[str, str], ground: str) -> bool:
    colour = here.get("colour", "")
    own = _HIGHLIGHTS.get(here.get("highlight", "")) or here.get("shade", "")
    if colour:
        behind = own or ground
        return bool(behind) and contrast(behind, colour) < _CONTRAST
    return bool(own) and own != ground and luminance(own) < _BLACK


def nearly_white(colour: str) -> bool:
    """Whether letters of this colour cannot be seen on white paper."""
    return contrast(_WHITE, colour) < _CONTRAST


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (RRGGBB) as WCAG 2 has it: 1 for the same, 21 for black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1; 1 for what is no colour."""
    try:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    except ValueError:
        return 1.0
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def covers_words(anchor: Element) -> bool:
    """Whether a <wp:anchor> is a plain black or white shape without words that lies in front of the text."""
    if anchor.get("behindDoc", "0") not in ("0", "false") or anchor.find(WP + "wrapNone") is None:
        return False
    extent = anchor.find(WP + "extent")
    if extent is None or any(
        (number_in(extent.get(side), 0, 0, 10**9) or 0) < least
        for side, least in zip(("cx", "cy"), _LEAST, strict=True)
    ):
        return False
    if next(anchor.iter(W + "txbxContent", A + "blip", A + "t", MC + "AlternateContent"), None) is not None:
        return False
    fill = next(
        (
            child
            for shape in anchor.iter()
            if str(shape.tag).endswith("}spPr")
            for child in shape.iterchildren(A + "solidFill")
        ),
        None,
    )
    return fill is not None and any(child.get("val", "") in _PLAIN_FILLS for child in fill)
