"""Which parts of a file are which kind of document: a summary, a report, an action plan, a letter.

Kinds are told by titles, by headings that start a part, by the salutation and phrases of a letter and by
tables that are an action plan; the words for all of these are in the register `document-kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.phrases import Matcher
from dhr_qa.review.blocks import count_words, line, main_end, without_label
from dhr_qa.review.facts import Region, TableKind
from dhr_qa.review.headings import Heading
from dhr_qa.review.lexicon import Lexicon

REGISTER = "document-kinds"
DEFAULT = "overview-report"
_SENTENCE_WORDS = 8  #: a shorter line with a full stop may be a title
SUMMARY, REPORT = "executive-summary", "overview-report"
_TITLE_BLOCKS, _TITLE_WORDS = 30, 150
_LINE_WORDS = 20  #: a title has no longer line, and no full stop
_OWN_WORDS = 150  #: a summary with at least so many words of its own under its heading has no further sections
_LETTER_BLOCKS, _ADDRESS_BLOCKS, _ADDRESS_WORDS = 60, 8, 40
_GAP_WORDS = 120


class _Start(Struct, frozen=True):
    block: int
    kind: str
    level: int


def find_regions(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    headings: Sequence[Heading],
    tables: Sequence[TableKind],
    kind: str | None = None,
) -> tuple[Region, ...]:
    """The regions of a file in order, without gaps, from its first block to the end of the main text.

    `kind` forces the whole file to be one kind.
    """
    end = main_end(document)
    if kind is not None or not end:
        return (Region(kind or DEFAULT, 0, end),)
    starts = _heading_starts(document, lexicon, headings)
    letters = _letter_starts(document, lexicon, index, starts)
    starts += letters
    title_end, titled = _title(document, lexicon, headings, min((s.block for s in letters), default=end))
    if titled is not None:
        starts = [start for start in starts if start.block >= title_end]
    main = titled or _untitled(document, index, lexicon, tables, starts)
    if {SUMMARY, REPORT} <= {start.kind for start in starts}:
        main = REPORT  # a title that names both: what is neither, such as an appendix, belongs to the report
    regions = _cut(document, lexicon, headings, sorted(starts, key=lambda s: s.block), main, end)
    return _with_tables(document, lexicon, headings, regions, tables)


def _heading_starts(document: Document, lexicon: Lexicon, headings: Sequence[Heading]) -> list[_Start]:
    forms = lexicon.forms(REGISTER, "starts")
    starts = []
    for heading in headings:
        block = document.blocks[heading.block]
        _, offset = without_label(block)
        entry = forms.identify(line(block.text[offset:])) or forms.identify(line(block.text))
        if entry is not None:
            starts.append(_Start(heading.block, entry.id, heading.level))
    return starts


def _letter_starts(document: Document, lexicon: Lexicon, index: TextIndex, starts: Sequence[_Start]) -> list[_Start]:
    """Letters that no heading announces: a salutation, and the phrases of such a letter after it."""
    found: list[_Start] = []
    salutation = lexicon.list("salutations").regexp
    letters = [e for e in lexicon.register(REGISTER) if e.get("required-signs") and e.id not in (SUMMARY, REPORT)]
    kinds = {entry.id for entry in letters}
    for entry in letters:
        for block in document.blocks:
            if block.part != "body" or salutation.match(index.text(block.index)) is None:
                continue
            if _signs(index, lexicon, entry.id, block.index, block.index + _LETTER_BLOCKS) < entry.get(
                "required-signs"
            ):
                continue
            first = _address(document, block.index)
            known = [s for s in starts if s.kind in kinds] + found  # a letter is of one kind only
            if not any(first - 3 <= s.block <= block.index for s in known):
                found.append(_Start(first, entry.id, 1))
    return found


def _address(document: Document, salutation: int) -> int:
    """The first block of the address above a salutation."""
    first = salutation
    for index in range(salutation - 1, max(-1, salutation - 1 - _ADDRESS_BLOCKS), -1):
        block = document.blocks[index]
        if block.part != "body" or block.kind == "heading" or len(block.text.split()) > _ADDRESS_WORDS:
            break
        first = index
    return first


def _signs(index: TextIndex, lexicon: Lexicon, kind: str, first: int, last: int) -> int:
    """How many phrases that speak for a kind occur in blocks `first <= i < last`."""
    forms = lexicon.forms(REGISTER, "signs")
    count = 0
    for block, spans in index.find(forms.matcher).items():
        if first <= block < last:
            text = index.text(block)
            said = (forms.identify_all(text[start:end]) for start, end in spans)
            count += sum(1 for entries in said if any(entry.id == kind for entry in entries))
    return count


def _title(document: Document, lexicon: Lexicon, headings: Sequence[Heading], until: int) -> tuple[int, str | None]:
    """Where the title of the file ends (a block index), and the kind that it tells, if it tells any.

    The title is everything before the first section, and in any case the first line; `until` is where a letter
    begins, whose text is no title.
    """
    first = next((b.index for b in document.blocks if b.text.strip() and b.part == "body"), 0)
    end = next((h.block for h in headings if set(h.roles) - {"title-page"}), len(document.blocks))
    lines: list[str] = []
    words = 0
    for block in document.blocks[: min(max(end, first + 1), until)]:
        words += len(block.text.split())
        if block.toc or words > _TITLE_WORDS or len(lines) >= _TITLE_BLOCKS:
            break
        if block.text.strip() and block.part in ("body", "table", "textbox"):
            if not _is_sentence(block.text):  # "This plan should be read with the overview report."
                lines.append(block.text)
            end = block.index + 1
    forms = lexicon.forms(REGISTER, "titles")
    # A note under the title may name another paper: "the names are those of the overview report".
    short = [each for each in lines if len(each.split()) <= _LINE_WORDS and not each.rstrip().endswith(".")]
    spans = list(forms.spans(fold("\n".join(short)))) or list(forms.spans(fold("\n".join(lines))))
    if not spans:
        return 0, None
    order = [entry.id for entry in lexicon.register(REGISTER)]
    return end, str(min(spans, key=lambda s: (s[0] - s[1], order.index(s[2].id)))[2].id)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and len(text.split()) >= _SENTENCE_WORDS


def _untitled(
    document: Document, index: TextIndex, lexicon: Lexicon, tables: Sequence[TableKind], starts: Sequence[_Start]
) -> str:
    """The kind of a file without a telling title: by its first heading, else its text, else its tables."""
    filled = next((b.index for b in document.blocks if b.text.strip() and b.part == "body"), 0)
    for start in starts:
        if start.block <= filled:
            return start.kind
    for entry in lexicon.register(REGISTER):
        needed = entry.get("required-signs", 2)
        if entry.get("salutation"):
            continue  # without its greeting it cannot be told from a report
        signs = _signs(index, lexicon, entry.id, 0, len(document.blocks)) if entry.get("signs") else 0
        if entry.get("signs") and signs >= needed and (entry.id == SUMMARY or not starts):
            return entry.id
    for entry in lexicon.register(REGISTER):
        plans = [document.tables[t.table] for t in tables if t.kind == entry.get("table")]
        own = sum(count_words(document, table.first, table.last) for table in plans)
        if own * 2 > max(1, document.words):
            return entry.id
    return DEFAULT


def _cut(
    document: Document,
    lexicon: Lexicon,
    headings: Sequence[Heading],
    starts: Sequence[_Start],
    main: str,
    end: int,
) -> list[Region]:
    """Regions from the starts, and from the headings at which a part that is not the main one ends."""
    by_block = {start.block: start for start in starts}
    places = sorted({h.block for h in headings} | set(by_block))
    heading_at = {h.block: h for h in headings}
    regions: list[Region] = []
    current, since, level = main, 0, 0
    seen: set[str] = set()

    def close(block: int, kind: str, at_level: int) -> None:
        nonlocal current, since, level
        if block > since:
            regions.append(Region(current, since, block))
        current, since, level = kind, block, at_level
        seen.clear()

    for place in places:
        start = by_block.get(place)
        heading = heading_at.get(place)
        if start is not None:
            if start.kind != current:
                close(place, start.kind, start.level)
        elif (
            heading is not None
            and current != main
            and _ends(document, lexicon, headings, heading, current, since, level, seen)
        ):
            close(place, main, 0)
        if heading is not None:
            seen.update(heading.roles)
    if end > since:
        regions.append(Region(current, since, end))
    return regions


def _ends(
    document: Document,
    lexicon: Lexicon,
    headings: Sequence[Heading],
    heading: Heading,
    kind: str,
    since: int,
    level: int,
    seen: set[str],
) -> bool:
    """Whether a heading ends a part of `kind` that began at block `since` with a heading of `level`."""
    if heading.appendix:
        return True
    entry = lexicon.entry(REGISTER, kind)
    closes = entry.get("closes") if entry is not None else None
    if closes and _goes_on(document, lexicon.list(closes), heading.block):
        return False
    if kind == SUMMARY:
        opening = {e.id for e in lexicon.register("sections") if e.get("opens")}
        if seen & opening & set(heading.roles):
            return True
        first = next((h.block for h in headings if h.block > since and h.level <= level), None)
        own = count_words(document, since, first) if first is not None else 0
        return heading.block == first and own >= _OWN_WORDS
    holds = entry.get("holds", ()) if entry is not None else ()
    return heading.level <= level and bool(heading.roles) and not set(heading.roles) & set(holds)


def _goes_on(document: Document, closing: Matcher, block: int) -> bool:
    """Whether the close of a letter is still to come after a block."""
    following = (each for each in document.blocks[block + 1 : block + _LETTER_BLOCKS] if each.part == "body")
    return any(closing.regexp.match(fold(each.text)) is not None for each in following)


def _with_tables(
    document: Document,
    lexicon: Lexicon,
    headings: Sequence[Heading],
    regions: Sequence[Region],
    tables: Sequence[TableKind],
) -> tuple[Region, ...]:
    """The regions, with tables that are a part of their own cut out where no heading has done so.

    Tables with little between them, and no section of another sort, are one part.
    """
    own = {entry.get("table"): entry.id for entry in lexicon.register(REGISTER) if entry.get("table")}
    roles_at = {h.block: h.roles for h in headings if h.roles and not h.item}
    found: list[Region] = []
    for region in regions:
        parts: list[Region] = []
        for known in tables:
            kind, table = own.get(known.kind), document.tables[known.table]
            inside = region.first <= table.first < region.last and table.within is None
            if kind is None or kind == region.kind or not inside:
                continue
            last = parts[-1] if parts else None
            if last is not None and last.kind == kind and _close(document, last.last, table.first, roles_at):
                parts[-1] = Region(kind, last.first, table.last)
            else:
                parts.append(Region(kind, table.first, table.last))
        since = region.first
        for part in parts:
            if part.first > since:
                found.append(Region(region.kind, since, part.first))
            found.append(part)
            since = part.last
        if region.last > since:
            found.append(Region(region.kind, since, region.last))
    return tuple(found)


def _close(document: Document, first: int, last: int, roles_at: Mapping[int, tuple[str, ...]]) -> bool:
    return count_words(document, first, last) <= _GAP_WORDS and not any(i in roles_at for i in range(first, last))
