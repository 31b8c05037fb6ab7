"""What a feedback letter asks for, point by point: numbered points, bullets, and requests in running text.

The words by which a request is known, and those that belong to every letter (how to send and publish), are the
phrase lists `letter-requests`, `letter-publishing`, `letter-leads` and `letter-praise`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.language.fold import fold
from dhr_qa.language.sentences import sentences
from dhr_qa.review.blocks import squeezed, without_label
from dhr_qa.review.facts import Facts, Region
from dhr_qa.review.items import Item, list_items
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.vocabulary import Vocabulary

KIND = "feedback-letter"
NUMBERED, BULLET, PROSE, PUBLISHING = "numbered", "bullet", "prose", "publishing"
POINT_KINDS = (NUMBERED, BULLET, PROSE, PUBLISHING)
_LISTS = (
    "letter-requests", "letter-publishing", "earlier-points-open", "letter-leads", "letter-praise", "salutations",
    "valedictions",
)  # fmt: skip
_LEAST_WORDS, _LEAD_WORDS = 3, 12


class Point(Struct, frozen=True):
    """One thing that a letter asks for or criticises.

    kind: numbered, bullet, prose (a sentence of the running text) or publishing (how to send and publish, which
    every letter asks). number: as printed ("2.1" below a point that only leads to those below it), or "";
    under: the line that heads its list.
    """

    kind: str
    number: str
    text: str
    block: int
    start: int
    end: int
    under: str = ""


def find_points(facts: Facts, vocabulary: Vocabulary) -> tuple[Point, ...]:
    """The points of every feedback letter in a file, in reading order."""
    if any(name not in vocabulary.phrases for name in _LISTS):
        return ()
    lexicon = lexicon_for(vocabulary)
    regions = [region for region in facts.regions if region.kind == KIND]
    return tuple(point for region in regions for point in _of_region(facts, lexicon, region))


def _of_region(facts: Facts, lexicon: Lexicon, region: Region) -> Iterator[Point]:
    first, last = _body(facts, lexicon, region)
    blocks = [b for b in range(first, last) if facts.document.blocks[b].part in ("body", "table", "textbox")]
    items = {item.block: item for item in _asked(facts, lexicon, blocks)}
    listed = {item.block for item in list_items(facts.document, blocks)}
    for number in blocks:
        block = facts.document.blocks[number]
        if number in items:
            yield _point(facts, lexicon, items[number])
        elif number not in listed and block.kind != "heading" and block.text.strip():
            yield from _prose(lexicon, block.text, number)


def _body(facts: Facts, lexicon: Lexicon, region: Region) -> tuple[int, int]:
    """The blocks after the greeting and before the close."""
    first, last = region.first, region.last
    for number in range(region.first, region.last):
        folded = facts.index.text(number)
        if first == region.first and lexicon.list("salutations").regexp.match(folded) is not None:
            first = number + 1
        elif first != region.first and lexicon.list("valedictions").regexp.match(folded) is not None:
            return first, number
    return first, last


def _point(facts: Facts, lexicon: Lexicon, item: Item) -> Point:
    kind = NUMBERED if item.label else BULLET
    if lexicon.occurs("letter-publishing", fold(item.text)):
        kind = PUBLISHING
    return Point(kind, item.label, item.text, item.block, item.start, item.end, _head(facts, lexicon, item))


def _asked(facts: Facts, lexicon: Lexicon, blocks: Sequence[int]) -> Iterator[Item]:
    """Items that are points. What stands below an item belongs to it; where the item only leads to those below,
    each of them is a point, under its number."""
    kept: list[Item] = []
    lead: Item | None = None
    below = 0
    for item in list_items(facts.document, blocks):
        if item.parent and item.text.rstrip().endswith(":"):
            lead, below = item, 0
            continue
        if lead is not None and item.depth > lead.depth:
            below += 1
            label = f"{lead.label}.{below}" if lead.label else ""
            kept.append(replace(item, label=label, lead=lead.block))
            continue
        lead = None
        above = kept[-1] if kept else None
        if above is not None and item.depth > above.depth and item.lead == above.lead:
            kept[-1] = replace(above, text=f"{above.text}\n{item.text}")
        elif len(item.text.split()) >= _LEAST_WORDS and not _praised(facts, lexicon, item):
            kept.append(item)
    return iter(kept)


def _praised(facts: Facts, lexicon: Lexicon, item: Item) -> bool:
    """Whether an item stands in a list of what the panel liked."""
    lead = facts.document.blocks[item.lead].text if item.lead is not None else ""
    if lexicon.occurs("letter-leads", fold(lead)) or lexicon.occurs("letter-requests", fold(item.text)):
        return False
    return lexicon.occurs("letter-praise", fold(lead)) or lexicon.occurs("letter-praise", fold(item.text))


def _head(facts: Facts, lexicon: Lexicon, item: Item) -> str:
    """The short line above a list that says what its items are about ("Structure:")."""
    if item.lead is None:
        return ""
    block = facts.document.blocks[item.lead]
    text = squeezed(block.text[without_label(block)[1] :])
    if lexicon.occurs("letter-leads", fold(text)):
        return ""
    return text.rstrip(": ") if 0 < len(text.split()) <= _LEAD_WORDS else ""


def _prose(lexicon: Lexicon, text: str, block: int) -> Iterator[Point]:
    folded = fold(text)
    for start, end in sentences(text):
        said, words = folded[start:end], text[start:end].strip()
        if words.endswith(":") or len(words.split()) < _LEAST_WORDS:
            continue
        if lexicon.occurs("earlier-points-open", said):
            yield Point(PROSE, "", words, block, start, end)
        elif lexicon.occurs("letter-publishing", said):
            yield Point(PUBLISHING, "", words, block, start, end)
        elif lexicon.occurs("letter-leads", said):
            continue
        elif lexicon.occurs("letter-requests", said):
            yield Point(PROSE, "", words, block, start, end)
