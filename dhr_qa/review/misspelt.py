"""The slips of spelling in a document, each occurrence with what was meant. Looked for when a rule first asks.

Names of people and bodies, quotations, words that the vocabulary itself uses, words that the report uses again and
again, and what stands in contents, notes and headers are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from dhr_qa.language.fold import folded
from dhr_qa.language.quotations import quotations
from dhr_qa.language.spelling import double_stops, doubled_words, joined_words, strange, suggestion, unknown_words
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.vocabulary import Vocabulary

KNOWN = "known-spellings"
UNKNOWN, DOUBLED, JOINED, STOPS = "unknown", "doubled", "joined", "stops"
_PARTS = ("body", "table", "textbox")
_OFTEN = 3  #: a word written so often is meant
_LETTERS = re.compile(r"[a-z]+")


class Slip(Struct, frozen=True):
    """A slip of spelling. kind: unknown (no such word), doubled, joined (two words as one) or stops (".."); `meant`
    is what should stand there."""

    kind: str
    text: str
    meant: str
    block: int
    start: int
    end: int


def find_slips(facts: Facts, vocabulary: Vocabulary) -> tuple[Slip, ...]:
    """Every slip in reading order. Linear in the size of the document."""
    lexicon = lexicon_for(vocabulary)
    names = {word for person in facts.people for word in person.name.split()}
    found: list[Slip] = []
    used: Counter[str] = Counter()
    blocks = [block for block in facts.document.blocks if block.part in _PARTS and not block.toc and block.text.strip()]
    for block, look in zip(blocks, strange(block.text for block in blocks), strict=True):
        spans = None
        for slip, word in _of_text(block.text, block.index, lexicon, names, look):
            used[word] += slip.kind == UNKNOWN
            spans = quotations(block.text) if spans is None else spans
            if not any(first <= slip.start and slip.end <= last for first, last in spans):
                found.append(slip)
    return tuple(slip for slip in found if slip.kind != UNKNOWN or used[folded(slip.text)] < _OFTEN)


def _of_text(text: str, block: int, lexicon: Lexicon, names: set[str], look: bool) -> Iterator[tuple[Slip, str]]:
    """The slips of one text; `look`: it can hold unknown words."""
    for start, end, word in unknown_words(text) if look else ():
        if word in _words(lexicon) or _broken(text, start, end):
            continue
        meant = suggestion(word)
        if meant is not None:
            yield Slip(UNKNOWN, word, meant, block, start, end), word
    for start, end, word in doubled_words(text):
        yield Slip(DOUBLED, text[start:end], word, block, start, end), word
    for start, end, meant in joined_words(text, names.__contains__):
        yield Slip(JOINED, text[start:end], meant, block, start, end), meant
    for start, end, meant in double_stops(text):
        yield Slip(STOPS, text[start:end], meant, block, start, end), meant


def _broken(text: str, start: int, end: int) -> bool:
    """Whether a word seems to be a piece of one that a narrow column or a page has broken."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return before.endswith(("-", "\n", "…", "[")) or after.startswith(("\n", "-", "…", "]"))


def _words(lexicon: Lexicon) -> frozenset[str]:
    """Words that the vocabulary knows, those of `known-spellings` above all."""

    def build() -> frozenset[str]:
        vocabulary = lexicon.vocabulary
        texts = list(vocabulary.phrases[KNOWN].phrases) if KNOWN in vocabulary.phrases else []
        for entry in vocabulary.registers.get("acronyms", ()):
            texts += entry.get("expansions", ())
        return frozenset(word for text in texts for word in _LETTERS.findall(folded(text)))

    return lexicon.keep("spelling-words", build)
