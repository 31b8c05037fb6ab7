"""Small pieces of wording that writers and error messages share: counts, lists, slugs, quotations, clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Control characters could drive a terminal; the bidirectional ones could turn the order of words round.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.?!](?=\s+[A-Z\"“‘(])")


def visible(text: str) -> str:
    """Text from outside with its lines, without characters that could turn the order of words round."""
    return _UNSAFE.sub("", text)


def clean(text: str) -> str:
    """Text from outside on one line, without characters that could drive or mislead a terminal."""
    return _SPACE.sub(" ", _UNSAFE.sub("", text)).strip()


def shortened(text: str, limit: int) -> str:
    """`text` on one line, cut at a word to at most `limit` characters."""
    line = clean(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    if space > limit // 2 and not line[limit - 1].isspace():
        cut = cut[:space]
    return cut.rstrip(" ,;:.-") + "…"


def quoted(text: str, limit: int = 220) -> str:
    """Words of the document in quotation marks; the words of a mask stand without them."""
    line = shortened(text, limit)
    return line if line.startswith("[") and line.endswith(" masked]") else f"“{line}”"


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph of plain prose."""
    line = clean(text)
    end = _SENTENCE_END.search(line)
    return line[: end.end()] if end else line


def opening(text: str, limit: int = 240) -> str:
    """The first sentences of a paragraph of plain prose: as many as fit into `limit` characters, at least one."""
    line = clean(text)
    end = len(first_sentence(line))
    for found in _SENTENCE_END.finditer(line):
        if found.end() <= limit:
            end = max(end, found.end())
    return line if len(line) <= limit else line[:end]


def spoken(slug: str) -> str:
    """A slug as words: "terms-of-reference" gives "terms of reference"."""
    return clean(slug).replace("-", " ")


def titled(slug: str) -> str:
    """A slug as a title: "terms-of-reference" gives "Terms of reference"."""
    words = spoken(slug)
    return words[:1].upper() + words[1:]


def counted(number: int, singular: str, plural: str = "") -> str:
    """ "1 word", "14,500 words"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def severities_in_words(counts: dict[str, int]) -> list[str]:
    """ "1 critical", "3 major", "9 minor", "4 for information": those that are not nought."""
    spoken_names = {"critical": "critical", "major": "major", "minor": "minor", "info": "for information"}
    return [f"{counts[name]:,} {words}" for name, words in spoken_names.items() if counts.get(name)]


def near(name: str, names: Iterable[str]) -> str:
    """The name that was probably meant, or ""."""
    from difflib import get_close_matches

    by_fold = {known.casefold().replace("_", "-"): known for known in names}
    wanted = name.casefold().replace("_", "-").replace(" ", "-")
    found = get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    if found:
        return by_fold[found[0]]
    pieces = set(wanted.split("-"))
    shared = [(len(pieces & set(known.split("-"))), known) for known in by_fold]
    best = max(shared, default=(0, ""))
    return by_fold[best[1]] if best[0] else ""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """' Did you mean "…"?', or "" where nothing is near."""
    guess = near(name, names)
    return f' Did you mean "{guess}"?' if guess else ""
