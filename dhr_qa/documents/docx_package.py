"""A Word file as a package: parts by name, their types and relationships, read only when asked for."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from dhr_qa.documents import docx_sniff, guard, limits
from dhr_qa.documents.docx_names import RELATIONS, TYPES, Element, W, local
from dhr_qa.documents.model import Unread
from dhr_qa.errors import DocumentError

_TEXTS_OF_ELEMENTS = etree.XPath("//w:t[*] | //w:delText[*]", namespaces={"w": W.strip("{}")})
CONTENT_TYPES = "[content_types].xml"


class Relation(Struct, frozen=True):
    """A link from one part to another, or to something outside the file (`external`).

    `kind` is the last word of the relationship's type ("header", "image", "hyperlink"); `target` is the
    name of a part in lower case, or the address as written where it is external.
    """

    id: str
    kind: str
    target: str
    external: bool


class Package(Struct):
    """An opened Word file. Names of parts are in lower case; `shown` gives them as the file spells them."""

    file: str
    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    unread: list[Unread] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  #: parts that a reader has taken in
    main: str = ""
    main_type: str = ""
    _tags: int = 0
    _defaults: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        return self.members[name].filename.replace("\\", "/")

    def read(self, name: str, limit: int = limits.MAX_XML) -> bytes:
        """The bytes of a part that exists. Raises DocumentError."""
        return guard.read_member(self.archive, self.members[name], self.file, limit)

    def root(self, name: str) -> Element:
        """The parsed root of an XML part that exists. Raises DocumentError."""
        self.used.add(name)
        self.spend(0)
        element, tags = guard.parse_xml(self.read(name), self.shown(name), self.file)
        self.spend(tags)
        for text in _TEXTS_OF_ELEMENTS(element):  # type: ignore[union-attr]
            _flatten(text)  # type: ignore[arg-type]
        return element

    def spend(self, tags: int) -> None:
        """Count the tags of a part that was parsed. Raises DocumentError (bomb) beyond the limit for all parts."""
        self._tags += tags
        if self._tags > limits.MAX_TAGS_IN_ALL:
            raise guard.bomb(self.file, f"its parts have more than {limits.MAX_TAGS_IN_ALL:,} tags")

    def optional(self, name: str) -> Element | None:
        """The root of a part, or None with a note in `unread` where it is missing or damaged.

        A part that is unsafe or beyond the limits still ends the reading.
        """
        if name not in self.members:
            if name:
                self.unread.append(Unread("a part that the file refers to is missing", name))
            return None
        try:
            return self.root(name)
        except DocumentError as error:
            if error.code != "damaged":
                raise
            self.unread.append(Unread("a damaged part of the file", self.shown(name)))
            return None

    def content_type(self, name: str) -> str:
        known = self._overrides.get(name)
        return known if known is not None else self._defaults.get(name.rpartition(".")[2], "")

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part ("" for the package itself), by id; damaged ones count as none."""
        if name not in self._relations:
            folder, _, base = name.rpartition("/")
            part = f"{folder}/_rels/{base}.rels".lstrip("/")
            root = self.optional(part) if part in self.members else None
            self._relations[name] = {} if root is None else _relations_in(root, folder)
        return self._relations[name]

    def target(self, name: str, kind: str) -> str:
        """The first part that `name` is related to by `kind`, "" if there is none."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external:
                return relation.target
        return ""


def _flatten(text: Element) -> None:
    """A text that wrongly holds elements, made one that holds all their words: nothing is lost that can be read."""
    words = "".join(map(str, text.itertext()))
    del text[:]
    text.text = words


def _relations_in(root: Element, folder: str) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for element in root.iter(RELATIONS + "Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode", "").lower() == "external"
        kind = element.get("Type", "").rpartition("/")[2]
        if not external:
            target = unquote(target.replace("\\", "/")).lower()
            joined = target if target.startswith("/") else f"/{folder}/{target}"
            target = posixpath.normpath(joined).lstrip("/")
        identity = element.get("Id", "")
        found[identity] = Relation(identity, kind, target, external)
    return found


def open_package(data: bytes, file: str) -> Package:
    """A Word document, template or macro file as a package with its main part found.

    `data` is the whole file, `file` its name for messages. Raises DocumentError for anything else.
    """
    archive, members = guard.open_zip(data, file)
    package = Package(file, archive, members)
    if CONTENT_TYPES not in members:
        mimetype = package.read("mimetype", 1024) if "mimetype" in members else b""
        raise docx_sniff.refuse_zip(set(members), mimetype, file)
    _read_types(package)
    if "_rels/.rels" not in members:
        raise guard.damaged(file, "its list of parts is missing")
    for relation in _relations_in(package.root("_rels/.rels"), "").values():
        if relation.kind == "officeDocument":
            package.main = relation.target
    if package.main not in members:
        raise guard.damaged(file, "its main part is missing")
    package.main_type = package.content_type(package.main)
    if "wordprocessingml" not in package.main_type and "ms-word" not in package.main_type:
        if any(word in package.main_type for word in ("spreadsheet", "presentation", "excel", "powerpoint", "visio")):
            raise docx_sniff.refuse_kind(package.main_type, file)
        if local(package.root(package.main).tag) != "document":
            raise docx_sniff.refuse_kind(package.main_type, file)
    return package


def _read_types(package: Package) -> None:
    for element in package.root(CONTENT_TYPES):
        content_type = element.get("ContentType", "").lower()
        if element.tag == TYPES + "Default":
            package._defaults[element.get("Extension", "").lower()] = content_type
        elif element.tag == TYPES + "Override":
            package._overrides[element.get("PartName", "").lower().lstrip("/")] = content_type
