"""Telephone numbers and mailboxes, and which of them belong to an organisation and not to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhr_qa.language.identifier_cues import Cues, alone, line_end, line_start
from dhr_qa.language.identifier_numbers import own
from dhr_qa.language.phrases import compile_re2

Found = tuple[int, int, bool, str]

_MAILBOX = compile_re2(r"[A-Z0-9][A-Z0-9._%+'-]{0,63}@[A-Z0-9][A-Z0-9.-]{0,180}\.[A-Z]{2,24}")
_TELEPHONE = compile_re2(
    r"(?:(?:\+|\b00) ?[1-9][0-9]{0,2}[ -]?(?:\(0\)[ -]?)?\(?[0-9]{1,5}|\(?\b0[1-35789][0-9]{1,9})\)?"
    r"(?:[ -]?[0-9]{2,8}){0,4}"
)
_UK = "44"
_AROUND = 120  #: characters in which the name of a helpline may stand
_LONG = 5  #: letters of a word that may be told within a name without a sign before it ("dhrenquiries")


def mailboxes(text: bytes, cues: Cues) -> Iterator[Found]:
    """Mail addresses. public: "mailbox" where the name is an office's, "work" for a person's at an organisation."""
    for match in _MAILBOX.finditer(text):
        start, end = match.span()
        name, _, domain = match.group().decode().lower().partition("@")
        yield start, end, True, _whose(name, domain, cues)


def _whose(name: str, domain: str, cues: Cues) -> str:
    words = re.sub(r"[^a-z]+", " ", name).encode()
    if cues.occurs("mailbox-words", words) or name == domain.split(".")[0]:
        return "mailbox"
    folded = name.replace("-", "").replace(".", "").replace("_", "")
    joined = (word.rstrip("*") for word in cues.words("mailbox-words"))
    if any(word in folded for word in joined if len(word) >= _LONG):
        return "mailbox"
    return "work" if any(domain == one or domain.endswith("." + one) for one in cues.words("work-domains")) else ""


def telephones(text: bytes, cues: Cues) -> Iterator[Found]:
    """Telephone numbers, British ones and those with the code of a country. public: "helpline"."""
    place = 0
    while (match := _TELEPHONE.search(text, place)) is not None:
        start, place = match.span()
        trimmed = _trimmed(match.group().decode())
        if trimmed is None:
            continue
        end, number = start + trimmed[0], trimmed[1]
        place = end
        if alone(text, start, end) and not _in_longer(text, start, end) and not own(text, start, cues):
            yield start, end, True, _helpline(text, start, end, number, cues)


def _in_longer(text: bytes, start: int, end: int) -> bool:
    """Whether the figures go on beyond a sign, as in a date or a reference."""
    after = re.match(rb"[./][0-9]", text[end : end + 2]) is not None
    return after or (text[start - 1 : start] in (b"/", b".", b"-") and text[start - 2 : start - 1].isdigit())


def _trimmed(written: str) -> tuple[int, str] | None:
    """The length and the figures (with a nought in front) of the number that a run of figures begins with."""
    national = written.startswith(("0", "(0")) and not written.startswith("00")
    length = 0
    best: tuple[int, str] | None = None
    for piece in re.finditer(r"[+()\d]+", written):
        length = piece.end()
        figures = re.sub(r"\D", "", written[:length].replace("(0)", ""))
        if national:
            if len(figures) in (10, 11) and (best is None or len(figures) == 11):
                best = length, figures
            continue
        figures = figures.removeprefix("00")
        if figures.startswith(_UK):
            figures = "0" + figures[2:].removeprefix("0")
            if len(figures) in (10, 11) and (best is None or len(figures) == 11):
                best = length, figures
        elif 9 <= len(figures) <= 14 and written.startswith("+"):
            best = length, "+" + figures
    return best


def _helpline(text: bytes, start: int, end: int, number: str, cues: Cues) -> str:
    if number.startswith(cues.public_prefixes):
        return "helpline"
    first, last = line_start(text, start, _AROUND), line_end(text, end, _AROUND // 2)
    return "helpline" if cues.occurs("helpline-words", text[first:last]) else ""


def is_mobile(number: str) -> bool:
    """Whether a telephone number as written is a mobile one: those belong to a person."""
    figures = re.sub(r"\D", "", number.replace("(0)", "")).removeprefix("00")
    if figures.startswith(_UK):
        figures = "0" + figures[2:].removeprefix("0")
    return figures.startswith("07")
