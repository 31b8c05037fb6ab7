"""Where a report itself says which item it answers: "ToR 4", "KLOE 2 to 5", a heading that repeats the item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dhr_qa.language.sentences import sentences
from dhr_qa.language.stems import stems
from dhr_qa.review.coverage_text import Stretch
from dhr_qa.review.covered import Taken
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon

Links = dict[int, list[tuple[str, Taken]]]

_ONE = r"\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|[ivx]{2,4}|[a-z](?=[):.,;–-]|\s*$|\s+(?:and|to|&)\s))\)?"
_NUMBERS = re.compile(
    rf"\s*(?:no\.?\s*|numbers?\s*|items?\s*|points?\s*|\()?({_ONE}(?:\s*(?:,|;|&|/|and|to|-|,\s*and)\s*{_ONE})*)", re.I
)
_PIECE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?|[a-z]+|[-]", re.I)
_LABEL = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*|[a-z]{1,4})[).:\s\]]*$", re.I)
_JOINS = ("and", "no", "to")
_MOST_RANGE = 30
_LEAST_SHARED, _OF_LINE, _OF_ITEM, _WHOLE_ITEM = 3, 0.8, 0.35, 0.75
_LONGEST_REPEAT = 1.3
_OPENING = 20  #: characters by which a line that repeats an item is known


def links(facts: Facts, terms: Sequence[Term], answers: Stretch, lexicon: Lexicon, empty: frozenset[str]) -> Links:
    """For each item (its place in `terms`) the passages that name or repeat it, with their section roles."""
    found: Links = defaultdict(list)
    _by_number(facts, terms, answers, lexicon, found)
    _by_words(facts, terms, answers, lexicon, empty, found)
    return {
        number: list({hit[1].block: hit for hit in reversed(hits)}.values())[::-1] for number, hits in found.items()
    }


def _by_number(facts: Facts, terms: Sequence[Term], answers: Stretch, lexicon: Lexicon, found: Links) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        label = _LABEL.search(term.label.strip(" ()."))
        if label:
            places[label[1].casefold()].append(number)
    if not places and not any(term.label for term in terms):
        places = {str(number): [number - 1] for number in range(1, len(terms) + 1)}
    if not places:
        return
    leading = answers.hits(lexicon.list("coverage-labels-leading").regexp, most=2000)
    labels = [*answers.hits(lexicon.list("coverage-labels").regexp, most=2000)]
    labels += [each for each in leading if _leads(facts, each[1])]
    for role, hit in labels:
        text = facts.index.text(hit.block)[hit.end : hit.end + 80].decode()
        said = _NUMBERS.match(text)
        if said is None or not followed(facts, hit.block, lexicon):
            continue
        for name in _expanded(said[1]):
            own = places.get(name, ())
            if len(own) == 1:
                found[own[0]].append((role, Taken(hit.block, hit.start, hit.end + said.end())))


def _leads(facts: Facts, hit: Taken) -> bool:
    """Whether a label stands in a heading, at the start of a paragraph or in brackets."""
    before = facts.index.text(hit.block)[: hit.start].rstrip()
    return facts.document.blocks[hit.block].kind == "heading" or not before or before.endswith(b"(")


def _expanded(text: str) -> list[str]:
    """ "2, 3 and 5 to 7" as 2 3 5 6 7; "a-c" as a b c."""
    names: list[str] = []
    through = False
    for piece in _PIECE.findall(text.casefold()):
        if piece in ("-", "to"):
            through = True
            continue
        if piece in _JOINS:
            continue
        if through and names and names[-1].isdigit() and piece.isdigit():
            names += [str(n) for n in range(int(names[-1]) + 1, min(int(piece), int(names[-1]) + _MOST_RANGE))]
        elif through and names and len(names[-1]) == len(piece) == 1 and names[-1].isalpha() and piece.isalpha():
            names += [chr(n) for n in range(ord(names[-1]) + 1, ord(piece))]
        through = False
        names.append(piece)
    return names


def followed(facts: Facts, block: int, lexicon: Lexicon) -> bool:
    """Whether text follows a heading before the next one that says more than that there is a recommendation.

    Other lines stand for themselves.
    """
    blocks = facts.document.blocks
    if blocks[block].kind != "heading":
        return True
    level = blocks[block].level or 9
    for after in blocks[block + 1 :]:
        if after.kind == "heading" and (after.level or 9) <= level:
            return False
        if after.kind != "heading" and _says_something(facts, after.index, lexicon):
            return True
    return False


def _says_something(facts: Facts, block: int, lexicon: Lexicon) -> bool:
    text = facts.index.text(block)
    spans = sentences(facts.document.blocks[block].text)
    return any(not lexicon.occurs("coverage-pointing", text[first:last]) for first, last in spans)


def _by_words(
    facts: Facts, terms: Sequence[Term], answers: Stretch, lexicon: Lexicon, empty: frozenset[str], found: Links
) -> None:
    """Headings, and lines in front of an answer, that have the words of an item."""
    wanted = [frozenset(root for _, root in stems(term.text)) for term in terms]
    telling = [roots - empty for roots in wanted]
    longest = max((len(term.text) for term in terms), default=0) * _LONGEST_REPEAT
    openings = [term.text[:_OPENING].casefold() for term in terms]
    for block, role in zip(answers.blocks, answers.roles, strict=True):
        line = facts.document.blocks[block]
        if line.kind != "heading" and len(line.text) > longest:
            continue
        heading = line.kind == "heading"
        folded = line.text[: _OPENING * 2].casefold()
        roots: frozenset[str] | None = None
        for number, asked in enumerate(wanted):
            if not heading and openings[number] not in folded:
                continue
            if roots is None:
                roots = frozenset(root for _, root in stems(line.text))
            if _repeats(roots, asked, telling[number], heading) and followed(facts, block, lexicon):
                found[number].append((role, Taken(block, 0, len(line.text))))


def _repeats(line: frozenset[str], item: frozenset[str], telling: frozenset[str], heading: bool) -> bool:
    if not item or not line:
        return False
    shared = len(line & item)
    if not heading:
        return len(item) > _LEAST_SHARED and shared >= 0.85 * len(item)
    if shared < _LEAST_SHARED:
        return False
    if shared >= _WHOLE_ITEM * len(item):
        return True
    told = len(line & telling)
    return shared >= _OF_LINE * len(line) and (told >= 2 or told == len(telling) > 0) and shared >= _OF_ITEM * len(item)
