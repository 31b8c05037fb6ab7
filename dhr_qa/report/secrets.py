"""What must not be shown where words are masked: the identifiers and the names that a document should not hold.

Rules mask what they quote. This filter is for everything else that may repeat it: the name of the file, a
heading, the words that another rule quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from dhr_qa.language.mask import mask
from dhr_qa.review.facts import Facts

_SHORTEST = 3
#: Telling only in their place; as figures they are everywhere.
_NOT_SECRET = ("event-date",)


def secret_filter(documents: Iterable[Facts]) -> Callable[[str], str]:
    """A function that masks, in any text, what the documents should not hold. It changes nothing if they hold none."""
    return filter_of(secret_words(documents))


def secret_words(documents: Iterable[Facts]) -> frozenset[str]:
    """The identifiers and names that documents hold and should not."""
    found = (text for facts in documents for text in _secrets(facts))
    return frozenset(text for text in found if len(text.strip()) >= _SHORTEST)


def filter_of(words: Collection[str]) -> Callable[[str], str]:
    """A function that masks these words in any text."""
    if not words:
        return str
    ordered = sorted(words, key=lambda text: (-len(text), text))
    pattern = re.compile("|".join(_written(text) for text in ordered))
    return lambda text: pattern.sub(lambda found: mask(found.group()), text)


def _written(text: str) -> str:
    """A text as a pattern: whole words, any space or low line between them, with the endings of a possessive."""
    body = r"[\s_]+".join(re.escape(word) for word in re.split(r"[\s_]+", text.strip()))
    return rf"(?<![^\W_]){body}(?![^\W_])"


def _secrets(facts: Facts) -> Iterator[str]:
    for trace in facts.traces:
        if not trace.public and trace.kind not in _NOT_SECRET:
            yield trace.text
    for mention in facts.names.mentions:
        if not mention.allowed:
            yield mention.name
