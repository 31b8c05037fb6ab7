"""Labels typed at the start of a line: "3.2 ", "(b) ", "a) ", "Part 4:"."""

from __future__ import annotations

import re

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPENING = r"[\"'“‘(\[]?"

_NUMBER = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\.?)(?=\s+{_OPENING}[A-Z])")
_SHORT = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})\)|\(?[A-Z]\)|(?:\d{1,3}|[a-z]|[ivx]{2,5})\.)(?=\s+[^\s\d])")
_BARE = re.compile(rf"(\d{{1,2}})(?=\s+(?!(?:{_MONTH})\b){_OPENING}[A-Z])")
_WRITTEN = "|".join(
    f"{word}|{word.upper()}"
    for word in ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
)
_SERIAL = rf"(?:{_WRITTEN}" r"|\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-Z]|[IVX]{1,4})"
_WORD = rf"(?!(?:{_MONTH})\b)[A-Z][A-Za-z]{{2,15}}"
_NAMED = re.compile(
    rf"({_WORD}(?: [A-Za-z]{{2,12}})? {_SERIAL})(?P<end>\s*[:.](?=\s|$)|\s+[-–—](?=\s)|\s*\t)"
    rf"|({_WORD}(?: [A-Z][a-z]{{1,11}})? {_SERIAL})(?P<alone>\s*$|(?=\s+\())"
)
#: In headings these need no sign before the words: "Appendix 2 Action plan".
_APPENDED = re.compile(
    rf"((?:Appendix|Annexe?|Schedule|APPENDIX|ANNEXE?|SCHEDULE) (?:\d{{1,2}}|[A-Z]))(?=\s+{_OPENING}[A-Z][A-Za-z])"
)
#: "R1." and "FP2:", by which recommendations are told apart.
_CODED = re.compile(rf"([A-Z]{{1,3}}\d{{1,2}})[.:)](?=\s+{_OPENING}[A-Z])")
_DEPTH = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LETTER_END = re.compile(r" [A-Z]$")


def split_label(text: str, heading: bool = False) -> tuple[str, int]:
    """The label at the start of `text` and the offset at which the words after it begin; ("", 0) if none.

    A sign that only divides the label from the words ("Part 4:", "Part 4 –") is not part of the label.
    In a heading a number needs no full stop ("3 Method") and a letter may stand alone ("Appendix A").
    """
    head = text[:60]
    if not head[:1].isalnum() and head[:1] != "(":
        return "", 0
    found = _NUMBER.match(head) or _SHORT.match(head)
    if found is None and heading:
        found = _BARE.match(head) or _APPENDED.match(head)
    if found is not None:
        return found.group(1), _words_from(text, found.end())
    coded = _CODED.match(head)
    if coded is not None:
        return coded.group(1), _words_from(text, coded.end())
    named = _NAMED.match(head)
    if named is None or (len(head) < len(text) and named.end() == len(head)):
        return "", 0
    label = named.group(1) or named.group(3)
    if _LETTER_END.search(label) and not heading and (named.group("end") or ".").strip() == ".":
        return "", 0  # "Adult A" on a line of its own is a person, not a label
    return label, _words_from(text, named.end())


def _words_from(text: str, offset: int) -> int:
    rest = text[offset:]
    return offset + len(rest) - len(rest.lstrip())


def label_depth(label: str) -> int:
    """How deep a numeric label goes: 1 for "3" or "3.", 2 for "3.2"; 0 for letters, words and bullets."""
    found = _DEPTH.match(label.lstrip("("))
    return found.group().count(".") + 1 if found else 0
