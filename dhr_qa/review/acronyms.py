"""Acronyms, where each is first used, and every expansion that the text gives for it.

Definitions are found as Schwartz and Hearst describe (2003, "A simple algorithm for identifying abbreviation
definitions in biomedical text"): the letters of a short form in brackets are matched backwards in the words
before it. Here a block is the limit, so that no definition runs from one table cell into the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct, field

from dhr_qa.documents.grid import cell_at
from dhr_qa.documents.model import Document
from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.review.blocks import TEXT_PARTS, squeezed
from dhr_qa.review.facts import Acronym, TableKind
from dhr_qa.review.lexicon import Lexicon

GLOSSARY = "glossary"
_SHORT = r"[A-Z]{2,9}|[A-Z][a-z][A-Z]{1,4}|[A-Z]{1,4}&[A-Z]{1,3}"
_TOKEN = re.compile(rf"(?<![A-Za-z0-9&./@-])({_SHORT})(?:'?s)?(?![A-Za-z0-9&@]|[./-][A-Za-z0-9])")
_BRACKETED = re.compile(rf"\(\s*['\"]?(?:the\s+)?['\"]?({_SHORT})(?:'?s)?['\"]?\s*\)")
_EXPLAINED = re.compile(rf"(?<![A-Za-z0-9])({_SHORT})(?:'?s)?\s*\(([^()\n]{{4,120}})\)")
_LINE = re.compile(rf"^\s*({_SHORT})(?:'?s)?\s*(?:[-:=\t]+|\s-\s)\s*(\S.{{2,150}})$")
_WORD = re.compile(r"[A-Za-z0-9'&-]+")
_LOWER = re.compile(rb"\b[a-z]{2,9}\b")
_SMALL = frozenset(("and", "of", "the", "for", "in", "on", "to", "a", "an", "with", "by", "or", "&", "at"))
_SMALL_SHARE, _LONGEST_HEADLINE = 0.1, 250


class _Seen(Struct):
    uses: int = 0
    first: tuple[int, int] | None = None
    defined: tuple[int, int] | None = None
    expansions: dict[str, tuple[str, int, int]] = field(default_factory=dict)  #: words, block and start


def find_acronyms(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    tables: Sequence[TableKind],
    glossary: Collection[int] = (),
    names: Collection[str] = (),
    lower: Collection[bytes] | None = None,
) -> tuple[Acronym, ...]:
    """The acronyms in order of first use.

    `glossary`: blocks of a glossary; `names`: pseudonyms, which are none; `lower`: `lower_words`, if at hand.
    """
    seen: dict[str, _Seen] = {}
    lower = lower_words(index) if lower is None else lower
    barred = {fold(name).decode() for name in names}
    for block in document.blocks:
        if block.part not in TEXT_PARTS or block.toc or not block.text:
            continue
        text = index.text(block.index).decode().replace("\r", " ")
        in_glossary = block.index in glossary
        for short, expansion, start in _definitions(text, in_glossary) if in_glossary or "(" in text else ():
            entry = seen.setdefault(short, _Seen())
            entry.defined = entry.defined or (block.index, start)
            words = block.text[start : start + len(expansion)]
            entry.expansions.setdefault(_key(expansion), (words, block.index, start))
        found_here = list(_TOKEN.finditer(text))
        if not found_here or _is_headline(text) or (block.kind == "heading" and text.isupper()):
            continue
        for match in found_here:
            entry = seen.setdefault(match.group(1), _Seen())
            entry.uses += 1
            entry.first = entry.first or (block.index, match.start(1))
    for short, expansion, place in _glossary_rows(document, tables):
        entry = seen.setdefault(short, _Seen())
        entry.expansions.setdefault(_key(expansion), (expansion, *place))
        if entry.defined is None or place < entry.defined:
            entry.defined = place
    common = {entry.title for entry in lexicon.register("acronyms") if entry.get("common")}
    roman = lexicon.list("roman-not-acronym").regexp
    found = []
    for short, entry in seen.items():
        plain = short.lower().encode() in lower or roman.fullmatch(short.encode()) is not None
        if short in barred or (not entry.expansions and plain and short not in common):
            continue
        at = entry.first or entry.defined
        if at is not None:
            spelled = tuple((squeezed(text), block, start) for text, block, start in entry.expansions.values())
            texts = tuple(text for text, _, _ in spelled)
            found.append(Acronym(short, texts, entry.uses, at, entry.defined, short in common, spelled))
    return tuple(sorted(found, key=lambda acronym: acronym.first_use))


def lower_words(index: TextIndex) -> frozenset[bytes]:
    """The short words that a document writes in lower case: capitals that spell one are a word, not an acronym."""
    return frozenset(_LOWER.findall(index.folded))


def _key(expansion: str) -> str:
    return " ".join(_WORD.findall(fold(expansion).decode().lower())).rstrip("s")


def _is_headline(text: str) -> bool:
    """Whether a line is in capitals, so that its words are no acronyms."""
    words = _WORD.findall(text) if len(text) <= _LONGEST_HEADLINE else []
    small = sum(1 for word in words if not word.isupper() and word[0].isalpha())
    return len(words) > 2 and small <= _SMALL_SHARE * len(words)


def _definitions(text: str, in_glossary: bool) -> Iterator[tuple[str, str, int]]:
    """Short form, its words and where they start, for each definition in a block."""
    for match in _BRACKETED.finditer(text):
        start = _long_form(match.group(1), text[: match.start()])
        if start is not None:
            yield match.group(1), text[start : match.start()].rstrip(" '\"-"), start
    for match in _EXPLAINED.finditer(text):
        words = match.group(2)
        if _fits(match.group(1), words):
            yield match.group(1), words.strip(), match.start(2)
    if in_glossary:
        at = 0
        for piece in text.split(";"):  # a line each, or all in one paragraph: "IMR – …; GP – …"
            line = _LINE.match(piece.lstrip())
            if line is not None:
                lead = len(piece) - len(piece.lstrip())
                yield line.group(1), line.group(2).strip(), at + lead + line.start(2)
            at += len(piece) + 1


def _long_form(short: str, before: str) -> int | None:
    """Where the words that a short form stands for begin in the text before it; None if none fit."""
    letters = [c.lower() for c in short if c.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 6, len(letters) * 2 + 2) :]
    if not words:
        return None
    floor = words[0].start()
    place = len(before.rstrip()) - 1
    for number in range(len(letters) - 1, -1, -1):
        while place >= floor and (
            before[place].lower() != letters[number] or (number == 0 and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < floor:
            return _by_capitals(short, before, words)
        place -= 1
    start = place + 1
    long_form = before[start:]
    many = len(_WORD.findall(long_form))
    if many < 2 or short in _WORD.findall(long_form) or not _starts_words(letters, long_form):
        return _by_capitals(short, before, words)
    return start


def _starts_words(letters: Sequence[str], long_form: str) -> bool:
    """Whether at least half of the letters begin words: "Safer Fenshire (AFE)" is not a definition by accident."""
    initials = [word[0].lower() for word in re.split(r"[\s/-]+", long_form) if word]
    return sum(1 for letter in letters if letter in initials) * 2 >= len(letters)


def _by_capitals(short: str, before: str, words: Sequence[re.Match[str]]) -> int | None:
    """A run of capitalised words right before the bracket whose first letter fits, though the others may not."""
    start = None
    for word in reversed(words):
        text = word.group()
        if text[0].isupper():
            if text[0] == short[0] and before[word.end() :].strip(" ") != "":
                start = word.start()
        elif text not in _SMALL:
            break
    if start is None or len(_WORD.findall(before[start:])) < 2 or short in _WORD.findall(before[start:]):
        return _by_initials(short, before, words)
    return start


def _by_initials(short: str, before: str, words: Sequence[re.Match[str]]) -> int | None:
    """The last words before the bracket whose initials are the letters in another order: "abuse and violence (VA)"."""
    letters = sorted(short.lower())
    initials: list[str] = []
    for word in reversed(words):
        if word.group().lower() in _SMALL:
            continue
        initials.append(word.group()[0].lower())
        if len(initials) == len(letters):
            return word.start() if sorted(initials) == letters else None
    return None


def stands_for(short: str, words: str) -> bool:
    """Whether the letters of an acronym occur in words in order, the first at their start."""
    text, place = fold(words).decode().lower(), -1
    for letter in (c.lower() for c in short if c.isalpha()):
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    first = next((c.lower() for c in short if c.isalpha()), "")
    return any(word.startswith(first) for word in text.split()[:2])


def _fits(short: str, words: str) -> bool:
    """Whether words in brackets after an acronym are what it stands for: most initials in order."""
    if short in words or any(sign in words for sign in ".;?!"):
        return False
    initials = [word[0].lower() for word in re.split(r"[\s/&-]+", words) if word and word.lower() not in _SMALL]
    letters = [c.lower() for c in short if c.isalpha()]
    place = matched = 0
    for letter in letters:
        while place < len(initials) and initials[place] != letter:
            place += 1
        if place < len(initials):
            matched += 1
            place += 1
        else:
            place = matched
    return len(initials) >= 2 and initials[0] == letters[0] and matched * 3 >= len(letters) * 2


def _glossary_rows(document: Document, tables: Sequence[TableKind]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for known in tables:
        columns = dict(known.columns)
        if known.kind != GLOSSARY or not {"acronym", "meaning"} <= set(columns):
            continue
        table = document.tables[known.table]
        for row in range(known.header_rows, table.rows):
            name, meaning = cell_at(table, row, columns["acronym"]), cell_at(table, row, columns["meaning"])
            if name is None or meaning is None or not name.blocks or name is meaning:
                continue
            short = fold(document.cell_text(name)).decode().strip(" .\r")
            match = _TOKEN.fullmatch(short)
            if match is not None and document.cell_text(meaning).strip():
                yield match.group(1), document.cell_text(meaning).strip(), (name.blocks[0], 0)
