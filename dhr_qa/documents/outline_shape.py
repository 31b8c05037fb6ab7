"""What makes a single line look like a heading, or like prose, apart from what stands around it."""

from __future__ import annotations

import re

from msgspec import Struct

from dhr_qa.documents.labels import label_depth, split_label
from dhr_qa.documents.model import Block

_MAX_CHARS, _MAX_WORDS = 140, 18
_MAX_NUMBERED_WORDS = 10
_MAX_SENTENCE_CASE_WORDS = 5
_MAX_COLON_WORDS = 7
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")
_PLAIN_LINE = re.compile(r"[A-Z][A-Za-z'’“”‘\"()&/ -]+[A-Za-z)?'’”\"]")
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)
_NO_HEADING_STYLES = ("title", "subtitle", "caption", "signature", "quote")
_RANKS = {"box": 0, "capitals": 1, "bold": 2, "underline": 3, "label": 4, "numbered": 5, "plain": 6}


class Shape(Struct, frozen=True):
    """What makes a line look like a heading. sort: box, capitals, bold, underline, label, numbered or plain."""

    sort: str
    label: str = ""
    titled: bool = False  #: every word of weight begins with a capital
    boxed: bool = False

    @property
    def rank(self) -> int:
        """0 for what looks weightiest."""
        return _RANKS[self.sort]

    @property
    def strong(self) -> bool:
        """Whether it stands out from the text by more than its number."""
        return self.sort in ("box", "capitals", "bold")


def heading_shape(block: Block, boxed: bool = False, plain: bool = False) -> Shape | None:
    """The heading that the block's own look suggests, or None.

    `boxed`: alone in a shaded cell. `plain`: in a plain text, where a heading has nothing to stand out by
    but being short.
    """
    text = block.text.strip()
    if not 3 <= len(text) <= _MAX_CHARS or text.count("\n") > 1 or text[-1] in ".,;" or "\t" in text[8:]:
        return None
    words = text.split()
    if len(words) > _MAX_WORDS or (text[-1] == ":" and len(words) > _MAX_COLON_WORDS):
        return None
    if block.style.lower().startswith(_NO_HEADING_STYLES) or _ADDRESS.search(text):
        return None
    typed, after = split_label(text, heading=True)
    label = block.label if block.label and not block.label_typed else typed
    if label == "•" or block.part == "footnote":
        return None
    rest = text[after:] if typed else text
    if not rest:
        return Shape("label", label) if " " in label else None
    first = next((char for char in rest if char.isalnum()), "")
    if not first or (first.islower() and " " not in label) or sum(char.isalpha() for char in rest) < 3:
        return None
    sort = _sort(block, text, rest, label, boxed)
    if not sort and plain and not label and _PLAIN_LINE.fullmatch(text) and len(words) <= _MAX_NUMBERED_WORDS:
        sort = "plain"
    return Shape(sort, label, _titled(rest)) if sort else None


def _sort(block: Block, text: str, rest: str, label: str, boxed: bool) -> str:
    letters = [char for char in rest if char.isalpha()]
    if all(char.isupper() for char in letters) and len(letters) >= (8 if " " in rest else 6):
        return "capitals"
    if block.covered("bold") * len(block.text) >= 0.9 * len(text):
        return "bold"
    if block.covered("underline") * len(block.text) >= 0.9 * len(text):
        return "underline"
    if boxed:
        return "box"
    words = rest.split()
    if label_depth(label) and len(words) <= _MAX_NUMBERED_WORDS and rest[-1] not in ":?":
        return "numbered" if _titled(rest) or len(words) <= _MAX_SENTENCE_CASE_WORDS else ""
    if " " in label and len(words) <= _MAX_NUMBERED_WORDS and _titled(rest) and rest[-1] not in ":?":
        return "label"
    return ""


def _titled(text: str) -> bool:
    weighty = [word for word in re.findall(r"[A-Za-z][\w'’]*", text) if word.lower() not in _SMALL]
    return bool(weighty) and all(word[0].isupper() for word in weighty)


def is_prose(block: Block) -> bool:
    """Whether the block reads like text: a sentence, or at least too long to be a line of a title page."""
    text = block.text.rstrip(" \t\"'”’)]")
    words = len(text.split())
    return words > _MAX_WORDS or (words >= 4 and text.endswith((".", "?", "!", ":", ";")))
