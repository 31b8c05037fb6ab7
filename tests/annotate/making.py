"""Annotating made documents in tests, and reading back what the comments cover."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from dhr_qa.annotate.notes import Note
from dhr_qa.annotate.write import Draft
from dhr_qa.documents.docx import read_docx
from tests.documents.builders import NAMESPACES

PATH = Path("draft.docx")
W = f"{{{NAMESPACES['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


_MAY_HOLD = {"p", "hyperlink", "ins", "moveTo", "smartTag", "customXml"}


@dataclass(frozen=True)
class Found:
    """A comment by dhr-qa as the file has it: its words, and the words between the ends of its range."""

    text: str
    covers: str
    parents: tuple[str, str]  #: the tags of what its two ends stand in


def note(words: str, block: int | None = None, start: int | None = None, end: int | None = None) -> Note:
    return Note((((words, False),),), block, start, end)


def at(data: bytes, words: str, text: str = "note", part: str = "") -> Note:
    """A note on the first place where `words` stand."""
    for block in read_docx(PATH, data).blocks:
        place = block.text.find(words)
        if place >= 0 and (not part or block.part == part):
            return note(text, block.index, place, place + len(words))
    raise AssertionError(f"{words} stands nowhere")


def annotate(data: bytes, *notes: Note) -> bytes:
    return Draft(PATH, data).annotated(notes)


def on(data: bytes, *words: str) -> bytes:
    """The file with a comment on each of these words; the comment is the words in capitals."""
    return annotate(data, *(at(data, each, each.upper()) for each in words))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def main_part(data: bytes) -> etree._Element:
    return etree.fromstring(members(data)["word/document.xml"])


def found(data: bytes, author: str = "dhr-qa", name: str = "word/comments.xml") -> list[Found]:
    """The comments of an author, in the order of the comments part."""
    parts = members(data)
    root = etree.fromstring(parts["word/document.xml"])
    out = []
    for comment in etree.fromstring(parts[name]).iterchildren(W + "comment"):
        if comment.get(W + "author") != author:
            continue
        identity = comment.get(W + "id")
        inside, covers, ends = False, [], []
        for element in root.iter():
            if element.tag in (W + "commentRangeStart", W + "commentRangeEnd") and element.get(W + "id") == identity:
                inside = element.tag == W + "commentRangeStart"
                ends.append(etree.QName(element.getparent()).localname)
            elif (inside and element.tag == W + "t") or (inside and element.tag.endswith("}t")):
                covers.append(element.text or "")
        assert len(ends) == 2, "a comment has one beginning and one end"
        words = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        out.append(Found(words, "".join(covers), (ends[0], ends[1])))
    return out


def covered(data: bytes) -> dict[str, str]:
    """The words of each comment by dhr-qa to the words it covers."""
    return {each.text: each.covers for each in found(data)}


def normal(data: bytes) -> bytes:
    """The main part with equal neighbouring runs made one, to compare what only cuts tell apart."""
    root = main_part(data)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        if before is not None and before.tag == W + "r" and _looks(before) == _looks(run) and len(before) and len(run):
            for child in list(run):
                if child.tag != W + "rPr":
                    before.append(child)
            before.tail = run.tail
            run.getparent().remove(run)
    for node in list(root.iter(W + "t")):
        node.attrib.pop(_SPACE, None)
        before = node.getprevious()
        if before is not None and before.tag == W + "t":
            before.text = (before.text or "") + (node.text or "")
            node.getparent().remove(node)
    return etree.tostring(root, method="c14n")


def _looks(run: etree._Element) -> tuple[bytes, bytes]:
    looks = run.find(W + "rPr")
    inner = b"" if looks is None else etree.tostring(looks, method="c14n", exclusive=True, with_tail=False)
    return inner, repr(sorted(run.attrib.items())).encode()


def check_marks(data: bytes, name: str = "word/comments.xml") -> None:
    """What Word asks of comments: numbers used once, ends in order, marks where runs may stand."""
    parts = members(data)
    root = etree.fromstring(parts["word/document.xml"])
    comments = etree.fromstring(parts[name])
    identities = [comment.get(W + "id") for comment in comments]
    assert len(set(identities)) == len(identities)
    notes = [
        int(each.get(W + "id", "0"))
        for part in ("word/footnotes.xml", "word/endnotes.xml")
        if part in parts
        for each in etree.fromstring(parts[part])
    ]
    for comment in comments:
        if comment.get(W + "author") != "dhr-qa":
            continue
        identity = comment.get(W + "id")
        assert int(identity) > max(notes, default=-1)
        marks = [each for each in root.iter() if each.get(W + "id") == identity and "comment" in str(each.tag)]
        tags = [etree.QName(each).localname for each in marks]
        assert tags == ["commentRangeStart", "commentRangeEnd", "commentReference"]
        for mark in marks:
            run_level = mark if mark.tag != W + "commentReference" else mark.getparent()
            assert etree.QName(run_level.getparent()).localname in _MAY_HOLD
            around = [etree.QName(each).localname for each in mark.iterancestors()]
            assert set(around[: around.index("p")]) <= _MAY_HOLD | {"r"}
    for paragraph in root.iter(W + "p"):
        places = [child.tag for child in paragraph]
        assert W + "pPr" not in places[1:], "the properties of a paragraph come first"
    for run in root.iter(W + "r"):
        assert W + "rPr" not in [child.tag for child in run][1:], "the properties of a run come first"
    assert not re.search(rb"<(w:)?(commentRangeStart|commentRangeEnd|r|t)[^>]*xmlns", parts["word/document.xml"])
