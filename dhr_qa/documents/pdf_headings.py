"""Which paragraphs of a PDF are headings, by its tags, its bookmarks or, where it has neither, by size of letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhr_qa.documents.pdf_file import Bookmark
from dhr_qa.documents.pdf_model import Line
from dhr_qa.documents.pdf_paragraphs import Measure, Paragraph

_LARGER = 1.12  #: than the text: the letters of a heading
_LARGE = 1.25  #: than the text: a title on the first page
_FEW = 3  #: bookmarks; fewer say nothing of the sections
_MAX_WORDS = 18
_MAX_LEVEL = 9


def _key(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).casefold()


class Headings:
    """Marks headings one paragraph after another, in reading order."""

    def __init__(self, bookmarks: Sequence[Bookmark], lines: Sequence[Line], usual: Measure) -> None:
        self.usual = usual
        self.levels: dict[tuple[int, str], int] = {}
        for entry in bookmarks:
            self.levels.setdefault((entry.page, _key(entry.title)), min(entry.level, _MAX_LEVEL))
        tags = Counter(line.words[0].look.tag for line in lines if line.words)
        self.tagged = any(tag[:1] == "H" and tag[1:].isdigit() for tag in tags)
        self.by_size = not self.tagged and len(bookmarks) < _FEW
        sizes = {line.size for line in lines if line.size > _LARGER * usual.size and line.page > 1}
        self.sizes = sorted(sizes, reverse=True)[:6]
        self.text_seen = False

    def mark(self, item: Paragraph) -> None:
        """Sets kind, level or style of a paragraph that is a heading, an entry of the contents or a title."""
        if not item.text.lines or item.part != "body":
            return
        first = item.text.lines[0]
        tag = first.words[0].look.tag
        if tag in ("TOC", "TOCI"):
            item.toc = True
            return
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit() else None
        if level is None and tag != "P":
            level = self.levels.get((item.page, _key(item.label + item.text.text)))
        words = item.text.text.split()
        short = 0 < len(words) <= _MAX_WORDS and item.text.text[-1] not in ".,;"
        if level is None and self.by_size and short and item.label != "•" and first.size in self.sizes:
            level = self.sizes.index(first.size) + 1 if self.text_seen or item.page > 1 else None
        if level is not None and words:
            item.kind, item.level = "heading", level
            return
        if item.page == 1 and not self.text_seen and short and first.size > _LARGE * self.usual.size:
            item.style = "Title"
        self.text_seen = self.text_seen or len(words) > _MAX_WORDS

    def mark_in_cell(self, item: Paragraph) -> None:
        """The same for a paragraph in a table: only a tag or a bookmark makes it a heading."""
        if not item.text.lines:
            return
        tag = item.text.lines[0].words[0].look.tag
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit() else None
        if level is None:
            level = self.levels.get((item.page, _key(item.label + item.text.text)))
        if level is not None:
            item.kind, item.level = "heading", level
