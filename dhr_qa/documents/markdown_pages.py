"""Printed pages in a text: page numbers, notes at the foot, and the sentences that they cut in two."""

from __future__ import annotations

import re

from msgspec import Struct, field

from dhr_qa.documents.text_tables import Fragment, RawTable

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—|\s]*|\d{1,3}\s*\|\s*page)", re.I
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_CLOSERS = re.compile(r"(?:[\"'’”)\]*_]|</?[a-z]{1,6}>|<sup>[^<]{1,6}</sup>|\[\^[^\]]{1,40}\])+$")
_PROSE_LINE = 60
_ENDS = (".", "?", "!", ":", ";")


class Raw(Struct):
    """A block before its inline markup is read.

    kind: heading, paragraph, list-item, footnote, page-number, code or table.
    """

    kind: str
    lines: list[Fragment] = field(default_factory=list)
    level: int | None = None
    label: str = ""
    page: int | None = None
    table: RawTable | None = None
    quoted: bool = False
    after_blank: bool = True


def _ends_open(raw: Raw) -> bool:
    """Whether the block breaks off in the middle of a sentence."""
    if raw.kind not in ("paragraph", "list-item") or not raw.lines:
        return False
    text = _CLOSERS.sub("", raw.lines[-1][1][-200:].rstrip())
    return bool(text) and not text.endswith(_ENDS)


def _long_prose(raw: Raw) -> bool:
    return raw.kind == "paragraph" and len(raw.lines[-1][1]) >= _PROSE_LINE


def mark_page_numbers(raws: list[Raw]) -> None:
    """Give paragraphs that are nothing but a page number, blank lines around them, that kind."""
    for number, raw in enumerate(raws):
        alone = raw.after_blank and (number + 1 == len(raws) or raws[number + 1].after_blank)
        if raw.kind == "paragraph" and len(raw.lines) == 1 and alone:
            text = raw.lines[0][1].strip()
            if len(text) <= 20 and any(char.isdigit() for char in text) and _PAGE_NUMBER.fullmatch(text):
                raw.kind = "page-number"


def _is_address(raw: Raw) -> bool:
    return raw.kind == "paragraph" and len(raw.lines) == 1 and bool(_URL.fullmatch(raw.lines[0][1].strip()))


def join_over_pages(raws: list[Raw], plain: bool) -> list[Raw]:
    """Put paragraphs together again that a page number, notes at the foot or a page's end had cut in two.

    In plain text a blank line alone may be the page's end, if the line before it is as long as prose.
    """
    out: list[Raw] = []
    last: Raw | None = None  # the last block of running text
    between = False
    for raw in raws:
        if raw.kind == "footnote" or raw.kind == "page-number":
            between = True
            out.append(raw)
            continue
        if out and out[-1].kind == "footnote" and _is_address(raw):
            out[-1].lines.extend(raw.lines)  # a note's address on a line of its own
            continue
        torn = between or (last is not None and (raw.page != last.page or (plain and _long_prose(last))))
        if last is not None and raw.kind == "paragraph" and torn:
            text = raw.lines[0][1].lstrip(" \t*_")
            if text[:1].islower() and _ends_open(last):
                last.lines.extend(raw.lines)
                between = False
                continue
        out.append(raw)
        last, between = raw, False
    return out
