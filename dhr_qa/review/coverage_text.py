"""The text in which terms of reference are looked for: the passages that answer, and those that do not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from dhr_qa.review.blocks import MAIN_PARTS
from dhr_qa.review.covered import Taken
from dhr_qa.review.facts import Facts

#: Sections that answer what was asked.
ANSWERS = ("analysis", "overview", "good-practice", "key-issues", "conclusions", "lessons", "equality")
#: Sections that do not, even inside one that does.
NEVER = ("recommendations", "action-plan", "chronology", "background", "contents", "glossary", "title-page",
         "feedback-letter", "appendix", "dissemination", "condolence", "panel", "author")  # fmt: skip
_REPORTS = ("overview-report", "executive-summary", "")
TERMS = "terms-of-reference"
OTHER = "other"  #: sections without a known role after the terms of reference
_MOST_HITS = 60
_SPARE = 12  #: characters: shorter lines repeat nothing, and so many more a repetition may have


class Stretch(Struct):
    """Blocks joined into one folded text, to be searched at once. `roles` is the section role of each block."""

    facts: Facts
    blocks: list[int]
    roles: list[str]
    folded: bytes = b""
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        place, parts = 0, []
        for block in self.blocks:
            part = self.facts.index.text(block)
            self.starts.append(place)
            parts.append(part)
            place += len(part) + 1
        self.folded = b"\n".join(parts)

    def hits(self, pattern: Any, most: int = _MOST_HITS) -> Iterator[tuple[str, Taken]]:
        """Section role and place of the first matches of an RE2 pattern."""
        for number, match in enumerate(pattern.finditer(self.folded)):
            if number >= most:
                return
            start, end = match.span()
            place = bisect_right(self.starts, start) - 1
            base = self.starts[place]
            yield self.roles[place], Taken(self.blocks[place], start - base, end - base)


class Texts(Struct, frozen=True):
    """What of a file answers, and what does not but may mention a thing."""

    answers: Stretch
    elsewhere: Stretch
    words: int  #: of the passages that answer


def texts_of(facts: Facts) -> Texts:
    """The two texts. Terms of reference, plans and repeated lists of items are in neither."""
    recommended = {each.block for each in facts.recommendations}
    terms = {term.block for term in facts.terms}
    first = min(terms, default=0)
    answers: tuple[list[int], list[str]] = [], []
    elsewhere: tuple[list[int], list[str]] = [], []
    words = 0
    repeats = _repeats(facts)
    known: dict[tuple[int, bool], tuple[str, bool]] = {}  # by section: all its own blocks have one role
    for block in facts.document.blocks:
        number = block.index
        if block.part not in MAIN_PARTS or block.toc or number in terms or not block.text.strip():
            continue
        if facts.kind_at(number) not in _REPORTS:
            continue
        if number in repeats:
            continue
        section = facts.section_at(number)
        after = number > first
        if (id(section), after) not in known:
            known[id(section), after] = _role(facts, number, first)
        role, answering = known[id(section), after]
        if answering and number not in recommended:
            answers[0].append(number)
            answers[1].append(role)
            words += len(block.text.split()) if block.kind != "heading" else 0
        elif role != TERMS:
            elsewhere[0].append(number)
            elsewhere[1].append("recommendations" if number in recommended else role)
    return Texts(Stretch(facts, *answers), Stretch(facts, *elsewhere), words)


def _role(facts: Facts, block: int, first: int) -> tuple[str, bool]:
    """The role of the section that counts for a block, and whether it answers."""
    own, around = facts.roles_at(block), facts.roles_around(block)
    answering = next((role for role in own if role in ANSWERS), "")
    if answering:
        return answering, True
    barred = next((role for role in own if role in NEVER), "")
    if barred:
        return barred, False
    within = next((role for role in around if role in ANSWERS), "")
    if within:
        return within, True
    if own or around:
        return (own or around)[0], False
    return OTHER, block > first


def _repeats(facts: Facts) -> set[int]:
    """Blocks that repeat an item word for word with another such block next to them: a list, and no heading."""
    texts = {" ".join(term.text.casefold().split()) for term in facts.terms}
    same: list[int] = []
    longest = max((len(term.text) for term in facts.terms), default=0) + _SPARE
    for block in facts.document.blocks:
        text = block.text
        if _SPARE < len(text) < longest and " ".join(text.casefold().split()) in texts:
            same.append(block.index)
    known = set(same)
    return {number for number in same if {number - 1, number + 1} & known}


def roles_in_order(taken: Sequence[tuple[str, Taken]]) -> list[tuple[str, Taken]]:
    """The first passage of each role."""
    found: dict[str, Taken] = {}
    for role, passage in taken:
        found.setdefault(role, passage)
    return list(found.items())
