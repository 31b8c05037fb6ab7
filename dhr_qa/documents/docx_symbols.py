"""Characters that Word shows and its text does not say: symbol fonts, soft hyphens, invisible marks."""

from __future__ import annotations

import re

#: What stands for a symbol whose meaning is not known.
UNKNOWN = "□"

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜",
    0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xAC: "✶", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "◉", 0x99: "◯", 0x9E: "·",
    0x9F: "•", 0xA0: "⬤", 0xA2: "■", 0xA3: "□",
}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x75: "▶", 0x74: "◀", 0x7D: "►"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "■", 0x34: "▶", 0x69: "ℹ", 0x9B: "☎"}
_SYMBOL = {
    0xB7: "•", 0xD7: "×", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xA7: "♣",
    0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0x2D: "−", 0xBC: "…", 0xD6: "√", 0xA5: "∞", 0x61: "α", 0x62: "β", 0x67: "γ",
    0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x57: "Ω", 0x44: "Δ", 0x53: "Σ", 0xDE: "⇒", 0xDC: "⇐", 0xDB: "⇔",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}  # fmt: skip

#: Line ends count as spaces in a run; soft hyphens and direction marks are not seen at all.
_ODD = re.compile("[\t\n\r\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\uf000-\uf0ff]")


def symbol(code: int, font: str) -> str:
    """The character shown for `code` (also 0xF000 + code) of a symbol font, or `UNKNOWN`."""
    known = _FONTS.get(font.strip().lower())
    if code >= 0xF000:
        code -= 0xF000
    elif known is None and code >= 0x20:
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN
    if known is None:  # another symbol font: ticks and crosses stand where Wingdings has them
        known = _WINGDINGS
    found = known.get(code)
    if found is None and known is _SYMBOL and 0x20 <= code < 0x7F:
        return chr(code)
    return found or UNKNOWN


def clean(text: str, font: str = "") -> str:
    """The text of a run as a reader sees it. Characters that nobody sees are left out."""
    return _ODD.sub(lambda match: _seen(match[0], font), text)


def _seen(char: str, font: str) -> str:
    if char in "\t\n\r":
        return " "
    return symbol(ord(char), font or "Symbol") if char >= "\uf000" and char <= "\uf0ff" else ""
