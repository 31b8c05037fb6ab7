"""Small questions about blocks that several extractors ask: what a line says without its label, its words."""

from __future__ import annotations

import re

from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Block, Document
from dhr_qa.language.fold import fold

MAIN_PARTS = frozenset(("body", "table", "textbox"))
TEXT_PARTS = frozenset(("body", "table", "textbox", "footnote", "endnote"))

_SIGNS = bytes(code for code in range(256) if not (chr(code).isascii() and (chr(code).isalnum() or code == ord("_"))))
_PAGE = re.compile(rb"[\s.]*(?:\t|\.{3,})[\s.]*\d{1,3}$")


def main_end(document: Document) -> int:
    """The index after the last block of the main text; notes, headers and comments may follow it."""
    for block in reversed(document.blocks):
        if block.part in MAIN_PARTS:
            return block.index + 1
    return len(document.blocks)


def without_label(block: Block) -> tuple[str, int]:
    """The label of a block, however it is given, and the offset in its text at which the words begin."""
    if block.label and not block.label_typed:
        return block.label, 0
    label, offset = split_label(block.text, block.kind == "heading")
    return label or block.label, offset


def line(text: str) -> bytes:
    """A heading or a cell folded for comparing: one space between words, no signs at its ends, no page number."""
    return b" ".join(_PAGE.sub(b"", fold(text)).strip(_SIGNS).split())


def squeezed(text: str) -> str:
    """`text` with each run of spaces and line breaks as one space."""
    return " ".join(text.split())


def count_words(document: Document, first: int, last: int) -> int:
    """Words of the main text in blocks `first <= i < last`."""
    return sum(len(block.text.split()) for block in document.blocks[first:last] if block.part in MAIN_PARTS)
