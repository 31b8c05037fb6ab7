"""Numbers of persons and their things: of ten figures with a check digit, insurance, vehicles, records, computers.

Each finder takes folded text (texts parted by newlines) and the cues, and gives start, end, valid, public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhr_qa.language.identifier_cues import Cues, alone
from dhr_qa.language.phrases import compile_re2

Found = tuple[int, int, bool, str]

_TEN = compile_re2(r"[0-9]{3}[ _-]?[0-9]{3}[ _-]?[0-9]{4}")
_INSURANCE = compile_re2(r"[A-Z]{2}[ _-]?[0-9]{2}[ _-]?[0-9]{2}[ _-]?[0-9]{2}[ _-]?[A-D]")
_VEHICLE = compile_re2(
    r"[A-HJ-PR-Y][A-HJ-PR-Y][0-9]{2} ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y][0-9]{1,3} ?[A-HJ-PR-Y]{3}"
    r"|[A-HJ-PR-Y]{3} ?[0-9]{1,3}[A-HJ-NPR-TV-Y]",
    case=True,
)
_TOKEN = re.compile(
    rb"[ :#.\t(-]{0,4}(?:(?:is|was|number|no|ref|reference)\b[ :#.-]{0,3})?([A-Z0-9][A-Z0-9/.-]{2,30})", re.I
)
_REFERENCE = re.compile(rb"[ :#./-]*(?:(?:case|ref|reference|number|no|id|10|13)\b[ :#./-]*){0,3}")
_POLICE = compile_re2(r"[0-9]{2}[A-Z]{0,2}/[0-9]{3,7}[A-Z]?/[0-9]{2}|[0-9]{2,4}/[0-9]{5,7}[A-Z]")
_FOUR = compile_re2(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")
_SIX = compile_re2(r"(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){2,6}:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4}")
_NEAR = 60  #: characters between the words that name a number and the number
_LEAST_FIGURES = 4
_BARRED_PREFIXES = (b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ")
_DATE = re.compile(rb"(?:19|20)\d\d(?:[/-](?:\d\d|(?:19|20)\d\d))?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def ten_figures(text: bytes, cues: Cues) -> Iterator[Found]:
    """Numbers of the health service: ten figures with a check digit (modulus 11), or named as such."""
    for match in _TEN.finditer(text):
        start, end = match.span()
        if not alone(text, start, end) or _goes_on(text, start, end):
            continue
        figures = re.sub(rb"\D", b"", match.group())
        valid = check_digit(figures)
        named = cues.last_before("nhs-words", text, start, _NEAR) is not None
        # A number that begins with a nought and has no signs in it is rather a telephone's.
        shaped = figures[:1] != b"0" or end - start > len(figures)
        if named or (valid and shaped and len(set(figures)) > 1 and not _book(text, start, cues)):
            yield start, end, valid, ""


def check_digit(figures: bytes) -> bool:
    """Whether the tenth of ten figures is the check digit of the nine before it, modulo 11.

    >>> check_digit(b"9434765919"), check_digit(b"9434765918")
    (True, False)
    """
    total = sum(int(figures[place : place + 1]) * (10 - place) for place in range(9))
    return (11 - total % 11) % 11 == int(figures[9:10])


def _goes_on(text: bytes, start: int, end: int) -> bool:
    """Whether more figures stand right before or after, so that the ten are part of something longer."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.search(rb"[0-9][ ./-]?\Z|\+\Z", before) or re.match(rb"[ ./-]?[0-9]", after))


def _book(text: bytes, place: int, cues: Cues) -> bool:
    """Whether a number that begins at `place` is a book's: its check digit is made in the same way."""
    found = cues.last_before("book-numbers", text, place, 24)
    return found is not None and _REFERENCE.fullmatch(text, found[1], place) is not None


def insurance_numbers(text: bytes, cues: Cues) -> Iterator[Found]:
    """National insurance numbers: two letters, six figures, A to D; some letters and pairs are never given out."""
    for match in _INSURANCE.finditer(text):
        start, end = match.span()
        if not alone(text, start, end):
            continue
        prefix = match.group()[:2].upper()
        valid = not set(prefix) & set(b"DFIQUV") and prefix[1:] != b"O" and prefix not in _BARRED_PREFIXES
        shaped = match.group()[:2].isupper()
        if (valid and shaped) or cues.last_before("insurance-words", text, start, _NEAR) is not None:
            yield start, end, valid, ""


def vehicles(text: bytes, cues: Cues) -> Iterator[Found]:
    """Registrations of vehicles: those of today by their shape, older ones only with words such as "car"."""
    for match in _VEHICLE.finditer(text):
        start, end = match.span()
        if not alone(text, start, end):
            continue
        plate = match.group().replace(b" ", b"")
        modern = plate[:2].isalpha() and plate[2:4].isdigit()
        age = int(plate[2:4]) if modern else 0
        valid = not modern or 2 <= age <= 29 or 51 <= age <= 79
        before = cues.last_before("vehicle-words", text, start, _NEAR)
        if (modern and valid) or before is not None or cues.first_after("vehicle-words", text, end, 20) is not None:
            yield start, end, valid, ""


def records(text: bytes, cues: Cues) -> Iterator[Found]:
    """References of crimes, custody, prisons, patients, passports: a number after words that name such a record."""
    for before, after in cues.matcher("record-words").spans(text):
        match = _TOKEN.match(text, after)
        if match is None:
            continue
        start, end = match.span(1)
        token = text[start:end].rstrip(b".-/")
        end = start + len(token)
        figures = sum(48 <= char <= 57 for char in token)
        if figures < _LEAST_FIGURES or not alone(text, start, end) or _is_year(token) or own(text, before, cues):
            continue
        yield start, end, True, ""
    for match in _POLICE.finditer(text):
        start, end = match.span()
        parted = text[end : end + 1] != b"/" and text[start - 1 : start] != b"/"
        if parted and alone(text, start, end) and not own(text, start, cues):
            yield start, end, True, ""


def _is_year(token: bytes) -> bool:
    """A year, years such as 2019/20, or a day: "the case 2019", "incident 01/02/2020"."""
    return _DATE.fullmatch(token) is not None


def own(text: bytes, place: int, cues: Cues) -> bool:
    """Whether a number that begins at `place` is the review's own, or a book's or a paper's."""
    found = cues.last_before("own-records", text, place, 40)
    return found is not None and _REFERENCE.fullmatch(text, found[1], place) is not None


def internet_addresses(text: bytes, cues: Cues) -> Iterator[Found]:
    """Addresses of computers. Numbers of paragraphs and versions look the same: those need no notice."""
    for match in _FOUR.finditer(text):
        start, end = match.span()
        parts = [int(part) for part in match.group().split(b".")]
        if not alone(text, start, end) or max(parts) > 255 or re.match(rb"\.[0-9]", text[end : end + 2]):
            continue
        if text[start - 1 : start] == b".":
            continue
        named = cues.last_before("ip-words", text, start, 40) is not None
        paper = cues.last_before("paper-number-words", text, start, 14) is not None
        if named or (not paper and start and text[start - 1 : start] not in b"\n\r" and max(parts) > 31
                     and sum(part > 9 for part in parts) >= 2):  # fmt: skip
            yield start, end, True, ""
    for match in _SIX.finditer(text):
        start, end = match.span()
        if alone(text, start, end) and (
            match.group().count(b":") == 7 or cues.last_before("ip-words", text, start, 40) is not None
        ):
            yield start, end, True, ""
