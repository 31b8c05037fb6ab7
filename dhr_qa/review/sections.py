"""Sections: headings put into a tree, with their canonical roles, and what their text adds to that.

Where the headings with roles keep to one level, levels are believed. In real drafts they are often wrong; the
tree then goes by roles first: a section with a role of its own stands inside another only where the
vocabulary says that it may.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from dhr_qa.documents.labels import label_depth
from dhr_qa.documents.model import Document
from dhr_qa.language.index import TextIndex
from dhr_qa.review.blocks import count_words, squeezed
from dhr_qa.review.evidence import Passage, find_evidence
from dhr_qa.review.facts import Region, Section
from dhr_qa.review.headings import Heading, of_victim
from dhr_qa.review.lexicon import Lexicon

TITLE_PAGE, CONTENTS = "title-page", "contents"
_TITLE_WORDS = 200
_LEAST_ENTRIES = 3  #: entries that make a table of contents
_BELOW_ALL = 9  #: a level at which nothing can stand inside
_STEADY = 0.7  #: so many of the headings with roles on the top level, and levels are believed
_STEADY_HEADINGS = 5
_MOSTLY = 0.6  #: evidence that covers so much of a section is about the section as a whole


class Draft(Struct):
    """A section under construction; `parent` is the draft that it stands in."""

    first: int
    last: int
    level: int
    kind: str
    roles: tuple[str, ...] = ()
    heading: str = ""
    heading_block: int | None = None
    label: str = ""
    how: str = "heading"
    item: bool = False
    parent: Draft | None = None

    def inherited(self, default: str) -> tuple[str, ...]:
        if self.parent is not None:
            return self.parent.roles or self.parent.inherited(default)
        return (default,) if default else ()


def find_sections(
    document: Document,
    index: TextIndex,
    lexicon: Lexicon,
    regions: Sequence[Region],
    headings: Sequence[Heading],
    victims: Collection[str] = (),
) -> tuple[Section, ...]:
    """The sections of all regions, parents before their subsections. `victims`: names that mean the victim."""
    drafts: list[Draft] = []
    headings = [of_victim(heading, victims, lexicon) for heading in headings]
    for number, region in enumerate(regions):
        inside = [h for h in headings if region.first <= h.block < region.last]
        drafts += _tree(document, lexicon, region, inside, first=number == 0)
    drafts = _with_evidence(document, index, lexicon, drafts, victims)
    drafts.sort(key=lambda d: (d.first, -d.last, d.heading_block is None and d.how == "body"))
    defaults = {entry.id: str(entry.get("role", "")) for entry in lexicon.register("document-kinds")}
    places = {id(draft): place for place, draft in enumerate(drafts)}
    return tuple(
        Section(
            roles=draft.roles,
            heading=draft.heading,
            level=draft.level,
            first=draft.first,
            last=draft.last,
            heading_block=draft.heading_block,
            label=draft.label,
            words=count_words(document, draft.first + (draft.heading_block is not None), draft.last),
            inherited=draft.inherited(defaults.get(draft.kind, "")),
            how=draft.how if draft.roles else "",
            kind=draft.kind,
            parent=places[id(draft.parent)] if draft.parent is not None else None,
        )
        for draft in drafts
    )


def _tree(
    document: Document, lexicon: Lexicon, region: Region, headings: Sequence[Heading], first: bool
) -> list[Draft]:
    """The sections of one region by its headings."""
    drafts: list[Draft] = []
    stack: list[Draft] = []
    headings = _with_contents(document, region, headings)
    opening = headings[0].block if headings else region.last
    front = next((h.block for h in headings if set(h.roles) - {TITLE_PAGE}), region.last)
    titled = first and front > region.first and count_words(document, region.first, front) <= _TITLE_WORDS
    if titled and region.kind in ("overview-report", "executive-summary") and front < region.last:
        stack.append(Draft(region.first, front, 0, region.kind, (TITLE_PAGE,)))
        drafts.append(stack[0])
    elif opening > region.first:
        drafts.append(Draft(region.first, opening, 0, region.kind, how=""))
    main = _main_roles(headings)
    for heading in headings:
        roles = heading.roles
        if stack and stack[0].roles == (TITLE_PAGE,) and heading.block < front:
            roles = ()
        if roles and stack and stack[0].level == 0 and stack[0].roles == (TITLE_PAGE,):
            while stack:  # the first section ends the title page, whatever stands on it
                stack.pop().last = heading.block
        while stack and (_closes(lexicon, stack[-1], heading, roles) if main is None else
                         _closes_by_level(lexicon, stack[-1], heading, roles)):  # fmt: skip
            stack.pop().last = heading.block
        if main is not None and stack and stack[-1].roles and not _may_stand_in(lexicon, roles, stack[-1]):
            # "Purpose" under the terms of reference is no second introduction.
            roles = tuple(role for role in roles if role not in main)
        draft = Draft(
            heading.block, region.last, heading.level, region.kind, roles, heading.text, heading.block,
            heading.label, "heading" if roles else "", heading.item, stack[-1] if stack else None,
        )  # fmt: skip
        drafts.append(draft)
        stack.append(draft)
    for draft in drafts:  # a child never reaches beyond its parent
        if draft.parent is not None:
            draft.last = min(draft.last, draft.parent.last)
    return drafts


def _main_roles(headings: Sequence[Heading]) -> Collection[str] | None:
    """The roles of the headings on the top level where levels can be believed; None where they cannot."""
    telling = [h for h in headings if h.roles and not h.item and set(h.roles) != {TITLE_PAGE}]
    if len(telling) < _STEADY_HEADINGS:
        return None
    top = min(h.level for h in telling)
    main = [h for h in telling if h.level == top]
    if len(main) < _STEADY * len(telling):
        return None
    return {role for h in main for role in h.roles}


def _closes_by_level(lexicon: Lexicon, top: Draft, heading: Heading, roles: tuple[str, ...]) -> bool:
    if top.level == 0 and top.roles == (TITLE_PAGE,):
        return bool(roles)
    return not _goes_on(lexicon, top, heading, roles) and heading.level <= top.level


def _goes_on(lexicon: Lexicon, top: Draft, heading: Heading, roles: tuple[str, ...]) -> bool:
    """Whether a heading without a role goes on with a section of its own level: "Fenshire Police" after "Analysis"."""
    return not roles and bool(top.roles) and heading.level == top.level and _continues(lexicon, top)


def _may_stand_in(lexicon: Lexicon, roles: Sequence[str], parent: Draft) -> bool:
    allowed = {role for name in roles if (entry := lexicon.entry("sections", name)) for role in entry.get("within", ())}
    return bool(allowed & set(parent.roles)) or bool(set(roles) & set(parent.roles))


def _with_contents(document: Document, region: Region, headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings, and one for a table of contents whose own heading is styled as an entry of it or is not there."""
    if any(CONTENTS in heading.roles for heading in headings):
        return headings
    entries = [block for block in document.blocks[region.first : region.last] if block.toc and block.text.strip()]
    if len(entries) < _LEAST_ENTRIES:
        return headings
    first = entries[0]
    own = Heading(first.index, squeezed(first.text), _BELOW_ALL, roles=(CONTENTS,))
    return sorted([*headings, own], key=lambda heading: heading.block)


def _closes(lexicon: Lexicon, top: Draft, heading: Heading, roles: tuple[str, ...]) -> bool:
    """Whether a heading ends the section on top of the stack."""
    if top.level == 0 and top.roles == (TITLE_PAGE,):
        return bool(roles)
    if heading.item:
        return top.item or (not (top.roles and _has_items(lexicon, top)) and heading.level <= top.level)
    if not roles:
        return not _goes_on(lexicon, top, heading, roles) and heading.level <= top.level
    if top.item:
        return True
    deeper = heading.level > top.level
    if not top.roles:
        return not deeper
    numbered = label_depth(heading.label) > 1 and label_depth(heading.label) > label_depth(top.label) > 0
    return not (deeper and (_may_stand_in(lexicon, roles, top) or numbered))


def _has_items(lexicon: Lexicon, draft: Draft) -> bool:
    return any(entry.get("items") for role in draft.roles if (entry := lexicon.entry("sections", role)))


def _continues(lexicon: Lexicon, draft: Draft) -> bool:
    return any(entry.get("continues") for role in draft.roles if (entry := lexicon.entry("sections", role)))


def _with_evidence(
    document: Document, index: TextIndex, lexicon: Lexicon, drafts: list[Draft], victims: Collection[str]
) -> list[Draft]:
    """The sections with roles that rest on what their text says, where no heading gives the role."""
    added: list[Draft] = []
    owner: dict[int, Draft] = {}
    for draft in drafts:  # parents before children, so that the innermost stays
        for block in range(draft.first, draft.last):
            owner[block] = draft
    for kind in dict.fromkeys(d.kind for d in drafts):
        inside = [d for d in drafts if d.kind == kind]
        known = {role for d in inside for role in d.roles}
        blocks = sorted(block for block, draft in owner.items() if draft.kind == kind)
        roles_of = {block: owner[block].roles or owner[block].inherited("") for block in blocks}
        for passage in find_evidence(document, index, lexicon, blocks, roles_of, known, victims, kind):
            home = owner[passage.first]
            own = [b for b in range(home.first, home.last) if owner.get(b) is home and b != home.heading_block]
            covered = sum(len(document.blocks[b].text.split()) for b in range(passage.first, passage.last))
            total = sum(len(document.blocks[b].text.split()) for b in own)
            if covered >= _MOSTLY * total and home.heading_block is not None and home.how != "body":
                home.roles = (*(home.roles or ()), passage.role)
                home.how = "body"
            else:
                added.append(_passage(passage, home))
    return drafts + added


def _passage(passage: Passage, home: Draft) -> Draft:
    return Draft(
        passage.first,
        passage.last,
        home.level + 1,
        home.kind,
        (passage.role,),
        home.heading,
        None,
        how="body",
        parent=home,
    )
