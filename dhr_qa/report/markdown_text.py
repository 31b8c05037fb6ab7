"""Text made safe for Markdown: what a document says stays words, and makes no link, markup or mention."""

from __future__ import annotations

import re

from dhr_qa.wording import clean

_SPECIAL = re.compile(r"([\\`*_\[\]#|<>~&$])")
_LINE_START = re.compile(r"^([-+=:]|\d+(?=[.)](?:\s|$)))")
_MENTION = re.compile(r"@(?=\w)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_NOTHING = "\u200b"  #: a space of no width: seen by nobody, and neither address nor mention goes across it


def escaped(text: str) -> str:
    """`text` on one line, to be shown as it is by any renderer of Markdown, also in a table."""
    line = _SPECIAL.sub(r"\\\1", clean(text))
    line = _MENTION.sub(f"@{_NOTHING}", line)
    line = _ADDRESS.sub(rf"\1{_NOTHING}\2", line)
    return _LINE_START.sub(lambda found: _start(found.group(1)), line)


def _start(sign: str) -> str:
    """What begins a line of its own would begin a list or a rule: a number keeps its digits and loses that power."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
