"""The recommendations, numbered or not, as the recommendations sections give them, and to whom each is put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Block, Document
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import squeezed, without_label
from dhr_qa.review.bodies import addressee, names_in
from dhr_qa.review.facts import Recommendation, Section, TableKind
from dhr_qa.review.headings import item_number
from dhr_qa.review.items import Item, list_items
from dhr_qa.review.lexicon import Lexicon

ROLE = "recommendations"
_KINDS = ("overview-report", "executive-summary")
_LEAST_WORDS = 4
_MOST_HEAD = 60  #: "Recommendation 8 (single agency):" is not longer


class _Found(Struct, frozen=True):
    number: str
    text: str
    block: int
    start: int
    end: int
    to: str = ""
    lead: int | None = None  #: the block that introduces its list


def find_recommendations(
    document: Document, lexicon: Lexicon, sections: Sequence[Section], tables: Sequence[TableKind]
) -> tuple[Recommendation, ...]:
    """The recommendations of every recommendations section outside action plans and letters, in order."""
    result: list[Recommendation] = []
    for section in sections:
        parent = sections[section.parent] if section.parent is not None else None
        if ROLE not in section.roles or section.kind not in _KINDS or (parent is not None and ROLE in parent.roles):
            continue
        under = _subheads(sections, section)
        for found in _in_section(document, lexicon, section, tables):
            named = addressee(found.text, lexicon)
            above = "" if found.to or names_in(named, lexicon) else _of_heading(found.block, under, lexicon)
            if not found.to and not above and not named and found.lead is not None:
                above = _of_lead(document.blocks[found.lead].text, lexicon)
            to = found.to or above or named
            place = sum(1 for each in result if each.kind == section.kind) + 1
            result.append(
                Recommendation(found.number, found.text, found.block, found.start, found.end, to, section.kind, place)
            )
    return tuple(result)


def _subheads(sections: Sequence[Section], section: Section) -> list[Section]:
    return [s for s in sections if section.first < s.first < section.last and s.heading_block is not None]


def _of_heading(block: int, under: Sequence[Section], lexicon: Lexicon) -> str:
    """The body named in the subheading that a recommendation stands under."""
    heading = next((s.heading for s in reversed(under) if s.first <= block < s.last), "")
    names = names_in(heading, lexicon)
    return heading[names[0][0] : names[0][1]] if names else ""


def _in_section(
    document: Document, lexicon: Lexicon, section: Section, tables: Sequence[TableKind]
) -> Iterator[_Found]:
    blocks = [i for i in range(section.first, section.last) if i != section.heading_block]
    tabled = list(_tabled(document, section, tables))
    headed = list(_headed(document, lexicon, blocks))
    if headed:
        yield from headed
        yield from _of_agencies(document, lexicon, blocks, headed)
        return
    items = _main_items(list_items(document, blocks), lexicon)
    named = [item for item in items if item_number(item.label, lexicon)]
    if len(named) > 1:  # "Recommendation 4:" as a label: numbered paragraphs between them only lead in
        items = named
    listed = [_listed(item, lexicon) for item in items]
    if len(named) > 1:
        listed += _of_agencies(document, lexicon, blocks, listed)
    if tabled and not any("." in each.number.strip(".") for each in tabled):
        # "18.3 The agencies' own recommendations are in Appendix B": a paragraph beside the table, and no row of it
        listed = [each for each in listed if "." not in each.number.strip(".")]
    if listed or tabled:
        yield from sorted(listed + tabled, key=lambda found: found.block)
        return
    for i in blocks:
        block = document.blocks[i]
        text = block.text.strip()
        if block.part != "body" or block.kind == "heading" or len(text.split()) < _LEAST_WORDS:
            continue
        if lexicon.occurs("recommendation-words", fold(text)) and not _leads(text, lexicon):
            yield _Found("", text, i, 0, len(block.text.rstrip()))


def _listed(item: Item, lexicon: Lexicon) -> _Found:
    number = item_number(item.label, lexicon) or item.label
    return _Found(number, item.text, item.block, item.start, item.end, "", item.lead)


def _of_agencies(
    document: Document, lexicon: Lexicon, blocks: Sequence[int], known: Sequence[_Found]
) -> Iterator[_Found]:
    """The lists below those that are numbered: under a subheading that says they are of single agencies, or of one."""
    last = max(found.block for found in known)
    group: list[int] | None = None
    groups: list[list[int]] = []
    for i in blocks:
        block = document.blocks[i]
        if block.kind == "heading":
            text = block.text
            of = i > last and (names_in(text, lexicon) or lexicon.occurs("agency-recommendation-words", fold(text)))
            group = [] if of else None
            groups += [group] if group is not None else []
        elif group is not None:
            group.append(i)
    for each in groups:
        yield from (_listed(item, lexicon) for item in _main_items(list_items(document, each), lexicon))


def _of_lead(text: str, lexicon: Lexicon) -> str:
    """The body that the line before a list names, where the line does little more than that."""
    names = names_in(text, lexicon)
    return text[slice(*names[0])] if names and (names[0][1] - names[0][0]) * 2 > len(text.strip()) else ""


def _leads(text: str, lexicon: Lexicon) -> bool:
    return text.endswith(":") or lexicon.occurs("list-intros", fold(text))


def _headed(document: Document, lexicon: Lexicon, blocks: Sequence[int]) -> Iterator[_Found]:
    """Recommendations that each have a line of their own with a number: "Recommendation 3", "Recommendation 3: …"."""
    current: _Found | None = None
    for i in blocks:
        block = document.blocks[i]
        text = block.text.strip()
        if not text or block.part not in ("body", "textbox"):
            continue
        number = item_number(block.label or text, lexicon) or item_number(text, lexicon) or _behind(block, lexicon)
        if number:
            if current is not None and current.text:
                yield current
            _, offset = without_label(block)
            rest = block.text[offset:].strip() if item_number(block.text[:offset], lexicon) else ""
            if not rest and ":" in text:
                offset = block.text.index(":") + 1
                rest = block.text[offset:].strip()
            offset += len(block.text[offset:]) - len(block.text[offset:].lstrip())
            current = _Found(number, rest, i, offset if rest else 0, len(block.text.rstrip()))
        elif current is not None and block.kind == "heading":
            if current.text:
                yield current
            current = None
        elif current is not None:
            if not current.text:
                current = replace(current, text=text, block=i, start=0, end=len(block.text.rstrip()))
            else:
                current = replace(current, text=f"{current.text}\n{text}")
    if current is not None and current.text:
        yield current


def _behind(block: Block, lexicon: Lexicon) -> str:
    """The number in a line that has a paragraph number before it: "21.2 Recommendation 1: …"."""
    label, offset = without_label(block)
    words = block.text[offset:].lstrip()
    return item_number(words, lexicon) if label and ":" in words[:_MOST_HEAD] else ""


def _main_items(items: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """The items that are recommendations: points below a numbered one belong to it."""
    kept: list[Item] = []
    for place, item in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        heads = item.paragraph and after is not None and after.numbered  # "18.1 The recommendations are these:", "1."
        if _leads(item.text, lexicon) and (not item.parent or heads):
            continue
        belongs = kept and (item.depth > kept[-1].depth or (kept[-1].numbered and not item.numbered and not item.label))
        if belongs and item.depth == 0 and kept[-1].depth == 0 and item.lead != kept[-1].lead:
            belongs = False
        if belongs:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n{item.text}")
        elif item.parent or len(item.text.split()) >= _LEAST_WORDS:
            kept.append(item)
    return kept


def _tabled(document: Document, section: Section, tables: Sequence[TableKind]) -> Iterator[_Found]:
    """Rows of tables of recommendations in the section."""
    for known in tables:
        table = document.tables[known.table]
        columns = dict(known.columns)
        if not section.first <= table.first < section.last or "recommendation" not in columns:
            continue
        for row in range(known.header_rows, table.rows):
            cell = cell_at(table, row, columns["recommendation"])
            if cell is None or cell.row != row or not document.cell_text(cell).strip():
                continue
            text = document.cell_text(cell).strip()
            block = next(b for b in cell.blocks if document.blocks[b].text.strip())
            cells = {name: cell_at(table, row, place) for name, place in columns.items()}
            said = {name: squeezed(document.cell_text(c)) for name, c in cells.items() if c is not None}
            number = said.get("ref", "") or without_label(document.blocks[block])[0].strip("().: ")
            to = said.get("addressee", "") or said.get("lead", "")
            yield _Found(number, text, block, 0, len(document.blocks[block].text.rstrip()), to)
