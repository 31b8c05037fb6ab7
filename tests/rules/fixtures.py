"""Word files for the examples of rules that no Markdown can hold: tracked changes, comments, properties, pictures.

An example names one with `fixture: name`. A builder gives the bytes of a Word file; `FIXTURES` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from tests.documents import builders as b

_TITLE = b.heading(1, "Overview report")


def clean() -> bytes:
    """A report without anything under the surface."""
    return b.docx_bytes(_TITLE + b.p("The review panel met in May 2026."))


def tracked_changes() -> bytes:
    """One insertion and one deletion that nobody has accepted."""
    return b.docx_bytes(_TITLE + b.p("The panel met ", b.ins("twice", author="Jo Finch"), b.deleted("once")))


def comment() -> bytes:
    """A comment in the margin."""
    note = f'<w:comment w:id="0" w:author="Jo Finch" w:date="{b.DATE}">{b.p("Is this right?")}</w:comment>'
    return b.docx_bytes(_TITLE + b.p(b.commented(0, "The panel met.")), comments=note)


FIXTURES: dict[str, Callable[[], bytes]] = {
    "clean": clean,
    "tracked-changes": tracked_changes,
    "comment": comment,
}


def documents(name: str) -> Sequence[Document] | None:
    """The documents of a fixture; None if there is none of that name."""
    build = FIXTURES.get(name)
    if build is None:
        return None
    data = build()
    return [replace(read_docx(Path(f"{name}.docx"), data), size=len(data))]
