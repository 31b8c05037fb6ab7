"""Reads an OpenDocument text (.odt, as LibreOffice writes it) into a `Document`."""

from __future__ import annotations

from pathlib import Path

from dhr_qa.documents import guard
from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.docx_sniff import ZIP, encrypted
from dhr_qa.documents.model import Document, Property, Unread
from dhr_qa.documents.odt_para import Place
from dhr_qa.documents.odt_styles import DC, META, OFFICE, STYLE, Styles
from dhr_qa.documents.odt_walk import Walk
from dhr_qa.errors import DocumentError

_KNOWN = {
    DC + "title": "title", DC + "subject": "subject", DC + "description": "description", DC + "language": "language",
    DC + "creator": "lastModifiedBy", DC + "date": "modified", META + "initial-creator": "creator",
    META + "creation-date": "created", META + "keyword": "keywords", META + "generator": "Application",
}  # fmt: skip


def read_odt(path: Path, data: bytes) -> Document:
    """The document in the bytes of an .odt. Raises DocumentError (damaged, encrypted, too-large, bomb, unsafe)."""
    file = str(path)
    if not data.startswith(ZIP):
        raise DocumentError("damaged", "The name promises an OpenDocument text, but this is none; save it again.", file)
    archive, members = guard.open_zip(data, file)

    unread: list[Unread] = []

    def part(name: str) -> Element | None:
        info = members.get(name)
        return None if info is None else guard.parse_xml(guard.read_member(archive, info, file), name, file)[0]

    def beside(name: str, what: str) -> Element | None:
        try:
            found = part(name)
        except DocumentError as error:
            if error.code != "damaged":
                raise
            found = None
        if found is None and (name in members or name == "styles.xml"):
            unread.append(Unread(f"{what}: the part is missing or damaged", name))
        return found

    manifest = members.get("meta-inf/manifest.xml")
    if manifest is not None and b"encryption-data" in guard.read_member(archive, manifest, file):
        raise encrypted(file)
    content = part("content.xml")
    named = beside("styles.xml", "styles, headers and footers")
    meta = beside("meta.xml", "properties of the file")
    body = None if content is None else next(content.iter(OFFICE + "text"), None)
    if content is None or body is None:
        raise DocumentError(
            "damaged", "The file holds no OpenDocument text; save the report as .docx and try again.", file
        )
    styles = Styles()
    styles.add([root for root in (named, content) if root is not None])
    walk = Walk(styles)
    walk.text(body)
    seen: set[tuple[str, str]] = set()
    for master in () if named is None else named.iter(STYLE + "master-page"):
        for node in master:
            kind = str(node.tag).rpartition("}")[2].partition("-")[0]
            key = (kind, "".join(str(text) for text in node.itertext()))
            if kind in ("header", "footer") and key not in seen:
                seen.add(key)
                walk.walk(node, Place(kind, source=kind))
    facts = [("page-field", "yes")] if walk.page_field else []
    return Document(
        file, "odt", tuple(walk.blocks), tuple(walk.tables), tuple(walk.marks), tuple(_properties(meta)),
        tuple(walk.attachments), (*unread, *dict.fromkeys(walk.unread)), facts=tuple(facts),
    )  # fmt: skip


def _properties(meta: Element | None) -> list[Property]:
    found = []
    for child in () if meta is None else meta.iter(*_KNOWN):
        value = "".join(str(text) for text in child.itertext()).strip()
        if value:
            found.append(Property(_KNOWN[str(child.tag)], value[:10_000]))
    return found
