"""A page of text: paragraphs wrapped to a width, in colour or plain. The only module that lays text out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

Piece = str | tuple[str, str]  #: words, or words with a style

NARROWEST = 24
_NARROWEST_TABLE = 60
PLAIN_WIDTH = 100


class Page:
    """Collects paragraphs; `text()` gives them all. Styles vanish where `colour` is false."""

    def __init__(self, width: int = PLAIN_WIDTH, colour: bool = False) -> None:
        self.width = max(NARROWEST, width)
        self.colour = colour
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=self.width,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def blank(self) -> None:
        self._out.write("\n")

    def write(self, *pieces: Piece, indent: int = 0, label: Piece = "", hang: int = 0) -> None:
        """One paragraph at `indent`. A `label` stands in the margin of its first line, `hang` wide."""
        content = _assembled(pieces)
        if hang and self.width - indent - hang < NARROWEST:  # too narrow for a margin: the label goes inline
            content = _assembled([label, " ", *pieces]) if label else content
            label, hang = "", 0
            indent = min(indent, 2)
        room = max(NARROWEST // 2, self.width - indent - hang)
        margin = _assembled([label])
        for number, line in enumerate(content.wrap(self._console, room)):
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


def _assembled(pieces: Iterable[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
        else:
            text.append(*piece)
    return text
