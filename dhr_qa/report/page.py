"""A page of text: paragraphs wrapped to a width, in colour or plain. The only module that lays text out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Piece = str | tuple[str, str]  #: words, or words with a style

NARROWEST = 24
_NARROWEST_TABLE = 60
PLAIN_WIDTH = 100
_WORD = re.compile(r"\s*\S+\s*")
#: One column for each character, and no sign but the space and the end of a line.
_SIMPLE = re.compile(r"[ -~\n\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E]*")


class Page:
    """Collects paragraphs; `text()` gives them all. Styles vanish where `colour` is false."""

    def __init__(self, width: int = PLAIN_WIDTH, colour: bool = False) -> None:
        self.width = max(NARROWEST, width)
        self.colour = colour
        self._out = io.StringIO()

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(
            file=self._out,
            width=self.width,
            force_terminal=self.colour,
            no_color=not self.colour,
            color_system="standard" if self.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def blank(self) -> None:
        self._out.write("\n")

    def write(self, *pieces: Piece, indent: int = 0, label: Piece = "", hang: int = 0) -> None:
        """One paragraph at `indent`. A `label` stands in the margin of its first line, `hang` wide."""
        if hang and self.width - indent - hang < NARROWEST:  # too narrow for a margin: the label goes inline
            pieces = (label, " ", *pieces) if label else pieces
            label, hang = "", 0
            indent = min(indent, 2)
        room = max(NARROWEST // 2, self.width - indent - hang)
        words, margin = _plain(pieces), _plain([label])
        if not self.colour and _SIMPLE.fullmatch(words) and _SIMPLE.fullmatch(margin):
            self._write_plain(words, margin, room, indent, hang)
        else:
            self._write_rich(pieces, label, room, indent, hang)

    def _write_plain(self, words: str, margin: str, room: int, indent: int, hang: int) -> None:
        # The same as below, without loading what knows of colours and of wide characters; a test compares the two.
        first = " " * indent + (margin + " " * max(1, hang - len(margin)) if margin else " " * hang)
        start = first
        for line in _wrapped(words, room):
            self._out.write(f"{start}{line}".rstrip() + "\n")
            start = " " * (indent + hang)

    def _write_rich(self, pieces: Sequence[Piece], label: Piece, room: int, indent: int, hang: int) -> None:
        from rich.text import Text

        margin = _assembled([label])
        for number, line in enumerate(_assembled(pieces).wrap(self._console, room)):
            line.rstrip()
            start = Text(" " * indent)
            if number == 0 and label:
                start.append_text(margin)
                start.append(" " * max(1, hang - margin.cell_len))
            else:
                start.append(" " * hang)
            start.append_text(line)
            start.rstrip()
            self._console.print(start, soft_wrap=True)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int] = ()) -> None:
        """A table that fits the width. `shares` divide what is left by the columns of share 0, which never wrap.

        Without `shares` every column is as wide as it needs, and the widest ones wrap where it must be. On a
        page too narrow for columns the rows stand as paragraphs.
        """
        from rich.table import Table
        from rich.text import Text

        rows = [list(row) for row in rows]
        if self.width < _NARROWEST_TABLE:
            for row in rows:
                pairs = zip(headings, row, strict=True)
                self.write(", ".join(f"{name}: {cell.strip()}" for name, cell in pairs if cell.strip()), indent=2)
            return
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=bool(shares))
        for number, heading in enumerate(headings):
            share = shares[number] if shares else None
            table.add_column(heading, overflow="fold", ratio=share or None, no_wrap=share == 0)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        before = self._out.tell()
        self._console.print(table)
        text = self._out.getvalue()[before:]
        self._out.seek(before)
        self._out.truncate()
        self._out.write("".join(f"{line.rstrip()}\n" for line in text.splitlines()))

    def text(self) -> str:
        return self._out.getvalue()


def _wrapped(words: str, room: int) -> list[str]:
    """Lines of at most `room` characters, divided at spaces; a longer word is divided where a line ends."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in _WORD.findall(paragraph) or [paragraph]:
            if len(line) + len(word.rstrip()) <= room:
                line += word
                continue
            if line:
                lines.append(line)
            *full, word = [word[at : at + room] for at in range(0, len(word), room)]
            lines += full
            line = word
        lines.append(line)
    return lines


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)


def _assembled(pieces: Iterable[Piece]) -> Text:
    from rich.text import Text

    text = Text()
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
        else:
            text.append(*piece)
    return text
