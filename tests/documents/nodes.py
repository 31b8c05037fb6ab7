"""Renames every text node of a Word file, so that a test can ask where each one went."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from dhr_qa.documents.model import Document
from tests.documents.builders import NAMESPACES, zip_bytes

_W, _M, _MC = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "m", "mc"))
_STORIES = re.compile(r"word/(document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml\Z")
_TEXT = {_W + "t", _W + "delText", _M + "t"}
#: The marks that tell what no block's text tells.
_UNSEEN = {"tracked-deletion", "moved-from", "hidden", "field"}


def renamed(data: bytes) -> tuple[bytes, list[str], list[str]]:
    """The file with each text node replaced by a name of its own; the names to be read once, and never.

    Never read are the second spellings of a thing (mc:Fallback beside a choice) and unused notes' separators.
    """
    once: list[str] = []
    never: list[str] = []
    members: dict[str, bytes | str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if _STORIES.match(name):
                root = ElementTree.fromstring(content)
                _rename(root, once, never, False)
                content = ElementTree.tostring(root)
            members[name] = content
    return zip_bytes(members), once, never


def _rename(element: ElementTree.Element, once: list[str], never: list[str], unread: bool) -> None:
    has_choice = any(child.tag == _MC + "Choice" and len(child) for child in element)
    for child in element:
        if child.tag in _TEXT and child.text and child.text.strip():
            child.text = f"z{len(once) + len(never):05d}z"
            (never if unread else once).append(child.text)
        _rename(child, once, never, unread or (has_choice and child.tag == _MC + "Fallback"))


def everything_read(document: Document) -> str:
    """All that a document tells: the texts of its blocks, and what nobody sees."""
    unseen = (mark.text for mark in document.marks if mark.kind in _UNSEEN)
    return "\n".join([*(block.text for block in document.blocks), *unseen])


def misread(document: Document, once: list[str], never: list[str]) -> list[str]:
    """The names that were not read as often as they should be."""
    text = everything_read(document)
    counts: dict[str, int] = {}
    for name in re.findall(r"z\d{5}z", text):
        counts[name] = counts.get(name, 0) + 1
    wrong = [f"{name} read {counts.get(name, 0)} times" for name in once if counts.get(name, 0) != 1]
    return wrong + [f"{name} read although never shown" for name in never if name in counts]
