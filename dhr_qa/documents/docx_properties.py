"""Document properties: core (title, author, dates), app (company, pages) and custom ones."""

from __future__ import annotations

from dhr_qa.documents.docx_names import Element, local, number_in
from dhr_qa.documents.docx_package import Package
from dhr_qa.documents.model import Property

_MAX_VALUE = 10_000


def read_properties(package: Package) -> tuple[list[Property], int | None]:
    """The properties with a value, and the count of pages that Word last noted (None where it did not)."""
    found: list[Property] = []
    pages: int | None = None
    for kind, source in (
        ("core-properties", "core"),
        ("extended-properties", "app"),
        ("custom-properties", "custom"),
    ):
        for relation in package.relations("").values():
            # Strict files spell the types in another way: metadata/core-properties, extendedProperties.
            if relation.kind.replace("Properties", "-properties") != kind or relation.external:
                continue
            root = package.optional(relation.target)
            if root is None:
                continue
            for child in root:
                name = child.get("name", "") if source == "custom" else local(child.tag)
                value = _value(child)
                if name and value:
                    found.append(Property(name, value, source))
                if source == "app" and name == "Pages":
                    pages = number_in(value, None, 1, 100_000)
    return found, pages


def _value(element: Element) -> str:
    """All the words inside an element, those of lists parted by semicolons."""
    words = (str(text).strip() for text in element.itertext())
    return "; ".join(word for word in words if word)[:_MAX_VALUE]
