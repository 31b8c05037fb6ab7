"""Bodies and schemes that an item names and no topic has: by a word for their kind, or by capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.stems import stems
from dhr_qa.review.coverage_asked import Span
from dhr_qa.review.lexicon import Lexicon

_BEFORE = re.compile(rb"(?:[A-Za-z][A-Za-z'-]*[ ]){1,2}$")
_NAMED = re.compile(r"(?<=[a-z,;'’] )[A-Z][\w'’]+(?: (?:of|the|for) (?=[A-Z])| (?=[A-Z])|[\w'’-]+)*")
_SHORT_STEM = 4
_ENDING = 2  #: letters in which kin of a word may differ: redundancy, redundant


def words_pattern(texts: Sequence[str], lexicon: Lexicon) -> Any:
    """An RE2 pattern for some words, each as it is or in the plural."""
    return lexicon.pattern("|".join(map(_phrase, texts)))


def _phrase(text: str) -> str:
    words = r"[ \t\r-]+".join(re.escape(word) for word in fold(text).decode().split())
    return rf"\b{words}(?:s|'s)?\b"


def beginning(root: str) -> str:
    """A pattern for the words of a stem; a short one stands for itself and its plural only."""
    if len(root) <= _SHORT_STEM:
        return rf"\b{root}(?:s|es)?\b"
    return rf"\b{root[: max(_SHORT_STEM + 1, len(root) - _ENDING)]}"


def opening_of(root: str) -> bytes:
    """What stands in a text in small letters, behind a space, where it has a word of a stem."""
    return f" {root if len(root) <= _SHORT_STEM else root[: max(_SHORT_STEM + 1, len(root) - _ENDING)]}".encode()


def free(text: bytes, pattern: re.Pattern[bytes], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in spans):
            yield match.span()


def bodies(folded: bytes, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[tuple[int, int, str, Any]]:
    """Start, end, name and pattern of bodies that no topic has: "noise team", "credit union"."""
    empty = lexicon.list("coverage-empty").regexp
    for match in lexicon.list("coverage-bodies").regexp.finditer(folded):
        first, last = match.span()
        if any(start < last and first < end for start, end, _ in spans):
            continue
        before = _BEFORE.search(folded[:first])
        words = before[0].decode().split() if before else []
        while words and empty.fullmatch(words[0].encode()):
            words.pop(0)
        if not words or any(empty.fullmatch(word.encode()) for word in words):
            continue
        name = f"{' '.join(words)} {folded[first:last].decode()}"
        start = first - len(" ".join(words)) - 1
        if any(begin < last and start < end for begin, end, _ in spans) or words[-1].endswith(("ly", "ed")):
            continue
        known = lexicon.list("coverage-bodies").regexp
        roots = [beginning(root) for word in words if not known.fullmatch(fold(word)) for _, root in stems(word)]
        pattern = lexicon.pattern("|".join([_phrase(name), *roots]))
        yield start, last, name, pattern


def of_a_body(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name is rather of a body, a scheme or a law than of a person or a place."""
    if len(words[-1]) == 1 or lexicon.list("coverage-titles").regexp.fullmatch(fold(words[0])):
        return False
    heads = lexicon.list("coverage-bodies").regexp, lexicon.list("coverage-named").regexp
    return len(words) > 2 or any(head.fullmatch(fold(words[-1])) for head in heads)


def short_names(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """What a report may call a body for short: its initials, its first two words, the words that only it has."""
    capitals = [word for word in words if word[:1].isupper()]
    known = lexicon.list("coverage-bodies").regexp, lexicon.list("coverage-empty").regexp
    own = [word for word in capitals if len(word) > 3 and not any(one.fullmatch(fold(word)) for one in known)]
    short = "".join(word[0] for word in capitals) if len(capitals) > 2 else " ".join(capitals)
    return [short, " ".join(words[:2]), *own]


def named(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Names of two capitalised words or more that no topic has."""
    for match in _NAMED.finditer(text):
        name = match[0].strip()
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if sum(word[:1].isupper() for word in name.split()) >= 2:
            yield match.start(), name.removesuffix("'s").removesuffix("’s")
