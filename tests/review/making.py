"""Facts of small fictional reports written as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dhr_qa.documents.grid import with_grid
from dhr_qa.documents.markdown import parse_markdown
from dhr_qa.documents.model import Document
from dhr_qa.documents.outline import with_outline
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from tests.review.vocab import vocabulary


def document_of(text: str) -> Document:
    """The document that a Markdown text comes to, headings and header rows found as for a file."""
    return with_grid(with_outline(parse_markdown(text)))


def facts_of(text: str, kind: str | None = None, case: Mapping[str, Any] | None = None) -> Facts:
    """The facts of a Markdown text."""
    return read_facts(document_of(text), vocabulary(), kind=kind, case=case)


def roles_of(facts: Facts) -> list[str]:
    """The roles of all sections that a heading gives, in order."""
    return [role for section in facts.sections if section.how == "heading" for role in section.roles]
