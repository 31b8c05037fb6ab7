"""Selector of references to other places of a report ("see paragraph 4.2", "Appendix B") and whether those exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dhr_qa.documents.model import Document
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import TEXT_PARTS, Candidates, Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select_text import candidates
from dhr_qa.engine.select_words import entry_hits, entry_values
from dhr_qa.language.fold import fold
from dhr_qa.rulebook.model import Selector
from dhr_qa.vocabulary import Entry

REGISTER = "references"
THERE, MISSING, UNKNOWN = "there", "missing", "unknown"

_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}"
_NAMES = "one|two|three|four|five|six|seven|eight|nine|ten"
_MARK = rf"(?:{_DIGITS}|(?:[A-Z]|[IVX]{{1,4}})(?![\w'’])|(?i:{_NAMES})\b)"
#: Behind the word: a number, or several ("3.1, 3.4 and 3.6"; "7 to 9"). "9(3)" is a statute's and no number of ours.
_FIRST = re.compile(rf"[ \t\u00a0]{{0,3}}(?:[Nn]o\.? ?)?({_MARK})(?![0-9%]|[.,][0-9]| ?\([0-9a-z]{{1,3}}\))")
_NEXT = re.compile(rf"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|to|or|&)\s+|\s?[-–&]\s?)({_MARK})(?![\w(%]|\.[0-9])")
_CORE = re.compile(r"[0-9]+(?:\.[0-9]+)*$")
_PAGE = re.compile(r"[.…\t ]([0-9]{1,3})\s*$")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_WORDS = {name: number for number, name in enumerate(_NAMES.split("|"), start=1)}
_LETTERS = 1000  #: letters count from here: Appendix A is not Appendix 1
_HEAD_WORDS = 14  #: a longer line that begins with "Appendix A" speaks of it
#: Between so many words a page is believable; files often carry a page count that means nothing.
_LEAST_A_PAGE, _MOST_A_PAGE = 80, 1100


def reference_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each number referred to, in reading order.

    The register `references` gives the words ("paragraph"), and in the field `target` what they point to: label
    (a number printed before a paragraph or heading), heading (one that begins with these words, such as an
    appendix), page or note. Field `found`: there, missing, or unknown where the file does not tell.
    """
    targets = Targets(reading)
    plain = replace(selector, kind=(), of=REGISTER)
    wanted = candidates(plain, scope, reading)
    for entry, block, start, end in entry_hits(plain, reading, wanted, selector.mentions):
        if selector.kind and entry.id not in selector.kind:
            continue
        text = reading.document.blocks[block].text
        for number, first, last in numbers_after(text, end):
            if entry.get("target") != "heading" and not number[0].isdigit():
                continue
            match = text[start:last] if first - end < 5 else f"{text[start:end]} {number}"
            values = {**entry_values(entry), "kind": entry.id, "number": number, "match": " ".join(match.split())}
            values["found"] = targets.found(entry, number)
            yield Node("reference", reading, (block,), start if first - end < 5 else first, last, values=values)


def numbers_after(text: str, place: int) -> Iterator[tuple[str, int, int]]:
    """The numbers and letters that follow a word such as "paragraphs", each with its start and end."""
    found = _FIRST.match(text, place)
    dots = found.group(1).count(".") if found else 0
    while found is not None and found.group(1).count(".") == dots:
        yield found.group(1), found.start(1), found.end(1)
        found = _NEXT.match(text, found.end(1))


class Targets:
    """What a file has that references can point to. Each sort is gathered when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._document = reading.document
        self._labels: set[str] | None = None
        self._heads: dict[str, set[int]] | None = None
        self._pages: tuple[int | None] | None = None

    def found(self, entry: Entry, number: str) -> str:
        """Whether what a reference names is there."""
        target = entry.get("target")
        if target == "heading":
            return _said(bool(self._headed().get(entry.id, set()).intersection(_values(number))))
        if target == "page":
            self._pages = self._pages or (page_count(self._document),)
            return UNKNOWN if self._pages[0] is None else _said(float(number) <= self._pages[0])
        if target == "note":
            notes = {b.source for b in self._document.blocks if b.part in ("footnote", "endnote")}
            return _said(number.isdigit() and int(number) <= len(notes)) if notes else UNKNOWN
        return _said(number in self._numbers())

    def _numbers(self) -> set[str]:
        """The numbers printed before paragraphs and headings, and the beginnings of longer ones (4 of 4.2)."""
        if self._labels is None:
            self._labels = set()
            for block in self._document.blocks:
                core = _CORE.search(block.label.strip("().: ")) if block.label and not block.toc else None
                pieces = core.group().split(".") if core else []
                self._labels.update(".".join(pieces[:count]) for count in range(1, len(pieces) + 1))
        return self._labels

    def _headed(self) -> dict[str, set[int]]:
        """Of each sort of reference the letters and numbers of headings (and short lines) that begin with it."""
        if self._heads is None:
            self._heads = {}
            blocks = self._document.blocks
            every = Candidates(block.index for block in blocks if block.part in TEXT_PARTS)
            for entry, block, start, end in entry_hits(Selector("text", of=REGISTER), self._reading, every, ()):
                text = blocks[block].text
                if not text[:start].strip() and (blocks[block].kind == "heading" or len(text.split()) <= _HEAD_WORDS):
                    numbers = [number for number, _, _ in numbers_after(text, end)]
                    self._heads.setdefault(entry.id, set()).update(v for number in numbers for v in _values(number))
            entries = self._reading.groups.entries(REGISTER)
            for labelled in blocks:  # labels that Word counts are no part of the text
                word, _, number = labelled.label.partition(" ")
                for entry in entries.named(fold(word)) if number and not labelled.label_typed else ():
                    self._heads.setdefault(entry.id, set()).update(_values(number.strip("().: ")))
        return self._heads


def _values(number: str) -> tuple[int, ...]:
    """What a letter or a number counts as: 4 and IV are 4, Two is 2, A is a letter (and I may be either)."""
    if number[:1].isdigit():
        return (int(float(number.partition(".")[0])),)
    values = [table[key] for table, key in ((_ROMAN, number), (_WORDS, number.lower())) if key in table]
    return (*values, _LETTERS + ord(number)) if len(number) == 1 else tuple(values)


def page_count(document: Document) -> int | None:
    """How many pages a file has: the most that its text, its contents and its properties show; None: not known."""
    known = [block.page for block in document.blocks if block.page is not None]
    for block in document.blocks:
        found = _PAGE.search(block.text) if block.toc else None
        if found:
            known.append(int(found.group(1)))
    if document.pages and (
        document.format == "pdf" or _LEAST_A_PAGE <= document.words / document.pages <= _MOST_A_PAGE
    ):
        known.append(document.pages)
    return max(known, default=None)


def _said(there: bool) -> str:
    return THERE if there else MISSING
