"""Identifiers in text: numbers, addresses, mailboxes and dates by which one person can be found.

Shapes and check digits are here and in the modules beside this one; the words that tell a home from an
office or a date of birth from another date come from the vocabulary. Matching is on folded text, in linear time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from dhr_qa.language import identifier_contacts, identifier_dates, identifier_homes, identifier_numbers
from dhr_qa.language.identifier_cues import Cues
from dhr_qa.language.phrases import compile_re2

#: The kinds, in the order in which they claim characters that two of them would take.
KINDS = (
    "email", "date-of-birth", "event-date", "national-insurance", "nhs-number", "address", "postcode", "vehicle",
    "phone", "record", "ip-address",
)  # fmt: skip

#: Kinds that an address of the web may hold by chance: long figures, codes, the number of a server.
_BY_CHANCE = ("phone", "record", "vehicle", "ip-address", "postcode", "event-date")
_WEB = compile_re2(r"(?:https?://|www\.)[^\s\"'<>]+|\bdoi(?:\.org/|: ?)[^\s\"'<>]+")


class Identifier(Struct, frozen=True):
    """One identifier. `start` and `end` are offsets in the text that was searched.

    `valid`: the check digit, the area or the prefix is right; one that is not is only given where the words
    around it say what it is. `public`: why it may stand: "helpline", "mailbox"; "work" for a professional's.
    """

    kind: str
    start: int
    end: int
    valid: bool = True
    public: str = ""


Found = tuple[int, int, bool, str]  #: start, end, valid, public
_FINDERS: dict[str, Callable[[bytes, Cues], Iterator[Found]]] = {
    "email": identifier_contacts.mailboxes,
    "date-of-birth": identifier_dates.births,
    "event-date": identifier_dates.events,
    "national-insurance": identifier_numbers.insurance_numbers,
    "nhs-number": identifier_numbers.ten_figures,
    "address": identifier_homes.addresses,
    "postcode": identifier_homes.postcodes,
    "vehicle": identifier_numbers.vehicles,
    "phone": identifier_contacts.telephones,
    "record": identifier_numbers.records,
    "ip-address": identifier_numbers.internet_addresses,
}


def find_identifiers(folded: bytes, cues: Cues) -> list[Identifier]:
    """The identifiers in folded text, left to right, without overlap.

    `folded` may be many texts parted by newlines: nothing is looked for across a newline.
    """
    webs = [match.span() for match in _WEB.finditer(folded)]
    claimed = bytearray(len(folded))
    found: list[Identifier] = []
    for kind in KINDS:
        for start, end, valid, public in _FINDERS[kind](folded, cues):
            chance = kind in _BY_CHANCE or folded[start:end].isdigit()
            if any(claimed[start:end]) or (chance and _within(webs, start, end)):
                continue
            claimed[start:end] = b"\x01" * (end - start)
            found.append(Identifier(kind, start, end, valid, public))
    return sorted(found, key=lambda one: one.start)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether characters stand in one of several spans, which are in order and apart."""
    place = bisect_right(spans, (start, end)) - 1
    return (place >= 0 and start < spans[place][1]) or (place + 1 < len(spans) and spans[place + 1][0] < end)
