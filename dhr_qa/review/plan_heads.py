"""What stands above the actions of a plan: the recommendation that they carry out, as a heading, a row or a cell."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Document, Table
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.facts import Section
from dhr_qa.review.headings import item_number
from dhr_qa.review.lexicon import Lexicon

_LETTER = 1
_HEADING_BLOCKS = 40  #: how far above a table its heading may stand
_LONGEST = 4000  #: characters of the paragraphs between a heading and its table that are kept
_REFERENCE = 6  #: characters of a cell that holds nothing but a number


class Above(Struct, frozen=True):
    """What the last heading said: the recommendation, the item within it, its words, and the text below it."""

    recommendation: str = ""
    item: str = ""
    words: str = ""
    text: str = ""
    scope: str = ""


def number_in(text: str, lexicon: Lexicon) -> str:
    """The number that a text gives to a recommendation: "3", "Recommendation 3", "3. Train all…", "2.1 …"."""
    if not text:
        return ""
    number = item_number(text, lexicon)
    if number:
        return number
    label = split_label(text, heading=True)[0].strip("().: ")
    if not label and len(text) <= _REFERENCE:  # "3", "R3", "1a": a cell that holds nothing else
        label = text.strip("().: ")
    return label if label[-1:].isalnum() and any(c.isdigit() for c in label) else ""


def said_by(text: str, lexicon: Lexicon, above: Above) -> Above:
    """What a row across the table says: a new recommendation, or an item of the one above."""
    number = item_number(text, lexicon)
    words = squeezed(text)
    scope = _scope_in(words, lexicon)
    if number:
        return Above(number, "", words, words, scope)
    lines = [part for part in text.split("\n") if part.strip()]
    for part in (words, *lines):
        label = split_label(part)[0].strip("(). ")
        if label and len(label) == _LETTER and label.isalpha():
            return replace(above, item=label, words=words)
        if label and label[0].isdigit():
            return Above(label, "", words, words, scope)
    return Above(words, "", words, words, scope)


def _scope_in(words: str, lexicon: Lexicon) -> str:
    """The words of a heading that say how far what stands below it reaches ("National recommendations")."""
    found = lexicon.list("scope-words").regexp.search(fold(words)) if len(words) <= 160 else None
    return words[found.start() : found.end()] if found is not None else ""


def heading_above(document: Document, lexicon: Lexicon, sections: Sequence[Section], table: Table) -> Above | None:
    """What the nearest headings above a table say; None where another table or a section of another sort is nearer.

    A heading without a number ("Fenshire Police") may stand under one that has it. The paragraphs between them
    and the table are the words of the recommendation.
    """
    words = text = ""
    for index in range(table.first - 1, max(-1, table.first - 1 - _HEADING_BLOCKS), -1):
        block = document.blocks[index]
        if block.part == "table" and block.table is not None and block.table != table.index:
            break
        if block.part != "body" or not block.text.strip():
            continue
        number = item_number(block.text, lexicon)
        if number:
            words = f"{squeezed(block.text)} {words}".strip()
            return Above(number, "", words, f"{words} {text}".strip()[:_LONGEST], _scope_in(words, lexicon))
        if block.kind == "heading":
            section = next((s for s in sections if s.heading_block == index), None)
            if section is not None and section.roles:
                break
            words = f"{squeezed(block.text)} {words}".strip()
        elif len(text) < _LONGEST:
            text = f"{squeezed(block.text)} {text}".strip()
    if not words:
        return None
    return Above(words, "", words, f"{words} {text}"[:_LONGEST], _scope_in(words, lexicon))
