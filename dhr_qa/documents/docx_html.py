"""Documents that Word takes in when it opens a file (altChunk): HTML and plain text become blocks in place."""

from __future__ import annotations

from lxml import etree
from msgspec.structs import replace

from dhr_qa.documents import guard, limits
from dhr_qa.documents.docx_names import Element, local
from dhr_qa.documents.docx_styles import Style
from dhr_qa.documents.docx_walk import Walk
from dhr_qa.documents.numbering import BULLET
from dhr_qa.errors import DocumentError

_HIDDEN = {"script", "style", "head", "template", "noscript", "title", "object", "iframe"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "td", "th", "table", "ul", "ol", "dl", "dt", "dd",
    "blockquote", "pre", "body", "section", "article", "header", "footer", "hr", "address", "figure", "figcaption",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def inserted(walk: Walk, name: str) -> None:
    """The blocks of an inserted part; what cannot be read is noted as unread."""
    package = walk.gathered.package
    if name not in package.members:
        walk.gathered.unread("a part that the file refers to is missing", name)
        return
    package.used.add(name)
    kind, ending = package.content_type(name), name.rpartition(".")[2]
    if "html" in kind or ending in ("html", "htm", "xhtml"):
        _html(walk, name)
    elif kind == "text/plain" or ending == "txt":
        for line in package.read(name).decode("utf-8-sig", "replace").splitlines():
            _paragraph(walk, line)
    else:
        walk.gathered.unread("another document that Word inserts when it opens this one", package.shown(name))


def _html(walk: Walk, name: str) -> None:
    package = walk.gathered.package
    data = package.read(name)
    if data.count(b"<") > limits.MAX_TAGS:
        raise guard.bomb(package.file, f"{name} has too many tags")
    encoding = "utf-8" if _is_utf8(data) else None
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding=encoding, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None:
        walk.gathered.unread("a damaged part of the file", package.shown(name))
        return
    if next(root.iter("table"), None) is not None:
        walk.gathered.unread("the grid of a table in inserted HTML (its words were read as paragraphs)", name)
    try:
        reader = _Reader(walk)
        reader.walk_through(root, 0)
        reader.end()
    except RecursionError:
        raise DocumentError("unsafe", f"{name} is nested too deeply, so the file was not read.", package.file) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Reader:
    """Collects the words of one HTML paragraph after another."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._words: list[str] = []
        self._tag = "p"

    def walk_through(self, element: Element, depth: int) -> None:
        tag = local(element.tag)
        if tag in _HIDDEN or depth > limits.MAX_DEPTH:
            self._words.append(element.tail or "")
            return
        if tag in _BLOCKS:
            self.end()
            if tag == "li" or tag in _HEADINGS:
                self._tag = tag
        if tag == "br":
            self._words.append("\n")
        self._words.append(_spaced(element.text))
        for child in element:
            self.walk_through(child, depth + 1)
        if tag in _BLOCKS:
            self.end()
        self._words.append(_spaced(element.tail))

    def end(self) -> None:
        """A paragraph ends here, if there are words for one."""
        lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
        text = "\n".join(lines).strip()
        self._words.clear()
        if text:
            _paragraph(self._walk, text, _HEADINGS.get(self._tag), self._tag == "li")
            self._tag = "p"


def _spaced(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _paragraph(walk: Walk, text: str, heading: int | None = None, item: bool = False) -> None:
    if not text.strip():
        return
    para = walk.begin()
    para.style = Style()
    if heading is not None:
        para.outline = heading - 1
    walk.format = walk.styles.format(para.style)
    walk.write(text, None)
    index = walk.finish()
    if item and index is not None:
        blocks = walk.gathered.blocks
        blocks[index] = replace(blocks[index], kind="list-item", label=BULLET, level=0)
