"""Words on a page to lines of print, and the words of broken lines put together again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from dhr_qa.documents.model import Span
from dhr_qa.documents.pdf_model import Line, Word, around

_SAME_LINE = 0.5  #: of the height of the lower of two words that they share, if they stand in one line
_BLANK = 0.09  #: of the size of letters: a gap as wide is a blank
_TAB = 1.6  #: of the size: a gap as wide is no blank between words
_RAISED = 0.82  #: of the size of the line: smaller figures above the line are signs of notes
_EDGES = "\"'“”‘’()[]{}.,;:!?…*"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_TAIL, _HEAD = re.compile(r"[A-Za-z]+$"), re.compile(r"[A-Za-z]+")
_CLOSING = tuple(",.;:)]”’")
_WIDE = ("m", "w", "M", "W")
_HYPHENATED = 0.03  #: of the lines that end in a hyphen: more, and the program broke words
_SPANS = (("bold", "bold"), ("italic", "italic"))


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The lines that words make, from top to bottom, each with its words from left to right."""
    rows: list[list[Word]] = []
    top = bottom = 0.0
    tallest = 0.0
    for word in sorted(words, key=lambda word: (round(word.box.y0 + word.box.y1, 1), word.box.x0)):
        box = word.box
        shared = min(bottom, box.y1) - max(top, box.y0)
        if rows and shared >= _SAME_LINE * min(bottom - top, box.height):
            rows[-1].append(word)
        else:
            rows.append([word])
            tallest = 0.0
        if box.height > tallest:
            top, bottom, tallest = box.y0, box.y1, box.height
    return [_line(sorted(row, key=lambda word: word.box.x0), page) for row in rows]


def _line(words: list[Word], page: int) -> Line:
    sizes: Counter[float] = Counter()
    bold = letters = 0
    for word in words:
        sizes[word.look.size] += len(word.text)
        letters += len(word.text)
        bold += len(word.text) if word.look.bold else 0
    return Line(words, page, around([word.box for word in words]), sizes.most_common(1)[0][0], bold * 10 >= letters * 9)


def is_raised(word: Word, line: Line) -> bool:
    """Whether a word is a figure set small and high, as the sign of a note is."""
    if not word.text.isdigit() or word.look.size > _RAISED * line.size or len(line.words) < 2:
        return False
    return word.box.y1 < max(each.box.y1 for each in line.words) - 0.1 * line.size


class Known(Struct, frozen=True, dict=True):
    """The words that stand within the lines of a document, and whether it breaks words at the ends of lines."""

    words: frozenset[str]
    hyphenated: bool = False

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.words)

    def begins_one(self, start: str) -> bool:
        """Whether a word of the document begins so."""
        place = bisect_left(self._ordered, start)
        return place < len(self._ordered) and self._ordered[place].startswith(start)


def known_words(lines: Iterable[Line]) -> Known:
    """The words of a document, in small letters; those at the ends of lines are left out: they may be broken."""
    words: set[str] = set()
    count = hyphens = 0
    for line in lines:
        count += 1
        hyphens += line.words[-1].text.endswith("-") and len(line.words) > 2
        for word in line.words[1:-1]:
            plain = word.text.strip(_EDGES).casefold()
            words.add(plain)
            words.update(part for part in plain.split("/") if part)
    return Known(frozenset(words), hyphens > _HYPHENATED * max(count, 1) and hyphens > 5)


class Text:
    """A paragraph being put together from lines: its text, its spans and the words that stand in it."""

    def __init__(self, known: Known, limit: float = 0.0) -> None:
        self.known = known
        self.limit = limit  #: the right edge that lines are broken at; 0 where words are never broken without a hyphen
        self.text = ""
        self.runs: list[tuple[str, str, int, int]] = []  # kind, value, start, end
        self.signs: list[tuple[str, int]] = []
        self.fates: list[tuple[Word, int, int]] = []
        self.lines: list[Line] = []

    def add(self, line: Line, first: int = 0, glue: str = "") -> None:
        """Puts the words of a line, from word `first` on, at the end. Unseen words are left out, but noted.

        `glue`: what is to stand between the lines, where that is known.
        """
        before: Word | None = None
        for place, word in enumerate(line.words[first:]):
            if word.fate == "hidden":
                self.fates.append((word, len(self.text), len(self.text)))
                continue
            if is_raised(word, line) and (before is not None or (self.text and not place)):
                self.signs.append((word.text, len(self.text)))
                continue
            if before is None:
                between = glue or self._after_line_end(line, word)
            else:
                gap = word.box.x0 - before.box.x1
                size = max(min(word.look.size, before.look.size), 1.0)
                blank = 0.35 if word.text.startswith(_CLOSING) else _BLANK
                between = "\t" if gap > _TAB * size else " " if gap > blank * size else ""
            self._put(between, word)
            before = word
        self.lines.append(line)

    def _put(self, glue: str, word: Word) -> None:
        self.text += glue
        start = len(self.text)
        self.text += word.text
        for kind, name in _SPANS:
            if getattr(word.look, name):
                self._run(kind, "", start)
        if word.look.colour not in ("", "000000"):
            self._run("colour", word.look.colour, start)
        if word.link:
            self._run("hyperlink", word.link, start)
        if word.fate:
            self.fates.append((word, start, len(self.text)))

    def _run(self, kind: str, value: str, start: int) -> None:
        for place in range(len(self.runs) - 1, max(len(self.runs) - 8, -1), -1):
            other, said, first, end = self.runs[place]
            if (other, said) == (kind, value) and not self.text[end:start].strip():
                self.runs[place] = (kind, value, first, len(self.text))
                return
        self.runs.append((kind, value, start, len(self.text)))

    def _after_line_end(self, line: Line, word: Word) -> str:
        """What stands between the last word so far and the first of a new line; may take a hyphen away."""
        if not self.text:
            return ""
        last = (self.text[-400:].split() or [""])[-1]
        left, right = last.lstrip(_EDGES), word.text.rstrip(_EDGES)
        if _ADDRESS.search(last) and (last[-1] in "/-" or self._is_full(word)):
            return ""
        if last.endswith("-") and len(left) > 1 and left[-2].isalpha() and right[:1].isalpha():
            if right[0].islower() and self._is_broken(left[:-1], right):
                self._shorten(1)
            return ""
        if last.endswith(("/", "-", "–")) and len(last) > 1 and right[:1].isalnum():
            return "" if last[-2].isalnum() else " "
        head, tail = _HEAD.match(word.text), _TAIL.search(last)
        return "" if head and tail and self._is_torn(word, tail[0], head[0]) else " "

    def _is_broken(self, left: str, right: str) -> bool:
        """Whether a hyphen at a line's end only broke the word: the word stands elsewhere without it."""
        small = (left.rpartition("-")[2].casefold(), right.partition("-")[0].casefold())
        if f"{small[0]}-{small[1]}" in self.known.words:
            return False
        if "".join(small) in self.known.words:
            return True
        return self.known.hyphenated and not all(part in self.known.words for part in small)

    def _is_full(self, word: Word) -> bool:
        """Whether the last line leaves no room for a letter more, in a column where words are cut."""
        if not self.limit or not self.lines:
            return False
        letter = word.box.width / max(len(word.text), 1)
        if word.text[:1] in _WIDE:
            letter = max(letter, 0.7 * word.look.size)
        return self.limit - self.lines[-1].box.x1 <= 1.3 * letter

    def _shorten(self, count: int) -> None:
        self.text = self.text[:-count]
        length = len(self.text)
        self.runs = [(kind, value, start, min(end, length)) for kind, value, start, end in self.runs]
        self.fates = [(word, start, min(end, length)) for word, start, end in self.fates]

    def _is_torn(self, word: Word, left: str, right: str) -> bool:
        """Whether a narrow column has cut a word in two without a hyphen: "Ambe" above "r".

        A word that has room in a line is never cut, so the whole must be wider than the column; the first
        part stands alone in its line and leaves no room for a letter more.
        """
        above = self.lines[-1] if self.lines else None
        if above is None or len(above.words) != 1 or not right[:1].islower() or not self._is_full(word):
            return False
        if above.box.width + word.box.width < self.limit - above.box.x0:
            return False
        whole, words = (left + right).casefold(), self.known.words
        if whole in words:
            return True
        if left.casefold() in words or right.casefold() in words:
            return self.known.begins_one(whole) and right.casefold() not in words
        return True

    def spans(self) -> tuple[Span, ...]:
        """The spans of the text so far, in order."""
        found = [Span(kind, start, end, value) for kind, value, start, end in self.runs if end > start]
        found += [Span("note", place, place, sign) for sign, place in self.signs]
        return tuple(sorted(found, key=lambda span: (span.start, span.end)))
