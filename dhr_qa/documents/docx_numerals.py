"""Numbers written the way that Word's lists and notes write them: figures, letters, roman, words.

Source: ECMA-376 part 1, 17.18.59 (number formats).
"""

from __future__ import annotations

from collections.abc import Callable


def _letters(number: int) -> str:
    if number < 1:
        return "0"
    times, place = divmod(number - 1, 26)
    return chr(97 + place) * min(times + 1, 20)


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    text = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text.append(letters * times)
    return "".join(text)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ORDINALS = {
    "One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth",
    "Twelve": "Twelfth",
}  # fmt: skip


def _cardinal(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones].lower()}" if ones else "")


def _ordinal_word(number: int) -> str:
    word = _cardinal(number)
    if word.isdigit() or word.startswith("-"):
        return _ordinal(number)
    first, hyphen, last = word.rpartition("-")
    last = last.capitalize()
    ordinal = _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{first}-{ordinal.lower()}" if hyphen else ordinal


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_word,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "hex": lambda number: f"{max(number, 0):X}",
    "chicago": lambda number: "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, 20) if number > 0 else str(number),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def written(number: int, style: str, sample: str = "") -> str:
    """`number` in one of Word's number formats; in figures where the format is not known.

    `sample` is the first of a custom format ("001" for 001, 002, 003).
    """
    if style == "custom" and sample.isdigit():
        return str(number).zfill(len(sample))
    return FORMATS.get(style, str)(number)
