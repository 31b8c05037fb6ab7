"""Writes a Word file anew with a few parts changed: every other member keeps its bytes, its place and its time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from dhr_qa.documents.docx_names import RELATIONS, TYPES, Element, to_strict
from dhr_qa.documents.docx_package import CONTENT_TYPES, Package

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  #: the time of new members, so that the same input gives the same bytes
_TYPES_END = re.compile(rb"</((?:[\w.-]+:)?)Types\s*>\s*\Z")
_RELATIONS_END = re.compile(rb"</((?:[\w.-]+:)?)Relationships\s*>\s*\Z")


def serialised(root: Element, like: bytes = b"") -> bytes:
    """An XML part as bytes. `like` is the part as it was, whose spelling of the namespaces is kept."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return to_strict(data, like)


def with_parts(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """The zip file with these parts (by name in lower case, or as new ones are to be spelt) put in or added."""
    buffer = io.BytesIO()
    new = dict(parts)
    with zipfile.ZipFile(buffer, "w") as target:
        for old in package.archive.infolist():
            key = old.filename.replace("\\", "/").lower().lstrip("/")
            data = new.pop(key) if key in new else package.archive.read(old)
            target.writestr(_like(old), data)
        for name, data in new.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return buffer.getvalue()


def _like(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(old.filename, max(old.date_time, _FIRST_DAY))
    deflated = old.compress_type != zipfile.ZIP_STORED  # what other ways of packing there are, Word does not read
    info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    info.create_system, info.external_attr, info.internal_attr = old.create_system, old.external_attr, old.internal_attr
    info.comment = old.comment
    return info


def comments_name(package: Package) -> tuple[str, bool]:
    """The name of the comments part, and whether the main part is related to it already."""
    known = package.target(package.main, "comments")
    if known:
        return known, True
    folder = package.shown(package.main).rpartition("/")[0]
    base = f"{folder}/" if folder else ""
    number = 0
    while f"{base}comments{number or ''}.xml".lower() in package.members:
        number += 1
    return f"{base}comments{number or ''}.xml", False


def with_type(package: Package, name: str) -> dict[str, bytes]:
    """The list of content types with the comments part in it; nothing where it is there already."""
    rules = []
    if package.content_type(name.lower()) != COMMENTS_TYPE:
        rules.append(("Override", {"PartName": f"/{name}", "ContentType": COMMENTS_TYPE}))
    if package.content_type("x.rels") != _RELATIONS_TYPE:
        rules.append(("Default", {"Extension": "rels", "ContentType": _RELATIONS_TYPE}))
    if not rules:
        return {}
    return {CONTENT_TYPES: _added(package.read(CONTENT_TYPES), _TYPES_END, TYPES, rules)}


def with_relation(package: Package, name: str) -> dict[str, bytes]:
    """The relationships of the main part with one to the comments part."""
    folder, _, base = package.main.rpartition("/")
    part = f"{folder}/_rels/{base}.rels".lstrip("/")
    strict = b"purl.oclc.org/ooxml" in package.read(package.main)
    taken = {identity.casefold() for identity in package.relations(package.main)}
    number = 1
    while f"dhrqa{number}" in taken:
        number += 1
    target = name.rpartition("/")[2]
    row = {"Id": f"dhrqa{number}", "Type": _STRICT if strict else _USUAL, "Target": target}
    if part in package.members:
        return {part: _added(package.read(part), _RELATIONS_END, RELATIONS, [("Relationship", row)])}
    root = etree.fromstring(b'<Relationships xmlns="%b"></Relationships>' % RELATIONS[1:-1].encode())
    etree.SubElement(root, RELATIONS + "Relationship", row)
    shown = package.shown(package.main)
    folder, _, base = shown.rpartition("/")
    return {f"{folder}/_rels/{base}.rels".lstrip("/"): serialised(root)}


def _added(data: bytes, end: re.Pattern[bytes], namespace: str, rows: list[tuple[str, dict[str, str]]]) -> bytes:
    """A part with rows added before its last tag, all else as it was."""
    found = end.search(data)
    if found is None:  # an empty list, or another encoding
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for tag, row in rows:
            etree.SubElement(root, namespace + tag, row)
        return serialised(root)
    prefix = found[1].decode()
    lines = "".join(
        f"<{prefix}{tag} {' '.join(f'{key}={chr(34)}{value}{chr(34)}' for key, value in row.items())}/>"
        for tag, row in rows
    )
    return data[: found.start()] + lines.encode() + data[found.start() :]
