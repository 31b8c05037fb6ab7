"""Selectors of text: blocks of every sort, sentences, sections, the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhr_qa.engine.nodes import Node
from dhr_qa.engine.occur import Stretch, allowed, around, in_stretches
from dhr_qa.engine.reading import TEXT_PARTS, Candidates, Reading
from dhr_qa.engine.scope import Scope, matcher_of, matchers_of
from dhr_qa.language.fold import folded
from dhr_qa.language.phrases import Matcher
from dhr_qa.rulebook.model import Selector

_NAME_WORD = re.compile(r"[a-z]{3,}|[0-9]{3,}")
_VERSION = re.compile(r"(?:19|20)[0-9]{2}(?:[0-9]{2}){0,2}")  #: years and days, which other reviews may share
_PLAIN_WORDS = "file-name-words"
NOTE_PARTS = ("footnote", "endnote")
RUNNING = ("paragraph", "list-item")
#: What kinds of block each selector of text looks at, contents entries ("toc") apart.
KINDS: dict[str, tuple[str, ...]] = {
    "text": ("heading", "paragraph", "list-item", "toc"),
    "paragraph": RUNNING,
    "sentence": RUNNING,
    "list-item": ("list-item",),
    "heading": ("heading",),
    "note": ("heading", "paragraph", "list-item"),
    "comment": ("heading", "paragraph", "list-item"),
    "phrase": ("heading", "paragraph", "list-item"),
    "mention": ("heading", "paragraph", "list-item"),
    "reference": ("heading", "paragraph", "list-item"),
    "date": ("heading", "paragraph", "list-item"),
}
#: Selectors that pass over the header rows of tables as they pass over headings.
_NO_HEADER_ROWS = ("paragraph", "sentence", "list-item")


def candidates(selector: Selector, scope: Scope, reading: Reading) -> Candidates:
    """The blocks that a text selector looks at, before any words are looked for. Remembered."""
    select = selector.select
    kinds = selector.kind or KINDS.get(select, KINDS["text"])
    parts = selector.parts or {"note": NOTE_PARTS, "comment": ("comment",)}.get(select, TEXT_PARTS)
    headless = select in _NO_HEADER_ROWS
    tables = _tables(selector)
    key = (scope.kind, kinds, parts, headless, selector.role, selector.role_not, tables, selector.position)
    known = reading.candidates.get(key)
    if known is None:
        base = _base(scope, reading, kinds, parts, headless)
        found = _candidates(selector, reading, base.blocks) if any(key[4:]) else base.blocks
        known = reading.candidates[key] = Candidates(found)
    return known


def _base(scope: Scope, reading: Reading, kinds: Sequence[str], parts: Sequence[str], headless: bool) -> Candidates:
    """The blocks of some sorts wherever they stand. Remembered."""
    key = (scope.kind, kinds, parts, headless)
    known = reading.candidates.get(key)
    if known is None:
        taken = {kind: scope.takes(kind) for kind in set(reading.kinds)}
        known = reading.candidates[key] = Candidates(
            block.index
            for block, kind in zip(reading.document.blocks, reading.kinds, strict=True)
            if block.part in parts
            and ("toc" if block.toc else block.kind) in kinds
            and taken[kind]
            and block.text.strip()
            and not (headless and reading.in_header(block))
        )
    return known


def _candidates(selector: Selector, reading: Reading, blocks: Sequence[int]) -> Iterator[int]:
    roles = reading.in_roles(selector.role) if selector.role else None
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    tables = _tables(selector)
    for index in blocks:
        if (roles is not None and index not in roles) or index in barred:
            continue
        if tables and ((table := reading.document.blocks[index].table) is None or not of_kind(reading, table, tables)):
            continue
        if at_position(selector, reading, index):
            yield index


def _tables(selector: Selector) -> tuple[str, ...]:
    raw = selector.table
    return (raw,) if isinstance(raw, str) and raw else tuple(raw)


def of_kind(reading: Reading, table: int, kinds: Sequence[str]) -> bool:
    """Whether a table is of one of these kinds."""
    known = reading.facts.table_kind(table)
    return known is not None and known.kind in kinds


def at_position(selector: Selector, reading: Reading, block: int | None) -> bool:
    """Whether a block stands in the share of the document that a selector names."""
    if selector.position is None:
        return True
    return block is not None and selector.position[0] <= reading.position(block) <= selector.position[1]


def text_blocks(selector: Selector, scope: Scope, reading: Reading, hints: Sequence[Matcher]) -> Iterator[Node]:
    """One node for each block; with `hints` only blocks where one of these occurs."""
    wanted = candidates(selector, scope, reading)
    for block in _narrowed(selector, reading, wanted, hints, everywhere=True):
        if block in wanted.members:
            yield Node(selector.select, reading, (block,))


def sentence_nodes(selector: Selector, scope: Scope, reading: Reading, hints: Sequence[Matcher]) -> Iterator[Node]:
    """One node for each sentence; sentences are only looked for in blocks where the words occur."""
    wanted = candidates(selector, scope, reading)
    for stretch in sentence_stretches(selector, reading, wanted, hints):
        yield Node("sentence", reading, (stretch[0],), stretch[1], stretch[2])


def sentence_stretches(
    selector: Selector, reading: Reading, wanted: Candidates, hints: Sequence[Matcher] = ()
) -> Iterator[Stretch]:
    """The sentences that have the words a selector asks for, as (block, start, end)."""
    mode = selector.quotations
    needed = [matcher_of(reading, group) for group in selector.mentions]
    barred = matchers_of(reading, selector.without)
    for block in _narrowed(selector, reading, wanted, hints, everywhere=False):
        if block not in wanted.members:
            continue
        for start, end in reading.sentences(block):
            here = [(block, start, end)]
            if needed and not in_stretches(reading, needed[0], here, mode):
                continue
            if hints and not any(in_stretches(reading, hint, here, mode) for hint in hints):
                continue
            if mode == "only" and not needed and not _has_quotation(reading, block, start, end):
                continue
            near = around(reading, wanted, here[0], selector.window) if len(needed) > 1 or barred else here
            if not all(in_stretches(reading, other, near, mode) for other in needed[1:]):
                continue
            if barred and selector.without_window is not None:
                near = around(reading, wanted, here[0], selector.without_window)
            if any(in_stretches(reading, other, near, mode) for other in barred):
                continue
            yield here[0]


def _narrowed(selector: Selector, reading: Reading, wanted: Candidates, hints: Sequence[Matcher],
              everywhere: bool) -> Sequence[int]:  # fmt: skip
    """The candidate blocks that can hold a node: those with the words.

    `everywhere`: every group must occur in the block itself, not only the first.
    """
    needed = [matcher_of(reading, group) for group in selector.mentions]
    if not everywhere:
        needed = needed[:1]
    mode = selector.quotations
    blocks: Sequence[int] = wanted.blocks
    for one in needed:
        blocks = _with(reading, one, blocks, wanted, mode)
    if hints:
        kept = {block for hint in hints for block in _with(reading, hint, blocks, wanted, mode)}
        blocks = sorted(kept)
    if everywhere:
        for one in matchers_of(reading, selector.without):
            found = set(_with(reading, one, blocks, wanted, mode))
            blocks = [block for block in blocks if block not in found]
        if mode == "only" and not needed:
            blocks = [block for block in blocks if reading.quotations(block)]
    return blocks


def _with(reading: Reading, matcher: Matcher, blocks: Sequence[int], wanted: Candidates, mode: str) -> list[int]:
    """Those of `blocks` where words occur."""
    found = reading.hits(matcher, blocks)
    if len(found) < len(blocks):
        inside = wanted.members if blocks is wanted.blocks else frozenset(blocks)
        some: Sequence[int] = sorted(block for block in found if block in inside)
    else:
        some = [block for block in blocks if block in found]
    if mode == "include":
        return list(some)
    return [block for block in some if any(allowed(reading, block, *span, mode) for span in found[block])]


def _has_quotation(reading: Reading, block: int, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in reading.quotations(block))


def section_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """Sections; with a role the outermost ones whose own role it is."""
    roles, barred = set(selector.role), set(selector.role_not)
    covered = 0
    for section in reading.facts.sections:
        if not scope.takes(section.kind or reading.kinds[section.first]) or barred.intersection(section.roles):
            continue
        if roles:
            if not roles.intersection(section.roles) or section.first < covered:
                continue
            covered = section.last
        first = section.first + 1 if section.heading_block == section.first else section.first
        if not at_position(selector, reading, section.first):
            continue
        yield Node(
            "section",
            reading,
            range(first, section.last),
            values={
                "role": section.roles,
                "title": section.heading,
                "heading": section.heading,
                "label": section.label,
                "level": section.level,
                "kind": section.kind,
                "how": section.how,
                "words": section.words or sum(reading.words[first : section.last]),
            },
            place=section.first,
        )


def document_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each kind of document in scope (all of it, where no kind was recognised)."""
    if not scope.first and not scope.kind:
        return
    kinds = [kind for kind in reading.facts.kinds if scope.takes(kind)] or ([""] if not scope.kind else [])
    for kind in kinds:
        blocks = tuple(
            block.index
            for block in reading.document.blocks
            if block.part in TEXT_PARTS and not block.toc and reading.kinds[block.index] == kind
        )
        values = {**file_values(reading), "kind": kind, "document": kind.replace("-", " ")}
        values["words"] = reading.kind_words(kind)
        yield Node("document", reading, blocks, values=values, part="file")


def file_nodes(scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for the file; its text is the name of the file."""
    if scope.first:
        values = {**file_values(reading), "companions": companions(reading, scope)}
        yield Node("file", reading, (), own=str(values["name"]), values=values, part="file")


def companions(reading: Reading, scope: Scope) -> int:
    """How many other files in scope have a telling word of this file's name in theirs."""
    own = _name_words(reading)
    return sum(1 for other in scope.readings if other is not reading and own & _name_words(other))


def _name_words(reading: Reading) -> set[str]:
    """The words and numbers of a file's name that may tell one review from another: no plain words, no versions."""
    name = str(file_values(reading)["name"]).rsplit(".", 1)[0]
    words = {word for word in _NAME_WORD.findall(folded(name)) if not _VERSION.fullmatch(word)}
    if _PLAIN_WORDS not in reading.groups.vocabulary.phrases:
        return words
    return words - set(reading.groups.vocabulary.phrases[_PLAIN_WORDS].phrases)


def file_values(reading: Reading) -> dict[str, object]:
    """What is known of a file as a whole."""
    document = reading.document
    return {
        **dict(document.facts),
        "words": document.words,
        "pages": document.pages,
        "format": document.format,
        "kinds": reading.facts.kinds,
        "kind": next(iter(reading.facts.kinds), ""),
        "tables": len(document.tables),
        "megabytes": document.size / 1_000_000,
        "name": document.path.replace("\\", "/").rsplit("/", 1)[-1],
    }
