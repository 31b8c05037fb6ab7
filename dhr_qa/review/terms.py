"""The terms of reference, item by item, from lists, letters, nested bullets, tables or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhr_qa.documents.grid import row_cells
from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.sentences import sentences
from dhr_qa.review.facts import Section, Term
from dhr_qa.review.items import Item, inline_items, list_items
from dhr_qa.review.lexicon import Lexicon

ROLE, APPENDIX = "terms-of-reference", "appendix"
_KINDS = ("overview-report", "executive-summary")
_LEAST_WORDS = 3
_ROW_WORDS = 5
_LEAST_PARTS = 2
_LEAST_BARE = 3  #: lines without a full stop below one with a colon
_PART = re.compile(r";\s+(?:and\s+)?(?=to\s|whether\s|how\s|what\s|why\s)")
#: What may stand before an item that no list marks: "Q1.", "TOR 1", "Issue 2:", "3.1", "o".
_SIGN = re.compile(r"\s*(?:(?:[A-Za-z]{1,8}[ .]?)?\d{1,2}(?:\.\d{1,2}){0,2}[.):]?|o|[–—•▪\-*])(?:\s+[-–—:])?\s+(?=\S)")
_SIGNS = " \t.:)-–—•▪*o"
_NOT_WORD = re.compile(r"\W+")


def find_terms(document: Document, index: TextIndex, lexicon: Lexicon, sections: Sequence[Section]) -> tuple[Term, ...]:
    """The terms of reference of each kind of document in the file, in reading order.

    A full list in an appendix goes before a shorter one in the text; the same words count once.
    """
    found: list[Term] = []
    for kind in dict.fromkeys(s.kind for s in sections if s.kind in _KINDS):
        mine = [s for s in sections if s.kind == kind and ROLE in s.roles and not _within_own(sections, s)]
        lists = [(section, list(_section_terms(document, index, lexicon, sections, section))) for section in mine]
        annexed = [terms for section, terms in lists if _is_appendix(sections, lexicon, section)]
        text = [terms for section, terms in lists if not _is_appendix(sections, lexicon, section)]
        full = annexed if sum(map(len, annexed)) > sum(map(len, text)) else text
        seen: set[str] = set()
        for term in (term for terms in full for term in terms):
            key = _NOT_WORD.sub(" ", term.text).casefold()
            if key not in seen:
                seen.add(key)
                found.append(term)
    return tuple(found)


def _within_own(sections: Sequence[Section], section: Section) -> bool:
    parent = section.parent
    while parent is not None:
        if ROLE in sections[parent].roles:
            return True
        parent = sections[parent].parent
    return False


def _is_appendix(sections: Sequence[Section], lexicon: Lexicon, section: Section) -> bool:
    if section.label and lexicon.occurs("appendix-labels", fold(section.label)) and section.label[:1].isalpha():
        return True
    return section.parent is not None and APPENDIX in sections[section.parent].roles


def _section_terms(
    document: Document, index: TextIndex, lexicon: Lexicon, sections: Sequence[Section], section: Section
) -> Iterator[Term]:
    blocks = [i for i in range(section.first, section.last) if i != section.heading_block]
    items = _proper(document, list_items(document, blocks), lexicon)
    if len(items) < 2:
        inline = [
            item for i in blocks if document.blocks[i].part == "body" for item in inline_items(document.blocks[i])
        ]
        lines = _lines(document, blocks, lexicon)
        headings = _headings(document, sections, section, lexicon)
        others = (inline, _rows(document, section), lines, headings, _prose(document, blocks, lexicon))
        items = max((items, *others), key=len)
    for item in items:
        lead = index.text(item.lead) if item.lead is not None else b""
        general = lexicon.occurs("purpose-statements", lead) and not lexicon.occurs("tor-statements", lead)
        process = general or lexicon.occurs("process-terms", fold(item.text))
        yield Term(item.label, item.text, item.block, item.start, item.end, process, section.kind)


def _proper(document: Document, items: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """Items that ask something: without headings of sub-lists, and without numbered paragraphs that only tell."""
    plain = [i for i in items if not i.paragraph]
    if len(plain) < 2:
        plain = [i for i in items if not i.paragraph or _asks(i.text, lexicon)]
    return [i for i in plain if len(i.text.split()) >= _LEAST_WORDS and not (i.parent and i.text.endswith(":"))]


def _asks(text: str, lexicon: Lexicon) -> bool:
    return text.endswith("?") or lexicon.list("term-openers").regexp.match(fold(text)) is not None


def _rows(document: Document, section: Section) -> list[Item]:
    """Rows of tables in the section, each with its longest cell as the text and a short first cell as the label."""
    items = []
    for table in document.tables:
        if not section.first <= table.first < section.last or table.within is not None:
            continue
        for row in range(table.header_rows, table.rows):
            cells = [c for c in row_cells(table, row) if c.row == row and document.cell_text(c).strip()]
            if not cells:
                continue
            cell = max(cells, key=lambda c: len(document.cell_text(c)))
            block = document.blocks[next(b for b in cell.blocks if document.blocks[b].text.strip())]
            label = document.cell_text(cells[0]).strip() if cells[0] is not cell else ""
            if len(block.text.split()) >= _ROW_WORDS or block.text.rstrip().endswith("?"):
                items.append(Item(label[:12], block.text.strip(), block.index, 0, len(block.text.rstrip())))
    return items


def _lines(document: Document, blocks: Sequence[int], lexicon: Lexicon) -> list[Item]:
    """Paragraphs that each ask one thing, or that begin with a sign or a label of their own: "Q1.", "o", "3.1 to …"."""
    items: list[Item] = []
    signs: list[Item] = []
    bare: list[Item] = []
    listing = False  #: whether a line with a colon stands above
    for number in blocks:
        block = document.blocks[number]
        text = block.text.rstrip()
        if block.part not in ("body", "textbox") or block.kind == "heading" or not text or block.toc:
            continue
        sign = _SIGN.match(text)
        start = sign.end() if sign else len(text) - len(text.lstrip())
        item = Item(sign[0].strip(_SIGNS) if sign else "", text[start:], number, start, len(text))
        listing = text.endswith(":") or (listing and not text.endswith("."))
        if len(item.text.split()) < _LEAST_WORDS or len(sentences(item.text)) > 1 or text.endswith(":"):
            continue
        if _asks(item.text, lexicon):
            items.append(item)
        if sign:
            signs.append(item)
        if listing:
            bare.append(item)
    return max((items, signs, bare if len(bare) >= _LEAST_BARE else []), key=len)


def _headings(document: Document, sections: Sequence[Section], section: Section, lexicon: Lexicon) -> list[Item]:
    """Questions that look like headings and have no text below them."""
    items: list[Item] = []
    for each in sections:
        if each.heading_block is None or each.first <= section.first:
            continue
        bare = each.last - each.first == 1 and not each.roles and _asks(_SIGN.sub("", each.heading, count=1), lexicon)
        if not bare and each.first >= section.last:
            break
        if bare:
            text = document.blocks[each.heading_block].text.rstrip()
            sign = _SIGN.match(text)
            start = sign.end() if sign else 0
            items.append(Item(each.label.strip(_SIGNS), text[start:], each.heading_block, start, len(text)))
    return items


def _prose(document: Document, blocks: Sequence[int], lexicon: Lexicon) -> list[Item]:
    """Sentences that ask a question or say what is to be considered."""
    items = []
    for i in blocks:
        block = document.blocks[i]
        if block.part not in ("body", "textbox") or block.kind == "heading":
            continue
        for start, end in sentences(block.text):
            text = block.text[start:end].rstrip()
            asks = text.endswith("?") or lexicon.occurs("prose-terms", fold(text))
            if asks and len(text.split()) >= _LEAST_WORDS and not text.endswith(":"):
                items += [Item("", text[a:b], i, start + a, start + b) for a, b in _listed(text)]
    return items


def _listed(text: str) -> list[tuple[int, int]]:
    """The parts of "to consider …; to examine …; and to establish …"; the whole where it is no such list."""
    ends = [match.span() for match in _PART.finditer(text)]
    if len(ends) < _LEAST_PARTS:
        return [(0, len(text))]
    return list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))
