"""Inline Markdown and HTML in one stretch of text: plain text out, with spans and marks. Linear time."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct, field

from dhr_qa.documents.model import Mark, Span

_SPECIAL = re.compile(r"[*_`<&\[\\~]")
_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|<(?P<auto>(?:https?://|mailto:|www\.)[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,190})>"
    r"|<(?P<tag>/?[A-Za-z][A-Za-z0-9]{0,11})(?P<attributes>\s[^<>]{0,2000})?/?>"
    r"|\[\^(?P<note>[^\]\s\[]{1,40})\]"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<delimiter>\*+|_+|~~)"
)
_DESTINATION = re.compile(
    r"\(\s{0,3}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,2000}){0,4})>?"
    r"(?:\s{1,3}[\"'][^\"'\n]{0,300}[\"'])?\s{0,3}\)"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_HREF = re.compile(r"""\b(?:href|src)\s{0,3}=\s{0,3}["']?([^"'\s>]{1,2000})""", re.I)
_ALT = re.compile(r"""\balt\s{0,3}=\s{0,3}["']([^"'>]{0,2000})["']""", re.I)
_GARBLED_SUP = re.compile(r"<sup>&</sup>\s?lt;sup>")  # how some converters mangle a nested <sup>
_ORDINAL = re.compile(r"\s?<sup>\s*(st|nd|rd|th)\s*</sup>", re.I)
_NOTE = re.compile(r"<sup>\s*(\[?[0-9]{1,3}\]?|[a-z*†‡§]{1,2}|[ivx]{1,5})\s*</sup>")
_NOTE_OPEN, _NOTE_CLOSE = "[^", "]"

_BARE = (
    "sup", "sub", "p", "div", "span", "ul", "ol", "li", "ins", "small", "big", "font", "center", "code", "pre", "tt",
    "kbd", "cite", "q", "blockquote", "section", "article", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "col", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "abbr", "dl", "dt", "dd", "figure", "figcaption",
)  # fmt: skip
#: HTML elements to the kind of span that they make; "" is an element whose tags are simply taken away.
_ELEMENTS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "del": "strike", "s": "strike",
    "strike": "strike", "mark": "highlight", "a": "hyperlink",
    **dict.fromkeys(_BARE, ""),
}  # fmt: skip


class Inline(Struct):
    """What a stretch of text comes to. Marks carry offsets in `text`; their block is set by the caller."""

    text: str
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class _Run(Struct):
    """A run of emphasis characters; `left` of them are still unused."""

    piece: int
    char: str
    left: int
    opens: bool
    closes: bool


class _Builder:
    """Pieces of output text, and spans over ranges of pieces until the offsets are known."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.spans: list[tuple[str, int, int, str]] = []
        self.marks: list[tuple[str, str, int, int]] = []
        self.runs: list[_Run] = []

    def add(self, text: str) -> int:
        self.pieces.append(text)
        return len(self.pieces) - 1

    def emphasise(self) -> None:
        """Match closing runs with opening ones; what stays unmatched is printed as it stands."""
        openers: list[_Run] = []
        waiting: dict[str, int] = {}
        for run in self.runs:
            while run.closes and run.left and waiting.get(run.char):
                while openers[-1].char != run.char:
                    waiting[openers.pop().char] -= 1
                opener = openers[-1]
                used = 2 if run.char == "~" or (opener.left >= 2 and run.left >= 2) else 1
                kind = "strike" if run.char == "~" else "bold" if used == 2 else "italic"
                self.spans.append((kind, opener.piece + 1, run.piece, ""))
                opener.left -= used
                run.left -= used
                if not opener.left:
                    openers.pop()
                    waiting[run.char] -= 1
            if run.opens and run.left:
                openers.append(run)
                waiting[run.char] = waiting.get(run.char, 0) + 1
        for run in self.runs:
            self.pieces[run.piece] = run.char * run.left

    def finish(self) -> Inline:
        starts = []
        place = 0
        spaced = False
        for number, piece in enumerate(self.pieces):
            if spaced and piece.startswith(" "):
                piece = self.pieces[number] = piece.lstrip(" ")  # a sign taken away stood between two spaces
            starts.append(place)
            place += len(piece)
            spaced = piece.endswith(" ") if piece else spaced
        starts.append(place)
        whole = "".join(self.pieces)
        text = whole.strip()
        shift = len(whole) - len(whole.lstrip())
        size = len(text)

        def offset(piece: int) -> int:
            return min(max(starts[piece] - shift, 0), size)

        spans = []
        for kind, first, last, value in self.spans:
            start, end = offset(first), offset(last)
            if end > start or kind == "note":
                spans.append(Span(kind, start, end, value))
        spans.sort(key=lambda span: (span.start, span.end, span.kind))
        marks = [Mark(kind, said, start=offset(first), end=offset(last)) for kind, said, first, last in self.marks]
        return Inline(text, spans, marks)


def tidy_html(raw: str) -> str:
    """`raw` with note signs, ordinals, line breaks and list items written the same way throughout."""
    if "<" not in raw:
        return raw
    raw = _GARBLED_SUP.sub("<sup>", raw)
    raw = _ORDINAL.sub(r"\1", raw)
    raw = _NOTE.sub(lambda found: f"{_NOTE_OPEN}{found.group(1).strip('[]')}{_NOTE_CLOSE}", raw)
    raw = re.sub(r"<br ?/?>\s?", "\n", raw, flags=re.I)
    return re.sub(r"\s?<li>\s?", "\n- ", raw, flags=re.I)


def inline(raw: str, references: Mapping[str, str] | None = None) -> Inline:
    """The plain text of `raw` with its formatting as spans and its links as marks.

    Emphasis signs, tags and entities go; text in angle or square brackets that is neither ("<insert
    date>", "[name]") stays. Note signs become zero-width spans of kind "note". `references` maps names
    of link definitions (in lower case) to their targets.
    """
    if not _SPECIAL.search(raw):
        return Inline(raw.strip())
    raw = tidy_html(raw)
    out = _Builder()
    code_runs: dict[int, list[int]] = {}
    for found in re.finditer("`+", raw):
        code_runs.setdefault(len(found.group()), []).append(found.start())
    brackets: list[tuple[int, bool]] = []  # piece of the opening bracket, whether of an image
    elements: dict[str, list[tuple[int, str]]] = {}
    place = 0
    find = _TOKEN.search
    while (token := find(raw, place)) is not None:
        start, end = token.span()
        if start > place:
            out.add(raw[place:start])
        place = end
        kind = token.lastgroup
        if kind == "attributes":
            kind = "tag"
        value = token.group(kind) if kind else ""
        if kind == "escape":
            out.add(value)
        elif kind == "code":
            known = code_runs.get(len(value), [])  # a run cut short by a backslash is none
            after = bisect_right(known, start)
            if after < len(known):
                out.add(raw[end : known[after]])
                place = known[after] + len(value)
            else:
                out.add(value)
        elif kind == "entity":
            out.add(html.unescape(value))
        elif kind == "auto":
            piece = out.add(value.removeprefix("mailto:"))
            target = value if "://" in value or value.startswith(("mailto:", "www.")) else f"mailto:{value}"
            out.spans.append(("hyperlink", piece, piece + 1, target))
            out.marks.append(("hyperlink", target, piece, piece + 1))
        elif kind == "tag":
            _tag(out, value.lower(), token.group("attributes") or "", token.group(), elements)
        elif kind == "note":
            piece = out.add("")
            out.spans.append(("note", piece, piece, value))
        elif kind in ("image", "open"):
            brackets.append((out.add(token.group()), kind == "image"))
        elif kind == "close":
            place = _link(out, raw, end, brackets, references or {})
        else:
            _run(out, raw, start, end)
    if place < len(raw):
        out.add(raw[place:])
    out.emphasise()
    return out.finish()


def _run(out: _Builder, raw: str, start: int, end: int) -> None:
    before = raw[start - 1] if start else " "
    after = raw[end] if end < len(raw) else " "
    char = raw[start]
    left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if char == "_":  # an underscore inside a word is part of the word
        left, right = left and not before.isalnum(), right and not after.isalnum()
    out.runs.append(_Run(out.add(""), char, end - start, left, right))


def _tag(out: _Builder, name: str, attributes: str, printed: str, elements: dict[str, list[tuple[int, str]]]) -> None:
    closing = name.startswith("/")
    name = name.lstrip("/")
    if name in ("img", "hr", "br"):
        alt, source = _ALT.search(attributes), _HREF.search(attributes)
        piece = out.add("")
        if name == "img":
            _image(out, piece, alt.group(1) if alt else "", source.group(1) if source else "")
    elif name not in _ELEMENTS:
        out.add(printed)
    elif not closing:
        target = _HREF.search(attributes)
        elements.setdefault(name, []).append((out.add(""), html.unescape(target.group(1)) if target else ""))
    elif elements.get(name):
        first, target_text = elements[name].pop()
        last = out.add("")
        kind = _ELEMENTS[name]
        if kind and (kind != "hyperlink" or target_text):
            out.spans.append((kind, first, last, target_text))
        if target_text and kind == "hyperlink":
            out.marks.append(("hyperlink", target_text, first, last))


def _link(out: _Builder, raw: str, end: int, brackets: list[tuple[int, bool]], references: Mapping[str, str]) -> int:
    """Close a bracket at `end`; returns where to read on."""
    if not brackets:
        out.add("]")
        return end
    first, image = brackets.pop()
    found = _DESTINATION.match(raw, end) if raw.startswith("(", end) else None
    target = found.group(1) if found else ""
    if found is None and references:
        found = _REFERENCE.match(raw, end)
        name = (found.group(1) if found else "") or "".join(out.pieces[first + 1 :])
        target = references.get(" ".join(name.split()).lower(), "")
        if not target:
            found = None
    if not target and found is None:
        out.add("]")
        return end
    opened = len(out.pieces)
    if image:
        alt = "".join(out.pieces[first + 1 :])
        for number in range(first, opened):
            out.pieces[number] = ""
        out.runs = [run for run in out.runs if run.piece < first]
        _image(out, first, alt, target)
    else:
        out.pieces[first] = ""
        out.spans.append(("hyperlink", first, opened, target))
        out.marks.append(("hyperlink", target, first, opened))
        out.add("")
    return found.end() if found else end


def _image(out: _Builder, piece: int, alt: str, source: str) -> None:
    if alt:
        out.marks.append(("alt-text", alt, piece, piece))
    if source:
        out.marks.append(("image", source, piece, piece))
