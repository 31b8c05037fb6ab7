"""The parts beside the text: pictures, embedded workbooks, charts, SmartArt, custom XML, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from dhr_qa.documents import guard, limits
from dhr_qa.documents.docx_names import CHART, CHART_EX, DIAGRAM, A, Element, local
from dhr_qa.documents.docx_package import Package
from dhr_qa.documents.docx_walk import Gathered
from dhr_qa.documents.image_facts import HEAD, JPEG, MOST_READ, image_fields
from dhr_qa.documents.model import Attachment
from dhr_qa.errors import DocumentError

_MAX_TEXTS = 20_000
_PICTURES = {"png", "jpg", "jpeg", "jpe", "jfif", "gif", "tif", "tiff", "bmp", "emf", "wmf", "svg", "webp", "heic"}
_OFFICE = {"xlsx": "workbook", "xlsm": "workbook", "docx": "document", "docm": "document", "pptx": "presentation"}
_SOUND = {"mp3", "wav", "m4a", "mp4", "mov", "avi", "wmv"}
#: Folders and names of parts that hold Word's own settings, and nothing of the author's.
_PLUMBING = (
    "_rels/", "/_rels/", "theme/", "fonttable", "websettings", "styleswitheffects", "fonts/", "/styles.", "/settings.",
    "/numbering.", "commentsextended", "commentsids", "commentsextensible", "itemprops", "printersettings",
    "[content_types]", "diagrams/colors", "diagrams/layout", "diagrams/quickstyle", "diagrams/drawing",
    "charts/colors", "charts/style", "vbadata", "custom_xml",
)  # fmt: skip


def chart_words(root: Element) -> list[str]:
    """The words of a chart: titles, then names of series and categories, each once."""
    words = ["".join(node.text or "" for node in para.iter(A + "t")) for para in root.iter(A + "p")]
    for cache in root.iter(CHART + "strCache", CHART + "strLit"):
        words.extend(node.text or "" for node in cache.iter(CHART + "v"))
    words.extend(node.text or "" for node in root.iter(CHART_EX + "pt", CHART_EX + "v"))
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def diagram_words(root: Element) -> list[str]:
    """The words of a SmartArt graphic, one string a paragraph."""
    found = []
    for text in root.iter(DIAGRAM + "t"):
        paragraphs = ["".join(node.text or "" for node in para.iter(A + "t")) for para in text.iter(A + "p")]
        found.append("\n".join(paragraph for paragraph in paragraphs if paragraph.strip()))
    return [words for words in found if words.strip()]


def attachments(gathered: Gathered) -> list[Attachment]:
    """Every part that is neither the text nor Word's plumbing, in the order of the file's own list."""
    package = gathered.package
    found = []
    for name, info in package.members.items():
        kind = _kind(package, name)
        if not kind:
            continue
        block, first_name = gathered.media.get(name, (None, ""))
        texts = tuple(_texts(gathered, name, kind))
        fields = [("original-name", first_name)] if first_name else []
        if kind in ("image", "thumbnail"):
            fields += _picture_fields(gathered, name)
        found.append(Attachment(package.shown(name), kind, info.file_size, texts, tuple(fields), block))
    return found


def _kind(package: Package, name: str) -> str:
    """The kind of an attachment; "" for parts that are not one."""
    ending = name.rpartition(".")[2]
    if name.startswith("docprops/thumbnail"):
        return "thumbnail"
    if any(word in name for word in _PLUMBING) or ending == "rels":
        return ""
    if ending in _PICTURES:
        return "image"
    if ending in _OFFICE:
        return _OFFICE[ending]
    if name.endswith("vbaproject.bin"):
        return "macro"
    if "/embeddings/" in name or "oleobject" in package.content_type(name):
        return "ole-object"
    if "/charts/" in name:
        return "chart"
    if "/diagrams/data" in name:
        return "diagram"
    if name.startswith("customxml/") and "/" in name:
        return "custom-xml"
    if "/glossary/" in name:
        return "building-blocks" if name.endswith("/document.xml") else ""
    if "/activex/" in name:
        return "control"
    if ending in _SOUND:
        return "recording"
    if name in package.used or name.startswith("docprops/") or ending in ("xml", "html", "htm", "txt"):
        return ""
    return "signature" if "_xmlsignatures" in name else "other"


def _picture_fields(gathered: Gathered, name: str) -> list[tuple[str, str]]:
    """What the file of a picture tells beside the picture (see `image_facts`), as far as it can be read."""
    package = gathered.package
    info = package.members[name]
    try:
        with package.archive.open(info) as stream:
            data = stream.read(HEAD)
            if not data.startswith(JPEG):  # which tells everything at its start
                data += stream.read(MOST_READ - HEAD)
    except (*guard.ZIP_ERRORS, UnicodeDecodeError):
        gathered.unread("a damaged picture", package.shown(name))
        return []
    if info.file_size > MOST_READ and not data.startswith(JPEG):
        gathered.unread("what a very large picture tells of its making", package.shown(name))
    cropped = [("cropped", "yes")] if name in gathered.cropped else []
    return [*image_fields(data), *cropped]


def _texts(gathered: Gathered, name: str, kind: str) -> Iterator[str]:
    package = gathered.package
    if kind in ("workbook", "document", "presentation"):
        yield from _embedded(gathered, name)
    elif kind in ("chart", "diagram", "custom-xml", "building-blocks") and name.endswith(".xml"):
        try:
            root = package.root(name)
        except DocumentError:  # an item of the author's own may be anything
            gathered.unread("a part of the file that is not readable XML", package.shown(name))
            return
        if kind == "chart":
            yield from chart_words(root)
        elif kind == "diagram":
            yield from diagram_words(root)
        elif kind == "building-blocks":
            yield from dict.fromkeys(_office_words(root, name))
        else:
            yield from _all_words(root)
    elif kind == "image" and name.endswith(".svg"):
        yield from _drawn_words(gathered, name)
    elif kind == "ole-object":
        gathered.unread("an embedded object of an old kind", package.shown(name))
    elif kind == "recording":
        gathered.unread("a sound or film", package.shown(name))


def _drawn_words(gathered: Gathered, name: str) -> Iterator[str]:
    """The words of a drawing in SVG form."""
    try:
        root = gathered.package.root(name)
    except DocumentError:
        gathered.unread("a drawing that is not readable XML", gathered.package.shown(name))
        return
    yield from (text for text in _all_words(root) if " " in text or text.istitle())


def _all_words(root: Element) -> Iterator[str]:
    """Every piece of text in an XML part: elements' text and the values of attributes, each once."""
    seen: set[str] = set()
    for element in root.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            text = (text or "").strip()
            if text and text not in seen and any(char.isalnum() for char in text) and len(seen) < _MAX_TEXTS:
                seen.add(text)
                yield text


def _embedded(gathered: Gathered, name: str) -> Iterator[str]:
    """The words of an embedded Office file, each once: cells, paragraphs, slides, sheet names, its properties."""
    package = gathered.package
    if package.members[name].file_size > limits.MAX_EMBEDDED:
        gathered.unread("an embedded file that is too large to look into", package.shown(name))
        return
    seen: dict[str, None] = {}
    try:
        archive, members = guard.open_zip(package.read(name), package.file)
        total = 0
        for inner, info in members.items():
            if not inner.endswith(".xml") or any(word in inner for word in ("styles", "theme", "settings", "[content")):
                continue
            total += info.file_size
            if total > limits.MAX_XML:
                gathered.unread("parts of an embedded file that is too large", package.shown(name))
                break
            package.spend(0)
            root, tags = guard.parse_xml(guard.read_member(archive, info, package.file), inner, package.file)
            package.spend(tags)
            for text in _office_words(root, inner):
                seen.setdefault(text)
    except DocumentError:
        gathered.unread("an embedded file that is damaged or protected", package.shown(name))
    yield from list(seen)[:_MAX_TEXTS]


def _office_words(root: Element, name: str) -> Iterator[str]:
    if name.startswith("docprops/"):
        yield from (text for text in _all_words(root) if not text.startswith("http"))
        return
    paragraph: list[str] = []
    for element in root.iter():
        tag = local(element.tag)
        if tag == "t" and element.text:
            paragraph.append(element.text)
        elif tag in ("si", "is", "p", "text", "comment") and paragraph:
            yield "".join(paragraph).strip()
            paragraph.clear()
        elif tag in ("sheet", "author") and (element.get("name") or element.text):
            yield (element.get("name") or element.text or "").strip()
    if paragraph:
        yield "".join(paragraph).strip()
