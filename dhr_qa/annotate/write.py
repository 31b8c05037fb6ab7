"""The way to an annotated copy: a Word file and the notes on it in, the bytes of the copy out."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from dhr_qa.annotate.notes import Note
from dhr_qa.annotate.package import comments_name, serialised, with_parts, with_relation, with_type
from dhr_qa.annotate.places import Places
from dhr_qa.annotate.remove import own_comments, take_out
from dhr_qa.annotate.words import plain
from dhr_qa.documents.docx import trace_docx
from dhr_qa.documents.docx_names import AUTHOR, DATE, ID, OWN_AUTHOR, Element, W, number_in
from dhr_qa.documents.docx_package import Package, open_package
from dhr_qa.documents.model import Document
from dhr_qa.errors import DocumentError

_INITIALS = "dhr"
_MOST_ID = 1_000_000_000
_NUMBERED = [
    W + name
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference")
]


class Draft:
    """A Word document that comments are to be written into a copy of; those of an earlier run are out of it.

    `path` is only for messages, `data` the whole file. Raises DocumentError where it cannot be read.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self._trace = trace_docx(path, without_comments(path, data))

    @property
    def document(self) -> Document:
        """What the file says, block for block as findings count them."""
        return self._trace.document

    def annotated(self, notes: Sequence[Note]) -> bytes:
        """The file with `notes` as comments by dhr-qa. To be called once.

        Only the main part, the comments and, where there were none, the relationship and content type of
        these change. The same input gives the same bytes. Raises DocumentError where the comments that the
        file has cannot be read.
        """
        trace, package = self._trace, self._trace.package
        name, related = comments_name(package)
        comments = _comments_root(package, name)
        before = package.read(package.main if comments is None else name)
        if comments is None:
            comments = _empty_comments(trace.root)
        wanted = _without_known(notes, comments)
        first = _first_free(package, trace.root, comments)
        for number, note in enumerate(Places(trace).put(wanted, first)):
            _add_comment(comments, note, str(first + number))
        parts = {package.main: serialised(trace.root, package.read(package.main)), name: serialised(comments, before)}
        parts |= with_type(package, name)
        if not related:
            parts |= with_relation(package, name)
        return with_parts(package, parts)


def _without_known(notes: Sequence[Note], comments: Element) -> list[Note]:
    """The notes less those that stand there already because somebody has answered them."""
    known = Counter(_text(comment) for comment in comments if comment.get(AUTHOR) == OWN_AUTHOR)
    wanted = []
    for note in notes:
        text = "\n".join(plain(note.lines))
        if known[text] > 0:
            known[text] -= 1
        else:
            wanted.append(note)
    return wanted


def without_comments(path: Path, data: bytes) -> bytes:
    """The file without the comments of dhr-qa; the very same bytes where there are none."""
    package = open_package(data, str(path))
    name = package.target(package.main, "comments")
    if not name or OWN_AUTHOR.encode() not in _raw(package, name):
        return data
    comments = _comments_root(package, name)
    extended = package.target(package.main, "commentsExtended")
    own = own_comments(comments, package.optional(extended) if extended else None)
    if comments is None or not own:
        return data
    root = package.root(package.main)
    take_out(root, comments, own)
    return with_parts(
        package,
        {
            package.main: serialised(root, package.read(package.main)),
            name: serialised(comments, package.read(name)),
        },
    )


def peoples_comments(path: Path, data: bytes) -> Counter[tuple[str, str]]:
    """Author and words of every comment that is not by dhr-qa."""
    package = open_package(data, str(path))
    name = package.target(package.main, "comments")
    comments = _comments_root(package, name) if name else None
    found = () if comments is None else comments.iterchildren(W + "comment")
    return Counter((each.get(AUTHOR, ""), _text(each)) for each in found if each.get(AUTHOR) != OWN_AUTHOR)


def has_own_comments(path: Path, data: bytes) -> bool:
    """Whether a file is a copy that dhr-qa has annotated."""
    package = open_package(data, str(path))
    name = package.target(package.main, "comments")
    comments = _comments_root(package, name) if name else None
    return comments is not None and any(each.get(AUTHOR) == OWN_AUTHOR for each in comments)


def _raw(package: Package, name: str) -> bytes:
    return package.read(name) if name in package.members else b""


def _comments_root(package: Package, name: str) -> Element | None:
    """The comments as they are, None where the file has none. Raises DocumentError where they are damaged."""
    if name not in package.members:
        return None
    root = package.root(name)
    if root.tag != W + "comments":
        raise DocumentError("damaged", "Its comments cannot be read, so none can be added.", package.file)
    return root


def _empty_comments(like: Element) -> Element:
    prefix = next((name for name, address in like.nsmap.items() if address == W[1:-1]), "w") or "w"
    return etree.Element(W + "comments", None, {prefix: W[1:-1]})


def _first_free(package: Package, root: Element, comments: Element) -> int:
    """The first number above those of all comments, and of all notes too.

    Notes and comments have numbers of their own, but LibreOffice 7 shows the wrong footnotes where a
    comment between the first two of them has the number of one.
    """
    used = [*comments.iterchildren(), *root.iter(*_NUMBERED)]
    for kind in ("footnotes", "endnotes"):
        name = package.target(package.main, kind)
        part = package.optional(name) if name in package.members else None
        used += [] if part is None else list(part)
    return max((number_in(each.get(ID), -1, -1, _MOST_ID) or 0 for each in used), default=-1) + 1


def _add_comment(comments: Element, note: Note, identity: str) -> None:
    comment = etree.SubElement(comments, W + "comment", {ID: identity, AUTHOR: OWN_AUTHOR})
    when = _time()
    if when:
        comment.set(DATE, when)
    comment.set(W + "initials", _INITIALS)
    for number, line in enumerate(note.lines):
        paragraph = etree.SubElement(comment, W + "p")
        if not number:
            etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        for place, (words, bold) in enumerate(line):
            run = etree.SubElement(paragraph, W + "r")
            if bold:
                etree.SubElement(etree.SubElement(run, W + "rPr"), W + "b")
            text = etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            text.text = f" {words}" if place else words


def _text(comment: Element) -> str:
    """The words of a comment, a line for each paragraph."""
    return "\n".join("".join(t.text or "" for t in each.iter(W + "t")) for each in comment.iter(W + "p"))


def _time() -> str:
    """No time, so that the same input gives the same copy, unless SOURCE_DATE_EPOCH says which."""
    try:
        seconds = int(os.environ.get("SOURCE_DATE_EPOCH", ""))
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
