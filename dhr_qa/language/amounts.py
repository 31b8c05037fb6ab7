"""Whole numbers as people write them in a sentence: "12", "1,200", "twelve", "twenty-three"."""

from __future__ import annotations

import re

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TIMES = {"once": 1, "twice": 2}
_VALUES = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **_TIMES,
}

#: A number in figures or in words, as a pattern over folded text (RE2 or stdlib), without flags and groups.
AMOUNT = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}"
    rf"|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?"
    rf"|{'|'.join(sorted((*_ONES, *_TIMES), key=len, reverse=True))})"
)
_FOUND = re.compile(rf"(?<![\w.,£$-]){AMOUNT}(?![\w%]|[.,]\d)", re.IGNORECASE)


def amount_in(text: str) -> int | None:
    """The first whole number in a text, in figures or in words; None where there is none.

    >>> amount_in("the panel met twenty-three times"), amount_in("12 agencies"), amount_in("no agency")
    (23, 12, None)
    """
    found = _FOUND.search(text)
    return _value(found.group()) if found is not None else None


def _value(written: str) -> int:
    digits = written.replace(",", "")
    if digits.isdigit():
        return int(digits)
    return sum(_VALUES[word] for word in re.split(r"[- ]", written.lower()))
