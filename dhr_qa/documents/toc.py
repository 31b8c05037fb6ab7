"""Entries of a table of contents that nothing marks as such: lines that end in a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhr_qa.documents.model import Block

_LEADER = re.compile(r"(?:\.{3,}|…+|(?:\s\.){3,}|_{3,})\s*(\d{1,3}|[ivxlc]{1,6})$")
_TAB = re.compile(r"\t\s*(\d{1,3}|[ivxlc]{1,6})$")
_SPACE = re.compile(r"(?<=[A-Za-z)?’'])\s+(\d{1,3})$")
_LONGEST = 220
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def contents_entries(blocks: Sequence[Block]) -> set[int]:
    """Indexes of blocks that are entries of a contents list, those the reader knew of included.

    One entry proves nothing: a run of lines must end in page numbers that do not go down.
    """
    found = {block.index for block in blocks if block.toc}
    run: list[tuple[int, str, int]] = []  # block, sort, page
    pending: list[int] = []  # a line without a page number between two entries: the start of a long one
    for block in blocks:
        if block.part != "body" or block.table is not None or not block.text.strip():
            continue
        entry = None if block.toc else _entry(block)
        if entry is not None and (not run or entry[1] >= run[-1][2] or entry[0] == "link"):
            if run and pending:
                run.extend((index, "line", run[-1][2]) for index in pending)
            pending = []
            run.append((block.index, *entry))
            continue
        if run and not pending and _could_be_part(block):
            pending = [block.index]
            continue
        found.update(_accept(run))
        pending = []
        run = [(block.index, *entry)] if entry is not None else []
    found.update(_accept(run))
    return found


def _entry(block: Block) -> tuple[str, int] | None:
    """What kind of contents entry a block may be, and its page; None if it cannot be one."""
    text = block.text.strip()
    if len(text) > _LONGEST:
        return None
    links = [span for span in block.spans if span.kind == "hyperlink" and span.value.startswith("#")]
    if links and sum(span.end - span.start for span in links) >= 0.8 * len(text):
        return "link", 0
    for sort, pattern in (("leader", _LEADER), ("tab", _TAB), ("space", _SPACE)):
        match = pattern.search(text)
        if match is not None:
            return sort, _number(match.group(1))
    return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_ROMAN[char] for char in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values)) - 1000


def _could_be_part(block: Block) -> bool:
    text = block.text.strip()
    return not block.toc and block.kind != "heading" and len(text.split()) <= 14 and text[-1] not in ".:;?!"


def _accept(run: Sequence[tuple[int, str, int]]) -> list[int]:
    """The blocks of a run if it is a contents list, else none."""
    sorts = [sort for _, sort, _ in run]
    leaders, tabs, links = sorts.count("leader"), sorts.count("tab"), sorts.count("link")
    spaces = sorts.count("space")
    lines = sorts.count("line")
    enough = leaders >= 2 or tabs >= 2 or links >= 3 or (leaders + tabs >= 1 and spaces >= 2)
    if not enough:
        pages = [page for _, sort, page in run if sort == "space"]
        enough = spaces >= 4 and not lines and pages[0] <= 12 and len(set(pages)) * 2 > len(pages)
        enough = enough and pages != list(range(pages[0], pages[0] + len(pages)))  # "Adult 1", "Adult 2"…
    if not enough or lines > len(run) // 2:
        return []
    return [index for index, _, _ in run]
