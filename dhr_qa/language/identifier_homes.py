"""Postcodes and the addresses of houses, and which of them are an office's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhr_qa.language.identifier_cues import Cues, alone, line_end, line_start
from dhr_qa.language.phrases import compile_re2

Found = tuple[int, int, bool, str]

_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = compile_re2(rf"([A-Z]{{1,2}})[0-9][A-Z0-9]? ?{_INWARD}", case=True)
_SMALL_POSTCODE = compile_re2(rf"([a-z]{{1,2}})[0-9][a-z0-9]? ?{_INWARD.lower()}", case=True)
_ORDINAL = re.compile(rb"(?:st|nd|rd|th)$")
_NUMBER = r"[0-9]{1,4}[A-Za-z]?(?: ?[-/&] ?[0-9]{1,4}[A-Za-z]?)?,?[ \r]+"
_NAME = r"(?:(?:[A-Z][A-Za-z'.-]*|of|the|on|upon|le)[ ]+){0,3}[A-Z][A-Za-z'.-]*[ ]+"
_CODE_BEFORE = re.compile(rb"(?:\b[A-Z][a-z'-]+,?|,|:|[Pp]ost ?code:?(?: is| was)?)[ \r]+$")
#: Between an address and its postcode: names of places, commas, line breaks.
_PLACES = re.compile(rb"[\s,.]*(?:[A-Z][A-Za-z'-]*[\s,.]*){0,8}$")
#: Between an office's name and its address: other names, signs, and no words of a sentence.
_NAMES = re.compile(rb"[\s,.;:()/|-]*(?:(?:[A-Z][\w'&-]*|of|the|and|for|in)[\s,.;:()/|-]*){0,12}$")
_YEAR = re.compile(rb"(?:19|20)[0-9]{2}$")
_DATE_BEFORE = re.compile(
    rb"(?:\b(?:in|since|by|of|during|from|until|to|before|after|year)|[0-9](?:st|nd|rd|th)?"
    rb"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[ ]+$",
    re.I,
)
#: Between "Flat" and the number of the house: its own number, the name of a building.
_IN_HOUSE = re.compile(rb" ?[0-9]{0,3}[A-Za-z]?[,\s]+(?:[A-Z][A-Za-z'-]+,?\s+){0,3}")
_AT_END = re.compile(rb"[ ]*(?:[,.;:)\r\n]|$)")
_REACH = 90
_SHORT_LINE = 60  #: characters; a longer line that begins with a number begins with its label


def postcodes(text: bytes, cues: Cues) -> Iterator[Found]:
    """Postcodes of the Post Office's areas; one of another area only where an address stands around it."""
    for pattern in (_POSTCODE, _SMALL_POSTCODE):
        small = pattern is _SMALL_POSTCODE
        for match in pattern.finditer(text):
            start, end = match.span()
            if not alone(text, start, end):
                continue
            valid = match.group(1).upper() in cues.areas
            if small and (not valid or len(match.group(1)) < 2 or _ORDINAL.search(match.group())):
                continue
            spaced = b" " in match.group()
            if valid or (
                spaced and (_CODE_BEFORE.search(text[max(0, start - 30) : start]) or _whole(text, start, end))
            ):
                yield start, end, valid, office(text, start, cues)


def _whole(text: bytes, start: int, end: int) -> bool:
    """Whether nothing else stands in the text."""
    before = text[line_start(text, start, _SHORT_LINE) : start]
    return not before.strip() and not text[end : line_end(text, end, _SHORT_LINE)].strip(b" .\r")


def addresses(text: bytes, cues: Cues) -> Iterator[Found]:
    """House numbers with a street, with the flat before and the postcode after, and flats by themselves."""
    sure = cues.alternatives("street-types")
    doubtful = cues.alternatives("street-types-doubtful")
    written = rf"({_NUMBER})({_NAME})(?:({sure})|({doubtful}))"
    for match in cues.pattern("streets", written).finditer(text):
        start, end = match.span()
        before = text[line_start(text, start, _SHORT_LINE) : start]
        number = match.group(1).strip(b" ,\r")
        if not alone(text, start, end) or before.endswith((b".", b"/", b"-")) or _is_date(number, before):
            continue
        if match.group(4) is not None and not _is_street(text, match, before, cues):
            continue
        start = _with_dwelling(text, start, cues)
        yield start, _with_postcode(text, end, cues), True, office(text, start, cues)
    small = rf"({_NUMBER})(?:[a-z'-]+ ){{1,3}}{sure}"
    for match in cues.pattern("small streets", small).finditer(text):
        start, end = match.span()
        home = cues.last_before("home-words", text, start, 30)
        if home is not None and alone(text, start, end) and not _is_date(match.group(1).strip(b" ,\r"), text[:start]):
            yield start, end, True, ""
    number = "(?:[Nn]o\\.? ?|[Nn]umber )?[0-9]{1,3}[A-Za-z]?"
    flats = rf"{cues.alternatives('dwelling-words')} {number},[ \r]+[A-Z][A-Za-z'-]+"
    for match in cues.pattern("flats", flats).finditer(text):
        if alone(text, *match.span()):
            yield match.start(), _with_postcode(text, match.end(), cues), True, office(text, match.start(), cues)


def _is_date(number: bytes, before: bytes) -> bool:
    """Whether the "number of a house" is the year or the day of a date."""
    return _YEAR.match(number) is not None and _DATE_BEFORE.search(before[-16:]) is not None


def _is_street(text: bytes, match: re.Match[bytes], before: bytes, cues: Cues) -> bool:
    """Whether a word such as "Court" or "Place" ends an address here."""
    end = match.end()
    if cues.occurs("court-words", match.group(2)):
        return False
    labelled = not before.strip() and line_end(text, end, _SHORT_LINE) - match.start() >= _SHORT_LINE
    followed = _AT_END.match(text, end)
    if followed is None:
        return False
    postcode = _POSTCODE.search(text, end, line_end(text, end, _REACH))
    lived = cues.last_before("home-words", text, match.start(), 60)
    comma = text[end : end + 1] == b","
    return postcode is not None or lived is not None or (comma and not labelled)


def _with_dwelling(text: bytes, start: int, cues: Cues) -> int:
    """Where an address begins that may have a flat before its house."""
    found = cues.last_before("dwelling-words", text, start, 24)
    return found[0] if found is not None and _IN_HOUSE.fullmatch(text[found[1] : start]) else start


def _with_postcode(text: bytes, end: int, cues: Cues) -> int:
    """Where an address ends whose postcode follows its town."""
    code = _POSTCODE.search(text, end, line_end(text, end, _REACH))
    if code is not None and alone(text, *code.span()) and _PLACES.match(text[end : code.start()]):
        return int(code.end())
    return end


def office(text: bytes, start: int, cues: Cues) -> str:
    """ "office" where the name of an office stands right before an address in the same text, "" otherwise."""
    if cues.last_before("home-words", text, start, 70) is not None:
        return ""
    named = cues.last_before("office-words", text, start, 160)
    if named is None:
        return ""
    between = text[named[1] : start]
    seat = cues.last_before("seat-words", text, start, 30)
    if seat is not None and seat[0] >= named[1]:
        between = text[named[1] : seat[0]] + text[seat[1] : start]
    return "office" if _NAMES.match(between) else ""
