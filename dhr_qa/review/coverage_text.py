"""The text in which terms of reference are looked for: the passages that answer, and those that do not."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
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
#: Sections about the review and not about the case: that they have a word of an item says nothing of it.
ABOUT_THE_REVIEW = ("title-page", "contents", "glossary", "condolence", "timescales", "confidentiality", "methodology",
                    "contributors", "panel", "author", "dissemination", "feedback-letter")  # fmt: skip
_REPORTS = ("overview-report", "executive-summary", "")
#: Of these only some bar a part of an analysis: its "Background" is part of it.
_NEVER_WITHIN = tuple(
    role for role in NEVER if role not in ("background", "condolence", "dissemination", "panel", "author")
)
_JUDGING = ("analysis", "key-issues")
OVERVIEW = "overview"  #: what agencies knew, told and not judged: no answer where another section judges it
TERMS = "terms-of-reference"
OTHER = "other"  #: sections without a known role after the terms of reference
_LEAST_WORDS = 100  #: so many words make an analysis
_MOST_HITS = 60
_SEVERAL = 3
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
    repeats = _repeats(facts)
    found: list[tuple[int, str, bool]] = []
    known: dict[int, tuple[str, bool]] = {}  # by section: all its own blocks have one role
    for block in facts.document.blocks:
        number = block.index
        if block.part not in MAIN_PARTS or block.toc or number in terms or not block.text.strip():
            continue
        if facts.kind_at(number) not in _REPORTS or number in repeats:
            continue
        section = facts.section_at(number)
        if id(section) not in known:
            known[id(section)] = _role(facts, number)
        role, answering = known[id(section)]
        found.append(
            (number, "recommendations" if number in recommended else role, answering and number not in recommended)
        )
    if (
        sum(len(facts.document.blocks[number].text.split()) for number, role, _ in found if role in _JUDGING)
        >= _LEAST_WORDS
    ):
        found = [(number, role, answers and role != OVERVIEW) for number, role, answers in found]
    texts = _parted(facts, found, min((n for n, role, answers in found if answers and role != OTHER), default=0))
    # No heading says where the analysis begins: all that follows the terms of reference may be it.
    return texts if texts.words >= _LEAST_WORDS else _parted(facts, found, min(terms, default=0))


def _parted(facts: Facts, found: Sequence[tuple[int, str, bool]], first: int) -> Texts:
    """The blocks in two; those of sections that nobody knows answer from a block on."""
    gathered = _gathered(facts)
    answers = [
        (number, role)
        for number, role, answering in found
        if answering and (role != OTHER or number > first or number in gathered)
    ]
    told = {number for number, _ in answers}
    other = [(number, role) for number, role, _ in found if number not in told and role != TERMS]
    blocks = facts.document.blocks
    words = sum(len(blocks[number].text.split()) for number, _ in answers if blocks[number].kind != "heading")
    stretches = [Stretch(facts, [n for n, _ in each], [role for _, role in each]) for each in (answers, other)]
    return Texts(stretches[0], stretches[1], words)


def _gathered(facts: Facts) -> frozenset[int]:
    """The blocks of sections that nobody knows, behind the terms of reference, with several of their own in them.

    So are the parts of an analysis that goes from agency to agency, in front of one that goes from theme to theme.
    """
    last = max((term.block for term in facts.terms), default=0)
    inner = Counter(section.parent for section in facts.sections if section.heading_block is not None)
    unknown = (
        section
        for number, section in enumerate(facts.sections)
        if inner[number] >= _SEVERAL and section.first > last and not section.roles and not section.inherited
    )
    return frozenset(block for section in unknown for block in range(section.first, section.last))


def _role(facts: Facts, block: int) -> tuple[str, bool]:
    """The role of the section that counts for a block, and whether it answers."""
    section = facts.section_at(block)
    named = section is not None and bool(section.roles)
    within = next((role for role in _above(facts, block) if role in ANSWERS), "")
    own = facts.roles_at(block)
    if within and (not named or OVERVIEW in own):
        return within, True
    answering = next((role for role in own if role in ANSWERS), "")
    if answering:
        return answering, True
    barred = next((role for role in own if role in (_NEVER_WITHIN if within else NEVER)), "")
    if barred or within:
        return barred or within, not barred
    around = facts.roles_around(block)
    return (around[0], False) if around else (OTHER, True)


def _above(facts: Facts, block: int) -> tuple[str, ...]:
    """The roles of the nearest section above a block's own, by the level of its heading, that has any."""
    section = facts.section_at(block)
    level = section.level if section is not None else 0
    while section is not None and section.parent is not None:
        section = facts.sections[section.parent]
        if section.level < level and (section.roles or section.inherited):
            return section.roles or section.inherited
    return ()


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
