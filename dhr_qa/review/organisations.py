"""The organisations that a document names, each name once: to see whether one body goes by several names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.review.bodies import names_in, sort_of
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.vocabulary import Vocabulary

NAMES, SORTS = "agency-names", "agencies"
_JOINT = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?")
_PARTS = ("body", "table", "textbox", "footnote", "endnote")


class Organisation(Struct, frozen=True):
    """A name of an organisation, where it first stands, and how often.

    kind: its sort (police, health…); root: the name without the words that tell the sort ("Fenshire" of
    "Fenshire Police"), "" where nothing is left.
    """

    name: str
    kind: str
    root: str
    count: int
    block: int
    start: int
    end: int


def find_organisations(facts: Facts, vocabulary: Vocabulary) -> tuple[Organisation, ...]:
    """Every name of an organisation of two words or more, in the order of their first places."""
    if NAMES not in vocabulary.phrases or SORTS not in vocabulary.registers:
        return ()
    lexicon = lexicon_for(vocabulary)
    first: dict[str, tuple[str, int, int, int]] = {}
    counts: dict[str, int] = {}
    for block in facts.document.blocks:
        if block.part not in _PARTS or block.toc:
            continue
        for start, end in _names(block.text, lexicon):
            name = " ".join(block.text[start:end].split())
            if "\n" in block.text[start:end] or len(name.split()) < 2:
                continue
            key = f"{facts.kind_at(block.index)}\x1f{name}"
            first.setdefault(key, (name, block.index, start, end))
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        Organisation(name, kind, _root(name, kind, lexicon), counts[key], block, start, end)
        for key, (name, block, start, end) in first.items()
        for kind in (sort_of(name, lexicon),)
    )


def _names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of names, cut where "and" or a comma joins two that are each whole: not in "Fenland and Coast Trust"."""
    for start, end in names_in(text, lexicon):
        for joint in _JOINT.finditer(text, start, end):
            if _is_whole(text[start : joint.start()], lexicon) and len(text[joint.end() : end].split()) > 1:
                yield start, joint.start()
                start = joint.end()
        yield start, end


def _is_whole(name: str, lexicon: Lexicon) -> bool:
    """Whether a name of two words or more ends with a word that tells its sort."""
    if len(name.split()) < 2:
        return False
    return any(end == len(name) for _, end, _ in lexicon.forms(SORTS).spans(fold(name)))


def _root(name: str, kind: str, lexicon: Lexicon) -> str:
    """What a name holds beside the words of its sort."""
    rest = list(name)
    for start, end, entry in lexicon.forms(SORTS).spans(fold(name)):
        if entry.id == kind:
            rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split()).strip(" ,&")
