"""Which blocks are headings of a review, and which canonical roles their words give them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.documents.model import Block, Document
from dhr_qa.review.blocks import line, squeezed, without_label
from dhr_qa.review.lexicon import Lexicon, part

_WORD = re.compile(rb"[A-Za-z0-9']+")
_MOST_WORDS = 16  #: a longer line is a sentence, not a heading with a role
_ITEM_HEAD = 80
_MOST_ROLES = 3
_VICTIM = "victim-words"  #: the list whose first words stand for the name in a heading
_PLAIN_WORDS = 8  #: a line that nothing marks must be shorter still


class Heading(Struct, frozen=True):
    """A heading: its block, its words without the label, and what they say.

    `appendix` is set where the label is that of an appendix; `item` where it heads one item of a list of
    items ("Recommendation 3"), with the item's `number`.
    """

    block: int
    text: str
    level: int
    label: str = ""
    roles: tuple[str, ...] = ()
    appendix: bool = False
    item: bool = False
    number: str = ""


def find_headings(document: Document, lexicon: Lexicon) -> tuple[Heading, ...]:
    """The headings of the main text in order: marked ones, and plain lines that say nothing but a role."""
    found: list[Heading] = []
    blocks = document.blocks
    for block in blocks:
        if not block.text.strip() or block.toc:
            continue
        if block.kind == "heading" and (block.part in ("body", "textbox") or _alone_in_table(document, block)):
            found.append(_heading(block, block.level or 1, lexicon))
        elif block.kind == "paragraph" and block.part == "body" and _plain_heading(document, block):
            heading = _heading(block, found[-1].level if found else 1, lexicon)
            if heading.roles and _says_a_role(heading.text, lexicon):
                found.append(heading)
    return tuple(found)


def _says_a_role(text: str, lexicon: Lexicon) -> bool:
    """Whether an unmarked line says nothing but a role. One with a colon has to say it in full, without words of its
    own: "The panel agreed these terms with her family:" begins a list, and no section on her family."""
    forms, words = lexicon.forms("sections"), line(text)
    if not text.endswith(":"):
        return forms.identify(words) is not None
    return any((start, end) == (0, len(words)) for start, end, _ in forms.spans(words))


def _heading(block: Block, level: int, lexicon: Lexicon) -> Heading:
    label, offset = without_label(block)
    text = squeezed(block.text[offset:]) or squeezed(block.text)
    appendix = bool(label) and lexicon.occurs("appendix-labels", line(label)) and label[:1].isalpha()
    number = item_number(block.text, lexicon)
    roles = () if number else heading_roles(text, lexicon)
    if appendix and not roles:
        roles = ("appendix",)
    return Heading(block.index, squeezed(block.text), level, label, roles, appendix, bool(number), number)


def item_number(text: str, lexicon: Lexicon) -> str:
    """The number in a line that heads an item of a list ("Recommendation 3: …"), or ""."""
    head = line(text[:_ITEM_HEAD])
    any_item, each = lexicon.keep("items", lambda: _item_patterns(lexicon))
    if any_item is None or any_item.match(head) is None:
        return ""
    for pattern in each:
        found = pattern.match(head)
        if found is not None:
            start, end = part(found, "number")
            return head[start:end].decode()
    return ""


def _item_patterns(lexicon: Lexicon) -> tuple[Any, list[Any]]:
    phrases = dict.fromkeys(phrase for entry in lexicon.register("sections") for phrase in entry.get("items", ()))
    texts = [r"\W*" + lexicon.numbered(phrase) for phrase in phrases]
    bare = "|".join(text.replace("(?P<number>", "(?:") for text in texts)
    return (lexicon.pattern(bare) if bare else None), [lexicon.pattern(text) for text in texts]


def heading_roles(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The canonical roles that the words of a heading give: none, one, two or three, in order."""
    folded = line(text)
    if not folded or len(_WORD.findall(folded)) > _MOST_WORDS:
        return ()
    forms = lexicon.forms("sections")
    whole = forms.identify(folded)
    if whole is not None:
        return _of_pieces(folded, lexicon) or (whole.id,)
    spans = list(forms.spans(folded))
    if not spans:
        return ()
    roles = tuple(dict.fromkeys(entry.id for _, _, entry in spans))
    left = _left_over(folded, [(start, end) for start, end, _ in spans], lexicon)
    if not left:
        return roles[:_MOST_ROLES]
    first_start, first_end, first = spans[0]
    head = folded[:first_start]
    opens = first_start == 0 or not _left_over(head, [], lexicon)
    after = folded[first_end:].lstrip()
    if opens and lexicon.list("heading-joiners").regexp.match(after) is not None:
        return (first.id,)
    covered = sum(len(_WORD.findall(folded[start:end])) for start, end, _ in spans)
    if len(left) == 1 and covered >= 2 and len(roles) == 1:
        return roles
    return ()


def of_victim(heading: Heading, victims: Collection[str], lexicon: Lexicon) -> Heading:
    """A heading without a role read with a word for the victim in place of the name: "About Maya", "Maya's family"."""
    if heading.roles or heading.item or not victims or len(heading.text.split()) > _MOST_WORDS:
        return heading
    words = lexicon.vocabulary.phrases.get(_VICTIM)
    if words is None or not words.phrases:
        return heading
    called = re.sub(rf"\b(?:{'|'.join(map(re.escape, victims))})\b", words.phrases[0], heading.text, flags=re.I)
    if called == heading.text:
        return heading
    return replace(heading, roles=heading_roles(called[len(heading.label) :], lexicon))


def _of_pieces(folded: bytes, lexicon: Lexicon) -> tuple[str, ...]:
    """Two roles or three, where each piece between linking words is a heading itself: "Analysis and conclusions"."""
    forms = lexicon.forms("sections")
    roles: dict[str, None] = {}
    start = 0
    links = [(a, b) for a, b in lexicon.list("heading-links").spans(folded) if folded[a:b].strip()]
    for first, last in [*links, (len(folded), len(folded))]:
        found = forms.identify(folded[start:first].strip())
        if found is None:
            return ()
        roles[found.id] = None
        start = last
    return tuple(roles)[:_MOST_ROLES] if len(roles) > 1 else ()


def _left_over(folded: bytes, spans: list[tuple[int, int]], lexicon: Lexicon) -> list[bytes]:
    """The words of a line that are neither in the spans nor mere noise."""
    rest = bytearray(folded)
    for start, end in spans:
        rest[start:end] = b"|" * (end - start)
    for name in ("heading-noise", "heading-links"):
        for start, end in list(lexicon.list(name).spans(bytes(rest))):
            rest[start:end] = b"|" * (end - start)
    return _WORD.findall(bytes(rest))


def _alone_in_table(document: Document, block: Block) -> bool:
    """A heading in a box: the only cell of its table."""
    return block.table is not None and len(document.tables[block.table].cells) == 1


def _plain_heading(document: Document, block: Block) -> bool:
    """Whether an unmarked line may be a heading: short, no sentence, with text and no second short line below."""
    text = block.text.strip()
    if len(text) > 80 or "\n" in text or text[-1:] in ".;,?" or len(text.split()) > _PLAIN_WORDS:
        return False
    below = (document.blocks[number] for number in range(block.index + 1, len(document.blocks)))
    after = next((each for each in below if each.text.strip()), None)
    if after is None or after.part not in ("body", "table"):
        return False
    return after.part == "table" or after.kind == "list-item" or len(after.text.split()) > 2 * _PLAIN_WORDS
