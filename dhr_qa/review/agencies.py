"""The agencies that contributed to a review or sat on its panel, each with its sort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.bodies import names_in, sort_of
from dhr_qa.review.facts import Agency, Person, Section, TableKind
from dhr_qa.review.items import list_items
from dhr_qa.review.lexicon import Lexicon

ROLE, PANEL = "contributors", "panel"
CONTRIBUTOR = "contributor"
_ITEM_WORDS = 30
_JOINING = frozenset(("and", "of", "the", "for", "in", "on", "upon", "at"))
_DIVIDERS = (" – ", " — ", " - ", ": ", "\t", " (", "; ")


def find_agencies(
    document: Document,
    lexicon: Lexicon,
    sections: Sequence[Section],
    tables: Sequence[TableKind],
    people: Sequence[Person],
) -> tuple[Agency, ...]:
    """Contributors first, in reading order, then the organisations of the panel; each name once in each role."""
    found: list[Agency] = []
    for section in sections:
        if ROLE not in section.roles or (section.parent is not None and ROLE in sections[section.parent].roles):
            continue
        named = list(_listed(document, lexicon, section)) + list(_tabled(document, lexicon, section, tables))
        found += named or list(_told(document, lexicon, section))
    for person in people:
        if person.role == PANEL and person.organisation:
            sort = sort_of(person.organisation, lexicon)
            found.append(
                Agency(person.organisation, PANEL, sort, block=person.block, start=person.start, end=person.end)
            )
    return tuple({(agency.role, agency.name.casefold()): agency for agency in reversed(found)}.values())[::-1]


def _listed(document: Document, lexicon: Lexicon, section: Section) -> Iterator[Agency]:
    leads = document.blocks
    for item in list_items(document, [i for i in range(section.first, section.last) if i != section.heading_block]):
        if len(item.text.split()) > _ITEM_WORDS or item.paragraph:
            continue
        cut = min((place for sign in _DIVIDERS if (place := item.text.find(sign)) > 0), default=len(item.text))
        name, rest = item.text[:cut].strip(" ,.;"), item.text[cut:]
        if not sort_of(name, lexicon) and sort_of(rest, lexicon) and _contribution(name, lexicon):
            name, rest = rest.strip(" –—-:()."), name
        if not _titled(name) or not (sort_of(name, lexicon) or names_in(name, lexicon)):
            continue
        start = item.start + item.text.find(name)
        said = _contribution(rest, lexicon)
        if not said and item.lead is not None and lexicon.occurs("contributor-statements", fold(leads[item.lead].text)):
            said = _contribution(leads[item.lead].text, lexicon)
        yield Agency(name, CONTRIBUTOR, sort_of(name, lexicon), said, item.block, start, start + len(name))


def _titled(name: str) -> bool:
    """Whether a text is written as a name: hardly any word in it starts with a small letter."""
    small = [word for word in name.split() if word[:1].islower() and word not in _JOINING]
    return len(small) <= 1 and not name[:1].islower()


def _contribution(text: str, lexicon: Lexicon) -> str:
    """What a text says an agency gave: the words found, joined by commas."""
    folded = fold(text)
    spans = lexicon.list("contribution-kinds").spans(folded)
    said = {fold(text[start:end]).lower(): text[start:end] for start, end in reversed(list(spans))}
    return ", ".join(reversed(said.values()))


def _tabled(document: Document, lexicon: Lexicon, section: Section, tables: Sequence[TableKind]) -> Iterator[Agency]:
    for known in tables:
        table = document.tables[known.table]
        columns = dict(known.columns)
        if known.kind != ROLE or "organisation" not in columns or not section.first <= table.first < section.last:
            continue
        for row in range(known.header_rows, table.rows):
            cell = cell_at(table, row, columns["organisation"])
            if cell is None or cell.row != row or not document.cell_text(cell).strip():
                continue
            name = squeezed(document.cell_text(cell))
            other = cell_at(table, row, columns["contribution"]) if "contribution" in columns else None
            said = squeezed(document.cell_text(other)) if other is not None else ""
            block = next(b for b in cell.blocks if document.blocks[b].text.strip())
            yield Agency(name, CONTRIBUTOR, sort_of(name, lexicon), said, block, 0, len(document.blocks[block].text))


def _told(document: Document, lexicon: Lexicon, section: Section) -> Iterator[Agency]:
    """Agencies named in the running text of the section, where it has neither list nor table."""
    for index in range(section.first, section.last):
        block = document.blocks[index]
        if block.part != "body" or block.kind == "heading":
            continue
        general = _contribution(block.text, lexicon).split(", ")[0]
        names = names_in(block.text, lexicon)
        for (start, end), following in zip_longest(names, names[1:]):
            name = block.text[start:end]
            said = _contribution(block.text[end : following[0] if following else None], lexicon) or general
            yield Agency(name, CONTRIBUTOR, sort_of(name, lexicon), said, index, start, end)
