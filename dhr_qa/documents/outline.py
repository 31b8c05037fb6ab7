"""Finds the headings that no style marks, contents entries, and labels typed at the start of a line.

In real drafts headings are bold lines, capitals, numbered paragraphs or one-cell tables as often as they
are styled. Judged by shape alone: what a heading says is not looked at. Precision comes first: a line is
only taken for a heading where it looks like one and what follows it looks like what stands under a
heading, so that names on a cover page, list items and table cells stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.labels import label_depth, split_label
from dhr_qa.documents.model import Block, Document, Table
from dhr_qa.documents.outline_levels import Levels
from dhr_qa.documents.outline_shape import Shape, heading_shape, is_prose
from dhr_qa.documents.toc import contents_entries

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d:?")
_CHAIN = 2  #: how many unmarked headings may stand one under the other with nothing between
_FURNITURE = 3  #: a line of capitals printed this often is a running head, not a heading


class _Line(Struct):
    """A non-empty block of running text, or a whole table, as the outline sees it."""

    block: int
    shape: Shape | None = None  #: set where it may be an unmarked heading
    heading: bool = False  #: a heading marked as such
    toc: bool = False
    prose: bool = False
    item: bool = False
    table: bool = False


def with_outline(document: Document) -> Document:
    """The document with headings, their levels and numbers, contents entries and typed labels set."""
    blocks = list(document.blocks)
    for index in contents_entries(blocks):
        block = blocks[index]
        plain = block.kind == "heading"
        blocks[index] = replace(
            block, toc=True, kind="paragraph" if plain else block.kind, level=None if plain else block.level
        )
    for index, block in enumerate(blocks):
        if not block.label and not block.toc and block.text:
            blocks[index] = _labelled(block)
    lines = _lines(document, blocks)
    chosen = _choose(lines, blocks)
    for index, level in _levels(lines, chosen, blocks):
        block = replace(blocks[index], kind="heading", level=level)
        blocks[index] = block if block.label else _labelled(block)
    return replace(document, blocks=tuple(blocks))


def _labelled(block: Block) -> Block:
    label = split_label(block.text, block.kind == "heading" or block.covered("bold") > 0.9)[0]
    return replace(block, label=label, label_typed=True) if label else block


def _lines(document: Document, blocks: Sequence[Block]) -> list[_Line]:
    lines: list[_Line] = []
    seen_tables: set[int] = set()
    capitals: dict[str, int] = {}
    for block in blocks:
        if block.table is not None:
            if block.table in seen_tables or block.part != "table":
                continue
            seen_tables.add(block.table)
            lines.append(_table_line(blocks, document.tables[block.table], block))
            continue
        if block.part != "body" or not block.text.strip():
            continue
        line = _Line(block.index, heading=block.kind == "heading", toc=block.toc)
        if not line.heading and not line.toc:
            line.item = block.kind == "list-item"
            line.prose = is_prose(block)
            line.shape = heading_shape(block, plain=document.format == "txt" and not line.item)
            if line.shape is not None and line.shape.sort == "capitals":
                capitals[block.text] = capitals.get(block.text, 0) + 1
        lines.append(line)
    for line in lines:
        if line.shape is not None and capitals.get(blocks[line.block].text, 0) >= _FURNITURE:
            line.shape = None
    return lines


def _table_line(blocks: Sequence[Block], table: Table, block: Block) -> _Line:
    """A table as a line: a heading in a box if it has a single cell with a short text that stands out."""
    line = _Line(block.index, table=True)
    if len(table.cells) != 1 or table.within is not None:
        return line
    filled = [blocks[index] for index in table.cells[0].blocks if blocks[index].text.strip()]
    if len(filled) != 1 or filled[0].toc:
        return line
    line.block = filled[0].index
    if filled[0].kind == "heading":
        line.heading, line.table = True, False
        return line
    shape = heading_shape(filled[0], boxed=bool(table.cells[0].shade))
    if shape is not None:
        line.shape = replace(shape, sort="box" if shape.sort != "numbered" else shape.sort, boxed=True)
    return line


def _choose(lines: Sequence[_Line], blocks: Sequence[Block]) -> set[int]:
    """The places in `lines` that are headings though nothing marks them so."""
    cover = next((place for place, line in enumerate(lines) if line.prose or line.toc or line.item), len(lines))
    chosen: dict[int, int] = {}  # place to the length of the chain of headings that it begins
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if line.shape is None or place + 1 == len(lines):
            continue
        after = lines[place + 1]
        before = lines[place - 1] if place else None
        if line.item and not _stands_alone(line, before, after, blocks):
            continue
        headed = after.heading or place + 1 in chosen
        if line.shape.sort == "numbered" and not _numbered_heading(line.shape, before, after, headed):
            continue
        if line.shape.sort == "plain" and not _between_text(before, after, chosen.get(place + 1, 0)):
            continue
        if line.shape.sort == "label" and _one_of_several(line.shape, before, after):
            continue
        if after.table and after.shape is None:
            chain = 1 if place >= cover or line.shape.strong else 0
        elif after.prose or after.toc or after.heading or (after.item and _may_hold(line, blocks[after.block])):
            chain = 1
        elif line.shape.strong and _ONLY_YEAR.fullmatch(blocks[after.block].text.strip()):
            chain = 1  # "Chronology", and below it the first of its years
        elif line.shape.strong and label_depth(line.shape.label) and not _next_of_list(line.shape, after):
            chain = 1  # a number and emphasis together are enough, whatever follows
        else:
            chain = chosen.get(place + 1, 0) + 1 if place + 1 in chosen else 0
        if place < cover and _of_title_page(place, cover, chain, after, blocks[line.block].text, line.shape):
            continue
        if 0 < chain <= _CHAIN:
            chosen[place] = chain
    return set(chosen)


def _of_title_page(place: int, cover: int, chain: int, after: _Line, text: str, shape: Shape) -> bool:
    """Whether a line above the first text of the file belongs to its title page."""
    if place + 1 < cover and (chain != 1 or (after.heading and not shape.label)):
        return True  # a title page is lines above lines: only the last before text can be a heading
    if shape.label:
        return False
    return (place >= 1 and _YEAR.search(text) is not None) or ": " in text


def _next_of_list(shape: Shape, after: _Line) -> bool:
    return after.shape is not None and label_depth(after.shape.label) == label_depth(shape.label)


def _between_text(before: _Line | None, after: _Line, chain: int) -> bool:
    """Whether a plain short line has text, a list or a table (or one more heading) above and below it."""
    above = before is not None and (before.prose or before.item or before.table or before.heading or _numbered(before))
    return above and (after.prose or after.item or after.table or chain > 0)


def _numbered(line: _Line) -> bool:
    return line.shape is not None and line.shape.sort != "plain" and bool(line.shape.label)


def _one_of_several(shape: Shape, before: _Line | None, after: _Line) -> bool:
    """Whether a line such as "Adult A: mother" stands in a list of such lines."""
    word = shape.label.partition(" ")[0]
    near = [line.shape for line in (before, after) if line is not None and line.shape is not None]
    return any(other.label.partition(" ")[0] == word for other in near)


def _may_hold(line: _Line, item: Block) -> bool:
    """Whether a list item can be the first thing under a heading: of another list, if it came from one."""
    return not line.item or label_depth(item.label) == 0


def _stands_alone(line: _Line, before: _Line | None, after: _Line, blocks: Sequence[Block]) -> bool:
    """Whether a list item is the only one of its list here, with no items under it: perhaps a heading."""
    own = blocks[line.block]
    depth, level = label_depth(own.label), own.level or 0
    if depth == 0 or (after.item and (blocks[after.block].level or 0) > level):
        return False
    near = [blocks[other.block] for other in (before, after) if other is not None and other.item]
    return all(label_depth(block.label) != depth or (block.level or 0) != level for block in near)


def _numbered_heading(shape: Shape, before: _Line | None, after: _Line, headed: bool) -> bool:
    """Whether a short numbered line without any emphasis is a heading: text follows it, and no next number.

    `headed` says that the line after it is a heading itself.
    """
    depth = label_depth(shape.label)
    above = before.shape if before is not None else None
    if above is not None and above.sort == "numbered" and depth <= label_depth(above.label):
        return False  # one of several short numbered lines: a list
    if after.prose or after.toc:
        return True
    if after.item or after.table or headed:
        return shape.titled
    return after.shape is not None and label_depth(after.shape.label) > depth


def _levels(lines: Sequence[_Line], chosen: set[int], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The block and the level of each chosen heading."""
    levels = Levels([shape for place in sorted(chosen) if (shape := lines[place].shape) is not None])
    out = []
    for place, line in enumerate(lines):
        block = blocks[line.block]
        if line.heading:
            over_contents = place + 1 < len(lines) and lines[place + 1].toc
            levels.marked(block.label, block.level or 1, over_contents)
        elif place in chosen and line.shape is not None:
            above = place > 0 and (lines[place - 1].heading or place - 1 in chosen)
            out.append((block.index, levels.next(line.shape, above)))
    return out
