"""The fields of nodes, worked out when a rule asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dhr_qa.documents.labels import split_label
from dhr_qa.documents.model import Block
from dhr_qa.language.amounts import amount_in
from dhr_qa.language.clauses import most_verbs
from dhr_qa.language.fold import fold
from dhr_qa.review.facts import When
from dhr_qa.review.headings import heading_roles, item_number
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.properties import is_public

if TYPE_CHECKING:
    from dhr_qa.engine.nodes import Node

#: A label typed at the start of a line, as a heading or a list item has it.
_LABEL = re.compile(r"\s*(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.):]?|\(?[a-zA-Z][.)]|\([ivxlc]{1,6}\)|[•*–-])\s+")
#: What a contents entry ends with: leaders or a tab, and the page.
_PAGE = re.compile(r"(?:\s*[.…·_]{2,}\s*|\s*\t\s*|\s{2,})[0-9ivxlc]{1,4}\s*$")
#: The page of a contents entry that nothing but a space, or Word's own complaint behind a tab, sets off.
_LOOSE_PAGE = re.compile(r"(?:\s+[0-9]{1,3}|\t[^\t]*[!:?][^\t]*)\s*$")
_DIGITS = re.compile(r"[0-9]+")
_SINGLE = re.compile(r"[A-Za-z]+")
_LABEL_END = re.compile(r"\s*[:.–—]\s|\s[-–—]\s")
_NUMBER_RANGE = re.compile(r"\b([0-9]{1,2})(?:\s?(?:-|–|to)\s?([0-9]{1,2}))?\b")
_MOST_NUMBERS = 40
_LAST_WORDS = 5
UMBRELLA = "umbrella-nouns"
_PHRASE = "phrase"  #: the nodes of which it is known who speaks; an attachment has an owner of its own
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}")
_FOLLOWING = re.compile(r"\s{0,3}\(?([0-9]{1,4}(?:\.[0-9]{1,3}){0,4})")


def work_out(node: Node, name: str) -> Any:
    """The value of a field, or None."""
    fact = node.fact
    if fact is not None:
        found = getattr(fact, name.replace("-", "_"), None)
        if found is not None:
            return found
    known = _FIELDS.get(name)
    if known is not None:
        return known(node)
    # What a fact knows to be missing is not made up for by the words of its cell.
    if name in node.cells and not hasattr(fact, name.replace("-", "_")):
        return node.reading.document.cell_text(node.reading.document.cell_of_block[node.cells[name]]).strip()
    return None


def _words(node: Node) -> int:
    if node.own is None and len(node.blocks) > 1:
        words = node.reading.words
        return sum(words[block] for block in node.blocks)
    return len(node.text.split())


def _role(node: Node) -> tuple[str, ...]:
    block = node.home
    return node.reading.facts.roles_at(block) if block is not None else ()


def _heading(node: Node) -> str | None:
    block = node.home
    section = node.reading.facts.section_at(block) if block is not None else None
    return section.heading if section is not None else None


def _label(node: Node) -> str | None:
    return node.reading.document.blocks[node.block].label if node.block is not None else None


def _position(node: Node) -> float | None:
    block = node.home
    return node.reading.position(block) if block is not None else None


def _document(node: Node) -> str:
    block = node.home
    kind = node.reading.kinds[block] if block is not None else "".join(node.reading.facts.kinds[:1])
    return kind.replace("-", " ")


def _of_block(name: str) -> Callable[[Node], Any]:
    def read(node: Node) -> Any:
        block = node.block
        return getattr(node.reading.document.blocks[block], name) if block is not None else None

    return read


def _title(node: Node) -> str:
    """The words of a heading or of a contents entry, without its number, its label ("Appendix A:") and its page."""
    text = _PAGE.sub("", node.text)
    block = node.reading.document.blocks[node.block] if node.block is not None else None
    if block is not None and block.toc and text == node.text:
        text = _LOOSE_PAGE.sub("", text)
    label = _LABEL.match(text)
    plain = text[label.end() :].strip() if label else text.strip()
    if plain == text.strip() and block is not None and (block.toc or block.kind == "heading"):
        plain = text[split_label(text, heading=True)[1] :].strip() or plain
    return plain


def _title_role(node: Node) -> tuple[str, ...]:
    """The section roles that the words of a heading, or of a contents entry, stand for."""
    lexicon = lexicon_for(node.reading.groups.vocabulary)
    return heading_roles(_title(node), lexicon) if lexicon.register("sections") else ()


def _next_block(node: Node) -> Block | None:
    """The block with text that follows in the same part of the file."""
    blocks = node.reading.document.blocks
    if not len(node.blocks):
        return None
    part = blocks[node.blocks[-1]].part
    for block in blocks[node.blocks[-1] + 1 :]:
        if block.part in ("body", "table") and block.part != part and part in ("body", "table"):
            return block
        if block.part == part and block.text.strip():
            return block
    return None


def _next(node: Node) -> str | None:
    block = _next_block(node)
    return block.text if block is not None else None


def _next_kind(node: Node) -> str | None:
    block = _next_block(node)
    return "table" if block is not None and block.part == "table" else block.kind if block is not None else None


def _label_style(node: Node) -> str | None:
    """A label with 1 for every number, a, A, i or I for letters and Roman numerals: "(b)" is of the style "(a)"."""
    label = _label(node)
    return _DIGITS.sub("1", _SINGLE.sub(lambda m: "A" if m[0].isupper() else "a", label)) if label else None


def _numbers(node: Node) -> list[str]:
    """Every number in the label of a line, "3 to 5" as 3, 4 and 5: "ToR 3 and 4: Housing" has two."""
    head = _LABEL_END.split(node.text, maxsplit=1)[0]
    label = _label(node)
    if label and label not in head:
        head = f"{label} "
    found: list[str] = []
    for first, last in _NUMBER_RANGE.findall(head):
        found += [str(n) for n in range(int(first), int(last or first) + 1)][:_MOST_NUMBERS]
    return found


def _number(node: Node) -> str | None:
    """The printed number of a block; of words the number in them or right after them ("paragraph 4.2")."""
    if node.kind in ("phrase", "mention"):
        inside = _NUMBER.search(node.text)
        if inside or node.block is None or node.end is None:
            return inside.group() if inside else None
        following = _FOLLOWING.match(node.reading.document.blocks[node.block].text, node.end)
        return following.group(1) if following else None
    label = _label(node)
    for text in (label, node.text[:12]):
        found = _NUMBER.search(text) if text else None
        if found:
            return found.group()
    return label or None


def dates_in(node: Node) -> list[When]:
    """The dates that stand in a node."""
    found = []
    for block in node.blocks:
        span = node.span
        for date in node.reading.dates(block):
            if span is None or (span[1] <= date.start and date.end <= span[2]):
                found.append(When(date.earliest, date.latest, date.precision, date.text, date.problem))
    return found


def _date(node: Node) -> When | None:
    """The latest date in the node; of words, in their sentence or else in their paragraph."""
    if node.kind in ("phrase", "mention") and node.block is not None:
        reading = node.reading
        start, end = reading.sentence_at(node.block, node.start)
        near = [date for date in reading.dates(node.block) if start <= date.start and date.end <= end]
        dates = [When(d.earliest, d.latest, d.precision, d.text, d.problem) for d in near or reading.dates(node.block)]
    else:
        dates = dates_in(node)
    return max(dates, key=lambda when: (when.latest, when.earliest), default=None)


def _listed(node: Node) -> bool:
    """Whether the node stands in a list or a table, not in running text."""
    block = node.reading.document.blocks[node.block] if node.block is not None else None
    return block is not None and (block.kind == "list-item" or block.part == "table")


def _wording(node: Node) -> str:
    """What a recommendation, or an action's recommendation as the plan repeats it, says, without its number.

    "" for an action of a plan that gives the numbers of the recommendations only.
    """
    text = next((t for t in (getattr(node.fact, "said", ""), getattr(node.fact, "heading", "")) if t), node.text)
    if text == node.text and _only_numbered(node.fact):
        return ""
    number = item_number(text, lexicon_for(node.reading.groups.vocabulary))
    if number and number in text:
        return text[text.index(number) + len(number) :].lstrip(" \t\n.:–—-)")
    return text[split_label(text, heading=False)[1] :]


def _only_numbered(fact: object) -> bool:
    """Whether an action has a column for its recommendation that holds no words, and a cell for what will be done."""
    fields = getattr(fact, "fields", ())
    return "action" in fields and bool({"ref", "recommendation"} & set(fields))


def _umbrella(node: Node) -> str:
    """A name up to the words that make it a body: "Fenshire County Council" of its "Children's Services"."""
    if UMBRELLA not in node.reading.groups.vocabulary.phrases:
        return node.text
    found = next(lexicon_for(node.reading.groups.vocabulary).list(UMBRELLA).spans(fold(node.text)), None)
    return node.text[: found[1]] if found is not None else node.text


def _capitals(node: Node) -> float:
    letters = [char for char in node.text if char.isalpha()]
    return sum(char.isupper() for char in letters) / len(letters) if letters else 0.0


def _sentence(node: Node) -> str | None:
    if node.block is None:
        return None
    start, end = node.reading.sentence_at(node.block, node.start)
    return node.reading.document.blocks[node.block].text[start:end]


def sentence_count(node: Node) -> int:
    """How many sentences a node has."""
    return sum(len(node.reading.sentences(block)) for block in node.blocks if node.reading.document.blocks[block].text)


def _public(node: Node) -> str:
    """Why the words of a node may stand although they name somebody; "" where nothing says so."""
    return "named" if is_public(node.text, node.reading.facts) else ""


def _unseen(node: Node) -> list[str]:
    """The names in the words of a node that the text of the report never uses."""
    from dhr_qa.review.properties import unseen_words  # it loads the list of names

    return unseen_words(node.text, node.reading.facts)


def _unknown_words(node: Node) -> tuple[str, ...]:
    """The capitalised words of the file of which nobody can tell whether they are names."""
    return tuple(each.word for each in node.reading.facts.names.unknown)


def _speaker(node: Node) -> str | None:
    """Whose words a phrase is in."""
    span = node.span if node.kind == _PHRASE else None
    return node.reading.speakers.speaker(*span) if span is not None else None


def _subject(node: Node) -> str | None:
    """Of whom a phrase says something."""
    span = node.span if node.kind == _PHRASE else None
    return node.reading.speakers.subject(*span) if span is not None else None


def _owner(node: Node) -> str | None:
    """Whose a thing is that a phrase names."""
    span = node.span if node.kind == _PHRASE else None
    return node.reading.speakers.owner(*span) if span is not None else None


def _last(name: str) -> Callable[[Node], Any]:
    def read(node: Node) -> Any:
        several = getattr(node.fact, name, None)
        return several[-1] if several else None

    return read


def _analysed(node: Node) -> int | None:
    """The words of the analysis that speak of an agency; None where the report has no analysis."""
    return node.reading.analysed.get(str(getattr(node.fact, "name", "")))


_FIELDS: dict[str, Callable[[Node], Any]] = {
    "text": lambda node: node.text,
    "value": lambda node: node.text.strip(),
    "ending": lambda node: " ".join(node.text.split()[-_LAST_WORDS:]),
    "words": _words,
    "role": _role,
    "heading": _heading,
    "label": _label,
    "page": _of_block("page"),
    "kind": _of_block("kind"),
    "part": _of_block("part"),
    "level": _of_block("level"),
    "style": _of_block("style"),
    "author": _of_block("author"),
    "position": _position,
    "document": _document,
    "title": _title,
    "title-role": _title_role,
    "number": _number,
    "numbers": _numbers,
    "label-style": _label_style,
    "next": _next,
    "next-kind": _next_kind,
    "dates": lambda node: len(dates_in(node)),
    "date": _date,
    "capitals": _capitals,
    "sentence": _sentence,
    "listed": _listed,
    "wording": _wording,
    "umbrella": _umbrella,
    "amount": lambda node: amount_in(node.text),
    "sentences": sentence_count,
    "public": _public,
    "unseen": _unseen,
    "unknown-words": _unknown_words,
    "speaker": _speaker,
    "verbs": lambda node: most_verbs(node.text),
    "subject": _subject,
    "owner": _owner,
    "expansion": lambda node: next(iter(getattr(node.fact, "expansions", ())), None),
    "latest-status": _last("status"),
    "latest-update": _last("updates"),
    "match": lambda node: node.text,
    "analysed": _analysed,
}
