"""Acts, sections of Acts and editions of the statutory guidance, as the text cites them, right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.review.blocks import TEXT_PARTS
from dhr_qa.review.facts import Citation
from dhr_qa.review.lexicon import Lexicon, part

ACT, SECTION, GUIDANCE = "act", "section", "guidance"
_ARTICLE = re.compile(rb".*?\b[Tt]he ")
_SPACE = re.compile(r"\s+")
_LEAD = 3  #: an article within the first words of a title ends a lead-in such as "Following the"


def find_citations(document: Document, index: TextIndex, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Citations in reading order. The title of an Act is given with its year where the text gives one."""
    found: list[Citation] = []
    for entry in lexicon.register("citation-forms"):
        for pattern in entry.get("patterns", ()):
            compiled = lexicon.pattern(pattern, case=True)
            for block, match in _matches(document, index, compiled, fold(entry.get("needs", ""))):
                found += _citation(document, lexicon, entry.id, block, match)
    found += _without_year(document, index, lexicon, found)
    longest = sorted(found, key=lambda c: c.start, reverse=True)
    unique = {(c.kind, c.block, c.end, c.section): c for c in longest}
    return tuple(sorted(unique.values(), key=lambda c: (c.block, c.start, c.kind)))


def _matches(document: Document, index: TextIndex, pattern: Any, needs: bytes) -> Iterator[tuple[int, Any]]:
    """Matches block by block, in blocks that hold the letters that every match must have."""
    for block in document.blocks:
        if block.part not in TEXT_PARTS or block.toc:
            continue
        text = index.text(block.index).replace(b"\r", b" ")
        if needs not in text:
            continue
        for match in pattern.finditer(text):
            yield block.index, match


def _citation(document: Document, lexicon: Lexicon, kind: str, block: int, match: Any) -> Iterator[Citation]:
    start, end = match.span()
    text = document.blocks[block].text
    in_year = part(match, "year")
    year = int(text[slice(*in_year)]) if in_year[0] >= 0 else None
    if kind == GUIDANCE:
        yield Citation(kind, _guidance_title(lexicon), year, text[start:end], block, start, end)
        return
    first, last = part(match, "title")
    first += _lead(fold(text[first:last]), lexicon)
    words = _SPACE.sub(" ", text[first:last]).strip()
    named = len(words.split()) > 1  # "the Act" and no more says nothing by itself
    if kind == ACT and not named:
        return
    title = f"{words} {year}" if year is not None else words
    if kind == SECTION:
        number = _SPACE.sub("", text[slice(*part(match, "section"))])
        yield Citation(kind, title if named else "", year, text[start:end], block, start, end, number)
    else:
        yield Citation(kind, title, year, text[first:end], block, first, end)


def _guidance_title(lexicon: Lexicon) -> str:
    """The title of the statutory guidance, without its edition."""
    editions = lexicon.register("guidance-editions")
    return editions[0].title.rsplit(",", 1)[0] if editions else ""


def _lead(title: bytes, lexicon: Lexicon) -> int:
    """How many characters of a run of capitalised words before "Act" do not belong to its title."""
    forms = lexicon.forms("acts", "short")
    known = [start for start, end, _ in forms.spans(title) if end == len(title)]
    if known:
        return min(known)
    cut = 0
    article = _ARTICLE.match(title)
    if article is not None and len(article.group().split()) <= _LEAD:
        cut = article.end()
    leads = lexicon.list("citation-leads").regexp
    while True:
        match = leads.match(title[cut:])
        if match is None or not match.end() or cut + match.end() >= len(title):
            return cut
        cut += match.end()
        cut += len(title[cut:]) - len(title[cut:].lstrip(b" ,"))


def _without_year(document: Document, index: TextIndex, lexicon: Lexicon, found: list[Citation]) -> Iterator[Citation]:
    """Known titles, right or wrong, that stand without a year."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for citation in found:
        if citation.kind == ACT:
            taken.setdefault(citation.block, []).append((citation.start, citation.end))
    for field in ("short", "wrong"):
        matcher = lexicon.forms("acts", field).matcher
        for block, spans in index.find(matcher).items():
            if document.blocks[block].part not in TEXT_PARTS or document.blocks[block].toc:
                continue
            for start, end in spans:
                text = document.blocks[block].text[start:end]
                if text[:1].isupper() and not any(a < end and start < b for a, b in taken.get(block, ())):
                    taken.setdefault(block, []).append((start, end))
                    yield Citation(ACT, _SPACE.sub(" ", text), None, text, block, start, end)
