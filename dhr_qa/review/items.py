"""Items of lists, however they are written: automatic lists, labels typed by hand, letters in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.model import Block, Document
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import without_label

_ROMAN = re.compile(r"[ivxlIVXL]+$")
_INLINE = re.compile(rb"(?:(?<=[\s(:;,])|^)\(?([a-z]|[ivx]{1,4}|\d{1,2})\)\s+")
_DIGITS = re.compile(r"\d+$")
_LABEL_SIGNS = "().:[] "
_LEAST_INLINE = 3
_RANK = {"word": 0, "decimal": 1, "deep": 1, "alpha": 2, "roman": 3, "bullet": 4}  #: which label stands under which
_CODE = re.compile(r"[A-Z]{1,3}\d{1,2}$")  #: "R1", "FP2"


class Item(Struct, frozen=True):
    """One item: its words from `start` to `end` of a block. `depth` from 0; `numbered`: its label counts.

    `paragraph` marks a paragraph with a number of several parts ("5.3"), which need not be an item at all.
    `lead` is the block that introduces its list: the paragraph or heading before the first item, the numbered
    paragraph that it stands under, or None.
    """

    label: str
    text: str
    block: int
    start: int
    end: int
    depth: int = 0
    numbered: bool = False
    paragraph: bool = False
    parent: bool = False
    lead: int | None = None


def list_items(document: Document, blocks: Sequence[int]) -> list[Item]:
    """The items among blocks (indexes, in order), tables left out; `parent` is set where deeper ones follow."""
    found: list[Item] = []
    stack: list[tuple[int, str]] = []
    lead: int | None = None
    above: int | None = None  #: the numbered paragraph that a list stands under
    for number in blocks:
        block = document.blocks[number]
        if block.part not in ("body", "textbox") or block.toc or not block.text.strip():
            continue
        style = _style(block, stack)
        if not style:
            lead = number
            above = None
            stack = []
            continue
        key = (block.level or 0 if block.kind == "list-item" else 0, style)
        if key in stack:
            del stack[stack.index(key) + 1 :]
        else:
            # A list stands under the numbered paragraph before it, whatever their levels say: they are of two lists.
            while stack and stack[-1][1] != "deep" and (stack[-1][0], _RANK[stack[-1][1]]) > (key[0], _RANK[key[1]]):
                stack.pop()
            if style in ("deep", "word"):
                stack = []
            stack.append(key)
        depth = len(stack) - 1
        above = number if style == "deep" else above if depth else None
        found.append(_item(block, style, depth, lead if above in (None, number) else above))
    for place in range(len(found) - 1):
        if found[place + 1].depth > found[place].depth:
            found[place] = replace(found[place], parent=True)
    return found


def _item(block: Block, style: str, depth: int, lead: int | None) -> Item:
    label, start = without_label(block)
    text = block.text
    end = len(text.rstrip())
    start += len(text[start:]) - len(text[start:].lstrip(" \t•-*·"))
    return Item(
        label.strip(_LABEL_SIGNS) if style != "bullet" else "",
        text[start:end],
        block.index,
        start,
        end,
        depth,
        style in ("decimal", "deep", "word"),
        style == "deep",
        False,
        lead,
    )


def _style(block: Block, stack: Sequence[tuple[int, str]]) -> str:
    """How an item is labelled: bullet, decimal, alpha, roman, deep ("5.3") or word ("Action 3"); "" for none."""
    label = without_label(block)[0].strip(_LABEL_SIGNS)
    if block.kind == "heading" or (block.kind != "list-item" and not label):
        return ""
    if not label or not label[0].isalnum():
        return "bullet"
    if _DIGITS.match(label):
        return "decimal"
    if label[0].isdigit():
        return "deep"
    if len(label) > 1 and not _ROMAN.match(label):
        return "word" if block.kind == "list-item" or " " in label or _CODE.match(label) else ""
    above = stack[-1][1] if stack else ""
    roman = bool(_ROMAN.match(label)) and (len(label) > 1 or above == "roman" or (label in "iI" and above != "alpha"))
    return "roman" if roman else "alpha"


def inline_items(block: Block) -> list[Item]:
    """Items lettered within one paragraph: "(a) …; (b) …". None unless there are several in order."""
    folded = fold(block.text)
    places = [(match.start(), match.end(), match.group(1).decode()) for match in _INLINE.finditer(folded)]
    if len(places) < _LEAST_INLINE or places[0][2] not in ("a", "i", "1"):
        return []
    ends = [start for start, _, _ in places[1:]] + [len(block.text.rstrip())]
    items = []
    for (_, start, label), end in zip(places, ends, strict=True):
        text = block.text[start:end].rstrip(" ;,")
        if text.endswith((" and", "; and")):
            text = text[: text.rindex("and")].rstrip(" ;,")
        items.append(Item(label, text, block.index, start, start + len(text), 0, label.isdigit(), lead=block.index))
    return items
