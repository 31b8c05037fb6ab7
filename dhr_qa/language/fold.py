"""Folding: text made comparable, one ASCII byte for each character, so that offsets never change.

Word files and text pasted from scans hold curly quotes, long dashes, Cyrillic letters that look Latin
("Ву" for "By"), dotless i and hard spaces. Rules match on the folded form; people are shown the original.
"""

from __future__ import annotations

import codecs
import unicodedata

_LOOKALIKES = {
    # Cyrillic and Greek capitals and small letters that print like Latin ones.
    **dict(zip("АВЕЅІЈКМНОРСТУХаеорсухіјѕԁһ", "ABESIJKMHOPCTYXaeopcyxijsdh", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικ", "ABEZHIKMNOPTYXovik", strict=True)),
    "ı": "i", "ȷ": "j", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "s", "æ": "a", "Æ": "A",
    "œ": "o", "Œ": "O", "ð": "d", "Ð": "D", "þ": "t", "Þ": "T",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u00ad": "-",
    "…": ".", "·": ".", "•": "*", "⁄": "/", "∕": "/", "\u2028": "\r", "\u2029": "\r", "\u0085": "\r",
    "\n": "\r", "\v": "\r", "\f": "\r", "\u200b": " ", "\ufeff": " ",
}  # fmt: skip


class _Table(dict[int, str]):
    """A translation table that works out each character when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _LOOKALIKES:
            folded = _LOOKALIKES[char]
        elif code < 128:
            folded = char
        else:
            folded = _ascii_of(char)
        self[code] = folded
        return folded


def _ascii_of(char: str) -> str:
    if char.isspace():
        return " "
    for base in unicodedata.normalize("NFKD", char):
        if base in _LOOKALIKES:
            return _LOOKALIKES[base]
        if base.isascii() and base.isprintable():
            return base
    if char.isalpha():
        return "x"  # a letter of another script: still part of a word
    if unicodedata.combining(char):
        return "x"
    return "?"


_TABLE = _Table()
#: The same for characters that are ASCII already, as most are: many times as fast.
_PLAIN = bytes(ord(_TABLE[code]) for code in range(128)) + bytes(range(128, 256))


_FOLD = "dhr-qa-fold"


def _others(error: UnicodeError) -> tuple[str, int]:
    """Characters that are not ASCII, as the codec hands them over."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].translate(_TABLE), error.end


codecs.register_error(_FOLD, _others)


def fold(text: str) -> bytes:
    """`text` as ASCII bytes, exactly one byte a character; line breaks become \\r, never \\n."""
    return text.encode("ascii", _FOLD).translate(_PLAIN)


def folded(text: str) -> str:
    """`fold` as a string, in lower case: for comparing words and headings."""
    return fold(text).lower().decode("ascii")


def lookalikes(text: str) -> list[int]:
    """Offsets of Cyrillic or Greek letters inside words that are otherwise Latin: signs of a scan."""
    found = []
    for index, char in enumerate(text):
        if char in _LOOKALIKES and char.isalpha() and ord(char) >= 0x370:
            found.append(index)
    return found
