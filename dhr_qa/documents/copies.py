"""A report that lies in a folder twice, as a PDF and as the document that it was made from, counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from dhr_qa.documents.model import Document, Unread

_SAME = 0.9  #: of the words of the longer document that both have


def without_copies(documents: Sequence[Document]) -> list[Document]:
    """The documents without PDFs whose text another document has; that one says among `unread` what was left out."""
    printed = [each for each in documents if each.format == "pdf"]
    sources = [each for each in documents if each.format != "pdf"]
    if not printed or not sources:
        return list(documents)
    words = {id(each): _words(each) for each in documents}
    said: dict[int, list[Unread]] = {}
    dropped: set[int] = set()
    for copy in printed:
        source = next((each for each in sources if _is_same(words[id(copy)], words[id(each)])), None)
        if source is not None:
            dropped.add(id(copy))
            name = copy.path.replace("\\", "/").rsplit("/", 1)[-1]
            what = f"{name}, a PDF with the same text as this document: it was not checked on its own"
            said.setdefault(id(source), []).append(Unread(what))
    return [
        replace(each, unread=(*each.unread, *said[id(each)])) if id(each) in said else each
        for each in documents
        if id(each) not in dropped
    ]


def _words(document: Document) -> Counter[str]:
    parts = ("body", "table", "textbox", "footnote", "endnote")
    return Counter(word for block in document.blocks if block.part in parts for word in block.text.casefold().split())


def _is_same(one: Counter[str], other: Counter[str]) -> bool:
    longer = max(one.total(), other.total())
    return longer > 0 and (one & other).total() >= _SAME * longer
